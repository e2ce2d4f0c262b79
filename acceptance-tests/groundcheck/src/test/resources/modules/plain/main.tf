terraform {
  required_version = ">= 1.5"
}

variable "text" {
  description = "Any text."
  type        = string
  default     = "a"
}

variable "anything" {
  description = "Any value at all, given back by the output."
  type        = any
  default     = null
}

variable "secret" {
  description = "A text that must be seen nowhere."
  type        = string
  default     = "unset"
  sensitive   = true
}

variable "changing" {
  description = "Whether every plan finds another time."
  type        = bool
  default     = false
}

variable "refused" {
  description = "Whether planning fails."
  type        = bool
  default     = false
}

variable "leaks" {
  description = "Whether planning fails with a message that has the secret in it."
  type        = bool
  default     = false
}

resource "terraform_data" "this" {
  input = var.changing ? timestamp() : var.text

  lifecycle {
    precondition {
      condition     = !var.refused
      error_message = "Refused, as asked for."
    }

    precondition {
      condition     = !var.leaks
      error_message = "The secret is ${nonsensitive(var.secret)}."
    }
  }
}

resource "terraform_data" "replaced" {
  triggers_replace = [var.text]
}

resource "terraform_data" "secret" {
  input = var.secret
}

output "text" {
  description = "The text."
  value       = var.text
}

output "anything" {
  description = "What was given."
  value       = var.anything
}

output "large" {
  description = "A number that a double can't hold."
  value       = 9007199254740993
}

output "secret" {
  description = "The secret."
  value       = var.secret
  sensitive   = true
}
