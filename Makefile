# What you can do with this project; `make help` lists it.
# The steps of `make test` and `make check` live in scripts/, one readable file each.

TARGET := $(or $(CARGO_TARGET_DIR),target)
GUANXI := $(TARGET)/debug/guanxi
PORT ?= 8686
ARGS ?=
JOBS ?= 2

WEB_SOURCES := $(shell find web -type f \( -path '*/src/*' -o -path '*/public/*' -o -name index.html -o -name 'vite.config.*' \
  -o -name package.json -o -name package-lock.json -o -name 'tsconfig*.json' \) -not -path '*/node_modules/*' -not -path '*/dist/*')

.DEFAULT_GOAL := help
.PHONY: help run test check bench dev build web binary fmt clean tools

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: tools ## Build everything and open the demo at http://127.0.0.1:8686 (PORT=, ARGS="--people 2000 --fresh")
	@$(MAKE) --no-print-directory -j$(JOBS) web binary
	@exec $(GUANXI) demo --port $(PORT) --open $(ARGS)

test: tools ## Run everything: format, lint, licences, Rust on both databases, web, clients, browser
	@scripts/test

check: tools ## The fast subset, for before a commit: format, lint, types, units of what changed, docs
	@scripts/check

bench: tools ## Measure the budgets with the release build and write bench-out/ (ARGS go to `guanxi bench`)
	@$(MAKE) --no-print-directory web
	@cargo build --release --package guanxi
	@exec $(TARGET)/release/guanxi bench $(ARGS)

dev: web/node_modules/.package-lock.json ## The web app with hot reload, against the server at GUANXI_SERVER (default http://127.0.0.1:8686)
	@cd web && exec npm run dev

build: tools ## Build the web app, the tracker and the release binary
	@$(MAKE) --no-print-directory web
	@cargo build --release --package guanxi
	@ls -l $(TARGET)/release/guanxi

fmt: web/node_modules/.package-lock.json ## Format Rust and web code in place
	@cargo fmt --all
	@cd web && npm run --silent fix

clean: ## Remove everything that was built (not your data)
	@rm -rf web/node_modules web/*/dist bench-out target
	@[ "$(TARGET)" = target ] || cargo clean --quiet

# ── what the targets above are made of ──

tools:
	@scripts/need-tools

web: web/app/dist/index.html

web/app/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "web: building the staff app and the tracker"
	@cd web && npm run --silent build --workspaces --if-present
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json
	@echo "web: installing packages"
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# The folders must exist because the server embeds them; in the developer's profile their files are read when asked for.
binary:
	@mkdir -p web/app/dist web/tracker/dist
	@cargo build --package guanxi
