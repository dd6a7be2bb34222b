#!/usr/bin/env bats
# System calls of our own programs that fail in the middle of a night, by the
# program, the call and the kind of file.

load ../lib/helpers

# Of a sweep over all sites.
@test "whichever call fails where: the old release or the new one, and words" {
	export GREEN_STANDARD=$TINY/standard
	local work=$BATS_TEST_TMPDIR good=$BATS_TEST_TMPDIR/good
	local night=("$ROOT/pipelines/nightly" -q --as-of 2024-12-31 --jobs 2)
	tiny_data "$good"
	"${night[@]}" --data "$good"
	read_again "$good"
	cp -a "$good" "$work/new"
	"${night[@]}" --data "$work/new"
	readlink "$work/new/releases/current" >"$work/want"
	python3 "$ROOT/tests/e2e/lib/call_sites.py" 14 "$B/tests/site.so" \
		"$work" "${night[@]}" >"$work/wrong" 2>"$work/said" ||
		die "$(cat "$work/wrong" "$work/said")"
	echo "# $(cat "$work/said")" >&3
}
