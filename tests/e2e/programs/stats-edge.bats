#!/usr/bin/env bats
# Figures at the edges: every table stays defined, whoever is missing.

load ../lib/helpers
load ../lib/figures

# all_tables [OPTION...] <lines for scored.py: every table of figures in
# `out`; none may hold what is no number.
all_tables() {
	scored | green-tally >tally
	green-stats --register "$T/register.csv" "$@" tally >stats
	{
		cat stats
		for table in criteria groups atoms; do
			green-stats --register "$T/register.csv" "$@" \
				--table $table tally
		done
		green-track stats
		green-track --table pace stats
	} >out
	if grep -qiE '(^|\t)-?(nan|inf)(\t|$)' out; then die "$(cat out)"; fi
}

# of WAVE CODE COLUMN...: figures of a place; - is empty.
of() {
	local wave=$1 code=$2
	shift 2
	figures wave code "$@" <stats | sed -n "s/^$wave $code //p"
}

@test "a city that is absent from a wave keeps its line, its gap, its rank" {
	all_tables <<-'END'
	2020 9101001 attained 100 111
	2020 9201001 attained 100 111
	2021 9101001 attained 100 111 prev.status=attained
	END
	[ "$(of 2021 9200 registered responded attained attained_rate_high \
		undetermined not_responded gap rank rank_best rank_worst \
		change_pp newly_attained no_longer_attained wilson_low)" = \
		'2 0 0 100.00 0 2 2 2 1 2 -100.00 0 1 -' ]
	[ "$(of 2020 9200 attained_rate rank change_pp)" = '100.00 1 -' ]
}

@test "nobody responding at all" {
	all_tables --wave 2020 --wave 2021 </dev/null
	[ "$(of 2021 9000 registered responded attained_rate \
		attained_rate_high change_pp population pm_coverage \
		points_mean)" = '6 0 0.00 100.00 0.00 0 - -' ]
}

@test "all undetermined, with nothing else known" {
	all_tables <<-'END'
	2020 9101001 undetermined - UUU participating=? people=? pilot=?
	2020 9201001 undetermined - UUU participating=? people=? pilot=?
	END
	[ "$(of 2020 9200 undetermined attained_rate attained_rate_high near_1 \
		short_1 leverage points_mean participating \
		participating_high)" = '1 0.00 100.00 0 - - - 0 1' ]
	grep -q "^2020	city	9200	X1	0	0	0	1	$(printf '\t')*$" out
}

@test "one community, and one wave of it" {
	all_tables <<-'END'
	2020 9201001 attained 100 NNN
	END
	[ "$(of 2020 9200 attained_rate hypergeometric_low \
		hypergeometric_high wilson_low wilson_high rank)" = \
		'100.00 1 1 100.00 100.00 1' ]
}

# ten_cities SEED: a register of ten small cities, in register.csv, and of what
# responded, attained and is open a tally, in `tally`.  Many rates are equal.
ten_cities() {
	python3 - "$1" <<-'END'
	import random, sys
	draw = random.Random(int(sys.argv[1]))
	with open("register.csv", "w") as register, open("lines", "w") as lines:
	    print("community_code,community_name,city_code,city_name,county_code,"
	          "county_name,street_code,street_name", file=register)
	    print("wave\tcounty_code\tmeasure\tbin\tcount", file=lines)
	    for c in range(10):
	        n = draw.choice((1, 2, 2, 3, 4, 6))
	        for u in range(n):
	            print(f"c{c}{u},U,c{c},C,c{c}x,X,s,S", file=register)
	        open_cases = draw.choice((0, 0, 1, 1, 2))
	        open_cases = min(open_cases, n)
	        absent = draw.randint(0, open_cases)
	        attained = draw.randint(0, n - open_cases)
	        for name, kind, count in (
	                ("responded", "", n - absent),
	                ("status", "attained", attained),
	                ("status", "undetermined", open_cases - absent)):
	            if count:
	                print(f"2021\tc{c}x\t{name}\t{kind}\t{count}", file=lines)
	END
	stream green-tally <lines >tally
}

# every_filling: of the cities in `stats` ranks, and the ranks that any filling of the open cases
# gives, by trying them all.
every_filling() {
	python3 - <<-'END'
	import csv, itertools, sys
	from fractions import Fraction
	with open("stats", newline="") as f:
	    rows = [r for r in csv.DictReader(f, delimiter="\t")
	            if r["level"] == "city"]
	def count(row, name):
	    return int(row[name])
	low = [count(r, "attained") for r in rows]
	high = [a + count(r, "undetermined") + count(r, "not_responded")
	        for a, r in zip(low, rows)]
	whole = [count(r, "registered") for r in rows]
	def ranks(attained):
	    rate = [Fraction(a, n) for a, n in zip(attained, whole)]
	    return [1 + sum(o > r for o in rate) for r in rate]
	seen = [set() for _ in rows]
	for filling in itertools.product(*(range(a, b + 1)
	                                   for a, b in zip(low, high))):
	    for at, rank in zip(seen, ranks(filling)):
	        at.add(rank)
	for r, rank, at in zip(rows, ranks(low), seen):
	    print(r["code"], rank, min(at), max(at))
	END
}

@test "ten cities, many of them equal: ranks, and ranks that are possible" {
	local seed ties=0
	for seed in 1 2 3 4 5; do
		ten_cities "$seed"
		green-stats --register register.csv tally >stats
		awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
			$2 == "city" { print $3, $at["rank"], $at["rank_best"],
				$at["rank_worst"] }' stats >got
		every_filling >want
		expect_same got want "seed $seed"
		ties=$((ties + $(cut -d' ' -f2 got | sort | uniq -d | wc -l)))
	done
	[ "$ties" -gt 3 ]
}

@test "a city that comes, and one that goes, with the register" {
	cat >register.csv <<-'END'
	community_code,community_name,city_code,city_name,county_code,county_name,street_code,street_name,valid_from,valid_to
	a1,U,9100,A,9101,A,s,S,,
	b1,U,9200,B,9201,B,s,S,,2020-12-31
	b2,U,9200,B,9201,B,s,S,,2020-12-31
	c1,U,9300,C,9301,C,s,S,2021-01-01,
	c2,U,9300,C,9301,C,s,S,2021-01-01,2021-12-31
	END
	T=$PWD
	cp -r "$ROOT"/tests/e2e/fixtures/figures/{scored.py,standard} .
	export GREEN_STANDARD=$PWD/standard
	all_tables <<-'END'
	2020 a1 attained 100 111 city_code=9100 county_code=9101
	2020 b1 attained 100 111 city_code=9200 county_code=9201
	2021 a1 attained 100 111 city_code=9100 county_code=9101 prev.status=attained
	2021 c1 attained 100 111 city_code=9300 county_code=9301
	2022 a1 not_attained 0 000 city_code=9100 county_code=9101 prev.status=attained
	2022 c1 attained 100 111 city_code=9300 county_code=9301 prev.status=attained
	END
	awk -F '\t' '$2 == "city" { print $1, $3 }' stats >got
	printf '%s\n' '2020 9100' '2020 9200' '2021 9100' '2021 9300' \
		'2022 9100' '2022 9300' >want
	expect_same got want
	local columns='registered attained_rate change_pp newly_attained
		no_longer_attained units_entered units_left rank rank_change'
	# shellcheck disable=SC2086  # columns are words
	{
		[ "$(of 2021 9300 $columns)" = '2 50.00 - 0 0 2 0 2 -' ]
		[ "$(of 2022 9300 $columns)" = '1 100.00 50.00 0 0 0 1 1 1' ]
		[ "$(of 2021 9000 $columns)" = '3 66.67 0.00 0 0 2 2 - -' ]
		[ "$(of 2022 9000 $columns)" = '2 50.00 -16.67 0 1 0 1 - -' ]
	}
	# who has gone has no obligation in the newest wave but keeps its lines
	green-track --as-of 2022-12-31 stats | cut -f3 | sort -u |
		grep -E '^9[123]00$' | tr '\n' ' ' >got
	[ "$(cat got)" = '9100 9200 9300 ' ]
	green-track --table pace --as-of 2022-12-31 stats |
		awk -F '\t' '$3 == "9300" { print $5, $6, $20 }' >got
	[ "$(cat got)" = '2021 2022 last_day;register_changed' ]
}

@test "a nation is a level of its own above provinces, whose places keep their lines" {
	cp -r "$T/standard" standard
	cat >standard/areas.csv <<-'END'
	prefix,level,code,title_en
	,nation,0000,All
	91,province,9000,East
	92,province,9900,West
	9201,city,county,
	END
	scored <<-'END' | green-tally >tally
	2020 9101001 attained 100 111
	2020 9102001 attained 100 111
	2020 9201001 not_attained 0 000 city_code=9200 county_code=9201
	2021 9101001 attained 100 111 prev.status=attained
	2021 9201001 attained 100 111 city_code=9200 county_code=9201
	END
	GREEN_STANDARD=standard green-stats --register "$T/register.csv" \
		tally >nation
	figures wave level code name registered attained rank <nation >got
	cat >want <<-'END'
	2020 city 9100 Eastbury 5 2 1
	2020 county 9101 Old Town 3 1 -
	2020 county 9102 New Town 2 1 -
	2020 province 9000 East 5 2 1
	2020 city 9201 Harbour 1 0 1
	2020 county 9201 Harbour 1 0 -
	2020 province 9900 West 1 0 2
	2020 nation 0000 All 6 2 -
	2021 city 9100 Eastbury 4 1 1
	2021 county 9101 Old Town 3 1 -
	2021 county 9102 New Town 1 0 -
	2021 province 9000 East 4 1 2
	2021 city 9201 Harbour 2 1 1
	2021 county 9201 Harbour 2 1 -
	2021 province 9900 West 2 1 1
	2021 nation 0000 All 6 2 -
	END
	expect_same want got
	# what a province alone has said of its places is what the nation says
	grep -v ',92' "$T/register.csv" >east.csv
	grep -v '9201' tally | sed '$d' | stream green-tally |
		green-stats --register east.csv >east
	grep -vP '\t(province|nation)\t|^#end|^wave' east >want
	grep -P '\t91[0-9][0-9]\t' nation >got
	expect_same want got
	# no place is left out
	sed -i /^92,/d standard/areas.csv
	GREEN_STANDARD=standard expect_status 3 green-stats \
		--register "$T/register.csv" tally
	expect_words "no province has the county '9201'"
}
