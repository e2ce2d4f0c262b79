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

module "network" {
  source = "../.."

  name           = var.name
  cidr_block     = "10.20.0.0/16"
  listener_ports = [80, 443]
}

output "network" {
  description = "What the module gives."
  value       = module.network
}
