#!/usr/bin/env bats
# green-workbook: a release as one file has what its tables have, cell by cell,
# as a workbook and as a database, and is the same bytes wherever it is made.
# shellcheck disable=SC2154  # stderr is set by expect_status

load ../lib/helpers
load ../lib/release

setup_file() {
	make_both
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
	R=$BATS_FILE_TMPDIR/province/releases/current
	T=$BATS_FILE_TMPDIR/tiny/releases/current
}

# book COMMAND ARG...: what is known of a book by other programs than ours
book() {
	/usr/bin/python3 -B -W ignore "$ROOT/tests/e2e/lib/release_book.py" "$@"
}

@test "the night's workbook is whole, has every cell, and is verified" {
	book parts "$R/release.xlsx"
	[ "$(book cells "$R/release.xlsx" "$R/")" = '8 tables' ]
	jq -e --arg sum "$(sha256sum <"$R/release.xlsx" | cut -d' ' -f1)" \
	    '.outputs[] | select(.path == "release.xlsx") | .sha256 == $sum' \
	    "$R/manifest.json"
}

@test "the same release gives the same bytes, in any time zone" {
	green-workbook -o book.xlsx "$R"
	cmp book.xlsx "$R/release.xlsx"
	TZ=Asia/Shanghai LC_ALL=de_DE.utf8 green-workbook "$R/" | cmp - book.xlsx
	TZ=America/St_Johns green-workbook "$R" | cmp - book.xlsx
	green-workbook --format sqlite -o book.db "$R"
	TZ=Asia/Shanghai green-workbook --format=sqlite "$R/" | cmp - book.db
	TZ=America/St_Johns green-workbook --format=sqlite "$R" | cmp - book.db
}

@test "titles and words are in the language, of another standard, too" {
	book dump "$R/release.xlsx" >zh
	grep -qP '^封面\tB\d+\ts\t黑龙江省$' zh
	grep -qP '^城市\tL1\ts\t达标率（%）$' zh
	grep -qP '^城市\tL2\ts\tattained_rate$' zh
	grep -qP '^社区\tI\d+\ts\t未达到创建要求$' zh
	! grep -P '^(封面|目录)\t|^说明\t[A-Z]([4-9]|1[0-2])\t' zh |
		grep -qP '\t[A-Za-z]+ [a-z]+ '
	# a definition of a figure, too; none is in the other language
	grep -qP '^说明\tE\d+\ts\t城市社区总数×目标百分比÷100，向上取整$' zh
	grep -qP '^说明\tE\d+\ts\t达标÷城市社区总数$' zh
	! grep -P '^说明\tE\d+\ts\t' zh | grep -P '[A-Za-z]{3}'
	green-workbook --lang en -o en.xlsx "$R"
	book dump en.xlsx >en
	grep -qP '^notes\tE\d+\ts\tceil\(\$attained_target_pct' en
	grep -qP '^notes\tE\d+\ts\tAttained / Registered communities$' en
	! grep -P '^notes\tE\d+\t' en | grep -P '\p{Han}'
	grep -qP '^cities\tL1\ts\tRate of attainment \(%\)$' en
	grep -qP '^communities\tI\d+\ts\tnot_attained$' en
	export GREEN_STANDARD=$TINY/standard
	green-workbook -o tiny.xlsx "$T"
	cmp tiny.xlsx "$T/release.xlsx"
	book parts tiny.xlsx
	book cells tiny.xlsx "$T/"
}

@test "links lead from a city to where its rows begin" {
	/usr/bin/python3 -W ignore - "$R/release.xlsx" <<'END'
import sys
import openpyxl
book = openpyxl.load_workbook(sys.argv[1])
led = 0
for name in "目录", "城市":
    for row in book[name].iter_rows():
        for cell in row:
            link = cell.hyperlink and cell.hyperlink.location
            if not link:
                continue
            sheet, at = link.rsplit("!", 1)
            sheet = book[sheet.strip("'")]
            if at == "A1" or sheet.title == "进度":
                continue
            code = [c.value for c in book["城市"]["C"]]
            city = (row[1].value if name == "目录" else cell.value)
            codes = {r[2].value for r in book["城市"].iter_rows(min_row=3)
                     if r[3].value == city}
            there = [c.value for c in sheet[int(at[1:])]]
            above = [c.value for c in sheet[int(at[1:]) - 1]]
            if sheet.title == "县区":
                assert there[2][:4] in {c[:4] for c in codes}, (city, there)
                assert above[2][:4] != there[2][:4] or above[0] != there[0]
            else:
                assert codes & set(there), (city, sheet.title, there)
            led += 1
assert led > 10, led
END
}

@test "a table of more rows than a sheet goes on in another one" {
	green-workbook --rows 12 -o short.xlsx "$R"
	book parts short.xlsx
	[ "$(book cells short.xlsx "$R/")" = '8 tables' ]
	/usr/bin/python3 -W ignore - short.xlsx <<'END'
import sys
import openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert "社区 (2)" in book.sheetnames
assert max(sheet.max_row for sheet in book if sheet.title[:2] == "社区") == 12
END
	expect_status 2 green-workbook --rows 2 "$R"
	expect_status 2 green-workbook --rows 1048577 "$R"
}

@test "the tables of a database are those of the release, cell by cell" {
	green-workbook --format sqlite -o book.db "$R"
	[ "$(book base book.db "$R/")" = '15 tables 9 views' ]
	sqlite() { /usr/bin/python3 -c '
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print(*row, sep="|")' "$@"; }
	[ "$(sqlite book.db "SELECT typeof(code), typeof(registered),
	    typeof(attained_rate) FROM cities LIMIT 1")" = 'text|integer|real' ]
	sqlite book.db "SELECT sql FROM sqlite_master WHERE name = 'cities'" |
		grep -qF '"attained_rate" REAL, -- 达标率 [%]'
	sqlite book.db "SELECT sql FROM sqlite_master WHERE name = 'communities'" |
		grep -qF 'REFERENCES cities(wave,code)'
	want=$(awk -F, '$2 == "city" && $1 == 2022' "$R/cities.csv" | wc -l)
	[ "$(sqlite book.db 'SELECT count(*) FROM how_far_cities_are')" -eq \
	    $((want + 1)) ]
	[ "$(sqlite book.db 'SELECT count(*) FROM which_communities_attain')" -eq \
	    "$(awk -F, '$9 == "attained"' "$R/communities.csv" | wc -l)" ]
	export GREEN_STANDARD=$TINY/standard
	green-workbook --format sqlite -o tiny.db "$T"
	book base tiny.db "$T/"
}

@test "a release of version 0.1, which had fewer files" {
	export GREEN_STANDARD=$TINY/standard
	local old=old/releases/current n
	python3 -m tarfile -e "$ROOT/tests/e2e/fixtures/data-0.1.tar.xz" old
	green-workbook -q -o old.xlsx "$old"
	book parts old.xlsx
	n=$(book cells old.xlsx "$old/")
	[ "${n% tables}" -ge 7 ]
	green-workbook -q --format sqlite -o old.db "$old"
	book base old.db "$old/"
}

# hostile: a register whose names a spreadsheet, a query or XML might run
hostile() {
	/usr/bin/python3 - "$1" "$2" <<'END'
import csv
import sys
names = ["=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)",
         "=cmd|' /C calc'!A0", "\"; DROP TABLE cities; --", "a' OR '1'='1",
         "]]>&amp;<b>", "{{7*7}}", "＝1+1", "--", "internal:x!A1"]
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
for i, row in enumerate(rows):
    row["community_name"] = names[i % len(names)] + str(i)
    row["street_name"] = names[int(row["street_code"][-3:]) % len(names)]
    row["city_name"] = names[int(row["city_code"][2:4]) % 5]
with open(sys.argv[2], "w", encoding="utf-8") as f:
    out = csv.DictWriter(f, list(rows[0]), lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
END
}

@test "hostile names change no formula, no sheet and no table" {
	hostile "$BATS_FILE_TMPDIR/province.units" hostile.csv
	green-synth --register hostile.csv --out bad --seed 7 --mess none
	night bad 2022-11-15
	bad=bad/releases/current
	book parts $bad/release.xlsx
	book cells $bad/release.xlsx $bad/
	! book dump $bad/release.xlsx | grep -qP '\tf\t'
	book dump $bad/release.xlsx | grep -qF 'DROP TABLE'
	green-workbook --format sqlite -o bad.db $bad
	book base bad.db $bad/
}

@test "negative numbers stay numbers, long ones and codes texts" {
	cp -RL "$R" long
	# of the first county: a sum of 20 digits, a change below 0
	change() {
		/usr/bin/python3 -c '
import csv, sys
rows = list(csv.reader(sys.stdin))
at = {name: i for i, name in enumerate(rows[0])}
rows[1][at["population"]] = "12345678901234567.125"
rows[1][at["change_pp"]] = "-0.70"
rows[1][at["attained_rate"]] = "8.7"
csv.writer(sys.stdout, lineterminator="\n").writerows(rows)'
	}
	alter long counties.csv change
	green-workbook -o long.xlsx long
	book cells long.xlsx long
	book dump long.xlsx >dump
	grep -qP '^县区\tAE3\ts\t12345678901234567.125$' dump
	grep -qP '^县区\tAH3\tn\t-0.7$' dump
	grep -qP '^县区\tL3\tn\t8.7$' dump
	green-workbook --format sqlite -o long.db long
	book base long.db long
}

@test "what is no release: status 3; what cannot be written: 4" {
	mkdir nothing
	expect_status 3 green-workbook nothing
	expect_status 2 green-workbook
	expect_status 2 green-workbook --format ods "$R"
	for file in communities.csv cities.csv queries/000000.csv; do
		[ -e "$R/$file" ] || continue
		cp -RL "$R" changed
		echo >>"changed/$file"
		for format in xlsx sqlite; do
			expect_status 3 green-workbook --format $format -o out changed
			expect_words "$file: is not the file that was published"
			[ ! -e out ]
		done
		rm -r changed
	done
	expect_status 4 bash -c 'green-workbook "$0" >/dev/full' "$R"
	expect_words 'No space left'
	TMPDIR=/nowhere expect_status 4 green-workbook --format sqlite -o out "$R"
	expect_status 4 green-report --workbook nowhere/x -o page.html "$R"
	[ ! -e page.html ]
}
