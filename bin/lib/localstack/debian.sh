# shellcheck shell=bash disable=SC2154
# Functions of bin/localstack-image: Debian, as a folder $work/root, and commands inside it.

can_build() {
  [ "$(uname -s)" = Linux ] || die "the image can only be made on Linux; elsewhere a registry must answer: docker pull $published"
  [ "$(id -u)" = 0 ] || die "making the image needs root (debootstrap, chroot): run bin/localstack-image once as root, or make a registry reachable and: docker pull $published"
  have debootstrap || die "debootstrap is missing: apt-get install debootstrap"
}

# The machine's own mirror of Debian, where it has one; none: debootstrap's default.
# shellcheck disable=SC2016
mirror() { apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' 2>/dev/null | sed -n 1p; }

# iproute2 is for Testcontainers, which asks this image too for the way to the host (docs/localstack.md).
make_root() {
  local from
  from=$(mirror) || from=''
  mkdir -p "$work/root/etc/dpkg/dpkg.cfg.d"
  echo force-unsafe-io >"$work/root/etc/dpkg/dpkg.cfg.d/unsafe-io" # a build that dies is thrown away, not repaired
  # shellcheck disable=SC2086
  debootstrap --variant=minbase --include=ca-certificates,iproute2,python3,python3-venv,openjdk-21-jre-headless \
    "$LOCALSTACK_DEBIAN" "$work/root" $from
}

# inside COMMAND...: in the root folder, with this machine's name resolution and certificates lent to it.
inside() {
  local bundle=/etc/ssl/certs/ca-certificates.crt lent=()
  cp -L /etc/resolv.conf /etc/hosts "$work/root/etc/"
  if [ -f "$bundle" ]; then
    cp -L "$bundle" "$work/root/tmp/machine.crt"
    lent=(SSL_CERT_FILE=/tmp/machine.crt PIP_CERT=/tmp/machine.crt REQUESTS_CA_BUNDLE=/tmp/machine.crt)
  fi
  env -u SSL_CERT_DIR "${lent[@]}" HOME=/tmp TMPDIR=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$work/root" "$@"
}
