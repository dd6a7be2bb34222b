#!/usr/bin/env bats
# The plan of the house: the checks that hold it see each breach of it.

load ../lib/helpers

# A house of two floors: upper/user.c calls lower/base.c.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p src/lower src/upper src/beside
	cat >src/README.md <<-'END'
	| floor | wing | what it is for |
	|---|---|---|
	| 1 | lower | what is used |
	| 2 | upper | what uses it |
	| 2 | beside | what uses it, too |
	END
	echo 'int base(void);' >src/lower/base.h
	printf '%s\n' '#include "lower/base.h"' \
		'int base(void) { return 1; }' >src/lower/base.c
	echo 'int user(void);' >src/upper/user.h
	printf '%s\n' '#include "lower/base.h"' '#include "upper/user.h"' \
		'int user(void) { return base(); }' >src/upper/user.c
	echo 'int other(void);' >src/beside/other.h
	printf '%s\n' '#include "beside/other.h"' \
		'int other(void) { return 2; }' >src/beside/other.c
}

check_wings() {
	local file
	rm -rf obj
	for file in src/*/*.c; do
		mkdir -p "obj/$(dirname "${file#src/}")"
		cc -w -Isrc -c "$file" -o "obj/$(dirname "${file#src/}")/$(
			basename "$file" .c).o" || return 99
	done
	"$ROOT/scripts/check-wings" src obj
}

@test "a house in order passes" {
	run check_wings
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "an include upward fails, with its line" {
	sed -i '1i #include "upper/user.h"' src/lower/base.c
	run check_wings
	[ "$status" -eq 1 ]
	[[ $output = *'lower/base.c needs upper/user.h (line 1): upper is on floor 2, lower on floor 1'* ]]
}

@test "an include sideways fails" {
	sed -i '1i #include "beside/other.h"' src/upper/user.c
	run check_wings
	[ "$status" -eq 1 ]
	[[ $output = *'upper/user.c needs beside/other.h (line 1)'* ]]
}

@test "a call upward without an include fails" {
	echo 'int user(void); int deep(void) { return user(); }' >src/lower/deep.c
	run check_wings
	[ "$status" -eq 1 ]
	[[ $output = *'lower/deep.c needs upper/user.c (calls user)'* ]]
}

@test "two files that call each other fail" {
	echo 'int more(void); int less(void) { return more(); }' >src/lower/less.c
	echo 'int less(void); int more(void) { return less(); }' >src/lower/more.c
	run check_wings
	[ "$status" -eq 1 ]
	[[ $output = *'in a circle of calls: lower/less.c'* ]]
	[[ $output = *'in a circle of calls: lower/more.c'* ]]
}

@test "headers that include each other fail" {
	printf '%s\n' '#ifndef A' '#define A' '#include "lower/b.h"' '#endif' \
		>src/lower/a.h
	printf '%s\n' '#ifndef B' '#define B' '#include "lower/a.h"' '#endif' \
		>src/lower/b.h
	run check_wings
	[ "$status" -eq 1 ]
	[[ $output = *'in a circle of includes: lower/a.h'* ]]
}

@test "a wing without a floor and a header without a wing fail" {
	sed -i '/beside/d' src/README.md
	sed -i '1i #include "user.h"' src/upper/user.c
	cp src/upper/user.h src/user.h
	run check_wings
	[ "$status" -eq 1 ]
	[[ $output = *'beside has no floor in src/README.md'* ]]
	[[ $output = *'upper/user.c needs user.h (line 1): name it as wing/name.h'* ]]
}

@test "the text of the night is one that an operator can read" {
	[ "$(wc -l <"$ROOT/pipelines/nightly")" -le 300 ]
}

# A row of options whose value is kept in a member of type $1.
compile_option() {
	cat >option.c <<-END
	#include "program/option.h"
	struct state { $1 member; };
	const struct gr_option options[] = {
		GR_OPTION_NUMBER(0, "times", struct state, member, "N", 1, 9,
		    "How often"),
		GR_OPTION_END
	};
	END
	cc -std=c11 -I"$ROOT/src" -c option.c
}

@test "an option whose value does not fit its member does not compile" {
	compile_option uint64_t
	run compile_option 'const char *'
	[ "$status" -ne 0 ]
	run compile_option int
	[ "$status" -ne 0 ]
}

# A stage in order, and with one line more.
check_stage() {
	mkdir -p src/stages
	cat >src/stages/echo.c <<-END
	#include "program/filter.h"
	${1:-}
	static enum gr_status echo_row(struct gr_run *run, void *state,
	    struct gr_row *row, struct gr_err *err)
	{
		(void)state;
		${2:-}
		return gr_emit(run, row->field, row->n, err);
	}
	END
	"$ROOT/scripts/check-stages" src/stages/echo.c
}

@test "a stage that keeps to its run passes" {
	run check_stage
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "a stage that includes the reader or writer of streams fails" {
	local header
	for header in source sink stream; do
		run check_stage "#include \"stream/$header.h\""
		[ "$status" -eq 1 ]
		[[ $output = *"#include \"stream/$header.h\""* ]]
		[[ $output = *'rows come and go through the run'* ]]
	done
}

@test "a stage that calls the reader or writer of streams fails" {
	local call
	for call in gr_stream_next gr_sink_write gr_source_read gr_taker_read
	do
		run check_stage '' "if ($call(0, 0, 0)) return GR_OK;"
		[ "$status" -eq 1 ]
		[[ $output = *"$call"* ]]
	done
	run check_stage '' 'row->my_gr_sink_free_word = 0;'
	[ "$status" -eq 0 ]
}

@test "a stage that prints fails" {
	run check_stage '' 'fprintf(stderr, "here\n");'
	[ "$status" -eq 1 ]
	[[ $output = *'the harness does that, not a stage'* ]]
}
