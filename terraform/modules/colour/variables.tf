variable "name" {
  description = "Prefix of the service's and the task family's names."
  type        = string
}

variable "colour" {
  description = "The colour: blue or green."
  type        = string

  validation {
    condition     = contains(["blue", "green"], var.colour)
    error_message = "colour must be \"blue\" or \"green\"."
  }
}

variable "region" {
  description = "Region of the table and the log."
  type        = string
}

variable "repository_url" {
  description = "The image repository, without tag or digest."
  type        = string
}

variable "digest" {
  description = "Digest of the image's manifest, sha256: and 64 hexadecimal digits."
  type        = string

  validation {
    condition     = can(regex("^sha256:[0-9a-f]{64}$", var.digest))
    error_message = "digest must be \"sha256:\" and 64 lower-case hexadecimal digits."
  }
}

variable "desired_count" {
  description = "Number of tasks."
  type        = number

  validation {
    condition     = var.desired_count >= 0 && var.desired_count <= 100 && floor(var.desired_count) == var.desired_count
    error_message = "desired_count must be a whole number from 0 to 100."
  }
}

variable "triggers" {
  description = "A change of any value starts a new deployment."
  type        = map(string)
  default     = {}
}

variable "cluster_arn" {
  description = "The ECS cluster."
  type        = string
}

variable "subnet_ids" {
  description = "Public subnets of the tasks."
  type        = list(string)
}

variable "security_group_id" {
  description = "The tasks' security group."
  type        = string
}

variable "target_group_arn" {
  description = "The colour's target group."
  type        = string
}

variable "roles" {
  description = "ARNs of the roles of a task: task (the service's own) and execution (ECS's)."
  type = object({
    task      = string
    execution = string
  })
}

variable "log_group" {
  description = "Name of the log group."
  type        = string
}

variable "table" {
  description = "Name of the DynamoDB table."
  type        = string
}

variable "container_port" {
  description = "Port on which the service listens."
  type        = number
  default     = 8080
}

variable "cpu" {
  description = "CPU units of a task, 1024 to a vCPU."
  type        = number
  default     = 512

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.cpu)
    error_message = "cpu must be one of 256, 512, 1024, 2048, 4096."
  }
}

variable "memory" {
  description = "Memory of a task in MiB; what Fargate offers depends on cpu."
  type        = number
  default     = 1024

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
  validation {
    condition = contains(lookup({
      256  = [512, 1024, 2048]
      512  = range(1024, 4096 + 1, 1024)
      1024 = range(2048, 8192 + 1, 1024)
      2048 = range(4096, 16384 + 1, 1024)
      4096 = range(8192, 30720 + 1, 1024)
    }, var.cpu, []), var.memory)
    error_message = "Fargate has no task of ${var.cpu} CPU units and ${var.memory} MiB. Pairs: 256 with 512, 1024 or 2048; 512 with 1024 to 4096; 1024 with 2048 to 8192; 2048 with 4096 to 16384; 4096 with 8192 to 30720, each in steps of 1024."
  }
}

variable "cpu_architecture" {
  description = "The image's architecture: X86_64 or ARM64."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture must be \"X86_64\" or \"ARM64\"."
  }
}

variable "service_environment" {
  description = "Further environment of the service: what only an emulator's tasks need. Not for secrets: a task definition shows it in clear."
  type        = map(string)
  default     = {}
}
