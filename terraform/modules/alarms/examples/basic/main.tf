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

# The suffixes are how CloudWatch names a load balancer and a target group; the module load_balancer gives them.
module "alarms" {
  source = "../.."

  name                     = var.name
  load_balancer_arn_suffix = "app/${var.name}/0123456789abcdef"
  target_group_arn_suffixes = {
    blue  = "targetgroup/${var.name}-blue/0123456789abcdef"
    green = "targetgroup/${var.name}-green/0123456789abcdef"
  }
}

output "names" {
  description = "Names of all alarms."
  value       = module.alarms.names
}
