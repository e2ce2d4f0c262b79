variable "name" {
  description = "Prefix of every name, and the tag Project."
  type        = string
  default     = "connections"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name)) && !startswith(var.name, "internal-")
    error_message = "name must be 3 to 20 lower-case letters, digits and hyphens, begin with a letter, not end with a hyphen and not begin with \"internal-\": bucket names add account and region, target groups the colour."
  }
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "ap-southeast-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be an AWS region such as ap-southeast-1."
  }
}

variable "account_id" {
  description = "The only AWS account that may be touched; null: whichever the credentials belong to."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null || can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be 12 digits."
  }
}

variable "colour" {
  description = "The colour this state holds: blue or green."
  type        = string

  validation {
    condition     = contains(["blue", "green"], var.colour)
    error_message = "colour must be \"blue\" or \"green\"."
  }
}

variable "cpu" {
  description = "CPU units of a task, 1024 to a vCPU."
  type        = number
  default     = 512
}

variable "memory" {
  description = "Memory of a task in MiB; what Fargate offers depends on cpu."
  type        = number
  default     = 1024
}

variable "cpu_architecture" {
  description = "The image's architecture: X86_64 or ARM64."
  type        = string
  default     = "X86_64"
}

variable "service_environment" {
  description = "Further environment of the service: what only an emulator's tasks need (endpoint, credentials). Not for secrets: a task definition shows it in clear."
  type        = map(string)
  default     = {}
}
