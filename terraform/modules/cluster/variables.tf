variable "name" {
  description = "Name of the cluster, and prefix of the roles' and the log group's."
  type        = string
}

variable "repository_arn" {
  description = "The image repository that tasks are started from."
  type        = string
}

variable "table_arn" {
  description = "The table that the service reads and writes."
  type        = string
}

variable "log_retention_days" {
  description = "Days for which the service's log is kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 180, 365], var.log_retention_days)
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 180, 365."
  }
}
