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

variable "digest" {
  description = "Digest of an image in the repository."
  type        = string
  default     = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
}

data "aws_region" "current" {}

module "network" {
  source = "../../../network"

  name = var.name
}

module "load_balancer" {
  source = "../../../load_balancer"

  name              = var.name
  vpc_id            = module.network.vpc_id
  subnet_ids        = module.network.public_subnet_ids
  security_group_id = module.network.load_balancer_security_group_id
  protect           = false
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
  source = "../../../cluster"

  name           = var.name
  repository_arn = module.registry.repository.arn
  table_arn      = module.table.arn
}

module "blue" {
  source = "../.."

  name              = var.name
  colour            = "blue"
  region            = data.aws_region.current.name
  repository_url    = module.registry.repository.url
  digest            = var.digest
  desired_count     = 1
  triggers          = { attempt = "1" }
  cluster_arn       = module.cluster.cluster.arn
  subnet_ids        = module.network.public_subnet_ids
  security_group_id = module.network.task_security_group_id
  target_group_arn  = module.load_balancer.target_group_arns["blue"]
  roles             = module.cluster.roles
  log_group         = module.cluster.log_group.name
  table             = module.table.name
}

output "blue" {
  description = "What the module gives."
  value       = module.blue
}
