#!/usr/bin/env bats
# green-tally: what is counted, and that counts can be added up.

load ../lib/helpers
load ../lib/figures

# counts MEASURE...: the lines of these measures, without the trailer.
counts() {
	want=" $* " awk -F '\t' 'BEGIN { want = ENVIRON["want"] }
		NR > 1 && !/^#end\t/ &&
		index(want, " " $3 " ") { print $1, $2, $3, $4, $5 }'
}

@test "every record is counted once under each measure" {
	scored >in <<-'END'
	2020 9101001 attained 100 111 people=100 area=1.25 pilot=1 piloted=2020-12-30 reported=1
	2020 9101002 not_attained 66.67 110 people=200 area=2.5 flags=people:N05
	END
	expect_status 0 green-tally in
	cat >want <<-'END'
	wave	county_code	measure	bin	count
	2020	9101	atom	X1.1=1	2
	2020	9101	atom	X2.1=1	2
	2020	9101	atom	X3.1=0	1
	2020	9101	atom	X3.1=1	1
	2020	9101	attained_unit	9101001=0	1
	2020	9101	claimed		1
	2020	9101	counted	area	2
	2020	9101	counted	people	2
	2020	9101	criterion	X1=1	2
	2020	9101	criterion	X2=1	2
	2020	9101	criterion	X3=0	1
	2020	9101	criterion	X3=1	1
	2020	9101	flagged		1
	2020	9101	group	G1=1	2
	2020	9101	group	G2=0	1
	2020	9101	group	G2=1	1
	2020	9101	indicator	pm_coverage=open	2
	2020	9101	indicator	renewed=open	2
	2020	9101	near	1	1
	2020	9101	only_short	X3	1
	2020	9101	participating		2
	2020	9101	participating_by	?	2
	2020	9101	pilot		1
	2020	9101	pilot_by	2020-12-30	1
	2020	9101	points	10000	1
	2020	9101	points	6667	1
	2020	9101	population		300
	2020	9101	population_attained		100
	2020	9101	responded		2
	2020	9101	responded_by	2020-03-01	2
	2020	9101	status	attained	1
	2020	9101	status	not_attained	1
	2020	9101	status_common	attained	1
	2020	9101	sum	area/10	25
	2020	9101	sum	area/100	125
	2020	9101	sum	people	300
	END
	stream green-tally <want >whole
	printf '%s\n' "$output" >got
	expect_same got whole
}

@test "near takes part, has failed, and nothing is open" {
	scored <<-'END' | green-tally | counts near only_short >got
	2021 9101001 not_attained 66.67 011
	2021 9101002 not_attained 33.33 001
	2021 9101003 not_attained 0 000
	2021 9102001 not_attained 33.33 0U1
	2021 9102002 not_participating 66.67 011 participating=0
	2021 9201001 not_attained 66.67 N01 participating=?
	END
	cat >want <<-'END'
	2021 9101 near 1 1
	2021 9101 near 2 1
	2021 9101 only_short X1 1
	END
	expect_same got want
}

@test "ready meets all and does not take part" {
	scored <<-'END' | green-tally | counts ready status >got
	2021 9101001 not_participating 100 11N participating=0
	2021 9101002 not_participating 66.67 11U participating=0
	2021 9101003 not_participating 66.67 110 participating=0
	END
	cat >want <<-'END'
	2021 9101 ready  1
	2021 9101 status not_participating 3
	END
	expect_same got want
}

@test "an indicator sums pairs, and says who lacks one" {
	scored <<-'END' | green-tally | counts indicator sum >got
	2021 9101001 attained 100 111 boxes=1 boxes_old=3
	2021 9101002 attained 100 111 boxes=5 boxes_old=4
	2021 9101003 attained 100 111 boxes=n/a boxes_old=0
	2021 9102001 attained 100 111 boxes=? boxes_old=2
	2021 9102002 attained 100 111 boxes=>=1 boxes_old=2 people=? served=1
	END
	cat >want <<-'END'
	2021 9101 indicator pm_coverage=open 3
	2021 9101 indicator renewed=covered 2
	2021 9101 indicator renewed=not_applicable 1
	2021 9101 sum renewed.denominator 7
	2021 9101 sum renewed.gap 2
	2021 9101 sum renewed.numerator 6
	2021 9102 indicator pm_coverage=open 2
	2021 9102 indicator renewed=open 2
	END
	expect_same got want
}

@test "dates are counted as they were given" {
	scored <<-'END' | green-tally |
	2021 9101001 attained 100 111 pilot=1 piloted=2020-12 since=2021 surveyed=
	2021 9101002 attained 100 111 pilot=1 piloted=n/a surveyed=?
	2021 9101003 attained 100 111 pilot=? participating=
	END
		counts pilot_by participating_by responded_by \
		    pilot_undetermined participating_undetermined >got
	cat >want <<-'END'
	2021 9101 participating_by 2021 1
	2021 9101 participating_by ? 1
	2021 9101 participating_undetermined  1
	2021 9101 pilot_by 2020-12 1
	2021 9101 pilot_by ? 1
	2021 9101 pilot_undetermined  1
	2021 9101 responded_by 2021-03-01 1
	2021 9101 responded_by ? 2
	END
	expect_same got want
}

@test "a tie responds, is undetermined and has no points" {
	scored <<-'END' | green-tally | counts points tied status responded >got
	2021 9101001 undetermined 0 UUU flags=line:R02 people=? participating=?
	2021 9101002 undetermined 0 UUU
	END
	cat >want <<-'END'
	2021 9101 points 0 1
	2021 9101 responded  2
	2021 9101 status undetermined 2
	2021 9101 tied  1
	END
	expect_same got want
}

@test "both_attained is what the last wave says too" {
	scored <<-'END' | green-tally | counts both_attained attained_unit >got
	2021 9101002 attained 100 111 prev.status=not_attained
	2021 9101001 attained 100 111 prev.status=attained
	2021 9101003 not_attained 0 000 prev.status=attained
	END
	cat >want <<-'END'
	2021 9101 attained_unit 9101001=1 1
	2021 9101 attained_unit 9101002=0 1
	2021 9101 both_attained  1
	END
	expect_same got want
}

@test "reasons are counted" {
	scored <<-'END' | green-tally | counts reason >got
	2021 9101001 undetermined 0 UUU reasons=X1.1:year_open;X2.1:year_open
	2021 9101002 undetermined 0 UUU reasons=X1.1:year_open
	END
	cat >want <<-'END'
	2021 9101 reason X1.1:year_open 2
	2021 9101 reason X2.1:year_open 1
	END
	expect_same got want
}

# Random records of all statuses and counties.
random_records() {
	python3 - "$1" <<-'END'
	import random, sys
	r = random.Random(int(sys.argv[1]))
	for n in range(200):
	    results = "".join(r.choice("110NU") for _ in range(3))
	    part = r.choice("11110?")
	    status = ("not_participating" if part == "0" else
	              "not_attained" if "0" in results else
	              "undetermined" if "U" in results or part == "?" else
	              "attained")
	    print(r.choice("2020 2021".split()),
	          r.choice("9101 9102 9201".split()) + "%03d" % n, status,
	          r.choice("100 66.67 33.33 0".split()), results,
	          "participating=" + part, "people=%d" % r.randrange(500),
	          "area=%d.%d" % (r.randrange(9), r.randrange(10)),
	          "served=%s" % r.choice(["?", "17", "n/a"]),
	          "surveyed=2021-%02d" % r.randrange(1, 13))
	END
}

@test "cat of the tallies of any split adds up to one pass" {
	random_records 7 >records
	scored <records | green-tally >whole
	for parts in 2 3 7 16; do
		rm -f part.*
		n="$parts" awk 'BEGIN { n = ENVIRON["n"] }
		BEGIN { srand(n) }
		    { print >("part." int(rand() * n)) }' records
		for part in part.*; do
			scored <"$part" | green-tally
		done >joined
		sum_up <whole >want
		sum_up <joined >got
		expect_same got want "$parts parts"
	done
}

# The lines of tallies added up by wave, county, measure and bin.
sum_up() {
	awk -F '\t' '!/^#end\t/ && $1 != "wave" {
		n[$1 "\t" $2 "\t" $3 "\t" $4] += $5 }
	    END { for (k in n) print k "\t" n[k] }' | sort
}

@test "the order of the records does not matter" {
	random_records 8 >records
	scored <records | green-tally >one
	tac records | scored | green-tally >two
	expect_same one two
}

@test "lines are sorted bytewise" {
	random_records 9 | scored | green-tally >got
	body got | tail -n +2 | cut -f1-4 >order
	LC_ALL=C sort -c order
	[ -z "$(uniq -d order)" ]
}

@test "no records make an empty tally" {
	scored </dev/null >in
	expect_status 0 green-tally in
	[ "$output" = "$(stream green-tally <<-'END'
	wave	county_code	measure	bin	count
	END
	)" ]
}

@test "a column that is missing is named" {
	scored </dev/null | body /dev/stdin | sed 's/\tX3.1//' |
		stream green-score >in
	expect_status 3 green-tally in
	expect_words "green-tally: .*the input has no column 'X3.1'"
}

@test "what is no result, status or number of points is refused" {
	scored <<<'2021 9101001 attained 100 11x' >in
	expect_status 3 green-tally in
	expect_words "^green-tally: in:2: x3: 'x' is not one of 1 0 N U$"
	scored <<<'2021 9101001 perfect 100 111' >in
	expect_status 3 green-tally in
	expect_words "^green-tally: in:2: status: 'perfect' is not a status$"
	scored <<<'2021 9101001 attained 100.5 111' >in
	expect_status 3 green-tally in
	expect_words "points: '100.5' is not a number of points"
}

@test "a sum that does not fit 64 bits is an error" {
	{
		for i in {1..12}; do
			echo "2021 9101001 attained 100 111" \
			    "people=99999999999999999$i"
		done
	} | cut -c1-60 | sed 's/people=\([0-9]\{18\}\).*/people=\1/' |
		scored >in
	expect_status 3 green-tally in
	expect_words 'does not fit 64 bits'
}
