# The tables of tests are held against what they were made from: the public
# corpus and the catalogue of data quality, which are no part of the project and
# lie in the folder $REFERENCE, as corpus and domain.
load ../e2e/lib/helpers

setup() {
	[ -n "${REFERENCE:-}" ] || die "where? REFERENCE names no folder"
	corpus=$REFERENCE/corpus
	catalogue=$REFERENCE/domain/data-quality-catalogue.md
	cd "$BATS_TEST_TMPDIR" || return
}

@test "every file of the corpus gives its stated answer or a known difference" {
	python3 "$ROOT/tests/soak/corpus.py" "$corpus" \
		"$ROOT/tests/soak/corpus-differences.tsv" "$B/tests/csvdump" \
		"$B/bin/green-ingest"
}

@test "real exports of the statistics office: titles and footnotes are skipped" {
	cp -R "$GREEN_STANDARD" std
	sed -i 's/^\(community_name,[^,]*,[^,]*,[^,]*,\)/\1地区|/' std/columns.csv
	[ -n "$(ls "$corpus"/nbs_gbk/*.csv)" ]
	for file in "$corpus"/nbs_gbk/*.csv; do
		expect_status 0 green-ingest --wave 2021 --standard std \
			--findings f --ledger l "$file"
		[ "$(sed -n 2p l | cut -f 6)" -eq 31 ] || die "$file" "$(cat l)"
		[ "$(cut -f 6,7 f | grep -c 'L12')" -ge 2 ]
	done
}

@test "the table of ids is the catalogue's" {
	sed -n 's/^| \([A-Z][0-9][0-9][a-z]\{0,1\}\) |.*/\1/p' "$catalogue" |
		sort >want
	sed 1d "$ROOT/tests/e2e/fixtures/catalogue-ids.tsv" | cut -f1 | sort >got
	expect_same want got
}

@test "every entry has a row that is not the catalogue's" {
	python3 - "$ROOT" "$catalogue" >missing <<-'END'
	import re, sys
	tests = sys.argv[1] + "/tests/e2e/fixtures/catalogue-"
	def lines(name):
	    with open(tests + name + ".tsv", encoding="utf-8") as f:
	        return [l.split("\t") for l in f.read().split("\n")[1:-1]]
	rows = {}
	for name, first, last in (("cells", 2, 3), ("codes", 1, 8),
	                          ("files", 3, 4), ("records", 2, 3)):
	    for row in lines(name):
	        rows.setdefault(row[0], set()).add(" ".join(row[first:last]))
	with open(sys.argv[2], encoding="utf-8") as f:
	    text = dict(re.findall(r"^\| (\w+) \|(.*)$", f.read(), re.M))
	for name, _, why in lines("ids"):
	    if not why and all(c.strip() in text[name] for c in rows[name]):
	        print(name)
	END
	[ ! -s missing ] || die "all from the catalogue:" "$(cat missing)"
}
