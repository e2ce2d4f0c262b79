terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

variable "name" {
  description = "The prefix of every name: 3 to 20 lower-case letters and hyphens."
  type        = string

  validation {
    condition     = can(regex("^[a-z-]{3,20}$", var.name))
    error_message = "name must be 3 to 20 lower-case letters and hyphens."
  }
}

variable "retention_days" {
  description = "How long the log is kept, in days."
  type        = number
  default     = 30
}

resource "aws_dynamodb_table" "notes" {
  name         = "${var.name}-notes"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "notes" {
  name              = "/${var.name}/notes"
  retention_in_days = var.retention_days
}

output "table" {
  description = "The table's name."
  value       = aws_dynamodb_table.notes.name
}
