#!/usr/bin/env bats
# An indicator of a place may read a parameter, as it binds in the record's
# place on its wave's day, and last wave's answers: figures, cards, books.

load ../lib/helpers
load ../lib/release

setup_file() {
	load ../lib/helpers
	load ../lib/release
	DATA=$BATS_FILE_TMPDIR/data
	tiny_data "$DATA"
	GREEN_STANDARD=$BATS_FILE_TMPDIR/standard
	cp -R "$TINY/standard" "$GREEN_STANDARD"
	cat >>"$GREEN_STANDARD/parameters.csv" <<-'END'
	norm,,,,2,
	norm,4110,,,5,a district
	norm,4200,2024-01-01,,3,a canton from a day on
	END
	cat >"$GREEN_STANDARD/indicators.csv" <<-'END'
	name,title_en,numerator,denominator,decimals,threshold
	rooms,Rooms,quiet_rooms * $norm,classrooms,2,
	more,Talks against last year's,talks,prev(talks),2,
	END
	RELEASE=$DATA/releases/current
	export DATA GREEN_STANDARD RELEASE
	night "$DATA" 2024-06-30
}

# figures FILE NAME...: wave, code and these columns of a table of the release.
figures() {
	python3 -c '
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as f:
    for row in csv.DictReader(f):
        print(row["wave"], row["code"], *(row[n] for n in sys.argv[2:]))
' "$RELEASE/$1" "${@:2}"
}

# Quiet rooms of 2023 are 7, 2 and 17 by district, classrooms 24, 8 and 67.
@test "a parameter binds in its place, from its day on" {
	figures counties.csv rooms_numerator rooms_denominator rooms \
		rooms_covered rooms_open >"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	2023 4110 35 24 145.83 3 0
	2023 4120 4 8 50.00 2 1
	2023 4210 34 67 50.75 6 0
	2024 4110 0 0  0 3
	2024 4120 0 0  0 3
	2024 4210 36 46 78.26 2 4
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
	figures cities.csv rooms_numerator rooms_denominator \
		>"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	2023 4100 39 32
	2023 4200 34 67
	2023 4000 73 99
	2024 4100 0 0
	2024 4200 36 46
	2024 4000 36 46
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "last wave's answers; in the first wave nothing is known" {
	figures counties.csv more_numerator more_denominator more \
		more_covered more_open | grep ' 4210 ' >"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	2023 4210 0 0  0 6
	2024 4210 2 2 100.00 1 5
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "a county's page adds up to what was published" {
	local wave
	for wave in 2023 2024; do
		green-explain --wave "$wave" --format tsv "$RELEASE" 4210 |
			of unit column value |
			awk -F '|' '/^(rooms|more)_/ { sum[$1] += $2 }
			END { for (name in sum) print name, sum[name] }' |
			sort >"$BATS_TEST_TMPDIR/$wave"
	done
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	more_covered 1
	more_denominator 2
	more_numerator 2
	more_open 5
	rooms_covered 2
	rooms_denominator 46
	rooms_gap 10
	rooms_numerator 36
	rooms_open 4
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/2024"
	grep -qx 'rooms_numerator 34' "$BATS_TEST_TMPDIR/2023"
	grep -qx 'more_open 6' "$BATS_TEST_TMPDIR/2023"
}

@test "an indicator of the day itself" {
	local other=$BATS_TEST_TMPDIR/standard
	cp -R "$GREEN_STANDARD" "$other"
	cat >"$other/indicators.csv" <<-'END'
	name,title_en,numerator,denominator,decimals,threshold
	yearly,Talks by year,talks * $wave,talks,2,
	END
	green-score --standard "$other" --as-of 2024-06-30 \
		"$RELEASE/records.tsv" | green-tally --standard "$other" |
		green-stats --standard "$other" \
			--register "$DATA/register.csv" |
		green-export --standard "$other" --format csv \
			--columns wave,code,yearly --where level=county \
			>"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	wave,code,yearly
	2023,4110,202300.00
	2023,4120,202300.00
	2023,4210,202300.00
	2024,4110,
	2024,4120,
	2024,4210,202400.00
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "a stream scored without it is refused, not counted without it" {
	cp -R "$GREEN_STANDARD" "$BATS_TEST_TMPDIR/standard"
	cp "$TINY/standard/indicators.csv" "$BATS_TEST_TMPDIR/standard"
	green-score --standard "$BATS_TEST_TMPDIR/standard" \
		--as-of 2024-06-30 "$RELEASE/records.tsv" \
		>"$BATS_TEST_TMPDIR/scored"
	expect_status 3 green-tally "$BATS_TEST_TMPDIR/scored"
	expect_words "scored:1: the input has no column 'prev.talks'$"
}

# shellcheck disable=SC2154  # expect_status sets $stderr
@test "a parameter for a place that the register has not is told" {
	cp -R "$GREEN_STANDARD" "$BATS_TEST_TMPDIR/standard"
	echo 'norm,4300,,,9,' >>"$BATS_TEST_TMPDIR/standard/parameters.csv"
	expect_status 0 green-stats --standard "$BATS_TEST_TMPDIR/standard" \
		--register "$DATA/register.csv" "$RELEASE/tallies.tsv"
	[ "${stderr//$BATS_TEST_TMPDIR\//}" = "green-stats: standard/parameters.csv:10: scope: the register has no city or county '4300', so this row changes nothing" ] ||
		die "$stderr"
	green-stats --register "$DATA/register.csv" "$RELEASE/tallies.tsv" \
		>"$BATS_TEST_TMPDIR/want"
	echo "$output" >"$BATS_TEST_TMPDIR/got"
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}
