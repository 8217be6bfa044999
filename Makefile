# `make help` lists the commands. `make run` and `make test` do all the set-up they need, and nothing twice.

PORT ?= 8000
WORKERS ?= 2
PYTHON ?= python3
BIN := .venv/bin
FLASK := $(BIN)/flask --app app
MADE := .make
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help run test unit browser lint types translations languages seed migrate map bench lock clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: seed $(MADE)/assets ## Serve on http://127.0.0.1:8000 (elsewhere: make run PORT=8123)
	@$(FLASK) directory map
	@echo "Madoguchi is at http://127.0.0.1:$(PORT)/ - stop it with Ctrl-C."
	@$(BIN)/python -m services.serve --port $(PORT) --workers $(WORKERS)

test: $(MADE)/tests $(MADE)/assets $(COMPILED) ## Check everything: style, types, both databases, a real browser
	@$(BIN)/python -m scripts.run_checks

unit: $(MADE)/tests $(MADE)/assets $(COMPILED) ## Only the tests that need neither a browser nor PostgreSQL
	@$(BIN)/pytest -q -m "not browser and not postgres"

browser: $(MADE)/tests $(MADE)/assets $(COMPILED) ## Only the tests in a real browser
	@$(BIN)/pytest -q -m browser

lint: $(MADE)/tests ## Style, imports, the layers of the house, easy Japanese
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/easy_japanese.py

types: $(MADE)/tests ## Types, strictly
	@$(BIN)/mypy

translations: $(MADE)/tests ## Bring messages.pot and every catalogue up to date with the templates, and compile them
	@$(BIN)/python scripts/translations.py update
	@$(MAKE) --no-print-directory $(patsubst %.po,%.mo,$(CATALOGUES))

languages: $(MADE)/tests $(MADE)/assets $(COMPILED) ## Figures and pictures of every language, for review: languages/index.html
	@$(BIN)/python scripts/language_sheets.py

seed: migrate ## Load the first records (again changes nothing)
	@$(FLASK) directory seed

migrate: $(MADE)/python $(COMPILED) ## Bring the database's tables up to date
	@$(FLASK) directory migrate

map: migrate ## Draw the map's outlines
	@$(FLASK) directory map

bench: $(MADE)/tests $(MADE)/assets $(COMPILED) ## Measure, and compare with what the machine can do at most
	@$(BIN)/python -m bench

lock: $(MADE)/tests ## Resolve the dependencies anew into requirements/
	@$(BIN)/python scripts/lock.py

clean: ## Remove what was installed and made, but no data
	rm -rf .venv node_modules static/vendor $(MADE) $(COMPILED)

$(MADE)/python: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	@echo "Installing what the program needs ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@mkdir -p $(MADE) && touch $@

$(MADE)/tests: requirements/dev.txt $(MADE)/python
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@mkdir -p $(MADE) && touch $@

$(MADE)/assets: package-lock.json scripts/vendor.py $(MADE)/python
	@echo "Installing the browser libraries ..."
	@npm ci --silent
	@$(BIN)/python scripts/vendor.py
	@mkdir -p $(MADE) && touch $@

%.mo: %.po | $(MADE)/python
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $(firstword $(subst @, ,$(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))))
