# What each role may do. Actions on "*" are those that AWS offers no narrower resource for.

data "aws_iam_policy_document" "image" {
  statement {
    sid       = "Login"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "Push"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]
    resources = [var.repository_arn]
  }

  statement {
    sid       = "ReadContract"
    actions   = ["ssm:GetParameter"]
    resources = [var.contract_parameter_arn]
  }
}

# What stage, await, smoke, cutover and status look at.
data "aws_iam_policy_document" "observe" {
  statement {
    sid       = "ReadContractAndToken"
    actions   = ["ssm:GetParameter"]
    resources = [var.contract_parameter_arn, var.token_parameter_arn]
  }

  statement {
    sid       = "ReadReleases"
    actions   = ["s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion"]
    resources = ["${var.release_bucket_arn}/*"]
  }

  statement {
    sid       = "ListReleases"
    actions   = ["s3:ListBucket", "s3:ListBucketVersions"]
    resources = [var.release_bucket_arn]
  }

  statement {
    sid       = "ReadImages"
    actions   = ["ecr:BatchGetImage", "ecr:DescribeImages"]
    resources = [var.repository_arn]
  }

  statement {
    sid       = "ReadLog"
    actions   = ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"]
    resources = [var.log_group_arn, "${var.log_group_arn}:*"]
  }

  statement {
    sid = "Describe"
    actions = [
      "cloudwatch:DescribeAlarms",
      "ecs:DescribeClusters",
      "ecs:DescribeTaskDefinition",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ]
    resources = ["*"]
  }

  # Its resource is a container instance, which Fargate has none of: the cluster is named by a condition.
  statement {
    sid       = "ListTasks"
    actions   = ["ecs:ListTasks"]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [var.cluster_arn]
    }
  }

  statement {
    sid       = "DescribeColours"
    actions   = ["ecs:DescribeServices", "ecs:DescribeTasks"]
    resources = concat(local.service_arns, [local.task_arns])
  }
}

locals {
  ecs_arn      = replace(var.cluster_arn, "/:cluster\\/.*$/", "")
  cluster_name = replace(var.cluster_arn, "/^.*:cluster\\//", "")
  service_arns = [for colour in ["blue", "green"] : "${local.ecs_arn}:service/${local.cluster_name}/${var.name}-${colour}"]
  family_arns  = [for colour in ["blue", "green"] : "${local.ecs_arn}:task-definition/${var.name}-${colour}:*"]
  task_arns    = "${local.ecs_arn}:task/${local.cluster_name}/*"
}

data "aws_iam_policy_document" "deploy" {
  source_policy_documents = [data.aws_iam_policy_document.observe.json]

  # The states of the release root, and their locks.
  statement {
    sid       = "ListStates"
    actions   = ["s3:ListBucket"]
    resources = [var.state_bucket_arn]
  }

  statement {
    sid       = "WriteStates"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${var.state_bucket_arn}/release/*"]
  }

  statement {
    sid       = "Unlock"
    actions   = ["s3:DeleteObject"]
    resources = ["${var.state_bucket_arn}/release/*.tflock"]
  }

  statement {
    sid       = "StageAndReport"
    actions   = ["s3:PutObject"]
    resources = ["${var.release_bucket_arn}/release.json", "${var.release_bucket_arn}/reports/*"]
  }

  # Create-only: what the gate saw can't be written over, nor the CLI that a rollback will run.
  statement {
    sid       = "AddEvidenceAndCli"
    actions   = ["s3:PutObject"]
    resources = ["${var.release_bucket_arn}/evidence/*", "${var.release_bucket_arn}/cli/*"]

    condition {
      test     = "Null"
      variable = "s3:if-none-match"
      values   = ["false"]
    }
  }

  statement {
    sid       = "RunColours"
    actions   = ["ecs:CreateService", "ecs:DeleteService", "ecs:TagResource", "ecs:UntagResource", "ecs:UpdateService"]
    resources = local.service_arns
  }

  statement {
    sid       = "TagTaskDefinitions"
    actions   = ["ecs:TagResource"]
    resources = local.family_arns
  }

  statement {
    sid       = "DefineTasks"
    actions   = ["ecs:DeregisterTaskDefinition", "ecs:RegisterTaskDefinition"]
    resources = ["*"]
  }

  statement {
    sid       = "PassRoles"
    actions   = ["iam:PassRole"]
    resources = var.task_role_arns

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "cutover" {
  source_policy_documents = [data.aws_iam_policy_document.observe.json]

  statement {
    sid       = "MoveTraffic"
    actions   = ["elasticloadbalancing:ModifyRule"]
    resources = [var.live_rule_arn]
  }

  statement {
    sid     = "Record"
    actions = ["s3:PutObject"]
    resources = [
      "${var.release_bucket_arn}/release.json",
      "${var.release_bucket_arn}/lease.json",
      "${var.release_bucket_arn}/watch.json",
      "${var.release_bucket_arn}/journal/*",
      "${var.release_bucket_arn}/reports/*",
    ]
  }
}
