# shellcheck shell=bash disable=SC2154
# How bin/setup mends what is missing: each install_* says first what it does and how long that takes.

apt_install() {
  apt_root || return 1
  say "setup: apt-get install $* (10 to 60 s)"
  { DEBIAN_FRONTEND=noninteractive apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$state_dir/apt.log" 2>&1 9>&- \
    || { tail -n 5 "$state_dir/apt.log" >&2; return 1; }
}

install_python() { apt_install python3 python3-venv; }
install_curl() { apt_install curl ca-certificates; }
install_git() { apt_install git; }
install_java() {
  apt_root && apt-get update -qq >/dev/null 2>&1 || return 1
  apt_install "$(apt-cache search --names-only '^openjdk-[0-9]+-jdk-headless$' | sed 's/ .*//' | sort -V | tail -n 1)"
}

# Docker's daemon, and its command, which Debian 13 packs apart.
install_engine() {
  apt_root && [ -f /etc/debian_version ] || return 1
  if ! have dockerd || ! have docker; then
    local packages=(docker.io iptables)
    apt-get update -qq >/dev/null 2>&1 || true
    [ -z "$(apt-cache show docker-cli 2>/dev/null)" ] || packages+=(docker-cli)
    apt_install "${packages[@]}" || return 1
  fi
  if engine >/dev/null; then return 0; fi
  if [ -d /run/systemd/system ]; then
    say "setup: starting docker (systemctl, a few seconds)"
    systemctl start docker
  else
    say "setup: starting dockerd, as there is no systemd here (3 to 10 s; its log: $state_dir/dockerd.log)"
    set -m
    nohup dockerd </dev/null >"$state_dir/dockerd.log" 2>&1 9>&- &
    set +m
  fi
  local deadline=$((SECONDS + 60))
  until engine >/dev/null; do
    if [ "$SECONDS" -ge "$deadline" ]; then tail -n 5 "$state_dir/dockerd.log" >&2; return 1; fi
    sleep 0.5
  done
}

install_base_image() {
  say "setup: the service's base image (pulled, or made here in about 15 s)"
  "$root/bin/base-image" >/dev/null
}

install_moto() {
  say "setup: moto $MOTO_VERSION into $moto_cached (about 30 s)"
  venv "$moto_cached" "moto[server]==$MOTO_VERSION"
}

# venv FOLDER REQUIREMENT...: its last act is the file .complete, without which it counts as not there.
venv() {
  local folder=$1 log=$state_dir/pip.log
  shift
  rm -rf "$folder"
  mkdir -p "$(dirname "$folder")"
  python3 -m venv "$folder" >"$log" 2>&1 || { apt_install python3-venv && rm -rf "$folder" && python3 -m venv "$folder" >"$log" 2>&1; } \
    || { tail -n 5 "$log" >&2; return 1; }
  "$folder/bin/python3" -m pip install -q --no-input "$@" >"$log" 2>&1 || { tail -n 5 "$log" >&2; return 1; }
  touch "$folder/.complete"
}

install_fakecloud() { "$root/bin/build-fakecloud"; }

install_localstack() {
  say "setup: LocalStack's image (pulled, or built here in 1 to 2 minutes)"
  have debootstrap || ! apt_root || apt_install debootstrap
  "$root/bin/localstack-image" >/dev/null
}

install_browser() { apt_install chromium; }
