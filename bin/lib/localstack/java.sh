#!/bin/bash
# The Java runtime as LocalStack calls it for DynamoDB Local: java -javaagent:… -jar …/DynamoDBLocal.jar …
# LocalStack expects the zip from AWS's site. The jars from Maven Central have other names than the manifest lists, so
# the class path is the folder; the agent, which lifts the limit of 20 indexes per table, isn't on Maven Central.
set -euo pipefail

arguments=()
while (($#)); do
  case $1 in
    -javaagent:*) ;;
    -jar)
      arguments+=(-cp "${2%/*}/DynamoDBLocal_lib/*" com.amazonaws.services.dynamodbv2.local.main.ServerRunner)
      shift
      ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
exec /usr/bin/java "${arguments[@]}"
