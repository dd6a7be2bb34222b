#!/usr/bin/env bats
# Tests go through all rows that are at hand together: each row is judged as it
# would be alone, whatever stands beside it.
# shellcheck disable=SC2034,SC2154  # shared with wards.bash

load ../lib/helpers
load ../lib/wards

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# records COLUMN... : as many as three batches, of waves and places in any
# order, with every kind of cell in every column.
records() {
	python3 - "$SEED" "$@" <<-'END'
	import random, sys
	rng = random.Random(int(sys.argv[1]))
	bools = ["0", "1", "1", "1", "", "?", "n/a"]
	numbers = ["0", "1", "2", "300", "1000", "99999", "", "?", "n/a",
	           ">=2", ">=400"]
	decimals = numbers + ["12.5", "0.001", "29.99", "30.000000000000001",
	                      "99999999999.25", "123456789012345.678"]
	kinds = {
	    "wave": ["2021", "2021", "2021", "2022"], "src": ["f.csv"],
	    "line": ["7"], "ward_name": ["Oak"], "flags": ["", "ward_code:R02",
	    "served:N08", ""], "city_code": ["9901", "9902", ""],
	    "county_code": ["990101", "990201"], "joins": bools, "claim": bools,
	    "garden": bools, "garden_kept": bools, "level_known": bools,
	    "level": ["low", "high", "", "?", "n/a"], "care_m2": decimals,
	    "served_pct": decimals,
	    "seen": ["2021-11-20", "2021-03", "2021", "", "?", "2022-10-31"],
	    "prev.status": ["attained", "", "not_attained"],
	}
	for i in range(190):
	    # most rows go together, so that some batches have nothing odd
	    tame = i % 3 != 0
	    row = []
	    for column in sys.argv[2:]:
	        if column == "ward_code":
	            row.append(f"X{i}")
	        else:
	            choice = kinds.get(column, numbers)
	            row.append(rng.choice(choice[:2] if tame else choice))
	    print("\t".join(row))
	END
}

# alike PROGRAM OPTION...: of all records at once, and of each in a file of its
# own; the trailers apart.
alike() {
	records "${columns[@]}" >records
	(IFS=$'\t' && echo "${columns[*]}") >header
	cat header records >all
	split -a 3 -d -l 1 --filter='cat header - >$FILE' records one.
	"$@" --foreign --findings all.findings all | grep -v '^#' >together
	"$@" --foreign --findings one.findings one.* | grep -v '^#' >alone
	diff alone together >&2
	diff <(grep -v '^#' one.findings) <(grep -v '^#' all.findings) >&2
	[ "$(wc -l <together)" -eq 191 ]
}

@test "a row is scored as it would be alone" {
	columns=("${ward_columns[@]}" prev.served prev.status)
	alike green-score --as-of 2022-12-31
	# every result is among them
	for result in 0 1 N U; do
		column W2.1 W3.1 W4.1 < <(cat together; tsv '#end') |
			grep -q "$result" || die "no test gave $result"
	done
}

@test "a row is checked as it would be alone" {
	columns=("${ward_columns[@]}")
	alike green-normalise --as-of 2022-12-31
	grep -q "K3" all.findings
}

@test "what is no value is told at its row, behind those before it" {
	columns=("${ward_columns[@]}" prev.served prev.status)
	{
		ward served=1
		ward served=012 line=3
		ward
	} | wards >in
	expect_status 3 green-score --findings f in
	expect_words "in:3: served: '012' is not a canonical value"
	{
		ward wave=2021
		ward wave=20x1
	} | wards >in
	expect_status 3 green-score in
	expect_words "in:3: wave: '20x1' is not a year of four digits"
}
