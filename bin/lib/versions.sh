# shellcheck shell=bash disable=SC2034
# Versions of the programs around Maven and Terraform. Libraries and plugins: pom.xml. Provider: .terraform.lock.hcl.
FAKECLOUD_VERSION=0.51.0
FAKECLOUD_BUILD=2 # one more when bin/build-fakecloud compiles it differently
MOTO_VERSION=5.2.1
# The community code is the last one that runs without a token; with one, the full image has a calendar version.
LOCALSTACK_VERSION=4.14.0
LOCALSTACK_FULL_VERSION=2026.03.0
LOCALSTACK_DEBIAN=trixie
UV_VERSION=0.13.9
OPENTOFU_VERSION=1.12.6
# What its go.mod asks for.
OPENTOFU_GO=1.26.6
TERRAFORM_MINIMUM=1.11.0
JAVA_MINIMUM=17
ACTIONLINT_VERSION=1.7.12
ZIZMOR_VERSION=1.32.0
SHELLCHECK_VERSION=0.11.0.1
HADOLINT_VERSION=2.15.1
CHECKOV_VERSION=3.3.30
# One folder holds the linters of one set of versions.
LINT_KEY=$ACTIONLINT_VERSION-$ZIZMOR_VERSION-$SHELLCHECK_VERSION-$HADOLINT_VERSION-$CHECKOV_VERSION
