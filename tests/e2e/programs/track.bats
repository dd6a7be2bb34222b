#!/usr/bin/env bats
# green-track: how every obligation stands, and what can still become of it.

load ../lib/helpers
load ../lib/figures

# stats_of < records: their statistics in `stats`.
stats_of() {
	scored | green-tally | green-stats --register "$T/register.csv" >stats
}

# filings < lines of city id title doc_date received_date value; - is empty.
filings() {
	echo city_code,obligation_id,doc_title,doc_no,doc_date,received_date,value,evidence_ref,recorder,recorded_at
	while read -r city id title doc received value; do
		echo "$city,$id,$title,,$doc,$received,$value,,,"
	done | sed 's/,-\(,\|$\)/,\1/g; s/,-\(,\|$\)/,\1/g'
}

# milestones ID [OPTION...]: code, status, outlook, value, target, gap, note
milestones() {
	local id=$1
	shift
	green-track "$@" stats >out
	id="$id" awk -F '\t' 'BEGIN { id = ENVIRON["id"] }
		$1 == id {
		for (i = 3; i <= NF; i++) if (i != 4)
			printf "%s%s", $i == "" ? "-" : $i, i < NF ? " " : "\n"
	}' out
}

three_waves() {
	stats_of <<-'END'
	2020 9101001 not_attained 0 000 pilot=1 piloted=2020-12-31 boxes=0 boxes_old=2
	2020 9201001 not_attained 0 000
	2021 9101001 attained 100 111 pilot=1 piloted=2020-12-31 boxes=2 boxes_old=2
	2021 9201001 not_attained 0 000 pilot=1 piloted=2021-01-01
	2022 9101001 attained 100 111 pilot=1 piloted=2020-12-31 boxes=2 boxes_old=2
	2022 9101002 attained 100 111 boxes=n/a boxes_old=0
	2022 9101003 undetermined 0 UUU boxes=1 boxes_old=1
	2022 9102001 not_attained 0 000 boxes=0 boxes_old=0
	2022 9201001 attained 100 111 pilot=1 piloted=2021-01-01 boxes=1 boxes_old=3
	2022 9201002 not_attained 0 000
	END
}

@test "columns and order" {
	three_waves
	green-track stats >out
	[ "$(head -n 1 out)" = "$(tsv id level code due status outlook value \
		target gap note)" ]
	body out | tail -n +2 | cut -f1-3 | tr '\t' ' ' >got
	cat >want <<-'END'
	P3 province 9000
	P4 province 9000
	P6 province 9000
	P8 province 9000
	P9 province 9000
	D1 city 9100
	D2 city 9100
	D3.2021 city 9100
	D3.2022 city 9100
	D4 city 9100
	D5 city 9100
	D6 city 9100
	D7.2021 city 9100
	D7.2022 city 9100
	D8 city 9100
	P1 city 9100
	P2 city 9100
	P3 city 9100
	P5 city 9100
	P6 city 9100
	P7.2021 city 9100
	P7.2022 city 9100
	P7.2023 city 9100
	P8 city 9100
	P9 city 9100
	END
	head -n 25 got >first
	expect_same first want
}

@test "ruling 29: targets are judged from their day on, that day too, by the newest wave" {
	three_waves
	# 9100: 2 of 4 attained, 1 undetermined; 60 percent are 3
	# 9200: 1 of 2; from 2022 on its target is 50 percent
	milestones P5 --as-of 2022-12-30 >got
	cat >want <<-'END'
	9100 not_due unlikely 2 3 1 -
	9200 not_due certain 1 1 0 -
	END
	expect_same got want
	milestones P5 --as-of 2022-12-31 >got
	cat >want <<-'END'
	9100 undetermined unlikely 2 3 1 1 undetermined, 0 not responded
	9200 met certain 1 1 0 -
	END
	expect_same got want
	# the province: 3 of 6 attained, 1 open; 60 percent are 4
	milestones P4 --as-of 2022-12-31 >got
	[ "$(cat got)" = \
	    '9000 undetermined unlikely 3 4 1 1 undetermined, 0 not responded' ]
	# in 2021: 1 of 4 attained, 3 silent; the respondents' rate is 100
	milestones P5 --as-of 2021-12-31 | sed -n 1p >got
	[ "$(cat got)" = '9100 not_due likely 1 3 2 -' ]
}

@test "ruling 29: the newest wave is one within the as-of" {
	three_waves
	milestones P5 --as-of 2020-12-31 >got
	cat >want <<-'END'
	9100 not_due unlikely 0 3 3 -
	9200 not_due out_of_reach 0 1 1 -
	END
	expect_same got want
}

@test "ruling 29: 241 of 402 is not met, three fifths exactly are" {
	for case in '402 241 not_met out_of_reach' '5 3 met certain' \
		'4002 2401 not_met out_of_reach' '4000 2400 met certain'; do
		read -r n a status outlook <<<"$case"
		n="$n" awk 'BEGIN { n = ENVIRON["n"] }
		BEGIN { print "community_code,community_name," \
		    "city_code,city_name,county_code,county_name," \
		    "street_code,street_name"
		    for (i = 1; i <= n; i++)
		        printf "9%d,U,9100,E,9101,O,s,S\n", i }' >register.csv
		{
			printf 'wave\tcounty_code\tmeasure\tbin\tcount\n'
			tsv 2022 9101 responded - "$n"
			tsv 2022 9101 status attained "$a"
			tsv 2022 9101 status not_attained $((n - a))
		} | stream green-tally |
			green-stats --register register.csv >stats
		milestones P5 | cut -d ' ' -f 2,3 >got
		[ "$(cat got)" = "$status $outlook" ] ||
			die "$case: $(cat got)"
	done
}

@test "ruling 29: the outlook is always filled, by every filling of the open cases" {
	# A city of five: every number of respondents, attained and open cases.
	# The outlook must be certain if all fillings attain the target, out of
	# reach if none does.
	head -n 1 "$T/register.csv" >register.csv
	for i in 1 2 3 4 5; do
		echo "9$i,U,9100,E,9101,O,s,S,,"
	done >>register.csv
	for r in 0 1 2 3 4 5; do
		for a in $(seq 0 "$r"); do
			for u in $(seq 0 $((r - a))); do
				{
					printf 'wave\tcounty_code\tmeasure\t'
					printf 'bin\tcount\n'
					[ "$r" = 0 ] ||
						tsv 2022 9101 responded - "$r"
					tsv 2022 9101 status attained "$a"
					tsv 2022 9101 status undetermined "$u"
				} | stream green-tally | green-stats \
					--register register.csv >stats
				open=$((u + 5 - r)) all=yes none=yes
				for good in $(seq 0 "$open"); do
					if [ $((100 * (a + good))) -ge 300 ]
					then none=no; else all=no; fi
				done
				want=open
				[ "$none" = no ] || want=out_of_reach
				[ "$all" = no ] || want=certain
				[ "$want" != open ] || if [ "$r" -gt 0 ] &&
					[ $((100 * a)) -ge $((60 * r)) ]
				then want=likely; else want=unlikely; fi
				milestones P5 | cut -d ' ' -f 2,3 >got
				case $want in
				certain) want="met $want" ;;
				out_of_reach) want="not_met $want" ;;
				*) want="undetermined $want" ;;
				esac
				[ "$(cat got)" = "$want" ] ||
					die "$r $a $u: $(cat got), not $want"
			done
		done
	done
}

@test "counts by a day: in time, late, not at all, open" {
	three_waves
	milestones P1 --as-of 2022-12-31 >got
	cat >want <<-'END'
	9100 met_on_time - 1 1 0 -
	9200 met_late - 0 1 1 -
	END
	expect_same got want
	stats_of <<-'END'
	2020 9101001 attained 100 111 pilot=1 piloted=2020
	2020 9101002 attained 100 111
	2020 9101003 attained 100 111
	2020 9102001 attained 100 111
	2020 9102002 attained 100 111 pilot=1 piloted=2021
	2020 9201001 attained 100 111 pilot=0
	END
	milestones P1 >got
	cat >want <<-'END'
	9100 met_on_time - 1 1 0 -
	9200 not_met - 0 1 1 -
	END
	expect_same got want
}

@test "ruling 29: the survey of the first wave, by its day" {
	for surveyed in 2021-06-30 2021-07-01 2021; do
		stats_of <<-END
		2020 9201001 attained 100 111 surveyed=$surveyed
		2021 9201001 attained 100 111
		END
		milestones P2 --as-of 2021-12-31 | sed -n 2p
	done >got
	cat >want <<-'END'
	9200 met_on_time - 1 1 0 -
	9200 met_late - 0 1 1 -
	9200 undetermined - 0 1 1 1 may or may not be by the day
	END
	expect_same got want
	three_waves
	milestones P2 --as-of 2022-12-31 | sed -n 1p >got
	[ "$(cat got)" = '9100 not_met - 1 5 4 -' ]
}

@test "ruling 29: any gap fails, none but an open one is open, of the newest wave" {
	three_waves
	milestones P3 --as-of 2022-12-31 >got
	cat >want <<-'END'
	9000 not_met - 4 6 2 -
	9100 met - 3 3 0 -
	9200 not_met - 1 3 2 -
	END
	expect_same got want
	stats_of <<-'END'
	2022 9201001 attained 100 111 boxes=1 boxes_old=1
	2022 9201002 attained 100 111 boxes=? boxes_old=1
	END
	milestones P3 | sed -n 3p >got
	[ "$(cat got)" = '9200 undetermined - 1 1 0 1 without figures' ]
}

@test "an obligation without expression is shown without verdict" {
	three_waves
	milestones P6 >got
	cat >want <<-'END'
	9000 indicator - - - - -
	9100 indicator - - - - -
	9200 indicator - - - - -
	END
	expect_same got want
}

@test "ruling 29: what was received after the as-of does not exist; in time, on the day, late" {
	three_waves
	filings >f.csv <<-'END'
	9100 D1 Plan 2020-12-31 2021-02-01 -
	9200 D1 Plan 2021-01-01 2021-01-02 -
	9100 D3 Report 2021-11-01 2021-11-15 -
	9200 D3.2021 Report 2021-11-01 2021-11-16 -
	END
	milestones D1 --filings f.csv --as-of 2022-12-31 >got
	cat >want <<-'END'
	9100 met_on_time - 2020-12-31 2020-12-31 0 Plan (on the day)
	9200 met_late - 2021-01-01 2020-12-31 1 Plan
	END
	expect_same got want
	milestones D3.2021 --filings f.csv --as-of 2021-11-16 >got
	cat >want <<-'END'
	9100 met_on_time - 2021-11-15 2021-11-15 0 Report (on the day)
	9200 met_late - 2021-11-16 2021-11-15 1 Report
	END
	expect_same got want
	# judged from its day on, that day included; not received is not there
	milestones D3.2021 --filings f.csv --as-of 2021-11-15 >got
	cat >want <<-'END'
	9100 met_on_time - 2021-11-15 2021-11-15 0 Report (on the day)
	9200 no_record - - 2021-11-15 - -
	END
	expect_same got want
	milestones D3.2021 --filings f.csv --as-of 2021-11-14 | cut -d' ' -f2 |
		sort -u >got
	[ "$(cat got)" = not_due ]
	milestones D3.2022 --filings f.csv --as-of 2022-12-31 | cut -d' ' -f2 |
		sort -u >got
	[ "$(cat got)" = no_record ]
	milestones D1 --as-of 2022-12-31 | cut -d' ' -f2 | sort -u >got
	[ "$(cat got)" = no_record ]
}

@test "documents without a due day, with a value, within a window" {
	three_waves
	filings >f.csv <<-'END'
	9100 D2 Force 2021-01-01 - 7
	9200 D2 Force 2021-01-01 - 6
	9100 D4 Early 2021-06-30 - -
	9100 D4 Within 2022-06 - -
	9200 D4 Late 2022-07-01 - -
	END
	milestones D2 --filings f.csv >got
	cat >want <<-'END'
	9100 met - 7 - - Force
	9200 not_met - 6 - - Force
	END
	expect_same got want
	milestones D4 --filings f.csv >got
	cat >want <<-'END'
	9100 met_on_time - 2022-06 2022-06-30 0 Within
	9200 met_late - 2022-07-01 2022-06-30 1 Late
	END
	expect_same got want
	filings >f.csv <<-'END'
	9100 D4 Early 2021-06-30 - -
	9200 D4 Vague 2021 - -
	9200 D2 Force - - -
	END
	milestones D4 --filings f.csv | cut -d' ' -f1,2 >got
	printf '%s\n' '9100 no_record' '9200 undetermined' >want
	expect_same got want
	milestones D2 --filings f.csv | cut -d' ' -f1,2 >got
	printf '%s\n' '9100 no_record' '9200 undetermined' >want
	expect_same got want
}

@test "values of an indicator are added up" {
	three_waves
	filings >f.csv <<-'END'
	9100 D5 One 2021-01-01 - 3.5
	9100 D5 Two 2021-02-01 - 4
	9200 D5 None 2021-02-01 - -
	END
	milestones D5 --filings f.csv >got
	cat >want <<-'END'
	9100 indicator - 7.5 - - -
	9200 indicator - - - - -
	END
	expect_same got want
}

# found: rule, line, column and raw of every finding of the last run
found() {
	body findings | awk -F '\t' 'NR > 1 { print $6, $3, $5, $8 == "" ? "-" : $8 }'
}

@test "ruling 29: a yearly count is judged by the wave of its year alone" {
	# 9100: a gap in 2021, none in 2022; 9200: none, then one that is open
	stats_of <<-'END'
	2021 9101001 attained 100 111 boxes=1 boxes_old=2
	2021 9101002 attained 100 111 boxes=3 boxes_old=2
	2021 9101003 attained 100 111 boxes=0 boxes_old=0
	2021 9102001 attained 100 111 boxes=0 boxes_old=0
	2021 9201001 attained 100 111 boxes=2 boxes_old=2
	2021 9201002 attained 100 111 boxes=0 boxes_old=0
	2022 9101001 attained 100 111 boxes=2 boxes_old=2
	2022 9101002 attained 100 111 boxes=0 boxes_old=0
	2022 9101003 attained 100 111 boxes=0 boxes_old=0
	2022 9102001 attained 100 111 boxes=0 boxes_old=0
	2022 9201001 attained 100 111 boxes=4 boxes_old=4
	END
	for id in P7.2021 P7.2022 P7.2023 P3; do
		milestones $id --as-of 2022-12-31 | grep '^9[12]' |
			sed "s/^/$id /"
	done >got
	cat >want <<-'END'
	P7.2021 9100 not_met - 4 4 1 -
	P7.2021 9200 met - 2 2 0 -
	P7.2022 9100 met - 2 2 0 -
	P7.2022 9200 undetermined - 4 4 0 1 without figures
	P7.2023 9100 no_record - - - - no survey of 2023
	P7.2023 9200 no_record - - - - no survey of 2023
	P3 9100 met - 2 2 0 -
	P3 9200 undetermined - 4 4 0 1 without figures
	END
	expect_same got want
	# a document of a year needs no survey of it
	filings >f.csv <<<'9200 D3.2022 Report 2022-11-01 2022-11-02 -'
	grep -v '^2022' stats | body - | stream green-stats >older
	green-track --filings f.csv --as-of 2022-12-31 older >out
	grep -q "^$(tsv D3.2022 city 9200 2022-11-15 met_on_time)" out
	# of a year that has not begun for the as-of, nothing is known
	milestones P7.2022 --as-of 2021-12-31 >got
	cat >want <<-'END'
	9100 not_due - - - - no survey of 2022
	9200 not_due - - - - no survey of 2022
	END
	expect_same got want
}

@test "ruling 29: the year of a filing is that of its id, else of its date" {
	three_waves
	# a paper of January counts for the year before only under its id
	filings >f.csv <<-'END'
	9100 D3 Named 2022-01-05 2022-01-06 -
	9100 D3.2021 Report 2022-01-05 2022-01-06 -
	9200 D3 Report 2021-11-02 2021-11-12 -
	9200 D3 Next 2022-11-14 2022-11-17 -
	9200 D3 Before 2020-11-14 2020-11-15 -
	END
	milestones D3.2021 --filings f.csv --findings findings >got
	milestones D3.2022 --filings f.csv >>got
	cat >want <<-'END'
	9100 met_late - 2022-01-06 2021-11-15 52 Report
	9200 met_on_time - 2021-11-12 2021-11-15 0 Report
	9100 no_record - - 2022-11-15 - -
	9200 met_late - 2022-11-17 2022-11-15 2 Next
	END
	expect_same got want
	found >got
	printf '%s\n' 'F05 2 doc_date 2022-01-05' 'F01 6 obligation_id D3' >want
	expect_same got want
}

@test "ruling 29: what was written before the window does not count" {
	three_waves
	filings >f.csv <<-'END'
	9100 D3.2021 Early 2021-06-30 2021-11-01 -
	9200 D3.2021 First 2021-07-01 2021-11-01 -
	9200 D4 Early 2021-06 2021-07-02 -
	9200 D4 Late 2022-07-01 2022-07-02 -
	END
	milestones D3.2021 --filings f.csv --findings findings | cut -d' ' -f1,2 >got
	milestones D4 --filings f.csv | cut -d' ' -f1,2 >>got
	printf '%s\n' '9100 no_record' '9200 met_on_time' '9100 no_record' \
		'9200 met_late' >want
	expect_same got want
	found >got
	printf '%s\n' 'F05 2 doc_date 2021-06-30' 'F05 4 doc_date 2021-06' >want
	expect_same got want
	# nothing is said of what does not exist yet
	milestones D3.2021 --filings f.csv --findings findings --as-of 2021-10-31 \
		>got
	[ "$(found)" = 'F05 4 doc_date 2021-06' ]
}

@test "ruling 29: in time or late is the expression's word alone" {
	three_waves
	# its day is not the due day: what fails it by a date is late, what no
	# date would help is not met, and what lacks a value is open
	filings >f.csv <<-'END'
	9100 D8 Words 2021-07-01 2021-07-02 1
	9200 D8 Words 2021-06-30 2022-07-02 1
	END
	milestones D8 --filings f.csv | cut -d' ' -f1,2 >got
	printf '%s\n' '9100 met_late' '9200 met' >want
	expect_same got want
	filings >f.csv <<-'END'
	9100 D8 Nothing 2021-05-01 2021-07-02 0
	9200 D8 Unsaid 2021-05-30 2022-07-02 -
	END
	milestones D8 --filings f.csv | cut -d' ' -f1,2 >got
	printf '%s\n' '9100 not_met' '9200 undetermined' >want
	expect_same got want
}

@test "ruling 29: a list of odd filings gives findings and stops nothing" {
	three_waves
	cat >f.csv <<-'END'
	city_code,obligation_id,doc_title,doc_no,doc_date,received_date,value,evidence_ref,recorder,recorded_at
	9100,D9,x,,2021-01-01,2021-01-01,,,,
	9100,D1,x,,5 of March,2021-01-01,,,,
	9100,D3.2021,x,,2021-11-01,2021-02-30,,,,
	9100,D2,x,,,,seven,,,
	9999,D1,x,,2020-12-01,2020-12-02,,,,
	,D1,x,,2020-12-01,2020-12-02,,,,
	,,,,,,,,,
	9000,D1,x,,2020-12-01,2020-12-02,,,,
	9100,P1,x,,2020-12-01,2020-12-02,,,,
	9100,D3,x,,,2021-11-02,,,,
	9200,D1,x,,,2020-12-02,,,,
	9200,D1,x,,2020-12-02,2020-12-01,,,,
	9200,D5,x,n1,2021-01-02,2021-01-03,4,,Ann,2021-01-04
	9200,D5,x,n1,2021-01-02,2021-01-03,4,,Bob,2021-01-05 08:30
	9200,D5,x,n2,2021-01-02,2021-01-03,4,,Bob,2021-01-05
	9100,D1,x,,2020-12-30,2020-12-30,,,,
	END
	green-track --filings f.csv --findings findings --as-of 2022-12-31 stats >out
	found >got
	cat >want <<-'END'
	F01 2 obligation_id D9
	F06 3 doc_date 5 of March
	F06 4 received_date 2021-02-30
	F06 5 value seven
	F02 6 city_code 9999
	F02 7 city_code -
	F02 9 obligation_id D1
	F01 10 obligation_id P1
	F03 11 doc_date -
	F03 12 doc_date -
	F04 13 received_date 2020-12-01
	F07 15 obligation_id D5
	END
	expect_same got want
	grep -q "$(tsv 2022 f.csv 2 '' obligation_id F01 NOTE D9 '' \
		"no obligation is called 'D9': not counted")" findings
	# and the rest is judged
	for id in D1 D2 D3.2021 D5; do
		milestones $id --filings f.csv | cut -d' ' -f1,2,4 | sed "s/^/$id /"
	done >got
	cat >want <<-'END'
	D1 9100 met_on_time 2020-12-30
	D1 9200 met_on_time 2020-12-02
	D2 9100 undetermined -
	D2 9200 no_record -
	D3.2021 9100 undetermined -
	D3.2021 9200 no_record -
	D5 9100 indicator -
	D5 9200 indicator 8
	END
	expect_same got want
}

@test "ruling 29: of a share the newest document decides, not the best" {
	three_waves
	filings >f.csv <<-'END'
	9100 D6 Old 2021-09-01 2021-09-02 100
	9100 D6 New 2022-03-01 2022-03-02 98
	9200 D6 Same-day 2022-03-01 2022-03-03 100
	9200 D6 Earlier 2022-03-01 2022-03-02 97
	9200 D6 Undated - 2022-05-01 96
	END
	milestones D6 --filings f.csv --findings findings >got
	cat >want <<-'END'
	9100 not_met - 98 - - New
	9200 met - 100 - - Same-day
	END
	expect_same got want
	[ "$(found)" = 'F03 6 doc_date -' ]
	# as of a day before it, the older one
	milestones D6 --filings f.csv --as-of 2022-03-01 | sed -n 1p >got
	[ "$(cat got)" = '9100 met - 100 - - Old' ]
	# of one day and one receipt, the later line
	filings >f.csv <<-'END'
	9100 D6 One 2022-03-01 2022-03-02 100
	9100 D6 Two 2022-03-01 2022-03-02 99
	END
	milestones D6 --filings f.csv | sed -n 1p >got
	[ "$(cat got)" = '9100 not_met - 99 - - Two' ]
}

@test "ruling 29: counts have a row a year, amounts are one sum" {
	three_waves
	filings >f.csv <<-'END'
	9100 D7 One 2021-01-01 - 3
	9100 D7.2021 Two 2022-01-10 - 4
	9100 D7 Three 2022-02-01 - 5
	9100 D5 One 2021-01-01 - 3
	9100 D5 Two 2022-02-01 - 5
	END
	for id in D7.2021 D7.2022 D5; do
		milestones $id --filings f.csv | sed -n "1s/^/$id /p"
	done >got
	cat >want <<-'END'
	D7.2021 9100 indicator - 7 - - -
	D7.2022 9100 indicator - 5 - - -
	D5 9100 indicator - 8 - - -
	END
	expect_same got want
}

@test "ruling 29: an indicator of figures prints them side by side" {
	three_waves
	milestones P8 >got
	cat >want <<-'END'
	9000 indicator - 6 - - Taking part 6; Pilots by 2020-12-31 1
	9100 indicator - 4 - - Taking part 4; Pilots by 2020-12-31 1
	9200 indicator - 2 - - Taking part 2; Pilots by 2020-12-31 0
	END
	expect_same got want
	milestones P8 --lang zh | sed -n 2p >got
	[ "$(cat got)" = '9100 indicator - 4 - - 参与创建 4；2020-12-31前试点 1' ]
}

@test "a rise in points a year is held against its target" {
	# 9100: 20 of 100, then 299 of 1000: 9.9 of 10 points; 9200: 95 of 100,
	# then all: nothing can be missing; a record without a number is in
	# neither year
	stats_of <<-'END'
	2021 9101001 attained 100 111 served=20 people=100
	2021 9101002 attained 100 111 served=? people=100
	2021 9201001 attained 100 111 served=95 people=100
	2022 9101001 attained 100 111 served=299 people=1000
	2022 9101002 attained 100 111 served=5 people=
	2022 9201001 attained 100 111 served=100 people=100
	END
	figures code wave pm_coverage pm_coverage_change_pp <stats |
		grep '^9[12]00' | sort >got
	cat >want <<-'END'
	9100 2021 20.00 -
	9100 2022 29.90 9.90
	9200 2021 95.00 -
	9200 2022 100.00 5.00
	END
	expect_same got want
	milestones P9 | grep '^9[12]' >got
	cat >want <<-'END'
	9100 indicator - 9.90 10 0.1 People served (%): change in points 9.90; Property management coverage 29.90
	9200 indicator - 5.00 10 0 People served (%): change in points 5.00; Property management coverage 100.00
	END
	expect_same got want
	# a digit more where rounding would say that it is reached
	stats_of <<-'END'
	2021 9101001 attained 100 111 served=20 people=100
	2022 9101001 attained 100 111 served=29999 people=100000
	2021 9201001 attained 100 111 served=30 people=100
	2022 9201001 attained 100 111 served=10 people=100
	END
	milestones P9 | grep '^9[12]' | cut -d' ' -f4-6 >got
	printf '%s\n' '9.999 10 0.001' '-20.00 10 30' >want
	expect_same got want
	# the first wave has none
	milestones P9 --as-of 2021-12-31 | cut -d' ' -f4-6 | sed -n 2p >got
	[ "$(cat got)" = '- 10 -' ]
}

@test "what is shown must be a figure, of an indicator" {
	three_waves
	local case shown
	for case in 'P9,attains: figure: .attains. is no figure' \
		'P9,pilot_by_20201230: figure: .pilot_by_20201230. is no' \
		'P9,: figure: may not be empty' \
		'Q9,pilot: obligation: no obligation is called .Q9.' \
		'P1,pilot: obligation: figures are shown of an indicator' \
		'D5,pilot: obligation: figures are shown of an indicator' \
		'P8,pilot: obligation: the rows of .P8. must stand together'
	do
		shown=${case%%: *}
		rm -rf standard
		cp -R "$GREEN_STANDARD" standard
		chmod -R u+w standard
		echo "$shown," >>standard/shown.csv
		expect_status 2 green-track --standard standard stats
		expect_words "shown.csv:6: ${case#*: }"
	done
}

# damaged [HEAD-LINES] SUM FOUND < DAMAGE: three filings with damage behind so
# many lines of them (2), the sum of what counts and the findings.
damaged() {
	printf '%s\n' city_code,obligation_id,doc_title,doc_no,doc_date,received_date,value,evidence_ref,recorder,recorded_at \
		9200,D5,x,n1,2021-01-02,2021-01-03,4,,Ann, \
		9200,D5,x,n3,2021-01-02,2021-01-03,5,,Ann, \
		9200,D5,x,n4,2021-01-02,2021-01-03,6,,Ann, >good.csv
	{
		head -n "$1" good.csv
		cat
		tail -n "+$(($1 + 1))" good.csv
	} >f.csv
	expect_status 0 green-track --filings f.csv --findings findings \
		--as-of 2022-12-31 stats
	[ "$(found | cut -d' ' -f1,2 | tr '\n' ' ')" = "$3" ] ||
		die "$(cat f.csv findings)"
	[ "$(milestones D5 --filings f.csv | grep ^9200 | cut -d' ' -f4)" = \
	    "$2" ] || die "$(cat f.csv out)"
	# nothing of a damaged line is told
	! grep -q 'n2\|secret' findings || die "$(cat findings)"
}

@test "rulings 29, 36 d: damage in the list of filings costs its lines" {
	local end=2021-01-02,2021-01-03,7,,Bob,
	three_waves
	damaged 2 15 'F08 3 ' <<<'9200,D5,secret,n2,2021'
	damaged 2 15 'F08 3 ' <<<"9200,D5,x,n2,$end,more"
	damaged 2 15 'F08 3 F08 4 ' <<<$'9200,D5,two\nlines,n2,'$end
	damaged 2 15 'F08 3 ' <<<"9200,D5,\"x,n2,$end"
	damaged 2 15 'F08 3 ' <<<"9200,D5,\"x\"y,n2,$end"
	damaged 2 15 'F08 3 ' <<<$'9200,D5,"two\nlines,n2,'$end
	# closed in another line, so that the rows between were one cell
	damaged 2 22 'F08 3 ' \
		<<<$'9200,D5,"x,n2,'$end$'\n9200,D5,x",n2,'$end
	damaged 2 29 'F08 3 ' \
		<<<$'9200,D5,"x,n2,'$end$'\n9200,D5,y,n5,'$end$'\n9200,D5,z",n2,'$end
	# at the end, cut or with a quote that is open
	damaged 4 15 'F08 5 ' < <(printf 9200,D5,x,n2,2021-0)
	damaged 4 15 'F08 5 ' < <(printf '9200,D5,x,n2,2021-01-02,"2021-01-03,7')
	# no damage: a title of two lines, cells that are blank
	damaged 2 22 '' <<<$'9200,D5,"two\nlines",n2,'$end
	damaged 2 22 '' <<<"9200,D5,x	y,n2,$end,,"
	damaged 2 15 '' <<<',,,,'
	damaged 2 15 '' <<<'="",="",="",="",="",="",="",="",="",=""'
	# but tables of ours, and registers, are strict
	cp -R "$GREEN_STANDARD" standard
	chmod -R u+w standard
	echo O1,short >>standard/obligations.csv
	expect_status 2 green-track --standard standard stats
	expect_words 'obligations.csv:[0-9]*: .*: the row has 2 cells'
}

@test "rulings 29, 36 d: bytes that are no text cost the list of filings their line" {
	local end=2021-01-02,2021-01-03,7,,Bob,
	local row="9200,D5,%b,n2,$end\n" utf='\xe6\x8a\xa5\xe5\x91\x8a' gb='\xb1\xa8\xb8\xe6'
	three_waves
	# shellcheck disable=SC2059
	{
		damaged 2 15 'F08 3 ' < <(printf "$row" '\xff')
		damaged 2 15 'F08 3 ' < <(printf "$row" 'x\0y')
		damaged 2 15 'F08 3 ' < <(printf '%b' '\0\0\0\n')
		damaged 2 15 'F08 3 F08 5 ' <<-END
			$(printf "$row" '\xe6\x8a')
			$(printf "$row" "$utf" | sed 's/,7,/,0,/')
			$(printf "$row" '\xff')
		END
		# cut within a character at the end, by head -c
		damaged 4 22 'F08 6 ' < <(printf "$row" "$utf"
			printf '9200,D5,x,n5,%s\xe6\x8a' "$end")
		damaged 4 15 'F08 5 ' < <(printf '9200,D5,\xe6')
		# lines of the other of the two character sets
		damaged 2 22 'F08 3 ' < <(printf "$row$row" "$gb" "$utf")
		damaged 2 29 'F08 4 ' < <(printf "$row${row//n2/n5}$row" \
			"$gb" "$utf" "$gb" | sed '1s/n2/n6/')
		# a line within quotes, and a quote that is damaged before it
		damaged 2 15 'F08 3 ' < <(printf "$row" '"x\n\xff"')
		damaged 2 15 'F08 3 ' < <(printf "$row" '"\xff')
	}
	# text that is whole is no damage, in whatever set
	printf '9200,D5,%b,n2,%s\n' "$gb" "$end" >line
	damaged 2 22 '' <line
	# UTF-16 that is cut within a character
	{ printf '\xff\xfe' && iconv -t UTF-16LE good.csv && printf 9; } >f.csv
	[ "$(milestones D5 --filings f.csv --findings findings |
		grep ^9200 | cut -d' ' -f4)" = 15 ]
	[ "$(found)" = 'F08 5  -' ] || die "$(cat findings)"
	# but registers and tables of ours are strict
	cp -R "$GREEN_STANDARD" standard
	chmod -R u+w standard
	printf '\xff\n' >>standard/obligations.csv
	expect_status 2 green-track --standard standard stats
	expect_words 'obligations.csv:[0-9]*: .*\[D05\]'
}

@test "rulings 29, 36 d: without a heading no filing counts, and the night goes on" {
	local file
	three_waves
	milestones D5 >none
	: >empty
	echo city_code,obligation_id >short
	echo 9200,D5,x,n1,2021-01-02,2021-01-03,4,,Ann, >headless
	printf 'city_code,obligation_id,doc_date,received_date,\xff\n9200,D5,,,\n' >bytes
	printf 'city_code,obligation_id,doc_date,received_date,value,value\n' >twice
	printf 'PK\3\4\24\0\10\0\10\0' >sheet
	for file in empty short headless bytes twice sheet; do
		expect_status 0 green-track --filings "$file" \
			--findings findings stats
		[ "$(found)" = 'F08 1  -' ] || die "$(cat "$file" findings)"
		milestones D5 --filings "$file" >got
		expect_same got none
	done
}

@test "filings that cannot be opened are refused" {
	three_waves
	expect_status 2 green-track --filings nowhere.csv stats
	mkdir folder
	expect_status 2 green-track --filings folder stats
}

@test "waves may come in several files, a line only once" {
	three_waves
	green-track stats >want
	for wave in 2020 2021 2022; do
		{ head -n 1 stats; grep "^$wave" stats; } |
			stream green-stats >"$wave"
	done
	green-track 2022 2020 2021 >got
	expect_same got want
	expect_status 3 green-track 2022 2022
	expect_words 'two lines for .9000. in wave 2022'
}

@test "no statistics make an empty table" {
	three_waves
	stream green-stats <<<"$(head -n 1 stats)" >none
	green-track none >got
	[ "$(wc -l <got)" = 2 ]
}

@test "statistics that lack a column are refused" {
	three_waves
	body stats | cut -f1-20 | stream green-stats >few
	expect_status 3 green-track few
	expect_words 'the statistics have no column'
}

@test "every source of obligations is on the page" {
	local kind kinds
	cp -R "$GREEN_STANDARD" standard
	chmod -R u+w standard
	sed -i '2s/,\(stats\|filings\),/,none,/' standard/obligations.csv
	three_waves
	expect_status 2 green-track --standard standard stats
	kinds=$(sed -n "s/.*'none' is none of: //p" <<<"$stderr" | tr -d ,)
	[ "$(wc -w <<<"$kinds")" -ge 2 ]
	for kind in $kinds; do
		grep -qx "\.Cm $kind" "$ROOT/src/programs/green-track.1" ||
			die "green-track.1 does not say what .Cm $kind is"
	done
}

@test "ruling 43: a number in the list of filings reaches no output" {
	three_waves
	filings >f.csv <<-'END'
	9100 D1 Plan电话13812345678 2020-12-01 2020-12-02 -
	9200 D1 Plan 13812345678 2020-12-02 -
	9100 D2 Note 2020-12-01 2020-12-02 13812345678x
	9100 D13812345678 x 2020-12-01 2020-12-02 -
	END
	green-track --filings f.csv --findings findings --as-of 2022-12-31 \
		stats >out 2>err
	grep -q 'Plan电话\*\*\*\*\*\*\*\*\*\*\*' out || die "$(grep D1 out)"
	grep -q 'F06.*\*\*\*' findings
	! grep '13812345678' out findings err
}
