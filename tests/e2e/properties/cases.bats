#!/usr/bin/env bats
# Small deliveries and registers that once went wrong, each of a kind of its
# own: what is right stands in fixtures/cases/cases.tsv.  Where a delivery asked
# nothing but the text or the day that it is about, a column of households was
# added, since a list without answers is no survey (ruling 31).

load ../lib/helpers

CASES=$ROOT/tests/e2e/fixtures/cases

@test "every cell of the cases is read as it is meant" {
	local register name
	cd "$BATS_TEST_TMPDIR"
	(cd "$CASES" && green-ingest -q --keep-going --wave 2022 \
	    --findings "$OLDPWD/ingest.f" B[0-9][0-9].csv) >rows
	green-clean -q --findings clean.f rows >clean
	for register in "$ROOT/sample-data/register.csv" "$CASES"/B[34]?.register
	do
		name=$(basename "$register")
		green-match -q --register "$register" --findings "$name.f" \
			clean >"$name.matched"
	done
	python3 "$ROOT/tests/e2e/lib/cases.py" "$CASES/cases.tsv" . \
		"$CASES" >differences || die "$(cat differences)"
}

# night CASE AS-OF: the province of the case, as it was delivered.
night() {
	mkdir -p "$1/inbox/2022"
	cp "$CASES/night.csv" "$1/inbox/2022/230421.csv"
	cp "$CASES/$1.register" "$1/register.csv"
	expect_status "$2" "$ROOT/pipelines/nightly" --data "$1" \
	    --as-of "${3:-2022-12-31}" --lang en
}

@test "a register that is no frame is refused, at its line and column" {
	cd "$BATS_TEST_TMPDIR"
	night B01 2
	expect_words 'register.csv:3: city_code: '
	night B03 2
	expect_words 'register.csv:6: community_code: '
	night B05 2
	expect_words 'register.csv:3: community_code: .*2\.30421E\+11'
	night B07 2 2022-02-29
	expect_words '2022-02-29'
}

@test "a register that a spreadsheet saved is read" {
	local case
	cd "$BATS_TEST_TMPDIR"
	for case in B07 B08; do
		night "$case" 0
		grep -q '^2022,city,230400,[^,]*,4,4,' \
			"$case/releases/current/cities.csv" ||
			die "$case" "$(cat "$case/releases/current/cities.csv")"
	done
}
