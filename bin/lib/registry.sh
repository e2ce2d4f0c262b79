# shellcheck shell=bash disable=SC2154
# The target's image registry: where it is, how to log in, what digest a tag has there.

# open_registry: sets registry, repository, scheme and the log-in. The password stays in a folder that ends with the
# script: neither in the user's own docker configuration nor on a command line.
open_registry() {
  repository=${NAME:-connections}
  login=$(umask 077 && mktemp -d)
  trap 'rm -rf "$login"' EXIT
  local environment host
  environment=$("$root/bin/target-env") || exit
  eval "$environment"
  if [ "$TARGET" = aws ]; then aws_registry; else fakecloud_registry; fi
  # A configuration of our own has no context, so name the engine's socket where one is chosen by context.
  host=$("$cli" context inspect -f '{{.Endpoints.docker.Host}}' 2>/dev/null) && [ -n "$host" ] && export DOCKER_HOST=${DOCKER_HOST:-$host}
  printf '%s' "$password" | "$cli" --config "$login/docker" login -u AWS --password-stdin "$registry" >/dev/null 2>"$login/error" \
    || die "log-in to $registry failed: $(tail -n 1 "$login/error")"
  (umask 077 && printf 'user = "AWS:%s"\n' "$password" >"$login/curl")
}

fakecloud_registry() { registry=${AWS_ENDPOINT_URL#http://} scheme=http password=$AWS_SECRET_ACCESS_KEY; }

aws_registry() {
  have aws || die "TARGET=aws needs the AWS CLI here, for the registry's password" 2
  registry=$AWS_ACCOUNT_ID.dkr.ecr.$AWS_REGION.amazonaws.com scheme=https
  password=$(aws ecr get-login-password) || die "no log-in to $registry" 3
}

# pushed_digest TAG: its digest in the registry, or nothing when the tag isn't there.
pushed_digest() {
  local code
  code=$(curl -sS -m 30 -I -K "$login/curl" -o "$login/head" -w '%{http_code}' \
    -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' -H 'Accept: application/vnd.oci.image.manifest.v1+json' \
    "$scheme://$registry/v2/$repository/manifests/$1") || die "registry $registry does not answer" 3
  case $code in
    200) tr -d '\r' <"$login/head" | tr '[:upper:]' '[:lower:]' | sed -nE 's/^docker-content-digest: *(sha256:[0-9a-f]{64})$/\1/p' ;;
    404) ;;
    *) die "registry $registry answered $code to the question for $repository:$1" 3 ;;
  esac
}

push_image() { "$cli" --config "$login/docker" push "$1"; }
