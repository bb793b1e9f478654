# `make` lists the targets. Everything is installed by this file; nothing is needed on the machine but Python 3.11 or
# newer, make, and (for the browser tests, and for editing in the browser) Debian's chromium and npm.

PYTHON ?= python3
BIN := .venv/bin
SKIPPED_INPUTS := 3

# What builds the package itself is pinned too.
export PIP_BUILD_CONSTRAINT := constraints.txt

# What renders the pages: mkdocs or zensical.
ENGINE := mkdocs

# Editing in the browser (`admin` in mkdocs.yml) is a package of npm; without it npm is not needed.
ADMIN := $(shell grep -qE '^[^#]*\bservice: *.?(github|gitlab)' mkdocs.yml && echo node_modules/.installed)

.DEFAULT_GOAL := help
.PHONY: help install setup build site publish serve check test lint types flow unit golden browser-setup bench fuzz soak eval release audit sbom clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

.venv/.site: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("make: Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check 'pip>=25.3'  # older ones stumble over extras spelt in two ways
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/.dev: .venv/.site
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

.venv/.mkdocs: .venv/.site
	@touch $@

.venv/.zensical: .venv/.site
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[zensical]'
	@touch $@

install: .venv/.$(ENGINE) ## install what makes the site into .venv

setup: .venv/.dev ## install the project and its tools into .venv

build: .venv/.site ## write the pages in docs/ from seeds/
	$(BIN)/builder build

publish: .venv/.$(ENGINE) $(ADMIN) ## check the pages and make the site in site/ (ENGINE=zensical: with the other engine)
	$(BIN)/builder publish --engine $(ENGINE)

site: .venv/.$(ENGINE) $(ADMIN) ## build, then publish: articles in, site out
	@$(BIN)/builder build || test $$? -eq $(SKIPPED_INPUTS)
	@$(BIN)/builder publish --engine $(ENGINE)

serve: .venv/.site ## show the site while you work, following pages, seeds and settings
	$(BIN)/builder serve

check: .venv/.site ## check the pages: front matter, ids, links, citations
	$(BIN)/builder check

test: .venv/.dev browser-setup lint types flow unit ## everything that must hold: lint, types, flow, tests, browser

lint: .venv/.dev ## style; workflows, their scripts, the container; style sheets (BUILDER_SKIP_BROWSER=1: without npm)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PATH="$(BIN):$$PATH" $(BIN)/actionlint
	$(BIN)/zizmor --offline --quiet --no-progress .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	$(BIN)/shellcheck .ci/*
	$(BIN)/hadolint Dockerfile
	@test -n "$$BUILDER_SKIP_BROWSER" || $(MAKE) --no-print-directory node_modules/.installed
	test -n "$$BUILDER_SKIP_BROWSER" || node_modules/.bin/stylelint 'overrides/**/*.css' 'builder/**/*.css'

types: .venv/.dev ## types
	$(BIN)/mypy

flow: .venv/.dev ## data flows one way
	$(BIN)/lint-imports --no-cache

unit: .venv/.dev browser-setup ## unit, golden, property, quality and browser tests
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

golden: .venv/.dev ## rewrite the golden files; read the diff
	$(BIN)/pytest -q --golden -m 'not browser'

browser-setup: ## what the browser tests need: chromium, packages of npm
	@missing=; for tool in chromium npm; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing$$missing"; apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes $$missing >/dev/null; \
	elif [ -n "$$missing" ]; then \
	  echo "make: the browser tests need$$missing (Debian: sudo apt-get install$$missing);" >&2; \
	  echo "      to run the others alone: BUILDER_SKIP_BROWSER=1 make unit" >&2; \
	  test -n "$$BUILDER_SKIP_BROWSER"; \
	fi
	@test -n "$$BUILDER_SKIP_BROWSER" || $(MAKE) --no-print-directory node_modules/.installed

node_modules/.installed: package.json
	npm install --no-audit --no-fund --no-package-lock --silent
	@touch $@

bench: .venv/.dev ## how long each stage takes, how that grows, and what other engines take (QUICK=1: some minutes)
	QUICK=$(QUICK) $(BIN)/python -m tests.bench

fuzz: .venv/.dev ## break valid input for FUZZ_SECONDS (600); what breaks the builder is kept in tests/fuzz/corpus/
	$(BIN)/python -m tests.fuzz

soak: .venv/.dev ## 24 days of a newsroom with 200 articles a day, each with a kill -9: nothing is lost, nothing drifts
	SOAK_ARTICLES=200 $(BIN)/pytest -s tests/survival/test_soak.py

eval: .venv/.dev ## quality on the labelled data, against the floors; then the 20 worst texts of each set, and what is wrong
	$(BIN)/python -m tests.eval.quality
	$(BIN)/python -m tests.eval.extract --worst 20

# Tools that look at what is installed live apart from it.
.venv/supply/.ready:
	$(PYTHON) -m venv .venv/supply
	.venv/supply/bin/pip install --quiet --disable-pip-version-check 'pip>=25.3' pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@

release: .venv/.site ## pin what the builder needs by hashes, for machines of this kind: requirements-release.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --dry-run --ignore-installed --only-binary :all: \
	  --constraint constraints.txt --report .venv/report.json $$($(BIN)/python -m tools.pin_release --needs)
	$(BIN)/python -m tools.pin_release < .venv/report.json > requirements-release.txt

audit: .venv/supply/.ready ## known holes in what the builder needs; asks a public service
	.venv/supply/bin/pip-audit --disable-pip --require-hashes --requirement requirements-release.txt

sbom: .venv/supply/.ready ## list what the builder needs, for those who ask: sbom.json
	.venv/supply/bin/cyclonedx-py requirements --output-reproducible --output-file sbom.json requirements-release.txt

clean: ## remove what make made
	rm -rf .venv sbom.json site node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
