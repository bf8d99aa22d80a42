# make run    start the course            make test   everything that must pass
# make demo   start it with sample data   make check  the same without a browser
# make bench  measure it

VENV := .venv
PYTHON_HERE := $(VENV)/bin/python
PIP := $(PYTHON_HERE) -m pip --disable-pip-version-check --quiet
# As many test processes as there is memory for browsers.
JOBS ?= 2

.PHONY: run demo test check lint types imports content bench packages clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	@$(PYTHON_HERE) -m streamlit run app.py

demo: $(VENV)/.installed
	@$(PYTHON_HERE) -m modules.demo

test: packages lint types imports content
	$(PYTHON_HERE) -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

check: lint types imports content
	$(PYTHON_HERE) -m pytest -n $(JOBS) --dist loadfile -m "not browser"

lint: $(VENV)/.installed-dev
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m ruff check .

types: $(VENV)/.installed-dev
	$(PYTHON_HERE) -m mypy

imports: $(VENV)/.installed-dev
	$(VENV)/bin/lint-imports

content: $(VENV)/.installed-dev
	$(PYTHON_HERE) -m course check

bench: $(VENV)/.installed-dev
	$(PYTHON_HERE) -m benchmarks $(if $(WRITE),--write)

packages:
	@.ci/test-packages

# The two stamps: nothing is installed again until a list of requirements changes.
$(VENV)/.installed: requirements.txt
	@echo "Preparing $(VENV), once: a few minutes · 第一次准备，需要几分钟"
	@.ci/make-venv $(VENV)
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@$(PIP) install -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
