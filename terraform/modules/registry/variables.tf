variable "name" {
  description = "Name of the image repository."
  type        = string
}

variable "protect" {
  description = "Whether deleting the repository is refused while it holds images."
  type        = bool
  default     = true
}
