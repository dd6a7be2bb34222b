#!/usr/bin/env bats
# green-inbox and what the night does with it: why each part is made, what is
# passed over, whose answers a sheet holds; a dry run makes nothing.

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
}

night() {
	"$ROOT/pipelines/nightly" --data "$D" --as-of 2024-12-31 --jobs 2 "$@"
}

# inbox [OPTION...]: as the night calls it
inbox() {
	green-register --as-of 2024-12-31 "$D/register.csv" \
		-o "$BATS_TEST_TMPDIR/register.csv"
	green-inbox --as-of 2024-12-31 --root "$D" --cache "$D/.cache" \
		--previous "$D/.cache/inventory.tsv" "$@" \
		"$BATS_TEST_TMPDIR/register.csv"
}

# why [OPTION...]: "name reason", one line a delivery
why() {
	inbox "$@" | rows /dev/stdin | awk -F '\t' '{
		sub(/.*\//, "", $3); print $3, $5 }'
}

expect_why() {
	expect_same <(why) <(printf '%s\n' "$@")
}

# sheet NAME SRC [CHARSET]: a sheet that answers a query about a delivery
sheet() {
	mkdir -p "$D/answers"
	printf '城市,query,答复\r\n哈尔滨,q2023-%s-2-pupils-0a1b2c3d,属实\r\n' \
		"$2" | iconv -f UTF-8 -t "${3:-UTF-8}" >"$D/answers/$1"
}

@test "a part is made because its delivery is new, or has changed" {
	expect_why 'north.csv new' 'south.csv new' 'harbour.csv new'
	night
	expect_why 'north.csv kept' 'south.csv kept' 'harbour.csv kept'
	sed -i '$d' "$D/inbox/2023/south.csv"
	cp "$D/inbox/2023/north.csv" "$D/inbox/2024"
	touch "$D/inbox/2023/north.csv"
	expect_why 'north.csv kept' 'south.csv changed' 'harbour.csv kept' \
		'north.csv new'
	# a name that another had is no old delivery
	mv "$D/inbox/2024/harbour.csv" "$D/inbox/2024/port.csv"
	expect_why 'north.csv kept' 'south.csv changed' 'north.csv new' \
		'port.csv new'
}

@test "because of a table that reading needs, and of no other" {
	cp -R "$TINY/standard" "$BATS_TEST_TMPDIR/standard"
	export GREEN_STANDARD=$BATS_TEST_TMPDIR/standard
	night
	for table in atoms criteria obligations parameters checks; do
		echo >>"$GREEN_STANDARD/$table.csv"
	done
	expect_why 'north.csv kept' 'south.csv kept' 'harbour.csv kept'
	echo >>"$GREEN_STANDARD/rules.csv"
	expect_why 'north.csv rule' 'south.csv rule' 'harbour.csv rule'
}

@test "because of a program that reads deliveries, and of no other" {
	night
	mkdir "$BATS_TEST_TMPDIR/bin"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
	instead() {
		printf '#!/bin/sh\nexec %s "$@"\n' "$B/bin/$1" \
			>"$BATS_TEST_TMPDIR/bin/$1"
		chmod +x "$BATS_TEST_TMPDIR/bin/$1"
	}
	instead green-audit
	expect_why 'north.csv kept' 'south.csv kept' 'harbour.csv kept'
	instead green-chain
	expect_why 'north.csv program' 'south.csv program' 'harbour.csv program'
}

@test "because of the register of the day" {
	night
	sed -i '2s/St Ann/St Anne/' "$D/register.csv"
	expect_why 'north.csv register' 'south.csv register' \
		'harbour.csv register'
}

@test "because answers came, and for several reasons at once" {
	night
	sheet a.csv inbox/2023/south.csv
	expect_why 'north.csv kept' 'south.csv answered' 'harbour.csv kept'
	echo >>"$D/inbox/2023/south.csv"
	sed -i '2s/St Ann/St Anne/' "$D/register.csv"
	expect_why 'north.csv register' 'south.csv changed;answered;register' \
		'harbour.csv register'
}

@test "because the part is lost, and of nothing that is no inventory" {
	night
	find "$D/.cache" -mindepth 1 -maxdepth 1 -type d | head -n 1 |
		xargs rm -r
	[ "$(why | grep -c ' lost$')" -eq 1 ]
	echo nonsense >"$D/.cache/inventory.tsv"
	[ "$(why | grep -c ' new$')" -eq 1 ]
	[ "$(why | grep -c ' kept$')" -eq 2 ]
}

@test "nightly -v says why, and no more than that is made" {
	expect_status 0 night -v
	[[ $output = *'nightly: deliveries to be read: 3/3'* ]]
	[[ $output = *'nightly: inbox/2023/south.csv: new'* ]]
	sed -i '$d' "$D/inbox/2023/south.csv"
	sheet a.csv inbox/2023/south.csv
	expect_status 0 night -v
	[ "$(sed '/ are corrected: /d; $d' <<<"$output")" = \
'nightly: deliveries to be read: 1/3
nightly: inbox/2023/south.csv: its bytes have changed, answers to its queries have changed' ] ||
		die "$output"
	expect_status 0 night -v
	[[ $output = 'nightly: nothing has changed since '* ]]
	echo >>"$D/inbox/2023/south.csv"
	LC_ALL=zh_CN.UTF-8 expect_status 0 night -v
	[[ $output = *'inbox/2023/south.csv: 内容已变'* ]] || die "$output"
}

# all: every file of the data, with its bytes and times
all() {
	find "$D" -printf '%p %y %s %T@ %C@ %l\n' | sort
}

@test "--dry-run says it and makes nothing" {
	all >"$BATS_TEST_TMPDIR/before"
	expect_status 0 night --dry-run
	[ "$(head -n 1 <<<"$output")" = 'nightly: deliveries to be read: 3/3' ]
	expect_same <(all) "$BATS_TEST_TMPDIR/before"
	night
	rm "$D/.lock" "$D/heartbeat"
	echo >>"$D/inbox/2023/south.csv"
	all >"$BATS_TEST_TMPDIR/before"
	expect_status 0 night --dry-run
	[ "$output" = "$(printf 'nightly: %s\n' 'deliveries to be read: 1/3' \
		'inbox/2023/south.csv: its bytes have changed')" ]
	expect_same <(all) "$BATS_TEST_TMPDIR/before"
	night -q
	all >"$BATS_TEST_TMPDIR/before"
	expect_status 0 night --dry-run
	[[ $output = 'nightly: nothing has changed since releases/'* ]]
	sed -i '1s/.*/nonsense/' "$D/register.csv"
	all >"$BATS_TEST_TMPDIR/before"
	expect_status 2 night --dry-run
	expect_words 'register.csv: not usable'
	expect_same <(all) "$BATS_TEST_TMPDIR/before"
}

@test "a dry run waits for no other night" {
	exec 9>"$D/.lock"
	flock 9
	expect_status 75 night
	expect_status 0 night --dry-run
}

@test "a sheet is known by its queries in any character set" {
	mv "$D/inbox/2023/south.csv" "$D/inbox/2023/南区.csv"
	for charset in UTF-8 GB18030 UTF-16; do
		sheet a.csv 'inbox/2023/南区.csv' "$charset"
		inbox --findings "$BATS_TEST_TMPDIR/found" |
			rows /dev/stdin >"$BATS_TEST_TMPDIR/parts"
		grep -q 'inbox/2023/南区.csv.*	answers/a.csv$' \
			"$BATS_TEST_TMPDIR/parts" || die "$charset"
		[ "$(grep -c 'answers/a.csv' "$BATS_TEST_TMPDIR/parts")" -eq 1 ]
		[ "$(rows "$BATS_TEST_TMPDIR/found" | wc -l)" -eq 0 ]
	done
}

@test "sheets that nobody asked for, and what is no sheet, are said" {
	sheet of-none.csv inbox/2023/west.csv
	sheet of-north.csv inbox/2023/north.csv
	echo 'minutes of a meeting' >"$D/answers/other.txt"
	printf 'PK\003\004' >"$D/answers/book.xlsx"
	inbox --findings "$BATS_TEST_TMPDIR/found" --lang en >/dev/null
	expect_same <(rows "$BATS_TEST_TMPDIR/found" | cut -f2,6,7,10) \
		<(printf '%s\tA05\tNOTE\t%s\n' \
		answers/book.xlsx \
		'cannot be read, not used: a workbook that is damaged or cut off (Not a zip archive)' \
		answers/of-none.csv \
		'answers queries about a delivery that is not there: inbox/2023/west.csv' \
		answers/other.txt 'no sheet of queries: not used')
}

@test "ruling 41: what no delivery is called like is said once, not read" {
	mkdir "$D/inbox/2023/.trash"
	for name in .trash/a.csv '~$south.csv' b.csv.part c.tmp .DS_Store; do
		cp "$D/inbox/2023/south.csv" "$D/inbox/2023/$name"
		echo >>"$D/inbox/2023/$name"
	done
	expect_same <(inbox --findings "$BATS_TEST_TMPDIR/found" --lang en |
		rows /dev/stdin | cut -f3) <(printf 'inbox/%s\n' \
		2023/north.csv 2023/south.csv 2024/harbour.csv)
	[ "$(rows "$BATS_TEST_TMPDIR/found" | grep -c R15)" -eq 1 ]
	grep -q 'R15	NOTE	.*(5 in all)$' "$BATS_TEST_TMPDIR/found"
}

@test "ruling 41: a delivery that is still arriving waits, and is in no release" {
	local whole=$D/inbox/2023/south.csv f=$D/inbox/2023/east.csv.gz
	sed 's/Lane/Road/' "$whole" | gzip -n | head -c 200 >"$f"
	printf '4210-09,Long' >>"$D/inbox/2024/harbour.csv"
	expect_status 0 night
	expect_words "nightly: .*inbox/2023/east.csv.gz: still arriving"
	expect_words "nightly: .*inbox/2024/harbour.csv: still arriving"
	grep -q '^2024-12-31 published [^ ]*, 2 waiting$' "$D/heartbeat"
	! grep -rq 'east.csv\|2024/harbour.csv' "$D/releases/current/" ||
		die "$(grep -r 'east.csv\|2024/harbour.csv' "$D/releases/current/")"
	# what has not changed for long enough is read as it lies there
	expect_status 0 "$ROOT/pipelines/nightly" --data "$D" \
		--as-of 2024-12-31 --quiet-period 0
	grep -q '^2024-12-31 published [^,]*$' "$D/heartbeat"
	grep -q ',inbox/2023/east.csv.gz,.*,STOP,' \
		"$D/releases/current/findings.csv"
	[ "$(grep -c '^2023,.*east.csv' \
		"$D/releases/current/communities.csv")" -eq 0 ]
	grep -q 'inbox/2024/harbour.csv' "$D/releases/current/manifest.json"
}

# filled NAME: answers to queries about both deliveries, in lines 2 to 5
filled() {
	mkdir -p "$D/answers"
	printf 'query,community,reason,answer\n' >"$D/answers/$1"
	printf "q2023-inbox/2023/%s.csv-%s-pupils-$h,%s School,why,%s\n" \
		north 4 Abbey 300 north 5 "Oak Lane" 301 south 3 Dock 302 \
		south 4 Tower 303 >>"$D/answers/$1"
}

@test "ruling 33: what is damaged of a sheet costs its line, and the night goes on" {
	local f=$D/releases/current/findings.csv h
	h=$(printf 'about 3 thousand' | sha256sum | cut -c1-8)
	sed -i '4s/,150,/,about 3 thousand,/; 5s/,90,/,about 3 thousand,/' \
		"$D/inbox/2023/north.csv"
	sed -i '3s/;1,200;/;about 3 thousand;/; 4s/;400;/;about 3 thousand;/' \
		"$D/inbox/2023/south.csv"
	# a quote; a name; two answers in one; a sheet of two character sets
	filled a.csv
	sed -i '3s/why/"why/; 5s/q2023-/q23-/' "$D/answers/a.csv"
	filled b.csv
	sed -i '2s/$/,000/; 3,4d; 5s/south/west/' "$D/answers/b.csv"
	filled c.csv
	printf '答复,\n\xb4\xf0\xb8\xb4,\n' >>"$D/answers/c.csv"
	filled d.csv
	sed -i '1s/reason/answer/' "$D/answers/d.csv"
	expect_status 0 night -q --lang en --quiet-period 0
	cat >"$BATS_TEST_TMPDIR/expected" <<-END
	answers/a.csv,3,A08,NOTE,,,"a damaged quote; lines whose answers cannot be read, from here on: 1"
	answers/a.csv,5,A08,NOTE,,,"answer set aside, it stands beside no query's name, or beside one that was changed"
	answers/b.csv,2,A08,NOTE,,300,"answer set aside, the row has more cells than the heading: which of them is the answer cannot be told"
	answers/b.csv,,A05,NOTE,,,answers queries about a delivery that is not there: inbox/2023/west.csv
	answers/c.csv,7,A05,NOTE,,,"cannot be read, not used: the text is UTF-8 up to here and GB18030 from this line on: two files in one?"
	answers/d.csv,1,A05,NOTE,,,not used: its heading must have one column 'query' and one 'answer' (答复)
	END
	expect_same <(grep -E ',answers/.*,A0[58],' "$f" | cut -d, -f2,3,6- |
		sed 's/,$//') "$BATS_TEST_TMPDIR/expected"
	[ "$(grep -o ',A01,NOTE,.*' "$f" | sed 's/,[A-Z]*[0-9]*$//')" = ',A01,NOTE,about 3 thousand,300,answered in: answers/a.csv:2
,A01,NOTE,about 3 thousand,302,answered in: answers/a.csv:4' ]
	# the sheet mended, its answers are in
	filled a.csv
	rm "$D/answers"/[bcd].csv
	night -q --lang en --quiet-period 0
	[ "$(grep -c ',A01,NOTE,' "$f")" -eq 4 ]
	! grep -E ',A0[58],' "$f" || false
}

# cut_off NAME: as it is while it is copied in anew
cut_off() {
	truncate -s -5 "$D/inbox/$1"
}

@test "ruling 41: while a delivery is written anew, what is published stays" {
	local f=2023/south.csv since line day release
	night -q
	release=$(readlink "$D/releases/current")
	cp "$D/inbox/$f" "$BATS_TEST_TMPDIR/south.csv"
	cp "$D/heartbeat" "$BATS_TEST_TMPDIR/beat"
	cut_off $f
	expect_status 0 night --dry-run
	expect_words "inbox/$f: nothing new is published until it is there"
	cmp "$D/heartbeat" "$BATS_TEST_TMPDIR/beat"
	for day in 2024-12-31 2025-01-01; do
		echo >>"$D/inbox/2024/harbour.csv"
		expect_status 0 "$ROOT/pipelines/nightly" -q --data "$D" \
			--as-of $day
		[ -z "$output" ] || die "$output"
		expect_words "inbox/$f: still arriving: it waits"
		line=$(grep "inbox/$f: nothing new is published until it is there" \
			<<<"$stderr")
		[ "$(readlink "$D/releases/current")" = "$release" ]
		[ "$(ls "$D/releases")" = "$(printf '%s\n' "$release" current)" ]
		# since when it is so stays what the first night said
		since=${since:-$(grep -oE '[0-9-]{10} [0-9:]{5}$' <<<"$line")}
		[[ $line = *" $since" ]] || die "$line"
		[ "$(cat "$D/heartbeat")" = \
"$day kept $release, waits for inbox/$f since $since, 1 waiting" ] ||
			die "$(cat "$D/heartbeat")"
		sed -i 's/^[0-9: -]*/1999-09-09 09:09/' "$D/.cache/held"
		since='1999-09-09 09:09'
	done
	# nor is the release of another day made without it
	expect_status 3 night --name of-year
	expect_words 'a delivery is being written'
	expect_words "still published: $release"
	[ ! -e "$D/releases/of-year" ]
	# nor does current go to an older one that was made without it
	rm "$D/inbox/$f"
	night -q
	cp "$BATS_TEST_TMPDIR/south.csv" "$D/inbox/$f"
	night -q
	release=$(readlink "$D/releases/current")
	[ ! -e "$D/.cache/held" ]
	cut_off $f
	expect_status 0 night
	[ "$(readlink "$D/releases/current")" = "$release" ]
	# after the period it is read as it lies there
	expect_status 0 "$ROOT/pipelines/nightly" --data "$D" \
		--as-of 2024-12-31 --quiet-period 0
	[ "$(readlink "$D/releases/current")" != "$release" ]
	grep -q '^2024-12-31 published [^,]*$' "$D/heartbeat"
	[ ! -e "$D/.cache/held" ]
}

@test "ruling 41: so it is wherever the delivery is cut, below titles too" {
	local f=2023/south.csv release whole bytes heading
	whole=$BATS_TEST_TMPDIR/south.csv
	{
		printf 'Quiet schools\nSent by: the south, all of it\n'
		cat "$D/inbox/$f"
	} >"$whole"
	cp "$whole" "$D/inbox/$f"
	night -q --quiet-period 0
	release=$(readlink "$D/releases/current")
	heading=$(sed -n 1,3p "$whole" | wc -c)
	# nothing, in a title, in the heading, in the first record and the last
	for bytes in 0 7 20 $((heading - 9)) $((heading + 9)) \
		$(($(wc -c <"$whole") - 5)); do
		head -c "$bytes" "$whole" >"$D/inbox/$f"
		expect_status 0 night -q
		expect_words "inbox/$f: still arriving: it waits"
		[ "$(readlink "$D/releases/current")" = "$release" ] ||
			die "$bytes bytes"
	done
	# it is whole without its last line end
	head -c -1 "$whole" >"$D/inbox/$f"
	expect_status 0 night
	[[ $stderr != *'still arriving'* ]] || die "$stderr"
}

@test "which deliveries that wait are published, whatever they are called" {
	local f number=$'2023/s\xb9%#13912345678.csv'
	mv "$D/inbox/2023/south.csv" "$D/inbox/$number"
	night -q
	cp "$D/inbox/2023/north.csv" "$D/inbox/2024/new.csv"
	for f in 2024/new.csv 2024/harbour.csv "$number"; do cut_off "$f"; done
	cd "$BATS_TEST_TMPDIR"
	waits() {
		inbox --now "$(date +%s)" --quiet-period 10 --waiting w \
			"$@" >/dev/null
		rows w | cut -f2,3 | sed 's/.*\(.\)\.csv/\1/' | tr '\t\n' ' ;'
	}
	[ "$(waits --published "$D/releases/current/manifest.json")" = \
		'* 1;r 1;w 0;' ] || die "$(cat w)"
	[ "$(waits)" = '* 0;r 0;w 0;' ] || die "$(cat w)"
	# a manifest that is broken denies nothing
	echo '{' >broken
	[ "$(waits --published broken)" = '* 1;r 1;w 1;' ] || die "$(cat w)"
}

@test "sheets and deliveries of any name reach the programs" {
	local name=$'哈\xb9 a\nb\t\\x41*?%41 ,"y".csv'
	night
	cp -RL "$D/releases/current" "$BATS_TEST_TMPDIR/plain"
	mkdir "$D/answers"
	mv "$D/inbox/2023/south.csv" "$D/inbox/2023/$name"
	printf 'query,answer\n"q2023-inbox/2023/%s-2-pupils-0a1b2c3d",7\n' \
		'哈%B9 a%0Ab%09\x41*?%2541 ,""y"".csv' >"$D/answers/$name"
	expect_status 0 night -v
	[[ $output = *'1/3'* ]] || die "$output"
	expect_same "$D/releases/current/cities.csv" \
		"$BATS_TEST_TMPDIR/plain/cities.csv"
	# the answer fits no cell, which only green-amend can have said
	grep -q 'A0[24]' "$D/releases/current/findings.csv" ||
		die "$(cat "$D/releases/current/findings.csv")"
}

@test "doubles are counted, so that the audit sees them" {
	cp "$D/inbox/2023/south.csv" "$D/inbox/2023/a-copy.csv"
	cp "$D/inbox/2023/south.csv" "$D/inbox/2024/of-another-wave.csv"
	inbox --findings "$BATS_TEST_TMPDIR/found" \
		--ledger "$BATS_TEST_TMPDIR/ledger" --lang en |
		rows /dev/stdin | cut -f3 >"$BATS_TEST_TMPDIR/read"
	! grep -q 2023/south.csv "$BATS_TEST_TMPDIR/read"
	grep -q 2024/of-another-wave.csv "$BATS_TEST_TMPDIR/read"
	[ "$(rows "$BATS_TEST_TMPDIR/found" | cut -f1,2,6,7,10)" = \
"2023	inbox/2023/south.csv	R06	SKIP	the same bytes as inbox/2023/a-copy.csv" ]
	[ "$(rows "$BATS_TEST_TMPDIR/ledger" | cut -f1,4,9)" = \
"green-inbox	2023	1
green-inbox	2024	0" ]
}

@test "what is missing or cannot be read is named" {
	expect_status 2 green-inbox --root "$D"
	expect_words 'as-of must be given'
	expect_status 4 env PATH="$BATS_TEST_TMPDIR" "$B/bin/green-inbox" \
		--as-of 2024-12-31 --root "$D" "$D/register.csv"
	expect_words 'green-chain: a program is missing'
	expect_status 3 inbox "$D/nothing"
	expect_words 'nothing'
	PATH=/usr/bin:/bin expect_status 0 "$B/bin/green-inbox" --help
}

@test "the inventory has every program's version and every input's size" {
	inbox --inventory "$BATS_TEST_TMPDIR/inventory" >/dev/null
	version=$(green-cat --version | sed 's/.* //')
	[ "$(v="$version" awk -F '\t' 'BEGIN { v = ENVIRON["v"] }
		$1 == "program" && $6 != v' \
		"$BATS_TEST_TMPDIR/inventory")" = '' ]
	while IFS=$'\t' read -r kind path sum bytes lines _; do
		[ "$kind" = input ] || continue
		[ "$sum" = "$(sha256sum <"$D/$path" | cut -c-64)" ]
		[ "$bytes $lines" = "$(wc -c <"$D/$path") $(wc -l <"$D/$path")" ]
	done <"$BATS_TEST_TMPDIR/inventory"
	[ "$(grep -c '^input' "$BATS_TEST_TMPDIR/inventory")" -eq 4 ]
}
