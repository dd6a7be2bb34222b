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

@test "ruling 32: what is no frame is refused, with its line and column" {
	local case row words
	head -n 4 register.csv >good.csv
	for case in \
	    '230102001004,丁社区,230200,齐市,230102,道里区,230102001,兆麟街道,,,|city_code: .230200. is not that of the code 230102001004' \
	    '230102001004,丁社区,230100,哈市,230103,南岗区,230102001,兆麟街道,,,|county_code: .230103. is not that of' \
	    '230102001000,兆麟街道,230100,哈市,230102,道里区,230102001,兆麟街道,,,|community_code: 230102001000 is the code of a street, a county or a city' \
	    '230100000000,哈市,230100,哈市,,,,,,,|community_code: 230100000000 is the code of' \
	    '2.30102E+11,丁社区,230100,哈市,230102,道里区,230102001,兆麟街道,,,|community_code: .2.30102E.11. is no code of a unit' \
	    '合计,,,,,,,,,,|community_name: a unit must have a name' \
	    ',合计,,,,,,,,,|community_code: a unit must have a code' \
	    '合计,3,,,,,,,,,|community_code: .合计. is no code of a unit' \
	    '230102001001111,甲社区,230100,哈市,230102,道里区,230102001,兆麟街道,,,|community_code: 230102001001 is in line 2 too, for the same day' \
	    '230102001004,丁社区,230100,哈市,230102,道里区,230102001,兆麟街道,2021-03,,|valid_from: .2021-03. is not one day' \
	    '230102001004,丁社区,230100,哈市,230102,道里区,230102001,兆麟街道,,3/5/2021,|valid_to: .3/5/2021. is not a date'
	do
		row=${case%%|*} words=${case#*|}
		{ cat good.csv; echo "$row"; } >bad.csv
		expect_status 2 green-register --as-of 2022-12-31 bad.csv
		expect_words "^green-register: bad.csv:5: $words"
		[ -z "$output" ]
	done
	# and by every program that reads one
	tsv wave src line community_code flags community_name | stream >in
	{ cat good.csv; echo '2.30102E+11,丁,230100,哈,230102,道,2,兆,,,'; } >bad.csv
	expect_status 2 green-match --register bad.csv in
	expect_words 'bad.csv:5: community_code'
	expect_status 2 green-absent --register bad.csv --wave 2022 in
	expect_words 'bad.csv:5: community_code'
}

@test "ruling 32: what Excel leaves beside a register is passed over" {
	green-register -q --as-of 2022-12-31 -o want.csv register.csv
	sed 's/$/,,/; $a ,,,,,,,,,,,,' register.csv | sed '3a ,,,,,,,,,,,,' \
		>excel.csv
	green-register -q --as-of 2022-12-31 -o got.csv excel.csv
	expect_same want.csv got.csv
	sed 's/^\(2301[0-9]*\)/="\1"/; s/^="\(.*2\)",乙/\xE2\x80\x8B\1\xEF\xBB\xBF,乙/' \
		register.csv >marked.csv
	green-register -q --as-of 2022-12-31 -o got.csv marked.csv
	expect_same want.csv got.csv
	# the class behind a code is no part of it
	sed 's/^\(2301[0-9]*\)/\1111/' register.csv >long.csv
	tsv wave src line community_code | stream |
		green-absent -q --register long.csv --wave 2022 -o absent.tsv
	[ "$(rows absent.tsv | cut -f2 | sort | tr '\n' ' ')" = \
	    '230102001001 230102001003 ' ]
}

@test "ruling 33: a register is read as the bytes of a delivery are" {
	green-register -q --as-of 2022-12-31 -o want.csv register.csv
	iconv -f UTF-8 -t GB18030 register.csv >gb.csv
	{ printf '\xEF\xBB\xBF'; sed 's/$/\r/' register.csv; } >bom.csv
	iconv -f UTF-8 -t UTF-16 register.csv >utf16.csv
	python3 - <<-'PY'
	import csv
	rows = list(csv.reader(open("register.csv", encoding="utf-8")))
	for name, d in (("tab.csv", "\t"), ("semicolon.csv", ";")):
	    csv.writer(open(name, "w", encoding="utf-8"), delimiter=d).writerows(rows)
	PY
	sed 's/2020-12-31/2020\/12\/31/; s/2021-01-01/44197/
	    s/2022-06-30/2022年6月30日/; s/2022-01-01/20220101/' \
		register.csv >dates.csv
	gzip -k register.csv
	for file in gb bom utf16 tab semicolon dates register.csv.gz; do
		[ -f "$file" ] || file=$file.csv
		green-register -q --as-of 2022-12-31 -o got.csv "$file"
		expect_same want.csv got.csv "$file"
	done
	green-register -q --as-of 2022-12-31 -o got.csv <dates.csv
	expect_same want.csv got.csv
	cat gb.csv | green-register -q --as-of 2022-12-31 -o got.csv
	expect_same want.csv got.csv
	printf 'PK\003\004xl' >book.csv
	expect_status 2 green-register --as-of 2022-12-31 book.csv
	expect_words 'book.csv:1: .* workbook'
}

@test "ruling 34: a change that is to come does not exist yet" {
	cat >changes.csv <<-'END'
	old_code,new_code,date,kind,note
	230102001009,230102001001,2021-06-30,renamed,
	230102001008,230102001001,2021/7/1,merged,"a, b"
	END
	green-register -q --as-of 2021-06-30 -o out.csv changes.csv
	expect_same <(head -n 2 changes.csv) out.csv
	green-register -q --as-of 2021-07-01 -o out.csv changes.csv
	expect_same <(sed 's,2021/7/1,2021-07-01,' changes.csv) out.csv
	echo '1,2,soon,renamed,' >>changes.csv
	expect_status 2 green-register --as-of 2021-07-01 changes.csv
	expect_words 'changes.csv:4: date'
}

# One list: `old,new` of each change; match finds the unit by the first.
changes_find() {
	{
		echo old_code,new_code,date,kind,note
		echo "$1,2021-07-01,renamed,"
	} >changes.csv
	{
		tsv wave src line community_code community_name city_code \
		    city_name county_code county_name street_code street_name flags
		tsv 2021 a 2 230102001009 - - - - - - - -
	} | stream >in
	green-match -q --register register.csv --changes changes.csv in |
		rows /dev/stdin | cut -f4
}

@test "rulings 32, 34: codes of changes are read as the register's are" {
	local codes
	for codes in 230102001009,230102001001 230102001009111,230102001001112 \
	    23010200100900000,230102001001 '="230102001009","=""230102001001"""' \
	    '２３０１０２００１００９,230102 001 001'
	do
		[ "$(changes_find "$codes")" = 230102001001 ] || die "$codes"
		# and again from what the night makes of the table
		green-register -q --as-of 2022-12-31 -o day.csv changes.csv
		mv day.csv changes.csv
		[ "$(green-match -q --register register.csv \
		    --changes changes.csv in | rows /dev/stdin | cut -f4)" = \
		    230102001001 ] || die "$codes, cut"
	done
	# one code with and without its class is one code
	printf '%s\n' old_code,new_code,date,kind,note \
		230102001009,230102001001,2021-07-01,renamed, \
		230102001009111,230102001002,2021-07-01,renamed, >changes.csv
	expect_status 2 green-register --as-of 2021-07-01 changes.csv
	expect_words 'changes.csv:3: old_code: 230102001009 has another fate'
	# a street's is no unit's, and may stand in the list
	sed -i '3s/.*/230102001,230102003,2021-07-01,renamed,/' changes.csv
	green-register -q --as-of 2021-07-01 -o out.csv changes.csv
	expect_same changes.csv out.csv
	sed -i '3s/230102003/2.3E+11/' changes.csv
	expect_status 2 green-register --as-of 2021-07-01 changes.csv
	expect_words "changes.csv:3: new_code: '2.3E.11' is no code of a unit"
}

@test "several registers become one, each read by its own heading" {
	cat >one.csv <<-'END'
	community_code,community_name,city_code,city_name,county_code,county_name,street_code,street_name,remark
	4110-01,Oak Lane School,4100,Northmark,4110,Upper Vale,411001,St Ann,old
	END
	printf '\xef\xbb\xbf' >two.csv
	cat >>two.csv <<-'END'
	valid_to;community_name;community_code;city_code;city_name;county_code;county_name;street_code;street_name;valid_from
	2024/12/31;"Dock, School";4210-01;4200;Southmark;4210;Harbour;421001;Quay;
	;Sand School;4210-04;4200;Southmark;4210;Harbour;421002;Strand;2024/2/1
	END
	export GREEN_STANDARD=$TINY/standard
	expect_status 0 green-register --as-of 2023-12-31 one.csv two.csv
	echo "$output" >got
	cat >want <<-'END'
	community_code,community_name,city_code,city_name,county_code,county_name,street_code,street_name,valid_from,valid_to
	4110-01,Oak Lane School,4100,Northmark,4110,Upper Vale,411001,St Ann,,
	4210-01,"Dock, School",4200,Southmark,4210,Harbour,421001,Quay,,
	END
	expect_same want got
	echo old_code,new_code,date,kind,note >changes.csv
	expect_status 2 green-register --as-of 2023-12-31 one.csv changes.csv
	expect_words 'registers are joined, changes are not'
}
