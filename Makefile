# Needs Python 3.11 or later, make and git. Choose another Python with: make verify PYTHON=python3.12
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

# One worked example: the constants of the paper's theorem with the annulus, solved for the initial loss.
EXAMPLE := --alpha 1 --smoothness 1 --noise 1/2 --step-size 1/10 --radius 3 --confinement 1/2 --annulus \
	--delta 1/20 --bound all

# Each answers "ok" or nothing; the recipe below stops in one line at the first that does not.
is_python = $(shell $(PYTHON) -c 'import sys; print("ok")' 2>/dev/null)
is_recent = $(shell $(PYTHON) -c 'import sys; print("ok" if sys.version_info >= (3, 11) else "")' 2>/dev/null)
has_venv = $(shell $(PYTHON) -c 'import ensurepip, venv; print("ok")' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help verify test transcripts lint types bench clean

help:
	@echo "make verify   audit the paper and issue one worked certificate"
	@echo "make test     run the tests"
	@echo "make transcripts  run every proof script and store what it proves"
	@echo "make lint     ruff check and ruff format --check"
	@echo "make types    mypy --strict"
	@echo "make bench    run the benchmarks"
	@echo "make clean    remove the environment, caches and builds"

verify: $(STAMP)
	$(BIN)/lojverify verify
	$(BIN)/lojverify certify $(EXAMPLE)

test: $(STAMP)
	$(BIN)/python -m pytest

transcripts: $(STAMP)
	$(BIN)/python tests/test_transcripts.py
	$(BIN)/python tests/test_proofs_readme.py

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

bench: $(STAMP)
	@for script in tests/benchmarks/*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

$(STAMP): pyproject.toml requirements.lock
	$(if $(is_python),,$(error $(PYTHON) does not run; install Python 3.11 or later, or name one with PYTHON=))
	$(if $(is_recent),,$(error $(PYTHON) is older than Python 3.11; name another with PYTHON=))
	$(if $(has_venv),,$(error $(PYTHON) cannot make environments; on Debian: apt-get install python3-venv))
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
