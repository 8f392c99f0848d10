# make run    install what is missing, take the sample documents in, serve at http://127.0.0.1:8000
# make test   everything: linters, types, import rules, all tests
# make check  the static part of it
# make bench  how fast it is
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Bytecode is made when a module is first used; two installers at once keep both cores and the network busy.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --no-deps --no-compile
BINARY := $(INSTALL) --only-binary=:all:
# Where the environment forbids bytecode, every command would compile 500 modules anew: 0.7 s of a cold start.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: run test check bench clean

run: $(VENV)/installed
	@$(BIN)/drogowskaz serve --sample --host $(HOST) --port $(PORT)

test: check tools
	$(BIN)/python -m pytest -n 2

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench

$(VENV)/installed: constraints.txt pyproject.toml
	@echo "Installing Drogowskaz into $(VENV) (once, one to three minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@mkdir -p $(VENV)/parts
	@sed '/^# development/,$$d; /^torch==/d; /^#/d; /^$$/d' constraints.txt > $(VENV)/parts/all
	@awk 'NR % 2' $(VENV)/parts/all > $(VENV)/parts/odd
	@awk 'NR % 2 == 0' $(VENV)/parts/all > $(VENV)/parts/even
	@# torch goes first and by itself: where a build without CUDA is offered beside the index, plain pip picks it
	@$(INSTALL) "$$(grep '^torch==' constraints.txt)"
	@$(BINARY) -r $(VENV)/parts/odd & odd=$$!; $(BINARY) -r $(VENV)/parts/even; even=$$?; wait $$odd && test $$even -eq 0
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@sed '1,/^# development/d; /^$$/d' constraints.txt > $(VENV)/parts/dev
	@$(BINARY) -r $(VENV)/parts/dev
	@touch $@

# Programs that some tests use: installed where this is root on Debian; elsewhere the tests say that they are missing.
.PHONY: tools
tools:
	@missing=; \
	command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx pol || missing="$$missing tesseract-ocr tesseract-ocr-pol"; \
	test -n "$$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" || missing="$$missing postgresql"; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing$$missing for the tests ..."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; } >/dev/null 2>&1 \
		|| echo "could not install$$missing; tests that need them are skipped"; \
	fi

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
