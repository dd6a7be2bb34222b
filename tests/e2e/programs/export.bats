#!/usr/bin/env bats
# green-export: streams as tables, to publish or to read.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	{
		tsv wave level code name attained attained_rate
		tsv 2022 city 230400 鹤岗市 41 62.12
		tsv 2022 city 230100 哈尔滨市 677 59.995
		tsv 2022 province 230000 全省 1896 -
		tsv 2022 county 230402 向阳区 7 100.00
	} | stream green-stats >stats
}

@test "CSV is the rows with commas, LF, no trailer, no BOM" {
	expect_status 0 green-export stats
	cat >want <<-'END'
	wave,level,code,name,attained,attained_rate
	2022,city,230400,鹤岗市,41,62.12
	2022,city,230100,哈尔滨市,677,59.995
	2022,province,230000,全省,1896,
	2022,county,230402,向阳区,7,100.00
	END
	green-export stats >got
	expect_same got want
}

@test "columns are chosen, ordered and renamed; rows by value" {
	green-export --columns name,attained_rate=rate,wave \
		--where 'level=city|province' --where wave=2022 stats >got
	cat >want <<-'END'
	name,rate,wave
	鹤岗市,62.12,2022
	哈尔滨市,59.995,2022
	全省,,2022
	END
	expect_same got want
	green-export --columns code --where attained_rate= stats >got
	printf 'code\n230000\n' >want
	expect_same got want
}

@test "rows are sorted bytewise, by number, downwards" {
	green-export --columns code --sort code stats >got
	printf '%s\n' code 230000 230100 230400 230402 >want
	expect_same got want
	green-export --columns attained --sort attained stats >got
	printf '%s\n' attained 1896 41 677 7 >want
	expect_same got want
	green-export --columns attained --sort wave,attained:n stats >got
	printf '%s\n' attained 7 41 677 1896 >want
	expect_same got want
	green-export --columns attained --sort attained:n:r stats >got
	printf '%s\n' attained 1896 677 41 7 >want
	expect_same got want
}

@test "equal rows stay as they came" {
	green-export --columns code --sort wave stats >got
	printf '%s\n' code 230400 230100 230000 230402 >want
	expect_same got want
}

@test "a table is aligned by width, numbers right" {
	green-export --format text --columns \
		name,attained,attained_rate,level stats >got
	cat >want <<-'END'
	name      attained  attained_rate  level
	鹤岗市          41          62.12  city
	哈尔滨市       677         59.995  city
	全省          1896                 province
	向阳区           7         100.00  county
	END
	expect_same got want
}

@test "a cell that a spreadsheet would run is guarded, a number is not" {
	{
		tsv wave a b
		tsv 2021 '=HYPERLINK("x","y")' -12.5
		tsv 2021 '　＝1+1' +5
		tsv 2021 @x -1-1
	} | stream >in
	green-export in >got
	cat >want <<-'END'
	wave,a,b
	2021,"'=HYPERLINK(""x"",""y"")",-12.5
	2021,'　＝1+1,+5
	2021,'@x,'-1-1
	END
	expect_same got want
}

@test "a table shows controls instead of sending them" {
	{
		tsv a
		printf 'x\033[31my\n'
	} | stream >in
	green-export --format text in >got
	printf 'a\nx\357\277\275[31my\n' >want
	expect_same got want
}

@test "bars stand beside the rows, exact to an eighth, with the target marked" {
	{
		tsv name n need
		tsv 一 40 20
		tsv two 20 20
		tsv three 19.9 20
		tsv four 0 20
		tsv five - 20
		tsv six -3 20
		tsv seven 0.5 -
		tsv eight 30.25 30.5
	} | stream >in
	green-export --format text --bars n --target need in >got
	cat >want <<-'END'
	name       n  need  0                                     40
	一        40    20  ████████████████████┃███████████████████
	two       20    20  ████████████████████┃
	three   19.9    20  ███████████████████▉│
	four       0    20                      │
	five            20
	six       -3    20
	seven    0.5        ▌
	eight  30.25  30.5  ██████████████████████████████│
	END
	expect_same got want
	# a number for all
	[ "$(green-export --format text --columns n --bars n --target 30 in |
		sed -n 2p)" = '   40  ██████████████████████████████┃█████████' ]
	expect_status 2 green-export --bars n in
	expect_words '--bars are drawn in --format text'
	expect_status 2 green-export --format text --target 3 in
	expect_status 2 green-export --format text --bars x in
	expect_status 2 green-export --format text --bars n --target x in
	expect_words "'x' is neither a number nor a column of the table"
}

@test "rows with bars fit the terminal, or what is asked, and no pipe is one" {
	{
		tsv name n
		tsv 哈尔滨市道里区 40
		tsv two 10
	} | stream >in
	bars=(--format text --bars n --target 30)
	green-export "${bars[@]}" in >plain
	# the width of cells is 14 and 2, with two blanks behind each
	green-export "${bars[@]}" --width 50 in >got
	cat >want <<-'END'
	name             n  0                           40
	哈尔滨市道里区  40  ██████████████████████┃███████
	two             10  ███████▌              │
	END
	expect_same got want
	[ "$(green-export "${bars[@]}" --width 100 in | sed -n 1p | wc -L)" -eq 100 ]
	[ "$(green-export "${bars[@]}" --width 5 in | sed -n 1p | wc -L)" -eq 30 ]
	at_terminal() {
		script -qec "stty cols $1; green-export ${bars[*]} ${*:2}" /dev/null \
			</dev/null | tr -d '\r'
	}
	at_terminal 50 in >got
	expect_same got want
	at_terminal 200 in >got
	expect_same got plain
	COLUMNS=50 at_terminal 200 in >got
	expect_same got want
	# what goes elsewhere is the same, whatever stands in the environment
	COLUMNS=50 at_terminal 50 -o file in >got
	expect_same file plain
	[ "$(cat got)" = '' ]
	COLUMNS=50 green-export "${bars[@]}" in | cmp - plain
	expect_status 2 green-export --format text --width 50 in
	expect_words '--width needs --bars'
	expect_status 2 green-export "${bars[@]}" --width 0 in
}

@test "every CSV reader gives the fields back" {
	{
		tsv wave raw
		tsv 2021 'a,b'
		tsv 2021 'say "x"'
		tsv 2021 ' two  blanks '
		tsv 2021 -
	} | stream >in
	green-export in >out.csv
	python3 - out.csv >got <<-'END'
	import csv, sys
	for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")):
	    print("|".join(row))
	END
	cat >want <<-'END'
	wave|raw
	2021|a,b
	2021|say "x"
	2021| two  blanks 
	2021|
	END
	expect_same got want
}

@test "a stream cut short is exported no further than an error" {
	body stats >torn
	expect_status 3 green-export -o out.csv torn
	[ ! -e out.csv ]
}

@test "what cannot be is refused" {
	expect_status 2 green-export --columns nothing stats
	expect_words "the input has no column 'nothing'"
	expect_status 2 green-export --where level stats
	expect_words "'level' is not COLUMN=VALUE"
	expect_status 2 green-export --sort level,x stats
	expect_words "the input has no column 'x'"
	expect_status 2 green-export --format xml stats
	expect_status 2 green-export --columns code,level=code stats
	expect_words "two columns would be called 'code'"
}

# formats: the names of the list, a line each, as a refusal says them.
formats() {
	expect_status 2 green-export --format=no-such-form stats
	sed -n "s/.*'no-such-form' is none of //p" <<<"$stderr" | tr '|' '\n'
}

@test "--help and the man page have every format of the list, and no other" {
	formats >names
	[ "$(wc -l <names)" -ge 2 ]
	green-export --help | sed -n 's/^ *--format=\([^ ]*\).*/\1/p' |
		tr '|' '\n' >help
	expect_same help names
	sed -n '/in one of these forms/,/options/s/^\.It Cm //p' \
		"$ROOT/src/programs/green-export.1" >page
	expect_same page names
}

@test "every format of the list writes a table, the first if none is named" {
	formats >names
	while read -r name; do
		green-export --format "$name" stats >"as.$name"
		[ -s "as.$name" ]
	done <names
	green-export stats >unsaid
	expect_same unsaid "as.$(head -n 1 names)"
	green-export --format text --format csv stats >last
	expect_same last as.csv
}

@test "a table is sorted and chosen as CSV is" {
	green-export --format text --columns code,attained=n --sort attained:n \
		--where level=city stats >got
	printf '%s\n' '  code    n' '230400   41' '230100  677' >want
	expect_same got want
}

@test "no rows are a header" {
	stream <<<"$(tsv a b)" >in
	[ "$(green-export in)" = a,b ]
	[ "$(green-export --format text in)" = 'a  b' ]
}

@test "JSON has every number as it is written, and codes as strings" {
	{
		tsv wave code attained_rate population name x
		tsv 2022 230100 59.995 12345678901234567890.10 "a\"b\\" 007
		tsv 2022 230200 -0.70 - "=1+1" 1.50
	} | stream green-stats >in
	green-export --format json in >got
	cat >want <<-'END'
	[
	{"wave": 2022, "code": "230100", "attained_rate": 59.995, "population": 12345678901234567890.10, "name": "a\"b\\", "x": "007"},
	{"wave": 2022, "code": "230200", "attained_rate": -0.70, "population": null, "name": "=1+1", "x": 1.50}
	]
	END
	expect_same got want
	jq -e 'length == 2' got
	stream <<<"$(tsv a b)" >none
	[ "$(green-export --format json none | jq -c .)" = '[]' ]
}

@test "Markdown is no markup but its own, and numbers stand right" {
	{
		tsv name attained
		tsv '<b>a|b\c_d[e]' 41
	} | stream green-stats >in
	green-export --format markdown in >got
	cat >want <<-'END'
	| name | attained |
	| --- | ---: |
	| &lt;b>a\|b\\c\_d\[e\] | 41 |
	END
	expect_same got want
}

@test "a workbook has numbers, codes and long numbers as they are, and no formula" {
	{
		tsv wave code attained_rate population name x
		tsv 2022 230100 8.7 12345678901234567890.10 "=1+1" 007
		tsv 2022 230200 -0.70 - "+cmd|' /C calc'!A0" "@x"
	} | stream green-stats >in
	green-export --format xlsx -o one.xlsx in
	for zone in Asia/Shanghai America/St_Johns Pacific/Kiritimati; do
		TZ=$zone green-export --format xlsx in | cmp - one.xlsx
	done
	book=$ROOT/tests/e2e/lib/release_book.py
	/usr/bin/python3 -B -W ignore "$book" parts one.xlsx
	/usr/bin/python3 -B -W ignore "$book" dump one.xlsx | cut -f2- >got
	grep -v '1	s' got | grep -vP '^[A-F]1\t' >cells
	tr '|' '\t' >want <<-'END'
	A2|n|2022
	B2|s|230100
	C2|n|8.7
	D2|s|12345678901234567890.10
	E2|s|=1+1
	F2|s|007
	A3|n|2022
	B3|s|230200
	C3|n|-0.7
	END
	head -n 9 cells >begin
	expect_same begin want
	grep -qF "E3	s	+cmd|' /C calc'!A0" got
	# what no XML can have
	printf 'a\nx\xEF\xBF\xBEy\xEF\xBF\xBFz\x01\n' |
		green-export --foreign --format xlsx -o odd.xlsx
	/usr/bin/python3 -B -W ignore "$book" parts odd.xlsx
	expect_status 4 bash -c 'green-export --format xlsx in >/dev/full'
	TMPDIR=/nowhere expect_status 4 green-export --format xlsx in
}

@test "a sheet that could not be kept whole is a failure, though its workbook would fit" {
	{
		tsv wave code attained_rate
		seq -f '2022	%.0f	8.7' 230001 236000
	} | stream green-stats >in
	green-export --format xlsx -o well.xlsx in
	[ "$(wc -c <well.xlsx)" -lt 150000 ]
	expect_status 4 bash -c 'ulimit -f 250; trap "" XFSZ
		exec green-export --format xlsx -o cut.xlsx in'
	expect_words 'a workbook cannot be written'
	[ ! -e cut.xlsx ]
}

@test "a number in a workbook is that decimal, digit by digit; of more than 15 a text" {
	/usr/bin/python3 -B "$ROOT/tests/e2e/lib/decimals.py" make 20000 >numbers
	{
		tsv attained_rate
		cat numbers
	} | stream green-stats | green-export --format xlsx -o numbers.xlsx
	/usr/bin/python3 -B "$ROOT/tests/e2e/lib/decimals.py" read numbers.xlsx \
		<numbers
}

@test "headings are titles, of the standard, too; a name that was given stays" {
	unset GREEN_STANDARD
	[ "$(green-export --headings zh stats | head -n 1)" = \
	    '年度,层级,代码,名称,达标,达标率' ]
	[ "$(green-export --headings en --columns name,attained=n stats |
		head -n 1)" = 'Name,n' ]
	{
		tsv community_code c01 households odd
		tsv 230102001001 1 12 x
	} | stream green-score >in
	[ "$(green-export --headings zh in | head -n 1)" = \
	    '社区代码,c01,households,odd' ]
	green-export --standard "$ROOT/pipelines/heilongjiang-2020" \
		--headings zh in | head -n 1 >got
	grep -q '^社区代码,C01 .*,.*户.*,odd$' got
	expect_status 2 green-export --headings fr stats
}

@test "--bom is a mark in front of CSV, and of nothing else" {
	green-export stats >plain
	green-export --bom stats >marked
	{ printf '\xEF\xBB\xBF'; cat plain; } | cmp - marked
	expect_status 2 green-export --bom --format json stats
	expect_words 'only --format csv has a byte order mark'
}
