# Two commands are enough for most: `make serve` and `make test`. `make help` lists the others.
#
# Everything is installed in .venv, from requirements/*.txt and with their hashes checked. A stamp in .venv says what is
# there, so the second run starts at once; `make clean` forgets it all.

PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
ARGS   ?=

BIN := .venv/bin
PY  := $(BIN)/python

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve test quick later check manifest lint fix golden pdf bench-print lock wheel sbom audit clean dev system bench bench-growth soak bench-search bench-ranking FORCE

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PYTHON=python3.12  another Python (3.11 or newer), before .venv is made"
	@echo "  HOST=… PORT=…      where 'make serve' answers (now $(HOST):$(PORT))"
	@echo "  ARGS=…             more words for the command that a target runs: make test ARGS='-k address'"

serve: .venv/.pdf-stamp ## start the portal, with PDFs where the system can draw them
	@$(PY) tools/ensure_test_system.py serve
	@$(BIN)/portal serve --host $(HOST) --port $(PORT) $(ARGS)

test: dev system lint ## run every check and test
	@$(PY) -m pytest -n 2 --dist worksteal $(ARGS)

quick: dev ## the tests that need no browser, no PDF and no process of their own, in under a minute
	@$(PY) -m pytest -n auto --dist worksteal tests/unit tests/http $(ARGS)

later: dev ## the tests without browser and PDF, as in 13 months and on 29 February 2028
	@$(PY) tools/test_later.py $(ARGS)

check: .venv/.run-stamp ## check the content: law, guides, contacts
	@$(BIN)/portal check $(ARGS)

manifest: .venv/.run-stamp ## write the hashes of the proofed legal texts anew
	@$(BIN)/portal manifest $(ARGS)

bench: dev ## measure serving beside nginx, start, memory, weight (minutes; a quiet machine; needs nginx and wrk)
	@$(PY) tools/bench_serve.py $(ARGS)

soak: dev ## read without pause while content is swapped (10 minutes; ARGS=--seconds=60)
	@$(PY) tools/soak.py $(ARGS)

bench-growth: dev ## measure the portal with 10 and 100 times the content (half an hour; needs wrk and a corpus)
	@$(PY) tools/bench_growth.py $(ARGS)

bench-search: dev ## measure both search engines at three sizes (minutes)
	@$(PY) tools/bench_search.py

bench-ranking: dev ## measure each constant of ranking, write docs/ranking.md (minutes)
	@$(PY) tools/bench_ranking.py

lint: dev ## style, types and import contracts, no tests
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check . >.cache/format.txt || { cat .cache/format.txt; echo "'make fix' formats them." >&2; false; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo --cache-dir .cache/imports >.cache/imports.txt || { cat .cache/imports.txt; false; }

fix: dev ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

golden: dev ## write the golden files of the tests anew (then read the diff)
	@GOLDEN=rewrite $(PY) -m pytest $(ARGS)
	@git status --short tests/golden

pdf: .venv/.pdf-stamp ## install what draws PDFs (WeasyPrint; on Debian its libraries too)
	@$(PY) tools/ensure_test_system.py serve

bench-print: dev ## measure how long prints take
	@$(PY) tools/bench_print.py $(ARGS)

# The locks hold one version and all its hashes for every package, for Python 3.11 and newer on every system. What is
# locked stays as it is unless pyproject.toml asks for more; ARGS=--upgrade takes the newest of everything.
LOCK = .cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(ARGS)

lock: ## make requirements/*.txt anew from pyproject.toml
	@test -x .cache/lock/bin/uv || { $(PYTHON) -m venv .cache/lock && .cache/lock/bin/python -m pip install --quiet uv; }
	@$(LOCK) pyproject.toml requirements/build.in --output-file requirements/run.txt
	@$(LOCK) pyproject.toml requirements/build.in --extra pdf --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt
	@$(LOCK) pyproject.toml requirements/build.in --extra pdf --constraint requirements/dev.txt --output-file requirements/pdf.txt
	@.cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header $(ARGS) requirements/tools.in --output-file requirements/tools.txt
	@git diff --stat -- requirements

wheel: .venv/.run-stamp ## make the wheel in dist/, the same bytes from the same commit
	@$(PY) tools/make_wheel.py

# A list of what is installed, for whoever must know (CycloneDX): without PDFs, and with them.
sbom: .cache/tools/.stamp ## write the bills of materials of the locked packages, dist/*.cdx.json
	@mkdir -p dist
	@for lock in run pdf; do PYTHONWARNINGS=ignore .cache/tools/bin/cyclonedx-py requirements requirements/$$lock.txt \
		--pyproject pyproject.toml --output-reproducible --output-file dist/portal-$$lock.cdx.json && \
		echo dist/portal-$$lock.cdx.json || exit 1; done

audit: .cache/tools/.stamp ## ask whether a locked package has a known fault (needs the network)
	@$(PYTHON) tools/audit.py

clean: ## remove .venv, caches and everything else that was made here
	@rm -rf .venv .cache .hypothesis .import_linter_cache build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- what the targets above stand on

dev: .venv/.dev-stamp

system:
	@$(PY) tools/ensure_test_system.py

.venv/.run-stamp: requirements/run.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Cannot go on: there is no '$(PYTHON)' here;" \
		"install Python 3.11 or newer, or name it: make serve PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) tools/make_venv.py run

.venv/.pdf-stamp: requirements/pdf.txt .venv/.run-stamp
	@$(PY) tools/make_venv.py pdf

.venv/.dev-stamp: requirements/dev.txt .venv/.run-stamp
	@$(PY) tools/make_venv.py dev

.cache/tools/.stamp: requirements/tools.txt
	@$(PYTHON) -m venv --clear .cache/tools
	@.cache/tools/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes \
		--requirement requirements/tools.txt >.cache/tools/pip.log 2>&1 || { \
		echo "Cannot go on: the tools could not be installed; is there a network? (details: .cache/tools/pip.log)" >&2; exit 1; }
	@touch $@

# The stamp holds the folder it was made in: scripts in a .venv know their place, so a moved folder gets a new one.
ifneq ($(shell cat .venv/.run-stamp 2>/dev/null),$(CURDIR))
.venv/.run-stamp: FORCE
endif
