# shellcheck shell=bash disable=SC2034,SC2154
# What bin/emulator knows of a running instance, and how it ends one. The state file is described in docs/contracts.md.

instance=${EMULATOR:-default}
kind=${TARGET:-fakecloud}
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

# answers KIND ENDPOINT
answers() {
  local path=/_fakecloud/health
  [ "$1" = fakecloud ] || path=/moto-api/data.json
  curl -fsS -m 5 -o /dev/null "$2$path" 2>/dev/null
}

# What fakecloud started for its tasks and did not remove itself; it labels everything with its own pid.
sweep() {
  local cli what ids label=label=fakecloud-instance=fakecloud-$1
  cli=$(engine) || return 0
  for what in container network volume; do
    if [ "$what" = container ]; then ids=$("$cli" ps -aq --filter "$label"); else ids=$("$cli" "$what" ls -q --filter "$label"); fi
    [ -n "$ids" ] || continue
    say "removing what the emulator left: $(wc -w <<<"$ids" | tr -d ' ') ${what}(s)"
    # Docker 20.10 has no -f for networks.
    # shellcheck disable=SC2046,SC2086
    "$cli" "$what" rm $([ "$what" = network ] || echo -f) $ids >/dev/null || say "not removed: $what" $ids
  done
}

# forget_images PORT: the names that images had in this emulator's registry; their layers stay as the builder's cache.
forget_images() {
  local cli name tag digest
  cli=$(engine) || return 0
  "$cli" image ls --digests --filter "reference=127.0.0.1:$1/*" --format '{{.Repository}} {{.Tag}} {{.Digest}}' \
    | while read -r name tag digest; do
      [ "$tag" = '<none>' ] || "$cli" image rm --no-prune "$name:$tag"
      [ "$digest" = '<none>' ] || "$cli" image rm --no-prune "$name@$digest"
    done >/dev/null 2>&1 || true
}

status() {
  if alive && answers "$(field target)" "$(field endpoint)"; then
    echo "emulator '$instance': $(field target) $(field version) at $(field endpoint), pid $(field pid), log $(field log)"
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
  forget_images "$(field endpoint | sed 's/.*://')"
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
