# green-normalise: checks across columns, n/a, derived columns, last wave.
# shellcheck disable=SC2034,SC2154  # shared with wards.bash
load ../lib/helpers
load ../lib/wards

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	columns=("${ward_columns[@]}")
}

# normalised COLUMN... <RECORDS: what green-normalise makes of these columns.
normalised() {
	wards | green-normalise --findings findings "${options[@]}" |
		column "$@"
}

# found <FINDINGS: code, column, rule, action, raw, value of each.
found() {
	column community_code column rule action raw value <findings
}

@test "the columns of the input stay, derived and prev columns follow" {
	ward | wards >in
	expect_status 0 green-normalise in
	[ "$(head -n 1 <<<"$output")" = "$(head -n 1 in)$(printf '\t%s' \
	    served_share people_per_home prev.served prev.status)" ]
	[ "$(sed -n 2p <<<"$output")" = "$(sed -n 2p in)$(printf '\t%s' \
	    30 2 '' '')" ]
	[[ "$(sed -n 3p <<<"$output")" = "#end	green-normalise	1	"* ]]
	[ "$stderr" = "" ]
}

@test "a check that fails puts its columns in query, with a finding for each" {
	ward served_pct=40 | normalised served served_pct people >got
	[ "$(cat got)" = '?|?|1000' ]
	[ "$(found)" = 'X1|served_pct|K3|ASK|40|?
X1|served|K3|ASK|300|?' ]
	[ "$(column message <findings | head -n 1)" = 'share and counts disagree' ]
}

@test "a check that only notes leaves the values and says what it saw" {
	ward homes=2000 | normalised people homes >got
	[ "$(cat got)" = '1000|2000' ]
	[ "$(found)" = 'X1|people|K2|NOTE|1000|1000' ]
}

@test "checks fire on false only, not on what is missing, in query or n/a" {
	{
		ward people=
		ward people=? ward_code=X2
		ward people=n/a ward_code=X3 served_pct=
	} | normalised served served_pct >got
	[ "$(cat got)" = '300|30
300|30
300|' ]
	[ "$(found | grep -v Y11)" = '' ]
}

@test "all checks see the values as they arrived; a cell is asked about once" {
	ward served=6000 homes=500 people=5500 served_pct=2 |
		normalised served served_pct >got
	[ "$(cat got)" = '?|?' ]
	# K1 takes `served`; K3 still sees 6000 and asks about the share only;
	# K4 has nothing left to ask about, and is told of.
	[ "$(found)" = 'X1|served|K1|ASK|6000|?
X1|served_pct|K3|ASK|2|?
X1|served|K4|NOTE|6000|6000' ]
}

@test "messages are in the language of the files" {
	options=(--lang zh)
	ward served_pct=40 | normalised served >/dev/null
	[ "$(column message <findings | head -n 1)" = '比例与人数不符' ]
}

@test "an empty cell becomes n/a where the dictionary says so, and only there" {
	{
		ward garden=0 garden_kept= level= level_known=0
		ward garden=1 garden_kept= level= level_known=1
		ward garden= garden_kept= level= level_known=?
		ward care_m2=
	} | normalised garden_kept level care_m2 >got
	[ "$(cat got)" = 'n/a|n/a|100
||100
||100
1|high|' ]
	[ "$(found)" = '' ]
}

@test "an answer that is there stays, whatever the dictionary says" {
	ward garden=0 garden_kept=0 | normalised garden_kept >got
	[ "$(cat got)" = 0 ]
}

@test "n/a where its condition is false goes in query; unknown leaves it" {
	{
		ward garden=1 garden_kept=n/a
		ward garden= garden_kept=n/a ward_code=X2
		ward garden=0 garden_kept=n/a ward_code=X3
		ward care_m2=n/a ward_code=X4
		ward meetings=n/a ward_code=X5
	} | normalised garden_kept care_m2 meetings >got
	[ "$(cat got)" = '?|100|2
n/a|100|2
n/a|100|2
1|n/a|2
1|100|?' ]
	[ "$(found)" = 'X1|garden_kept|Y11|ASK|n/a|?
X5|meetings|Y11|ASK|n/a|?' ]
}

@test "derived columns see queries and n/a, are exact and rounded once" {
	{
		ward people=300 served=100 served_pct=33.33
		ward people=1600 served=1 served_pct=0
		ward people=0 served=0 homes=0 served_pct=
		ward served= served_pct=
		ward served_pct=40
		ward served='>=300'
	} | normalised served_share people_per_home >got
	[ "$(cat got)" = '33.33|0.6
0.06|3.2
|
|2
?|2
|2' ]
}

@test "the ledger counts cells asked, and n/a supplied as fixed" {
	ward served_pct=40 garden=0 garden_kept= | wards |
		green-normalise --ledger ledger >out
	[ "$(column records_in records_out cells_fixed cells_asked <ledger)" = \
	    '1|1|1|2' ]
}

@test "--fail-on asked is status 1, and the output is whole" {
	ward served_pct=40 | wards >in
	expect_status 1 green-normalise --fail-on asked in
	[[ $output = *'#end	green-normalise	1	'* ]]
	ward | wards >in
	expect_status 0 green-normalise --fail-on asked in
}

# ---- last wave ----

# last_wave <RECORDS: a scored stream of 2020 in `last`.
last_wave() {
	wards | green-normalise | green-score >last
}

@test "last wave's answers and status come from its scored stream, by code" {
	{
		ward wave=2020 ward_code=X1 served=350 served_pct=35
		ward wave=2020 ward_code=X2 served=299
	} | last_wave
	{
		ward ward_code=X2
		ward ward_code=X1
		ward ward_code=X3
	} >now
	options=(--previous last)
	[ "$(normalised ward_code prev.served prev.status <now)" = \
	    'X2|299|not_attained
X1|350|attained
X3||' ]
}

@test "from a normalised stream come the answers, but no status" {
	ward wave=2020 served=? | wards | green-normalise >last
	options=(-p last)
	[ "$(ward | normalised prev.served prev.status)" = '?|' ]
}

@test "without --previous they are empty" {
	[ "$(ward | normalised prev.served prev.status)" = '|' ]
}

@test "a last wave that is not before this one is refused" {
	ward wave=2021 | last_wave
	ward wave=2021 | wards >in
	expect_status 3 green-normalise --previous last in
	expect_words '^green-normalise: .*in:2: wave: .*not before 2021$'
}

@test "a last wave that is cut short, or missing, or damaged, is refused" {
	ward wave=2020 | last_wave
	sed -i '$d' last
	ward | wards >in
	expect_status 3 green-normalise --previous last in
	expect_words '^green-normalise: last'
	expect_status 3 green-normalise --previous nothing in
	expect_words '^green-normalise: nothing: '
}

@test "a last wave that is cut at any byte is refused, and nothing is made" {
	ward wave=2020 | last_wave
	ward | wards >in
	green-normalise --previous last -o whole in
	local bytes
	for ((bytes = 0; bytes < $(wc -c <last); bytes++)); do
		head -c "$bytes" last >short
		expect_status 3 green-normalise --previous short -o made in
		[ ! -e made ] || die "cut at byte $bytes, and made"
	done
}

@test "what is made with a foreign last wave is foreign" {
	ward wave=2020 | last_wave
	body last | stream green-score foreign >last2
	ward | wards | green-normalise --previous last2 >out
	[[ $(tail -n 1 out) = *$'\tforeign' ]]
}

# ---- input ----

@test "a column that is missing is refused, and named" {
	columns=("${ward_columns[@]/garden_kept/other}")
	wards </dev/null >in
	expect_status 3 green-normalise in
	expect_words 'garden_kept'
	[ "$output" = '' ]
}

@test "a cell that is not canonical is refused with its place" {
	{
		ward
		ward people=1,000
	} | wards >in
	expect_status 3 green-normalise in
	expect_words \
	    "^green-normalise: in:3: people: '1,000' is not a canonical value$"
	[[ $output != *'#end'* ]]
}

@test "no records make no records" {
	wards </dev/null >in
	expect_status 0 green-normalise in
	[[ $output = *'#end	green-normalise	0	'* ]]
}

@test "normalising twice is refused, since the columns are there" {
	ward | wards | green-normalise >once
	expect_status 3 green-normalise once
}

# said WAVE SRC CODE RULE: what green-clean found of the people of a ward, 200000
said() {
	{
		tsv wave src line community_code column rule action raw value \
		    message
		tsv "$1" "$2" 2 "$3" people "$4" FLAG '20万' 200000 words
	} | stream green-clean
}

@test "ruling 42: what was confirmed is that of the unit that match found" {
	ward wave=2020 src=old.csv people=200000 flags=people:A06 | wards >whose
	said 2020 old.csv X9 A06 >confirmed
	said 2021 f.csv X1 M02 >outside
	printf '%s\n' old_code,new_code,date,kind,note X1,X7,2021-01-01,renamed, \
		X2,X7,2021-01-01,merged, >changes.csv
	recalled() {	# CODE OPTION...: what becomes of the ward's people
		ward ward_code="$1" people=? src=f.csv | wards |
			green-normalise -q --findings findings "${@:2}" |
			column people flags
	}
	# in any order, under its own code and under the one that it has since
	for order in 'whose confirmed outside' 'outside confirmed whose'; do
		# shellcheck disable=SC2046,SC2086
		set -- $(printf -- '--confirmed=%s ' $order)
		[ "$(recalled X1 "$@")" = '200000|people:A06' ]
		[ "$(recalled X9 "$@")" = '?|' ]
		[ "$(recalled X7 "$@")" = '?|' ]
		[ "$(recalled X7 "$@" --changes changes.csv)" = \
			'200000|people:A06' ]
		[ "$(recalled X2 "$@" --changes changes.csv)" = '?|' ]
	done
	# without records the codes of findings are believed
	[ "$(recalled X9 --confirmed=confirmed --confirmed=outside)" = \
		'200000|people:A06' ]
	# of a later wave nothing is known yet; in the same one it holds
	said 2022 old.csv X1 A06 >confirmed
	[ "$(recalled X1 --confirmed=confirmed --confirmed=outside)" = '?|' ]
	said 2021 old.csv X1 A06 >confirmed
	[ "$(recalled X1 --confirmed=confirmed --confirmed=outside)" = \
		'200000|people:A06' ]
	[ "$(column rule message <findings | grep A06)" = \
		"A06|confirmed by its sender in another submission of this wave" ]
}
