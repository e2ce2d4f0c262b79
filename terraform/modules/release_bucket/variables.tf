variable "bucket" {
  description = "Name of the bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket must be 3 to 63 lower-case letters, digits and hyphens, and begin and end with a letter or a digit."
  }
}

variable "protect" {
  description = "Whether deleting the bucket is refused while it holds objects."
  type        = bool
  default     = true
}

variable "noncurrent_days" {
  description = "Days for which a replaced version is kept."
  type        = number
  default     = 365

  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "noncurrent_days must be 1 or more."
  }
}
