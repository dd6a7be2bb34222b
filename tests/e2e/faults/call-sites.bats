#!/usr/bin/env bats
# System calls of our own programs that fail in the middle of a night, by the
# program, the call and the kind of file.

load ../lib/helpers

# Everything that a province supplies, each of which the release rests on.
supply() {
	mkdir "$1/answers"
	sed '2s/,\r*$/,50\r/' "$1/releases/current/queries/4200.csv" \
		>"$1/answers/4200.csv"
	printf '%s\n' 'old_code;new_code;date;kind;note' \
		'4210-97;4210-07;2025-01-01;renamed;' >"$1/changes.csv"
	echo '2022-11-01,' >"$1/filings.csv"
	sed 's/Cove/Cave/' "$1/inbox/2023/south.csv" >"$1/inbox/2023/west.csv"
	printf '%s\n' src,date,who,why \
		inbox/2023/west.csv,2024-02-01,office,mistake >"$1/withdrawn.csv"
}

# Of a sweep over all sites.
@test "whichever call fails where: the old release or the new one, and words" {
	export GREEN_STANDARD=$TINY/standard
	local work=$BATS_TEST_TMPDIR good=$BATS_TEST_TMPDIR/good
	local night=("$ROOT/pipelines/nightly" -q --as-of 2024-12-31 --jobs 2)
	tiny_data "$good"
	"${night[@]}" --data "$good"
	supply "$good"
	read_again "$good"
	cp -a "$good" "$work/new"
	"${night[@]}" --data "$work/new"
	[ "$(jq -c '[.inputs[].path | select(test("^(ans|cha|fil|wit|reg)"))] | length' \
		"$work/new/releases/current/manifest.json")" -eq 5 ]
	readlink "$work/new/releases/current" >"$work/want"
	python3 "$ROOT/tests/e2e/lib/call_sites.py" 10 "$B/tests/site.so" \
		"$work" "${night[@]}" >"$work/wrong" 2>"$work/said" ||
		die "$(cat "$work/wrong" "$work/said")"
	echo "# $(cat "$work/said")" >&3
}
