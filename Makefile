# Everything runs in .venv, which `make setup` builds from the hashed lock file.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501

# Every server, worker and check is a process of its own: compiled once, each begins two seconds sooner.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup browser office run test units check lint types tables data bench lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: .venv/.compressed ## create .venv with the locked versions, and compress what is served

# uv, itself from the lock file, installs the rest in a tenth of pip's time; where it can't, with a mirror of packages
# that only pip is told of, pip does.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
.venv/.ready: requirements.lock
	$(PYTHON) -m venv .venv
	@awk '/^uv==/ {own = 1} own; own && !/\\$$/ {exit}' requirements.lock > .venv/uv.lock
	{ $(PIP) --no-deps -r .venv/uv.lock && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock; } || \
	$(PIP) -r requirements.lock
	@touch $@

.venv/.compressed: .venv/.ready
	$(BIN)/python -m api.server
	@touch $@

# $(call debian,check,packages,what needs them): Debian's packages, unless the check says that they are there.
# While another installation runs, `apt-get install` waits by itself if it is told to; `apt-get update` gives up.
define debian
	@{ $(1); } >/dev/null 2>&1 || { \
	  echo "Installing $(2) from Debian's packages, after any other installation ..."; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  for round in $$(seq 120); do \
	    said=$$($$SUDO env LC_ALL=C apt-get update -qq 2>&1); failed=$$?; \
	    case "$$said" in *"Could not get lock"*) ;; *) break;; esac; \
	    [ $$round != 1 ] || echo "Waiting for another installation to end ..."; \
	    sleep 5; \
	  done; \
	  [ -z "$$said" ] || echo "$$said"; \
	  [ $$failed = 0 ] && \
	  $$SUDO apt-get install -y -qq -o DPkg::Lock::Timeout=600 --no-install-recommends $(2) >/dev/null; \
	} || { echo "$(3): install the package '$(2)', then try again."; exit 1; }
endef

browser: ## make sure Chromium is there for the browser tests
	$(call debian,command -v chromium-headless-shell,chromium-headless-shell,The browser tests need Chromium)
	$(call debian,fc-list | grep -q Liberation,fonts-liberation fontconfig,Printed pages need letters as wide as those of Arial)

office: ## make sure LibreOffice is there for the test that opens the slides
	$(call debian,command -v soffice,libreoffice-impress,The test of the slides needs LibreOffice Impress)

run: setup ## serve the app on http://localhost:8501 (PORT=... for another)
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

check: lint types tables ## style, types, and the committed tables against the raw transcriptions

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready
	$(BIN)/mypy --num-workers 2

tables: .venv/.ready
	$(BIN)/python -m data.build --check

# Debian's packages come while the checks and the tests that need none of them run. The others run by themselves: two
# workers, each with a server and a browser, which are slower in a process that holds all the others left behind.
PYTEST := $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder
DEBIANS := tests/browser tests/analysis/export/test_slides_in_libreoffice.py
test: ## every check and every test, the browser's too
	@$(MAKE) --no-print-directory --jobs 6 check units browser office
	$(PYTEST) -n 2 $(DEBIANS)

units: setup
	$(PYTEST) -n auto $(DEBIANS:%=--ignore %)

data: .venv/.ready ## rebuild data/tables from data/raw, and editions of your own from data/raw/own
	$(BIN)/python -m data.build
	$(BIN)/python -m analysis.own_edition.deployment

bench: setup ## every page beside a bare Streamlit page and the last release (BASE=...); writes docs/benchmarks.md
	$(call debian,command -v chromium,chromium,The benchmark needs Chromium)
	$(BIN)/python -m bench --base "$(BASE)"

lock: .venv/.ready ## resolve pyproject.toml again into requirements.lock (names, versions, hashes)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

clean: ## remove what setup and the tests made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
