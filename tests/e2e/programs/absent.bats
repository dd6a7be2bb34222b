#!/usr/bin/env bats
# green-absent: the units of the register that no record tells of.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >register.csv <<-'END'
		community_code,community_name,city_code,city_name,county_code,county_name,street_code,street_name,valid_from,valid_to
		230102001001,甲社区,230100,哈市,230102,道里区,230102001,兆麟街道,,
		230102001002,乙社区,230100,哈市,230102,道里区,230102001,兆麟街道,,2020-12-31
		230102001003,丙社区,230100,哈市,230102,道里区,230102001,兆麟街道,2021-01-01,
		230104001001,丁社区,230100,哈市,230104,道外区,230104001,靖宇街道,2021-01-01,2021-12-30
	END
}

# records `WAVE CODE`...: a stream of them.
records() {
	local one
	{
		tsv wave src line community_code
		for one; do
			# shellcheck disable=SC2086  # two words
			tsv ${one% *} f 2 ${one#* }
		done
	} | stream
}

# absent CODES [ARGUMENT...]: `WAVE:CODE ...` of those listed for the records
# of standard input.
absent() {
	local want=$1 got
	shift
	green-absent -q --register register.csv -o out.tsv "$@"
	got=$(rows out.tsv | awk -F'\t' '{ print $1 ":" $2 }' | paste -sd' ')
	[ "$got" = "$want" ] || die "listed: $got" "not: $want"
}

@test "who has no record is listed with name and place" {
	records '2021 230102001001' >in.tsv
	absent '2021:230102001003' in.tsv
	head -n 1 out.tsv >head
	tsv wave community_code community_name city_code county_code \
	    street_name >want
	expect_same want head
	rows out.tsv >got
	tsv 2021 230102001003 丙社区 230100 230102 兆麟街道 >want
	expect_same want got
}

@test "who has responded is not listed, nor twice" {
	records '2021 230102001001' '2021 230102001003' \
	    '2021 230102001001' | absent ''
}

@test "a unit counts in the waves on whose 31 December it is valid" {
	records '2022 230102001001' '2020 230102001001' |
		absent '2020:230102001002 2022:230102001003'
	# ended on the 30th; in no wave at all
	records '2021 230104001001' |
		absent '2021:230102001001 2021:230102001003'
}

@test "a record of a unit outside the register answers for nobody" {
	records '2021 230102001099' '2021 230102001002' |
		absent '2021:230102001001 2021:230102001003'
}

@test "--wave lists waves of which there is no record" {
	records '2021 230102001001' | absent \
	    '2020:230102001001 2020:230102001002 2021:230102001003' \
	    --wave 2020,2021
	records >none.tsv
	absent '2021:230102001001 2021:230102001003' --wave 2021 none.tsv
	absent '' none.tsv
}

@test "listed and responded are all of the register" {
	{
		head -n 1 "$ROOT/sample-data/register.csv"
		sed 1d "$ROOT/sample-data/register.csv" | head -n 500
	} >register.csv
	{
		tsv wave src line community_code
		sed 1d register.csv | awk -F, -v OFS='\t' \
		    'NR % 3 == 0 { print 2021, "f", NR, $1 }'
	} | stream >in.tsv
	green-absent -q --register register.csv -o out.tsv in.tsv
	{
		rows in.tsv | cut -f4
		rows out.tsv | cut -f2
	} | sort >got
	sed 1d register.csv | cut -d, -f1 | sort >want
	expect_same want got
}

@test "what is no wave is refused" {
	records '21 230102001001' >in.tsv
	expect_status 3 green-absent --register register.csv in.tsv
	expect_words "'21' is not a year"
	records '2021 230102001001' >in.tsv
	expect_status 2 green-absent --register register.csv --wave x in.tsv
	expect_words "'x' is not a year"
	expect_status 2 green-absent in.tsv
}
