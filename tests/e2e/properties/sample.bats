#!/usr/bin/env bats
# The sample province: made anew by one command, and its night recomputed.

load ../lib/helpers

recompute() {
	python3 "$ROOT/tests/recompute/recompute.py" --data "$1" \
	    --published "$2" --as-of "${3:-2022-12-31}" "${@:4}"
}

# night DATA [AS-OF]: its release, in night/releases/current.
night() {
	rm -rf night
	mkdir night
	cp "$1/register.csv" "$1/filings.csv" night
	[ ! -f "$1/changes.csv" ] || cp "$1/changes.csv" night
	cp -R "$1/inbox" night
	"$ROOT/pipelines/nightly" -q --quiet-period 0 --data night --as-of "${2:-2022-12-31}"
}

# tiny SEED MESS: the data of a tiny random province, in made.
tiny() {
	python3 "$ROOT/tests/recompute/province.py" \
	    "$ROOT/sample-data/register.csv" "$1" >register.csv
	rm -rf made
	green-synth --register register.csv --seed "$1" --mess "$2" --out made
}

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
}

@test "the sample province is made anew, byte for byte" {
	mkdir made
	"$ROOT/scripts/make-sample" made "$B/bin/green-synth"
	for what in inbox truth filings.csv changes.csv register.csv; do
		diff -r "made/$what" "$ROOT/sample-data/$what"
	done
	[ "$(du -sb "$ROOT/sample-data" | cut -f1)" -lt 8000000 ]
}

# started FILE COMMAND...: how many programs it starts, to FILE
started() {
	head -c 64 /dev/zero >counters
	GREEN_FAULT_COUNT=$PWD/counters with_fault '' "${@:2}"
	od -An -t u8 -j 56 counters >"$1"
}

# sample_night: that of the sample province, in night, made once.
sample_night() {
	[ -d "$BATS_FILE_TMPDIR/night" ] || {
		started full night "$ROOT/sample-data"
		mv night full "$BATS_FILE_TMPDIR"
	}
	ln -s "$BATS_FILE_TMPDIR/night" night
}

@test "its night is published, and every figure follows from the truth" {
	sample_night
	recompute "$ROOT/sample-data" night/releases/current/
	for wave in 2020 2021 2022; do
		[ "$(grep -c "^$wave,city," \
		    night/releases/current/cities.csv)" -eq 13 ]
		[ "$(grep -c "^$wave,province," \
		    night/releases/current/cities.csv)" -eq 1 ]
	done
}

@test "its pages are whole and not too large, and show what is asked" {
	sample_night
	python3 "$ROOT/tests/e2e/lib/page.py" night/releases/current/*.html
	[ "$(stat -Lc %s night/releases/current/report.html)" -lt 3000000 ]
	python3 "$ROOT/tests/e2e/lib/page.py" --data \
	    night/releases/current/finder.html |
		jq -e '.queries | length > 100 and all(.[]; .[2] | startswith("「"))'
}

@test "a night starts few programs, and one with nothing new as good as none" {
	sample_night
	full=$(cat "$BATS_FILE_TMPDIR/full")
	started unchanged "$ROOT/pipelines/nightly" -q --quiet-period 0 \
		--data night/ --as-of 2022-12-31
	unchanged=$(cat unchanged)
	((full > 20 && full <= 60)) || die "a full night: $full"
	((unchanged > 5 && unchanged <= 20)) || die "an unchanged one: $unchanged"
}

@test "its deliveries as workbooks give the same release, but for places" {
	sample_night
	mkdir twins
	cp "$ROOT"/sample-data/{register,filings,changes}.csv twins
	/usr/bin/python3 "$ROOT/tests/e2e/lib/twin_releases.py" make \
		"$ROOT/sample-data/inbox" twins/inbox
	"$ROOT/pipelines/nightly" -q --quiet-period 0 --data twins \
		--as-of 2022-12-31
	expect_status 0 /usr/bin/python3 "$ROOT/tests/e2e/lib/twin_releases.py" \
		check night twins
	[[ $output = '141 files, '* ]] || die "$output"
}

# Change one cell in every column of every figures' table.
spoil() {
	python3 - "$1" <<-'END'
	import csv, os, sys
	for name in sorted(os.listdir(sys.argv[1])):
	    path = os.path.join(sys.argv[1], name)
	    if not name.endswith(".csv") or name[:-4] in (
	            "findings", "layouts", "ledger", "set-aside",
	            "withdrawn"):
	        continue
	    with open(path, encoding="utf-8", newline="") as f:
	        rows = list(csv.reader(f))
	    keys = "wave level code community_code criterion id".split()
	    for i, column in enumerate(rows[0]):
	        print(name, column)
	        # a row that is not found is not compared
	        at = 1 if column in keys else 2 + i % (len(rows) - 2)
	        rows[at][i] += "9"
	    with open(path, "w", encoding="utf-8", newline="") as f:
	        csv.writer(f, lineterminator="\n").writerows(rows)
	END
}

@test "the recomputation sees a change in any column of any table" {
	tiny 4 light
	night made
	cp -RL night/releases/current published
	spoil published >spoilt
	[ "$(wc -l <spoilt)" -gt 400 ]
	expect_status 1 recompute made published 2022-12-31 --limit 100000
	while read -r table column; do
		case $column in
		wave | level | code | community_code | criterion | id)
			[[ $output == *"$table: "*' is missing'* ]] ;;
		*)	[[ $output == *"$table: "*") $column: "* ]] ;;
		esac || die "nobody compares $column of $table"
	done <spoilt
}

@test "a column or a table that nobody recomputes is told" {
	tiny 4 none
	night made
	cp -RL night/releases/current published
	sed 's/$/,1/; 1s/1$/surprise/' published/counties.csv >longer
	mv longer published/counties.csv
	cp published/pace.csv published/haste.csv
	expect_status 1 recompute made published
	[[ $output == *'counties.csv: nobody recomputes surprise'* ]]
	[[ $output == *'haste.csv: nobody recomputes it'* ]]
}

@test "tiny provinces, at every level of mess, as of any day" {
	local messes=(none light heavy) seed mess day
	local days=(2022-12-31 2022-06-30 2021-11-15 2022-11-15 2020-11-10
		2021-03-01 2021-12-31 2022-01-01)
	sweep 3 < <(seq 1 20)
	for seed in "${cases[@]}"; do
		mess=${messes[seed % 3]} day=${days[seed % 8]}
		tiny "$seed" "$mess"
		night made "$day"
		recompute made night/releases/current/ "$day" ||
			die "seed $seed, mess $mess, as of $day"
	done
}

# odd_filings CITY OTHER: a list with every fault, in both of its orders
odd_filings() {
	cat <<-END
	$1,O99,no such,,2021-01-01,2021-01-02,,,,
	$1,O22,papers of January,,2022-01-10,2022-01-11,,,,
	$1,O22.2021,papers of January,,2022-01-10,2022-01-11,,,,
	$1,O22,before the window,,2022-06-30,2022-07-02,,,,
	$1,O22.2023,not yet,,2022-06-30,2022-07-02,,,,
	$1,O22,no date,,,2022-07-02,,,,
	$1,O16,before the window,,2021-06-30,2021-07-02,,,,
	$1,O17,the month,,2022-06,2022-07-02,,,,
	$1,O13,the year,,2021,2022-01-02,,,,
	$1,O21,late,,2021,2022-01-02,,,,
	$1,O01,unreadable,,in spring,2020-12-02,,,,
	$1,O02,no date,,,2020-12-02,,,,
	$1,O04,turned round,,2020-12-20,2020-12-10,,,,
	$1,O05,no number,,2020-12-20,2020-12-21,seven,,,
	$1,O06,,,2020-12-20,2020-12-21,,,,
	$1,O12.2021,of the survey,,2021-12-20,2021-12-21,,,,
	$1,O20,none in it,,2022-12-20,2022-12-21,0,,,
	$1,O27,best,,2021-12-20,2021-12-21,100,,,
	$1,O27,newest,,2022-12-20,2022-12-21,98.5,,,
	$2,O27,newest,,2022-12-20,2022-12-21,99,,,
	$2,O27,of a later line,,2022-12-20,2022-12-21,100,,,
	$2,O27,undated,,,2022-12-21,3,,,
	,,,,,,,,,
	999999,O01,nobody,,2020-12-20,2020-12-21,,,,
	230000,O01,the province,,2020-12-20,2020-12-21,,,,
	$2,O25,of 2022,n1,2022-03-01,2022-03-02,4,,A,2022-03-03
	$2,O25,of 2022,n1,2022-03-01,2022-03-02,4,,B,2022-03-04 09:30
	$2,O25.2021,of 2021,n1,2022-03-01,2022-03-02,5.5,,B,2022-03-04
	$2,O25,of 2023,n1,2023-03-01,2022-03-02,6,,B,2022-03-04
	$2,O26,a,,2021-03-01,2021-03-02,1.25,,,
	$2,O26,b,,2022-03-01,2022-03-02,2.25,,,
	$2,O14,not received yet,,2021-12-01,2023-01-02,,,,
	END
}

@test "ruling 29: milestones follow from odd filings too, and no night stops" {
	local cities=() day
	tiny 4 none
	mapfile -t cities < <(cut -d, -f3 register.csv | sed 1d | sort -u)
	# of these cities, only what is odd
	sed -i "/^${cities[0]},/d; /^${cities[1]},/d" made/filings.csv
	odd_filings "${cities[0]}" "${cities[1]}" >>made/filings.csv
	for day in 2022-03-01 2022-12-31; do
		night made "$day"
		recompute made night/releases/current/ "$day"
	done
	[ "$(cut -d, -f6 night/releases/current/findings.csv | grep '^F' |
		sort -u | tr '\n' ' ')" = 'F01 F02 F03 F04 F05 F06 F07 ' ]
}

@test "a wave that was not held: changes are since the one before it" {
	tiny 9 light
	rm -r made/inbox/2021
	night made
	recompute made night/releases/current/
	[ "$(cut -d, -f1 night/releases/current/cities.csv | sort -u |
		tr '\n' ' ')" = '2020 2022 wave ' ]
}

@test "no personal data leaves the deliveries" {
	sample_night
	# as they stand in the deliveries, and nowhere else
	zcat -f night/inbox/2022/* | grep -aoE '[^0-9]13[0-9]{9}[^0-9]' |
		grep -q .
	! grep -rE '(^|[^0-9])13[0-9]{9}([^0-9]|$)' --include='*.csv' \
	    --include='*.tsv' night/releases/current/
}

@test "ruling 43: nothing in the sample is masked but personal numbers" {
	sample_night
	zcat "$ROOT/sample-data/truth/defects.csv.gz" |
		awk -F, '$5 == "R11" { print $1 "," $2 "," $3 "," $4 }' >want
	grep -q . want
	awk -F, '$6 == "R11" { print $1 "," $2 "," $3 "," $5 }' \
	    night/releases/current/findings.csv >got
	expect_same want got
}
