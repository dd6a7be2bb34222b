#!/usr/bin/env bats
# green-audit: a run balances, and nothing can be taken out of it or put in.

load ../lib/helpers

sides() {
	printf -- '--%s\n' "findings=$1.findings" "set-aside=$1.set-aside" \
	    "ledger=$1.ledger"
}

# The whole chain of a small province, every stream and side file kept; two
# deliveries, so that records are merged, asked about and set aside.
run_chain() {
	local s=$1
	green-ingest -q --wave 2023 $(sides ingest) -o ingest.tsv "$s"/*.csv
	green-clean $(sides clean) -o clean.tsv ingest.tsv
	green-match --register "$TINY/register.csv" $(sides match) \
	    -o match.tsv clean.tsv
	green-dedup $(sides dedup) -o dedup.tsv match.tsv
	green-normalise --as-of 2023-12-31 $(sides normalise) \
	    -o normalise.tsv dedup.tsv
	green-score --as-of 2023-12-31 $(sides score) -o score.tsv \
	    normalise.tsv
	green-tally --ledger tally.ledger -o tally.tsv score.tsv
	green-stats --register "$TINY/register.csv" --ledger stats.ledger \
	    -o stats.tsv tally.tsv
}

setup_file() {
	export GREEN_STANDARD=$TINY/standard RUN=$BATS_FILE_TMPDIR/run
	mkdir "$RUN" "$BATS_FILE_TMPDIR/in"
	cp "$TINY"/inbox/2023/*.csv "$BATS_FILE_TMPDIR/in"
	# one delivery a second time, with a first record that is another
	# answer, and one whose code nobody knows
	first=$(ls "$BATS_FILE_TMPDIR"/in/*.csv | head -n 1)
	sed -e '2s/[^,]*/99999/' "$first" >"$BATS_FILE_TMPDIR/in/again.csv"
	cd "$RUN"
	run_chain "$BATS_FILE_TMPDIR/in"
}

setup() {
	export GREEN_STANDARD=$TINY/standard
	cp -R "$RUN" "$BATS_TEST_TMPDIR/run"
	cd "$BATS_TEST_TMPDIR/run"
}

@test "the run of the test has something of everything" {
	[ "$(rows match.set-aside clean.set-aside | wc -l)" -gt 0 ]
	[ "$(rows dedup.findings | grep -c MERGE)" -gt 0 ]
	[ "$(rows clean.findings | grep -c ASK)" -gt 0 ]
}

@test "a run that balances passes, and every comparison is listed" {
	expect_status 0 green-audit -o audit.out ./*
	[ "$(rows audit.out | cut -f7 | sort -u)" = 1 ]
	for check in balance chain stream set-aside flags queries merges \
	    skips responded queried-cells set-aside-records frame foreign; do
		rows audit.out | cut -f2 | grep -qx "$check" ||
			die "no check '$check'"
	done
}

# each_line remove|double: a sweep over the lines of every file, the trailer made
# to fit.
each_line() {
	PYTHONPATH=$ROOT/tests/e2e/lib python3 - "$1" <<'PY'
import os, subprocess, sys
from sweep import sweep
how, files = sys.argv[1], sorted(os.listdir("."))
tried = 0
for path in files:
    whole = open(path, "rb").read()
    lines = whole.split(b"\n")[:-2]
    end = whole.split(b"\n")[-2].split(b"\t")
    # a remark that changes nothing is counted nowhere
    cases = [n for n in range(1, len(lines))
             if how == "double" or b"\tNOTE\t" not in lines[n]]
    for n in sweep(4, cases, path) if cases else []:
        part = lines[:n] + lines[n:n + 1] * (2 * (how == "double")) \
            + lines[n + 1:]
        body = b"\n".join(part) + b"\n"
        end[2:4] = [b"%d" % (len(part) - 1), b"%d" % len(body)]
        open(path, "wb").write(body + b"\t".join(end) + b"\n")
        run = subprocess.run(["green-audit", "-o", "../audit.out"] + files,
                             stderr=subprocess.PIPE)
        assert run.returncode == 3, (path, n + 1, how, run.returncode)
        assert run.stderr, (path, n + 1, how, "not a word")
        tried += 1
    open(path, "wb").write(whole)
assert tried > len(files), tried
PY
}

@test "a line removed, with a trailer that fits, fails" {
	each_line remove
}

@test "a line doubled, with a trailer that fits, fails" {
	each_line double
}

@test "a line removed without more ado fails and names the file" {
	for file in *; do
		[ "$(rows "$file" | wc -l)" -gt 0 ] || continue
		cp "$file" ../kept
		sed -i 2d "$file"
		expect_status 3 green-audit -o ../audit.out ./*
		expect_words "$file:"
		mv ../kept "$file"
	done
}

@test "a missing file of a program is noticed by the program after it" {
	rm clean.ledger clean.findings clean.set-aside clean.tsv
	mv match.ledger ../kept
	sed '2s/\t\([0-9]*\)\t/\t1\t/5' ../kept | body /dev/stdin |
		stream green-match >match.ledger
	expect_status 3 green-audit ./*
}

@test "ruling 32: nowhere did more respond than there are" {
	at=$(head -n 1 stats.tsv | tr '\t' '\n' | grep -nx registered |
	    cut -d: -f1)
	body stats.tsv | at="$at" awk -F'\t' -v OFS='\t' 'BEGIN { at = ENVIRON["at"] }
		NR == 2 { $at = 0 } { print }' | stream green-stats >../kept
	mv ../kept stats.tsv
	expect_status 3 green-audit -o audit.out ./*
	expect_words 'stats.tsv: wave 2023: [0-9]+: [0-9]+ responded of 0 registered'
}

@test "a foreign stream is refused" {
	body normalise.tsv | stream green-normalise foreign >../kept
	mv ../kept normalise.tsv
	expect_status 3 green-audit ./*
	expect_words 'normalise.tsv was made from foreign input'
}

@test "tallies used twice are noticed" {
	# green-stats refuses them itself, so its ledger has to lie
	body stats.ledger | awk -F'\t' -v OFS='\t' \
	    'NR > 1 { $5 *= 2 } { print }' | stream green-stats >../kept
	mv ../kept stats.ledger
	expect_status 3 green-audit ./*
	expect_words 'green-stats: it read'
}

@test "a query without its finding is named with its place" {
	grep -v ASK clean.findings | sed '$d' | stream green-clean >../kept
	mv ../kept clean.findings
	expect_status 3 green-audit ./*
	expect_words 'is in query, but no finding says why'
}

@test "one finding answers for a column that a delivery lacks" {
	mkdir ../lacks ../lacks/in
	cd ../lacks
	cut -d , -f 1-12,14- "$TINY/inbox/2023/north.csv" >in/north.csv
	! grep -q Pupils in/north.csv || false
	run_chain in
	[ "$(rows ingest.findings | grep -cP '\tpupils\tL17\tASK\t')" -eq 1 ]
	[ "$(rows clean.findings | grep -c pupils)" -eq 0 ]
	expect_status 0 green-audit -o ../audit.out ./*.*
	grep -v 'pupils.L17.ASK' ingest.findings | sed '$d' |
		stream green-ingest >../kept
	mv ../kept ingest.findings
	expect_status 3 green-audit -o ../audit.out ./*.*
	expect_words 'pupils.* is in query, but no finding says why'
}

# ledger PROGRAM PART IN OUT [PART IN OUT]...: a ledger of rows of one wave.
ledger() {
	local program=$1
	shift
	{
		tsv program kind part wave records_in records_out set_aside \
		    merged skipped cells_fixed cells_flagged cells_asked \
		    bytes_in bytes_out
		while [ $# -gt 0 ]; do
			tsv "$program" rows "$1" 2023 "$2" "$3" 0 0 \
			    $(($2 - $3)) 0 0 0 0 0
			shift 3
		done
	} | stream "$program"
}

@test "answers to one delivery of two pass; what was not read whole does not" {
	mkdir ../answered && cd ../answered
	ledger green-ingest a 9 7 b 6 5 >ingest
	ledger green-amend a 7 7 >amend
	ledger green-clean a 7 7 b 5 5 >clean
	expect_status 0 green-audit ingest amend clean
	ledger green-amend a 6 6 >amend
	ledger green-clean a 6 6 b 5 5 >clean
	expect_status 3 green-audit ingest amend clean
	expect_words 'green-amend: a: it read 6 records of wave 2023 where green-ingest wrote 7|green-amend: it read 6 records of wave 2023 where green-ingest wrote 7'
	ledger green-amend a 7 7 >amend
	expect_status 3 green-audit ingest amend clean
	expect_words 'green-clean: it read 11 records of wave 2023 where green-ingest wrote 12'
}
