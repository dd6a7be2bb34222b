#!/usr/bin/env bats
# The sample province: made anew by one command, and its night recomputed.

load helpers

SEEDS_HERE=${SEEDS:-1 2}

# A province of one city in five of the register's, with all that a city sends.
small_register() {
	awk -F, -v seed="$1" 'NR == 1 || (substr($3, 3, 2) + seed) % 5 == 0' \
	    "$ROOT/sample-data/register.csv"
}

recompute() {
	python3 "$ROOT/tests/recompute/recompute.py" --data "$1" \
	    --published "$2" --as-of 2022-12-31 &&
		python3 "$ROOT/tests/recompute/intervals.py" "$2"
}

night() {
	mkdir night
	cp "$1/register.csv" "$1/changes.csv" "$1/filings.csv" night
	cp -R "$1/inbox" night
	"$ROOT/pipelines/nightly" -q --data night --as-of 2022-12-31
}

setup() {
	cd "$BATS_TEST_TMPDIR"
}

@test "the sample province is made anew, byte for byte" {
	mkdir made
	"$ROOT/scripts/make-sample" made "$B/bin/green-synth"
	for what in inbox truth filings.csv changes.csv register.csv; do
		diff -r "made/$what" "$ROOT/sample-data/$what"
	done
	[ "$(du -sb "$ROOT/sample-data" | cut -f1)" -lt 8000000 ]
}

@test "its night is published, and every figure follows from the truth" {
	night "$ROOT/sample-data"
	recompute "$ROOT/sample-data" night/releases/current/
	for wave in 2020 2021 2022; do
		[ "$(grep -c "^$wave,city," \
		    night/releases/current/cities.csv)" -eq 13 ]
		[ "$(grep -c "^$wave,province," \
		    night/releases/current/cities.csv)" -eq 1 ]
	done
}

@test "the recomputation can fail" {
	night "$ROOT/sample-data"
	cp -RL night/releases/current published
	sed -i '3s/,[0-9]*,/,77777,/' published/cities.csv
	! recompute "$ROOT/sample-data" published
}

@test "the same for other seeds, at every level of mess" {
	for seed in $SEEDS_HERE; do
		small_register "$seed" >register.csv
		for mess in none light heavy; do
			rm -rf made night
			green-synth --register register.csv --seed "$seed" \
			    --mess "$mess" --out made
			night made
			recompute made night/releases/current/ ||
				die "seed $seed, mess $mess"
		done
	done
}

@test "no personal data leaves the deliveries" {
	night "$ROOT/sample-data"
	# as they stand in the deliveries, and nowhere else
	zcat -f night/inbox/2022/* | grep -aoE '[^0-9]13[0-9]{9}[^0-9]' |
		grep -q .
	! grep -rE '(^|[^0-9])13[0-9]{9}([^0-9]|$)' --include='*.csv' \
	    --include='*.tsv' night/releases/current/
}
