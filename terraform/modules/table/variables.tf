variable "name" {
  description = "Name of the table."
  type        = string
}

variable "protect" {
  description = "Whether the table refuses to be deleted and keeps 35 days of backups to restore any second from."
  type        = bool
  default     = true
}
