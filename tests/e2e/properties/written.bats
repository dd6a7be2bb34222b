#!/usr/bin/env bats
# Text as people and programs write it, from a delivery's bytes to its unit.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	REGISTER=$ROOT/sample-data/register.csv
}

# chain FILE: green-ingest, clean and match; their findings in f, in order.
chain() {
	green-ingest -q --wave 2022 --findings f1 --set-aside s1 \
		--layout layout.tsv -o rows.tsv "$1" &&
		green-clean -q --findings f2 -o clean.tsv rows.tsv &&
		green-match -q --register "$REGISTER" --findings f3 \
			--set-aside s3 -o out.tsv clean.tsv || return
	for n in 1 2 3; do rows "f$n"; done >f
}

# cells COLUMN...: of the records that were found, with line and code.
cells() {
	local columns=line,community_code
	[ $# -eq 0 ] || columns+=,$(IFS=,; echo "$*")
	green-export --columns "$columns" out.tsv | sed 1d | tr '\n' ' '
}

# found COLUMN: line, rule, action and raw text of the findings in a column.
found() {
	awk -F '\t' -v c="$1" '$5 == c { printf "%s %s %s %s;", $3, $6, $7, $8 }' f
}

@test "ruling 39: a test row and a foreign one vouch for nothing below them" {
	cat >in.csv <<-'END'
	市（地）,县（市、区）,街道（乡镇）,统计用区划代码,社区名称,居民户数（户）
	哈尔滨市,南岗区,某街道,110101001001,多福巷社区,5
	,,,,省报社社区,10
	哈尔滨市,道里区,兆麟街道,,索菲亚社区,10
	,道外区,某街道,,测试社区,10
	,,,,兆麟社区,10
	哈尔滨市,道里区,兆麟街道,,兆麟社区,10
	,,,,测试,10
	,,,,森林社区,10
	,,某街道,1.10101E+11,多福巷社区,5
	,,,230102001005,安红社区,10
	哈尔滨市,道里区,兆麟街道,230102001004,森林社区,10
	,,,,省报社社区,10
	END
	chain in.csv
	[ "$(cells)" = '4,230102001002 7,230102001003 9,230102001004 12,230102001004 13,230102001001 ' ] ||
		die "$(cells)" "$(cat f)"
	# nothing is held against a row that follows but what it says itself
	[ -z "$(found county_name)$(found street_name)" ] || die "$(cat f)"
}

@test "ruling 39: a name that was lost stands by a good code, another does not" {
	cat >in.csv <<-'END'
	统计用区划代码,社区名称,居民户数（户）
	230102001001,,10
	230102001002,　,10
	230102001003,？？,10
	230102001004,锟斤拷锟斤拷,10
	230102003001,#N/A,10
	230102003002,#####,10
	230102003003,?,10
	230102001001,省报锟斤拷社区,10
	230102001001,索菲亚社区,10
	230102001001,#1社区,10
	230102001999,??,10
	,???,10
	END
	chain in.csv
	[ "$(cells)" = '2,230102001001 3,230102001002 4,230102001003 5,230102001004 6,230102003001 7,230102003002 8,230102003003 ' ] ||
		die "$(cells)" "$(cat f)"
	[ "$(awk -F '\t' '$5 == "community_name" && $7 == "NOTE" && $6 == "K14" {
		printf "%s ", $3 }' f)" = '2 3 4 5 6 7 8 12 ' ] || die "$(cat f)"
	[ "$(awk -F '\t' '$7 == "SETASIDE" { printf "%s %s ", $3, $6 }' f)" = \
		'9 K14 10 K14 11 K14 12 R09 13 K15 ' ] || die "$(cat f)"
	! grep -q 'community_name	M01' f || die "$(cat f)"
}

@test "ruling 39: a missing column is one finding, not one a row" {
	printf '%s\n' 统计用区划代码,居民户数（户） 230102001001,1 \
		230102001002,2 230102001003,3 >in.csv
	chain in.csv
	[ "$(cells | wc -w)" -eq 3 ]
	[ "$(found community_name)" = '1 L17 NOTE ;' ] || die "$(cat f)"
	[ "$(found participating)" = '1 L17 ASK ;' ] || die "$(cat f)"
	[ "$(awk -F '\t' '$3 > 1' f)" = '' ] || die "$(cat f)"
}

@test "ruling 39: a query shows what was written, not what the heading adds" {
	cat >in.csv <<-'END'
	统计用区划代码,社区名称,常住人口（万人）,集中绿地面积（公顷）
	230102001001,省报社社区,1-2,约3多
	230102001002,索菲亚社区,3-4万人,7多公顷
	230102001003,兆麟社区,5多,0.35
	230102001004,森林社区,约5万人,1
	END
	chain in.csv
	green-normalise -q --as-of 2022-12-31 -o records.tsv out.tsv
	cat f1 f2 f3 >all.tsv
	green-query -q --out sheets --rows records.tsv --raw rows.tsv \
		--layout layout.tsv all.tsv >/dev/null
	python3 - sheets/*.csv >written <<-'END'
	import csv, sys
	for row in csv.reader(open(sys.argv[1], encoding="utf-8-sig")):
	    if "-population-" in row[0] or "-c07_" in row[0]:
	        print(row[5])
	END
	[ "$(sort written | tr '\n' ' ')" = '「1-2」 「3-4万人」 「5多」 「7多公顷」 「约3多」 「约5万人」 ' ] ||
		die "$(cat written)"
	# and what it asks about is still known by the whole of it
	grep -q '230102001003.*0.35公顷' rows.tsv
}
