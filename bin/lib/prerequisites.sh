# shellcheck shell=bash disable=SC2034,SC2154
# What the project needs on a machine, asked without changing anything. Each found_* prints "where<TAB>version" and
# returns 0, or prints what to do and returns 1. bin/doctor shows them; bin/setup mends what it can.

# The order is that of the table: what is later may need what is earlier.
required=(java maven terraform provider python curl git engine base_image fakecloud moto localstack browser)
optional=(unzip linters opentofu)

apt_root() { have apt-get && [ "$(id -u)" = 0 ]; }

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

on_path() { local path && path=$(command -v "$1" 2>/dev/null) && printf '%s\t%s\n' "$path" "$("${@:2}" 2>&1 | sed -nE '1s/[^0-9]*([0-9][0-9.]*).*/\1/p')"; }

found_java() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java version
  version=$("$java" -version 2>&1 | sed -nE '1s/.*"([0-9]+[^"]*)".*/\1/p') && [ -n "$version" ] \
    && at_least "$JAVA_MINIMUM" "$version" && [ -x "$(dirname "$(readlink -f "$(command -v "$java")")")/javac" ] \
    && printf '%s\t%s\n' "$(command -v "$java")" "$version" && return
  echo "a JDK of $JAVA_MINIMUM or later is needed (here: ${version:-none}, JAVA_HOME=${JAVA_HOME:-unset}): install one, for instance Temurin or Debian's openjdk-17-jdk-headless"
  return 1
}

found_maven() {
  local version
  version=$("$root/bin/mvn" --version 2>/dev/null | sed -nE '1s/.*Apache Maven ([0-9.]+).*/\1/p;q') && [ -n "$version" ] \
    && printf '%s\t%s\n' "bin/mvn" "$version" && return
  echo "the Maven wrapper can't get its Maven, and there is no mvn: install Maven 3.8 or later, or set MVNW_REPOURL to a copy of Maven Central"
  return 1
}

found_terraform() {
  local version
  version=$(terraform version 2>/dev/null | sed -nE '1s/Terraform v(.*)/\1/p') && [ -n "$version" ] \
    && at_least "$TERRAFORM_MINIMUM" "$version" && printf '%s\t%s\n' "$(command -v terraform)" "$version" && return
  echo "Terraform $TERRAFORM_MINIMUM or later is needed (here: ${version:-none}): https://developer.hashicorp.com/terraform/install"
  return 1
}

found_opentofu() {
  local binary
  binary=$(opentofu_binary) && printf '%s\t%s\n' "$binary" "$("$binary" version 2>/dev/null | sed -nE 's/^OpenTofu v(.*)/\1/p')" && return
  echo "no tofu on PATH or in the cache, so the tests that run OpenTofu won't: make opentofu builds it (4 minutes with Go)"
  return 1
}

found_provider() {
  local config mirror=''
  config=$("$root/bin/provider-config" "$cache_dir/terraform" 2>&1) || { echo "$config"; return 1; }
  [ -z "$config" ] || mirror=$(sed -nE 's/^ *path *= *"(.*)"/\1/p' "$config" 2>/dev/null | head -n 1)
  if [ -n "$mirror" ]; then
    printf '%s\tmirror\n' "$mirror"
  elif [ -n "$config$(curl -fsS -m 5 https://registry.terraform.io/.well-known/terraform.json 2>/dev/null)" ]; then
    printf '%s\tdownloaded at first use\n' "registry.terraform.io"
  else
    echo "no folder with registry.terraform.io/hashicorp/aws is here and the registry doesn't answer: set TF_PLUGIN_MIRROR (terraform providers mirror makes one)"
    return 1
  fi
}

found_python() {
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && on_path python3 python3 -V && return
  echo "Python 3.9 or later is needed (moto, the emulator's relay, the linters): install python3 and python3-venv"
  return 1
}

found_curl() { on_path curl curl -V || { echo "install curl"; return 1; }; }
found_git() { on_path git git --version || { echo "install git"; return 1; }; }
found_unzip() { on_path unzip unzip -v || { echo "install unzip: without it Maven's wrapper can't unpack its Maven, and the machine's mvn is used"; return 1; }; }

found_engine() {
  local cli
  cli=$(engine) && printf '%s\t%s\n' "$(command -v "$cli")" "$("$cli" version -f '{{.Server.Version}}' 2>/dev/null)" && return
  if apt_root; then
    echo "no container engine answers: make setup installs and starts Debian's docker.io"
  else
    echo "no container engine answers: install Docker (https://docs.docker.com/engine/install/) or Podman and start it; is this user in the group docker?"
  fi
  return 1
}

found_base_image() {
  local cli name
  if cli=$(engine); then
    for name in "${BASE_IMAGE:-$(sed -n 's/^ARG BASE_IMAGE=//p' "$root/service/Dockerfile")}" \
      "$("$cli" image ls --format '{{.Repository}}:{{.Tag}}' groundcheck/jre | head -n 1)"; do
      if [ -z "$name" ] || ! "$cli" image inspect "$name" >/dev/null 2>&1; then continue; fi
      printf '%s\t%s\n' "${name%%@*}" "$("$cli" image inspect -f '{{.Id}}' "$name" | cut -c8-19)" && return
    done
  fi
  echo "the service's base image is not here: make setup pulls it, or makes one where no registry answers"
  return 1
}

found_fakecloud() {
  local binary
  binary=$(fakecloud_binary) && printf '%s\t%s\n' "$binary" "$FAKECLOUD_VERSION" && return
  echo "fakecloud $FAKECLOUD_VERSION is neither on PATH nor in the cache: make setup builds it with cargo (9 to 15 minutes on 2 cores)"
  return 1
}

found_moto() {
  local binary
  binary=$(moto_server_binary) && printf '%s\t%s\n' "$binary" "$MOTO_VERSION" && return
  echo "moto $MOTO_VERSION is neither on PATH nor in the cache: make setup installs it there (about 30 s)"
  return 1
}

found_localstack() {
  local image
  if engine >/dev/null && image=$("$root/bin/localstack-image" --here 2>/dev/null); then
    printf '%s\t%s\n' "${image%:*}" "${image##*:}" && return
  fi
  echo "LocalStack's image is not here: make setup pulls it, or builds it where no registry answers (1 to 2 minutes)"
  return 1
}

# The names that the tests look for: smoke-tests' Chromium.java.
found_browser() {
  local name version
  for name in chromium chromium-browser google-chrome; do
    version=$("$name" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1) && [ -n "$version" ] \
      && printf '%s\t%s\n' "$(command -v "$name")" "$version" && return
  done
  if apt_root; then
    echo "no Chromium is here, in which the tests open the reports: make setup installs Debian's"
  else
    echo "no Chromium is here, in which the tests open the reports: install chromium or google-chrome"
  fi
  return 1
}

found_linters() {
  [ -f "$lint_dir/$LINT_KEY/.complete" ] && printf '%s\tpinned\n' "$lint_dir/$LINT_KEY" && return
  echo "the linters are not here yet: make lint installs them (about a minute)"
  return 1
}
