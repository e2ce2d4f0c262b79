terraform {
  required_version = ">= 1.5"
}

variable "name" {
  description = "Whom to greet."
  type        = string
}

output "greeting" {
  description = "From a file beside the module."
  value       = templatefile("${path.module}/templates/greeting.txt", { name = var.name })
}
