#!/usr/bin/env bats
# Any awk will do: the scripts that use one write the same under each, with data
# full of backslashes, and what runs every night uses none.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	D='C:\new\table \\ "x" & \101'
	tiny_data "$D"
}

# with_awk COMMAND...: it finds $awk where it looks for awk
with_awk() {
	mkdir -p "by.$awk"
	ln -sf "$(type -P "$awk")" "by.$awk/awk"
	PATH=$PWD/by.$awk:$PATH "$@"
}

# written: what the scripts that use awk write, into files
written() {
	local po=$ROOT/src/po/zh_CN.po kinds=$ROOT/src/stream/finding-kinds.csv
	"$ROOT/scripts/wording-table" c "$po" >words.c
	"$ROOT/scripts/wording-table" tsv "$po" >words.tsv
	"$ROOT/scripts/finding-kinds" ids "$kinds" >ids.h
	"$ROOT/scripts/finding-kinds" table "$kinds" >table.c
	mkdir to
	printf '%s\n' 'MAILTO=a\b' >to/crontab
	"$ROOT/scripts/install-jobs" --cron --to to --data "$D" \
		--standard "$TINY/standard" >/dev/null
	"$ROOT/scripts/install-jobs" --cron --to to --data "$D" \
		--standard "$TINY/standard" | grep -q unchanged
	(cd "$ROOT" && scripts/check-suites tests src && scripts/check-findings .)
	mkdir "written.$awk"
	mv words.c words.tsv ids.h table.c to "written.$awk"
}

@test "mawk and gawk write the same" {
	for awk in mawk gawk; do
		type -P $awk >/dev/null || die "there is no $awk: scripts/setup"
		with_awk written
		grep -qF '\101' written.$awk/to/crontab
	done
	diff -r written.mawk written.gawk
}

@test "a night, a summary and their words need none" {
	printf '#!/bin/sh\necho "awk: I am not here" >&2\nexit 99\n' >broken
	chmod +x broken
	mkdir bin
	mv broken bin/awk
	PATH=$PWD/bin:$PATH
	export GREEN_STANDARD=$TINY/standard
	expect_status 0 "$ROOT/pipelines/nightly" --data "$D" \
		--as-of 2024-12-31
	[ -z "$stderr" ]
	jq -e '[.inputs[] | select(.path == "inbox/2023/north.csv")] | length == 1' \
		"$D/releases/current/manifest.json"
	expect_status 0 "$ROOT/pipelines/nightly" --data "$D" \
		--as-of 2024-12-31
	[[ $output = *'nothing has changed'* ]]
	expect_status 0 "$ROOT/pipelines/annual" -q --data "$D" --year 2023
	[ -z "$stderr" ]
	GREEN_MESSAGES=zh_CN.UTF-8 expect_status 2 "$ROOT/pipelines/nightly" \
		--data nowhere
	expect_words '没有这个目录'
}
