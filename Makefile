# The two commands: `make demo` and `make test`. Each sets up what it needs, and says what it does.
# PYTHON chooses the interpreter (3.11 or later); everything is installed into .venv in this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test check bench notebooks results tables numbers clean help

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/'

$(VENV)/made: pyproject.toml constraints.txt
	@echo "== setting up $(VENV) (Python packages from the package index)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; try: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/made-test: $(VENV)/made
	@echo "== adding what tests need"
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@

$(VENV)/made-databases: $(VENV)/made-test
	@echo "== adding PySpark, for the checks in a vendor's own database (PostgreSQL and Java: from the system)"
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[databases]'
	@touch $@

$(VENV)/made-check: $(VENV)/made-test
	@echo "== adding what linters and type checks need"
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[check]'
	@touch $@

demo: $(VENV)/made ## compare one real prefecture, siloed and integrated; about two minutes
	@echo "== tongban compare jiaxing (into out/demo; a former out/demo is replaced)"
	@rm -rf out/demo
	@$(BIN)/tongban compare jiaxing --replications 10 --seed 1 --out out/demo
	@echo "== the report: $(CURDIR)/out/demo/report.html (open it in any browser; it needs no network)"

test: $(VENV)/made-test ## run all tests
	@echo "== tests"
	@$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(VENV)/made-check ## linters, type checks, layer checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m tongban_spec.coverage

# pm4py is AGPL and has many packages of its own: it is compared with in an environment of its own.
.venv-bench/made: constraints.txt
	@echo "== setting up .venv-bench, for pm4py alone"
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt pm4py==2.7.23.11 pyarrow
	@touch $@

bench: $(VENV)/made-test .venv-bench/made ## measure cost: the engine against a bare SimPy program, all checks on 10^7 events, and more
	$(BIN)/python model/benchmarks/run.py
	$(BIN)/python model/benchmarks/check_cost.py --declare .venv-bench/bin/python

notebooks: $(VENV)/made-test ## execute the notebooks
	$(BIN)/python -m pytest notebooks -n0

results: $(VENV)/made ## write the published reference results anew
	$(BIN)/python results/publish.py

tables: $(VENV)/made ## set the generated tables into model/README.md
	$(BIN)/python results/publish.py tables

numbers: $(VENV)/made ## write the tables of numbers in the scenarios' READMEs anew
	$(BIN)/python results/publish.py numbers

clean: ## remove what the other targets made
	rm -rf $(VENV) .venv-bench out .pytest_cache .hypothesis .ruff_cache .import_linter_cache
