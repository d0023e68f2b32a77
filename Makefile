# What a person types. Each target first installs what it needs; a second call finds the stamps and is quick.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve test install check bench docs pins
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

HOST ?= 127.0.0.1
PORT ?= 8000
RUN := .venv/bin
NODE := $(if $(shell command -v npm),,.venv/.node)
export PATH := $(PATH):$(CURDIR)/$(RUN)
PIP := $(RUN)/python -m pip install --quiet
COMPILE := build/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --custom-compile-command 'make pins'
SOURCES := $(shell find data ontology shapes queries src/bochum_kg -type f -not -path '*/__pycache__/*' -not -path '*/bundle/*')
BUNDLE := src/bochum_kg/web/static/bundle/manifest.json

help: ## list what there is to type
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

serve: build/release/manifest.json $(BUNDLE) ## install, build and serve the graph at http://127.0.0.1:8000 (HOST=, PORT=)
	$(RUN)/bochum-kg serve --host $(HOST) --port $(PORT)

test: check $(BUNDLE) ## install everything the tests need, then check and run all tests, those in a browser beside the others
	@mkdir -p build
	$(RUN)/pytest -q tests/browser >build/browser.log 2>&1 & browser=$$!; \
	$(RUN)/pytest --ignore=tests/browser; rest=$$?; wait $$browser; browser=$$?; cat build/browser.log; test $$rest$$browser = 00

install: .venv/.runtime .venv/.analysis ## put the command into .venv/bin/bochum-kg

check: .venv/.test .venv/.analysis ## style, types and the floors of the modules
	$(RUN)/ruff check . && $(RUN)/ruff format --check .
	$(RUN)/mypy && $(RUN)/lint-imports

bench: build/release/manifest.json .venv/.bench ## measure against peers and write benchmarks/results
	$(RUN)/python -m benchmarks.run

docs: .venv/.runtime ## write the documentation that comes from the code and the ontology
	$(RUN)/bochum-kg docs

pins: build/uv/bin/uv ## renew every pinned version and its hashes
	$(COMPILE) pyproject.toml --group build --output-file constraints.txt
	$(COMPILE) pyproject.toml --extra analysis --constraint constraints.txt --output-file constraints-analysis.txt
	$(COMPILE) --group node --output-file constraints-node.txt
	$(COMPILE) --group test --constraint constraints.txt --constraint constraints-analysis.txt --output-file constraints-test.txt
	$(COMPILE) --group bench --constraint constraints.txt --constraint constraints-test.txt --output-file constraints-bench.txt

build/uv/bin/uv:
	python3 -m venv build/uv && build/uv/bin/pip install --quiet uv

build/release/manifest.json: .venv/.runtime $(SOURCES)
	$(RUN)/bochum-kg build && touch $@

# The installation bundles the browser code too; this is for changes after it.
$(BUNDLE): $(wildcard frontend/*.json frontend/*.mjs frontend/src/*.js) | .venv/.runtime
	@cd frontend && npm ci --ignore-scripts --silent && npm run --silent build

.venv/.runtime: .venv/.created $(NODE) pyproject.toml constraints.txt
	@echo "Installing the pinned packages into .venv ..."
	@$(PIP) --require-hashes -r constraints.txt && $(PIP) --no-deps --no-build-isolation -e . && touch $@

# Where the machine has no npm, PyPI's package of Node.js gives one.
.venv/.node: constraints-node.txt .venv/.created
	@$(PIP) --require-hashes -r $< && touch $@

.venv/.%: constraints-%.txt .venv/.runtime
	@$(PIP) --require-hashes -r $< && touch $@

.venv/.created:
	@python3 -c 'import sys; sys.exit("bochum-kg needs Python 3.11 or newer; python3 here is %d.%d." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@python3 -m venv --clear .venv >/dev/null || { $(VENV_PACKAGE); } && touch $@

# Debian keeps venv in a package of its own; root gets it without being asked.
define VENV_PACKAGE
	command -v apt-get >/dev/null && test "$$(id -u)" = 0 \
	&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv >/dev/null \
	&& python3 -m venv --clear .venv \
	|| { echo "python3 has no venv here: install it as root with 'apt-get install python3-venv', then call make again." >&2; false; }
endef
