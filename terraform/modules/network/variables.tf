variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "cidr_block" {
  description = "The VPC's IPv4 range, /16 to /20; each subnet takes a 256th of it."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr_block, 0)) && try(tonumber(split("/", var.cidr_block)[1]) >= 16 && tonumber(split("/", var.cidr_block)[1]) <= 20, false)
    error_message = "cidr_block must be an IPv4 range from /16 to /20, such as 10.0.0.0/16 (a subnet is 8 bits smaller, and AWS allows none below /28)."
  }
}

variable "listener_ports" {
  description = "Ports on which the world may call the load balancer."
  type        = list(number)
  default     = [80]

  validation {
    condition     = length(var.listener_ports) > 0 && alltrue([for port in var.listener_ports : contains([80, 443], port)])
    error_message = "listener_ports may hold 80 and 443, and at least one of them."
  }
}

variable "container_port" {
  description = "Port on which the tasks listen."
  type        = number
  default     = 8080
}

variable "allowed_cidr_block" {
  description = "IPv4 range that may call the load balancer."
  type        = string
  default     = "0.0.0.0/0"

  validation {
    condition     = can(cidrhost(var.allowed_cidr_block, 0))
    error_message = "allowed_cidr_block must be an IPv4 range such as 0.0.0.0/0 or 203.0.113.0/24."
  }
}
