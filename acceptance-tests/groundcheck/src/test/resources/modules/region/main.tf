terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

variable "region" {
  description = "What the provider is configured with."
  type        = string
}

provider "aws" {
  region = var.region
}

data "aws_region" "this" {}

resource "aws_sns_topic" "this" {
  name = "gc-${var.region}"
}

output "region" {
  description = "The region that the provider made the topic in."
  value       = split(":", aws_sns_topic.this.arn)[3] == data.aws_region.this.name ? data.aws_region.this.name : "mixed"
}
