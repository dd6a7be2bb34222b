#!/usr/bin/env bats
# green-stats: the figures of places, exact, defined, and on the right side of
# every target.

load ../lib/helpers
load ../lib/figures

stats() { green-stats --register "$T/register.csv" "$@"; }

# one_place REGISTERED ATTAINED [RESPONDED [MEASURE BIN COUNT]...]: a register
# of one county with so many units, in register.csv, and a tally in `tally`.
one_place() {
	local registered=$1 attained=$2 responded=${3:-$1}
	shift $(($# < 3 ? $# : 3))
	register_of "$registered"
	{
		tally_heading
		tsv 2021 9101 responded - "$responded"
		tsv 2021 9101 status attained "$attained"
		while [ $# -gt 0 ]; do
			tsv 2021 9101 "$1" "$2" "$3"
			shift 3
		done
	} | stream green-tally >tally
}

# of_city NAME...: the figures of the city's line of `tally`.
of_city() {
	green-stats --register register.csv tally >stats
	figures level "$@" <stats | sed -n 's/^city //p'
}

@test "the columns are those of the design, in its order" {
	want='wave level code name registered responded response_rate'
	want+=' participating participation_rate pilot attained attained_rate'
	want+=' undetermined not_responded attained_rate_low'
	want+=' attained_rate_high ready reported_attained need gap'
	want+=' attained_of_participating near_1 near_2 short_1 short_2'
	want+=' short_3 points_mean points_p25 points_median points_p75'
	want+=' population population_attained pm_coverage change_pp'
	want+=' newly_attained no_longer_attained rank'
	scored </dev/null | green-tally | stats >got
	[ "$(head -n 1 got | cut -f1-37 | tr '\t' ' ')" = "$want" ]
	head -n 1 got | tr '\t' '\n' | sort | uniq -d >twice
	[ ! -s twice ]
}

@test "counties, cities and the province of two waves" {
	scored <<-'END' | green-tally | stats >got
	2020 9101001 attained 100 111 people=100 served=30 reported=1
	2020 9101002 not_attained 66.67 110 people=200 served=50 reported=1
	2020 9102001 undetermined 0 UUU participating=? people=?
	2021 9101001 attained 100 111 people=100 served=30 prev.status=attained
	2021 9101003 attained 100 11N people=10
	2021 9201001 not_participating 100 111 participating=0
	2021 9201002 not_attained 33.33 100
	END
	figures wave level code registered responded attained attained_rate \
	    attained_rate_low attained_rate_high undetermined not_responded \
	    need gap <got >rates
	cat >want <<-'END'
	2020 city 9100 5 3 1 20.00 20.00 80.00 1 2 3 2
	2020 county 9101 3 2 1 33.33 33.33 66.67 0 1 2 1
	2020 county 9102 2 1 0 0.00 0.00 100.00 1 1 2 2
	2020 city 9200 1 0 0 0.00 0.00 100.00 0 1 1 1
	2020 county 9201 1 0 0 0.00 0.00 100.00 0 1 1 1
	2020 province 9000 6 3 1 16.67 16.67 83.33 1 3 4 3
	2021 city 9100 4 2 2 50.00 50.00 100.00 0 2 3 1
	2021 county 9101 3 2 2 66.67 66.67 100.00 0 1 2 0
	2021 county 9102 1 0 0 0.00 0.00 100.00 0 1 1 1
	2021 city 9200 2 2 0 0.00 0.00 0.00 0 0 2 2
	2021 county 9201 2 2 0 0.00 0.00 0.00 0 0 2 2
	2021 province 9000 6 4 2 33.33 33.33 66.67 0 2 4 2
	END
	expect_same rates want rates
	figures code participating participation_rate ready reported_attained \
	    attained_of_participating near_1 near_2 short_1 short_2 \
	    population population_attained pm_coverage rank <got >others
	cat >want <<-'END'
	9100 2 40.00 0 2 50.00 1 0 X3 - 300 100 26.67 1
	9101 2 66.67 0 2 50.00 1 0 X3 - 300 100 26.67 -
	9102 0 0.00 0 0 - 0 0 - - 0 0 - -
	9200 0 0.00 0 0 - 0 0 - - 0 0 - 2
	9201 0 0.00 0 0 - 0 0 - - 0 0 - -
	9000 2 33.33 0 2 50.00 1 0 X3 - 300 100 26.67 -
	9100 2 50.00 0 0 100.00 0 0 - - 110 110 30.00 1
	9101 2 66.67 0 0 100.00 0 0 - - 110 110 30.00 -
	9102 0 0.00 0 0 - 0 0 - - 0 0 - -
	9200 1 50.00 1 0 0.00 0 1 X2 X3 0 0 - 2
	9201 1 50.00 1 0 0.00 0 1 X2 X3 0 0 - -
	9000 3 50.00 1 0 66.67 0 1 X3 X2 110 110 30.00 -
	END
	expect_same others want others
	figures code points_mean points_p25 points_median points_p75 <got |
		sed -n '1p;12p' >points
	cat >want <<-'END'
	9100 55.56 33.34 66.67 83.34
	9000 83.33 83.33 100.00 100.00
	END
	expect_same points want points
}

@test "beside a place's own judgement stands that by the common rules" {
	# county 9101 settles X3 away in 2021, 9201 has done so both years
	scored <<-'END' | green-tally | stats >got
	2020 9101001 not_attained 50 100
	2020 9101002 attained 100 111
	2020 9102001 not_attained 0 000
	2020 9201001 attained 100 11N status_common=not_attained basis=X3:off
	2021 9101001 attained 100 11N status_common=not_attained basis=X3:off
	2021 9101002 undetermined 100 11N status_common=attained basis=X3:off
	2021 9101003 undetermined 50 1UN status_common=undetermined basis=X3:off
	2021 9201001 attained 100 11N status_common=not_attained basis=X3:off
	2021 9201002 attained 100 11N basis=X3:off
	END
	figures wave code own_basis attained attained_common \
	    undetermined_common attained_common_high attained_common_rate \
	    rank rank_common change_pp change_common_pp basis_changed \
	    <got >common
	cat >want <<-'END'
	2020 9100 0 1 1 0 3 20.00 2 1 - - -
	2020 9101 0 1 1 0 2 33.33 - - - - -
	2020 9102 0 0 0 0 1 0.00 - - - - -
	2020 9200 1 1 0 0 0 0.00 1 2 - - -
	2020 9201 1 1 0 0 0 0.00 - - - - -
	2020 9000 1 2 1 0 3 16.67 - - - - -
	2021 9100 3 1 1 1 3 25.00 2 2 5.00 5.00 1
	2021 9101 3 1 1 1 2 33.33 - - 0.00 0.00 1
	2021 9102 0 0 0 0 1 0.00 - - 0.00 0.00 -
	2021 9200 2 2 1 0 1 50.00 1 1 0.00 50.00 0
	2021 9201 2 2 1 0 1 50.00 - - 0.00 50.00 0
	2021 9000 5 3 2 1 4 33.33 - - 16.67 16.67 1
	END
	expect_same common want
	scored <<<'2021 9101001 attained 100 111 status_common=well' >in
	expect_status 3 green-tally in
	expect_words "status_common: 'well' is not a status"
}

@test "changes are over units that both registers have" {
	# 9102002 leaves the register after 2020, 9201002 comes in 2021.
	scored <<-'END' | green-tally | stats >got
	2020 9101001 attained 100 111
	2020 9101002 attained 100 111
	2020 9102002 attained 100 111
	2021 9101001 attained 100 111 prev.status=attained
	2021 9101003 attained 100 111
	2021 9201002 attained 100 111
	END
	figures wave code change_pp newly_attained no_longer_attained \
	    units_entered units_left rank_change <got >changes
	cat >want <<-'END'
	2020 9100 - - - - - -
	2020 9101 - - - - - -
	2020 9102 - - - - - -
	2020 9200 - - - - - -
	2020 9201 - - - - - -
	2020 9000 - - - - - -
	2021 9100 -10.00 1 1 0 1 2
	2021 9101 0.00 1 1 0 0 -
	2021 9102 -50.00 0 0 0 1 -
	2021 9200 50.00 0 0 1 0 1
	2021 9201 50.00 0 0 1 0 -
	2021 9000 0.00 1 1 1 1 -
	END
	expect_same changes want
}

@test "where units are not named the register is taken as it is" {
	scored <<-'END' | green-tally >tally
	2020 9101001 attained 100 111
	2020 9101002 attained 100 111
	2021 9101001 attained 100 111 prev.status=attained
	2021 9101003 attained 100 111
	END
	body tally | grep -v attained_unit | stream green-tally | stats |
		figures code newly_attained no_longer_attained |
		sed -n '7p' >got
	[ "$(cat got)" = '9100 1 1' ]
}

@test "241 of 402 is not met and does not print as 60" {
	one_place 402 241
	[ "$(of_city attained_rate need gap)" = '59.95 242 1' ]
}

@test "2401 of 4002 gets a digit, in every attained rate" {
	one_place 4002 2401 4002 participating - 4002
	[ "$(of_city attained_rate attained_rate_low attained_rate_high \
		attained_of_participating attained_rate_of_respondents need \
		gap)" = '59.995 59.995 59.995 59.995 59.995 2402 1' ]
}

@test "three fifths exactly are met" {
	one_place 5 3
	[ "$(of_city attained_rate need gap)" = '60.00 3 0' ]
	one_place 4000 2400
	[ "$(of_city attained_rate need gap)" = '60.00 2400 0' ]
}

@test "a city's own target binds there and from its date" {
	one_place 4 2
	sed -i 's/9100,Eastbury,9101/9200,Westbury,9201/' register.csv
	for wave in 2021 2022; do
		[ "$wave" = 2022 ] || tally_heading
		tsv "$wave" 9201 responded - 4
		tsv "$wave" 9201 status attained 2
	done | stream green-tally >tally
	green-stats --register register.csv tally |
		figures wave code attained_rate need gap >got
	cat >want <<-'END'
	2021 9200 50.00 3 1
	2021 9201 50.00 3 1
	2021 9000 50.00 3 1
	2022 9200 50.00 2 0
	2022 9201 50.00 2 0
	2022 9000 50.00 3 1
	END
	expect_same got want
}

@test "coverage of exactly 30 percent is met, below it never shows as 30" {
	one_place 5 3 5 indicator pm_coverage=covered 2 \
		sum pm_coverage.numerator 30 sum pm_coverage.denominator 100
	[ "$(of_city pm_coverage pm_coverage_numerator \
		pm_coverage_denominator pm_coverage_covered pm_coverage_open)" \
		= '30.00 30 100 2 0' ]
	one_place 5 3 5 sum pm_coverage.numerator 29999 \
		sum pm_coverage.denominator 100000
	[ "$(of_city pm_coverage)" = 29.999 ]
	one_place 5 3 5 sum pm_coverage.numerator/10 3000 \
		sum pm_coverage.numerator 5 sum pm_coverage.denominator 1000 \
		sum pm_coverage.denominator/100 1
	[ "$(of_city pm_coverage pm_coverage_numerator \
		pm_coverage_denominator)" = '30.50 305 1000.01' ]
}

@test "a response rate below 100 never shows as 100" {
	one_place 100000 0 99999
	[ "$(of_city response_rate)" = 99.999 ]
	one_place 10 0 10
	[ "$(of_city response_rate)" = 100.00 ]
}

@test "nobody responding leaves figures defined or empty" {
	one_place 3 0 3
	stream green-tally <<<"$(head -n 1 tally)" >tally2
	mv tally2 tally
	green-stats --register register.csv --wave 2021 tally >stats
	figures wave level responded response_rate attained_rate \
	    attained_rate_high points_mean points_median pm_coverage \
	    attained_of_participating hypergeometric_low wilson_low rank \
	    short_1 leverage change_pp <stats >got
	cat >want <<-'END'
	2021 city 0 0.00 0.00 100.00 - - - - - - 1 - - -
	2021 county 0 0.00 0.00 100.00 - - - - - - - - - -
	2021 province 0 0.00 0.00 100.00 - - - - - - - - - -
	END
	expect_same got want
	if grep -qiE 'nan|inf' stats; then die 'a figure is no number'; fi
}

@test "one unit, and all undetermined" {
	one_place 1 1
	[ "$(of_city attained_rate hypergeometric_low hypergeometric_high \
		wilson_low wilson_high rank rank_best rank_worst)" = \
		'100.00 1 1 100.00 100.00 1 1 1' ]
	one_place 4 0 4 status undetermined 4
	[ "$(of_city attained_rate attained_rate_high undetermined)" = \
		'0.00 100.00 4' ]
}

@test "a register without units in a wave still has its province" {
	one_place 3 0 3
	sed -i '1s/$/,valid_from/;2,$s/$/,2025-01-01/' register.csv
	stream green-tally <<<"$(head -n 1 tally)" >tally2
	green-stats --register register.csv --wave 2021 tally2 |
		figures wave level registered responded attained_rate need \
		    rank >got
	[ "$(cat got)" = '2021 province 0 0 - 0 -' ]
}

@test "intervals are for all registered, from those who responded" {
	one_place 400 12 100
	[ "$(of_city hypergeometric_low hypergeometric_high wilson_low \
		wilson_high attained_rate_of_respondents)" = \
		'29 75 7.52 18.61 12.00' ]
}

@test "ranks tie, skip, and range over what is open" {
	cat >register.csv <<-'END'
	community_code,community_name,city_code,city_name,county_code,county_name,street_code,street_name
	a1,U,A,A,A1,A,s,S
	a2,U,A,A,A1,A,s,S
	b1,U,B,B,B1,B,s,S
	b2,U,B,B,B1,B,s,S
	c1,U,C,C,C1,C,s,S
	END
	{
		tally_heading
		tsv 2021 A1 responded - 2
		tsv 2021 A1 status attained 1
		tsv 2021 B1 responded - 1
		tsv 2021 B1 status attained 1
		tsv 2021 C1 responded - 1
	} | stream green-tally >tally
	green-stats --register register.csv tally |
		figures level code attained_rate rank rank_best rank_worst \
		    rank_gap | sed -n 's/^city //p' >got
	cat >want <<-'END'
	A 50.00 1 1 2 1
	B 50.00 1 1 1 1
	C 0.00 3 3 3 1
	END
	expect_same got want
}

@test "short boards go by share, then count, then id" {
	one_place 20 0 20 \
		criterion X1=0 2 criterion X1=1 2 \
		criterion X2=0 3 criterion X2=1 3 \
		criterion X3=0 1 criterion X3=N 19
	[ "$(of_city short_1 short_2 short_3)" = 'X3 X2 X1' ]
	one_place 20 0 20 criterion X3=0 1 criterion X3=1 1 \
		criterion X1=0 1 criterion X1=1 1 criterion X2=1 2
	[ "$(of_city short_1 short_2 short_3)" = 'X1 X3 -' ]
}

@test "the criterion that most near misses lack is the lever" {
	one_place 20 0 20 only_short X2 3 only_short X3 3 only_short X1 2
	[ "$(of_city leverage leverage_count)" = 'X2 3' ]
}

@test "the table of criteria counts results and shares" {
	scored <<-'END' | green-tally >tally
	2021 9101001 attained 100 111
	2021 9101002 not_attained 50 0NU
	2021 9201001 not_attained 50 0N1
	END
	stats --table criteria tally >got
	figures wave level code criterion met not_met na undetermined \
	    failure_share <got | grep -v county >cities
	cat >want <<-'END'
	2021 province 9000 X1 1 2 0 0 66.67
	2021 province 9000 X2 1 0 2 0 0.00
	2021 province 9000 X3 2 0 0 1 0.00
	2021 city 9100 X1 1 1 0 0 50.00
	2021 city 9100 X2 1 0 1 0 0.00
	2021 city 9100 X3 1 0 0 1 0.00
	2021 city 9200 X1 0 1 0 0 100.00
	2021 city 9200 X2 0 0 1 0 -
	2021 city 9200 X3 1 0 0 0 0.00
	END
	expect_same cities want
	[ "$(head -n 1 got)" = "$(tsv wave level code criterion met not_met \
		na undetermined failure_share)" ]
	stats --table groups tally | figures code group met not_met na \
		undetermined | sed -n '1,2p' >first
	printf '%s\n' '9000 G1 1 2 0 0' '9000 G2 2 0 0 1' >want
	expect_same first want
	stats --table atoms tally | figures code atom met | sed -n 1p >first
	[ "$(cat first)" = '9000 X1.1 1' ]
}

@test "dates by the due days, for certain and at most" {
	scored <<-'END' | green-tally | stats >got
	2021 9101001 attained 100 111 pilot=1 piloted=2020-12-31 surveyed=2021-06-30
	2021 9101002 attained 100 111 pilot=1 piloted=2021-01-01 surveyed=2021-07-01
	2021 9101003 attained 100 111 pilot=1 piloted=2020 surveyed=2021
	2021 9102001 attained 100 111 pilot=? since=2021-06-30
	END
	figures level code pilot pilot_high pilot_by_20201231 \
	    pilot_by_20201231_high responded_by_20210630 \
	    responded_by_20210630_high participating_by_20210630 \
	    participating_by_20210630_high <got | grep 9100 >city
	[ "$(cat city)" = 'city 9100 3 4 2 3 2 3 1 4' ]
}

@test "any split of the records gives the same figures" {
	python3 - >records <<-'END'
	import random
	r = random.Random(11)
	for wave in "2020", "2021":
	    for code in ("9101001 9101002 9101003 9102001 9201001"
	                 + (" 9201002" if wave == "2021" else " 9102002")
	                 ).split():
	        results = "".join(r.choice("1110NU") for _ in range(3))
	        status = ("not_attained" if "0" in results else
	                  "undetermined" if "U" in results else "attained")
	        print(wave, code, status, r.choice(["100", "66.67"]), results,
	              "people=%d" % r.randrange(100), "served=7")
	END
	scored <records | green-tally | stats >want
	for n in 2 5 12; do
		rm -f part.*
		split -n "r/$n" records part.
		for part in part.*; do scored <"$part" | green-tally; done |
			stats >got
		expect_same got want "$n parts"
		for part in part.*; do
			scored <"$part" | green-tally -o "$part.tally"
		done
		stats part.*.tally >got
		expect_same got want "$n files"
	done
}

@test "a part that is given twice is noticed" {
	scored <<<'2021 9101001 attained 100 111' | green-tally >tally
	expect_status 3 stats tally tally
	expect_words "unit '9101001' is counted a second time in wave 2021"
	one_place 3 0 3
	expect_status 3 green-stats --register register.csv tally tally
	expect_words "county '9101' has 3 units in wave 2021 and 6 records"
}

@test "a county that the register does not have is an error" {
	one_place 3 0 3
	expect_status 3 green-stats --register "$T/register.csv" <(
		body tally | sed 's/9101/9999/' | stream green-tally)
	expect_words ":2: county_code: the register has no county '9999'"
	# a county that the register has, but in another wave only
	sed -i '1s/$/,valid_from/;2,$s/$/,2025-01-01/' register.csv
	expect_status 3 green-stats --register register.csv tally
	expect_words "county '9101' in wave 2021, the register has no unit"
}

@test "a count that is no number and a wave that is no year are refused" {
	one_place 3 0 many
	expect_status 3 green-stats --register register.csv tally
	expect_words "^green-stats: tally:2: count: 'many' is not a whole"
	one_place 3 0
	body tally | sed 's/^2021/20x1/' | stream green-tally >bad
	expect_status 3 green-stats --register register.csv bad
	expect_words "'20x1' is not a wave"
	expect_status 2 green-stats --register register.csv --wave x tally
}

@test "a register is needed" {
	scored </dev/null | green-tally >tally
	expect_status 2 green-stats tally
	expect_status 2 green-stats --register nowhere.csv tally
	expect_words 'nowhere.csv'
}

@test "names are in the language that is asked for" {
	one_place 3 0 3
	sed -i 's/Eastbury/东堡市/' register.csv
	green-stats --register register.csv --lang zh tally |
		figures name | sed -n 1p >got
	[ "$(cat got)" = 东堡市 ]
	green-stats --register register.csv --lang en tally |
		figures name | sed -n 1p >got
	[ "$(cat got)" = Eastbury ]
}
