# Files as other programs write them, whole and damaged, give a stated answer:
# their records, their bytes, or a reason why not.
load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

splitter() {
	python3 "$ROOT/tests/e2e/lib/splitter_cases.py" "$1" \
		"$B/tests/csvdump" "$B/bin/green-ingest"
}

@test "every file of the table gives its stated answer" {
	expect_status 0 splitter "$ROOT/tests/e2e/fixtures/splitter.tsv"
}

@test "the table of files can fail" {
	local table=$ROOT/tests/e2e/fixtures/splitter.tsv
	sed '/^tabs	/s/"a"/"z"/' "$table" >wrong.tsv
	expect_status 1 splitter wrong.tsv
	[[ $output == "tabs: "*$'\n'*" 1 faults" ]] || die "$output"
	sed '/^never-closed	/s/D14/D15/' "$table" >wrong.tsv
	expect_status 1 splitter wrong.tsv
	[[ $output == "never-closed: "*D14* ]] || die "$output"
	sed -n '/^#/p; /^id/p' "$table" >none.tsv
	expect_status 1 splitter none.tsv
}

@test "every character of GB18030 decodes as itself" {
	python3 "$ROOT/tests/e2e/lib/gb18030_table.py" "$B/tests/csvdump" all.txt
}

@test "Big5, Shift_JIS, EUC-KR, EUC-JP and HZ are refused by name, rare GB18030 is read" {
	python3 "$ROOT/tests/e2e/lib/foreign_sets.py" "$B/tests/csvdump" .
	iconv -f UTF-8 -t GB18030 "$ROOT/sample-data/register.csv" >register.csv
	"$B/tests/csvdump" text register.csv |
		cmp - "$ROOT/sample-data/register.csv"
}

@test "of an export of a statistics office, titles and footnotes are skipped" {
	cp -R "$GREEN_STANDARD" std
	sed -i 's/^\(community_name,[^,]*,[^,]*,[^,]*,\)/\1地区|/' std/columns.csv
	# one of its years is asked, or it would be a list of names (ruling 31)
	sed -i 's/^\(area_km2,[^,]*,[^,]*,[^,]*,\)/\12024年|/' std/columns.csv
	sed 's/$/\r/' "$ROOT/tests/e2e/fixtures/yearbook.csv" |
		iconv -f UTF-8 -t GB18030 >yearbook.csv
	expect_status 0 green-ingest --wave 2021 --standard std \
		--findings f --ledger l yearbook.csv
	[ "$(named records_in records_out skipped <l)" = '10|4|6' ]
	rows f | grep -q '	L12	SKIP	.*2 行，至第 10 行'
}

# named COLUMN... <LEDGER: these cells of its first row
named() {
	want="$*" awk -F '\t' 'BEGIN { want = ENVIRON["want"] }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		NR == 2 { n = split(want, name, " ")
			for (i = 1; i <= n; i++)
				printf "%s%s", $at[name[i]], i < n ? "|" : "\n" }'
}
