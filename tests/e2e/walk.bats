#!/usr/bin/env bats
# Every published figure opens down to a cell: figures and verdicts of a release
# are walked there with green-explain, and computed again from the deliveries.

load helpers
load release

setup_file() {
	make_province "$BATS_FILE_TMPDIR/data"
}

setup() {
	D=$BATS_FILE_TMPDIR/data
	R=$D/releases/current
	cd "$BATS_TEST_TMPDIR" || return
}

walk() {
	python3 "$ROOT/tests/e2e/walk.py" "$@"
}

@test "50 of 50 random figures and verdicts come from the raw cells" {
	[ "$(walk "$R" "$D" 1 50)" = '50 of 50' ]
}

# own_release: a copy of the release, to be spoilt.
own_release() {
	mkdir releases
	cp -RL "$R" releases/x
	ln -s "$D/inbox" inbox
	R=$PWD/releases/x
}

@test "the walk sees a figure that was tampered with" {
	own_release
	alter "$R" cities.csv awk -F, -v OFS=, 'NR > 1 { $11++ } 1'
	run walk "$R" "$D" 1 50
	[ "$status" -eq 1 ]
	[[ $output == *attained* ]]
}

# Turn the first yes of a record into a no.
spoil() {
	sed 's/^\(2022\t.*\)\t1\t1\t1\t1\t/\1\t1\t0\t1\t1\t/; $d' |
		stream green-cat
}

@test "the walk sees a cell that was read as something else" {
	own_release
	alter "$R" records.tsv spoil
	run walk "$R" "$D" 1 50
	[ "$status" -eq 1 ]
	[[ $output == *'value inbox/2022/'* ]]
}

@test "every count and sum of a county is that of its communities" {
	for code in $(cut -d, -f3 "$R/counties.csv" | sort -u | grep '^[0-9]')
	do green-explain -q --format tsv "$R" "$code"; done | awk -F'\t' '
		$1 == "wave" || /^#end/ { next }
		$14 == "figure" { check(); name = $2 " " $1 " " $6
			figure = $6; want = $7; sum = 0 }
		$14 == "unit" { sum += $7 }
		function check() {
			if (figure !~ /^(registered|responded|participating|pilot|attained|undetermined|not_responded|ready|reported_attained|near_[12]|population|population_attained|attained_high|flagged|tied|newly_attained|no_longer_attained|sum_.*|.*_numerator|.*_denominator)$/ || want == "")
				return
			seen++
			if (want != sum) { print name ": " want " is not " sum
				bad = 1 } }
		END { check(); exit bad || seen < 300 }'
}
