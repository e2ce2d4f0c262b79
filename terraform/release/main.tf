# Phase 2: one colour's task definition and service, as the release record says. The other colour has its own state,
# so nothing here can touch it.

data "aws_ssm_parameter" "foundation" {
  name = "/${var.name}/foundation"

  lifecycle {
    postcondition {
      condition     = try(jsondecode(self.insecure_value).schema, null) == 1
      error_message = "The contract in /${var.name}/foundation isn't of schema 1, the only one this version knows: apply the foundation root of the same version first (make infra-up)."
    }
  }
}

data "aws_s3_object" "record" {
  bucket = local.foundation.bucket
  key    = "release.json"

  lifecycle {
    postcondition {
      condition     = try(jsondecode(self.body).schema, null) == 1
      error_message = "release.json in ${self.bucket} isn't a release record of schema 1, the only one this version knows. Release with the version that wrote it, or restore the last good version of the object."
    }

    postcondition {
      # Of another schema it is anybody's guess what is missing: one error then, the first.
      condition     = try(jsondecode(self.body).schema, null) != 1 || can(jsondecode(self.body).colours[var.colour])
      error_message = "release.json in ${self.bucket} has no field colours.${var.colour}: it must be there, null when nothing is staged."
    }
  }
}

locals {
  foundation = jsondecode(data.aws_ssm_parameter.foundation.insecure_value)
  staged     = jsondecode(data.aws_s3_object.record.body).colours[var.colour]
}

module "colour" {
  source = "../modules/colour"
  count  = local.staged == null ? 0 : 1

  name                = var.name
  colour              = var.colour
  region              = var.region
  repository_url      = local.foundation.repository.url
  digest              = local.staged.digest
  desired_count       = local.staged.desired_count
  cluster_arn         = local.foundation.cluster.arn
  subnet_ids          = local.foundation.subnets
  security_group_id   = local.foundation.security_groups.task
  target_group_arn    = local.foundation.target_groups[var.colour]
  roles               = local.foundation.roles
  log_group           = local.foundation.log_group
  table               = local.foundation.table
  cpu                 = var.cpu
  memory              = var.memory
  cpu_architecture    = var.cpu_architecture
  service_environment = var.service_environment

  triggers = {
    stage_id = local.staged.stage_id
    attempt  = tostring(local.staged.attempt)
  }
}
