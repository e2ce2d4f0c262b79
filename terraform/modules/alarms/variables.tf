variable "name" {
  description = "Prefix of the alarms' names."
  type        = string
}

variable "load_balancer_arn_suffix" {
  description = "The load balancer as CloudWatch names it."
  type        = string
}

variable "target_group_arn_suffixes" {
  description = "Each colour's target group as CloudWatch names it."
  type        = map(string)
}

variable "error_threshold" {
  description = "5xx answers within a minute that are too many."
  type        = number
  default     = 5

  validation {
    condition     = var.error_threshold >= 1
    error_message = "error_threshold must be 1 or more."
  }
}

variable "latency_seconds" {
  description = "Seconds that 99 of 100 answers must keep under."
  type        = number
  default     = 1

  validation {
    condition     = var.latency_seconds > 0
    error_message = "latency_seconds must be above 0."
  }
}

variable "alarm_actions" {
  description = "ARNs told of an alarm, such as an SNS topic."
  type        = list(string)
  default     = []
}
