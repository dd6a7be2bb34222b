#!/usr/bin/env bats
# Another country's standard through the same programs.

load ../lib/helpers

setup_file() {
	load ../lib/helpers
	S=$ROOT/tests/e2e/fixtures/second-standard
	GREEN_STANDARD=$S/standard
	export S GREEN_STANDARD
	run_wave 2023 "$S"/inbox/2023/*.csv
	run_wave 2024 "$S"/inbox/2024/*.csv
}

# run_wave WAVE FILE...: every stage's stream under $BATS_FILE_TMPDIR/WAVE.
run_wave() {
	local out=$BATS_FILE_TMPDIR/$1 wave=$1
	shift
	mkdir "$out"
	green-ingest --wave "$wave" --root "$S/inbox" \
		--findings "$out/ingest.findings" "$@" >"$out/ingest"
	green-clean --findings "$out/clean.findings" <"$out/ingest" >"$out/clean"
	green-match --register "$S/register.csv" <"$out/clean" >"$out/match"
	green-dedup <"$out/match" >"$out/dedup"
	green-normalise --as-of 2024-12-31 <"$out/dedup" >"$out/normalise"
	green-score --as-of 2024-12-31 <"$out/normalise" >"$out/score"
	green-tally <"$out/score" >"$out/tally"
	green-stats --register "$S/register.csv" <"$out/tally" >"$out/stats"
}

# figures STREAM KEY NAME...: of each row, KEY and the columns of these names.
figures() {
	local stream=$1
	shift
	names="$*" awk -F '\t' '
	BEGIN { names = ENVIRON["names"] }
	NR == 1 {
		n = split(names, name, " ")
		for (i = 1; i <= NF; i++) at[$i] = i
		for (i = 1; i <= n; i++) if (!(name[i] in at)) {
			print "no column " name[i]; exit 1
		}
		next
	}
	/^#end\t/ { next }
	{
		for (i = 1; i <= n; i++)
			printf "%s%s", $at[name[i]], i < n ? " " : "\n"
	}' "$BATS_FILE_TMPDIR/$stream"
}

@test "every school has the status that its answers give" {
	figures 2023/score community_code status points criteria_met \
		criteria_undetermined | sort >"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	4110-01 attained 100 6 0
	4110-02 attained 77.78 4 0
	4110-03 not_attained 70 5 0
	4120-01 not_participating 100 5 0
	4120-02 undetermined 66.67 4 1
	4210-01 attained 100 6 0
	4210-02 not_attained 50 3 0
	4210-03 undetermined 70 5 1
	4210-04 attained 100 6 0
	4210-05 attained 80 5 1
	4210-06 undetermined 60 4 1
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "criteria carry this standard's names" {
	figures 2023/score community_code q1 q2 q3 k1 k2 k3 | sort |
		grep -E '^4110-02|^4120-02|^4210-0[26]' >"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	4110-02 0 1 1 1 N 1
	4120-02 1 U 1 1 N 1
	4210-02 0 1 1 0 1 0
	4210-06 0 1 1 U 1 1
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "cantons, districts and the whole are counted against the register" {
	figures 2023/stats level code registered responded participating pilot \
		attained undetermined not_responded attained_rate \
		attained_rate_low attained_rate_high reported_attained \
		population >"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	county 4110 3 3 3 1 2 0 0 66.67 66.67 66.67 1 650
	county 4120 3 2 1 0 0 1 1 0.00 0.00 66.67 0 170
	county 4210 6 6 6 0 3 2 0 50.00 50.00 83.33 2 2000
	city 4100 6 5 4 1 2 1 1 33.33 33.33 66.67 1 820
	city 4200 6 6 6 0 3 2 0 50.00 50.00 83.33 2 2000
	province 4000 12 11 10 1 5 3 1 41.67 41.67 75.00 3 2820
	END
	expect_same <(sort "$BATS_TEST_TMPDIR/want") \
		<(sort "$BATS_TEST_TMPDIR/got") "the counts differ"
}

@test "cells are read by this standard's rules" {
	figures 2023/clean school_id pupils noise_db hears_road talks garden_m2 |
		grep '^4210-0[135]' | sort >"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	4210-01 1200 59.5 0 >=2 1000
	4210-03 100 ? 0 2 500
	4210-05 100 50 0 ? 200
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "personal columns end in ingest, under whatever name" {
	expect_status 1 grep -c -e caretaker -e 'J. Post' \
		"$BATS_FILE_TMPDIR/2023/ingest"
}

@test "a header that could mean either stops its column" {
	figures 2024/clean school_id hears_road noise_db \
		>"$BATS_TEST_TMPDIR/got"
	cat >"$BATS_TEST_TMPDIR/want" <<-'END'
	4210-01 ? 59.5
	4210-02 ? 61
	END
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
	[ "$(grep -c hears_road "$BATS_FILE_TMPDIR/2024/ingest.findings")" -eq 1 ]
	[ "$(figures 2024/score status | paste -sd ' ')" = \
		"undetermined not_attained" ]
}

# wave_under STANDARD DIR: wave 2023 once more, under another standard.
wave_under() {
	mkdir "$2"
	GREEN_STANDARD=$1 BATS_FILE_TMPDIR=$2 \
		run_wave 2023 "$S"/inbox/2023/*.csv
}

# sheets STANDARD DIR: what is asked of which city in a run of wave_under.
sheets() {
	green-query -q --standard "$1" --out "$2/sheets" \
		--rows "$2/2023/normalise" \
		"$2"/2023/{ingest,clean}.findings
}

@test "a survey that asks no codes of places: match fills them, a place's threshold binds" {
	local asked=$BATS_TEST_TMPDIR/asked silent=$BATS_TEST_TMPDIR/silent
	cp -R "$GREEN_STANDARD" "$asked"
	echo 'noise_max,4110,,,50,' >>"$asked/parameters.csv"
	echo 'talks,4200,,,1,' >>"$asked/parameters.csv"
	cp -R "$asked" "$silent"
	sed -i '/^canton,/d; /^district,/d' "$silent/columns.csv"
	wave_under "$asked" "$BATS_TEST_TMPDIR/a"
	wave_under "$silent" "$BATS_TEST_TMPDIR/b"
	expect_status 1 cmp -s "$BATS_TEST_TMPDIR/a/2023/score" \
		"$BATS_FILE_TMPDIR/2023/score"
	for stream in score tally stats; do
		expect_same "$BATS_TEST_TMPDIR/a/2023/$stream" \
			"$BATS_TEST_TMPDIR/b/2023/$stream"
	done
	sheets "$asked" "$BATS_TEST_TMPDIR/a" >"$BATS_TEST_TMPDIR/want"
	sheets "$silent" "$BATS_TEST_TMPDIR/b" >"$BATS_TEST_TMPDIR/got"
	expect_same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
	grep -q '^4200' "$BATS_TEST_TMPDIR/got"
}

@test "a standard without codes of units is told so, a record without its county too" {
	cp -R "$GREEN_STANDARD" "$BATS_TEST_TMPDIR/standard"
	sed -i 's/,R,no,code,/,R,no,,/' "$BATS_TEST_TMPDIR/standard/columns.csv"
	for program in match dedup robustness; do
		[ "$program" != match ] || set -- --register "$S/register.csv"
		expect_status 2 "green-$program" "$@" \
			--standard "$BATS_TEST_TMPDIR/standard" \
			"$BATS_FILE_TMPDIR/2023/clean"
		expect_words "/standard/columns.csv:1: role: no column has the role 'code'$"
		set --
	done
	body "$BATS_FILE_TMPDIR/2023/score" | sed 's/\t4110\t/\t\t/' |
		stream green-score >"$BATS_TEST_TMPDIR/lost"
	expect_status 3 green-tally "$BATS_TEST_TMPDIR/lost"
	expect_words '/lost:2: county_code: empty: green-match says which county a record is of$'
}
