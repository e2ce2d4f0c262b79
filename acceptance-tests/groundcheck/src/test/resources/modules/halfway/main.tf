terraform {
  required_version = ">= 1.5"
}

variable "undone" {
  description = "A file that destroying makes."
  type        = string
}

resource "terraform_data" "first" {
  input = var.undone

  provisioner "local-exec" {
    when    = destroy
    command = "touch '${self.output}'"
  }
}

resource "terraform_data" "second" {
  depends_on = [terraform_data.first]

  provisioner "local-exec" {
    command = "echo 'halfway, as asked for' && exit 1"
  }
}
