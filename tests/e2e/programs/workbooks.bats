#!/usr/bin/env bats
# green-ingest reads a workbook as the CSV that it could have been saved as, and
# better: what only the workbook knows is used, and what is damaged, hostile or
# no workbook is refused by name.

load ../lib/helpers
load ../lib/old_workbook

PYTHON=/usr/bin/python3	# Debian's, which has openpyxl

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "odd and hostile workbooks come to what is right, each" {
	mkdir odd
	python3 "$ROOT/tests/e2e/lib/odd_workbooks.py" make odd
	expect_status 0 green-ingest -q --keep-going --wave 2021 \
		--findings findings --set-aside aside -o rows odd/*
	green-clean -q --findings cleaned -o /dev/null rows
	expect_status 0 python3 "$ROOT/tests/e2e/lib/odd_workbooks.py" check \
		rows findings cleaned
	[[ $output =~ ^[0-9]{3}\ cases,\ 0\ faults$ ]] || die "$output"
}

@test "numbers are, in every format, what openpyxl says they are" {
	"$PYTHON" "$ROOT/tests/e2e/lib/oracle_workbook.py" make .
	expect_status 0 green-ingest -q --wave 2021 -o rows of_1900.xlsx of_1904.xlsx
	expect_status 0 "$PYTHON" "$ROOT/tests/e2e/lib/oracle_workbook.py" check . rows
	[[ $output =~ ^[0-9]{4}\ cells,\ 0\ faults$ ]] || die "$output"
}

# rows_of FILE...: rows and findings of it without their places, to standard output
rows_of() {
	green-ingest -q --keep-going --wave "${wave:-2021}" --findings findings "$@" |
		sed '$d' | cut -f4-
	# of cells too few or too many, and blank rows behind the last, a
	# workbook knows nothing; that it was converted is said of one alone
	sed '$d' findings | grep -vE $'\t(D16|D17|D18|W12)\t' | cut -f4- |
		sed -E 's/(至第|up to line) ?[0-9]+//'
}

@test "deliveries of the sample and their twins give the same rows and findings" {
	local file wave
	sweep 6 < <(printf '%s\n' "$ROOT"/sample-data/inbox/*/*.csv*)
	for file in "${cases[@]}"; do
		wave=${file%/*} wave=${wave##*/}
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
	expect_words 'damaged or cut off .*\[W01\]'
	expect_status 3 green-ingest --wave 2021 --lang zh broken.xlsx
	expect_words '工作簿已损坏或不完整.*\[W01\]'
}

@test "a workbook from before 2007 is read as its converter gives it, without a shell" {
	"$PYTHON" "$ROOT/tests/e2e/lib/twin_workbook.py" \
		"$ROOT/sample-data/inbox/2021/230621.csv" twin.xlsx
	rows_of twin.xlsx >wanted
	# shellcheck disable=SC2016  # the stub's own
	convert_by "cat <&0 >\"$PWD/given\"; echo \"\$@\" >\"$PWD/words\"
		env >\"$PWD/env\"; cat \"$PWD/twin.xlsx\""
	old_workbook Workbook >'a $(id);b.xls'
	export PATH=$PWD/stub:$PATH SECRET=1
	rows_of 'a $(id);b.xls' >rows
	expect_same wanted rows
	rows findings | grep -q $'\t1\t\t\tW12\tNOTE\t.*ssconvert 1\\.12\\.9' ||
		die "$(cat findings)"
	[ "$(green-ingest -q --wave 2021 'a $(id);b.xls' | sed -n 2p | cut -f2)" = \
		'a $(id);b.xls#表' ]
	expect_same given 'a $(id);b.xls'
	# it is told neither names nor what else we know
	[ "$(cat words)" = "--import-type=Gnumeric_Excel:excel \
--export-type=Gnumeric_Excel:xlsx2 /dev/fd/0 fd://1" ]
	! grep -E '^(SECRET|GREEN|ROOT)' env || die "$(cat env)"
	grep -qx HOME=/dev/null env	# where no folder can be left
	# from a pipe and in a gzip, too
	rows_of - <'a $(id);b.xls' >pipe
	gzip -c 'a $(id);b.xls' >b.xls.gz
	rows_of b.xls.gz >packed
	expect_same rows pipe
	expect_same rows packed
}

@test "a converter that is not there, fails, hangs or gives nonsense is a refusal" {
	local words said path=$PATH
	old_workbook Workbook >a.xls
	while IFS='|' read -r words said; do
		convert_by "$words"
		PATH=$PWD/stub:$path GREEN_XLS_SECONDS=1 expect_status 3 \
			green-ingest -q --wave 2021 a.xls -o none
		expect_words "$said.*\[W11\]\$"
	done <<-'END'
		exit 1|ssconvert 1.12.9 cannot read
		kill -9 $$|ssconvert 1.12.9 cannot read
		:|ssconvert 1.12.9 cannot read
		echo nonsense|ssconvert 1.12.9 cannot read
		printf 'PK\003\004nonsense'|ssconvert 1.12.9 cannot read
		sleep 73519 & sleep 73519|ssconvert 1.12.9 did not read within 1 seconds
	END
	# nothing of what it started is left
	! pgrep -f '^sleep 73519$' || die "it still sleeps"
	printf '#!/bin/sh\necho whatever\n' >stub/ssconvert
	PATH=$PWD/stub:$path expect_status 3 green-ingest -q --wave 2021 a.xls
	expect_words 'read only where ssconvert is installed.*\[W11\]'
	# none at all: what is asked of the city says what to do, in its language
	rm stub/ssconvert
	ln -s "$(command -v setpriv)" stub
	expect_status 0 env PATH="$B/bin:$PWD/stub" green-ingest -q -k --wave 2021 \
		--lang zh --set-aside aside --findings found -o rows a.xls
	rows found | grep -q $'\tW11\tSTOP\t.*另存为 .xlsx 或 CSV' ||
		die "$(cat found)"
	[ "$(rows aside | wc -l)" -eq 1 ]
	# of other old files the kind is said without it
	old_workbook WordDocument >b.xls
	expect_status 3 green-ingest -q --wave 2021 b.xls
	expect_words 'no workbook.*\[W04\]'
	old_workbook EncryptedPackage >c.xlsx
	expect_status 3 green-ingest -q --wave 2021 c.xlsx
	expect_words 'encrypted.*\[W03\]'
}
