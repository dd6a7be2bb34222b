#!/usr/bin/env bats
# The programs of tests/bench measure and compare what they say they do, so that
# figures can be believed when somebody asks for them.

load ../lib/helpers

setup() {
	export BENCH_DIR=$BATS_TEST_TMPDIR/bench BASELINE=$BATS_TEST_TMPDIR/baseline
	guard=$ROOT/tests/bench/instructions
	cp "$ROOT/tests/bench/instructions.tsv" "$BASELINE"
}

# the last run's counts of green-cat as the baseline, multiplied
baseline_times() {
	{
		grep '^#' "$BASELINE"
		by="$1" awk -F '\t' 'BEGIN { by = ENVIRON["by"] }
		BEGIN { OFS = FS }
			!/^#/ { if (/^cat/) for (i = 2; i < 4; i++) $i *= by
				print }' "$BENCH_DIR/counted/instructions.tsv"
	} >"$BASELINE.new"
	mv "$BASELINE.new" "$BASELINE"
}

@test "more instructions than the baseline are a failure, fewer a word" {
	made_by=$(readelf -p .comment "$B/bin/green-clean" |
		sed -n 's/^ *\[[^]]*\] *//p' | sort | paste -sd ';')
	sed -i "s/^# compiler: .*/# compiler: $made_by/" "$BASELINE"
	"$guard" cat || true
	baseline_times 1
	expect_status 0 "$guard" cat
	[[ $output == *'2 passed, 0 failed' && $output != *renew* ]]
	baseline_times 0.94
	expect_status 1 "$guard" cat
	[[ $output == *'not ok - cat, unit: '*'0 passed, 2 failed' ]]
	baseline_times 1.06
	expect_status 0 "$guard" cat
	[[ $output == *'cat, start: '*'renew it'*'2 passed, 0 failed' ]]
}

@test "programs of another compiler are not compared, and that is said" {
	sed -i 's/^# compiler: .*/# compiler: cc 1.0/' "$BASELINE"
	expect_status 0 "$guard" cat
	[[ $output == *'NOT COMPARED'*'cc 1.0'*'0 passed, 0 failed' ]]
}

@test "a stage that the baseline has not is a failure" {
	sed -i '/^cat/d' "$BASELINE"
	expect_status 1 "$guard" cat
}

compare() {
	RUNS=2 "$ROOT/tests/bench/compare" 500u pipes mawk
}

@test "a peer that finds what we find is timed beside us" {
	expect_status 0 compare
	[[ $output == *'the same 1 x 68 figures from pipes mawk'* ]]
	[[ $output =~ 'ratio to the fastest peer: '[0-9.]+' (pipes), not run (chain)'$ ]]
}

@test "a peer that finds another figure ends the comparison" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	printf '%s\n' '#!/bin/sh' "$(command -v mawk) \"\$@\" |" \
		"sed 's/,0,/,1,/'" >"$BATS_TEST_TMPDIR/bin/mawk"
	chmod +x "$BATS_TEST_TMPDIR/bin/mawk"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH expect_status 1 compare
	expect_words '1 of 68 figures differ.*mawk does not find what we find'
	[[ $output != *ratio* ]]
}

@test "those who read a workbook are timed, each with all its rows" {
	ROWS=300 expect_status 0 "$ROOT/tests/bench/workbooks" greenline openpyxl
	[ "$(grep -c '| 300 |$' <<<"$output")" -eq 2 ] || die "$output"
	[[ $output == *'| greenline 0.'*'| openpyxl 3'* ]] || die "$output"
	expect_status 1 "$ROOT/tests/bench/workbooks" nobody
}
