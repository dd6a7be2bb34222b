#!/usr/bin/env bats
# green-match: every code and name of the catalogue, against the register of
# the sample with some units that changed.

load ../lib/helpers

CASES=$ROOT/tests/e2e/fixtures/catalogue-codes.tsv
CODES=$ROOT/tests/e2e/lib/catalogue_codes.py
TEST_TABLES=$ROOT/tests/e2e/fixtures/codes

setup() {
	cd "$BATS_TEST_TMPDIR"
	python3 "$CODES" register "$ROOT/sample-data/register.csv" \
	    "$TEST_TABLES/register.csv" >register.csv
	python3 "$CODES" make "$GREEN_STANDARD" "$CASES" >in.tsv
}

match() {
	green-match -q --register register.csv \
	    --changes "$TEST_TABLES/changes.csv" "$@"
}

match_cases() {
	green-clean -q --findings clean.tsv --fixes fixes.tsv in.tsv |
		match --findings match.tsv --set-aside aside.tsv \
		    --ledger ledger.tsv -o out.tsv
}

check_cases() {
	python3 "$CODES" check "$1" out.tsv fixes.tsv aside.tsv \
	    clean.tsv match.tsv
}

@test "every code and name of the catalogue, and its variants" {
	match_cases
	check_cases "$CASES"
}

@test "the table of codes can fail" {
	match_cases
	sed '2s/230102001001\t-/230102001002\t-/' "$CASES" >wrong.tsv
	expect_status 1 check_cases wrong.tsv
	sed 's/\tSETASIDE\tASK\tK22/\tSETASIDE\tASK\tK21/' "$CASES" >wrong.tsv
	expect_status 1 check_cases wrong.tsv
}

@test "every entry of the catalogue about codes and names has its row" {
	for id in K01 K02 K03 K04 K05 K06 K07 K08 K09 K10 K11 K12 K13 K14 \
	    K15 K16 K17 K17b K18 K19 K20 K21 K22 K23 K24 R09 R10; do
		grep -q "^$id	" "$CASES" || die "$id has no row"
	done
}

@test "no record is lost, and the ledger says where each went" {
	match_cases
	[ "$(rows in.tsv | wc -l)" -eq \
	    "$(rows out.tsv aside.tsv | wc -l)" ]
	rows ledger.tsv | awk -F'\t' '
		{ in_ += $5; out += $6; aside += $7 }
		END { exit !(in_ == out + aside) }'
	[ "$(rows ledger.tsv | awk -F'\t' '{ n += $7 } END { print n }')" -eq \
	    "$(rows aside.tsv | wc -l)" ]
	[ "$(rows ledger.tsv | awk -F'\t' '{ n += $11 } END { print n }')" -eq \
	    "$(rows match.tsv | cut -f7 | grep -c '^FLAG$')" ]
}

# But for a place in query: the register fills it in.
@test "what was matched is matched again to itself, without a word" {
	match_cases
	match --findings again.findings -o again.tsv out.tsv
	[ "$(rows again.findings | wc -l)" -eq 0 ]
	rows out.tsv | grep -v '	?	' >once
	rows again.tsv | grep -vF "$(rows out.tsv | grep '	?	' |
	    cut -f1-3)" >twice
	[ "$(wc -l <once)" -gt 60 ]
	expect_same once twice
}

@test "without a changes table an old code is asked about" {
	match_cases
	green-clean -q in.tsv | green-match -q --register register.csv \
	    --set-aside plain.tsv -o plain.out
	code=$(head -n 1 plain.tsv | tr '\t' '\n' |
		grep -nx community_code | cut -d: -f1)
	rows plain.tsv | cut -f"$code" | grep -qx 230702001001
	rows plain.tsv | cut -f"$code" | grep -qx 230717097004
}

@test "pipe and file give the same bytes" {
	green-clean -q -o cleaned.tsv in.tsv
	match --findings f1 -o a.tsv cleaned.tsv
	match --findings f2 <cleaned.tsv | cat >b.tsv
	expect_same a.tsv b.tsv
	expect_same f1 f2
}

@test "a register or changes table that is wrong is named with its line" {
	sed '3s/^[0-9]*/230102001001/' register.csv >twice.csv
	expect_status 2 green-match --register twice.csv in.tsv
	expect_words 'twice.csv:3'
	printf 'old_code,new_code,date,kind,note\n1,2,2021-01-01,moved,\n' \
	    >changes.csv
	expect_status 2 green-match --register register.csv \
	    --changes changes.csv in.tsv
	expect_words "changes.csv:2.*'moved' is none of"
}

# PERFORMANCE: 32 MB, and 64 bytes a unit besides its names (up to 80 while
# several processors read them, by how they come to meet); measured where a
# country's units are added to a province's.
@test "a register takes 64 to 80 bytes a unit besides its names" {
	[ "$MODE" = release ] || return 0 # instrumented, it says nothing
	head -n 1 in.tsv >head.tsv
	printf 'wave\tcounty_code\tmeasure\tbin\tcount\n' >tallies.tsv
	python3 - <<-'PY'
		import os, subprocess

		def make(path, units):
		    names = 0
		    with open(path, "w") as f:
		        f.write("community_code,community_name,city_code,"
		                "city_name,county_code,county_name,street_code,"
		                "street_name\n")
		        for i in range(units):
		            county, at = divmod(i, 900)
		            street = "%06d%03d" % (230101 + county, 1 + at // 5)
		            place = "第%d街道" % (1 + i // 5)
		            code, name = "%s%03d" % (street, 1 + at % 5), "%d号社区" % i
		            f.write("%s,%s,%s,市,%s,县,%s,%s\n" % (code, name,
		                    street[:4] + "00", street[:6], street, place))
		            names += len(code) + len(name.encode())
		            names += len((street + place).encode()) // 5
		    return names

		def used(program, stream, register):
		    process = subprocess.Popen(
		        ["green-" + program, "--foreign", "-q", "-o", "out.tsv",
		         "--register", register, stream])
		    usage = os.wait4(process.pid, 0)
		    assert usage[1] == 0, program
		    return usage[2].ru_maxrss * 1024

		# less than the small one's is hidden by what Python itself takes
		small, large = 250000, 550000
		first_names = make("small.csv", small)
		names = make("large.csv", large) - first_names
		for program, stream in (("match", "head.tsv"),
		                        ("stats", "tallies.tsv"),
		                        ("absent", "head.tsv")):
		    first = used(program, stream, "small.csv")
		    more = used(program, stream, "large.csv") - first
		    each = (more - names) / (large - small)
		    print(program, first, each)
		    most = (32 << 20) + 80 * small + first_names
		    assert first < most, (program, first, most)
		    assert 0 < each <= 80, (program, each)
	PY
}
