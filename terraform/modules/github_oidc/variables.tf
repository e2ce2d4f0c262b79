variable "name" {
  description = "Prefix of the roles' names, and of the colours' services."
  type        = string
}

variable "repository" {
  description = "The GitHub repository: owner and name, their numeric ids (`gh api repos/OWNER/NAME --jq '.owner.id, .id'`), the protected environment, the tags that are released, and whether to create the account's GitHub identity provider."
  type = object({
    owner           = string
    name            = string
    owner_id        = string
    id              = string
    environment     = optional(string, "production")
    tag_pattern     = optional(string, "v*")
    create_provider = optional(bool, true)
  })

  validation {
    condition     = alltrue([for part in [var.repository.owner, var.repository.name] : can(regex("^[A-Za-z0-9._-]+$", part))])
    error_message = "repository.owner and repository.name must be letters, digits, dots, hyphens and underscores: they are matched literally, and * or ? would let others in."
  }

  validation {
    condition     = alltrue([for id in [var.repository.owner_id, var.repository.id] : can(regex("^[1-9][0-9]*$", id))])
    error_message = "repository.owner_id and repository.id must be GitHub's numeric ids: gh api repos/OWNER/NAME --jq '.owner.id, .id'"
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9 ._-]+$", var.repository.environment))
    error_message = "repository.environment must be letters, digits, spaces, dots, hyphens and underscores."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._*-]*$", var.repository.tag_pattern))
    error_message = "repository.tag_pattern must begin with a letter or a digit, such as v*: a bare * would release any tag."
  }
}

variable "repository_arn" {
  description = "The image repository that the image role pushes to."
  type        = string
}

variable "contract_parameter_arn" {
  description = "The SSM parameter that holds the foundation contract."
  type        = string
}

variable "token_parameter_arn" {
  description = "The SSM parameter that holds the candidate token."
  type        = string
}

variable "state_bucket_arn" {
  description = "The bucket that holds the release states."
  type        = string
}

variable "release_bucket_arn" {
  description = "The bucket that holds record, evidence, journal and lease."
  type        = string
}

variable "cluster_arn" {
  description = "The ECS cluster of the colours."
  type        = string
}

variable "log_group_arn" {
  description = "The service's log group."
  type        = string
}

variable "task_role_arns" {
  description = "The roles that the deploy role may pass to tasks."
  type        = list(string)
}

variable "live_rule_arn" {
  description = "The listener rule that the cutover role may change."
  type        = string
}
