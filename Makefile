# Golden Thread. "make demo" shows it, "make test" tests it, each from nothing.
#
# Set-up wants any Python from 3.9 on, with which it finds or fetches the one it needs. The first
# name that works is taken: a pyenv shim may stand on the path and lead nowhere.
PYTHON3 := $(shell for python in python3 python3.13 python3.12 /usr/bin/python3; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && echo $$python && break; done)
PYTHON := .venv/bin/python
PORT ?= 8000
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup install demo test lint format lock screenshots benchmark clean
.PHONY: python installed style layout types templates

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python:
	@test -n "$(PYTHON3)" || { echo "Python 3 was not found. Install it with: sudo apt-get install -y python3 python3-venv" >&2; exit 2; }

setup: python ## install into .venv, build the assets, bring the database up to date
	@$(PYTHON3) -m scripts.setup

install: python ## install on a server: what runs there, without settings and database
	@$(PYTHON3) -m scripts.setup --server

# What tests and tools need: they make databases of their own, and leave this one alone.
installed: python
	@$(PYTHON3) -m scripts.setup --without-database

demo: python ## set up, load the demonstration and serve it (PORT=8000)
	@$(PYTHON3) -m scripts.demo $(PORT) --check
	@$(PYTHON3) -m scripts.setup
	@exec $(PYTHON) -m scripts.demo $(PORT)

test: installed ## set up and run the tests (ARGS for pytest; DATABASE_URL chooses the engine)
	@$(PYTHON) -m pytest $(ARGS)

lint: installed ## check style, types and templates
	@$(MAKE) --no-print-directory --keep-going style layout types templates

style:
	@$(PYTHON) -m ruff check .
layout:
	@$(PYTHON) -m ruff format --check .
types:
	@$(PYTHON) -m mypy .
templates:
	@$(PYTHON) -m djlint --lint --quiet templates

format: installed ## put the code into its usual form
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

lock: installed ## write requirements/*.txt anew from pyproject.toml (ARGS=--upgrade)
	@$(PYTHON) -m scripts.lock $(ARGS)

screenshots: installed ## take the pictures of README and docs from the demonstration
	@$(PYTHON) -m scripts.screenshots

benchmark: installed ## print the tables of benchmarks/ (ARGS names some of them)
	@$(PYTHON) -m scripts.benchmark $(ARGS)

clean: ## remove what set-up and tests have made; .env and the database stay
	@rm -rf .venv .tools node_modules static/built staticfiles test-results
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
