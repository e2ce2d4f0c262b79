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
  source = "../../../network"

  name = var.name
}

module "load_balancer" {
  source = "../.."

  name              = var.name
  vpc_id            = module.network.vpc_id
  subnet_ids        = module.network.public_subnet_ids
  security_group_id = module.network.load_balancer_security_group_id
  protect           = false
}

output "url" {
  description = "Where users call."
  value       = module.load_balancer.url
}

output "live_rule_arn" {
  description = "The rule that moves traffic."
  value       = module.load_balancer.live_rule_arn
}
