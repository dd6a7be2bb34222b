#!/usr/bin/env bats
# green-sensitivity: what becomes of rates, ranks and verdicts under other
# rules, computed again in Python.

load ../lib/helpers
load ../lib/figures

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	export GREEN_STANDARD=$PWD/standard
	cp -r "$ROOT/tests/e2e/fixtures/wards" standard
	echo 'attained_target_pct,,,,60,' >>standard/parameters.csv
	SENSITIVITY=standard/sensitivity.py
}

# invent SEED: register.csv and normalised records.
invent() {
	python3 "$SENSITIVITY" make "$1" register.csv |
		green-normalise >records
}

sensitivity() {
	green-sensitivity --register register.csv "$@" records
}

@test "columns" {
	invent 1
	sensitivity >out
	[ "$(head -n 1 out)" = "$(tsv wave level code scenario attained \
		attained_low attained_high attained_rate meets rank rank_best \
		rank_worst points_mean points_rank points_rank_best \
		points_rank_worst)" ]
	sensitivity --table robustness >out
	[ "$(head -n 1 out)" = "$(tsv wave level code registered attained \
		meets scenarios robust changed cities cities_robust \
		cities_robust_rate)" ]
}

@test "every cell is that of an independent computation" {
	local seed
	for seed in 1 2 3; do
		invent "$seed"
		sensitivity --draws 60 --seed "$seed" | sed '1d; /^#end\t/d' >got
		python3 "$SENSITIVITY" table register.csv all 60 50 "$seed" \
			<records >want
		expect_same got want "seed $seed"
	done
	# the scenarios do tell something
	[ "$(cut -f 5 want | sort -u | wc -l)" -gt 5 ]
}

@test "the same under a standard that passes by points" {
	printf '%s\n' pass_rule,points, points_pass,70, >>standard/standard.csv
	invent 4
	sensitivity --draws 60 --spread 90 | sed '1d; /^#end\t/d' >got
	python3 "$SENSITIVITY" table register.csv 70 60 90 1 <records >want
	expect_same got want
	# here weights do move verdicts
	awk -F '\t' '$4 == "weights" && $6 < $7 { n++ } END { exit !n }' got
}

@test "a verdict is robust if no scenario and no draw changes it" {
	invent 5
	sensitivity --draws 20 >all
	sensitivity --draws 20 --table robustness | words >got
	rows all | awk -F '\t' '
		{ k = $1 " " $2 " " $3 }
		$4 == "base" { base[k] = $9; order[++n] = k; next }
		$9 != base[k] { changed[k] = changed[k] ";" $4 }
		END { for (i = 1; i <= n; i++) { k = order[i]
			print k, base[k], (changed[k] == "" ? 1 : 0),
				(changed[k] == "" ? "-" : substr(changed[k], 2))
		} }' >want
	awk '{ print $1, $2, $3, $6, $8, $9 }' got >some
	expect_same some want
	awk '$2 == "city" { n[$1]++; good[$1] += $8 }
		$2 == "province" { share[$1] = $10 " " $11 }
		END { for (w in n) if (share[w] != n[w] " " good[w]) exit 1 }' got
}

@test "no shift and no draws leave those scenarios out" {
	invent 1
	sensitivity --shift 0 --draws 0 | rows /dev/stdin | cut -f4 | sort -u |
		tr '\n' ' ' >got
	[ "$(cat got)" = 'absent:met base common open:met without:W1 without:W2 without:W3 without:W4 ' ]
}

@test "a seed gives the same draws, another one others; the order nothing" {
	printf '%s\n' pass_rule,points, points_pass,70, >>standard/standard.csv
	invent 6
	sensitivity --seed 7 --draws 3 >one
	sensitivity --seed 7 --draws 3 >two
	expect_same one two
	sensitivity --seed 8 --draws 3 >two
	! cmp -s one two || false
	{ head -n 1 records; rows records | sort -r; } | stream green-normalise \
		>sorted && mv sorted records
	sensitivity --seed 7 --draws 3 >two
	expect_same one two
}

@test "nobody, one community, all undetermined: nothing is made up" {
	invent 1
	local case
	stream green-normalise <<<"$(head -n 1 records)" >none
	mv records some
	cp none records
	sensitivity >out
	[ "$(wc -l <out)" = 2 ]
	rows some | head -n 1 >row
	head -n 2 register.csv >one && mv one register.csv
	sed 's/,9[0-9]*,C,9[0-9]*,/,9901,C,990101,/' register.csv >one
	mv one register.csv
	for case in row undetermined; do
		{
			head -n 1 some
			which="$case" awk -F '\t' -v OFS='\t' '{
				$6 = 9901; $7 = 990101
				if (ENVIRON["which"] != "row") for (i = 8; i <= 20; i++)
					$i = "?"
				print }' row
		} | stream green-normalise >records
		sensitivity >out
		if grep -qiE 'nan|inf' out; then die "$(cat out)"; fi
		sensitivity --table robustness >>out
	done
	[[ $(words <out) == *' city 9901 base 0 0 0 0.00 0 1 1 1 0.00 1 1 1'* ]]
}

@test "a standard without a target has no verdicts, and no share" {
	sed -i '/attained_target_pct/d' standard/parameters.csv
	invent 1
	sensitivity | rows /dev/stdin | cut -f9 | sort -u >got
	[ "$(cat got)" = '' ]
	sensitivity --table robustness | rows /dev/stdin |
		cut -f6,8,9- | sort -u >got
	[ "$(tr -d '\t\n' <got)" = '' ]
}

@test "options out of bounds, a city that the register does not have" {
	invent 1
	expect_status 2 green-sensitivity --register register.csv --shift 101 \
		records
	expect_status 2 green-sensitivity records
	sed -i '/,9903,/d' register.csv
	expect_status 3 green-sensitivity --register register.csv records
	expect_words "the register has no unit of city '9903' in wave 20"
}
