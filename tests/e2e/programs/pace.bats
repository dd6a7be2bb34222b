#!/usr/bin/env bats
# green-track --table pace: how fast the targets come near.

load ../lib/helpers
load ../lib/figures

# waves WAVE:ATTAINED... of ten units: their statistics in `stats`.
waves() {
	register_of 10
	{
		tally_heading
		local wave
		for wave; do
			tsv "${wave%:*}" 9101 responded - 10
			tsv "${wave%:*}" 9101 status attained "${wave#*:}"
		done
	} | stream green-tally | green-stats --register register.csv >stats
}

# pace OPTION...: of the city, from wave_first on; - is empty.
pace() {
	green-track --table pace "$@" stats >out
	awk -F '\t' '$2 == "city" {
		for (i = 5; i <= NF; i++)
			printf "%s%s", $i == "" ? "-" : $i, i < NF ? " " : "\n"
	}' out
}

@test "columns, and a line for every target of every place" {
	waves 2020:1 2021:3
	green-track --table pace stats >out
	[ "$(head -n 1 out)" = "$(tsv id level code due wave_first wave \
		rate_first rate target_rate observed_pp required_pp pace_pct \
		pace growth_pct growth_required_pct projected projected_low \
		projected_high waves note)" ]
	rows out | cut -f1-4 >got
	{
		tsv P4 province 9000 2022-12-31
		tsv P5 city 9100 2022-12-31
	} >want
	expect_same got want
}

@test "half of the days gone: percentage points observed over required" {
	waves 2020:1 2021:3
	# 20 points of the 25 that the line from 10 to 60 asks for
	[[ $(pace) == '2020 2021 10.00 30.00 60 20.00 25.00 80.00 moderate '* ]]
	[[ $(pace) == *' 50.00 - - 2 two_waves' ]]
	waves 2020:1 2021:1
	[[ $(pace) == *' 0.00 25.00 0.00 insufficient 0.00 '* ]]
	waves 2020:3 2021:2
	[[ $(pace) == *' -10.00 15.00 -66.67 moving_away '* ]]
	waves 2020:1 2021:6
	[[ $(pace) == *' 50.00 25.00 200.00 reached '* ]]
}

@test "the day counts, not the year" {
	waves 2020:1 2021:3 2022:4
	# 546 of 730 days
	[[ $(pace --as-of 2022-06-30) == \
		'2020 2022 10.00 40.00 60 30.00 37.40 80.22 moderate '* ]]
	[[ $(pace --as-of 2022-06-30) == *' 3 -' ]]
	[[ $(pace --as-of 2021-12-31) == \
		'2020 2021 10.00 30.00 60 20.00 25.00 80.00 moderate '* ]]
}

@test "a city's own target counts from its day" {
	waves 2020:1 2021:3
	sed -i 's/9100,Eastbury/9200,Westbury/' register.csv
	sed -i 's/\t9100\t/\t9200\t/' stats
	body stats | stream green-stats >stats2 && mv stats2 stats
	# 50 percent from 2022-01-01 on: not yet by the figures of 2021
	[[ $(pace) == *' 60 20.00 25.00 80.00 '* ]]
	waves 2020:1 2021:3 2022:4
	sed -i 's/\t9100\t/\t9200\t/' stats
	body stats | stream green-stats >stats2 && mv stats2 stats
	[[ $(pace --as-of 2022-06-30) == *' 50 30.00 29.92 100.27 on_track '* ]]
}

@test "three waves before the day give a prediction interval" {
	waves 2020:1 2021:3 2022:4
	pace --as-of 2022-06-30 | cut -d' ' -f12-14 >got
	read -r middle low high <got
	[ "$(l="$low" m="$middle" h="$high" awk 'BEGIN { l = ENVIRON["l"]; m = ENVIRON["m"]; h = ENVIRON["h"] }
		BEGIN {
		print (0 <= l && l < m && m < h && h <= 100) }')" = 1 ]
	# on the day itself there is nothing to project
	[[ $(pace --as-of 2022-12-31) == *' - - - 3 last_day' ]]
}

@test "one wave, none before the day, nothing attained: no figure is made up" {
	waves 2021:3
	[ "$(pace)" = '2021 2021 30.00 30.00 60 - - - - - - - - - 1 one_wave' ]
	waves 2020:0 2021:1
	[[ $(pace) == *' 10.00 30.00 33.33 insufficient - - 20.00 - - 2 two_waves' ]]
	waves 2020:0 2021:0 2022:0
	green-track --table pace --as-of 2022-03-01 stats >out
	if grep -qiE 'nan|inf(\s|$)' out; then die "$(cat out)"; fi
	stream green-stats <<<"$(head -n 1 stats)" >stats2 && mv stats2 stats
	green-track --table pace stats >out
	[ "$(wc -l <out)" = 2 ]
}

@test "a register that changes is marked" {
	waves 2020:1 2021:3
	sed -i '1s/$/,valid_from/; 2,$s/$/,/; $s/$/2021-06-30/' register.csv
	{
		tally_heading
		tsv 2020 9101 status attained 1
		tsv 2021 9101 status attained 3
	} | stream green-tally | green-stats --register register.csv >stats
	[[ $(pace) == *' 2 two_waves;register_changed' ]]
	[[ $(pace) == '2020 2021 11.11 30.00 60 18.89 '* ]]
}
