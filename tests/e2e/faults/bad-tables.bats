#!/usr/bin/env bats
# Tables that are wrong stop every program before it reads a record: status 2,
# with the file, the line, the column and what is the matter.

load ../lib/helpers

setup() {
	S=$ROOT/tests/e2e/fixtures/second-standard
}

# spoiled FILE SED: a copy of the standard with one table changed.
spoiled() {
	rm -rf "$BATS_TEST_TMPDIR/standard"
	cp -R "$S/standard" "$BATS_TEST_TMPDIR/standard"
	sed "$2" "$S/standard/$1" >"$BATS_TEST_TMPDIR/standard/$1"
	! cmp -s "$S/standard/$1" "$BATS_TEST_TMPDIR/standard/$1" ||
		die "$2 changes nothing in $1"
}

# refused FILE SED WORDS: every program of the chain stops with status 2 and
# says exactly this, the folder left out.
# shellcheck disable=SC2154  # expect_status sets $stderr
refused() {
	local program
	spoiled "$1" "$2"
	for program in normalise score tally; do
		expect_status 2 "green-$program" \
			--standard "$BATS_TEST_TMPDIR/standard" </dev/null
		[ -z "$output" ]
		[ "${stderr//$BATS_TEST_TMPDIR\//}" = \
			"green-$program: standard/$3" ] ||
			die "green-$program said: $stderr" "wanted: $3"
	done
}

@test "an unknown column in an expression" {
	refused atoms.csv 's/panels == 1/pannels == 1/' \
		"atoms.csv:5: test: there is no column 'pannels', at character 1 of: pannels == 1"
	refused checks.csv 's/pupils <= 60/children <= 60/' \
		"checks.csv:4: expression: there is no column 'children', at character 1 of: children <= 60 * classrooms"
	refused columns.csv 's/floors == 1/storeys == 1/' \
		"columns.csv:26: na: there is no column 'storeys', at character 1 of: storeys == 1"
}

@test "an unknown parameter" {
	refused parameters.csv '/^noise_max/d' \
		"atoms.csv:3: test: there is no parameter '\$noise_max', at character 13 of: noise_db <= \$noise_max"
}

@test "an id given twice" {
	refused atoms.csv 's/^Q2.road/Q2.noise/' \
		"atoms.csv:4: atom: 'Q2.noise' stands in line 3 already"
	refused columns.csv 's/^trees,/panels,/' \
		"columns.csv:28: name: 'panels' stands in line 23 already"
	refused criteria.csv 's/^Q2/Q1/' \
		"criteria.csv:3: criterion: 'Q1' stands in line 2 already"
}

# checked FILE SED WORDS: so says who asks whether the standard is right, and
# PROGRAM, which reads cells as they were delivered; to others it is nothing.
checked() {
	spoiled "$1" "$2"
	expect_status 2 green-standard --check \
		--standard "$BATS_TEST_TMPDIR/standard"
	[ "${stderr//$BATS_TEST_TMPDIR\//}" = "green-standard: standard/$3" ] ||
		die "green-standard said: $stderr" "wanted: $3"
	expect_status 2 "$4" --standard "$BATS_TEST_TMPDIR/standard" \
		--wave 2022 </dev/null
	[ "${stderr//$BATS_TEST_TMPDIR\//}" = "$4: standard/$3" ] ||
		die "$4 said: $stderr" "wanted: $3"
	expect_status 3 green-score --standard "$BATS_TEST_TMPDIR/standard" \
		</dev/null
}

@test "a header of two columns" {
	checked columns.csv 's/,Joined,/,Pupils,/' \
		"columns.csv:17: title_en: 'Pupils' is a header of 'joined' already" \
		green-ingest
}

@test "--check reads every table, and says nothing of one that is right" {
	expect_status 0 green-standard --check --standard "$S/standard"
	[ -z "$output$stderr" ]
	expect_status 0 green-standard --check
	[ -z "$output$stderr" ]
	for table in "$GREEN_STANDARD"/*.csv; do
		case ${table##*/} in annual.csv | memo.csv | mess.csv | synth*.csv) continue ;; esac
		cp -R "$GREEN_STANDARD" "$BATS_TEST_TMPDIR/standard"
		sed -i '1s/^[^,]*/no_such_column/' \
			"$BATS_TEST_TMPDIR/standard/${table##*/}"
		expect_status 2 green-standard --check \
			--standard "$BATS_TEST_TMPDIR/standard"
		expect_words "/${table##*/}:1: "
		rm -r "$BATS_TEST_TMPDIR/standard"
	done
	expect_status 2 green-standard
}

@test "a possible overflow" {
	refused derived.csv 's/pupils,classrooms,1/garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2,classrooms,1/' \
		"derived.csv:2: numerator: the numbers can become too large for exact arithmetic (within the columns' min and max), at character 1 of: garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2 * garden_m2"
}

@test "kinds that do not compare" {
	refused atoms.csv 's/panels == 1/seen_on >= 1/' \
		"atoms.csv:5: test: a date cannot be compared with a number, at character 1 of: seen_on >= 1"
}

@test "a pattern that does not compile" {
	spoiled rules.csv 's/(?<y>\[0-9\]{4}),FIX,year/(?<y>[0-9]{4},FIX,year/'
	expect_status 2 green-clean --standard "$BATS_TEST_TMPDIR/standard" \
		</dev/null
	line=$(grep -n '4},FIX,year' "$BATS_TEST_TMPDIR/standard/rules.csv" |
	    cut -d: -f1)
	expect_words "^green-clean: .*/standard/rules.csv:$line: pattern: "
	expect_status 2 green-standard --check \
		--standard "$BATS_TEST_TMPDIR/standard"
	expect_words "^green-standard: .*/rules.csv:$line: pattern: "
}

@test "a missing table, a missing folder" {
	cp -R "$S/standard" "$BATS_TEST_TMPDIR/standard"
	rm "$BATS_TEST_TMPDIR/standard/atoms.csv"
	expect_status 2 green-score --standard "$BATS_TEST_TMPDIR/standard" \
		</dev/null
	expect_words 'green-score: .*/standard/atoms.csv: cannot be opened: No such file or directory$'
	expect_status 2 green-score --standard "$BATS_TEST_TMPDIR/none" </dev/null
	expect_words 'green-score: .*/none: no such standard: it is a folder of tables$'
}

@test "no standard at all" {
	unset GREEN_STANDARD
	expect_status 2 green-score </dev/null
	expect_words '^green-score: '
}

# taken PROGRAM INPUT WORDS [OPTION...]: under the spoiled standard a program
# that makes columns of ids says which has another column's name.
# shellcheck disable=SC2154  # expect_status sets $stderr
taken() {
	local words="$1: standard/$3"
	expect_status 2 "$1" --standard "$BATS_TEST_TMPDIR/standard" \
		"${@:4}" "$SAMPLES/$2"
	[ "${stderr//$BATS_TEST_TMPDIR\//}" = "$words" ] ||
		die "said: $stderr" "wanted: $words"
}

@test "an id whose column has a name that is taken" {
	local of_score='is the name of another column of green-score'
	local of_stats='is the name of another column of green-stats'
	make_samples
	spoiled atoms.csv 's/^Q2.road/q1/'
	taken green-score green-normalise "atoms.csv:4: atom: 'q1' $of_score"
	spoiled atoms.csv 's/^Q2.road/pupils/'
	taken green-score green-normalise "columns.csv:17: name: 'pupils' $of_score"
	spoiled atoms.csv 's/,K1,/,Points,/'
	sed -i 's/^K1,/Points,/' "$BATS_TEST_TMPDIR/standard/criteria.csv"
	taken green-score green-normalise \
		"criteria.csv:5: criterion: 'points' $of_score"
	spoiled atoms.csv 's/,K1,/,q1,/'
	sed -i 's/^K1,/q1,/' "$BATS_TEST_TMPDIR/standard/criteria.csv"
	taken green-score green-normalise \
		"criteria.csv:5: criterion: 'q1' $of_score"
	spoiled indicators.csv 's/^quiet_share/gap/'
	taken green-stats green-tally "indicators.csv:2: name: 'gap' $of_stats" \
		--register "$S/register.csv"
	spoiled indicators.csv '2a quiet_share_gap,,trees,trees,,'
	taken green-stats green-tally \
		"indicators.csv:3: name: 'quiet_share_gap' $of_stats" \
		--register "$S/register.csv"
	refused derived.csv 's/^pupils_per_room/street_code/' \
		"derived.csv:2: name: 'street_code' is a column of the streams"
}
