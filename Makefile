# Every target runs the same on a laptop and in the pipeline. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

.PHONY: help emulator-up emulator-down

help: ## Lists the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

emulator-up: ## Starts an emulated AWS that outlives commands (EMULATOR=name picks the instance)
	@bin/emulator up

emulator-down: ## Stops it, with everything it started
	@bin/emulator down
