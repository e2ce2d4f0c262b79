variable "name" {
  description = "Prefix of every name, and the tag Project."
  type        = string
  default     = "connections"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name)) && !startswith(var.name, "internal-")
    error_message = "name must be 3 to 20 lower-case letters, digits and hyphens, begin with a letter, not end with a hyphen and not begin with \"internal-\": bucket names add account and region, target groups the colour."
  }
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "ap-southeast-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be an AWS region such as ap-southeast-1."
  }
}

variable "account_id" {
  description = "The only AWS account that may be touched; null: whichever the credentials belong to."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null || can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be 12 digits."
  }
}

variable "cidr_block" {
  description = "The VPC's IPv4 range, /16 to /20."
  type        = string
  default     = "10.0.0.0/16"
}

variable "allowed_cidr_block" {
  description = "IPv4 range that may call the load balancer."
  type        = string
  default     = "0.0.0.0/0"
}

variable "certificate_arn" {
  description = "ACM certificate: with it 443 serves and 80 redirects, without it 80 serves."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:[a-z-]+:(acm|iam):", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM or IAM certificate."
  }
}

variable "domain_name" {
  description = "The name users call, when one points at the load balancer; null: the load balancer's own. A certificate needs one."
  type        = string
  default     = null
}

variable "protect" {
  description = "Whether what holds data or traffic refuses to be deleted: the load balancer, the table, buckets and repository with content."
  type        = bool
  default     = true
}

variable "alarm_actions" {
  description = "ARNs told of an alarm, such as an SNS topic."
  type        = list(string)
  default     = []
}

variable "github" {
  description = "The GitHub repository whose workflows may release (the fields: modules/github_oidc, variable repository); null: no GitHub roles."
  type = object({
    owner           = string
    name            = string
    owner_id        = string
    id              = string
    environment     = optional(string, "production")
    tag_pattern     = optional(string, "v*")
    create_provider = optional(bool, true)
  })
  default = null
}
