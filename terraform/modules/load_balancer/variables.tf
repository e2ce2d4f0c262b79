variable "name" {
  description = "Name of the load balancer, and prefix of the target groups'."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,24}[a-z0-9]$", var.name)) && !startswith(var.name, "internal-")
    error_message = "name must be 3 to 26 lower-case letters, digits and hyphens (\"<name>-green\" must fit the 32 characters of a target group), begin with a letter, not end with a hyphen and not begin with \"internal-\"."
  }
}

variable "vpc_id" {
  description = "The VPC of the targets."
  type        = string
}

variable "subnet_ids" {
  description = "Public subnets, in two availability zones or more."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must name at least 2 subnets: a load balancer spans two availability zones."
  }
}

variable "security_group_id" {
  description = "The load balancer's security group."
  type        = string
}

variable "container_port" {
  description = "Port on which the targets listen."
  type        = number
  default     = 8080
}

variable "health_check_path" {
  description = "Path that tells whether a task is alive. It must not ask the store."
  type        = string
  default     = "/actuator/health/liveness"
}

variable "health_check_interval" {
  description = "Seconds between two health checks of a target."
  type        = number
  default     = 5

  validation {
    condition     = var.health_check_interval >= 5 && var.health_check_interval <= 300
    error_message = "health_check_interval must be 5 to 300 seconds."
  }
}

variable "certificate_arn" {
  description = "ACM certificate: with it 443 serves and 80 redirects, without it 80 serves."
  type        = string
  default     = null
}

variable "protect" {
  description = "Whether the load balancer refuses to be deleted."
  type        = bool
  default     = true
}
