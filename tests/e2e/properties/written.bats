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
	c="$1" awk -F '\t' 'BEGIN { c = ENVIRON["c"] }
		$5 == c { printf "%s %s %s %s;", $3, $6, $7, $8 }' f
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
		die "$(cells)" "$(grep -v L17 f)"
	# nothing is held against a row that follows but what it says itself
	[ -z "$(found county_name)$(found street_name)" ] || die "$(grep -v L17 f)"
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
		die "$(cells)" "$(grep -v L17 f)"
	[ "$(awk -F '\t' '$5 == "community_name" && $7 == "NOTE" && $6 == "K14" {
		printf "%s ", $3 }' f)" = '2 3 4 5 6 7 8 12 ' ] || die "$(grep -v L17 f)"
	[ "$(awk -F '\t' '$7 == "SETASIDE" { printf "%s %s ", $3, $6 }' f)" = \
		'9 K14 10 K14 11 K14 12 R09 13 K15 ' ] || die "$(grep -v L17 f)"
	! grep -q 'community_name	M01' f || die "$(grep -v L17 f)"
}

@test "ruling 39: a missing column is one finding, not one a row" {
	printf '%s\n' 统计用区划代码,居民户数（户） 230102001001,1 \
		230102001002,2 230102001003,3 >in.csv
	chain in.csv
	[ "$(cells | wc -w)" -eq 3 ]
	[ "$(found community_name)" = '1 L17 NOTE ;' ] || die "$(grep -v L17 f)"
	[ "$(found participating)" = '1 L17 ASK ;' ] || die "$(grep -v L17 f)"
	[ "$(awk -F '\t' '$3 > 1' f)" = '' ] || die "$(grep -v L17 f)"
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
	        print(row[6])
	END
	[ "$(sort written | tr '\n' ' ')" = '「1-2」 「3-4万人」 「5多」 「7多公顷」 「约3多」 「约5万人」 ' ] ||
		die "$(cat written)"
	# and what it asks about is still known by the whole of it
	grep -q '230102001003.*0.35公顷' rows.tsv
}

@test "ruling 38: names and places are what they are for the eye, and say K17" {
	cat >in.csv <<-'END'
	统计用区划代码,社区名称,县（市、区）,街道（乡镇）,居民⼾数（⼾）
	230403001001,⽴新社区,兴安区,兴安街道,1
	,⾦山社区,兴安区,兴安街道,2
	230403001001,立󠄀新社区居委会,兴安区,兴安街道,3
	230403001001,立新社区,兴安区,兴安⻰街道,4
	230403001001,亲新社区,兴安区,兴安街道,5
	230403001002,金山社区,兴安区,兴󠄀安街道,6
	END
	REGISTER=register.csv
	cp /dev/null register.csv
	{
		sed 1q "$ROOT/sample-data/register.csv"
		python3 - "$ROOT/sample-data/register.csv" <<-'PY'
		import csv, sys
		rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")))
		row = rows[0]
		for code, name in (("230403001001", "立新社区居委会"),
		                   ("230403001002", "金山社区居委会")):
		    row |= dict(community_code=code, community_name=name,
		        city_code="230400", city_name="鹤岗市",
		        county_code="230403", county_name="兴安区",
		        street_code=code[:9], street_name="兴安街道")
		    print(",".join(row.values()))
		PY
	} >register.csv
	chain in.csv
	[ "$(cells households)" = '2,230403001001,1 3,230403001002,2 4,230403001001,3 5,230403001001,4 7,230403001002,6 ' ] ||
		die "$(cells households)" "$(grep -v L17 f)" "$(cat register.csv)"
	[ "$(found community_name)" = '2 K17 FLAG ⽴新社区;3 K17 FLAG ⾦山社区;4 K17 FLAG 立󠄀新社区居委会;6 K19 SETASIDE 亲新社区;' ] ||
		die "$(grep -v L17 f)"
	[ "$(found street_name)" = '5 L09 ASK 兴安⻰街道;7 K17 FLAG 兴󠄀安街道;' ] ||
		die "$(grep -v L17 f)"
}

@test "a street's parents and its former name are taken back, as a name's are" {
	cat >in.csv <<-'END'
	统计用区划代码,社区名称,县（市、区）,街道（乡镇）,居民户数（户）
	,兆麟社区,道里区,哈尔滨市道里区兆麟街道,1
	,森林社区,道里区,兆麟街道（原新阳街道）,2
	230102001002,索菲亚社区,道里区,兆麟街道（曾用名：地段街）,3
	230102001001,省报社社区,道里区（原道里）,兆麟街道,4
	,省报社社区,道里区,兆麟街道（南片）,5
	,索菲亚社区,道里区,兆麟街道办事处,6
	,兆麟社区,,道里区兆麟街道,7
	,森林社区,,哈尔滨市道里区兆麟街道,8
	,森林社区,,大庆市道里区兆麟街道,9
	END
	chain in.csv
	[ "$(cells households)" = '2,230102001003,1 3,230102001004,2 4,230102001002,3 5,230102001001,4 7,230102001002,6 8,230102001003,7 9,230102001004,8 10,230102001004,9 ' ] ||
		die "$(cells households)" "$(grep -v L17 f)"
	[ "$(found street_name)" = '2 K17 FLAG 哈尔滨市道里区兆麟街道;3 K17 FLAG 兆麟街道（原新阳街道）;4 K17 FLAG 兆麟街道（曾用名：地段街）;8 K17 FLAG 道里区兆麟街道;9 K17 FLAG 哈尔滨市道里区兆麟街道;10 L09 ASK 大庆市道里区兆麟街道;' ] ||
		die "$(grep -v L17 f)"
	[ "$(found county_name)" = '5 K17 FLAG 道里区（原道里）;' ] || die "$(grep -v L17 f)"
}

# said LINE: the words of what was set aside or asked in a line.
said() {
	n="$1" awk -F '\t' 'BEGIN { n = ENVIRON["n"] }
		$3 == n && $7 ~ /ASK|SETASIDE/ && $6 != "M01" {
		print $5, $6, $10 }' f
}

@test "a part of the place that is wrong is named, with what is right" {
	cat >in.csv <<-'END'
	统计用区划代码,社区名称,市（地）,县（市、区）,街道（乡镇）,居民户数（户）
	230102001001,省报社社区,哈尔滨市,南岗区,兆麟街道,1
	230102001001,省报社社区,哈尔滨市,道里区,花园街道,2
	,省报社社区,哈尔滨市,南岗区,兆麟街道,3
	,省报社社区,哈尔滨市,道里区,花园街道,4
	,省报社社区,大庆市,道里区,兆麟街道,5
	,氢氦社区,哈尔滨市,道里区,兆麟街道,6
	230102001001,,哈尔滨市,南岗区,,7
	END
	chain in.csv
	[ "$(said 2)" = 'county_name L09 与代码、名称所示的社区不符，名录中为：道里区' ] || die "$(said 2)"
	[ "$(said 3)" = 'street_name L09 与代码、名称所示的社区不符，名录中为：兆麟街道' ] || die "$(said 3)"
	[[ "$(said 4)" == 'community_name R09 无代码，县（市、区）与其余各项不符；'*'230102001001 '* ]] || die "$(said 4)"
	[[ "$(said 5)" == 'community_name K19 无代码，街道与其余各项不符；'*'230102001001 '* ]] || die "$(said 5)"
	[[ "$(said 6)" == 'community_name R09 无代码，市（地）与其余各项不符；'*'230102001001 '* ]] || die "$(said 6)"
	[ "$(said 7)" = 'community_name R09 无代码，名录中该街道无此名称' ] || die "$(said 7)"
	[[ "$(said 8)" == *'K14 无名称，且代码与所在地不一致；'*'230102001001 '* ]] || die "$(said 8)"
}

@test "a text that strayed into a heading or a place costs no time" {
	local text
	text=$(printf '兆%.0s' {1..20000})
	{
		echo "统计用区划代码,社区名称,街道（乡镇）,居民户数（户）,$text"
		echo ',省报社社区,道里区兆麟街道,1,,'
		echo ",省报社社区,${text:0:12000},2,,"
		echo ",省报社社区,${text:0:30}道里区兆麟街道,3,,"
		echo ",${text:0:12000},,4,,"
		echo '230102001002,索菲亚社区,兆麟街道,5,,'
	} >in.csv
	timeout 20 bash -c "$(declare -f chain rows); REGISTER=$REGISTER; chain in.csv"
	[ "$(cells households)" = '2,230102001001,1 4,230102001001,3 6,230102001002,5 ' ] ||
		die "$(cells households)" "$(cut -c-200 f | grep -v L17)"
}

@test "numbers in names suggest each other and are never taken for each other" {
	local name n=1
	{
		sed 1q "$REGISTER"
		for name in 第一 13 第二十 7080; do
			n=$((n + 1))
			echo "23010200100$n,${name}社区居委会,230100,哈尔滨市,230102,道里区,230102001,兆麟街道"
		done
	} >register.csv
	REGISTER=register.csv
	cat >in.csv <<-'END'
	统计用区划代码,社区名称,县（市、区）,街道（乡镇）,居民户数（户）
	,1社区,道里区,兆麟街道,1
	,一社区,道里区,兆麟街道,2
	,十三社区,道里区,兆麟街道,3
	230102001003,第十三社区,道里区,兆麟街道,4
	,20社区,道里区,兆麟街道,5
	,第二社区,道里区,兆麟街道,6
	,第一社区,道里区,兆麟街道,7
	END
	chain in.csv
	[ "$(cells)" = '8,230102001002 ' ] || die "$(cells)"
	[[ "$(said 2)" == *K19*'230102001002 第一社区'* ]] || die "$(said 2)"
	[[ "$(said 3)" == *K19*'230102001002 第一社区'* ]] || die "$(said 3)"
	[[ "$(said 4)" == *K19*'230102001003 13社区'* ]] || die "$(said 4)"
	[[ "$(said 5)" == *K19*'230102001003 13社区'* ]] || die "$(said 5)"
	[[ "$(said 6)" == *K19*'230102001004 第二十社区'* ]] || die "$(said 6)"
	# 第二 differs from 第一 in a character of its name, as any other does
	[[ "$(said 7)" == *K19* ]] || die "$(said 7)"
}
