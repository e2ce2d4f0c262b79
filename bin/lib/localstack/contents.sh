# shellcheck shell=bash disable=SC2154
# Functions of bin/localstack-image: LocalStack's community code in the folder $work/root, and the folder made an image.
# LocalStack is fixed to the paths /opt/code/localstack, /usr/lib/localstack and /var/lib/localstack.

parts=$root/bin/lib/localstack
requirements=$parts/requirements-$LOCALSTACK_VERSION.lock

# The lock is complete, hence --no-deps: pip, left to find versions itself, backtracks for ever.
add_localstack() {
  local venv=/opt/code/localstack/.venv
  cp "$requirements" "$work/root/tmp/requirements.lock"
  inside python3 -m venv /tmp/uv
  inside /tmp/uv/bin/pip install --no-cache-dir "uv==$UV_VERSION"
  inside python3 -m venv --without-pip "$venv"
  inside /tmp/uv/bin/uv pip install --no-cache --no-deps --link-mode=copy --python "$venv/bin/python" -r /tmp/requirements.lock
  install -m 755 "$parts/docker-entrypoint.sh" "$work/root/usr/local/bin/"
  (umask 0 && mkdir -p "$work"/root/{usr/lib,var/lib,tmp}/localstack)
}

add_dynamodb() {
  local home=$work/root/usr/lib/localstack java=$work/root/usr/lib/localstack/java/21/bin
  "$root/bin/mvn" -q -B -f "$parts/dynamodb.xml" dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$home/dynamodb-local/2/DynamoDBLocal_lib"
  rm -f "$home"/dynamodb-local/2/DynamoDBLocal_lib/*.{dll,dylib}
  ln -s DynamoDBLocal_lib/DynamoDBLocal-2.6.1.jar "$home/dynamodb-local/2/DynamoDBLocal.jar"
  mkdir -p "$java" && install -m 755 "$parts/java.sh" "$java/java"
}

# Without what only serves the installation, and without anything of this machine.
import_root() {
  local before
  before=$(docker image ls --quiet --no-trunc "$image")
  rm -rf "$work"/root/tmp/{uv,.cache,requirements.lock,machine.crt} "$work"/root/etc/{hosts,hostname,resolv.conf,apt/sources.list} \
    "$work"/root/var/{cache,log}/* "$work"/root/var/lib/apt/lists/* "$work"/root/usr/share/{doc,man,locale,info}
  tar --create --one-file-system --directory "$work/root" --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' . |
    docker import --change 'ENV PATH=/opt/code/localstack/.venv/bin:/usr/local/bin:/usr/bin:/bin' \
      --change 'ENV PYTHONUNBUFFERED=1' --change 'ENV USER=localstack' --change 'WORKDIR /opt/code/localstack' \
      --change 'EXPOSE 4566' --change 'CMD ["docker-entrypoint.sh"]' \
      --change "LABEL io.groundcheck.fingerprint=$fingerprint" - "$image"
  # Its predecessor would stay as 650 MB without a name; one that a container still uses stays.
  [ -z "$before" ] || docker image rm "$before" || true
}
