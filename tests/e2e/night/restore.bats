#!/usr/bin/env bats
# The README's backup, and back: its own commands, after which a night publishes
# the very release that was published, whatever the copy has lost.

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data BACK=$BATS_TEST_TMPDIR/restored
	mkdir "$BATS_TEST_TMPDIR/backup"
	tiny_data "$D"
	cd "$BATS_TEST_TMPDIR" || return
	night 2024-06-29
	printf '%s\n' src,date,who,why inbox/2024/none.csv,2024-06-30,X,Y \
		>"$D/withdrawn.csv"
	"$ROOT/pipelines/annual" -q --data "$D" --year 2024
	night 2024-06-30
	NAME=$(readlink "$D/releases/current")
}

night() {
	"$ROOT/pipelines/nightly" -q --data "$D" --as-of "$1" --quiet-period 0
}

# commands N: those of the N-th block of the section, here and as this user
commands() {
	sed -n '/^### A backup, and back/,/^## /p' "$ROOT/README.md" |
		block="$1" awk '/^```/ { k++; next }
			k == 2 * ENVIRON["block"] - 1' |
		sed "s|/srv/green|$BACK|g; s|/backup|$BATS_TEST_TMPDIR/backup|g
			s|green:|$(id -un):|; s|^pipelines|$ROOT/pipelines|
			s|2022-11-15|2024-06-30|"
}

back_up() {
	local line
	line=$(commands 1)
	[ -n "$line" ] || die "the README has no command"
	# what it takes is where the data are, what comes back elsewhere
	bash -c "${line//"$BACK"/"$D"}"
}

# restore [COMMANDS]: as the README has it, or its last four lines after other
# COMMANDS; then all is as it was
restore() {
	local file
	if [ -n "${1-}" ]; then
		bash -ec "$1"
		commands 2 | tail -n 4 >after
	else
		commands 2 >after
	fi
	[ "$(wc -l <after)" -ge 4 ]
	bash -e after >said 2>stderr || die "$(cat after said stderr)"
	[ "$(tail -n 1 said | cut -f1-3)" = $'#end\tgreen-verify\t0' ] ||
		die "$(cat said)"
	[ "$(readlink "$BACK/releases/current")" = "$NAME" ] ||
		die "$(ls -l "$BACK/releases")" "$(cat stderr)"
	diff -r "$D/releases/$NAME" "$BACK/releases/$NAME"
	for file in register.csv withdrawn.csv inbox; do
		diff -r "$D/$file" "$BACK/$file"
	done
	[ -z "$(find "$BACK" -name '.new*' -o -name '.work*' \
		-o -name '*.partial')" ]
}

@test "by tar, as the README has it" {
	back_up
	restore
	[ ! -s stderr ] || die "$(cat stderr)"
	grep -q "nothing has changed since releases/$NAME" said
	[ "$(readlink "$BACK/releases/annual-2024")" = \
		"$(readlink "$D/releases/annual-2024")" ]
	diff -r "$D/annual" "$BACK/annual"
	# and goes on from there as if nothing had been
	D2=$D D=$BACK night 2024-07-01
	night 2024-07-01
	diff -r "$D/releases/current" "$BACK/releases/current"
}

@test "by a copy that knew no links, no modes and no times" {
	# what cp makes of links, and of modes that a share gives to all
	restore "cp -rL '$D' '$BACK'; rm -rf '$BACK/.cache'
		chmod -R 777 '$BACK'; find '$BACK' -exec touch {} +"
	grep -q "releases/current: was no link, and is kept as" stderr
	[ -d "$BACK/releases/current.damaged-1" ]
	[ "$(stat -c %a "$BACK/releases" "$BACK/.cache")" = $'755\n700' ]
	[ ! -d "$BACK/outbox" ] || [ "$(stat -c %a "$BACK/outbox")" = 700 ]
	"$ROOT/pipelines/annual" -q --data "$BACK" --year 2024
	[ -L "$BACK/releases/annual-2024" ]
	rm -rf "$BACK"
	# with its cache, and nothing that anybody but its owner may read
	restore "umask 077; cp -r '$D' '$BACK'; chmod -R a-w '$BACK'"
}

@test "taken while a night runs, at whatever moment" {
	local n=0 first=$NAME
	# the night that publishes it stands still now and then
	rm -rf "$D/releases" "$D/.cache"
	night 2024-06-29
	"$ROOT/pipelines/nightly" -q --data "$D" --as-of 2024-06-30 \
		--quiet-period 0 3>&- &
	while kill -0 $! 2>/dev/null && [ $n -lt 40 ]; do
		n=$((n + 1))
		tar -czf "backup/$n.tar.gz" --exclude=./.cache -C "$D" . \
			2>/dev/null || true
	done
	wait $!
	[ "$(readlink "$D/releases/current")" = "$first" ]
	[ $n -gt 2 ]
	for taken in backup/*.tar.gz; do
		mv "$taken" backup/green.tar.gz
		rm -rf "$BACK"
		restore
	done
	# with what a night leaves that was killed
	mkdir -p "$D/.work.1" "$D/releases/.new.1"
	touch "$D/.work.1/x.partial" "$D/releases/.new.1/cities.csv"
	rm -rf "$BACK"
	back_up
	restore
}

@test "of a release that the copy has in part, or a link without one" {
	back_up
	mkdir "$BACK"
	tar -xzf backup/green.tar.gz -C "$BACK"
	rm "$BACK/releases/$NAME/cities.csv" "$BACK/releases/$NAME/SHA256SUMS"
	tar -czf backup/green.tar.gz -C "$BACK" .
	rm -rf "$BACK"
	restore
	grep -q "is not what was published: made again" said
	rm -rf "$BACK/releases/$NAME"
	tar -czf backup/green.tar.gz -C "$BACK" .
	rm -rf "$BACK"
	restore
}
