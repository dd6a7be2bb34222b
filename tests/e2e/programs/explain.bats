#!/usr/bin/env bats
# green-explain: why a community or a place stands where it stands.

load ../lib/helpers
load ../lib/release
load ../lib/opened

setup_file() {
	make_tiny "$BATS_FILE_TMPDIR/data"
}

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_FILE_TMPDIR/data
	R=$D/releases/current
	cd "$BATS_TEST_TMPDIR" || return
}

# A copy of the data, to be spoilt.
own_data() {
	cp -R "$D" data
	D=$PWD/data R=$PWD/data/releases/current
}

tsv_of() {
	green-explain -q --format tsv "$R" "$@"
}

@test "the whole card of a community" {
	expect_status 0 green-explain --wave 2023 "$R" 4110-02
	cat >want <<-'END'
	4110-02  2023
	  canton                   4100
	  canton_title             Northmark
	  district                 4110
	  district_title           Upper Vale
	  community_name           Mill Road School
	  street_name              St Ann
	  pilot                    0
	  points                   77.78
	  criteria_met             4
	  criteria_applicable      5
	  criteria_undetermined    0
	  reported                 0
	  status                   attained   inbox/2023/north.csv:3
	  joined                       1          「yes」 inbox/2023/north.csv:3:Takes part

	criteria
	  Q1     0 not met      Enough quiet rooms
	         Q1.rooms 0 not met      One quiet room for four classrooms  $classrooms_each * quiet_rooms >= classrooms
	                  quiet_rooms                  2          「2」 inbox/2023/north.csv:3:Quiet rooms
	                  classrooms                   10         「10」 inbox/2023/north.csv:3:Classrooms
	                  $classrooms_each             4
	  Q2     1 met          Quiet outside
	  Q3     1 met          Acoustic panels
	  K1     1 met          Pupils know
	         K1.more  U undetermined More talks than last year  talks > prev(talks); soft
	                  talks                        2          「2」 inbox/2023/north.csv:3:Talks this year
	                  prev.talks                   -
	  K2     N n/a          Everybody gets there
	  K3     1 met          Green breaks
	         K3.sun   0 not met      Heated by the sun  heating == "sun"; not counted
	                  heating                      wood       「wood」 inbox/2023/north.csv:3:Heating

	rules applied
	  NOTE  says_done                    attained   inbox/2023/north.csv:3 [claim] the claim differs from the computed status, which stands

	cells that a verdict rests on
	  noise_db                     60 → 63: not_attained (Q2 1>0) [margin 5%]
	END
	expect_same want <(printf '%s\n' "$output")
	[ "$stderr" = '' ]
}

@test "the page of a county: units that count are listed, addends have a line" {
	expect_status 0 green-explain --lang en --wave 2023 "$R" 4110
	cat >want <<-'END'
	4110  2023
	  county                   Upper Vale

	figures
	  registered                   3
	    4110-01        4110-02        4110-03
	  responded                    3
	    4110-01        4110-02        4110-03
	  response_rate                100.00     = 3 / 3  responded / registered
	  participating                3
	    4110-01        4110-02        4110-03
	  participation_rate           100.00     = 3 / 3  participating / registered
	  pilot                        1
	    4110-01
	END
	head -n 14 <<<"$output" >got
	expect_same got want
	grep -A 3 '^  points_mean' <<<"$output" >got
	cat >want <<-'END'
	  points_mean                  82.59
	    4110-01        Oak Lane School          100        inbox/2023/north.csv:2
	    4110-02        Mill Road School         77.78      inbox/2023/north.csv:3
	    4110-03        Abbey School             70         inbox/2023/north.csv:4
	END
	expect_same got want
}

@test "an open query stands on the page of its community" {
	expect_status 0 green-explain --lang en --wave 2023 "$R" 4210-05
	grep -A 1 '^open queries$' <<<"$output" >got
	cat >want <<-'END'
	open queries
	  q2023-inbox/2023/south.csv-7-talks-2740e59f 「several」 inbox/2023/south.csv:7:Talks vague
	END
	expect_same got want
}

@test "newest wave first; a wave without a record says so" {
	green-explain "$R" 4110-02 | grep -E '^[^ ]|status' >got
	[ "$(sed -n 1,2p got)" = '4110-02  2024
  status                   not_responded no record counts in this wave' ]
	grep -qx '4110-02  2023' got
}

@test "evidence: value, what was written, its place and the rule" {
	tsv_of 4210-01 | of evidence wave atom column value raw src line heading \
	    rule >got
	grep -qxF '2023|K3.green|garden_m2|1000|0.1 ha|inbox/2023/south.csv|3|Garden|W5' got
	grep -qxF '2023|K1.talks|talks|>=2|at least 2|inbox/2023/south.csv|3|Talks|W3' got
	grep -qxF '2024|K1.more|prev.talks|>=2|at least 2|inbox/2023/south.csv|3|Talks|W3' got
	grep -qxF '2024|Q2.road|hears_road|?|no|inbox/2024/harbour.csv|2|Road noise|L16b' got
	grep -qxF '2023|Q2.road|hears_road|0|Yes|inbox/2023/south.csv|3|No road noise is heard|' got
	grep -qxF '2023||joined|1|Yes|inbox/2023/south.csv|3|Joined|' got
}

@test "a value that was put right without a finding shows what was written" {
	tsv_of 4210-01 | of evidence column value raw >got
	grep -qxF 'noise_db|59.5|59.5 dB' got
	grep -qxF 'pupils|1200|1,200' got
}

@test "every parameter of a test, as it binds there and then" {
	own_data
	mkdir std && cp "$TINY"/standard/* std
	printf 'noise_max,4100,2023-06-01,2023-12-31,50,\n' >>std/parameters.csv
	export GREEN_STANDARD=$PWD/std
	night "$D" 2024-06-30
	tsv_of 4110-02 | of parameter wave column value >got
	grep -qxF '2023|$noise_max|50' got
	tsv_of 4210-01 | of parameter wave column value >got
	grep -qxF '2023|$noise_max|60' got
	grep -qxF '2024|$noise_max|60' got
}

@test "what it lacks: under points the cheapest set that reaches them" {
	tsv_of 4110-03 -w 2023 | of need criterion atom verdict >got
	[ "$(cat got)" = 'Q2|Q2.noise|0' ]
	tsv_of 4120-01 -w 2023 | of need column verdict >got
	[ "$(cat got)" = 'joined|0' ]
	tsv_of 4110-01 -w 2023 | of need atom >got
	[ ! -s got ]
}

@test "what is not known is lacking as unknown, and its query is open" {
	tsv_of 4210-03 -w 2023 >all
	[ "$(of need criterion atom verdict <all)" = 'Q2|Q2.noise|U' ]
	[ "$(of query column raw heading note <all)" = \
	    'noise_db|「about 50」|Noise level (dB)|vague' ]
}

@test "fragile: a flagged cell, and a number within the margin of a threshold" {
	tsv_of 4210-01 -w 2023 | of fragile column value other verdict note rule \
	    >got
	[ "$(cat got)" = "talks|>=2|?|attained|K1 1>U|flag
noise_db|59.5|62.475|not_attained|Q2 1>0|margin 5%" ]
	tsv_of 4210-01 -w 2023 --margin 0 | of fragile column >got
	[ "$(cat got)" = talks ]
}

@test "a delivery that has changed since is not read, and the card says so" {
	own_data
	echo 'x' >>"$D/inbox/2023/north.csv"
	tsv_of 4110-02 | of evidence raw note >got
	grep -qF '|the delivery has changed since the release' got
	[ "$(cut -d'|' -f1 got | sort -u)" = '' ]
}

@test "a delivery that is gone, and one found elsewhere" {
	own_data
	mv "$D/inbox" elsewhere-inbox
	tsv_of 4110-02 | of evidence raw note >got
	grep -qF '|the delivery is gone' got
	mkdir elsewhere && mv elsewhere-inbox elsewhere/inbox
	tsv_of 4110-02 --data elsewhere | of evidence raw note >got
	grep -qxF 'yes|' got
}

@test "tables that are not the release's are named" {
	cp -R "$TINY/standard" std
	echo '' >>std/atoms.csv
	expect_status 0 green-explain --standard std "$R" 4110-02
	expect_words '^green-explain: atoms.csv is not the one that this release'
	[ "$(head -n 1 <<<"$output" | cut -c1-12)" = '! atoms.csv ' ]
	expect_status 0 green-explain -q --standard std "$R" 4110-02
	[ "$stderr" = '' ]
}

@test "a verdict that was published otherwise is shown as differing" {
	own_data
	alter "$R" communities.csv \
	    sed '/^2023,4110-02,/s/,attained,/,not_attained,/'
	tsv_of 4110-02 -w 2023 | of card column value verdict note | tail -n 1 >got
	[ "$(cat got)" = \
	    'status|not_attained|attained|computed again from the record: attained' ]
}

@test "submissions that were set aside are shown with their unit" {
	own_data
	alter "$R" set-aside.csv awk -F, -v OFS=, 'NR == 1 { print
		for (i = 1; i <= NF; i++) { at[$i] = i; $i = "" }
		$at["wave"] = 2024; $at["src"] = "inbox/2024/x.csv"
		$at["line"] = 4; $at["school_id"] = "4120-03"
		$at["rule"] = "K11"; $at["message"] = "in doubt"
		print }'
	tsv_of 4120-03 | of aside wave src line rule note >got
	[ "$(cat got)" = '2024|inbox/2024/x.csv|4|K11|in doubt' ]
}

@test "personal columns are never shown" {
	run green-explain --all --lang en "$R" 4110-02
	[ "$status" -eq 0 ]
	[[ $output != *'K. Lamb'* && $output != *caretaker* ]]
	run green-explain --format tsv "$R" 4110-02
	[[ $output != *'K. Lamb'* ]]
}

@test "a city's figures open to its counties" {
	tsv_of 4100 -w 2023 >all
	of figure column value numerator denominator <all >got
	grep -qxF 'registered|6||' got
	grep -qxF 'attained_rate|33.33|2|6' got
	awk -F'\t' '$14 == "part" && $6 == "attained_rate"' all | cut -f7,16-18 >got
	[ "$(cat got)" = $'66.67\t4110\t2\t3\n0.00\t4120\t0\t3' ]
}

@test "a county's figures open to its communities" {
	tsv_of 4110 -w 2023 >all
	[ "$(of unit column part value <all | grep '^attained|')" = \
	    $'attained|4110-01|1\nattained|4110-02|1' ]
	[ "$(of unit column part value <all | grep '^population|')" = \
	    $'population|4110-01|200\npopulation|4110-02|300\npopulation|4110-03|150' ]
	tsv_of 4120 -w 2023 | of unit column part | grep '^not_responded' >got
	[ "$(cat got)" = 'not_responded|4120-03' ]
}

@test "every count and sum of a county is that of its communities" {
	all_open "$R" >opened || die "$(cat opened)"
	[ "$(head -n 1 opened)" -gt 150 ]
	for figure in quiet_share_gap quiet_share_open sum_pupils \
	    responded_by_20241231; do
		grep -qx $figure opened || die "nothing of $figure"
	done
}

@test "a county's short boards and lever open to those that lack them" {
	tsv_of 4110 -w 2023 >all
	of figure column value <all | grep -E '^(short_[12]|leverage)' >got
	of unit column part <all | grep -E '^(short_[12]|leverage)' >>got
	cat >want <<-'END'
	short_1|Q1
	short_2|Q2
	leverage|Q2
	leverage_count|1
	short_1|4110-02
	short_2|4110-03
	leverage|4110-03
	leverage_count|4110-03
	END
	expect_same want got
}

@test "the province's figures open to its cities" {
	[ "$(tsv_of 4000 -w 2023 | of part column part value |
		grep '^registered|')" = $'registered|4100|6\nregistered|4200|6' ]
}

@test "every figure of a place is the sum of its parts, where it is a count" {
	for code in 4000 4100 4200; do tsv_of "$code"; done |
		awk -F'\t' '$1 == "wave" || /^#end/ { next }
		$14 == "figure" { check(); name = $2 " " $1 " " $6
			want = $7; sum = 0; parts = 0
			counted = ($6 ~ /^(registered|responded|participating|pilot|attained|undetermined|not_responded|ready|reported_attained|near_[12]|population|population_attained|attained_high|flagged|tied)$/) }
		$14 == "part" { sum += $7; parts++ }
		function check() { if (counted && want != "" && sum != want) {
			print name ": " want " is not " sum; bad = 1 } }
		END { check(); exit bad }'
}

@test "the stream is whole and has every line of the text" {
	tsv_of 4110-02 >all
	[ "$(head -n 1 all)" = "$(tsv wave code criterion atom verdict column \
	    value raw src line heading rule note kind title part numerator \
	    denominator other)" ]
	awk -F'\t' '!/^#end/ && NF != 19 { exit 1 }' all
	[ "$(tail -n 1 all)" = "$(sed '$d' all | stream green-explain |
		tail -n 1)" ]
}

@test "Chinese: titles, words, and columns aligned by width" {
	GREEN_STANDARD=$TINY/standard expect_status 0 green-explain --lang zh \
	    -w 2023 "$R" 4110-02
	grep -qxF '  社区                     Mill Road School' <<<"$output"
	grep -qxF '  结论                     达到创建要求 inbox/2023/north.csv:3' \
	    <<<"$output"
	grep -qF '  Q1     0 未达到       Enough quiet rooms' <<<"$output"
}

@test "the same bytes in any locale and twice; nothing on stderr" {
	green-explain "$R" 4210-01 >want
	for locale in C zh_CN.gb18030 de_DE.utf8 tr_TR.utf8; do
		LC_ALL=$locale expect_status 0 green-explain "$R" 4210-01
		expect_same want <(printf '%s\n' "$output") "$locale"
		[ "$stderr" = '' ]
	done
}

@test "words that are wrong: status 2, and which" {
	expect_status 2 green-explain "$R" 9999
	expect_words "no community, county or city has the code or name '9999'"
	expect_status 2 green-explain -w 2031 "$R" 4110-02
	expect_words "in the wave 2031"
	expect_status 2 green-explain "$R"
	expect_words '2 operands are needed \(RELEASE CODE\), not 1'
	expect_status 2 green-explain --no-such "$R" 4110-02
	expect_status 2 green-explain "$R" ''
	expect_status 2 env -u GREEN_STANDARD green-explain "$R" 4110-02
	expect_words 'no standard'
}

@test "the folder of the data stands for what is published, a name for its code" {
	local pair
	for pair in '4110-02 Mill Road School' '4110 Upper Vale' \
	    '4100 　Ｎorthmark '; do
		green-explain "$R" "${pair%% *}" >by-code
		expect_status 0 green-explain "$D" "${pair#* }"
		printf '%s\n' "$output" | sed "s|$D/releases/current|$R|" >by-name
		expect_same by-code by-name
	done
	expect_status 2 green-explain "$D" 'Oak Lane School'
	expect_words "several are called 'Oak Lane School', please give the code: 4110-01, 4120-01"
	expect_status 2 green-explain "$D" 'Mill Road'
	expect_words "code or name 'Mill Road'"
	expect_status 3 green-explain "$D/inbox" 4110-02
	expect_words 'inbox/manifest.json: cannot be opened'
	expect_status 0 green-diff "$D" "$R"
	mkdir -p new/inbox
	expect_status 3 green-explain new 4110-02
	expect_words 'new/releases/current: nothing is published'
}

@test "what is no release, or no longer one: status 3, and the file" {
	expect_status 3 green-explain nowhere 4110-02
	expect_words 'nowhere: cannot be opened'
	own_data
	for file in communities.csv findings.csv layouts.csv cities.csv \
	    manifest.json records.tsv; do
		mv "$R/$file" kept
		expect_status 3 green-explain "$R" 4110-02
		expect_words "$file"
		head -c -1 kept >"$R/$file"
		[ $file = manifest.json ] || {
			expect_status 3 green-explain "$R" 4110-02
			expect_words "$file: is not the file that was published"
		}
		mv kept "$R/$file"
	done
	expect_status 0 green-explain "$R" 4110-02
}

@test "output that cannot be written: status 4; a reader that is gone: quiet" {
	expect_status 4 bash -c 'green-explain "$0" 4110-02 >/dev/full' "$R"
	expect_words 'No space left'
	expect_status 4 bash -c 'green-explain "$0" 4110-02 >&-' "$R"
	bash -c 'trap "" PIPE; sleep 1; green-explain "$0" 4110-02; echo $? >end' \
	    "$R" 2>words | :
	[ "$(cat end)" = 141 ]
	[ ! -s words ]
	green-explain -o card "$R" 4110-02
	green-explain "$R" 4110-02 | cmp - card
}

@test "whatever the system refuses: the same card, or a failure" {
	for call in malloc read write close; do
		all_cases $call /dev/null 2,3,4 green-explain "$R" 4110-02 -o @OUT@
	done
}

@test "reads of one byte give the same card" {
	green-explain "$R" 4210-01 >want
	one_byte_reads green-explain "$R" 4210-01 | cmp - want
}

@test "an answer: its value, what the delivery still says, and where it stands" {
	own_data
	local sheet query
	sheet=$(grep -l noise_db "$R"/queries/*.csv)
	query=$(grep -o 'q2023[^,]*noise_db-[0-9a-f]*' "$sheet")
	mkdir "$D/answers"
	printf 'query,answer\n%s,51\n' "$query" >"$D/answers/a.csv"
	night "$D" 2024-06-30
	tsv_of 4210-03 -w 2023 >all
	[ "$(of evidence column value raw rule note <all | grep noise_db)" = \
	    'noise_db|51|about 50|A01|NOTE answered in: answers/a.csv:2' ]
	[ "$(of query column <all)" = '' ]
}

# Its records.tsv was ended without a hash, and still proves itself by the
# manifest; whoever holds a release of then can open it.
@test "a release that was made before trailers had a hash is opened" {
	cp -R "$ROOT/tests/e2e/fixtures/release-0.1" old
	[[ $(tail -n 1 old/records.tsv) == $'#end\tgreen-cat\t13\t2494' ]]
	expect_status 0 green-explain --data "$D" --wave 2023 old 4110-02
	grep -q '^4110-02  2023$' <<<"$output"
	echo "$output" >card
	cp -R old new
	hashed() {
		sed '$d' | stream green-cat
	}
	alter new records.tsv hashed
	green-explain --data "$D" --wave 2023 new 4110-02 >again
	expect_same again card
	cut() {
		sed '$d'
	}
	alter old records.tsv cut
	expect_status 3 green-explain --data "$D" --wave 2023 old 4110-02
}
