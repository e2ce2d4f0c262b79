variable "size" {
  type        = number
  description = "How many."

  validation {
    condition     = var.size < 5
    error_message = "size must be below 5."
  }
}

variable "password" {
  type        = string
  description = "Shown nowhere."
  sensitive   = true
}

resource "terraform_data" "this" {
  count = var.size
  input = {
    number   = count.index
    password = var.password
  }

  lifecycle {
    precondition {
      condition     = var.size != 3
      error_message = "Three is one too many."
    }
  }
}

output "size" {
  description = "How many there are."
  value       = length(terraform_data.this)
}

output "password" {
  description = "Shown nowhere."
  value       = var.password
  sensitive   = true
}
