#!/usr/bin/env bats
# green-ingest reads a workbook as the CSV that it could have been saved as, and
# better: what only the workbook knows is used, and what is damaged, hostile or
# no workbook is refused by name.

load ../lib/helpers

PYTHON=/usr/bin/python3	# Debian's, which has openpyxl

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "odd and hostile workbooks come to what is right, each" {
	mkdir odd
	python3 "$ROOT/tests/e2e/lib/odd_workbooks.py" make odd
	expect_status 0 green-ingest -q --keep-going --wave 2021 \
		--findings findings --set-aside aside -o rows odd/*.xlsx
	expect_status 0 python3 "$ROOT/tests/e2e/lib/odd_workbooks.py" check \
		rows findings
	[[ $output =~ ^[0-9]{2}\ cases,\ 0\ faults$ ]] || die "$output"
}

# rows_of FILE...: rows and findings of it without their places, to standard output
rows_of() {
	green-ingest -q --keep-going --wave 2021 --findings findings "$@" |
		sed '$d' | cut -f4-
	# of cells too few or too many, and blank rows behind the last, a
	# workbook knows nothing
	sed '$d' findings | grep -vE $'\t(D16|D17|D18)\t' | cut -f4- |
		sed -E 's/(至第|up to line) ?[0-9]+//'
}

@test "deliveries of the sample and their twins give the same rows and findings" {
	local file files
	mapfile -t files < <(printf '%s\n' "$ROOT"/sample-data/inbox/2021/*.csv* |
		shuf -n 6 --random-source=<(yes "$SEED"))
	for file in "${files[@]}"; do
		"$PYTHON" "$ROOT/tests/e2e/lib/twin_workbook.py" "$file" twin.xlsx
		rows_of "$file" >csv
		rows_of twin.xlsx >xlsx
		[ "$(wc -l <csv)" -gt 3 ]
		expect_same csv xlsx "$file and its twin differ"
	done
}

@test "a workbook is read from a pipe and in a gzip as from a file" {
	"$PYTHON" "$ROOT/tests/e2e/lib/twin_workbook.py" \
		"$ROOT/sample-data/inbox/2021/230621.csv" twin.xlsx
	rows_of twin.xlsx >file
	# shellcheck disable=SC2002  # a pipe it is to be
	cat twin.xlsx | rows_of - >pipe
	gzip twin.xlsx
	rows_of twin.xlsx.gz >packed
	expect_same file pipe
	expect_same file packed
}

@test "what is refused is named in both languages, and stops without --keep-going" {
	head -c 300 /dev/zero >zeros
	printf 'PK\3\4' | cat - zeros >broken.xlsx
	expect_status 3 green-ingest --wave 2021 broken.xlsx
	expect_words 'damaged or cut off .*\[X01\]'
	expect_status 3 green-ingest --wave 2021 --lang zh broken.xlsx
	expect_words '工作簿已损坏或不完整.*\[X01\]'
}
