#!/usr/bin/env bats
# green-shortlist: the fewest fixes by which each place reaches its target.

load ../lib/helpers
load ../lib/figures

# shortlist [OPTION...] <lines for scored.py
shortlist() {
	scored | green-shortlist --register "$T/register.csv" "$@"
}

records() {
	cat <<-'END'
	2020 9101001 attained 100 111
	2020 9101002 not_attained 33.33 100
	2020 9101003 not_attained 66.67 101
	2020 9102001 undetermined 66.67 1U1
	2020 9102002 not_participating 100 111 participating=0
	2020 9201001 not_attained 0 000
	END
}

@test "the cheapest communities, of equals by code, with their criteria" {
	records | shortlist | words >got
	cat >want <<-'END'
	2020 province 9000 1 9101003 n X2 0 1
	2020 province 9000 2 9102001 n X2 U 1
	2020 province 9000 3 9101002 n X2 0 2
	2020 province 9000 3 9101002 n X3 0 2
	2020 city 9100 1 9101003 n X2 0 1
	2020 city 9100 2 9102001 n X2 U 1
	2020 county 9101 1 9101003 n X2 0 1
	2020 county 9102 1 9102001 n X2 U 1
	2020 city 9200 1 9201001 n X1 0 3
	2020 city 9200 1 9201001 n X2 0 3
	2020 city 9200 1 9201001 n X3 0 3
	2020 county 9201 1 9201001 n X1 0 3
	2020 county 9201 1 9201001 n X2 0 3
	2020 county 9201 1 9201001 n X3 0 3
	END
	expect_same got want
	records | shortlist | head -n 1 >first
	[ "$(cat first)" = "$(tsv wave level code order community_code \
		community_name criterion result fixes)" ]
}

@test "places: need, gap, candidates, communities, fixes, what is missing" {
	records | shortlist --table places >out
	[ "$(head -n 1 out)" = "$(tsv wave level code registered attained need \
		gap candidates communities fixes missing)" ]
	words <out >got
	cat >want <<-'END'
	2020 province 9000 6 1 4 3 4 3 4 0
	2020 city 9100 5 1 3 2 3 2 2 0
	2020 county 9101 3 1 2 1 2 1 1 0
	2020 county 9102 2 0 2 2 1 1 1 1
	2020 city 9200 1 0 1 1 1 1 3 0
	2020 county 9201 1 0 1 1 1 1 3 0
	END
	expect_same got want
}

@test "communities that do not take part may join, as one more fix" {
	records | shortlist --joining | words | grep ' county 9102 ' >got
	cat >want <<-'END'
	2020 county 9102 1 9102001 n X2 U 1
	2020 county 9102 2 9102002 n participating - 1
	END
	expect_same got want
	records | shortlist --joining --table places | words |
		grep ' county 9102 ' >got
	[ "$(cat got)" = '2020 county 9102 2 0 2 2 2 2 2 0' ]
}

@test "the totals are those of an exhaustive search" {
	for joining in '' joining; do
		python3 "$T/fixes.py" "$T/register.csv" 7 40 "$joining" \
			records want
		shortlist ${joining:+--joining} --table places <records |
			words | awk '{ print $1, $2, $3,
				($11 > 0 ? "-" : $10) }' >got
		expect_same got want "exhaustive search, $joining"
		# the list of fixes holds as many lines
		shortlist ${joining:+--joining} <records | words |
			awk '{ n[$1 " " $2 " " $3]++ }
				END { for (k in n) print k, n[k] }' |
			sort >got
		grep -vE ' (0|-)$' want | sort >some
		grep -vxFf got some >not_there || true
		[ ! -s not_there ] || die "$(cat not_there)"
	done
	grep -q ' [1-9]$' want
	grep -q -- ' -$' want
}

@test "the order of the records does not matter" {
	python3 "$T/fixes.py" "$T/register.csv" 3 5 '' records unused
	shortlist <records >want
	sort -r records | shortlist >got
	expect_same got want
}

@test "nobody responding, all attained: nothing to list" {
	shortlist </dev/null | words >got
	[ ! -s got ]
	echo '2020 9201001 attained 100 111' | shortlist | words |
		grep 9201 >got || true
	[ ! -s got ]
	echo '2020 9201001 attained 100 111' | shortlist --table places |
		words >got
	cat >want <<-'END'
	2020 province 9000 6 1 4 3 0 0 0 3
	2020 city 9100 5 0 3 3 0 0 0 3
	2020 county 9101 3 0 2 2 0 0 0 2
	2020 county 9102 2 0 2 2 0 0 0 2
	2020 city 9200 1 1 1 0 0 0 0 0
	2020 county 9201 1 1 1 0 0 0 0 0
	END
	expect_same got want
}

@test "a record twice, a county that is not there, a result that is none" {
	{
		echo '2020 9101001 attained 100 111'
		echo '2020 9101001 not_attained 66.67 101'
	} | python3 "$T/scored.py" >twice
	expect_status 3 green-shortlist --register "$T/register.csv" twice
	expect_words "two records of '9101001' in wave 2020"
	echo '2020 9301001 attained 100 111' | python3 "$T/scored.py" >none
	expect_status 3 green-shortlist --register "$T/register.csv" none
	expect_words "no unit of county '9301' in wave 2020"
	echo '2020 9101001 attained 100 11X' | python3 "$T/scored.py" >bad
	expect_status 3 green-shortlist --register "$T/register.csv" bad
	expect_words "'X' is no result of criterion X3"
}
