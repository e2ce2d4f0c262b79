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

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  region  = data.aws_region.current.name
  account = data.aws_caller_identity.current.account_id
}

module "github_oidc" {
  source = "../.."

  name = var.name
  repository = {
    owner    = "octo-org"
    owner_id = "1001"
    name     = "connections"
    id       = "2002"
  }

  repository_arn         = "arn:aws:ecr:${local.region}:${local.account}:repository/${var.name}"
  contract_parameter_arn = "arn:aws:ssm:${local.region}:${local.account}:parameter/${var.name}/foundation"
  token_parameter_arn    = "arn:aws:ssm:${local.region}:${local.account}:parameter/${var.name}/candidate-token"
  state_bucket_arn       = "arn:aws:s3:::${var.name}-tfstate"
  release_bucket_arn     = "arn:aws:s3:::${var.name}-release"
  cluster_arn            = "arn:aws:ecs:${local.region}:${local.account}:cluster/${var.name}"
  log_group_arn          = "arn:aws:logs:${local.region}:${local.account}:log-group:/${var.name}/service"
  task_role_arns         = ["arn:aws:iam::${local.account}:role/${var.name}-task", "arn:aws:iam::${local.account}:role/${var.name}-execution"]
  live_rule_arn          = "arn:aws:elasticloadbalancing:${local.region}:${local.account}:listener-rule/app/${var.name}/0123456789abcdef/0123456789abcdef/0123456789abcdef"
}

output "role_arns" {
  description = "What the workflows assume."
  value       = module.github_oidc.role_arns
}
