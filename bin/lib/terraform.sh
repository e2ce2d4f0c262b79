# shellcheck shell=bash disable=SC2034,SC2154
# Where Terraform's files of one target stand, and whether the state bucket is there. Needs common.sh and the target's
# environment (bin/target-env).

name=${NAME:-connections}
state_bucket=$name-tfstate-$AWS_ACCOUNT_ID-$AWS_REGION
terraform_cache=$cache_dir/terraform
data_dir=$terraform_cache/data/$TARGET_ID/$name

# bootstrap runs in a copy of its root: its backend changes from local to S3 and back, for each target apart. The copy
# also holds the local state, so it is kept where nothing may be lost.
bootstrap_dir=$state_dir/terraform/$TARGET_ID/$name/bootstrap
bootstrap_backend=$bootstrap_dir/backend.local.tf

copy_bootstrap() {
  mkdir -p "$bootstrap_dir"
  cp "$root"/terraform/bootstrap/{*.tf,*.tfvars,.terraform.lock.hcl} "$bootstrap_dir/"
}

# Whether the state bucket exists. Asked without credentials: S3 answers 404 to anybody where there is none, and
# something else (200, 301, 403) where there is one.
state_bucket_exists() {
  local answer
  answer=$(curl -sS -o /dev/null -m 20 -w '%{http_code}' --head "${AWS_ENDPOINT_URL:-https://s3.$AWS_REGION.amazonaws.com}/$state_bucket") \
    || die "S3 doesn't answer in $AWS_REGION" 3
  case $answer in
    404) return 1 ;;
    200 | 301 | 307 | 403) return 0 ;;
    *) die "S3 answered $answer when asked for $state_bucket" 3 ;;
  esac
}

# init_inputs DIRECTORY ARGS…: a fingerprint of all that `terraform init` goes by: the code, the lock file, the backend's
# settings, where providers come from, the program.
init_inputs() {
  {
    printf '%s\n' "$@"
    ls -lnL "$(command -v terraform)"
    cat "$1"/*.tf "$1/.terraform.lock.hcl" "$root"/terraform/modules/*/*.tf "${TF_CLI_CONFIG_FILE:-/dev/null}"
  } | git hash-object --stdin
}

# is_initialised DIRECTORY ARGS…: whether the last init went by the same, and what it installed is still there. An init
# costs more than a second, and the road has twenty.
is_initialised() {
  [ -d "$TF_DATA_DIR/providers" ] && [ -z "$(find -L "$TF_DATA_DIR/providers" -type l -print -quit)" ] \
    && [ "$(cat "$TF_DATA_DIR/initialised" 2>/dev/null)" = "$(init_inputs "$@")" ]
}
