# greenline: small C filters that turn survey deliveries into a city table.
# `make help` says what can be made; every variable set with ?= can be given
# on the command line or in the environment.

.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules

MODE ?= release
BUILD ?= build
B := $(BUILD)/$(MODE)
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/greenline
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions

AR ?= ar
PKG_CONFIG ?= pkg-config
CLANG ?= clang
CLANG_FORMAT ?= clang-format-14
GCOVR ?= gcovr
CLANG_TIDY ?= clang-tidy-14
SHELLCHECK ?= shellcheck
MANDOC ?= mandoc
INSTALL ?= install
JOBS ?= $(shell nproc 2>/dev/null || echo 1)

# The version, here and nowhere else; programs add what git calls their tree.
RELEASE := 0.2.0
COMMIT := $(shell git describe --always --dirty --exclude '*' 2>/dev/null)
VERSION ?= $(RELEASE)$(COMMIT:%=+%)

sources = $(sort $(wildcard $(1)))
PROGRAM_SRC := $(call sources,src/programs/*.c)
LIB_SRC := $(filter-out $(PROGRAM_SRC),$(call sources,src/*/*.c))
UNIT_SRC := $(call sources,tests/unit/*/*.c)
HELPER_SRC := $(call sources,tests/e2e/lib/*.c)
SHIM_SRC := $(call sources,tests/e2e/lib/shim/*.c)
FUZZ_SRC := $(call sources,tests/fuzz/*.c)
HEADERS := $(call sources,src/*/*.h include/green/*.h)
PO_FILES := $(call sources,src/po/*.po)
MAN_PAGES := $(call sources,src/programs/*.1 include/green/*.7)
C_FILES := $(call sources,src/*/*.c tests/*/*.[ch] tests/*/*/*.[ch]) \
	$(SHIM_SRC) $(HEADERS)

# Made by make, never committed: findings, translations, what pages carry, as C.
GEN := $(B)/gen
GEN_HEADERS := $(GEN)/stream/finding_ids.h
GEN_SRC := $(GEN)/stream/finding_table.c $(GEN)/base/wording_table.c \
	$(GEN)/report/assets.c
FINDINGS := src/stream/finding-kinds.csv
LIBGREEN := $(B)/lib/libgreen.a
PROGRAMS := $(PROGRAM_SRC:src/programs/%.c=$(B)/bin/%)
HELPERS := $(HELPER_SRC:tests/e2e/lib/%.c=$(B)/tests/%)
SHIMS := $(SHIM_SRC:tests/e2e/lib/shim/%.c=$(B)/tests/%.so)
# What the scripts say, beside the programs' folder, where they look (start).
WORDS := $(PO_FILES:src/po/%.po=$(B)/share/greenline/words/%.tsv)
FUZZERS := $(FUZZ_SRC:tests/fuzz/%.c=$(B)/fuzz/%)

# ---- flags ----------------------------------------------------------------

WARNINGS ?= -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wwrite-strings \
	-Wvla -Wformat=2 -Wundef -Wdouble-promotion -Wswitch-enum
WARNINGS += $(if $(filter 1,$(CI) $(WERROR)),-Werror)

SANITIZE := address,undefined
MODE_release := -O2 -g
MODE_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) \
	-fno-sanitize-recover=all
MODE_tsan := -O1 -g -fsanitize=thread
MODE_coverage := -O0 -g --coverage
MODE_fuzz := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=fuzzer-no-link,$(SANITIZE)
$(if $(MODE_$(MODE)),,$(error MODE=$(MODE): one of release, asan, tsan, coverage))

# $(call pc,FLAGS,MODULE,FALLBACK): pkg-config's words, or the fallback.
pc = $(shell $(PKG_CONFIG) $(1) $(2) 2>/dev/null || echo $(3))
LIB_MODULES := zlib libpcre2-8 gsl libutf8proc nettle jansson libxxhash libzip expat xlsxwriter sqlite3
LIB_ALONE := -lcsv
LIBS ?= $(LIB_ALONE) $(call pc,--libs,$(LIB_MODULES),\
	-lz -lpcre2-8 -lgsl -lgslcblas -lm -lutf8proc -lnettle -ljansson -lxxhash \
	-lzip -lexpat -lxlsxwriter -lsqlite3)
UNIT_LIBS ?= $(call pc,--libs,criterion,-lcriterion)

ALL_CPPFLAGS := -D_GNU_SOURCE -Isrc -Iinclude -I$(GEN) \
	$(call pc,--cflags,$(LIB_MODULES),) $(CPPFLAGS)
ALL_CFLAGS := -std=c11 $(MODE_$(MODE)) $(WARNINGS) $(CFLAGS)
ALL_LDFLAGS := $(MODE_$(MODE)) -Wl,--as-needed $(LDFLAGS)

# Every recipe of a file begins with `say`, which makes the file's folder too.
Q := $(if $(filter 1,$(V)),,@)
say = @mkdir -p $(@D)$(if $(Q),; printf '  %-7s %s\n',; :)

# ---- building -------------------------------------------------------------

.PHONY: all force
all: $(LIBGREEN) $(PROGRAMS) $(WORDS) ## build the library and every program

# Changes when the flags do, and everything is built again.
if_new = @mkdir -p $(@D); echo '$(1)' | cmp -s - $@ || echo '$(1)' >$@
FLAGS_NOW := $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(LIBS)
$(B)/flags: force
	$(call if_new,$(FLAGS_NOW))
$(B)/version: force
	$(call if_new,$(VERSION))
force:
$(GEN)/stream/finding_ids.h $(GEN)/stream/finding_table.c: $(FINDINGS) scripts/finding-kinds
	$(say) MAKE $@
	$(Q)scripts/finding-kinds $(@F:finding_%$(suffix $(@F))=%) $< >$@
$(GEN)/base/wording_table.c: $(PO_FILES) scripts/wording-table
	$(say) MAKE $@
	$(Q)scripts/wording-table c $(PO_FILES) >$@
$(B)/share/greenline/words/%.tsv: src/po/%.po scripts/wording-table
	$(say) MAKE $@
	$(Q)scripts/wording-table tsv $< >$@
$(GEN)/report/assets.c: scripts/embed $(call sources,src/report/web/*)
	$(say) MAKE $@
	$(Q)scripts/embed src/report/web >$@

$(B)/obj/%.o: %.c $(B)/flags | $(GEN_HEADERS)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Among the objects of their wings, so that check-wings sees their calls.
$(B)/obj/src/%.o: $(GEN)/%.c $(B)/flags | $(GEN_HEADERS)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/tests/%.o: ALL_CFLAGS += -Wno-write-strings # argv from literals
$(B)/obj/tests/unit/%.o: ALL_CPPFLAGS += -Itests/unit/lib
$(B)/obj/src/base/version.o: $(B)/version
$(B)/obj/src/base/version.o: ALL_CPPFLAGS += -DGR_VERSION='"$(VERSION)"'

# Made anew, or members of removed sources would stay.
LIB_OBJ := $(LIB_SRC:%.c=$(B)/obj/%.o) $(GEN_SRC:$(GEN)/%.c=$(B)/obj/src/%.o)
$(LIBGREEN): $(LIB_OBJ)
	$(say) AR $@
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(B)/bin/%: $(B)/obj/src/programs/%.o $(LIBGREEN)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

UNIT_OBJ := $(UNIT_SRC:%.c=$(B)/obj/%.o)
$(B)/unit: $(UNIT_OBJ) $(LIBGREEN)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) $(UNIT_LIBS)

$(B)/tests/%: $(B)/obj/tests/e2e/lib/%.o $(LIBGREEN)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# Loaded into other programs, so never instrumented.
$(B)/tests/%.so: tests/e2e/lib/shim/%.c
	$(say) SHIM $@
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -O2 $(WARNINGS) -fPIC -shared -o $@ $< -ldl

$(B)/fuzz/%: $(B)/obj/tests/fuzz/%.o $(LIBGREEN)
	$(say) LINK $@
	$(Q)$(CC) $(MODE_fuzz) -fsanitize=fuzzer -o $@ $^ $(LIBS)

ALL_OBJ := $(LIB_OBJ) $(UNIT_OBJ) $(PROGRAM_SRC:%.c=$(B)/obj/%.o) \
	$(HELPER_SRC:%.c=$(B)/obj/%.o) $(FUZZ_SRC:%.c=$(B)/obj/%.o)
-include $(ALL_OBJ:.o=.d)
.SECONDARY: $(ALL_OBJ)

# ---- running --------------------------------------------------------------
# demo and test may start on a bare machine: they install what is missing, and
# the rest happens in a second make, which then finds it.

.PHONY: demo test tests unit e2e soak asan tsan coverage fuzz fuzzers \
	browser office test-cluster bench bench-room bench-report bench-guard bench-baseline
demo: ## install what is missing, build, score the sample wave
	@scripts/setup demo
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@MODE=$(MODE) scripts/demo

test: ## install what is missing, build, run the whole suite
	@scripts/setup test
	@$(MAKE) --no-print-directory -j$(JOBS) tests
	@scripts/run-tests $(MODE)
tests: all $(B)/unit $(HELPERS) $(SHIMS) ## build all and what the tests need
unit: $(B)/unit ## run the Criterion tests only
	@scripts/run-tests $(MODE) unit
e2e: tests ## run the bats tests only (T="file.bats ..." for some)
	@scripts/run-tests $(MODE) $(or $(T),e2e)
soak: tests ## fuzzed workbooks and every case of the sweeps: hours (SOAK_FUZZ_SECONDS)
	@scripts/soak $(MODE)
asan: ## the suite but its whole nights under ASan and UBSan (SLICE=N: one in N)
	@$(MAKE) --no-print-directory MODE=asan test
tsan: tests ## the threads of green-chain under ThreadSanitizer
	@$(MAKE) --no-print-directory MODE=tsan $(BUILD)/tsan/bin/green-chain
	@CHAIN=$(abspath $(BUILD))/tsan/bin/green-chain \
		scripts/run-tests $(MODE) tests/e2e/programs/chain.bats
coverage: ## the suite, then how many of each file's lines it ran (gcovr)
	@mkdir -p $(BUILD)/coverage && find $(BUILD)/coverage -name '*.gcda' -delete
	@$(MAKE) --no-print-directory MODE=coverage test
	@$(GCOVR) --root . --filter src/ --sort-percentage $(BUILD)/coverage
fuzz: ## build the fuzzers (clang's libFuzzer); FUZZ_SECONDS=N runs each (0: its seeds)
	@if echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | \
	    $(CLANG) -x c - -fsanitize=fuzzer -o /dev/null 2>/dev/null; then \
		$(MAKE) --no-print-directory MODE=fuzz CC=$(CLANG) fuzzers; \
	else echo 'fuzz: skipped: $(CLANG) or its libFuzzer run-time is missing'; \
		[ -z '$(CI)' ]; fi
fuzzers: $(FUZZERS) $(PROGRAM_SRC:%.c=$(B)/obj/%.o)
	$(if $(FUZZ_SECONDS),@scripts/run-fuzzers $(FUZZ_SECONDS) $(FUZZERS))
browser office: tests ## the report's pages in Chromium; workbooks in LibreOffice and Gnumeric
	@MODE=$(MODE) tests/$@/run
test-cluster: tests ## nights on a Slurm and on ssh hosts of the test's own (root)
	@MODE=$(MODE) tests/cluster/run
bench: bench-room ## our speed beside that of others (SIZE=1G, PEERS="pipes duckdb")
	@MODE=$(MODE) tests/bench/compare $(or $(SIZE),100M) $(PEERS)
bench-report: bench-room ## the figures and the plot of tests/bench/README.md: an hour
	@MODE=$(MODE) tests/bench/report
bench-room:
	@scripts/setup bench
	@$(MAKE) --no-print-directory -j$(JOBS) all
bench-guard: all ## instructions of each stage against the baseline
	@MODE=$(MODE) tests/bench/instructions
bench-baseline: all ## what they are now is the baseline
	@MODE=$(MODE) tests/bench/instructions --renew

# ---- lints ----------------------------------------------------------------

SCRIPTS = $(shell grep -rlE '^.!(/bin/sh|/usr/bin/env bash|/bin/bash)' \
	.ci scripts pipelines tests 2>/dev/null | sort)
CHECKS := check-bundle check-findings check-headers check-man check-po check-scripts \
	check-stages check-suites check-wings check-names format-check
.PHONY: check checks format tidy po report-bundle $(CHECKS)
check: $(CHECKS) ## every lint but clang-tidy
checks: ## their names
	@printf '%s\n' $(CHECKS)

check-bundle: ## the scripts of the report's pages are what their sources give
	@scripts/report-bundle --check
report-bundle: ## build them anew, by node and npm
	@scripts/report-bundle
check-findings: ## every finding has its row, its raising and its page
	@scripts/check-findings .
check-headers: $(GEN_HEADERS) ## each header compiles alone, under gcc and clang
	@CPPFLAGS=-I$(GEN) scripts/check-headers $(HEADERS)
check-names: all ## headers and external names are called as the house calls
	@scripts/check-names $(HEADERS) -- $(LIB_OBJ) \
		$(PROGRAM_SRC:%.c=$(B)/obj/%.o)
check-man: all ## man pages: mandoc's lint, and --help has the same options
	@MANDOC=$(MANDOC) scripts/check-man $(B)/bin
check-po po: SPEAK = $(B)/greenline.pot $(PO_FILES) -- \
	$(addprefix pipelines/,nightly annual memo edit-effects national start frame parts waves tables publish words $(addprefix cluster/,shard task judge each merge parallel slurm)) scripts/install-jobs $(LIB_SRC) $(PROGRAM_SRC)
check-po: ## every message has its translation, with the same conversions
	@scripts/translations $(SPEAK)
po: ## bring src/po up to date with the messages of the sources
	@scripts/translations --update $(SPEAK)
check-scripts: ## shellcheck on every script, and none has data behind awk -v
	@$(SHELLCHECK) $(SCRIPTS) && scripts/check-awk .ci scripts pipelines tests
check-stages: ## stages and tools leave the harness's work to the harness
	@scripts/check-stages src/stages/*.c src/tools/*.c
check-suites: ## each suite lies in its room, and says what it proves
	@scripts/check-suites tests src
check-wings: all ## no include and no call runs up or sideways, or in a circle
	@scripts/check-wings src $(B)/obj/src
format: ## rewrite the C files in the house format
	@$(CLANG_FORMAT) -i $(C_FILES)
format-check: ## say what `make format` would change
	@$(CLANG_FORMAT) --dry-run -Werror $(C_FILES)
tidy: $(GEN_HEADERS) ## clang-tidy (SLICE=N: on one file in N)
	@scripts/run-tidy $(JOBS) $(CLANG_TIDY) -std=c11 $(ALL_CPPFLAGS) \
		-DGR_VERSION='""' -- $$(printf '%s\n' $(call sources,src/*/*.c) | scripts/slice)

# ---- installing -----------------------------------------------------------

.PHONY: install uninstall clean help
install: all ## install programs, man pages, completions, pipelines, the library
	$(INSTALL) -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(COMPLETIONDIR)' \
		'$(DESTDIR)$(DATADIR)/scripts' '$(DESTDIR)$(BINDIR)/../share/greenline/words'
	$(INSTALL) $(PROGRAMS) '$(DESTDIR)$(BINDIR)'
	scripts/install-pages '$(DESTDIR)$(MANDIR)' $(RELEASE) $(MAN_PAGES)
	DESTDIR='$(DESTDIR)' LIBDIR='$(LIBDIR)' INCLUDEDIR='$(INCLUDEDIR)' \
		MODULES='$(LIB_MODULES)' \
		LIBS='$(LIB_ALONE) $(filter -fsanitize=% --coverage,$(MODE_$(MODE)))' \
		scripts/install-library $(LIBGREEN) $(RELEASE) $(CC) $(ALL_CPPFLAGS)
	scripts/completions '$(DESTDIR)$(COMPLETIONDIR)' $(PROGRAMS)
	cp -R pipelines '$(DESTDIR)$(DATADIR)'
	$(INSTALL) -m644 $(WORDS) '$(DESTDIR)$(BINDIR)/../share/greenline/words'
	cp -R scripts/install-jobs scripts/jobs '$(DESTDIR)$(DATADIR)/scripts'
uninstall: ## remove what `make install` put there
	rm -f $(PROGRAMS:$(B)/bin/%='$(DESTDIR)$(BINDIR)/%') \
		$(PROGRAMS:$(B)/bin/%='$(DESTDIR)$(COMPLETIONDIR)/%') \
		$(MAN_PAGES:%='$(DESTDIR)$(MANDIR)'/man?/$$(basename %)) \
		'$(DESTDIR)$(LIBDIR)'/libgreen.a '$(DESTDIR)$(LIBDIR)'/pkgconfig/green.pc
	rm -rf '$(DESTDIR)$(DATADIR)' '$(DESTDIR)$(INCLUDEDIR)/green' \
		'$(DESTDIR)$(BINDIR)/../share/greenline/words'
clean: ## remove everything built
	rm -rf '$(BUILD)'
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9 -]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' \
		Makefile
	@echo '  MODE=release|asan|tsan|coverage  V=1  WERROR=1  PREFIX=  DESTDIR='
