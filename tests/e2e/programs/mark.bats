#!/usr/bin/env bats
# green-mark shows what is asked in the deliveries themselves: the sender's own
# workbook, with nothing else changed, or a workbook made of a CSV.

load ../lib/helpers

PYTHON=/usr/bin/python3	# Debian's, which has openpyxl

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir sent
}

# ask FILE...: what is asked of these deliveries of 2021, to asked and parts
ask() {
	local file
	green-ingest -q --keep-going --wave 2021 --layout layouts \
		--findings ingest.found -o rows "$@"
	green-clean -q --findings clean.found -o cleaned rows
	green-query -q --lang zh --rows cleaned --raw rows --layout layouts \
		--asked asked --out queries {ingest,clean}.found >/dev/null
	{
		tsv wave key src path why answers
		for file; do
			tsv 2021 key "$file" "$file" new ''
		done
	} | stream green-inbox >parts
}

marked() {
	green-mark -q --lang zh --parts parts --out "$1" asked >made
}

@test "a workbook comes back with marks, and nothing else of it is changed" {
	local zone file
	"$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" make sent
	ask sent/*.xlsx
	marked out
	expect_status 0 "$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" \
		check sent out/000000 asked
	[[ $output =~ ^[0-9]+\ workbooks,\ [0-9]{2}\ marks$ ]] || die "$output"
	[ "$(rows made | wc -l)" -eq "$(find sent -name '*.xlsx' | wc -l)" ]
	# what is read of it is what was read before
	mkdir ours
	for file in sent/*.xlsx; do
		cp "out/000000/${file#*/}" "ours/${file#*/}"
	done
	for folder in sent ours; do
		green-ingest -q --keep-going --wave 2021 $folder/*.xlsx |
			sed '$d' | cut -f3- >"rows.$folder"
	done
	expect_same rows.sent rows.ours
	# and marks the same once more, where days begin at other times
	for zone in Asia/Shanghai America/New_York; do
		TZ=$zone marked "in.${zone#*/}"
		diff -r out "in.${zone#*/}"
	done
}

@test "a CSV comes back as a workbook that says the same and asks" {
	cp "$ROOT/sample-data/inbox/2021/230606.csv" sent
	ask sent/230606.csv
	marked out
	expect_status 0 "$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" \
		csv sent/230606.csv out/*/230606.xlsx asked
	mkdir ours
	cp out/*/230606.xlsx ours
	for file in sent/230606.csv ours/230606.xlsx; do
		green-ingest -q --wave 2021 --findings found "$file" |
			sed '$d' | cut -f4- >"rows.${file##*.}"
	done
	expect_same rows.csv rows.xlsx
	for zone in Asia/Shanghai America/New_York; do
		TZ=$zone marked "in.${zone#*/}"
		diff -r out "in.${zone#*/}"
	done
}

@test "a sheet of queries as a workbook is the same, and takes answers alone" {
	local zone
	"$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" make sent
	ask sent/*.xlsx
	expect_status 0 "$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" \
		sheet queries/000000.csv queries/000000.xlsx
	[[ $output =~ ^[0-9]{2,}\ queries,\ [0-9]+\ lists$ ]] || die "$output"
	for zone in Asia/Shanghai America/New_York; do
		mv queries "queries.${zone#*/}"
		TZ=$zone ask sent/*.xlsx
		diff -r queries "queries.${zone#*/}"
	done
}

@test "the outbox holds what is asked now, and what others have put there" {
	"$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" make sent
	mkdir -p sent/again
	cp sent/plain.xlsx sent/again
	ask sent/plain.xlsx sent/again/plain.xlsx sent/stored.xlsx
	umask 022
	marked out
	[ "$(cd out && find . -type f | sort | tr '\n' ' ')" = \
		'./.made ./000000/2021-plain.xlsx ./000000/plain.xlsx ./000000/stored.xlsx ' ]
	[ "$(find out -type d -perm 700 | wc -l)" -eq 2 ]
	[ "$(find out -type f -perm 600 | wc -l)" -eq 4 ]
	# a delivery that is none any more is said, and its old mark goes
	echo mine >out/000000/mine.xlsx
	echo 'no workbook' >sent/stored.xlsx
	expect_status 0 green-mark --parts parts --out out asked
	expect_words 'sent/stored\.xlsx'
	[ "$(cd out/000000 && echo *)" = '2021-plain.xlsx mine.xlsx plain.xlsx' ]
	# nothing is asked
	sed -n 1p asked | stream green-query >none
	expect_status 0 green-mark -q --parts parts --out out none
	[ "$(cd out && find . -type f | sort | tr '\n' ' ')" = \
		'./.made ./000000/mine.xlsx ' ]
	# nothing is written where a link leads
	mkdir elsewhere
	mv out was
	ln -s elsewhere out
	expect_status 4 green-mark -q --parts parts --out out asked
	rm out
	mkdir out
	ln -s ../elsewhere out/000000
	expect_status 0 green-mark -q --parts parts --out out asked
	[ -L out/000000.kept ]
	rm -r out/000000 out/.made
	ln -s ../elsewhere/made out/.made
	expect_status 0 green-mark -q --parts parts --out out asked
	[ -z "$(ls elsewhere)" ]
}

@test "a refused workbook comes back with why in its first cell, if it opens" {
	"$PYTHON" - "$ROOT/tests/e2e/lib" <<-'END'
		import sys
		sys.path.insert(0, sys.argv[1])
		from book_parts import HEADINGS, record
		import openpyxl
		book = openpyxl.Workbook()
		book.active.append(["甲", "乙"])
		book.save("sent/no_heading.xlsx")
		book = openpyxl.Workbook()
		book.active.sheet_state = "hidden"
		for name in "上报", "备份":
		    sheet = book.create_sheet(name)
		    sheet.append(HEADINGS)
		    sheet.append(record())
		book.active = 1
		book.save("sent/two_sheets.xlsx")
		data = open("sent/two_sheets.xlsx", "rb").read()
		open("sent/cut_off.xlsx", "wb").write(data[:len(data) // 2])
	END
	printf 'a,b\n1,2\n' >sent/bad.csv
	ask sent/*
	expect_status 0 green-mark --lang zh --parts parts --out out -o made asked
	# the others are known to be refused, and nothing else can be said of them
	[ -z "$stderr" ] || die "$stderr"
	[ "$(cd out/000000 && echo *)" = 'no_heading.xlsx two_sheets.xlsx' ]
	"$PYTHON" - <<-'END'
		import openpyxl
		for name, first, why in ("no_heading", "Sheet", "表头"), ("two_sheets", "上报", "上报, 备份"):
		    book = openpyxl.load_workbook("out/000000/%s.xlsx" % name)
		    marks = [(s.title, c.coordinate, c.comment.text) for s in book for r in s for c in r if c.comment]
		    assert [m[:2] for m in marks] == [(first, "A1")], marks
		    assert why in marks[0][2] and "本文件未能采用" in marks[0][2] and "情况属实" not in marks[0][2], marks
	END
}

@test "a delivery that was read and cannot be marked is told, also with -q" {
	"$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" make sent
	find sent -name '*.xlsx' ! -name plain.xlsx -delete
	"$PYTHON" "$ROOT/tests/e2e/lib/marked_workbooks.py" utf16 sent/plain.xlsx
	ask sent/plain.xlsx
	marked out
	[ "$(rows made | cut -f2-4)" = $'sent/plain.xlsx\t000000/plain.xlsx\t0' ]
	rows made | cut -f5 | grep -q 'UTF-8' || die "$(cat made)"
	[ ! -e out/000000 ]
}
