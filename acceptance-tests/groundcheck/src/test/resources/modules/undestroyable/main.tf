terraform {
  required_version = ">= 1.5"
}

variable "permit" {
  description = "A file; while it isn't there, destroying fails."
  type        = string
}

resource "terraform_data" "free" {}

resource "terraform_data" "held" {
  input = var.permit

  provisioner "local-exec" {
    when    = destroy
    command = "test -f '${self.output}'"
  }
}
