# shellcheck shell=bash disable=SC2119,SC2120,SC2154
# The root foundation, and what stands on it.

out=${OUT:-$root/target/release}
plan_file=$out/foundation.tfplan

tf() { "$root/bin/terraform" "$@"; }
init() { tf "$1" init -input=false >/dev/null; }

# addresses ROOT: what its state holds (bin/lib/addresses.py). An empty answer must mean an empty state, never a question
# that failed: so callers assign it, which ends the script on failure. Read from the state itself: `show` would first
# start the provider.
addresses() {
  local state
  state=$(tf "$1" state pull) || die "can't tell what the state of $1 holds" 3
  printf '%s' "$state" | python3 "$root/bin/lib/addresses.py"
}

confirm() {
  [ "$TARGET" != aws ] || [ "${CONFIRM:-}" = "$name" ] \
    || die "this destroys $1 in account $AWS_ACCOUNT_ID: say CONFIRM=$name if you mean it" 2
}

# for_each_stack FUNCTION: for each root that keeps its state in the bucket, those on top first. One after the other: with
# both colours in the background, a Ctrl-C ended this script while one Terraform still held its state's lock.
for_each_stack() {
  local colour
  for colour in blue green; do COLOUR=$colour "$1" release; done
  "$1" foundation
}

refuse_unless_empty() {
  local held
  init "$1"
  held=$(addresses "$1")
  [ -z "$held" ] || die "${COLOUR:+$COLOUR of }$1 is still there: make infra-down first"
}

plan() {
  if state_bucket_exists; then
    init foundation
    tf foundation plan -input=false
  else
    say "there is no state bucket $state_bucket yet: make infra-up would create it, and then the foundation:"
    bootstrap_init
    tf bootstrap plan -input=false
    say "The foundation's plan can be shown once the bucket is there. make infra-up shows it before it applies it."
  fi
}

up() {
  bootstrap_up
  init foundation
  mkdir -p "$out"
  (umask 077 && tf foundation plan -input=false -out="$plan_file" && tf foundation show -json "$plan_file" >"$plan_file.json") >&2
  guard
  tf foundation apply -input=false "$plan_file" >&2
  tf foundation output -raw url && echo
}

# A plan that takes away what traffic runs through needs the release CLI's judgement; one that only adds or changes in
# place doesn't.
guard() {
  if [ -f "${RELEASE_JAR:-$root/smoke-tests/target/release.jar}" ]; then
    "$root/bin/release" guard --foundation "$plan_file" --json "$plan_file.json" ${ALLOW_OUTAGE:+--allow-outage} >&2
  elif grep -qE '"actions":\[[^]]*"delete"' "$plan_file.json" && [ -z "${ALLOW_OUTAGE:-}" ]; then
    die "this plan deletes or replaces something, and the release CLI that could tell whether it is live isn't built: make cli"
  else
    say "guard: the plan deletes nothing"
  fi
}

down() {
  confirm "everything of $name, live traffic included,"
  if ! state_bucket_exists; then
    say "foundation: nothing to destroy (no state bucket $state_bucket)"
  else
    init foundation
    unprotect
    for_each_stack destroy
  fi
  leftovers
}

# What protects itself is told not to. Only what is there: a whole apply would first make again what an earlier,
# interrupted destroy had removed.
unprotect() {
  local held address mark targets=()
  held=$(addresses foundation)
  while IFS=$'\t' read -r address mark; do
    # After a Ctrl-C in infra-up: an apply would replace what is tainted, and be refused what is protected.
    [ "$mark" != tainted ] || tf foundation untaint "$address" </dev/null >&2
    case $address in
      module.load_balancer.aws_lb.this) ask_aws unprotect.py "$name" "$AWS_ACCOUNT_ID" "$AWS_REGION" ;;
      module.table.aws_dynamodb_table.this | module.release_bucket.aws_s3_bucket.this | module.registry.aws_ecr_repository.this)
        targets+=("-target=$address") ;;
    esac
  done <<<"$held"
  [ ${#targets[@]} -eq 0 ] || tf foundation apply -input=false -auto-approve -var protect=false "${targets[@]}" >&2
}

destroy() {
  local held
  init "$1"
  held=$(addresses "$1")
  if [ -z "$held" ]; then
    say "$1${COLOUR:+ $COLOUR}: nothing to destroy"
  elif [ "$1" = foundation ]; then
    tf foundation destroy -input=false -auto-approve -var protect=false >&2
  else
    tf "$1" destroy -input=false -auto-approve >&2
  fi
}

# leftovers [--bootstrap]: asks each service, by name, whether anything is left.
leftovers() { ask_aws leftovers.py "$name" "$AWS_ACCOUNT_ID" "$AWS_REGION" "$@"; }

# ask_aws SCRIPT ARGS…: with boto3, which reads profiles and endpoints as Terraform does.
ask_aws() {
  local moto script=$root/bin/lib/$1
  shift
  moto=$(moto_server_binary) || die "can't ask AWS for ${script##*/}: the Python in moto's environment does that; get it with: make setup"
  "${moto%/*}/python3" "$script" "$@" </dev/null
}

github_settings() {
  init foundation
  tf foundation output -raw github_settings
}
