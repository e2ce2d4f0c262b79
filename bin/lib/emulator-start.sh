# shellcheck shell=bash disable=SC2154
# How bin/emulator starts an instance: the program, the relay for its containers, the state file once both answer.

account=123456789012
region=${AWS_REGION:-ap-southeast-1}

up() {
  local binary cli=''
  [ "$kind" = fakecloud ] || [ "$kind" = moto ] || die "TARGET='$kind': an emulator is fakecloud or moto" 2
  if alive; then
    status >/dev/null
    [ "$(field target)" = "$kind" ] \
      || die "emulator '$instance' is up as $(field target), not $kind; end it with bin/emulator down, or name another EMULATOR"
    say "already up: $(status)"
    return 0
  fi
  if [ -f "$state" ]; then
    say "emulator '$instance': the state file names pid $(field pid), which is gone: replacing it"
    running "$(field pid)" || sweep "$(field pid)"
    rm -f "$state"
  fi
  if [ "$kind" = moto ]; then
    binary=$(moto_server_binary) || die "moto $MOTO_VERSION is neither on PATH nor in $moto_cached; get it with: make setup"
  else
    binary=$(fakecloud_binary) \
      || die "fakecloud $FAKECLOUD_VERSION is neither on PATH nor at $fakecloud_cached; get it with: make setup"
    cli=$(engine) || { cli=''; say "warning: no container engine answers: ECS tasks can't run in this emulator (make doctor)"; }
  fi
  mkdir -p "$state_dir/emulator"
  start "$binary" "$cli"
}

# start BINARY ENGINE: a process of its own group, deaf to the terminal's Ctrl-C and hang-up once it is up;
# until its state file stands, leaving this script ends it.
start() {
  local pid port relay_host deadline arguments
  if [ "$kind" = moto ]; then
    arguments=(-H 127.0.0.1 -p "${EMULATOR_PORT:-0}")
  else
    arguments=(--addr "127.0.0.1:${EMULATOR_PORT:-0}" --region "$region" --account-id "$account")
  fi
  trap '[ -z "${started:-}" ] || stop_process "$started"' EXIT
  set -m
  # The emulator is no client of AWS: a caller's endpoint or profile must not steer it.
  FAKECLOUD_CONTAINER_CLI=${2:-docker} MOTO_ACCOUNT_ID=$account NO_COLOR=1 nohup \
    env -u AWS_ENDPOINT_URL -u AWS_PROFILE "$1" "${arguments[@]}" </dev/null >"$log" 2>&1 9>&- &
  pid=$!
  started=$pid
  set +m
  deadline=$((SECONDS + ${EMULATOR_TIMEOUT:-60}))
  until port=$(announced_port) && [ -n "$port" ] && answers "$kind" "http://127.0.0.1:$port"; do
    running "$pid" || failed "$kind ended before it answered"
    [ "$SECONDS" -lt "$deadline" ] || failed "$kind did not answer within ${EMULATOR_TIMEOUT:-60} s"
    sleep 0.2
  done
  relay_host=$(relay_address "$2")
  [ -z "$relay_host" ] || start_relay "$relay_host" "$port" "$pid"
  write_state "$pid" "$port"
  started=''
  say "emulator '$instance' is up: $kind at $(field endpoint) (pid $pid, log $log)"
}

# Both programs choose a free port when asked for 0, and say which.
announced_port() { sed -nE 's/^FAKECLOUD_PORT=([0-9]+)$/\1/p; s/.*Running on http:\/\/127\.0\.0\.1:([0-9]+).*/\1/p' "$log" | head -n 1; }

failed() {
  say "--- the end of $log"
  tail -n 15 "$log" >&2
  say "---"
  if grep -q 'Address already in use' "$log"; then
    die "port ${EMULATOR_PORT:-?} is taken by $(port_owner "${EMULATOR_PORT:-0}"); end that, or choose another EMULATOR_PORT, or leave it out"
  fi
  die "$1 (the whole log: $log)"
}

port_owner() {
  local owner=''
  if have ss; then owner=$(ss -Hltnp "sport = :$1" 2>/dev/null | sed -nE 's/.*users:\(\(("[^"]*"),pid=([0-9]+).*/\1 (pid \2)/p' | head -1)
  elif have lsof; then owner=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | awk 'NR==2 {print $1 " (pid " $2 ")"}'); fi
  printf '%s' "${owner:-another process}"
}

# The address that fakecloud gives its containers as host.docker.internal (the bridge's gateway, or 172.17.0.1),
# if it is this host's; nothing on Docker Desktop, which brings that name to the host's 127.0.0.1 itself.
relay_address() {
  local gateway
  [ -n "$1" ] && have ip || return 0
  gateway=$("$1" network inspect bridge -f '{{range .IPAM.Config}}{{.Gateway}}{{end}}' 2>/dev/null) || gateway=''
  [[ $gateway == *.* ]] || gateway=172.17.0.1
  [ -z "$(ip -o addr show to "$gateway/32" 2>/dev/null)" ] || printf '%s' "$gateway"
}

start_relay() {
  local relay deadline=$((SECONDS + 10))
  have python3 || die "python3 is needed so that containers reach the emulator (bin/lib/relay.py); see make doctor"
  set -m
  nohup python3 "$root/bin/lib/relay.py" "$1" "$2" "$3" </dev/null >>"$log" 2>&1 9>&- &
  relay=$!
  set +m
  until answers "$kind" "http://$1:$2"; do
    running "$relay" || failed "the relay for containers on $1:$2 ended"
    [ "$SECONDS" -lt "$deadline" ] || failed "the relay for containers on $1:$2 did not answer within 10 s"
    sleep 0.1
  done
}

json() { local text=${1//\\/\\\\}; printf '"%s"' "${text//\"/\\\"}"; }

write_state() {
  local draft=$state.$$ version=$FAKECLOUD_VERSION container_host=host.docker.internal
  if [ "$kind" = moto ]; then version=$MOTO_VERSION container_host=127.0.0.1; fi
  (
    umask 077
    cat >"$draft" <<JSON
{
  "schema": 1,
  "target": "$kind",
  "version": "$version",
  "pid": $1,
  "start_time": $(start_time "$1"),
  "endpoint": "http://127.0.0.1:$2",
  "region": $(json "$region"),
  "account": "$account",
  "access_key": "test",
  "secret_key": "test",
  "container_endpoint": "http://$container_host:$2",
  "log": $(json "$log")
}
JSON
  )
  mv -f "$draft" "$state"
}
