#!/usr/bin/env bats
# Numbers of persons, in every kind, writing and place, and where none are left.

load ../lib/helpers

numbers() {
	python3 "$ROOT/tests/e2e/lib/personal_forms.py" "$@"
}

# One night over all of them.
setup_file() {
	load ../lib/helpers
	cd "$BATS_FILE_TMPDIR" || exit
	mkdir data
	python3 "$ROOT/tests/e2e/lib/personal_forms.py" make data \
		"$ROOT/sample-data/register.csv" 300 \
		"$GREEN_STANDARD/columns.csv"
	"$ROOT/pipelines/nightly" -v --quiet-period 0 --data data --as-of 2021-12-31 --lang en \
		--jobs 2 >out 2>err || cat err
}

setup() {
	cd "$BATS_FILE_TMPDIR" || exit
}

@test "ruling 43: no file of a release, no side file and no message holds one" {
	grep -q published out
	# what lies in .cache are the side files of the programs
	numbers search data out err
	# the search finds them where they are
	! numbers search data data/inbox/2021/cells.csv >found
	[ "$(wc -l <found)" -gt 900 ]
}

@test "ruling 43: where one was is told" {
	local f=data/releases/current/findings.csv
	grep -q 'cells.csv,.*,remark,R11,NOTE,' "$f"
	grep -q ',\*\*\*\*\*\*\*\*\*\*\*,L14,NOTE,' "$f"
	# an answer has its masked value and its place, which is masked as well
	grep -q 'asked.csv,2,.*,A01,.*\*\*\*.*answers/.*\*\*.*~[0-9a-f]\{8\}:' "$f"
}

@test "ruling 43: names that are masked alike are told apart by their bytes" {
	local f=data/releases/current
	jq -e '[.inputs[] | select(.path | contains("*"))] | length > 60
		and ([.[].path] | length == (unique | length))
		and all(.[]; . as $i | .path |
			test("~" + $i.sha256[0:8] + "(~[0-9]+)?$"))' \
		"$f/manifest.json"
	# the same bytes under several such names: one is read, each is named
	grep '/twin ' "$f/findings.csv" | grep -c ',R06,SKIP,' >twins
	[ "$(cat twins)" -gt 20 ]
	[ "$(grep '/twin ' "$f/findings.csv" | grep ',R06,' | sort -u | wc -l)" \
		-eq "$(cat twins)" ]
}

@test "ruling 43: a delivery with a masked name is found again by its bytes" {
	local code
	code=$(sed -n '301s/,.*//p' data/register.csv)
	grep -q "^2021,$code,.*%2523%23.csv~[0-9a-f]\{8\}," \
		data/releases/current/communities.csv
	expect_status 0 green-explain --lang en data/releases/current "$code"
	[[ $output = *好几次*L17* && $output != *"is gone"* ]] || die "$output"
	printf '%s' "$output" >card
	numbers search data card
	# one that was changed is not the one
	find data/inbox -name '%23#.csv' -exec cp {} kept \; \
		-exec sh -c 'echo >>"$1"' - {} \;
	expect_status 0 green-explain --lang en data/releases/current "$code"
	[[ $output = *'is gone'* ]]
	find data/inbox -name '%23#.csv' -exec cp kept {} \;
}

@test "ruling 43: messages of programs called by hand hold none" {
	mkdir -p 'x 13812345678'
	printf 'nothing\n' >'x 13812345678/138-1234-5678.csv'
	expect_status 3 green-ingest --wave 2021 'x 13812345678/138-1234-5678.csv'
	expect_words 'x \*{11}/\*{3}-\*{4}-\*{4}.csv'
	expect_status 3 green-ingest --wave 2021 none/①③⑧①②③④⑤⑥⑦⑧.csv
	expect_words 'none/\*{11}.csv'
	expect_status 3 green-ingest --wave 2021 $'none/\xa3\xb1\xa3\xb3\xa3\xb8\xa3\xad\xa3\xb1\xa3\xb2\xa3\xb3\xa3\xb4\xa3\xad\xa3\xb5\xa3\xb6\xa3\xb7\xa3\xb8.csv'
	expect_words 'none/\*{3}－\*{4}－\*{4}.csv'
	expect_status 3 green-clean '(0451) 8765-4321.tsv'
	expect_words '\(\*{4}\) \*{4}-\*{4}.tsv'
	expect_status 2 green-clean --standard 13812345678
	[[ $stderr != *13812345678* ]] || die "$stderr"
}
