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

module "release_bucket" {
  source = "../.."

  bucket  = "${var.name}-release"
  protect = false
}

output "bucket" {
  description = "Name of the bucket."
  value       = module.release_bucket.bucket
}
