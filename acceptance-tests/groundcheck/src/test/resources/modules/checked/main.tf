terraform {
  required_version = ">= 1.5"
}

variable "size" {
  description = "How many; a check wants it below five, a validation below ten."
  type        = number
  default     = 1

  validation {
    condition     = var.size < 10
    error_message = "size must be below 10."
  }
}

variable "even" {
  description = "Whether the size must be even."
  type        = bool
  default     = false
}

resource "terraform_data" "this" {
  input = var.size

  lifecycle {
    precondition {
      condition     = !var.even || var.size % 2 == 0
      error_message = "size must be even."
    }
  }
}

check "small" {
  assert {
    condition     = var.size < 5
    error_message = "size is ${var.size}, which isn't small."
  }
}

output "size" {
  description = "The size."
  value       = terraform_data.this.output
}
