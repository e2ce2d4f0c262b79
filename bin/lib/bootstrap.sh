# shellcheck shell=bash disable=SC2154
# The root bootstrap: the bucket that holds every state, its own included. Its state begins in a local file and moves
# into the bucket, and back before the bucket goes. While the local file is there, it is the one that counts.

local_state=$bootstrap_dir/terraform.tfstate

# Points the root at its state, wherever an earlier run was stopped.
bootstrap_init() {
  mkdir -p "$bootstrap_dir"
  if [ -s "$local_state" ] || ! state_bucket_exists; then
    rm -rf "$bootstrap_backend" "$data_dir/bootstrap"
  else
    use_bucket
  fi
  init bootstrap
}

use_bucket() {
  printf 'terraform {\n  backend "s3" {\n    use_lockfile = true\n    encrypt      = true\n  }\n}\n' >"$bootstrap_backend"
}

bootstrap_up() {
  local held
  say "bootstrap: the state bucket $state_bucket"
  bootstrap_init
  held=$(addresses bootstrap)
  if [ -z "$held" ] && state_bucket_exists; then
    say "bootstrap: the bucket is there, but no state knows it (a run was stopped): taking it over"
    tf bootstrap import -input=false aws_s3_bucket.this "$state_bucket" >&2
  fi
  tf bootstrap apply -input=false -auto-approve >&2
  if [ -s "$local_state" ]; then
    say "bootstrap: moving its own state into the bucket"
    use_bucket
    tf bootstrap init -input=false -migrate-state -force-copy >/dev/null
    held=$(addresses bootstrap)
    [ -n "$held" ] || die "the bootstrap state did not arrive in $state_bucket; it is still in $local_state" 70
    rm -f "$local_state"*
  fi
}

bootstrap_down() {
  confirm "the state bucket $state_bucket and every state in it"
  if ! state_bucket_exists && [ ! -s "$local_state" ]; then
    say "bootstrap: nothing to destroy"
  else
    if state_bucket_exists; then
      for_each_colour refuse_unless_empty
      refuse_unless_empty foundation
      # The states are about to go: nothing may be left that only they know.
      leftovers
    fi
    bootstrap_init
    tf bootstrap apply -input=false -auto-approve -var protect=false >&2
    if [ ! -s "$local_state" ]; then
      say "bootstrap: moving its state out of the bucket, which is about to go"
      rm -f "$bootstrap_backend"
      tf bootstrap init -input=false -migrate-state -force-copy >/dev/null
      [ -s "$local_state" ] || die "the bootstrap state did not arrive in $local_state" 70
    fi
    tf bootstrap destroy -input=false -auto-approve >&2
  fi
  rm -rf "$bootstrap_dir" "$data_dir/bootstrap"
  leftovers --bootstrap
}
