terraform {
  required_version = ">= 1.11, < 2"

  # Where the state lives is given by bin/terraform: bucket, key and region.
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  region              = var.region
  allowed_account_ids = var.account_id == null ? null : [var.account_id]

  default_tags {
    tags = { Project = var.name }
  }
}
