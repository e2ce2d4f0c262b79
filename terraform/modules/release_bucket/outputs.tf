output "bucket" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.id

  # Whoever reads the name may read the record.
  depends_on = [aws_s3_object.record]
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}
