# `make demo` and `make test` set up all that they need; Python 3.11+, make and git are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold/dev
STAMP := $(VENV)/.ready

.PHONY: env demo test lint style imports types format bench score lock clean
.DEFAULT_GOAL := env

env: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "solieu needs Python 3.11 or newer: make PYTHON=python3.12"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet "uv>=0.9"
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

demo: env
	@$(BIN)/solieu demo

test: env
	@scripts/system.sh
	@scripts/browser.sh
	@$(BIN)/pytest -n auto

lint: style imports types

style: env
	@$(BIN)/ruff check --output-format concise .
	@$(BIN)/ruff format --check --output-format concise .

imports: env
	@$(BIN)/lint-imports --no-logo

types: env
	@$(BIN)/mypy

format: env
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: env
	@$(BIN)/python benchmarks/throughput.py

score: env
	@$(BIN)/python benchmarks/accuracy.py $(GOLD) --floors benchmarks/floors.toml
	@$(BIN)/python benchmarks/places.py $(GOLD)
	@$(BIN)/python benchmarks/pages.py $(GOLD)/../html --reports $(GOLD)

lock: env
	@$(BIN)/uv pip compile --quiet pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock

clean:
	rm -rf $(VENV) build dist demo-output artefacts
