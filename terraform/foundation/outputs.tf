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

output "github_settings" {
  description = "What the GitHub repository must be given, as text."
  value       = var.github == null ? "no GitHub roles: set github in terraform/foundation/aws.tfvars (see docs/infrastructure.md)\n" : local.github_settings
}

locals {
  github_settings = var.github == null ? "" : templatefile("${path.module}/github_settings.tftpl", {
    repository  = "${var.github.owner}/${var.github.name}"
    environment = var.github.environment
    tag_pattern = var.github.tag_pattern
    name        = var.name
    region      = var.region
    account     = local.account
    roles       = module.github_oidc[0].role_arns
    subjects    = module.github_oidc[0].subjects
  })
}
