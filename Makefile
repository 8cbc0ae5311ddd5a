# Everything lives in .venv; nothing installs into the system's Python.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q
unexport PYTHONDONTWRITEBYTECODE  # else each of the processes that tests start compiles all there is, each time

.PHONY: setup demo run test check bench lock clean

setup: $(VENV)/ready         ## only install, into .venv; after `git pull`, too

demo: $(VENV)/ready          ## the whole story on this machine, without token or internet
	@$(BIN)/yaowen demo $(ARGS)

run: $(VENV)/ready           ## your own config.toml
	@$(BIN)/yaowen run $(ARGS)

test: $(VENV)/ready-dev      ## all checks and all tests
	@($(WARM)) & $(MAKE) --no-print-directory check && wait
	$(BIN)/python -m pytest $(ARGS)

# The first time, while one core checks types: else each worker of pytest compiles all tests for itself, at once.
WARM = [ -d tests/__pycache__ ] || $(BIN)/python -m pytest --collect-only -qq -n 0 >/dev/null 2>&1

check: $(VENV)/ready-dev     ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready-bench   ## ratios, printed; see docs/benchmarks.md
	$(BIN)/python -m bench $(ARGS)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Yaowen needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) (once, a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --no-compile --require-hashes --no-deps -r requirements/run.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: requirements/dev.lock pyproject.toml | $(VENV)/bin/python  # has all of run.lock, too
	$(PIP) install --no-compile --require-hashes --no-deps -r requirements/dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(VENV)/ready $@

$(VENV)/ready-bench: requirements/bench.lock $(VENV)/ready-dev
	$(PIP) install --no-compile --require-hashes --no-deps -r requirements/bench.lock
	@touch $@

lock:                        ## renew the locked versions (needs uv)
	@mkdir -p requirements
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra build -o requirements/run.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra build --extra dev -c requirements/run.lock -o requirements/dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra build --extra dev --extra bench -c requirements/dev.lock -o requirements/bench.lock

clean:
	rm -rf $(VENV) build *.egg-info
