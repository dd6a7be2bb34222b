# What tests of figures share (`load figures`): the standard "three boxes" of
# tests/e2e/fixtures/figures, its scored records, and a look at columns by name.
# shellcheck shell=bash

setup() {
	T=$ROOT/tests/e2e/fixtures/figures
	export GREEN_STANDARD=$T/standard
	cd "$BATS_TEST_TMPDIR" || exit
}

# scored <LINES: a scored stream of them (see scored.py).
scored() {
	python3 "$T/scored.py"
}

# register_of N: a register of one county with N units, in register.csv.
register_of() {
	n="$1" awk 'BEGIN { n = ENVIRON["n"] }
		BEGIN {
		print "community_code,community_name,city_code,city_name," \
		    "county_code,county_name,street_code,street_name"
		for (i = 1; i <= n; i++)
			printf "91010%05d,U,9100,Eastbury,9101,Old,s,S\n", i
	}' >register.csv
}

# tally_heading: the header of a tally.
tally_heading() {
	tsv wave county_code measure bin count
}

# figures NAME... <STREAM: these columns of every line; - is empty.
figures() {
	names="$*" awk -F '\t' '
	BEGIN { names = ENVIRON["names"] }
	/^#end\t/ { next }
	NR == 1 {
		n = split(names, name, " ")
		for (i = 1; i <= NF; i++) at[$i] = i
		for (i = 1; i <= n; i++) if (!(name[i] in at)) {
			print "no column " name[i]; exit }
		next
	}
	{
		for (i = 1; i <= n; i++) {
			v = $at[name[i]]
			printf "%s%s", v == "" ? "-" : v, i < n ? " " : "\n"
		}
	}'
}

# words <STREAM: its rows with blanks between the fields; - is empty.
words() {
	sed '1d; /^#end\t/d; s/\t\t/\t-\t/g; s/\t\t/\t-\t/g; s/\t$/\t-/; s/\t/ /g'
}
