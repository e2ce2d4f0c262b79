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

# for_each_colour FUNCTION: for the root release of each. One after the other: with both in the background, a Ctrl-C ended
# this script while one Terraform still held its state's lock.
for_each_colour() {
  local colour
  for colour in blue green; do COLOUR=$colour "$1" release; done
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
  save_plan
  # Only what is to be created can be there already.
  if grep -q '"actions":\["create"\]' "$plan_file.json"; then
    take_over
    [ "$taken" = 0 ] || save_plan
  fi
  guard
  tf foundation apply -input=false "$plan_file" >&2
  tf foundation output -raw url && echo
}

save_plan() {
  (umask 077 && tf foundation plan -input=false -out="$plan_file" && tf foundation show -json "$plan_file" >"$plan_file.json") >&2
}

# Takes into the state what an apply that was broken off has left (bin/lib/orphans.py): the next one would find the name
# taken. Sets taken.
take_over() {
  local held orphans address id
  taken=0
  held=$(addresses foundation)
  orphans=$(orphans <<<"$held")
  while IFS=$'\t' read -r address id; do
    [ -n "$address" ] || continue
    say "foundation: $id is there, but no state knows it (a run was stopped): taking it over as $address"
    tf foundation import -input=false "$address" "$id" </dev/null >&2 \
      || die "it can't be taken over as things are: make infra-down deletes it with all the rest; to keep the rest, delete it by hand"
    taken=$((taken + 1))
  done <<<"$orphans"
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
  local held
  confirm "everything of $name, live traffic included,"
  if ! state_bucket_exists; then
    say "foundation: nothing to destroy (no state bucket $state_bucket)"
  else
    for_each_colour destroy
    init foundation
    held=$(addresses foundation)
    # With the colours' states empty, a service that is still there is one that none knew. What can't be deleted yet is
    # told again in the end.
    orphans --delete <<<"$held" || [ $? -eq 1 ]
    unprotect "$held"
    destroy foundation
  fi
  leftovers
}

# unprotect ADDRESSES: what protects itself is told not to. Only what is there: a whole apply would first make again what an earlier,
# interrupted destroy had removed.
unprotect() {
  local address mark targets=()
  while IFS=$'\t' read -r address mark; do
    # After a Ctrl-C in infra-up: an apply would replace what is tainted, and be refused what is protected.
    [ "$mark" != tainted ] || tf foundation untaint "$address" </dev/null >&2
    case $address in
      module.load_balancer.aws_lb.this) ask_aws unprotect.py "$name" "$AWS_ACCOUNT_ID" "$AWS_REGION" </dev/null ;;
      module.table.aws_dynamodb_table.this | module.release_bucket.aws_s3_bucket.this | module.registry.aws_ecr_repository.this)
        targets+=("-target=$address") ;;
    esac
  done <<<"$1"
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

# orphans [--delete]: the addresses that the state holds come on standard input.
orphans() { ask_aws orphans.py "$name" "$AWS_ACCOUNT_ID" "$AWS_REGION" "$@"; }

# ask_aws SCRIPT ARGS…: with boto3, which reads profiles and endpoints as Terraform does.
ask_aws() {
  local moto script=$root/bin/lib/$1
  shift
  moto=$(moto_server_binary) || die "can't ask AWS for ${script##*/}: the Python in moto's environment does that; get it with: make setup"
  "${moto%/*}/python3" -B "$script" "$@"
}

github_settings() {
  init foundation
  tf foundation output -raw github_settings
}
