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
