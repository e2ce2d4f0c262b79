terraform {
  required_version = ">= 1.5"
}

variable "started" {
  description = "A file that is made once the slow part has started."
  type        = string
}

resource "terraform_data" "quick" {}

resource "terraform_data" "slow" {
  depends_on = [terraform_data.quick]

  provisioner "local-exec" {
    command = "touch '${var.started}' && exec sleep 600"
  }
}
