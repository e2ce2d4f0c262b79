# Phase 1: everything that outlives a release. An administrator applies it; the pipeline only reads its contract.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account        = data.aws_caller_identity.current.account_id
  container_port = 8080
  bucket_suffix  = "${local.account}-${var.region}"
}

module "network" {
  source = "../modules/network"

  name               = var.name
  cidr_block         = var.cidr_block
  allowed_cidr_block = var.allowed_cidr_block
  listener_ports     = var.certificate_arn == null ? [80] : [80, 443]
  container_port     = local.container_port
}

module "load_balancer" {
  source = "../modules/load_balancer"

  name              = var.name
  vpc_id            = module.network.vpc_id
  subnet_ids        = module.network.public_subnet_ids
  security_group_id = module.network.load_balancer_security_group_id
  container_port    = local.container_port
  certificate_arn   = var.certificate_arn
  protect           = var.protect
}

module "registry" {
  source = "../modules/registry"

  name    = var.name
  protect = var.protect
}

module "table" {
  source = "../modules/table"

  name    = var.name
  protect = var.protect
}

module "release_bucket" {
  source = "../modules/release_bucket"

  bucket  = "${var.name}-release-${local.bucket_suffix}"
  protect = var.protect
}

module "cluster" {
  source = "../modules/cluster"

  name           = var.name
  repository_arn = module.registry.repository.arn
  table_arn      = module.table.arn
}

module "alarms" {
  source = "../modules/alarms"

  name                      = var.name
  load_balancer_arn_suffix  = module.load_balancer.load_balancer.arn_suffix
  target_group_arn_suffixes = module.load_balancer.target_group_arn_suffixes
  alarm_actions             = var.alarm_actions
}

module "github_oidc" {
  source = "../modules/github_oidc"
  count  = var.github == null ? 0 : 1

  name                   = var.name
  repository             = var.github
  repository_arn         = module.registry.repository.arn
  contract_parameter_arn = aws_ssm_parameter.contract.arn
  token_parameter_arn    = module.load_balancer.token_parameter.arn
  state_bucket_arn       = "arn:${data.aws_partition.current.partition}:s3:::${var.name}-tfstate-${local.bucket_suffix}"
  release_bucket_arn     = module.release_bucket.arn
  cluster_arn            = module.cluster.cluster.arn
  log_group_arn          = module.cluster.log_group.arn
  task_role_arns         = values(module.cluster.roles)
  live_rule_arn          = module.load_balancer.live_rule_arn
}
