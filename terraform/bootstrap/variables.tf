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

variable "protect" {
  description = "Whether deleting the bucket is refused while it holds states."
  type        = bool
  default     = true
}

variable "versioning" {
  description = "Whether every version of a state is kept, to go back to. Only an emulator has a reason to say no."
  type        = bool
  default     = true
}
