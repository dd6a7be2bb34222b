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
	awk -F '\t' -v id="$id" '$1 == id {
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
	D1 city 9100
	D2 city 9100
	D3.2021 city 9100
	D3.2022 city 9100
	D4 city 9100
	D5 city 9100
	P1 city 9100
	P2 city 9100
	P3 city 9100
	P5 city 9100
	P6 city 9100
	END
	head -n 14 got >first
	expect_same first want
}

@test "targets are judged from their day on, by the newest wave" {
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

@test "waves after the as-of are not read" {
	three_waves
	milestones P5 --as-of 2020-12-31 >got
	cat >want <<-'END'
	9100 not_due unlikely 0 3 3 -
	9200 not_due out_of_reach 0 1 1 -
	END
	expect_same got want
}

@test "241 of 402 is not met, three fifths exactly are" {
	for case in '402 241 not_met out_of_reach' '5 3 met certain' \
		'4002 2401 not_met out_of_reach' '4000 2400 met certain'; do
		read -r n a status outlook <<<"$case"
		awk -v n="$n" 'BEGIN { print "community_code,community_name," \
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

@test "the outlook is that of every filling of the open cases" {
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

@test "the survey of the first wave, by its day" {
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

@test "all of a kind: any gap fails, none but an open one is open" {
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

@test "documents: in time, on the day, late, none, not due" {
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
	printf '%s\n' '9100 not_met' '9200 undetermined' >want
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

@test "filings that cannot be are refused with their place" {
	three_waves
	local case line words
	for case in '9100 D9 x 2021-01-01 - -|obligation_id: the standard has no' \
		'9100 D1 x 2021/1/1 - -|doc_date: .2021/1/1. is not a date' \
		'9100 D1 x - 2021-02-30 -|received_date: .2021-02-30. is not' \
		'9100 D2 x - - seven|value: .seven. is not a number' \
		'9999 D1 x - - -|city_code: the statistics have no city .9999.'
	do
		line=${case%%|*} words=${case#*|}
		filings <<<"$line" >f.csv
		expect_status 2 green-track --filings f.csv stats
		expect_words "^green-track: f.csv:2: $words"
	done
	echo city_code,obligation_id >f.csv
	expect_status 2 green-track --filings f.csv stats
	expect_status 2 green-track --filings nowhere.csv stats
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
