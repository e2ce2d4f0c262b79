# The release record, the evidence, the journal and the lease. Every write of the record is compare-and-swap, and
# every version is kept: the history of what was live.

resource "aws_s3_bucket" "this" {
  bucket        = var.bucket
  force_destroy = !var.protect
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.this.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

data "aws_partition" "current" {}

locals {
  # By name, not from the bucket's attribute: so a plan can be read before the bucket exists.
  evidence = "arn:${data.aws_partition.current.partition}:s3:::${var.bucket}/evidence/*"
}

# What a gate saw is created once, by whoever may create at all, and then stays as it is. An administrator can take the
# policy away, but not write over evidence by mistake.
resource "aws_s3_bucket_policy" "this" {
  # Two changes of a bucket's access at once are refused.
  depends_on = [aws_s3_bucket_public_access_block.this]

  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "EvidenceIsNeverWrittenOver"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = local.evidence
        Condition = { Null = { "s3:if-none-match" = "true" } }
      },
      {
        Sid       = "EvidenceIsNeverDeleted"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteObject", "s3:DeleteObjectVersion"]
        Resource  = local.evidence
      },
    ]
  })
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  # A rule on noncurrent versions means nothing before versioning is on.
  depends_on = [aws_s3_bucket_versioning.this]

  bucket = aws_s3_bucket.this.id

  rule {
    id     = "expire-noncurrent-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

# Created empty, then written by the release CLI only: Terraform never looks at it again.
resource "aws_s3_object" "record" {
  depends_on = [aws_s3_bucket_versioning.this]

  bucket = aws_s3_bucket.this.id
  key    = "release.json"

  # Terraform's data source reads a body only of a content type it takes for text.
  content_type = "application/json"

  content = jsonencode({
    schema   = 1
    nonce    = null
    epoch    = 0
    live     = null
    previous = null
    pending  = null
    colours  = { blue = null, green = null }
    last     = null
  })

  lifecycle {
    ignore_changes = all
  }
}
