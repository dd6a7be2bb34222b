#!/usr/bin/env bats
# Every published figure opens down to a cell: figures and verdicts of a release
# are walked there with green-explain, and computed again from the deliveries.

load ../lib/helpers
load ../lib/release
load ../lib/opened

setup_file() {
	make_province "$BATS_FILE_TMPDIR/data"
}

setup() {
	D=$BATS_FILE_TMPDIR/data
	R=$D/releases/current
	cd "$BATS_TEST_TMPDIR" || return
}

walk() {
	python3 "$ROOT/tests/e2e/lib/walk.py" "$@"
}

@test "50 of 50 random figures and verdicts come from the raw cells" {
	sweep 2 < <(seq 1 20)
	for seed in "${cases[@]}"; do
		[ "$(walk "$R" "$D" "$seed" 50)" = '50 of 50' ]
	done
}

@test "and 50 of 50 of a province whose register changes" {
	changing
	[ "$(walk "$R" "$D" 1 50)" = '50 of 50' ]
}

@test "and 10 of 10 of the sample province, 50 of 50 in make soak" {
	local n=10 most=60
	[ -z "${SOAK:-}" ] || n=50 most=130
	mkdir sample
	cp -R "$ROOT"/sample-data/{register,changes,filings}.csv \
		"$ROOT/sample-data/inbox" sample
	night sample 2022-12-31
	[ "$(walk sample/releases/current sample 1 $n $most)" = "$n of $n" ]
}

# changing: the release at hand is one whose units come and go, made once.
changing() {
	D=$BATS_FILE_TMPDIR/changing
	R=$D/releases/current
	[ ! -e "$R" ] || return 0
	python3 "$ROOT/tests/recompute/province.py" \
		"$ROOT/sample-data/register.csv" 5 >units
	green-synth --register units --out "$D" --seed 5 --mess light
	night "$D" 2022-12-31
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
	all_open "$R" >opened || die "$(cat opened)"
	[ "$(head -n 1 opened)" -gt 1000 ]
	changing
	all_open "$R" >>opened || die "$(cat opened)"
	for figure in leverage_count participating_high pm_coverage_open \
	    pm_coverage_gap renovated_2019_in_pilot_covered units_entered \
	    units_left pilot_by_20201231 participating_by_20210630_high \
	    responded_by_20221231; do
		grep -qx $figure opened || die "nothing of $figure"
	done
}
