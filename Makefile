# Everything here works on a machine that has only Python 3.11 to 3.13, pip and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test

.PHONY: run test lint bench screenshots knowledge lock clean

run: $(READY)
	$(BIN)/seedreader

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(READY_TO_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config pyproject.toml

# Speed and memory, as ratios measured in one run.
bench: $(READY_TO_TEST)
	$(BIN)/python -m tests.benchmarks

screenshots: $(READY_TO_TEST)
	$(BIN)/python scripts/screenshots.py

# Build the knowledge base of names anew from the packages that it is made of.
KNOWLEDGE := .venv-knowledge
knowledge: requirements-knowledge.txt requirements-build.txt
	$(PYTHON) -m venv $(KNOWLEDGE)
	$(KNOWLEDGE)/bin/python -m pip install --quiet --require-hashes -r requirements-build.txt
	$(KNOWLEDGE)/bin/python -m pip install --quiet --require-hashes --no-deps \
	  --no-build-isolation -r requirements-knowledge.txt
	PYTHONPATH=tui $(KNOWLEDGE)/bin/python -m seedreader.entities.build \
	  tui/seedreader/entities/data/names.sqlite

# The complete, pinned and hashed lists of packages; needs uv.
COMPILE = uv pip compile --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header --quiet
# Of rigour only data files are read, so what its code needs is left out.
UNUSED := ahocorasick-rs fingerprints jellyfish jinja2 markupsafe normality banal orjson pyicu \
  python-stdnum pyyaml rapidfuzz text-unidecode chardet charset-normalizer
lock:
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group build --output-file requirements-build.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements.txt \
	  --output-file requirements-dev.txt
	$(COMPILE) --group knowledge $(foreach package,$(UNUSED),--no-emit-package $(package)) \
	  --output-file requirements-knowledge.txt

# --no-deps: argostranslate asks for stanza and spaCy, which bring torch and are not used here.
# --no-build-isolation: what builds packages is pinned and hashed as well.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
PINNED = $(INSTALL) --require-hashes --no-build-isolation
$(READY): requirements.txt requirements-build.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements-build.txt
	$(PINNED) -r requirements.txt
	$(INSTALL) --no-build-isolation --editable .
	touch $(READY)

$(READY_TO_TEST): $(READY) requirements-dev.txt
	$(PINNED) -r requirements-dev.txt
	touch $(READY_TO_TEST)

clean:
	rm -rf $(VENV) $(KNOWLEDGE) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
