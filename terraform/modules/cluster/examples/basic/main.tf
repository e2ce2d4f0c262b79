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

module "registry" {
  source = "../../../registry"

  name    = var.name
  protect = false
}

module "table" {
  source = "../../../table"

  name    = var.name
  protect = false
}

module "cluster" {
  source = "../.."

  name           = var.name
  repository_arn = module.registry.repository.arn
  table_arn      = module.table.arn
}

output "cluster" {
  description = "What the module gives."
  value       = module.cluster
}
