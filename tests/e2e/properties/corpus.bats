# The public corpus beside the project: stated answers, or known differences.
load helpers

@test "every file of the corpus gives its stated answer or a known difference" {
	local corpus=$ROOT/../shared/corpus
	[ -e "$corpus/manifest.csv" ] || skip "no corpus beside the project"
	python3 "$ROOT/tests/e2e/corpus.py" "$corpus" \
	    "$ROOT/tests/e2e/corpus-differences.tsv" "$B/tests/csvdump" \
	    "$B/bin/green-ingest"
}

@test "real exports of the statistics office: titles and footnotes are skipped" {
	local corpus=$ROOT/../shared/corpus file
	[ -e "$corpus/manifest.csv" ] || skip "no corpus beside the project"
	cd "$BATS_TEST_TMPDIR" || return
	cp -R "$GREEN_STANDARD" std
	sed -i 's/^\(community_name,[^,]*,[^,]*,[^,]*,\)/\1地区|/' std/columns.csv
	for file in "$corpus"/nbs_gbk/*.csv; do
		expect_status 0 green-ingest --wave 2021 --standard std \
		    --findings f --ledger l "$file"
		[ "$(sed -n 2p l | cut -f 6)" -eq 31 ] || die "$file" "$(cat l)"
		[ "$(cut -f 6,7 f | grep -c 'L12')" -ge 2 ]
	done
}
