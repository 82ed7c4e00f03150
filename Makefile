# Every command of the project. `make` alone lists them. Needs Python 3.11 or newer, git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup run test check lint type fmt docs site golden pictures bench quality clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## Make .venv with .venv/bin/onrecord from the lock file

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer; name one with make PYTHON=python3.12")'
	@echo "Setting up $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m flows.environment
	@touch $@

run: setup ## Run the main job on the sample corpus in data/raw
	@$(BIN)/onrecord run

test: setup ## Run all tests
	@$(BIN)/python -m pytest

lint: setup ## Look for style and likely errors (ruff)
	@$(BIN)/ruff check .

type: setup ## Check types (mypy --strict)
	@$(BIN)/mypy

check: lint type test ## Everything a change must pass

fmt: setup ## Sort imports and mend what ruff can
	@$(BIN)/ruff check --fix-only --quiet .

docs: setup ## Write the generated pages anew (reference, settings file), and build the site
	@$(BIN)/python -m onrecord.warehouse.dictionary > docs/data_dictionary.md
	@$(BIN)/python -m onrecord.cli.page docs/commands.md
	@$(BIN)/python -m onrecord.cli.queries_page docs/queries.md
	@$(BIN)/python -m onrecord.schema.json_schema docs/extract.schema.json
	@$(BIN)/python -m onrecord.schema.extract_page docs/extract.md
	@$(BIN)/python -m onrecord.cli.settings_page docs/settings.md
	@$(BIN)/onrecord settings --defaults > onrecord.toml
	@$(MAKE) --no-print-directory site

site: setup ## Build the documentation as pages in site/ (open site/index.html)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

golden: setup ## Write anew what the sample corpus comes to (golden marts, tutorial, notebook); review the diff
	@$(BIN)/python -m tests.golden.record
	@$(BIN)/python -m tests.docs.record

pictures: setup ## Take the pictures of the dashboard anew (needs Chromium); look at them
	@$(BIN)/python -m tests.dashboard.pictures

bench: setup ## Measure speed and memory against named peers
	@for script in benchmarks/[a-z]*.py; do $(BIN)/python $$script || exit 1; done

quality: setup ## Score the development gold sets, where they are present
	@../shared/eval/scoreboard --project .

clean: ## Remove the warehouse of the sample corpus, and the built site
	@rm -rf data/warehouse data/warehouse.lock site
