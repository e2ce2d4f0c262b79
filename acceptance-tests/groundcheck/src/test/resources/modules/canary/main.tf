terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

variable "password" {
  description = "A secret that the configuration marks."
  type        = string
  sensitive   = true

  validation {
    condition     = !startswith(var.password, "refused")
    error_message = "This password is refused."
  }
}

variable "token" {
  description = "A secret that only the attribute it ends in is marked for."
  type        = string
}

variable "leaks" {
  description = "Whether a condition fails with the password in its message."
  type        = bool
  default     = false
}

variable "prints" {
  description = "Whether a command prints the password, and fails."
  type        = bool
  default     = false
}

resource "aws_ssm_parameter" "this" {
  name  = "/canary/token"
  type  = "SecureString"
  value = var.token
}

resource "terraform_data" "password" {
  input = var.password

  lifecycle {
    precondition {
      condition     = !var.leaks
      error_message = "The password is ${nonsensitive(var.password)}."
    }
  }
}

resource "terraform_data" "printed" {
  count = var.prints ? 1 : 0

  provisioner "local-exec" {
    command = "echo 'the password is ${nonsensitive(var.password)}' && echo 'the password is ${nonsensitive(var.password)}' >&2 && exit 1"
  }
}

output "password" {
  description = "The secret, marked again."
  value       = var.password
  sensitive   = true
}
