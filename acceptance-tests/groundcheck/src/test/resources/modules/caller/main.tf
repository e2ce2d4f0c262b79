terraform {
  required_version = ">= 1.5"
}

module "called" {
  source = "../called"

  name = "x"
}

output "greeting" {
  description = "What the called module says."
  value       = module.called.greeting
}
