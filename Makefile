# Every target runs the same on a laptop and in the pipeline; what it does stands in bin/. `make help` lists them.
# ARGS= passes further options to the release CLI. What touches an account wants TARGET=fakecloud or TARGET=aws said; aws also wants AWS_ACCOUNT_ID.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

OUT ?= target/release
override OUT := $(abspath $(OUT))
MVN := bin/mvn -B -ntp
# A jar of an earlier release (RELEASE_JAR=) is taken as it is.
cli_jar := $(if $(RELEASE_JAR),,smoke-tests/target/release.jar)
export OUT

# $(call say,VARIABLE,what it may be): stops where a variable is wanted and not given.
say = $(if $($1),,$(error say $1=$2, as in: make $@ $1=…))
target = $(call say,TARGET,fakecloud or TARGET=aws)

.PHONY: help setup doctor opentofu emulator-up emulator-down infra-plan infra-up infra-down bootstrap-down github-settings \
  cli image stage plan guard apply await smoke keep-cli fetch-cli cutover rollback retire report status watch release \
  test test-unit test-infra test-faults test-soak sweep lint api-baseline bench bench-service bench-harness

help: ## Lists the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

##@ Prepare
setup: ## Prepares what is missing on this machine: emulator, container engine, base image, tools
	@bin/setup

doctor: ## Shows each prerequisite: found where, which version, or what to do
	@bin/doctor

opentofu: ## Builds OpenTofu into the cache, for the tests that run it (optional; 4 minutes with Go, once)
	@bin/build-opentofu

emulator-up: ## Starts an emulated AWS that outlives commands (EMULATOR=name picks the instance)
	@bin/emulator up

emulator-down: ## Stops it, with everything it started
	@bin/emulator down

##@ Phase 1: the infrastructure that stays (an administrator, once)
infra-plan: ## Shows what infra-up would change (TARGET=)
	$(target)@bin/infra plan

infra-up: cli ## Makes or updates the foundation: network, load balancer, registry, roles, table (TARGET=)
	$(target)@bin/infra up

infra-down: ## Destroys releases and foundation, and shows that nothing is left (TARGET=)
	$(target)@bin/infra down

bootstrap-down: ## Destroys the state bucket too (TARGET=)
	$(target)@bin/infra bootstrap-down

github-settings: ## Prints what the GitHub repository must be given (TARGET=)
	$(target)@bin/infra github-settings

##@ Phase 2: a release, step by step
cli: $(cli_jar) $(cli_jar:.jar=.jsa) ## Builds the release CLI's jar, which bin/release runs, and its class archive

# Folders too: from one that is newer, a file may be gone.
smoke-tests/target/release.jar: pom.xml $(shell find acceptance-tests/groundcheck smoke-tests -path '*/src/main/*' -o -name pom.xml)
	$(MVN) -q -pl smoke-tests -am package -DskipTests
	@[ -f $@ ] && touch $@

# Not being there costs a second per command, no more.
smoke-tests/target/release.jsa: smoke-tests/target/release.jar
	-@python3 bin/lib/class-archive.py $< $@

image: ## Builds and pushes the service's image, once per tag (TARGET= TAG=v1.2.3)
	$(target)$(call say,TAG,v1.2.3)@bin/image "$$TAG"

stage: cli ## Writes the intent to run that image on the idle colour (TARGET= TAG= DIGEST=)
	$(target)$(call say,TAG,v1.2.3)$(call say,DIGEST,sha256:…)@mkdir -p "$$OUT" && rm -f "$$OUT/stage.env"
	@bin/release stage --tag "$$TAG" --digest "$$DIGEST" --output "$$OUT/stage.env" $(ARGS)

plan: cli ## Plans the release of a colour into $OUT/<colour>.tfplan (TARGET= COLOUR=)
	$(target)$(call say,COLOUR,blue or green)@bin/plan make

guard: cli ## Judges that plan: it may only touch the idle colour (TARGET= COLOUR=)
	$(target)$(call say,COLOUR,blue or green)@bin/plan guard

apply: ## Applies that very plan, once guard has passed it (TARGET= COLOUR=)
	$(target)$(call say,COLOUR,blue or green)@bin/plan apply

await: cli ## Waits until every task of the colour runs its digest and is healthy (TARGET= COLOUR=)
	$(target)$(call say,COLOUR,blue or green)@bin/release await --colour "$$COLOUR" $(ARGS)

smoke: cli ## Runs the specs against the candidate, and writes the evidence (TARGET=, or CANDIDATE_URL= of any service)
	$(if $(CANDIDATE_URL),,$(target))@bin/release smoke $(if $(CANDIDATE_URL),--url "$(CANDIDATE_URL)") $(ARGS)

keep-cli: cli ## Keeps the CLI's jar in the release bucket for this release, once (TARGET= COLOUR=)
	$(target)@bin/release keep-cli $(ARGS)

fetch-cli: ## Fetches the jar that is kept for the live release, and checks it (TARGET= TO=file)
	$(target)@bin/fetch-cli $(TO)

cutover: cli ## Moves the live traffic to the candidate, if the evidence allows it (TARGET= DIGEST= ARGS='--canary 10 --step 5m')
	$(target)$(call say,DIGEST,sha256:…)@bin/release cutover --digest "$$DIGEST" $(ARGS)

# No compiler stands between a bad release and the way back: without a built jar, bin/release fetches the kept one.
rollback: ## Moves the live traffic back to the version before (TARGET=)
	$(target)@bin/release rollback $(ARGS)

retire: cli ## Takes the idle colour's tasks away (TARGET=)
	$(target)@bin/release retire $(ARGS)

report: cli ## Writes the release report and keeps it in the release bucket (TARGET= COLOUR=)
	$(target)@bin/release report $(ARGS)

status: cli ## Shows what is live, what is staged, and what to run next (TARGET=)
	$(target)@bin/release status $(ARGS)

watch: cli ## Watches the live version for a while, and rolls back by itself on a breach (TARGET= BAKE=10m)
	$(target)@bin/release watch --bake "$(or $(BAKE),10m)" $(ARGS)

release: cli ## All of these in order: image, stage, plan, guard, apply, await, smoke, keep-cli, cutover (TARGET= TAG=v1.2.3)
	$(target)$(call say,TAG,v1.2.3)@bin/deploy "$$TAG"

##@ Check
test: setup ## Everything: unit tests, module tests and the journey on the emulator, lint
	@bin/test all

test-unit: ## The tests that need no emulator and no container
	@bin/test unit

test-infra: setup ## The Terraform modules and the whole journey on the emulator
	@bin/test infra

sweep: ## Ends what killed test runs left behind: Terraform, resources, emulators; fails if something stays
	@$(MVN) -q -pl acceptance-tests/groundcheck process-classes
	@bin/sweep $(ARGS)

test-faults: setup ## Each call to AWS of the release CLI: throttled, unanswered, refused, reset (3 minutes)
	@bin/test faults

test-soak: setup ## Fifty cutovers and rollbacks under load, ten minutes, and how long each took (SOAK_SWITCHES=50)
	@bin/test soak

lint: ## Workflows, Dockerfile, shell and Terraform by static checks
	@bin/lint

api-baseline: ## Writes the list of groundcheck's public API anew, after a change that was meant
	@$(MVN) -q -pl acceptance-tests/groundcheck -am test -Dtest=PublicApiTest -Dgroundcheck.api.write=true -Dsurefire.failIfNoSpecifiedTests=false
	@git status --short acceptance-tests/groundcheck/src/test/resources/api

bench: bench-service bench-harness ## Measures the service and the harness on this machine, each beside the plain tool

bench-service: setup
	@$(MVN) -q -pl service -am package -DskipTests
	@bin/bench-service

bench-harness: setup
	@bin/bench-harness
