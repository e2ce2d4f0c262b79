# shellcheck shell=bash disable=SC2154
# Functions of bin/emulator. The state file is described in docs/contracts.md.

instance=${EMULATOR:-default}
state=$state_dir/emulator/$instance.json
log=$state_dir/emulator/$instance.log

field() { [ -f "$state" ] && sed -nE "s/^ *\"$1\": *\"?([^\",]*)\"?,?$/\1/p" "$state"; }

# Field 22 of /proc/PID/stat; the command's name (field 2) may hold spaces, so count from its closing bracket.
start_time() {
  if [ ! -d /proc/self ]; then
    echo 0
  elif [ -r "/proc/$1/stat" ]; then
    sed -E 's/.*\) //' "/proc/$1/stat" | cut -d' ' -f20
  fi
}

# Whether a process runs: a dead one whose parent never collected it (init in some containers) does not.
running() { [ -n "$1" ] && kill -0 "$1" 2>/dev/null && [[ $(ps -o stat= -p "$1") != Z* ]]; }

# Whether the process that the state file names still is that process: a recycled pid is not.
alive() {
  local pid
  pid=$(field pid) && running "$pid" && [ "$(start_time "$pid")" = "$(field start_time)" ]
}

answers() { curl -fsS -m 5 -o /dev/null "$1/_fakecloud/health" 2>/dev/null; }

# What fakecloud started for its tasks and did not remove itself; it labels everything with its own pid.
sweep() {
  local cli kind ids
  cli=$(engine) || return 0
  for kind in container network volume; do
    if [ "$kind" = container ]; then ids=$("$cli" ps -aq --filter "label=fakecloud-instance=fakecloud-$1")
    else ids=$("$cli" "$kind" ls -q --filter "label=fakecloud-instance=fakecloud-$1"); fi
    [ -n "$ids" ] || continue
    say "removing what the emulator left: $(wc -w <<<"$ids") ${kind}(s)"
    # shellcheck disable=SC2086
    "$cli" "$kind" rm -f $ids >/dev/null
  done
}

status() {
  if alive && answers "$(field endpoint)"; then
    echo "emulator '$instance': fakecloud $(field version) at $(field endpoint), pid $(field pid), log $(field log)"
  elif alive; then
    die "emulator '$instance': pid $(field pid) runs but doesn't answer at $(field endpoint); see $(field log), or: bin/emulator down" 3
  elif [ -f "$state" ]; then
    die "emulator '$instance': its process (pid $(field pid)) is gone; bin/emulator up replaces it" 3
  else
    die "emulator '$instance' is not up; start it with: make emulator-up" 3
  fi
}

down() {
  [ -f "$state" ] || { say "emulator '$instance' is not up"; return 0; }
  local pid
  pid=$(field pid)
  if alive; then
    stop_process "$pid"
  else
    say "emulator '$instance': its process (pid $pid) was gone already"
  fi
  # Under a recycled pid the label could be another emulator's: leave that one's containers alone.
  running "$pid" || sweep "$pid"
  rm -f "$state"
  say "emulator '$instance' is down"
}

# stop_process PID: asks, waits 20 s, then kills. fakecloud drains open requests first.
stop_process() {
  local tries=0
  kill -TERM "$1" 2>/dev/null || return 0
  while running "$1"; do
    tries=$((tries + 1))
    [ "$tries" -ne 100 ] || { say "pid $1 did not stop within 20 s: killing it"; kill -KILL "$1" 2>/dev/null; }
    sleep 0.2
  done
}

up() {
  local binary cli
  if alive; then
    status >/dev/null
    say "already up: $(status)"
    return 0
  fi
  if [ -f "$state" ]; then
    say "emulator '$instance': the state file names pid $(field pid), which is gone: replacing it"
    running "$(field pid)" || sweep "$(field pid)"
    rm -f "$state"
  fi
  binary=$(fakecloud_binary) \
    || die "fakecloud $FAKECLOUD_VERSION is neither on PATH nor at $fakecloud_cached; get it with: make setup"
  cli=$(engine) || { cli=''; say "warning: no container engine answers: ECS tasks can't run in this emulator (make doctor)"; }
  mkdir -p "$state_dir/emulator"
  start "$binary" "$cli"
}

# start BINARY ENGINE: a process of its own group, deaf to the terminal's Ctrl-C and hang-up once it is up;
# until its state file stands, leaving this script ends it.
start() {
  local pid port relay_host deadline
  trap '[ -z "${started:-}" ] || stop_process "$started"' EXIT
  set -m
  AWS_ENDPOINT_URL='' FAKECLOUD_CONTAINER_CLI=${2:-${FAKECLOUD_CONTAINER_CLI:-docker}} nohup "$1" \
    --addr "127.0.0.1:${EMULATOR_PORT:-0}" --region "${AWS_REGION:-ap-southeast-1}" --account-id 123456789012 \
    </dev/null >"$log" 2>&1 9>&- &
  pid=$!
  started=$pid
  set +m
  deadline=$((SECONDS + ${EMULATOR_TIMEOUT:-60}))
  until port=$(sed -n 's/^FAKECLOUD_PORT=//p' "$log") && [ -n "$port" ] && answers "http://127.0.0.1:$port"; do
    running "$pid" || failed "fakecloud ended before it answered"
    [ "$SECONDS" -lt "$deadline" ] || failed "fakecloud did not answer within ${EMULATOR_TIMEOUT:-60} s"
    sleep 0.2
  done
  relay_host=$(relay_address "$2")
  [ -z "$relay_host" ] || start_relay "$relay_host" "$port" "$pid"
  write_state "$pid" "$port"
  started=''
  say "emulator '$instance' is up: $(field endpoint) (pid $pid, log $log)"
}

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
  until answers "http://$1:$2"; do
    running "$relay" || failed "the relay for containers on $1:$2 ended"
    [ "$SECONDS" -lt "$deadline" ] || failed "the relay for containers on $1:$2 did not answer within 10 s"
    sleep 0.1
  done
}

json() { local text=${1//\\/\\\\}; printf '"%s"' "${text//\"/\\\"}"; }

write_state() {
  local draft=$state.$$
  (
    umask 077
    cat >"$draft" <<JSON
{
  "schema": 1,
  "target": "fakecloud",
  "version": "$FAKECLOUD_VERSION",
  "pid": $1,
  "start_time": $(start_time "$1"),
  "endpoint": "http://127.0.0.1:$2",
  "region": $(json "${AWS_REGION:-ap-southeast-1}"),
  "account": "123456789012",
  "access_key": "test",
  "secret_key": "test",
  "container_endpoint": "http://host.docker.internal:$2",
  "log": $(json "$log")
}
JSON
  )
  mv -f "$draft" "$state"
}
