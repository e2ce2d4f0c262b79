# What phase 2 and the release CLI know of phase 1, and all they know: docs/contracts.md.

locals {
  contract = jsonencode({
    schema  = 1
    name    = var.name
    region  = var.region
    account = local.account
    url = (var.domain_name == null
      ? module.load_balancer.url
    : "${var.certificate_arn == null ? "http" : "https"}://${var.domain_name}")
    cluster = module.cluster.cluster
    subnets = module.network.public_subnet_ids
    security_groups = {
      load_balancer = module.network.load_balancer_security_group_id
      task          = module.network.task_security_group_id
    }
    roles      = module.cluster.roles
    log_group  = module.cluster.log_group.name
    repository = module.registry.repository
    load_balancer = {
      arn      = module.load_balancer.load_balancer.arn
      dns_name = module.load_balancer.load_balancer.dns_name
    }
    listener = module.load_balancer.listener_arn
    rules = {
      live      = module.load_balancer.live_rule_arn
      candidate = module.load_balancer.candidate_rule_arns
    }
    target_groups   = module.load_balancer.target_group_arns
    table           = module.table.name
    bucket          = module.release_bucket.bucket
    token_parameter = module.load_balancer.token_parameter.name
    alarms          = module.alarms.names
  })
}

resource "aws_ssm_parameter" "contract" {
  name        = "/${var.name}/foundation"
  description = "What phase 2 and the release CLI know of phase 1"
  type        = "String"
  tier        = "Standard"

  # An ARN is no secret: insecure_value keeps the contract readable in plans.
  insecure_value = local.contract

  lifecycle {
    precondition {
      condition     = length(local.contract) <= 4096
      error_message = "The contract has ${length(local.contract)} characters; an SSM parameter holds 4096. Shorten name."
    }
  }
}
