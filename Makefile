# `make demo` and `make test` are all a newcomer needs; both set everything up first.
PYTHON ?= python3
BIN := .venv/bin
export OPENBLAS_NUM_THREADS = 1

.PHONY: setup demo test check format lint types contract web bench speed web-speed picture lock clean

setup: .venv/ready
	@$(BIN)/python -m compileall -q sayso

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys, venv, ensurepip; assert sys.version_info >= (3, 11)' 2>&- || \
	  { echo "sayso needs Python 3.11 or later, with venv ($(PYTHON) is not): install python3-venv, or make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m sayso.interpret.gazetteer
	touch $@

demo: setup
	rm -f .venv/demo.sayso*
	$(BIN)/sayso build examples/kazakhstan-2022 --case .venv/demo.sayso
	$(BIN)/sayso show .venv/demo.sayso

test: setup
	$(BIN)/python -m pytest -rs

check: setup format lint types contract test

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

contract:
	$(BIN)/lint-imports

# Builds the front end in web/ into sayso/web/built, where it is committed; users need no Node.
web: setup
	$(BIN)/python scripts/web.py

# Every score of ../shared/bench, the speed ratio, and README's picture; see BENCHMARKS.md.
bench: setup
	$(BIN)/python scripts/bench.py

speed: setup
	$(BIN)/python scripts/speed.py

# How fast the case in the browser is, over a made case of 100,000 claims (which takes some minutes to make).
web-speed: web
	$(BIN)/python scripts/web_speed.py

picture: demo
	$(BIN)/python scripts/picture.py .venv/demo.sayso docs/account.svg
	$(BIN)/python scripts/screenshots.py .venv/demo.sayso docs/pictures

# Writes the lock file anew: versions and hashes, no addresses.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock

clean:
	rm -rf .venv build dist
