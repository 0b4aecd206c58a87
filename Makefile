# The only place commands live. `make demo` and `make test` need Python 3.11, make and git; nothing else by hand.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
REGIONS := src/payung/identifiers/regions/regencies.csv
STATIC := src/payung/portal/static
FONTS := src/payung/letters/fonts/Arimo-Regular.ttf
APART := PAYUNG_DATA=.venv/data PAYUNG_SECRET_KEY=unused PAYUNG_FIELD_KEY=unused
FACE := src/payung/portal/built/staticfiles.json
AS_OF ?= 2026-11-23
BEFORE := 2026-08-10
PAYUNG_SERVE ?= 1
CITY := --city 36.71 --seed 1 --packages 1300
SAMPLE := env -u DATABASE_URL -u PAYUNG_HOSTS PAYUNG_DATA=demo/data PAYUNG_DEMO=1
HOUSE := $(wildcard $(addprefix tests/,accounts audit intake regulations registry projects coverage matching compliance outreach briefings portal api sealing jobs config e2e/test_journeys.py e2e/test_remedy_journey.py))

.PHONY: help chromium java setup demo test check fix bench mutants train docs pictures lock clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / \t/' | expand -t 10

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Payung perlu Python 3.11 atau lebih baru: pasang python3.11, lalu ulangi.")'
	$(PYTHON) -m venv .venv

.venv/run.done: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Memasang pustaka yang dikunci (sekali saja) …"
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.done: requirements-dev.lock .venv/run.done
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(REGIONS): package-lock.json tools/build_regions.py .venv/run.done
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund; else \
	  $(PIP) --require-hashes -r requirements-node.lock && $(BIN)/npm ci --silent --no-audit --no-fund; fi
	$(BIN)/python tools/build_regions.py

$(STATIC)/vendor/palette.css: $(REGIONS) tools/build_static.py src/payung/portal/components/icons.py src/payung/reconcile/report/palette.py
	$(BIN)/python tools/build_static.py

$(FONTS): $(REGIONS) tools/build_fonts.py
	$(BIN)/python tools/build_fonts.py

$(FACE): $(STATIC)/vendor/palette.css $(wildcard $(STATIC)/portal/*)
	$(APART) $(BIN)/payung-admin collectstatic --noinput --clear --verbosity 0

chromium:
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  apt-get install -qq -y --no-install-recommends chromium >/dev/null; } || { \
	  echo "Uji peramban perlu Chromium: pasang dengan «sudo apt-get install chromium», lalu ulangi."; exit 1; }

java:
	@java -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])' || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  apt-get install -qq -y --no-install-recommends openjdk-17-jre-headless >/dev/null; } || { \
	  echo "Uji Spark perlu Java 17: pasang dengan «sudo apt-get install openjdk-17-jre-headless», lalu ulangi."; exit 1; }

setup: .venv/run.done $(REGIONS) $(FONTS) $(FACE) ## install what running needs

demo: setup ## invent the sample city, check it on two days, show the result
	@[ -d demo/kota-contoh ] || $(BIN)/payung sample $(CITY) --out demo/kota-contoh
	@[ -d demo/kota-sebelumnya ] || $(BIN)/payung sample $(CITY) --until $(BEFORE) --out demo/kota-sebelumnya
	@$(BIN)/payung check demo/kota-sebelumnya --as-of $(BEFORE) --city 36.71 --out demo/hasil-sebelumnya --json >/dev/null
	$(BIN)/payung check demo/kota-contoh --as-of $(AS_OF) --city 36.71 --out demo/hasil
	@[ "$(PAYUNG_SERVE)" = 0 ] || exec $(SAMPLE) $(BIN)/payung-admin serve --demo --run demo/hasil-sebelumnya --run demo/hasil

test: setup .venv/dev.done chromium java ## run every test, those of the house on both databases
	$(BIN)/pytest -n auto --dist loadfile
	$(BIN)/pytest -n auto --dist loadfile --database=postgresql $(HOUSE)

check: setup .venv/dev.done ## lint, format, types, directions of import
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(APART) $(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/dev.done ## mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup .venv/dev.done ## measure, beside a peer, in the same run
	$(BIN)/python -m bench

mutants: setup .venv/dev.done ## change the law's code in a thousand ways: do the tests notice?
	$(BIN)/mutmut run
	$(BIN)/mutmut results

train: setup .venv/dev.done ## train the linkage anew (the same seeds give the same model)
	$(BIN)/python tools/train_linkage.py

docs: setup .venv/dev.done ## write the generated references
	$(BIN)/python tools/build_reference.py

pictures: setup .venv/dev.done chromium ## take the pictures of every page and of a letter in docs/gambar
	@$(MAKE) demo PAYUNG_SERVE=0
	$(BIN)/python tools/take_pictures.py demo/kota-contoh demo/hasil-sebelumnya demo/hasil docs/gambar/aplikasi
	$(BIN)/python tools/take_letters.py docs/gambar/surat

lock: .venv/dev.done ## pin the dependencies anew
	$(BIN)/uv pip compile pyproject.toml --extra build --extra web --extra letters --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --extra web --extra letters --extra dev --extra spark --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock
	$(BIN)/uv pip compile --group node --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-node.lock

clean: ## remove what was made
	rm -rf .venv node_modules demo build dist mutants src/payung/identifiers/regions/*.csv $(STATIC)/vendor src/payung/letters/fonts src/payung/portal/built
