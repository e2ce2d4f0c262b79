# shellcheck shell=bash disable=SC2154
# Functions of bin/localstack-image: a build in steps, each timed, in a folder $work that is gone afterwards.

begin_steps() {
  doing='' work=$(mktemp -d)
  trap finish EXIT
  trap 'exit 130' INT TERM
}

# step NAME FUNCTION: what is being done, and afterwards how long it took. A failure ends the script (set -e).
step() {
  local begin=$SECONDS
  doing=$1
  note "$1"
  "$2" >"$work/log" 2>&1
  doing=''
  note "  done in $((SECONDS - begin)) s"
}

finish() {
  local status=$?
  if [ "$status" != 0 ] && [ -n "$doing" ]; then
    tail -n 20 "$work/log" >&2
    say "error: $doing: failed; its last lines stand above"
  fi
  clean_up "$work"
}

# debootstrap mounts /proc and /sys in the folder while it runs; if it was killed, they mustn't be walked into.
clean_up() {
  umount --quiet --lazy "$1/root/proc" "$1/root/sys" 2>/dev/null || true
  rm -rf --one-file-system "$1"
}

# Of everything that decides what is in the image.
fingerprint() { (cd "$root/bin/lib" && { cat localstack/*; grep -E '^(LOCALSTACK|UV)_' versions.sh; } | checksum); }
checksum() { if have sha256sum; then sha256sum; else shasum -a 256; fi | cut -c1-64; }
