# Needs make and Python 3.11 or newer; everything else is fetched by the targets themselves.
#   make run     start the app on http://127.0.0.1:8000      make test    every test, a real browser too
#   make setup   only prepare .venv for development          make lint    formatting, types, JavaScript, Dockerfile
#   make bench   speed against named peers                   make lock    renew the pinned requirements
#   make vendor  rebuild static/vendor from pinned packages (needs node)
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup run test bench lint format lock vendor clean

# The first of these that is Python 3.11 or newer; `make PYTHON=…` chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock"

help:
	@sed -n '2,5s/^# *//p' Makefile

# --- what is installed; each stamp is as new as the list it was made from ---

$(VENV)/.pip:
	@PYTHON="$(PYTHON)" VENV="$(VENV)" .ci/venv
	@touch $@

$(VENV)/.run: requirements.txt $(VENV)/.pip
	@echo "installing what the app needs"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "installing what development needs"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@echo "installing the peers to compare with"
	@$(PIP) -r requirements-bench.txt || echo "not every peer could be installed; the bench leaves those out"
	@touch $@

node_modules/.stamp: package.json package-lock.json
	@.ci/node
	@npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

# --- what to do with it ---

setup: $(VENV)/.dev

run: $(VENV)/.run
	@$(PY) -m app

test: $(VENV)/.dev
	@STEPGRAD_CHROMIUM="$$($(PY) -m tests.chromium)" && export STEPGRAD_CHROMIUM && \
		$(PY) -m pytest --numprocesses 2 --dist worksteal $(ARGS)

bench: $(VENV)/.bench
	@STEPGRAD_CHROMIUM="$$($(PY) -m tests.chromium)" && export STEPGRAD_CHROMIUM && \
		$(PY) -m tests.bench $(ARGS)

lint: $(VENV)/.dev node_modules/.stamp
	$(PY) -m ruff format --check app tests
	$(PY) -m ruff check app tests
	$(PY) -m mypy app
	node_modules/.bin/biome ci --colors=off --error-on-warnings static/js tests/js
	node_modules/.bin/tsc
	node --test --test-reporter=dot tests/js/*.test.js
	$(VENV)/bin/hadolint Dockerfile

format: $(VENV)/.dev node_modules/.stamp
	$(PY) -m ruff format app tests
	$(PY) -m ruff check --fix app tests
	node_modules/.bin/biome check --write static/js tests/js

lock: $(VENV)/.pip
	@$(PIP) uv
	$(VENV)/bin/$(COMPILE) --output-file requirements.txt
	$(VENV)/bin/$(COMPILE) --group dev --output-file requirements-dev.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

vendor:
	static/vendor/plotly/build.sh
	static/vendor/swagger-ui/build.sh
	static/vendor/papaparse/build.sh
	static/vendor/fonts/build.sh

clean:
	rm -rf $(VENV) node_modules dist .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
