#!/usr/bin/env bats
# pipelines/nightly under faults: a clear error, the old release intact.

load ../lib/helpers

NIGHT=$ROOT/pipelines/nightly

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
}

teardown() {
	! mountpoint -q "$D" || umount "$D"
}

night() {
	"$NIGHT" --data "$D" --as-of "${1:-2024-12-31}" --jobs 2
}

# A program of the suite that first does something: instead NAME WORDS.
instead() {
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/bash\n%s\nexec %s "$@"\n' "$2" "$B/bin/$1" \
	    >"$BATS_TEST_TMPDIR/bin/$1"
	chmod +x "$BATS_TEST_TMPDIR/bin/$1"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# The same where green-chain is to run the night's lines of that name.
at_lines() {
	instead green-chain "case \$* in */$1) $2 ;; esac"
}

expect_old() {
	[ "$(readlink "$D/releases/current")" = "$good" ]
	(cd "$D/releases/current/" && jq -r \
	    '.outputs[] | "\(.sha256)  \(.path)"' manifest.json |
	    sha256sum --check --quiet --strict)
	[ -z "$(find "$D" -name '.work*' -o -name '.new*')" ]
}

@test "a delivery that vanishes while it is read" {
	night
	good=$(readlink "$D/releases/current")
	echo >>"$D/register.csv"
	at_lines parts "rm -f inbox/2023/south.csv"
	expect_status 3 night
	expect_words 'still published'
	expect_old
}

@test "a delivery that grows while it is read" {
	night
	good=$(readlink "$D/releases/current")
	echo >>"$D/register.csv"
	at_lines parts "echo x >>inbox/2023/north.csv"
	expect_status 3 night
	expect_words 'was changed while it was read'
	expect_old
}

@test "a program that fails is named with what it said" {
	night
	good=$(readlink "$D/releases/current")
	echo >>"$D/register.csv"
	at_lines waves "echo 'green-score: no luck' >&2; exit 4"
	expect_status 4 night
	expect_words 'the chain failed'
	expect_words 'green-score: no luck'
	expect_old
}

@test "a program that is killed" {
	night
	good=$(readlink "$D/releases/current")
	echo >>"$D/register.csv"
	at_lines waves 'kill -9 $$'
	expect_status 4 night
	expect_words 'the chain failed'
	expect_old
}

@test "the part of a program that failed is not kept" {
	# the first of several deliveries: those after it do not hide it
	at_lines parts "sed -i '/north/s,--register=[^\t]*,--register=none,' \
	    .work.*/parts"
	expect_status 2 "$NIGHT" --data "$D" --as-of 2024-12-31 --jobs 1
	expect_words 'a delivery could not be read'
	expect_words 'green-match: none'
	expect_words 'green-chain: .work.*/parts:1: this task ended with the'
	[ ! -e "$D/releases/current" ]
	[ -z "$(ls "$D/.cache")" ]
	PATH=${PATH#*:}
	night
	[ "$(find "$D/.cache" -name matched.tsv | wc -l)" = \
	    "$(find "$D/inbox" -name '*.csv' | wc -l)" ]
}

@test "a record lost between two stages is found by the audit" {
	night
	good=$(readlink "$D/releases/current")
	echo >>"$D/register.csv"
	at_lines waves "part=\$(grep -o '[^	]*/matched.tsv' .work.*/waves |
		head -n 1)
	    sed '\$d' \$part | sed '\$d' | $(command -v end-stream) \
		green-match >.work.cut && mv .work.cut \$part"
	expect_status 3 night
	expect_words 'audit failed'
	expect_words 'green-dedup: it read'
	expect_old
}

# A disk of the test's own where one may be mounted.
own_disk() {
	mount -t tmpfs -o "size=$1" none "$D" 2>/dev/null && tiny_data "$D"
}

@test "a full disk: an error, and the old release" {
	night
	good=$(readlink "$D/releases/current")
	echo >>"$D/register.csv"
	local room
	for room in 1 5000 20000 50000; do
		head -c 64 /dev/zero >"$BATS_TEST_TMPDIR/count"
		GREEN_FAULT_COUNT=$BATS_TEST_TMPDIR/count \
			expect_status 4 with_fault disk=$room night
		expect_words "nightly: $D: No space left on device"
		[[ $stderr != *'not usable'* && $stderr != *'cannot be read'* ]] ||
			die "$stderr"
		expect_old
	done
	expect_status 0 night
	if own_disk 4m; then
		night
		good=$(readlink "$D/releases/current")
		echo >>"$D/register.csv"
		head -c 10m /dev/zero >"$D/ballast" 2>/dev/null || true
		expect_status 4 night
		expect_words 'No space left'
		rm "$D/ballast"
		expect_old
		expect_status 0 night
	fi
}

@test "a folder that cannot be written" {
	as_nobody "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--standard "$GREEN_STANDARD"
	good=$(readlink "$D/releases/current")
	chmod a-w "$D" "$D/releases"
	expect_status 4 as_nobody "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--standard "$GREEN_STANDARD"
	expect_words 'cannot be written'
	expect_old
	chmod u+w "$D" "$D/releases"
	if own_disk 4m; then
		night
		good=$(readlink "$D/releases/current")
		mount -o remount,ro "$D"
		expect_status 4 night
		expect_words 'cannot be written'
		expect_old
		mount -o remount,rw "$D"
	fi
}

# unlocked ERROR: a night whose lock fails so
unlocked() {
	strace -f -qq -o /dev/null -e trace=flock -e "inject=flock:error=$1" \
		"$NIGHT" --data "$D" --as-of 2024-12-31
}

@test "a lock that fails is a failure, only one that is held is not" {
	night
	good=$(readlink "$D/releases/current")
	for why in ENOLCK:'No locks available' EIO:'Input/output error' \
	    EBADF:'Bad file descriptor'; do
		expect_status 4 unlocked "${why%%:*}"
		expect_words "green-lock: $D/.lock: cannot be locked: ${why#*:}"
	done
	expect_status 75 unlocked EAGAIN
	expect_words '^nightly: [^:]*: another night is at work$'
	# interrupted, it is asked again
	expect_status 0 strace -f -qq -o /dev/null -e trace=flock \
		-e inject=flock:error=EINTR:when=1..3 \
		"$NIGHT" --data "$D" --as-of 2024-12-31
	exec 9>"$D/.lock"
	flock 9
	expect_status 75 night
	exec 9>&-
	expect_status 0 night
	expect_old
}

@test "a lock is no link, pipe or folder, and nothing waits for it" {
	night
	good=$(readlink "$D/releases/current")
	echo keep >"$BATS_TEST_TMPDIR/elsewhere"
	for what in "ln -s nowhere" "ln -s $BATS_TEST_TMPDIR/elsewhere" \
	    mkfifo mkdir; do
		rm -rf "$D/.lock"
		$what "$D/.lock"
		expect_status 4 timeout 60 "$NIGHT" --data "$D" \
			--as-of 2024-12-31
		expect_words 'cannot be locked'
		[ ! -e "$D/nowhere" ]
		expect_status 4 timeout 60 "$ROOT/pipelines/annual" \
			--data "$D" --year 2024 --out "$D"
		expect_words 'cannot be locked'
	done
	[ "$(cat "$BATS_TEST_TMPDIR/elsewhere")" = keep ]
	rm -rf "$D/.lock"
	as_nobody true
	# one that somebody else made, and that this one may only read
	install -m 444 /dev/null "$D/.lock"
	expect_status 0 as_nobody "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--standard "$GREEN_STANDARD"
	chmod 0 "$D/.lock"
	chown root "$D/.lock" || true
	expect_status 4 as_nobody "$NIGHT" --data "$D" --as-of 2024-12-31 \
		--standard "$GREEN_STANDARD"
	expect_words 'cannot be locked: Permission denied'
	expect_old
}

# Every tool that changes files notes its call in $calls, and at call $AT the
# worst happens, as $HOW says: the tool fails, is killed, does half its work, or
# the whole night is killed just before or after it.
frail() {
	calls=$BATS_TEST_TMPDIR/calls
	# a file that is there at any moment, in what is published
	WATCHED=$D/releases/current/cities.csv
	export calls AT=0 HOW='' WATCHED
	mkdir "$BATS_TEST_TMPDIR/frail"
	local tool
	for tool in mv ln sync rm cp; do
		cat >"$BATS_TEST_TMPDIR/frail/$tool" <<-END
			#!/bin/bash
			echo "$tool \$*" >>"\$calls"
			[ -s "\$WATCHED" ] || echo "before: $tool \$*" >>"\$calls.gone"
			end_night() { kill -9 \$(cat "\$calls.night") \$\$; }
			if [ "\$(wc -l <"\$calls")" = "\$AT" ]; then
				case \$HOW in
				fails) exit 1 ;;
				killed) kill -9 \$\$ ;;
				half) $(command -v $tool) "\${@:1:\$#-1}"; exit 1 ;;
				before) end_night ;;
				after) $(command -v $tool) "\$@"; end_night ;;
				esac
			fi
			exec $(command -v $tool) "\$@"
		END
		chmod +x "$BATS_TEST_TMPDIR/frail/$tool"
	done
}

frail_night() {
	: >"$calls"
	PATH=$BATS_TEST_TMPDIR/frail:$PATH setsid bash -c \
	    'echo $$ >"$calls.night"; exec "$@"' - "$NIGHT" --data "$D" \
	    --as-of 2024-12-31 --jobs 2 --keep 2 >/dev/null 2>&1
}

@test "every step of publishing may fail or be the last" {
	frail
	# three releases, so that one is forgotten at each night
	for _ in 1 2 3; do
		echo >>"$D/register.csv"
		night
	done
	echo >>"$D/register.csv"
	frail_night
	first=$(grep -n 'manifest.json$' "$calls" | cut -d: -f1)
	last=$(wc -l <"$calls")
	((last - first > 8)) || die "few steps of publishing:" "$(cat "$calls")"
	sweep 16 < <(for at in $(seq "$first" "$last"); do
		printf "$at %s\n" fails killed half before after
	done)
	for case in "${cases[@]}"; do
		echo >>"$D/register.csv"
		good=$(readlink "$D/releases/current")
		AT=${case% *} HOW=${case#* } frail_night || true
		(cd "$D/releases/current/" && jq -r \
		    '.outputs[] | "\(.sha256)  \(.path)"' manifest.json |
		    sha256sum --check --quiet --strict) ||
			die "$case" "$(cat "$calls")"
		expect_status 0 night
		[ "$(readlink "$D/releases/current")" != "$good" ] ||
			die "$case: nothing new is published"
		[ -z "$(find "$D" -name '.work*' -o -name '.new*' \
		    -o -name '.current*')" ] || die "$case: debris"
	done
	[ ! -e "$calls.gone" ] || die "$(cat "$calls.gone")"
}

# damage RELEASE: a file of it that is not the watched one
damage() {
	: >"$D/releases/$1/communities.csv"
}

@test "what is published leads to a release while a damaged one is replaced" {
	frail
	night
	good=$(readlink "$D/releases/current")
	ln -s "$good" "$D/releases/annual-2024"
	cp -R "$D/releases/$good" "$BATS_TEST_TMPDIR/good"
	damage "$good"
	frail_night
	first=$(grep -n 'manifest.json$' "$calls" | cut -d: -f1)
	last=$(wc -l <"$calls")
	((last - first > 8)) || die "few steps:" "$(cat "$calls")"
	[ ! -e "$calls.gone" ] || die "$(cat "$calls.gone")"
	diff -r "$D/releases/current/" "$BATS_TEST_TMPDIR/good"
	sweep 16 < <(for at in $(seq "$first" "$last"); do
		printf "$at %s\n" fails killed half before after
	done)
	for case in "${cases[@]}"; do
		rm -rf "$D"/releases/*.damaged-*
		damage "$good"
		AT=${case% *} HOW=${case#* } frail_night || true
		[ -s "$WATCHED" ] && [ -s "$D/releases/annual-2024/cities.csv" ] ||
			die "$case: nothing is published" "$(cat "$calls")"
		expect_status 0 night
		[ "$(readlink "$D/releases/current")" = "$good" ] || die "$case"
		[ "$(readlink "$D/releases/annual-2024")" = "$good" ] ||
			die "$case: annual-2024"
		diff -r "$D/releases/current/" "$BATS_TEST_TMPDIR/good" ||
			die "$case"
		[ "$(cat "$D"/releases/*.damaged-1/communities.csv)" = '' ] ||
			die "$case: what was damaged is lost"
		[ -z "$(find "$D" -name '.work*' -o -name '.new*' \
		    -o -name '.current*' -o -path '*/releases/.whole*')" ] ||
			die "$case: debris"
	done
	[ ! -e "$calls.gone" ] || die "$(cat "$calls.gone")"
}
