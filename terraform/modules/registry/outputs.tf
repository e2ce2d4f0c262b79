output "repository" {
  description = "The repository: name, url (where docker pushes to) and arn."
  value = {
    name = aws_ecr_repository.this.name
    url  = aws_ecr_repository.this.repository_url
    arn  = aws_ecr_repository.this.arn
  }
}
