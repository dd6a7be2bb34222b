#!/usr/bin/env bats
# The notice of correction (勘误): what was published for a day and is another
# figure now, with its cause; nothing where nothing changed.

load ../lib/helpers
load ../lib/release

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
	R=$D/releases/current
	cd "$BATS_TEST_TMPDIR" || return
	night "$D" 2024-12-31
	FIRST=$(readlink "$R")
}

# notice [EARLIER]: sets $notice to the one that the release has, and there is
# one only
notice() {
	notice=$R/corrections/${1:-$FIRST}.csv
	[ -f "$notice" ] && [ "$(ls "$R/corrections")" = "${notice##*/}" ] ||
		die "$(ls "$R" "$R/corrections")"
}

# causes: the causes that it names, numbered
causes() {
	grep '^cause,' "$notice" | sed 's/^cause,\([0-9]*\),*/\1 /'
}

less_noise() {
	sed -i 's/^\(4110-03,.*\),60.5,/\1,60,/' "$D/inbox/2023/north.csv"
}

@test "each figure that changed, with its name, both values and the cause" {
	less_noise
	sed -i 's/,400,16,2,4,61,/,400,16,2,4,50,/' "$D/inbox/2024/harbour.csv"
	night "$D" 2024-12-31
	notice
	[ "$(head -n 2 "$notice")" = "kind,no,wave,code,name,figure,title,old,new,cause
release,,,,,,notice of correction,$FIRST,$(readlink "$R")," ]
	[ "$(causes)" = '1 amended: inbox/2023/north.csv
2 amended: inbox/2024/harbour.csv' ]
	# a wave is what it was for all that came later
	grep -qx 'reflagged,,2023,4110-03,Abbey School,status,,not_attained,attained,1' "$notice"
	grep -qx 'reflagged,,2024,4210-02,Tower School,status,,not_attained,undetermined,2' "$notice"
	grep -qx 'figure,,2023,4000,Veldmark,attained,Attained,5,6,1' "$notice"
	grep -qx 'figure,,2023,4000,Veldmark,attained_rate,Rate of attainment,41.67,50.00,1' "$notice"
	grep -q '^criterion,,2023,411.*\.met,,[0-9]*,[0-9]*,1$' "$notice"
	# every line is a cell of the tables of both
	python3 - "$D/releases/$FIRST" "$R" "$notice" <<-'END'
		import csv, sys
		old, new, notice = sys.argv[1:]
		def table(folder, name):
		    return list(csv.DictReader(open(f"{folder}/{name}")))
		n = 0
		for line in csv.DictReader(open(notice)):
		    if line["kind"] != "figure":
		        continue
		    for folder, value in (old, line["old"]), (new, line["new"]):
		        rows = table(folder, "cities.csv") + table(folder, "counties.csv")
		        assert any(r["wave"] == line["wave"] and r["code"] == line["code"]
		                   and r[line["figure"]] == value for r in rows), line
		        n += 1
		assert n > 40, n
	END
}

@test "a workbook of a release has its notices, the one in it says where they are" {
	local book=$ROOT/tests/e2e/lib/release_book.py said
	less_noise
	night "$D" 2024-12-31
	notice
	# what is in the release depends on nothing that was published before
	said=$(/usr/bin/python3 -B "$book" dump "$R/release.xlsx" |
		grep '^corrections')
	[[ $said = *'lie beside it (corrections/)'* && $said != *$'\n'* ]]
	green-workbook -o now.xlsx "$R"
	/usr/bin/python3 -B "$book" parts now.xlsx
	/usr/bin/python3 -B "$book" cells now.xlsx "$R/"
	/usr/bin/python3 -B "$book" dump now.xlsx | grep '^corrections' | cut -f4 >got
	[ "$(grep -c "^$FIRST$" got)" -gt 40 ]
	grep -qx 'amended: inbox/2023/north.csv' got
	grep -qx 'Rate of attainment' got
	green-workbook --format sqlite -o now.db "$R"
	/usr/bin/python3 -B "$book" base now.db "$R/"
	expect_status 0 green-verify -q "$R"
}

@test "deliveries that arrived, were taken away or withdrawn; tables and programs" {
	sed -n '1p;3p' "$D/inbox/2024/harbour.csv" >"$D/inbox/2024/new.csv"
	sed -i 's/4210-02/4210-03/' "$D/inbox/2024/new.csv"
	printf '%s\n' src,date,who,why \
		"inbox/2024/harbour.csv,2024-07-01,X,sent; twice" >"$D/withdrawn.csv"
	rm "$D/inbox/2023/north.csv"
	night "$D" 2024-12-31
	notice
	causes >got
	grep -qx '. taken away: inbox/2023/north.csv' got
	grep -qx '. "\?withdrawn: inbox/2024/harbour.csv (2024-07-01, X: sent; twice)"\?' got
	grep -qx '. new: inbox/2024/new.csv' got
	! grep -q 'withdrawn.csv' got
	# back again
	rm "$D/withdrawn.csv"
	second=$(readlink "$R")
	night "$D" 2024-12-31
	notice "$second"
	causes | grep -qx '. no longer withdrawn: inbox/2024/harbour.csv'

	# a table, and the version of a program
	third=$(readlink "$R")
	cp -RL "$R" "$D/releases/other"
	jq '(.programs[] | select(.name == "green-chain").version) = "0.0.1"
		| (.tables[] | select(.path == "atoms.csv").sha256) = "0"' \
		"$D/releases/other/manifest.json" >m
	mv m "$D/releases/other/manifest.json"
	alter "$D/releases/other" cities.csv sed '2s/,[0-9]*$/,9/'
	green-diff --format notice "$D/releases/other" "$R" >notice
	notice=notice causes >got
	grep -q '^1 table: atoms.csv$' got || die "$(cat notice)"
	grep -q '^2 program: green-chain 0.0.1 → ' got
	grep -q '^figure,.*,9,.*,1;2$' notice
}

@test "none where no figure changed, whatever else did" {
	sed -i 's/J. Post/K. Post/' "$D/inbox/2023/north.csv"
	night "$D" 2024-12-31
	[ "$(readlink "$R")" != "$FIRST" ]
	[ ! -e "$R/corrections" ]
	[ -z "$(green-diff --format notice "$D/releases/$FIRST" "$R")" ]
}

@test "of another day only what is of the same day in both" {
	night "$D" 2024-11-30
	first=$(readlink "$R")
	[ ! -e "$R/corrections" ]
	less_noise
	sed -i 's/,1200,30,3,8,59.5,/,1200,30,3,8,69.5,/' "$D/inbox/2024/harbour.csv"
	night "$D" 2024-12-01
	notice "$first"
	[ "$(cut -d, -f1,3 "$notice" | sort -u)" = 'cause,
criterion,2023
figure,2023
kind,wave
reflagged,2023
release,' ]
	# the last of that day is corrected when that day is made once more
	night "$D" 2024-11-30
	[ -f "$R/corrections/$first.csv" ]
	grep -q '^milestone,' "$R/corrections/$first.csv" ||
		grep -q '^figure,,2024,' "$R/corrections/$first.csv"
}

@test "a notice is the same whoever makes it, and one that is not is damage" {
	less_noise
	night "$D" 2024-12-31
	notice
	second=$(readlink "$R")
	expect_same "$notice" <(green-diff --format notice \
		"$D/releases/$FIRST" "$D/releases/$second")
	expect_status 0 green-verify -q "$R"
	cp "$notice" kept
	sed -i 's/attained/attaint/' "$notice"
	expect_status 1 green-verify -q "$R"
	[[ $output = *"corrections/$FIRST.csv"$'\tchanged'* ]] || die "$output"
	night "$D" 2024-12-31
	[ "$(readlink "$R")" = "$second" ]
	expect_same "$notice" kept
	# without the earlier release nobody can tell
	mv "$D/releases/$FIRST" gone
	expect_status 0 green-verify -q "$R"
	[[ $output = *"corrections/$FIRST.csv"$'\tunchecked'* ]] || die "$output"
	mv gone "$D/releases/$FIRST"
	# a release is what it is, whatever was published before it
	rm -R "$D/releases" "$D/.cache"
	night "$D" 2024-12-31
	[ "$(readlink "$R")" = "$second" ]
	[ ! -e "$R/corrections" ]
}

@test "figures that go back are corrected, too; a damaged release stops no night" {
	less_noise
	night "$D" 2024-12-31
	second=$(readlink "$R")
	sed -i 's/^\(4110-03,.*\),60,/\1,60.5,/' "$D/inbox/2023/north.csv"
	night "$D" 2024-12-31
	[ "$(readlink "$R")" = "$FIRST" ]
	notice "$second"
	grep -qx 'figure,,2023,4000,Veldmark,attained,Attained,6,5,1' "$notice"
	: >"$R/cities.csv"
	sed -i 's/^\(4110-03,.*\),60.5,/\1,59,/' "$D/inbox/2023/north.csv"
	expect_status 0 night "$D" 2024-12-31
	expect_words "releases/$FIRST: cannot be compared"
}

@test "in Chinese, of the year's summary as well" {
	export GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
	D=$PWD/province
	make_province "$D"
	"$ROOT/pipelines/annual" -q --data "$D" --year 2021
	first=$(readlink "$D/releases/annual-2021")
	file=$(cd "$D" && printf '%s\n' inbox/2021/* | sed -n 1p)
	printf '%s\n' src,date,who,why "$file,2021-11-01,省厅,误报" \
		>"$D/withdrawn.csv"
	"$ROOT/pipelines/annual" -q --data "$D" --year 2021
	R=$D/releases/annual-2021
	notice "$first"
	grep -q "^release,,,,,,勘误,$first," "$notice"
	causes | grep -F "撤回：$file (2021-11-01, 省厅: 误报)" ||
		die "$(causes)"
	grep -q ',attained,[^,]*达标[^,]*,' "$notice"
}

@test "whatever the system refuses: the same notice and list, or a failure" {
	local call
	less_noise
	printf '%s\n' src,date,who,why inbox/2024/harbour.csv,2024-07-01,X,Y \
		>"$D/withdrawn.csv"
	night "$D" 2024-12-31
	green-register --as-of 2024-12-31 "$D/register.csv" -o register
	for call in malloc read close; do
		all_cases $call /dev/null 2,3,4 green-diff --format notice \
			"$D/releases/$FIRST" "$R" -o @OUT@
		all_cases $call /dev/null 2,3,4 green-inbox --root "$D" \
			--as-of 2024-12-31 --withdrawn /dev/null -o @OUT@ register
	done
}
