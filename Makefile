# make demo and make test each build their own virtual environment under build/,
# and build it again when pyproject.toml changes. PYTHON chooses the interpreter.
# EXAMPLES=thorough attacks the laws with all examples (tests/effort.py), quick with a fifth.

PYTHON ?= python3
EXAMPLES ?= quick
DEMO_VENV := build/demo-venv
TEST_VENV := build/test-venv
DEMO_VAULT := build/demo-vault
BIN := $(TEST_VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test slow soak lint check fuzz bench clean python

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-7s %s\n", $$1, $$2}' Makefile

demo: $(DEMO_VENV)/.ready  ## a sample vault in build/demo-vault, and its dashboard
	@if [ ! -e $(DEMO_VENV)/.installed ] || \
	    [ -n "$$(find vaulttool vault_template pyproject.toml -newer $(DEMO_VENV)/.installed -print | head -n 1)" ]; then \
		$(DEMO_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps . && \
		touch $(DEMO_VENV)/.installed; \
	fi
	@rm -rf $(DEMO_VAULT)
	@$(DEMO_VENV)/bin/vaulttool demo $(DEMO_VAULT)

test: $(TEST_VENV)/.ready  ## the tests, without the slow ones
	$(BIN)/python -m pytest -n auto --hypothesis-profile $(EXAMPLES)

slow: $(TEST_VENV)/.ready  ## the slow tests alone
	$(BIN)/python -m pytest -n auto -m "slow and not soak" --hypothesis-profile thorough

soak: $(TEST_VENV)/.ready  ## what takes minutes: a whole year by ticks and by commands, a storm of ten minutes
	$(BIN)/python -m pytest -m soak --hypothesis-profile thorough
	$(BIN)/python -m tests.storm --minutes 10

lint: $(TEST_VENV)/.ready  ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

check: lint  ## everything: lint and all tests, slow ones too
	$(BIN)/python -m pytest -n auto -m "" --hypothesis-profile thorough

fuzz: $(TEST_VENV)/.ready  ## odd inputs for every parser: SECONDS=30 for each, ONLY="body edit" for some
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python -m fuzz $(ONLY) --seconds $(or $(SECONDS),30)

bench: $(DEMO_VENV)/.ready  ## how fast it is, beside others: docs/speed.md; ARGS=--quick for some minutes
	@$(DEMO_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(DEMO_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps .
	$(DEMO_VENV)/bin/python -m benchmarks $(ARGS)

clean:  ## remove what make made
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	find vaulttool tests -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "vaulttool needs Python 3.11 or newer, and '$(PYTHON)' is not. Try: make PYTHON=python3.12" >&2; exit 1; }

$(DEMO_VENV)/.ready: pyproject.toml | python
	@rm -rf $(DEMO_VENV)
	@$(PYTHON) -m venv $(DEMO_VENV)
	@$(DEMO_VENV)/bin/python -m pip install --quiet --disable-pip-version-check .
	@touch $(DEMO_VENV)/.installed $@

$(TEST_VENV)/.ready: pyproject.toml | python
	@rm -rf $(TEST_VENV)
	@$(PYTHON) -m venv $(TEST_VENV)
	@$(TEST_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.PHONY: docs
docs: $(TEST_VENV)/.ready  ## docs/reference.md, docs/json.md, the man page and completion, from the tables
	$(BIN)/python -m vaulttool.report.reference > docs/reference.md
	$(BIN)/python -m vaulttool.report.json_reference > docs/json.md
	$(BIN)/python -m vaulttool.cli.command_reference > docs/commands.md
	$(BIN)/python -m vaulttool.cli.shell_files share

.PHONY: pictures
pictures: $(TEST_VENV)/.ready  ## the pictures of the README, from a sample vault; needs Chromium
	$(BIN)/python docs/pictures/make.py
