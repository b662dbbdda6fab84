# make run    serve the app at http://127.0.0.1:5000   (another port: make run PORT=5050)
# make test   run every test                           (some: make test ARGS="tests/law -k ladder")

PYTHON ?= python3
PORT ?= 5000
ARGS ?=
IN := PATH="$(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$$PATH"
FLASK := $(IN) flask --app webapp

# One more than there are cores: half of the tests wait for a browser. Each takes a stretch of tests and
# then from others' stretches (worksteal): tests that share an opened screen stay together.
WORKERS = $(shell $(PYTHON) -c 'import os; print(min(5, (os.cpu_count() or 1) + 1))')

.PHONY: run demo dev test lint bench bench-scan screenshots messages build lock clean python

run: python
	@$(PYTHON) tools/setup.py --port "$(PORT)"
	@$(FLASK) db upgrade
	@$(FLASK) purge
	@exec .venv/bin/gunicorn --bind "127.0.0.1:$(PORT)" --worker-class gthread --workers 2 \
	  --threads 4 --no-control-socket "webapp:create_app()"

# the same, with practice data
demo: export DEMO = 1
demo: run

dev: python
	@$(PYTHON) tools/setup.py --port "$(PORT)"
	@$(FLASK) db upgrade
	@$(FLASK) run --debug --port "$(PORT)"

test: python
	@$(PYTHON) tools/setup.py --tests
	@$(IN) python -m webapp.frontend.generate
	@status=0; \
	scripts=$$(find tests/frontend -name '*.test.js'); \
	if [ -n "$$scripts" ]; then $(IN) node --test --test-reporter=spec $$scripts || status=1; fi; \
	$(IN) python -m pytest -n $(WORKERS) --dist worksteal $(ARGS) || status=1; \
	exit $$status

lint: python
	@$(PYTHON) tools/setup.py --tests
	@$(IN) ruff check
	@$(IN) ruff format --check
	@$(IN) mypy
	@$(IN) lint-imports --no-logo
	@$(IN) djlint --lint --quiet templates
	@$(IN) python -m webapp.frontend.generate
	@$(IN) tsc
	@$(IN) tsc -p tsconfig.worker.json

bench: python
	@$(PYTHON) tools/setup.py --tests
	@$(IN) python -m bench $(ARGS)

# how well photos of receipts are read
bench-scan: python
	@$(PYTHON) tools/setup.py --tests
	@$(IN) python -m bench.scan $(ARGS)

screenshots: python
	@$(PYTHON) tools/setup.py --tests
	@$(IN) python -m e2e.screenshots $(ARGS)

# after editing texts: what is new waits for its translation in webapp/translations
messages: python
	@$(PYTHON) tools/setup.py --tests
	@$(IN) python -m webapp.frontend.messages

build: python
	@$(PYTHON) tools/setup.py
	@$(IN) python webapp/frontend/build.py --force

# after editing the versions in pyproject.toml or package.json; UPGRADE=--upgrade moves the rest too
COMPILE = $(IN) uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-header --no-emit-index-url $(UPGRADE) pyproject.toml
lock: python
	@$(PYTHON) tools/setup.py
	@$(IN) python -m pip install --quiet --require-hashes -r requirements/lock.txt
	@$(COMPILE) -o requirements/run.txt
	@$(COMPILE) -c requirements/run.txt --group dev -o requirements/dev.txt
	@$(subst pyproject.toml,,$(COMPILE)) --group node -o requirements/node.txt
	@$(subst pyproject.toml,,$(COMPILE)) --group lock -o requirements/lock.txt
	@$(IN) npm install --package-lock-only

clean:
	rm -rf .venv node_modules static/build dist .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "$(PYTHON) is not here: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3"; \
	  exit 1; }
