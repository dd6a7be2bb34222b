#!/usr/bin/env bats
# The catalogue's entries: each has its rows in a table of cells, of codes, of
# files or of records, and the last of these is here.

load ../lib/helpers

CASES=$ROOT/tests/e2e/fixtures/catalogue-records.tsv

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

records() {
	python3 "$ROOT/tests/e2e/lib/catalogue_records.py" "$1" \
		"$GREEN_STANDARD" "$ROOT/sample-data/register.csv"
}

@test "every submission of the catalogue, and its variants" {
	records "$CASES"
}

@test "the table of records can fail" {
	sed '/^N23/s/N23 ASK/N24 ASK/' "$CASES" >wrong.tsv
	expect_status 1 records wrong.tsv
	[ "$(grep -c 'N23 (.*N24 ASK' <<<"$output")" -eq 2 ]
	sed '/^R03/s/population=1000/population=998/' "$CASES" >wrong.tsv
	expect_status 1 records wrong.tsv
	grep -q "R03 .*population: '1000', not '998'" <<<"$output"
}

@test "every entry has two rows at least" {
	python3 - "$ROOT" >missing 2>seen <<-'END'
	import sys
	tests = sys.argv[1] + "/tests/e2e/fixtures/catalogue-"
	def lines(name):
	    with open(tests + name + ".tsv", encoding="utf-8") as f:
	        return [l.split("\t") for l in f.read().split("\n")[1:-1]]
	rows = {}
	for name, first, last in (("cells", 2, 3), ("codes", 1, 8),
	                          ("files", 3, 4), ("records", 2, 3)):
	    for row in lines(name):
	        rows.setdefault(row[0], set()).add(" ".join(row[first:last]))
	for name, _, why in lines("ids"):
	    if len(rows.get(name, ())) < 2 and not why:
	        print(name, len(rows.get(name, ())))
	print(len(rows), file=sys.stderr)
	END
	[ "$(cat seen)" -gt 100 ]
	[ ! -s missing ] || die "too few rows:" "$(cat missing)"
}
