#!/usr/bin/env bats
# The power fails in the middle of a night: whatever of it the disk then holds.

load ../lib/helpers

# Of a sweep over all states.
@test "whatever a power cut leaves: a whole release, and the next night's" {
	export GREEN_STANDARD=$TINY/standard
	local work=$BATS_TEST_TMPDIR good=$BATS_TEST_TMPDIR/good
	local night=("$ROOT/pipelines/nightly" -q --as-of 2024-12-31 --jobs 2
		--quiet-period 0 --keep 2)
	tiny_data "$good"
	# so that one is forgotten
	for _ in 1 2 3; do
		read_again "$good"
		"${night[@]}" --data "$good"
	done
	read_again "$good"
	cp -a "$good" "$work/new"
	"${night[@]}" --data "$work/new"
	readlink "$work/new/releases/current" >"$work/want"
	python3 "$ROOT/tests/e2e/lib/power_cut.py" 20 "$work" "${night[@]}" \
		>"$work/wrong" 2>"$work/said" ||
		die "$(cat "$work/wrong" "$work/said")"
	echo "# $(cat "$work/said")" >&3
}
