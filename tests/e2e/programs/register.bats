#!/usr/bin/env bats
# green-register: the register as it stood on a day.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >register.csv <<-'END'
		community_code,community_name,city_code,city_name,county_code,county_name,street_code,street_name,valid_from,valid_to,note
		230102001001,甲社区,230100,哈市,230102,道里区,230102001,兆麟街道,,,"a, b"
		230102001002,乙社区,230100,哈市,230102,道里区,230102001,兆麟街道,,2020-12-31,
		230102001002,新乙社区,230100,哈市,230102,道里区,230102001,兆麟街道,2021-01-01,2022-06-30,
		230102001003,丙社区,230100,哈市,230102,道里区,230102001,兆麟街道,2022-01-01,,"say ""c"""
	END
}

# as_of DAY NAME,FROM,TO...: the rows of the register on that day.
as_of() {
	local day=$1
	shift
	green-register -q --as-of "$day" -o out.csv register.csv
	python3 - >got <<-'PY'
		import csv
		for r in csv.DictReader(open("out.csv", encoding="utf-8",
		                             newline="")):
		    print(",".join((r["community_name"], r["valid_from"],
		                    r["valid_to"])))
	PY
	printf '%s\n' "$@" >want
	expect_same want got
}

@test "what begins later is left out, an end to come is not known" {
	as_of 2020-06-01 甲社区,, 乙社区,,
	as_of 2020-12-31 甲社区,, 乙社区,,
	as_of 2021-01-01 甲社区,, 乙社区,,2020-12-31 新乙社区,2021-01-01,
	as_of 2022-06-30 甲社区,, 乙社区,,2020-12-31 新乙社区,2021-01-01, \
	    丙社区,2022-01-01,
	as_of 2022-07-01 甲社区,, 乙社区,,2020-12-31 \
	    新乙社区,2021-01-01,2022-06-30 丙社区,2022-01-01,
}

@test "columns, order and cells stay as they are" {
	green-register -q --as-of 2030-01-01 -o out.csv register.csv
	expect_same register.csv out.csv
	green-register -q --as-of 2030-01-01 -o again.csv out.csv
	expect_same out.csv again.csv
}

@test "a register without periods is the same on every day" {
	green-register -q --as-of 2000-01-01 -o out.csv \
	    "$ROOT/sample-data/register.csv"
	expect_same "$ROOT/sample-data/register.csv" out.csv
}

@test "what it wrote, the other programs read" {
	green-register -q --as-of 2020-06-01 -o out.csv register.csv
	tsv wave src line community_code | stream |
		green-absent -q --register out.csv --wave 2020 -o absent.tsv
	[ "$(rows absent.tsv | wc -l)" -eq 2 ]
}

@test "a day that is none, and a register that is none, are refused" {
	expect_status 2 green-register register.csv
	expect_status 2 green-register --as-of 2021-02-30 register.csv
	expect_status 2 green-register --as-of 2021 register.csv
	sed '3s/2020-12-31/soon/' register.csv >bad.csv
	expect_status 2 green-register --as-of 2021-01-01 bad.csv
	expect_words 'bad.csv:3'
	expect_status 3 green-register --as-of 2021-01-01 nowhere.csv
}
