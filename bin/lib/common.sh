# shellcheck shell=bash disable=SC2034
# What every script in bin/ shares: where things are kept, how to speak, how to stop.
# A script sources it by its own path, so it works from any folder.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
cache_dir=${GROUNDCHECK_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/groundcheck}
state_dir=${GROUNDCHECK_STATE_DIR:-${XDG_STATE_HOME:-$HOME/.local/state}/groundcheck}
# shellcheck source=bin/lib/versions.sh
. "$root/bin/lib/versions.sh"
fakecloud_cached=$cache_dir/fakecloud/$FAKECLOUD_VERSION-$FAKECLOUD_BUILD/bin/fakecloud
opentofu_cached=$cache_dir/opentofu/$OPENTOFU_VERSION/bin/tofu
moto_cached=$cache_dir/moto/$MOTO_VERSION
lint_dir=$cache_dir/lint
export CHECKPOINT_DISABLE=1

# Progress goes to stderr: stdout is what a script gives to the next one.
say() { printf '%s\n' "$*" >&2; }

# die MESSAGE [EXIT CODE]: what was wrong and what to do, then the end.
die() {
  say "error: $1"
  exit "${2:-1}"
}

have() { command -v "$1" >/dev/null 2>&1; }

# The container engine's command that answers, or nothing: fakecloud's own choice, so both speak to the same one.
engine() {
  local cli
  for cli in ${FAKECLOUD_CONTAINER_CLI:-docker podman}; do
    if have "$cli" && timeout_of 30 "$cli" info >/dev/null 2>&1; then
      printf '%s\n' "$cli"
      return 0
    fi
  done
  return 1
}

# timeout_of SECONDS COMMAND...: coreutils' timeout where there is one (macOS has none by default).
timeout_of() {
  if have timeout; then timeout "$@"; else shift && "$@"; fi
}

# with_lock NAME SECONDS FUNCTION ARGS...: one at a time on this machine. The lock is the open file, so a killed
# holder leaves nothing behind. Where flock is missing (macOS) two runs aren't kept apart.
with_lock() {
  local file=$state_dir/lock/$1 seconds=$2
  shift 2
  mkdir -p "$state_dir/lock"
  exec 9>"$file"
  if have flock && ! flock -n 9; then
    say "waiting for another run that holds $file (at most $seconds s)"
    flock -w "$seconds" 9 || die "another run still holds $file after $seconds s; see who: fuser $file"
  fi
  "$@"
  exec 9>&-
}

# fakecloud_binary: the pinned version on PATH, or the cached one; prints its path, or nothing.
fakecloud_binary() {
  local candidate
  for candidate in "$(command -v fakecloud 2>/dev/null)" "$fakecloud_cached"; do
    if [ -n "$candidate" ] && [ "$("$candidate" --version 2>/dev/null)" = "fakecloud $FAKECLOUD_VERSION" ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# opentofu_binary: any tofu on PATH, or the pinned one in the cache; prints its path, or nothing.
opentofu_binary() {
  local candidate
  for candidate in "$(command -v tofu 2>/dev/null)" "$opentofu_cached"; do
    if [ -n "$candidate" ] && "$candidate" version >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# moto_server_binary: the pinned version on PATH, or the one in the cache; prints its path, or nothing. It can't tell
# its version itself, so the Python beside it is asked.
moto_server_binary() {
  local candidate
  for candidate in "$(command -v moto_server 2>/dev/null)" "$moto_cached/bin/moto_server"; do
    [ "$candidate" != "$moto_cached/bin/moto_server" ] || [ -f "$moto_cached/.complete" ] || continue
    if [ -n "$candidate" ] && [ "$(python_package_version "${candidate%/*}/python3" moto)" = "$MOTO_VERSION" ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

python_package_version() {
  "$1" -c 'import importlib.metadata as m, sys; print(m.version(sys.argv[1]))' "$2" 2>/dev/null || true
}
