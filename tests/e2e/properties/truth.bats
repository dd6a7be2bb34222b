#!/usr/bin/env bats
# Every cell of the records against what was meant: what can be read is read
# as it was meant, what cannot is in query, and nothing else is; and every form
# of the catalogue is among what was put in.

load ../lib/helpers

# Two cities, counties with names that are easily mistaken, and one of the
# codes that statisticians alone use.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	awk -F, 'NR == 1 || $3 == 230400 || $3 == 232700 || $5 == 230103 ||
	    $5 == 230110 || $5 == 230671 || $5 == 231221' \
	    "$ROOT/sample-data/register.csv" >register.csv
}

# compare RECORDS: against the truth of `made`.
compare() {
	python3 "$ROOT/tests/recompute/cells.py" --data made \
		--as-of 2022-12-31 --findings made/releases/current/findings.csv \
		"$1"
}

@test "of untidy deliveries no cell is misread, and none asked in vain" {
	sweep 2 < <(seq 1 20)
	for seed in "${cases[@]}"; do
		rm -rf made
		green-synth --register register.csv --seed "$seed" \
			--mess heavy --out made
		"$ROOT/pipelines/nightly" -q --quiet-period 0 --data made --as-of 2022-12-31
		compare made/releases/current/records.tsv || die "seed $seed"
		python3 "$ROOT/tests/recompute/recompute.py" --data made \
			--published made/releases/current --as-of 2022-12-31 ||
			die "seed $seed"
	done
}

@test "every form of the catalogue and of the table is among them" {
	for seed in 1 2 4; do
		green-synth --register register.csv --seed "$seed" \
			--mess heavy --out "made.$seed"
	done
	python3 - made.*/truth/defects.csv >injected <<-'END'
	import csv, sys
	for path in sys.argv[1:]:
	    for d in csv.DictReader(open(path, encoding="utf-8")):
	        print(d["id"])
	END
	sort -u -o injected injected
	awk -F'\t' 'NR > 1 && $2 == "" { print $1 }' \
		"$ROOT/tests/e2e/fixtures/catalogue-ids.tsv" | sort >catalogue
	[ -z "$(comm -13 injected catalogue)" ] ||
		die "never put in:" "$(comm -13 injected catalogue)"
	python3 - "$GREEN_STANDARD/mess.csv" >table <<-'END'
	import csv, sys
	for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
	    if r["id"] and r["heavy"] not in ("", "0"):
	        print(r["id"])
	END
	sort -u -o table table
	[ -z "$(comm -13 injected table)" ] ||
		die "in the table, never put in:" "$(comm -13 injected table)"
}

@test "what a rule or a program says of a delivery is in the table of ids" {
	grep -rohE '\b[DLYNTKR][0-9]{2}[a-z]?\b' "$ROOT/src" \
		"$GREEN_STANDARD/rules.csv" | sort -u >said
	[ "$(wc -l <said)" -gt 100 ]
	sed 1d "$ROOT/tests/e2e/fixtures/catalogue-ids.tsv" | cut -f1 | sort >ids
	[ -z "$(comm -23 said ids)" ] ||
		die "not in the table:" "$(comm -23 said ids)"
}

@test "the comparison notices a single cell, and a single question" {
	green-synth --register register.csv --mess heavy --wave 2022 --out made
	"$ROOT/pipelines/nightly" -q --quiet-period 0 --data made --as-of 2022-12-31
	compare made/releases/current/records.tsv
	cp made/releases/current/records.tsv .
	python3 - <<-'END'
	lines = open("records.tsv", encoding="utf-8").read().split("\n")
	at = lines[0].split("\t").index("population")
	cells = lines[5].split("\t")
	cells[at] = "?" if cells[at] != "?" else "1"
	lines[5] = "\t".join(cells)
	open("records.tsv", "w", encoding="utf-8").write("\n".join(lines))
	END
	expect_status 1 compare records.tsv
	grep -q '^1 .*population' <<<"$output"
	findings=made/releases/current/findings.csv
	chmod u+w made/releases/current "$findings"
	sed -i '0,/,ASK,/{/,ASK,/d}' "$findings"
	printf '2022,inbox/2022/x.csv,7,,population,M03,ASK,x,?,\n' >>"$findings"
	expect_status 1 compare made/releases/current/records.tsv
	grep -q '^1 not asked: ' <<<"$output"
	grep -q '^1 asked in vain: M03 ASK population' <<<"$output"
}
