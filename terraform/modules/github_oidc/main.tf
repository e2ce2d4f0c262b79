# Three identities for three jobs of the pipeline, each with the least it needs. GitHub's token says which job asks.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  issuer = "token.actions.githubusercontent.com"

  # One provider exists per account and issuer: where another repository made it already, it is used.
  provider_arn = (var.repository.create_provider
    ? one(aws_iam_openid_connect_provider.this[*].arn)
  : "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${local.issuer}")

  # A subject begins repo:OWNER/NAME; for a repository made or renamed since 2026-07-15, repo:OWNER@ID/NAME@ID.
  subject_prefixes = [
    "repo:${var.repository.owner}/${var.repository.name}",
    "repo:${var.repository.owner}@${var.repository.owner_id}/${var.repository.name}@${var.repository.id}",
  ]

  tags_only = {
    subjects = [for prefix in local.subject_prefixes : "${prefix}:ref:refs/tags/${var.repository.tag_pattern}"]
    claim    = "ref"
    values   = ["refs/tags/${var.repository.tag_pattern}"]
  }

  # In a job with an environment the subject names the environment instead of the ref.
  environment_only = {
    subjects = [for prefix in local.subject_prefixes : "${prefix}:environment:${var.repository.environment}"]
    claim    = "environment"
    values   = [var.repository.environment]
  }

  roles = {
    image = {
      description = "Pushes the image of a tag"
      trust       = local.tags_only
      policy      = data.aws_iam_policy_document.image.json
    }
    deploy = {
      description = "Brings a tag up on the idle colour and runs the specs against it"
      trust       = local.tags_only
      policy      = data.aws_iam_policy_document.deploy.json
    }
    cutover = {
      description = "Moves the traffic"
      trust       = local.environment_only
      policy      = data.aws_iam_policy_document.cutover.json
    }
  }
}

resource "aws_iam_openid_connect_provider" "this" {
  count = var.repository.create_provider ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
data "aws_iam_policy_document" "trust" {
  for_each = local.roles

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "${local.issuer}:sub"
      values   = each.value.trust.subjects
    }

    # Names can be given up and taken by others; the id can't.
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:repository_id"
      values   = [var.repository.id]
    }

    condition {
      test     = "StringLike"
      variable = "${local.issuer}:${each.value.trust.claim}"
      values   = each.value.trust.values
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                 = "${var.name}-${each.key}"
  description          = "GitHub: ${each.value.description}"
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "this" {
  for_each = local.roles

  name   = each.key
  role   = aws_iam_role.this[each.key].id
  policy = each.value.policy
}
