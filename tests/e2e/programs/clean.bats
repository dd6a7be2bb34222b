#!/usr/bin/env bats
# green-clean: every cell of the catalogue, and rules that are one line of a
# table.

load ../lib/helpers

CASES=$ROOT/tests/e2e/fixtures/catalogue-cells.tsv
CELLS=$ROOT/tests/e2e/lib/catalogue_cells.py

setup() {
	cd "$BATS_TEST_TMPDIR"
}

make_cases() {
	python3 "$CELLS" make "$GREEN_STANDARD" "${1:-$CASES}"
}

# cells COLUMN TEXT...: a stream with a record for each text.
cells() {
	local column=$1 text
	shift
	{
		printf 'id\tcolumn\traw\tvalue\taction\trule\trow\n'
		for text; do
			printf 'x\t%s\t%s\t\t-\t\t\n' "$column" "$text"
		done
	} >cases.tsv
	make_cases cases.tsv
}

# read_as COLUMN TEXT VALUE: what one text becomes.
read_as() {
	cells "$1" "$2" | green-clean -q -o one.tsv
	at=$(head -n 1 one.tsv | tr '\t' '\n' | grep -nx "$1" | cut -d: -f1)
	got=$(sed -n 2p one.tsv | cut -f"$at")
	[ "$got" = "$3" ] || die "$1: '$2' is read as '$got', not '$3'"
}

copy_standard() {
	cp -R "$GREEN_STANDARD" standard
	export GREEN_STANDARD=$PWD/standard
}

@test "every cell of the catalogue, and its variants" {
	make_cases >in.tsv
	green-clean --findings f.tsv --fixes x.tsv -o out.tsv in.tsv
	python3 "$CELLS" check "$CASES" out.tsv f.tsv x.tsv
}

@test "ruling 37: an instant has its day by the standard's clocks" {
	copy_standard
	sed -i 's/^utc_offset,+08:00/utc_offset,-03:30/' standard/standard.csv
	read_as survey_date 2022-03-05T03:29Z 2022-03-04
	read_as survey_date 2022-03-05T03:30Z 2022-03-05
	sed -i '/^utc_offset,/d' standard/standard.csv
	cells survey_date 2022-03-05T16:00Z 2022-03-05T16:00 |
		green-clean -q --findings f.tsv -o out.tsv
	[ "$(rows f.tsv | cut -f 5-9 | grep '^survey')" = \
		"survey_date	T02	ASK	2022-03-05T16:00Z	?" ] || die "$(cat f.tsv)"
	rows f.tsv | grep -q '标准没有给出时区'
}

@test "the table of cells can fail" {
	make_cases >in.tsv
	green-clean --findings f.tsv --fixes x.tsv -o out.tsv in.tsv
	sed '2s/230102001001\t-/230102001002\t-/' "$CASES" >wrong.tsv
	! python3 "$CELLS" check wrong.tsv out.tsv f.tsv x.tsv
}

@test "every entry of the catalogue about cells has its row" {
	for id in K01 K02 K03 K04 K05 K06 K07 K08 K09 K10 K11 K12 \
	    N01 N02 N03 N04 N05 N06 N07 N08 N09 N10 N11 N12 N13 N14 N15 N16 \
	    N17 N18 N19 N20 N22 N24 N25 N26 N27 N28 N29 N30 \
	    Y01 Y02 Y03 Y04 Y05 Y06 Y07 Y08 Y09 Y10 Y11 Y12 Y13 Y14 Y15 Y16 \
	    Y17 Y18 Y19 T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11 T12 T14 \
	    T15 M01 M02 M03; do
		grep -q "^$id	" "$CASES" || die "$id has no row"
	done
}

@test "what is clean stays as it is" {
	make_cases >in.tsv
	green-clean -q -o once.tsv in.tsv
	green-clean -q --findings f.tsv -o twice.tsv once.tsv
	expect_same once.tsv twice.tsv
}

@test "one line adds a spelling of yes" {
	copy_standard
	read_as c01_mechanism 绿油油 '?'
	sed -i '1a Y01,value,bool,,绿油油,FIX,1,' standard/rules.csv
	read_as c01_mechanism 绿油油 1
}

@test "one line adds a date form" {
	copy_standard
	read_as survey_date '5-Mar-2021' '?'
	sed -i '1a T01,value,date,,(?<d>[0-9]+)-Mar-(?<y>[0-9]{4}),FIX,"date(y, 3, d)",' \
	    standard/rules.csv
	read_as survey_date '5-Mar-2021' 2021-03-05
}

@test "a hostile pattern is an error of the rule, named with its line" {
	cells community_name "$(printf 'a%.0s' {1..60})" >in.tsv
	# where the end of the text does not show already that none can match
	for pattern in '(a+)+(?=b)|(?<x>x)' '(a|aa)+(?=b)|(?<x>x)' \
	    '(a*)*(?=b)|(?<x>x)' '(\w+\s?)*(?=[!b])|(?<x>x)' \
	    '(.*a){30}(?=b)|(?<x>x)'; do
		for phase in text,FIX value,FLAG; do
			rm -rf standard
			cp -R "$GREEN_STANDARD" standard
			rule="X99,${phase%,*},,community_name,$pattern"
			rule+=",${phase#*,},text(x),"
			sed -i "1a ${rule//\\/\\\\}" standard/rules.csv
			expect_status 2 green-clean --standard standard in.tsv
			expect_words \
			    "rules.csv:2: pattern: .*'aaaa.*match limit exceeded"
		done
	done
}

@test "a hostile pattern is not tried on what it cannot match" {
	cells community_name "$(printf 'a%.0s' {1..60})" >in.tsv
	copy_standard
	sed -i '1a X99,value,,community_name,(a+)+b|(?<x>x),FLAG,text(x),' \
		standard/rules.csv
	green-clean --findings f.tsv -o out.tsv in.tsv
	[ -z "$(rows f.tsv | grep X99)" ]
}

@test "a hostile pattern of units.csv is an error at its line too" {
	cp -R "$GREEN_STANDARD" standard
	sed -i '1a hog,(个+)+[大小],户,1,1' standard/units.csv
	sed -i '1a X98,value,,households,(?<n>[0-9]+)(?<u>.+),FIX,"unit(n,u)",' \
	    standard/rules.csv
	cells households "12$(printf '个%.0s' {1..60})" >in.tsv
	expect_status 2 green-clean --standard standard in.tsv
	expect_words 'units.csv:2: pattern: .*match limit exceeded'
}

@test "a pattern or value that is wrong stops the night at its line" {
	copy_standard
	sed -i '1a X98,value,bool,,(,FIX,1,' standard/rules.csv
	cells c01_mechanism 是 >in.tsv
	expect_status 2 green-clean in.tsv
	expect_words 'rules.csv:2: pattern: the pattern is wrong'
	expect_status 2 green-standard --check
	expect_words 'rules.csv:2: pattern: the pattern is wrong'
}

@test "--explain-rules lists what fired and what never did" {
	cells c01_mechanism 是 是 否 | green-clean -q --explain-rules e.tsv \
	    -o out.tsv
	rows e.tsv | awk -F'\t' '$3 == "c01_mechanism" && $5 == 2' |
		grep -q '^Y01'
	[ "$(rows e.tsv | awk -F'\t' '$3 == "" && $5 == 0' | wc -l)" -gt 50 ]
}

@test "--fixes adds up to what the ledger counts" {
	make_cases >in.tsv
	green-clean -q --fixes x.tsv --ledger l.tsv -o out.tsv in.tsv
	[ "$(rows x.tsv | awk -F'\t' '{ n += $6 } END { print n }')" = \
	    "$(rows l.tsv | cut -f10)" ]
}

# rates SRC TEXT...: records of a delivery with these rates and no counts.
rates() {
	local src=$1 text line=0
	shift
	for text; do
		line=$((line + 1))
		cells c12_pm_rate_reported "$text" | sed -n 2p |
			sed "s/\tcase-2\t1\t/\t$src\t$line\t/"
	done
}

@test "a delivery whose rates are all parts of one is noted once" {
	{
		cells c12_pm_rate_reported x | head -n 1
		rates a.csv 0.35 1 '' 0.52
		rates b.csv 0.35 35
		rates c.csv 0.35
		rates d.csv 0.35 '0.5%'
		rates e.csv 0 0.2
	} | stream green-ingest >in.tsv
	green-clean -q --lang en --findings f.tsv -o out.tsv in.tsv
	rows f.tsv | awk -F'\t' -v OFS='\t' \
	    '$6 == "N21" { print $2, $3, $5, $7, $10 }' >got
	words='rates of this delivery lie between 0 and 1: '
	words+='parts of one rather than percent, it seems'
	{
		tsv a.csv 1 - NOTE "all 3 $words"
		tsv e.csv 1 - NOTE "all 2 $words"
	} >want
	expect_same want got
	# no rate is read by its neighbours
	[ "$(rows f.tsv | awk -F'\t' '$7 == "ASK" && /N19|N20/' | wc -l)" -eq 7 ]
	# said once: what is clean shows no more how it was written
	green-clean -q --findings again.tsv -o twice.tsv out.tsv
	! grep -q N21 again.tsv
}

@test "memory does not grow with different texts" {
	python3 - "$GREEN_STANDARD" <<'PY' | stream >in.tsv
import csv, sys
columns = [c["name"] for c in csv.DictReader(open(
    sys.argv[1] + "/columns.csv", encoding="utf-8")) if c["personal"] != "yes"]
lines = ["\t".join(["wave", "src", "line"] + columns)]
for i in range(30000):
    cell = {"households": "%d 户" % i, "c01_mechanism": "x%d" % i,
            "survey_date": "a%d" % i}
    lines.append("\t".join(["2021", "f", str(i)]
                           + [cell.get(c, "") for c in columns]))
body = "\n".join(lines) + "\n"
sys.stdout.write(body)
PY
	[ "$MODE" = asan ] || ulimit -v 60000
	green-clean -q -o out.tsv in.tsv
}

# Texts as long as a cell that is read can be, of what the patterns speak of.
hostile_texts() {
	python3 - <<-'END'
	parts = """1 12 1, 1,234 1- 户 1户 一 一百 点 ( (1 多 是 是√ □ 年 / 0 渗 E
	    """.split() + [" ", "\u3000"]
	def cut(text, n=999):
	    return text.encode()[:n].decode(errors="ignore")
	for a in parts:
	    for b in parts:
	        print(cut((a + b) * 999))
	        print(cut(a + b * 999))
	        print(cut(a * 999, 990) + b)
	END
}

@test "no shipped pattern needs 40,000 steps for any text that is read" {
	hostile_texts >texts
	steps 40000 "$GREEN_STANDARD" <texts
	# patterns that were found wanting
	cp -R "$GREEN_STANDARD" standard
	sed -i '1a X97,value,int,,"(\\d+(,\\d+)*万?)+(余|多).*",ASK,?,' \
	    standard/rules.csv
	expect_status 1 steps 100000 standard <texts
	grep -q '^rules.csv:2: X97: -47 on' <<<"$output"
}

@test "whatever a city writes, clean reads on" {
	hostile_texts | shuf -n 150 --random-source=/dev/zero >texts
	python3 - "$GREEN_STANDARD" <<'PY' | stream >in.tsv
import csv, sys
columns = [c["name"] for c in csv.DictReader(open(
    sys.argv[1] + "/columns.csv", encoding="utf-8")) if c["personal"] != "yes"]
lines = ["\t".join(["wave", "src", "line"] + columns)]
for i, text in enumerate(open("texts", encoding="utf-8")):
    lines.append("\t".join(["2021", "f", str(i)]
                           + [text.rstrip("\n")] * len(columns)))
body = "\n".join(lines) + "\n"
sys.stdout.write(body)
PY
	green-clean -q -o out.tsv in.tsv
	[ "$(rows out.tsv | wc -l)" -eq 150 ]
}

@test "wherever memory runs out, clean says so or does without" {
	cells c12_pm_rate_reported 0.35 >in.tsv
	green-clean -q -o want.tsv in.tsv
	head -c 48 /dev/zero >calls
	GREEN_FAULT_COUNT=$PWD/calls with_fault '' green-clean -q -o out.tsv \
		in.tsv
	last=$(od -An -t u8 -j 40 -N 8 calls | tr -d ' ')
	[ "$last" -gt 100 ]
	said=0
	for ((n = 1; n <= last; n += 1 + last / 150)); do
		rm -f out.tsv
		status=0
		with_fault "malloc=$n" green-clean -q -o out.tsv in.tsv \
			2>stderr || status=$?
		if [ "$status" -eq 0 ]; then
			expect_same want.tsv out.tsv "call $n"
		else
			[ "$status" -eq 4 ] || die "call $n: $(cat stderr)"
			[ ! -e out.tsv ] || die "call $n: an output appeared"
			grep -q memory stderr
			said=$((said + 1))
		fi
	done
	[ "$said" -gt 50 ]
}

@test "ruling 31: a row of marks for none and untouched templates is aside" {
	python3 - "$GREEN_STANDARD" <<-'PY' | stream green-ingest >in.tsv
	import csv, sys
	with open(sys.argv[1] + "/columns.csv", encoding="utf-8") as f:
	    columns = [c["name"] for c in csv.DictReader(f)
	               if c["personal"] != "yes"]
	rows = [
	    dict(households="/", pilot="是/否", c01_mechanism="□是□否"),
	    dict(households="无", population="—", c04_water="不适用"),
	    dict(c04_water="/", remark="已报", reporter_org="甲街道"),
	    dict(c04_water="/", pilot="\\x"),
	    dict(households="?", pilot="？", c04_water="?"),
	    dict(households="/", pilot="是/否", c01_mechanism="无"),
	    dict(households="无", c05_waterlogging_points="无", c04_water="没有"),
	    dict(c04_water="?", c04_power=" 无 "),
	    # an answer, if only one that cannot be read
	    dict(households="/", c04_water="无", c01_mechanism="无"),
	    dict(c05_waterlogging_points="无"),
	    dict(pilot="是/否", c04_water="否"),
	    dict(pilot="?", c04_water="??"),
	    dict(households="about 3"),
	    dict(households="0", pilot="/"),
	    # what was lost at the door was there
	    dict(pilot="\\x"),
	]
	lines = ["\t".join(["wave", "src", "line"] + columns)]
	for i, row in enumerate(rows):
	    row["community_code"] = "230102001%03d" % (i + 1)
	    lines.append("\t".join(["2021", "a", str(i + 2)]
	                 + [row.get(c, "") for c in columns]))
	body = "\n".join(lines) + "\n"
	sys.stdout.write(body)
	PY
	green-clean -q --findings f.tsv --set-aside aside.tsv --ledger l.tsv \
		-o out.tsv in.tsv
	[ "$(rows out.tsv | cut -f3 | tr '\n' ' ')" = '10 11 12 13 14 15 16 ' ] ||
		die "$(cat f.tsv)"
	[ "$(rows aside.tsv | awk -F'\t' '{ print $3, $(NF - 1) }' |
	    tr '\n' ';')" = '2 R13;3 R13;4 R13;5 R13;6 R13;7 R13;8 R13;9 R13;' ]
	[ "$(rows f.tsv | awk -F'\t' '$6 == "R13" { print $3, $4, $5, $7 }' |
	    head -n 1)" = '2 230102001001 community_code SETASIDE' ]
	rows l.tsv | awk -F'\t' '$5 != $6 + $7 { exit 1 }'
	# cleaned again, nothing of what is left goes
	green-clean -q -o again.tsv out.tsv
	expect_same <(rows out.tsv) <(rows again.tsv)
}

@test "ruling 33: a row of nothing but a database's NULL is none, in columns of every type" {
	local head word
	head=$(python3 -c 'import csv, sys
print(",".join(c["name"] for c in csv.DictReader(open(sys.argv[1]))
               if c["block"] != "ID"))' "$GREEN_STANDARD/columns.csv")
	for word in '\\N' NULL '(null)' nil NaN; do
		{
			echo "community_code,community_name,$head"
			echo "230102001001,省报社社区$(sed "s/[^,]*/$word/g; s/^/,/" <<<"$head")"
		} >null.csv
		green-ingest -q --wave 2021 -o in.tsv null.csv
		green-clean -q --findings f.tsv --set-aside aside.tsv -o out.tsv in.tsv
		[ -z "$(rows out.tsv)" ] || die "$word: $(cat out.tsv f.tsv)"
		[ "$(rows f.tsv | cut -f6)" = R13 ] ||
			die "$word: $(cat f.tsv)"
	done
}

@test "ruling 40: rows of nonsense are set aside when very many cells were asked" {
	# of each delivery rows with all cells bad, a quarter, and over a half
	python3 - "$GREEN_STANDARD" >in.csv <<-'END'
		import csv, sys
		with open(sys.argv[1] + "/columns.csv", encoding="utf-8") as f:
		    columns = [c for c in csv.DictReader(f) if not c["personal"]
		               and c["type"] in ("int", "dec", "bool", "pct")]
		print(",".join(["统计用区划代码", "社区名称"]
		               + [c["title_zh"] for c in columns]))
		n = len(columns)
		rows = 100000 // n
		for i in range(2 * rows):
		    print("230102001001,甲" + ",x" * n)
		print("230102001002,乙" + ",x" * (n // 4) + ",1" * (n - n // 4))
		print("230102001003,丙" + ",x" * (n // 2 + 1) + ",1" * (n - n // 2 - 1))
	END
	cp in.csv again.csv
	for file in in.csv again.csv; do
		green-ingest -q --wave 2021 "$file"
	done | green-clean -q --findings f --set-aside s --ledger l >out
	for file in in.csv again.csv; do
		wrong=$(rows f | awk -F'\t' -v "src=$file" '$2 == src &&
			$7 == "ASK"' | wc -l)
		[ "$wrong" -gt 99000 ] && [ "$wrong" -lt 101000 ] || die "$wrong"
	done
	[ "$(rows out | cut -f4 | tail -n 1)" = 230102001002 ]
	[ "$(rows s | cut -f4 | tail -n 1)" = 230102001003 ]
	[ "$(rows f | cut -f6,7 | grep -c 'D20	SETASIDE')" -eq \
		"$(rows s | wc -l)" ]
	[ "$(($(rows s | wc -l) + $(rows out | wc -l)))" -eq \
		"$((2 * ($(wc -l <in.csv) - 1)))" ]
	# what was cleaned is not judged again
	expect_status 0 green-clean -q out
	[ "$(rows out | wc -l)" -eq "$(rows <(echo "$output") | wc -l)" ]
}
