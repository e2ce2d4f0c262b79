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
  description = "The parameter's name."
  type        = string
}

resource "aws_ssm_parameter" "this" {
  name  = "/${var.name}/greeting"
  type  = "String"
  value = "hello"
}

output "parameter" {
  description = "The parameter's name."
  value       = aws_ssm_parameter.this.name
}
