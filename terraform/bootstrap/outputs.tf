output "bucket" {
  description = "Name of the state bucket."
  value       = aws_s3_bucket.this.bucket
}
