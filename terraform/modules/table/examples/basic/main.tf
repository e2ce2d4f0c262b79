terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

# Region and credentials come from the environment.
provider "aws" {}

variable "name" {
  description = "Prefix of every name."
  type        = string
  default     = "example"
}

module "table" {
  source = "../.."

  name    = var.name
  protect = false
}

output "table" {
  description = "What the module gives."
  value       = module.table
}
