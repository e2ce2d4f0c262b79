# Each module here is one value, or one for each variable, that must be refused; whatever else it needs is fine.
# RefusedInputIT holds the messages.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

locals {
  github = { owner = "octo-org", owner_id = "1001", name = "connections", id = "2002" }
}

module "network" {
  source = "../../../../../../../terraform/modules/network"

  name               = "x"
  cidr_block         = "10.0.0.0/24"
  listener_ports     = [22]
  allowed_cidr_block = "everybody"
}

module "load_balancer" {
  source = "../../../../../../../terraform/modules/load_balancer"

  name                  = "a-name-that-is-too-long-for-it"
  vpc_id                = "vpc-1"
  subnet_ids            = ["subnet-1"]
  security_group_id     = "sg-1"
  health_check_interval = 1
}

module "load_balancer_internal" {
  source = "../../../../../../../terraform/modules/load_balancer"

  name              = "internal-x"
  vpc_id            = "vpc-1"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-1"
}

module "release_bucket" {
  source = "../../../../../../../terraform/modules/release_bucket"

  bucket          = "Releases"
  noncurrent_days = 0
}

module "cluster" {
  source = "../../../../../../../terraform/modules/cluster"

  name               = "x"
  repository_arn     = "arn:aws:ecr:ap-southeast-1:123456789012:repository/x"
  table_arn          = "arn:aws:dynamodb:ap-southeast-1:123456789012:table/x"
  log_retention_days = 2
}

module "alarms" {
  source = "../../../../../../../terraform/modules/alarms"

  name                      = "x"
  load_balancer_arn_suffix  = "app/x/1"
  target_group_arn_suffixes = { blue = "targetgroup/x-blue/1" }
  error_threshold           = 0
  latency_seconds           = 0
}

module "colour" {
  source = "../../../../../../../terraform/modules/colour"

  name              = "x"
  colour            = "red"
  region            = "ap-southeast-1"
  repository_url    = "123456789012.dkr.ecr.ap-southeast-1.amazonaws.com/x"
  digest            = "latest"
  desired_count     = 1.5
  cluster_arn       = "arn:aws:ecs:ap-southeast-1:123456789012:cluster/x"
  subnet_ids        = ["subnet-1"]
  security_group_id = "sg-1"
  target_group_arn  = "arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:targetgroup/x-blue/1"
  roles             = { task = "arn:aws:iam::123456789012:role/task", execution = "arn:aws:iam::123456789012:role/execution" }
  log_group         = "/x/service"
  table             = "x"
  cpu               = 300
  cpu_architecture  = "amd64"
}

module "github_owner" {
  source = "../../../../../../../terraform/modules/github_oidc"

  name                   = "x"
  repository             = merge(local.github, { owner = "*" })
  repository_arn         = "arn"
  contract_parameter_arn = "arn"
  token_parameter_arn    = "arn"
  state_bucket_arn       = "arn"
  release_bucket_arn     = "arn"
  cluster_arn            = "arn"
  log_group_arn          = "arn"
  task_role_arns         = ["arn"]
  live_rule_arn          = "arn"
}

module "github_id" {
  source = "../../../../../../../terraform/modules/github_oidc"

  name                   = "x"
  repository             = merge(local.github, { id = "connections" })
  repository_arn         = "arn"
  contract_parameter_arn = "arn"
  token_parameter_arn    = "arn"
  state_bucket_arn       = "arn"
  release_bucket_arn     = "arn"
  cluster_arn            = "arn"
  log_group_arn          = "arn"
  task_role_arns         = ["arn"]
  live_rule_arn          = "arn"
}

module "github_environment" {
  source = "../../../../../../../terraform/modules/github_oidc"

  name                   = "x"
  repository             = merge(local.github, { environment = "*" })
  repository_arn         = "arn"
  contract_parameter_arn = "arn"
  token_parameter_arn    = "arn"
  state_bucket_arn       = "arn"
  release_bucket_arn     = "arn"
  cluster_arn            = "arn"
  log_group_arn          = "arn"
  task_role_arns         = ["arn"]
  live_rule_arn          = "arn"
}

module "github_tag_pattern" {
  source = "../../../../../../../terraform/modules/github_oidc"

  name                   = "x"
  repository             = merge(local.github, { tag_pattern = "*" })
  repository_arn         = "arn"
  contract_parameter_arn = "arn"
  token_parameter_arn    = "arn"
  state_bucket_arn       = "arn"
  release_bucket_arn     = "arn"
  cluster_arn            = "arn"
  log_group_arn          = "arn"
  task_role_arns         = ["arn"]
  live_rule_arn          = "arn"
}

module "bootstrap" {
  source = "../../../../../../../terraform/bootstrap"

  name       = "X"
  region     = "Singapore"
  account_id = "1234"
}

module "foundation" {
  source = "../../../../../../../terraform/foundation"

  name            = "ends-with-"
  region          = "Singapore"
  account_id      = "1234"
  certificate_arn = "certificate"
}

module "release" {
  source = "../../../../../../../terraform/release"

  name       = "internal-x"
  region     = "Singapore"
  account_id = "1234"
  colour     = "red"
}
