#!/usr/bin/env bats
# pipelines/nightly: a release appears whole or not at all, and stays.

load ../lib/helpers

NIGHT=$ROOT/pipelines/nightly

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
}

night() {
	"$NIGHT" --data "$D" --as-of "${1:-2024-12-31}" --jobs 2 \
	    --quiet-period 0
}

release() {
	readlink "$D/releases/current"
}

# Nothing but what belongs there: no work folder, no half release.
expect_tidy() {
	local stray
	stray=$(find "$D" -name '.work*' -o -name '.new*' -o -name '.current*' \
	    -o -name '.whole*' -o -name '*.partial' -o -name '.heartbeat.new')
	[ -z "$stray" ] || die "left behind:" "$stray"
}

# The release that `current` names is whole: as its manifest says.
expect_whole() {
	local r=$D/releases/current
	(cd "$r/" && jq -r '.outputs[] | "\(.sha256)  \(.path)"' \
	    manifest.json | sha256sum --check --quiet --strict)
	[ "$(release | sed 's/.*-//')" = \
	    "$(sha256sum <"$r/manifest.json" | cut -c1-16)" ]
}

@test "a night publishes every file of a release and says where" {
	expect_status 0 night
	[ "$output" = "nightly: published releases/$(release)" ]
	[ -z "$stderr" ]
	for file in cities counties criteria milestones communities \
	    not-responded layouts findings set-aside ledger; do
		[ -s "$D/releases/current/$file.csv" ] || die "no $file.csv"
	done
	[ -s "$D/releases/current/records.tsv" ]
	[ -s "$D/releases/current/tallies.tsv" ]
	expect_whole
	expect_tidy
	grep -q "^2024-12-31 published $(release)$" "$D/heartbeat"
}

@test "nothing new: nothing is done, and it is said" {
	night
	first=$(release)
	before=$(stat -c %Y.%Z "$D/releases/$first/cities.csv")
	expect_status 0 night
	[ "$output" = "nightly: nothing has changed since releases/$first" ]
	[ "$(release)" = "$first" ]
	[ "$(stat -c %Y.%Z "$D/releases/$first/cities.csv")" = "$before" ]
	expect_tidy
}

@test "a release that is damaged is no release: it is made again" {
	local first file n=0
	night
	first=$(release)
	cp -R "$D/releases/$first" "$BATS_TEST_TMPDIR/first"
	for file in communities.csv manifest.json; do
		: >"$D/releases/$first/$file"
		expect_status 0 night
		[[ $output = *"published releases/$first" ]] || die "$output"
		n=$((n + 1))
		[ ! -s "$D/releases/$first.damaged-$n/$file" ]
		diff -r "$D/releases/$first" "$BATS_TEST_TMPDIR/first"
	done
	expect_status 0 night
	[ "$output" = "nightly: nothing has changed since releases/$first" ]
	expect_whole
	expect_tidy
}

@test "a folder in the place of a link, as after a restore, is put aside" {
	local first
	night
	first=$(release)
	# a copy that knew no links
	rm "$D/releases/current"
	cp -R "$D/releases/$first" "$D/releases/current"
	mkdir "$D/releases/annual-2024"
	touch "$D/releases/annual-2024/of-somebody"
	expect_status 0 night
	[ "$output" = "nightly: published releases/$first" ]
	expect_words 'releases/current: was no link, and is kept as releases/current.damaged-1'
	expect_whole
	expect_status 0 "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--name annual-2024
	expect_words 'releases/annual-2024: was no link'
	[ "$(readlink "$D/releases/annual-2024")" = "$first" ]
	[ -e "$D/releases/annual-2024.damaged-1/of-somebody" ]
	expect_status 0 night
	[ "$output" = "nightly: nothing has changed since releases/$first" ]
	# a night that fails leaves it where it is
	rm "$D/releases/current"
	mkdir "$D/releases/current"
	sed -i '1s/.*/nonsense/' "$D/register.csv"
	expect_status 2 night
	expect_words 'still published: current'
	[ -d "$D/releases/current" ] && [ ! -L "$D/releases/current" ]
	expect_tidy
}

@test "a data folder of 0.1 goes on, and its releases are read" {
	local old=2024-06-30-a62d7331
	mkdir -p "$D/releases" "$D/.cache/0badcafe"
	cp -R "$ROOT/tests/e2e/fixtures/release-0.1" "$D/releases/$old"
	ln -s "$old" "$D/releases/current"
	ln -s "$old" "$D/releases/annual-2024"
	# what that version left beside it
	echo 'kind	path' >"$D/.cache/inventory.tsv"
	touch "$D/.lock" "$D/.cache/0badcafe/matched.tsv" "$D/.heartbeat.new"
	chmod 755 "$D/.cache"
	chmod 644 "$D/.lock"
	expect_status 0 night 2024-06-30
	[ -z "$stderr" ] || die "$stderr"
	[ "$(release)" != "$old" ]
	[[ $(release) =~ ^2024-06-30-[0-9a-f]{16}$ ]]
	expect_whole
	expect_tidy
	[ "$(readlink "$D/releases/annual-2024")" = "$old" ]
	[ ! -e "$D/.cache/0badcafe" ]
	expect_status 0 green-explain --data "$D" "$D/releases/$old" 4110-01
	expect_status 1 green-verify -q "$D/releases/$old"	# no queries/
	[ "$(wc -l <<<"$output")" -eq 3 ]
	green-diff "$D/releases/$old" "$D/releases/current" \
		>"$BATS_TEST_TMPDIR/differs" || [ $? -eq 1 ]
	[ -s "$BATS_TEST_TMPDIR/differs" ]
}

@test "an empty folder of a wave asks that wave: another release" {
	rm -r "$D/inbox/2024"
	night
	local first
	first=$(release)
	mkdir "$D/inbox/2024"
	night
	[ "$(release)" != "$first" ]
	[ "$(grep -c '^2024,' "$D/releases/current/not-responded.csv")" -gt 1 ]
}

@test "a release is signed, once, by the key that is given" {
	ssh-keygen -q -t ed25519 -N '' -f "$BATS_TEST_TMPDIR/key"
	minisign -GfW -p "$BATS_TEST_TMPDIR/mini.pub" \
		-s "$BATS_TEST_TMPDIR/mini" >/dev/null
	night
	local r=$D/releases/current first
	first=$(release)
	# of a release that is there already the signature alone is new
	expect_status 0 "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--sign "$BATS_TEST_TMPDIR/key"
	[ "$output" = "nightly: nothing has changed since releases/$first" ]
	expect_status 0 green-verify --key "$BATS_TEST_TMPDIR/key.pub" "$r"
	before=$(stat -c %Y.%Z "$r/manifest.json.sig")
	mkdir "$BATS_TEST_TMPDIR/kept"
	cd "$BATS_TEST_TMPDIR"
	for key in key mini; do
		# as the one who calls it sees them
		expect_status 0 "$NIGHT" --data "$D" --as-of 2024-12-31 \
			--sign "$key" --cache kept
		expect_status 0 green-verify \
			--key "$BATS_TEST_TMPDIR/$key.pub" "$r"
	done
	[ "$(stat -c %Y.%Z "$r/manifest.json.sig")" = "$before" ]
	# who signs for another is found out, and it is made again
	cp "$r/manifest.json.sig" "$BATS_TEST_TMPDIR/sig"
	echo >>"$D/register.csv"
	expect_status 0 "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--sign "$BATS_TEST_TMPDIR/mini"
	[ "$(release)" != "$first" ]
	cp "$BATS_TEST_TMPDIR/sig" "$r/manifest.json.sig"
	first=$(release)
	expect_status 0 night
	[[ $output = *"$first: is not what was published: made again"*published* ]]
	[ ! -e "$r/manifest.json.sig" ]
	[ -e "$D/releases/$first.damaged-1/manifest.json.sig" ]
	expect_whole
	expect_tidy
}

@test "a key that is none: no release goes without a signature" {
	night
	local first
	first=$(release)
	expect_status 2 "$NIGHT" --data "$D" --sign "$BATS_TEST_TMPDIR/none"
	expect_words 'none: cannot be read'
	echo nonsense >"$BATS_TEST_TMPDIR/bad"
	echo >>"$D/register.csv"
	expect_status 4 "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--sign "$BATS_TEST_TMPDIR/bad"
	expect_words 'the release could not be signed'
	[ "$(release)" = "$first" ]
	expect_status 0 night
	[ "$(release)" != "$first" ]
	expect_tidy
}

@test "the same inputs give the same release, wherever and however" {
	night
	other=$BATS_TEST_TMPDIR/an\ other\ place
	mkdir "$other"
	cp -R "$D/register.csv" "$D/inbox" "$other"
	(cd / && LC_ALL=de_DE.UTF-8 TZ=America/St_Johns "$NIGHT" \
	    --data "$other" --as-of 2024-12-31 --jobs 1)
	[ "$(release)" = "$(readlink "$other/releases/current")" ]
	diff -r "$D/releases/current/" "$other/releases/current/"
}

@test "the release of an earlier day is made beside what is published" {
	night
	first=$(release)
	cp "$D/heartbeat" "$BATS_TEST_TMPDIR/heartbeat"
	parts=$(ls "$D/.cache")
	expect_status 0 "$NIGHT" --data "$D" --as-of 2023-11-15 --keep-current
	earlier=${output#nightly: made releases/}
	[[ $earlier = 2023-11-15-* ]]
	[ "$(release)" = "$first" ]
	[ -s "$D/releases/$earlier/cities.csv" ]
	cmp "$D/heartbeat" "$BATS_TEST_TMPDIR/heartbeat"
	[ "$(ls "$D/.cache")" = "$parts" ]
	expect_status 0 "$NIGHT" --data "$D" --as-of 2023-11-15 --keep-current
	[ "$output" = "nightly: nothing has changed since releases/$earlier" ]
	expect_tidy
	# without the option it becomes the one that is published
	expect_status 0 night 2023-11-15
	[ "$output" = "nightly: published releases/$earlier" ]
	[ "$(release)" = "$earlier" ]
	expect_whole
}

@test "a changed delivery: only its part is read again" {
	night
	ls "$D/.cache" | sort >"$BATS_TEST_TMPDIR/before"
	sed -i '$d' "$D/inbox/2023/south.csv"
	night
	ls "$D/.cache" | sort >"$BATS_TEST_TMPDIR/after"
	[ "$(comm -13 "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after" |
	    wc -l)" -eq 1 ]
}

@test "what the province supplies may be a link, and is seen to change" {
	mkdir "$BATS_TEST_TMPDIR/elsewhere"
	mv "$D/register.csv" "$BATS_TEST_TMPDIR/elsewhere"
	ln -s ../elsewhere/register.csv "$D/register.csv"
	ln -s ../elsewhere "$D/answers"
	night
	first=$(release)
	jq -e '.inputs | map(.path) | index("register.csv")' \
		"$D/releases/current/manifest.json"
	grep -q ',answers/register.csv,.*A05' "$D/releases/current/findings.csv"
	echo >>"$BATS_TEST_TMPDIR/elsewhere/register.csv"
	expect_status 0 night
	[[ $output = *published* ]]
	[ "$(release)" != "$first" ]
	# so may a table that two standards share
	cp -R "$TINY/standard" "$BATS_TEST_TMPDIR/standard"
	mv "$BATS_TEST_TMPDIR/standard/rules.csv" "$BATS_TEST_TMPDIR/elsewhere"
	ln -s ../elsewhere/rules.csv "$BATS_TEST_TMPDIR/standard/rules.csv"
	export GREEN_STANDARD=$BATS_TEST_TMPDIR/standard
	night
	first=$(release)
	echo >>"$BATS_TEST_TMPDIR/elsewhere/rules.csv"
	night
	[ "$(release)" != "$first" ]
	# the folder of a wave is not, but that is said
	mv "$D/inbox/2023" "$D/waves"
	ln -s ../waves "$D/inbox/2023"
	night
	grep -q '^2023,inbox/2023,.*R12,STOP,,,not a regular file' \
		"$D/releases/current/findings.csv"
}

@test "deliveries are never changed" {
	before=$(cd "$D/inbox" && find . -type f -print0 | sort -z |
	    xargs -0 sha256sum)
	night
	[ "$(cd "$D/inbox" && find . -type f -print0 | sort -z |
	    xargs -0 sha256sum)" = "$before" ]
}

@test "a refused delivery is a finding, not a stopped night" {
	printf 'PK\003\004 not a table' >"$D/inbox/2023/report.xlsx"
	expect_status 0 night
	grep -q 'report.xlsx.*STOP' "$D/releases/current/findings.csv"
	expect_whole
}

@test "a second copy of the same bytes is passed over, and said" {
	cp "$D/inbox/2023/south.csv" "$D/inbox/2023/south-copy.csv"
	night
	grep -q 'inbox/2023/south.csv.*R06,SKIP' \
	    "$D/releases/current/findings.csv"
	grep -q '^inbox/2023/south-copy.csv,' "$D/releases/current/layouts.csv"
	! grep -q '^inbox/2023/south.csv,' "$D/releases/current/layouts.csv"
}

@test "a delivery of any name is read, under a name that a stream can hold" {
	night
	cp -RL "$D/releases/current" "$BATS_TEST_TMPDIR/plain"
	# GB18030 as an archive from Windows gives it, a line break, a tab, both,
	# half a character, a surrogate, and what only looks like the escape
	local names=($'\xb9\xfe.csv' $'a\nb.csv' $'a\tb.csv' '-x -- ,"y".csv'
		$'哈\xb9 \xed\xa0\x80\xf4\x90\x80\x80%\xc2\x9b5m\xe2\x80\xae.csv' ' 尔  .csv ')
	local called=(%B9%FE.csv a%0Ab.csv a%09b.csv '-x -- ,"y".csv'
		'哈%B9 %ED%A0%80%F4%90%80%80%25%C2%9B5m%E2%80%AE.csv' ' 尔  .csv ')
	for i in "${!names[@]}"; do
		mv "$D"/inbox/2023/*n*th* "$D/inbox/2023/${names[i]}" \
			2>/dev/null || mv "$D/inbox/2023/${names[i - 1]}" \
			"$D/inbox/2023/${names[i]}"
		expect_status 0 night
		expect_whole
		expect_tidy
		jq -e --arg path "inbox/2023/${called[i]}" --arg sum \
			"$(sha256sum <"$TINY/inbox/2023/north.csv" | cut -c-64)" \
			'.inputs[] | select(.path == $path) | .sha256 == $sum
			and .bytes == 939 and .count == 6' \
			"$D/releases/current/manifest.json"
		python3 - "$D/releases/current/layouts.csv" \
			"inbox/2023/${called[i]}" <<-'END'
			import csv, sys
			rows = list(csv.DictReader(open(sys.argv[1], newline="")))
			assert sys.argv[2] in {row["src"] for row in rows}
		END
		expect_same "$D/releases/current/cities.csv" \
			"$BATS_TEST_TMPDIR/plain/cities.csv"
		expect_status 0 night
		[[ $output = *'nothing has changed'* ]]
	done
}

@test "what lies in the inbox and is not read is said" {
	night
	ln -s "$D/register.csv" "$D/inbox/2023/link.csv"
	ln -s /etc "$D/inbox/2024/etc"
	mkfifo "$D/inbox/2023/fifo"
	mkdir -p "$D/inbox/2019/sub" "$D/inbox/2023/sub.csv" "$D/answers"
	touch "$D/inbox/loose.csv" "$D/inbox/2019/sub/old.csv" \
		"$D/inbox/2023/.hidden" "$D/answers/filled in.xlsx"
	ln -s nowhere "$D/answers/link.csv"
	expect_status 0 night
	[[ $output = *published* ]]
	expect_whole
	grep -E ',(R12|A05),' "$D/releases/current/findings.csv" |
		cut -d, -f1,2,6,7 >"$BATS_TEST_TMPDIR/said"
	expect_same "$BATS_TEST_TMPDIR/said" <(printf '%s\n' \
		',answers/filled in.xlsx,A05,NOTE' ',answers/link.csv,R12,STOP' \
		',inbox/2019/sub/old.csv,R12,STOP' ',inbox/loose.csv,R12,STOP' \
		2023,inbox/2023/{fifo,link.csv},R12,STOP \
		2024,inbox/2024/etc,R12,STOP)
	grep -q 'inbox/loose.csv' "$D/releases/current/queries/000000.csv"
	# the folder of a wave that has not begun is not astray
	expect_status 0 night 2023-12-31
	[ "$(grep -c inbox/2024 "$D/releases/current/findings.csv")" -eq 0 ]
}

@test "a wave that nobody has answered yet has its lines" {
	rm "$D"/inbox/2024/*
	night
	[ "$(grep -c '^2024,' "$D/releases/current/cities.csv")" -gt 1 ]
	[ "$(cut -d, -f1,7 "$D/releases/current/cities.csv" |
	    grep '^2024' | sort -u)" = 2024,0.00 ]
	[ "$(grep -c '^2024,' "$D/releases/current/not-responded.csv")" -gt 1 ]
}

@test "ten nights at once: one publishes, nine find it at work" {
	for i in 1 2 3 4 5 6 7 8 9 10; do
		(
			code=0
			night >/dev/null 2>&1 || code=$?
			echo "$code" >"$BATS_TEST_TMPDIR/code.$i"
		) &
	done
	wait
	[ "$(cat "$BATS_TEST_TMPDIR"/code.* | sort | uniq -c |
	    tr -s ' \n' ' ')" = ' 1 0 9 75 ' ] ||
		die "$(cat "$BATS_TEST_TMPDIR"/code.*)"
	expect_whole
	expect_tidy
}

@test "a failure leaves the last good release, and one clear page" {
	night
	good=$(release)
	sed -i '1s/.*/nonsense/' "$D/register.csv"
	expect_status 2 night
	expect_words 'nightly: .*register.csv: not usable'
	expect_words "nightly: still published: $good"
	# nothing is published "yet" only where nothing was, wherever it fails
	expect_status 2 "$NIGHT" --data "$D" --as-of 2022-02-29
	expect_words "nightly: still published: $good"
	# and a standard that is not there is no release that is not there
	expect_status 2 "$NIGHT" --data "$D" --standard "$D/none"
	[ "$stderr" = "nightly: $D/none: no such standard
nightly: still published: $good" ] || die "$stderr"
	mv "$D/releases/current" "$D/current"
	expect_status 2 "$NIGHT" --data "$D" --as-of 2022-02-29
	expect_words 'releases: there are releases, but no link to one'
	ln -s gone "$D/releases/current"
	expect_status 2 "$NIGHT" --data "$D" --as-of 2022-02-29
	expect_words 'releases/current: what it names is gone'
	mv -T "$D/current" "$D/releases/current"
	expect_status 2 "$NIGHT" --data "$D/nowhere"
	[ "$stderr" = "nightly: $D/nowhere: no such folder" ] || die "$stderr"
	[ "$(release)" = "$good" ]
	expect_whole
	expect_tidy
	grep -q '^2024-12-31 failed' "$D/heartbeat"
}

# kill_one PID: kill -9 a process of the night, any of them.
kill_one() {
	local all
	mapfile -t all < <(descendants "$1")
	kill -9 "${all[RANDOM % ${#all[@]}]}" 2>/dev/null || true
}

descendants() {
	local child
	echo "$1"
	for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
		descendants "$child"
	done
}

@test "killed at any moment: a whole release, no lock, no debris after" {
	night
	# moments in milliseconds, and as $RANDOM has it who is killed
	sweep 8 < <(seq 0 499)
	RANDOM=$((SEED % 32768))
	for moment in "${cases[@]}"; do
		sed -i "2s/\$/ /" "$D/register.csv"
		"$NIGHT" --data "$D" --as-of 2024-12-31 --jobs 2 >/dev/null 2>&1 &
		pid=$!
		sleep "0.$(printf '%03d' "$moment")"
		kill_one "$pid"
		wait "$pid" 2>/dev/null || true
		expect_whole
		expect_status 0 night
		expect_whole
		expect_tidy
	done
}

@test "old releases are kept by count, the published one always" {
	for day in 01 02 03 04; do
		"$NIGHT" --data "$D" --as-of "2024-12-$day" --keep 2
	done
	[ "$(find "$D/releases" -mindepth 1 -maxdepth 1 -type d | wc -l)" -eq 2 ]
	[ -d "$D/releases/current/" ]
	# and one that a link names
	ln -s "$(release)" "$D/releases/of-the-press"
	for day in 05 06; do
		"$NIGHT" --data "$D" --as-of "2024-12-$day" --keep 1
	done
	# and one that readers may have open, which was published until then
	[ -d "$D/releases/of-the-press/" ]
	[ "$(find "$D/releases" -mindepth 1 -maxdepth 1 -type d | wc -l)" -eq 3 ]
}

@test "wrong words end in 2" {
	expect_status 2 "$NIGHT"
	expect_status 2 "$NIGHT" --data "$D" --as-of tomorrow
	expect_status 2 "$NIGHT" --data "$D" --jobs 0
	# what would steer a terminal is shown, not sent
	expect_status 2 "$NIGHT" --data $'/no\e[31m\xc2\x9b\xe2\x80\xae\nwhere'
	expect_words '^nightly: /no%1B\[31m%C2%9B%E2%80%AE%0Awhere: no such folder'
	for name in current 2024-12-31-00000000 ../up .hidden; do
		expect_status 2 "$NIGHT" --data "$D" --name "$name"
	done
}

@test "ruling 32: a day that there is not is no day" {
	for day in 2022-02-29 2100-02-29 2022-04-31 2022-13-01 2022-00-10 \
	    2022-01-00 2022-1-1 0000-01-01; do
		expect_status 2 "$NIGHT" --data "$D" --as-of "$day"
		expect_words '(there is no such day|is no day: YYYY-MM-DD)'
	done
	expect_status 2 "$NIGHT" --data "$D" --as-of 2022-02-29
	[ "$stderr" = $'nightly: --as-of 2022-02-29: there is no such day\nnightly: nothing is published yet' ]
	expect_status 2 green-score --as-of 2022-02-29 </dev/null
	expect_words "there is no such day: '2022-02-29'"
	expect_status 0 "$NIGHT" --data "$D" --as-of 2024-02-29 --dry-run
	[[ "$(GREEN_STANDARD=$TINY/standard "$ROOT/pipelines/score-wave" \
	    --register "$D/register.csv" --wave 2024 --as-of 2024-02-30 \
	    "$D/inbox/2024/harbour.csv" 2>&1)" = *'there is no such day'* ]]
}

# column FILE NAME: of a published table, without its heading.
column() {
	python3 - "$D/releases/current/$1" "$2" <<-'PY'
	import csv, sys
	for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
	    print(row[sys.argv[2]])
	PY
}

@test "ruling 31: the register itself is no answer of anybody" {
	night
	responded=$(column cities.csv responded)
	sed '1s/.*/School number,School,Canton number,Canton,District number,District,Street,Parish/' \
		"$D/register.csv" >"$D/inbox/2024/list.csv"
	sed 's/,/;/g' "$D/inbox/2024/list.csv" >"$D/inbox/2023/list.csv"
	# nor is the form with nothing filled in
	sed -n '1p; 2s/,2024,.*/,2024,,,,,,,,,,,,/p' \
		"$D/inbox/2024/harbour.csv" | sed '2s/4210-01/4210-03/
		    2s/Dock/Net Loft/' >"$D/inbox/2024/blank.csv"
	expect_status 0 night
	[ "$(column cities.csv responded)" = "$responded" ]
	[ "$(grep -c ',R14,STOP,' "$D/releases/current/findings.csv")" -eq 2 ]
	grep -q '^2024,inbox/2024/blank.csv,2,.*,R13,SETASIDE,' \
		"$D/releases/current/findings.csv"
	grep -q 'inbox/2024/blank.csv-2-' "$D"/releases/current/queries/*.csv
	grep -q 'inbox/2024/list.csv-1-' "$D"/releases/current/queries/*.csv
}

# taken DAY: the units of 2024 that stand in the night of a day, and by which
# rules the records of old codes do not.
taken() {
	night "$1" >/dev/null
	sed -n 's/^2024,\([^,]*\),.*/\1/p' \
		"$D/releases/current/communities.csv" | tr '\n' ' '
	grep 'inbox/2024/more.csv' "$D/releases/current/set-aside.csv" |
		sed 's/.*,\([KR][0-9][0-9]\),.*/\1/' | tr '\n' ' '
}

@test "ruling 34: a change after the day does not exist, a part is no whole" {
	cat >"$D/changes.csv" <<-'END'
	old_code;new_code;date;kind;note
	4210-93;4210-03;2024/8/1;renamed;
	4210-94;4210-04;2024-09-01;merged;
	4210-95;4210-01;2024-09-01;merged;
	END
	{
		head -n 1 "$D/inbox/2024/harbour.csv"
		for n in 3 4 5; do
			sed -n "2s/4210-01,Dock School/4210-9$n,/p" \
				"$D/inbox/2024/harbour.csv"
		done
	} >"$D/inbox/2024/more.csv"
	[ "$(taken 2024-07-31)" = '4210-01 4210-02 K12 K12 K12 ' ] ||
		die "$(taken 2024-07-31)"
	[ "$(taken 2024-08-31)" = '4210-01 4210-02 4210-03 K12 K12 ' ]
	[ "$(taken 2024-12-31)" = '4210-01 4210-02 4210-03 K21 K21 ' ]
	[ "$(column not-responded.csv community_code | grep -c 4210-04)" -ge 1 ]
	# a query only where the whole has not reported
	grep -q 'inbox/2024/more.csv-3-' "$D"/releases/current/queries/*.csv
	! grep -q 'inbox/2024/more.csv-4-' "$D"/releases/current/queries/*.csv
	grep -q '"path": "changes.csv"' "$D/releases/current/manifest.json"
	# a change that has not come makes no part again
	echo '4210-96;4210-06;2025-01-01;renamed;' >>"$D/changes.csv"
	expect_status 0 "$NIGHT" --data "$D" --as-of 2024-12-31 -v
	[[ $output != *'has changed'* ]]
}

@test "no register, no inbox, nothing in it: said so" {
	mv "$D/register.csv" "$D/r"
	expect_status 2 night
	expect_words 'there is no register'
	mv "$D/r" "$D/register.csv"
	rm -r "$D"/inbox/*
	expect_status 3 night
	expect_words 'no delivery of any wave'
}

@test "a night of more deliveries than a command line has room for" {
	local n
	rm "$D"/inbox/*/*
	for n in {1..150}; do
		{
			head -n 1 "$TINY/inbox/2023/north.csv"
			sed -n "$((n % 4 + 2))s/[a-z]*$/stove $n/p" \
				"$TINY/inbox/2023/north.csv"
		} >"$D/inbox/2023/$n.csv"
	done
	# of a little stack an eighth of a megabyte is for what a program is given
	(ulimit -Ss 512 && expect_status 0 night)
	[ "$(grep -c '"path": "inbox/' "$D/releases/current/manifest.json")" -eq 150 ]
}
