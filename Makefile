# `make demo` and `make test` set up all that they need; Python 3.11+, make and git are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold/dev
STAMP := $(VENV)/.ready

.PHONY: env compiled pure demo test lint style imports types format bench score lock clean
.DEFAULT_GOAL := env

# Compiles in a fresh clone. Where sources have changed since, they run as they are: editing costs no minutes.
# PURE=1 does without the compiled modules: make test PURE=1
env: $(STAMP)
	@$(BIN)/python scripts/compiled.py $(if $(PURE),--remove,--once)

compiled: $(STAMP)
	@$(BIN)/python scripts/compiled.py

pure:
	@$(MAKE) --no-print-directory env PURE=1

# The lock names all there is to install. Without --no-deps uv asks each package again what it needs, and packs PySpark anew from
# its sources where the registry cannot say that they are still the same: a gigabyte more in its cache with every fresh clone.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "solieu needs Python 3.11 or newer: make PYTHON=python3.12"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet "uv>=0.9"
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

# Compiling takes longer than the demo does: it takes the binaries where there are some, and makes none.
demo: $(STAMP)
	@$(BIN)/python scripts/compiled.py --remove-stale
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
	@$(BIN)/python benchmarks/corruptions.py $(GOLD)

lock: env
	@$(BIN)/uv pip compile --quiet pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock

clean:
	rm -rf $(VENV) build dist src/solieu/compiled.json src/solieu/patterns.kept demo-output artefacts
	find src -name '*.so' -delete
