# bin/terraform passes <target>.tfvars where it exists. For an account of your own, write aws.tfvars beside this file.
github = {
  owner    = "example"
  owner_id = "1001"
  name     = "connections"
  id       = "2002"
}
