SWIFT ?= swift
PREFIX ?= /usr/local

# What Debian has to have beside Swift; `make deps` installs what is missing.
PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev pkg-config python3-venv
# The editors that the tests drive, and Node.js for the modules of VS Code's extension; `make test` installs what is missing.
EDITORS := neovim emacs-nox elpa-eglot elpa-lsp-mode elpa-markdown-mode kate dbus-daemon $(if $(shell command -v node),,nodejs)
# What the tests of the packages look at them with.
INSTALL_TESTS := mmdebstrap lintian groff-base zsh fish curl git
INTEGRATIONS := .build/integrations
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# The executable carries the Swift runtime, libcmark-gfm and libyaml, so that it starts fast and runs where neither is installed.
# The linker takes the archives because their folder, which holds no shared libraries, comes first. Nothing loads code that would
# look for symbols in the executable, and packed relocations save a megabyte; they need glibc 2.36.
STATIC := .build/static
RELEASE := --configuration release --product glossa --static-swift-stdlib --pkg-config-path $(STATIC) \
	-Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
	-Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker -z -Xlinker pack-relative-relocs \
	-Xlinker -O2 -Xlinker --icf=safe
GLOSSA := .build/release/glossa
SAMPLE := protocol-fixtures/samples/mkdocs
VENV := .build/validators
# Makes the tarball and the Debian package.
PACKAGE := .packaging/package.py
# Drives a real Neovim, from PyPI in a Python environment of its own, or another one.
NEOVIM := editors/neovim/test/run.py
EMACS := editors/emacs/test/run.py
KATE := editors/kate/test/run.py
VALIDATOR := Tests/EndToEndTests/validate_reports.py
PROTOCOL := .build/protocol
PROTOCOL_CHECK := Tests/EndToEndTests/check_protocol.py
GRAPH_CHECK := Tests/EndToEndTests/check_graph.py
# What the tests of the graph read it with.
GRAPH_READERS := chromium graphviz

SAMPLES := protocol-fixtures/samples/mkdocs protocol-fixtures/samples/jekyll

# Swift's crash reporter hangs under the sanitizers. The random tests do a tenth of their work: it is ten times slower.
SANITIZED := ThreadsTests|JSONRPCTests|LanguageServerTests|EndToEndTests|WorkspaceTests|MarkdownSyntaxTests|YAMLDocumentTests
SANITIZED_TEST := SWIFT_BACKTRACE=enable=no GLOSSA_TEST_EFFORT=0.1 $(SWIFT) test --skip-build --filter '$(SANITIZED)'

# Validators of what Glossa writes and sends, in Python environments of their own.
define VALIDATE
python3 $(VALIDATOR) prepare $(VENV) && \
$(VENV)/bin/python $(VALIDATOR) check --glossa .build/debug/glossa $(SAMPLES) && \
python3 $(PROTOCOL_CHECK) prepare $(PROTOCOL) && \
$(PROTOCOL)/bin/python $(PROTOCOL_CHECK) check --glossa .build/debug/glossa $(SAMPLES) && \
python3 $(GRAPH_CHECK) --glossa .build/debug/glossa
endef

# Installs what is missing of some packages, where they are Debian's.
define INSTALL
if command -v dpkg-query >/dev/null; then \
  missing=; \
  for package in $(1); do \
    dpkg-query --show --showformat='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
  done; \
  [ -z "$$missing" ] || { \
    echo "Installing$$missing"; \
    $(SUDO) apt-get update --quiet && \
    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends $$missing; \
  }; \
fi
endef

.PHONY: all demo test test-editors test-install picture bench sites install dist deb deps build release format lint validate sanitize clean

all: release

## Builds Glossa and shows what it finds in the sample glossary.
demo: release
	@echo; echo '$$ glossa check --fixes --min-severity error $(SAMPLE)'; echo
	@$(GLOSSA) check --fixes --min-severity error $(SAMPLE); status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi; \
	echo "Exit code $$status: in CI, this build would fail until these are mended."
	@echo; echo '$$ glossa wanted $(SAMPLE)'; echo
	@$(GLOSSA) wanted $(SAMPLE)
	@echo; echo '$$ glossa show bowlines --root $(SAMPLE)'; echo
	@$(GLOSSA) show bowlines --root $(SAMPLE)

## Everything that has to hold: format, warnings, import edges, tests, validators of what is written, real editors, installation.
test: deps lint build
	$(SWIFT) test --skip-build
	@$(call INSTALL,$(GRAPH_READERS))
	@$(VALIDATE)
	@$(MAKE) --no-print-directory test-editors
	@$(MAKE) --no-print-directory test-install

## Drives real editors with the executable: Neovim of PyPI and of Debian, Emacs, Kate, the modules of VS Code's extension;
## and tries the settings that are written for others.
test-editors: build
	@$(call INSTALL,$(EDITORS))
	python3 $(NEOVIM) --glossa .build/debug/glossa --venv .build/neovim
	python3 $(NEOVIM) --glossa .build/debug/glossa --venv .build/neovim --nvim "$$(command -v nvim)"
	python3 $(EMACS) --glossa .build/debug/glossa
	python3 $(KATE) --glossa .build/debug/glossa
	python3 editors/test/check_snippets.py --glossa .build/debug/glossa
	cd editors/vscode && GLOSSA=$(CURDIR)/.build/debug/glossa timeout 600 node --test test/*.test.js

## Tries what Glossa is installed from in a fresh Debian, what it offers to CI, and every command of the README.
test-install: dist deb
	@$(call INSTALL,$(INSTALL_TESTS))
	python3 Tests/InstallTests/packages.py --dist dist --glossa $(GLOSSA)
	python3 Tests/InstallTests/integrations.py prepare $(INTEGRATIONS)
	$(INTEGRATIONS)/bin/python Tests/InstallTests/integrations.py check --dist dist
	python3 Tests/InstallTests/readme.py --dist dist --glossa $(GLOSSA)

## Draws the README's picture.
picture: build
	python3 .github/picture.py --glossa .build/debug/glossa > .github/check.svg

## Figures against libcmark-gfm on the same files.
bench: release
	python3 Benchmarks/run.py --glossa $(GLOSSA)

## Builds real sites with MkDocs and Jekyll before and after `glossa table --write`, and counts what dangles.
sites: build
	python3 Benchmarks/site_builds.py --glossa .build/debug/glossa --venv .build/mkdocs

## Installs the executable with its manual, completions and licences under PREFIX.
install: dist
	install -d $(DESTDIR)$(PREFIX)
	tar --extract --gzip --file dist/glossa-*.tar.gz --strip-components 1 --no-same-owner --directory $(DESTDIR)$(PREFIX)

## Makes a tarball to install from, in dist/: one executable that needs nothing but glibc, its manual, completions and licences.
dist: release
	@rm -f dist/glossa-*.tar.gz*
	python3 $(PACKAGE) tarball --glossa $(GLOSSA) --out dist

## Makes a Debian package, in dist/.
deb: release
	@rm -f dist/glossa_*.deb
	python3 $(PACKAGE) deb --glossa $(GLOSSA) --out dist

## Installs what is missing of libcmark-gfm, libyaml, pkg-config and Python's virtual environments.
deps:
	@$(call INSTALL,$(PACKAGES))
	@pkg-config --exists libcmark-gfm yaml-0.1 || { echo "Please install: $(PACKAGES)"; exit 1; }
	@command -v $(SWIFT) >/dev/null || { echo "Please install Swift 6.2 or newer: https://www.swift.org/install/linux/"; exit 1; }

## Builds everything for tests.
build: deps
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

## Builds the executable that is installed. Swift brings clang; a machine need not have another compiler.
release: deps
	@mkdir -p $(STATIC)
	@directory=$$(pkg-config --variable=libdir libcmark-gfm); \
	cxx=$$({ clang -print-file-name=libstdc++.a || cc -print-file-name=libstdc++.a; } 2>/dev/null); \
	for library in $$directory/libcmark-gfm.a $$directory/libcmark-gfm-extensions.a $$directory/libyaml.a $$cxx; do \
	  ln -sf "$$library" $(STATIC)/; \
	done; \
	for library in libcmark-gfm yaml-0.1; do \
	  sed "s|^libdir=.*|libdir=$(CURDIR)/$(STATIC)|" $$directory/pkgconfig/$$library.pc > $(STATIC)/$$library.pc; \
	done
	$(SWIFT) build $(RELEASE)

format:
	$(SWIFT) format --in-place --recursive Sources Tests Benchmarks Package.swift

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

## Holds written files against their schemas, and the server's messages against the protocol's types.
validate: build
	@$(call INSTALL,$(GRAPH_READERS))
	@$(VALIDATE)

## Runs the tests of the server and of what reads files and pages under ThreadSanitizer and AddressSanitizer.
sanitize: deps
	$(SWIFT) build --build-tests --sanitize thread --scratch-path .build-tsan
	TSAN_OPTIONS="atexit_sleep_ms=0 suppressions=$(CURDIR)/Tests/thread-sanitizer.supp" $(SANITIZED_TEST) --sanitize thread --scratch-path .build-tsan
	$(SWIFT) build --build-tests --sanitize address --scratch-path .build-asan
	ASAN_OPTIONS="detect_leaks=0" $(SANITIZED_TEST) --sanitize address --scratch-path .build-asan

clean:
	rm -rf .build .build-tsan .build-asan dist
