#!/bin/bash
# What LocalStack's own image starts with: settings may carry the prefix LOCALSTACK_; its supervisor is process 1.
# Testcontainers calls this file by this name, and waits for the line "Ready." that LocalStack prints.
set -euo pipefail

while IFS='=' read -r -d '' name value; do
  case $name in
    LOCALSTACK_HOST | LOCALSTACK_HOSTNAME) ;; # settings of their own
    LOCALSTACK_[A-Z]*) export "${name#LOCALSTACK_}=$value" ;;
  esac
done < <(env -0)
mkdir -p /var/lib/localstack/{cache,lib,logs,state,tmp}
cd /opt/code/localstack
exec .venv/bin/localstack-supervisor
