output "role_arns" {
  description = "ARN of each role: image, deploy, cutover."
  value       = { for key, role in aws_iam_role.this : key => role.arn }
}

output "subjects" {
  description = "The subjects each role trusts, as patterns."
  value       = { for key, role in local.roles : key => role.trust.subjects }
}
