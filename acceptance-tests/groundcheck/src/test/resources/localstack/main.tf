# One resource of each service that LocalStack runs in its own way: SSM itself, S3 its own provider, DynamoDB AWS's jar.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

resource "aws_ssm_parameter" "this" {
  name  = "/groundcheck/localstack"
  type  = "String"
  value = aws_s3_bucket.this.arn
}

resource "aws_s3_bucket" "this" {
  bucket = "groundcheck-localstack"
}

resource "aws_dynamodb_table" "this" {
  name         = "groundcheck-localstack"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "pk"

  attribute {
    name = "pk"
    type = "S"
  }
}
