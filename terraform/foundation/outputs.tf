output "contract" {
  description = "The contract, as published in SSM."
  value       = local.contract
}

output "url" {
  description = "Where users call."
  value       = jsondecode(local.contract).url
}

output "repository_url" {
  description = "Where images are pushed to."
  value       = module.registry.repository.url
}

output "github_role_arns" {
  description = "ARN of each GitHub role; null without github."
  value       = one(module.github_oidc[*].role_arns)
}

output "github_subjects" {
  description = "The subjects each GitHub role trusts; null without github."
  value       = one(module.github_oidc[*].subjects)
}
