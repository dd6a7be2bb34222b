#!/usr/bin/env bats
# What lies in the data folder may be lost, cut, changed, or be another thing:
# the next night publishes what the deliveries give, or says plainly why not.

load ../lib/helpers

# Three waves of 60 communities; a release of them, one of what they are after
# a change, and the folder as it is between.
setup_file() {
	local d=$BATS_FILE_TMPDIR/data
	awk -F, 'NR == 1 || $5 == "230402" || $5 == "230403" ||
		$5 == "232701" || $5 == "230407" || $5 == "232763" ||
		$5 == "230722" || $5 == "230304"' \
		"$ROOT/sample-data/register.csv" >"$d.units"
	[ "$(wc -l <"$d.units")" -eq 61 ]
	green-synth --register "$d.units" --out "$d" --seed 7 --mess light
	night "$d"
	cp -a "$d" "$BATS_FILE_TMPDIR/good"
	change "$d"
	night "$d"
	cp -RL "$d/releases/current" "$BATS_FILE_TMPDIR/changed"
	rm -r "$d"
}

night() {
	timeout 120 "$ROOT/pipelines/nightly" --data "$1" --as-of 2022-11-15 \
		--quiet-period 0
}

# Something that no part depends on, but the release does: all parts are used.
change() {
	echo '2022-11-01,' >"$1/filings.csv"
}

# damage HOW PATH: a file, a link or a folder becomes what it should not be
damage() {
	local how=$1 path=$2 elsewhere=$BATS_TEST_TMPDIR/elsewhere
	rm -rf "$elsewhere"
	case $how in
	emptied) if [ -d "$path" ]; then rm -rf "${path:?}"/*; else : >"$path"; fi ;;
	cut) truncate -s "$(($(stat -c %s "$path") / 2))" "$path" ;;
	flipped)
		python3 - "$path" <<-'END'
			import sys
			with open(sys.argv[1], "r+b") as f:
			    bytes_ = bytearray(f.read())
			    bytes_[len(bytes_) // 2] ^= 4
			    f.seek(0)
			    f.write(bytes_)
		END
		;;
	gone) rm -rf "$path" ;;
	link) mv "$path" "$elsewhere" && ln -s "$elsewhere" "$path" ;;
	folder) rm -rf "$path" && mkdir "$path" ;;
	pipe) rm -rf "$path" && mkfifo "$path" ;;
	esac
}

# What may be done to a thing of this kind that is not done already.
all_damages() {
	local kind size path
	(cd "$BATS_FILE_TMPDIR/good" && find . -path ./inbox -prune -o \
		-mindepth 1 -printf '%y\t%s\t%P\n') |
		grep -vE $'\t(inbox|register.csv|changes.csv|truth.*|filings.csv)(/|$)' |
		sort -t $'\t' -k 3 |
		while IFS=$'\t' read -r kind size path; do
			case $kind in
			d) printf "%s $path\n" emptied gone link pipe ;;
			l) printf "%s $path\n" gone folder pipe ;;
			f)
				printf "%s $path\n" gone link folder pipe
				[ "$size" -eq 0 ] ||
					printf "%s $path\n" emptied flipped
				[ "$size" -lt 2 ] || printf "cut $path\n"
				;;
			esac
		done
}

# What we do not go through is said; all else is made again.
is_refused() {
	case $1 in
	'link releases' | 'link .cache') said='is a link, and is not followed' ;;
	'link outbox' | 'pipe outbox') said='is no folder' ;;
	'link .lock' | 'pipe .lock' | 'folder .lock') said='cannot be locked' ;;
	*) return 1 ;;
	esac
}

# what_lies FOLDER: all of it, with the bytes
what_lies() {
	[ ! -e "$1" ] || (cd "$(dirname "$1")" && find "$(basename "$1")" \
		-printf '%y %p\n' -type f -exec sha256sum {} + | sort)
}

@test "every file that a night made, damaged in every way" {
	local case how path d=$BATS_TEST_TMPDIR/data want said before
	sweep 14 < <(all_damages)
	for case in "${cases[@]}"; do
		how=${case%% *} path=${case#* }
		rm -rf "$d"
		cp -a "$BATS_FILE_TMPDIR/good" "$d"
		damage "$how" "$d/$path"
		before=$(what_lies "$BATS_TEST_TMPDIR/elsewhere")
		want=$BATS_FILE_TMPDIR/good/releases/current/
		if [[ $path != releases* ]]; then
			change "$d"
			want=$BATS_FILE_TMPDIR/changed/
		fi
		if is_refused "$case"; then
			expect_status 4 night "$d" || die "$case"
			expect_words "$said"
			rm -rf "${d:?}/$path"
		fi
		expect_status 0 night "$d" || die "$case"
		[ -L "$d/releases/current" ] || die "$case: no link"
		diff -r "$want" "$d/releases/current/" || die "$case"
		green-verify "$d/releases/current" >"$BATS_TEST_TMPDIR/said" ||
			die "$case" "$(cat "$BATS_TEST_TMPDIR/said")"
		[ "$(what_lies "$BATS_TEST_TMPDIR/elsewhere")" = "$before" ] ||
			die "$case: what a link led to was changed"
		expect_status 0 night "$d"
		[[ $output = *'nothing has changed'* ]] || die "$case" "$output"
		[ -z "$(find "$d" -name '.work*' -o -name '.new*' \
			-o -name '.parts*')" ] || die "$case: debris"
	done
	echo "# ${#cases[@]} damages" >&3
}

@test "a part that is damaged is said, and made again once" {
	local d=$BATS_TEST_TMPDIR/data
	cp -a "$BATS_FILE_TMPDIR/good" "$d"
	change "$d"
	: >"$(find "$d/.cache" -name matched.tsv | sort | head -n 1)"
	expect_status 0 night "$d"
	[ "$(grep -cE '^nightly: inbox/[^ ]*: what was kept of it is damaged: it was read again$' \
		<<<"$output")" -eq 1 ]
	diff -r "$BATS_FILE_TMPDIR/changed/" "$d/releases/current/"
	# all others are those that were there
	find "$d/.cache" -name matched.tsv -printf '%i %T@\n' | sort >"$d/now"
	find "$BATS_FILE_TMPDIR/good/.cache" -name matched.tsv -printf '%T@\n' |
		sort >"$d/then"
	[ "$(cut -d' ' -f2 "$d/now" | sort | comm -23 - "$d/then" |
		wc -l)" -eq 1 ]
}

@test "a disk that does not take what is kept: nothing of it counts" {
	local d=$BATS_TEST_TMPDIR/data
	cp -a "$BATS_FILE_TMPDIR/good" "$d"
	rm -rf "$d/.cache"
	echo >>"$d/register.csv"
	expect_status 4 strace -f -qq -o "$BATS_TEST_TMPDIR/trace" \
		-e trace=syncfs -e inject=syncfs:error=EIO \
		"$ROOT/pipelines/nightly" --data "$d" --as-of 2022-11-15
	expect_words 'cannot be written to the disk: Input/output error'
	[ -z "$(find "$d/.cache" -name matched.tsv)" ]
	expect_status 0 night "$d"
}

@test "a cache on another disk is named, and no link" {
	local d=$BATS_TEST_TMPDIR/data cache=$BATS_TEST_TMPDIR/'a cache'
	cp -a "$BATS_FILE_TMPDIR/good" "$d"
	mv "$d/.cache" "$cache"
	ln -s "$cache" "$d/.cache"
	expect_status 4 night "$d"
	expect_words '.cache: is a link, and is not followed'
	rm "$d/.cache"
	mount -t tmpfs none "$cache" 2>/dev/null || true
	change "$d"
	for _ in 1 2; do
		expect_status 0 "$ROOT/pipelines/nightly" --data "$d" \
			--as-of 2022-11-15 --cache "$cache"
	done
	[[ $output = *'nothing has changed'* ]]
	[ ! -e "$d/.cache" ]
	[ -n "$(find "$cache" -name matched.tsv)" ]
	diff -r "$BATS_FILE_TMPDIR/changed/" "$d/releases/current/"
	! mountpoint -q "$cache" || umount "$cache"
	expect_status 2 "$ROOT/pipelines/nightly" --data "$d" \
		--cache "$BATS_TEST_TMPDIR/nowhere"
}

# The table of the README, line by line: kind, mode and group of a thing.
@test "modes and groups in the data folder are those of the README" {
	local d=$BATS_TEST_TMPDIR/data path mode
	cp -a "$BATS_FILE_TMPDIR/good" "$d"
	rm -rf "$d"/.[a-z]* "$d/releases" "$d/heartbeat" "$d/outbox"
	# a group of its own, that what is made there has
	chgrp 12345 "$d" 2>/dev/null && chmod g+s "$d" || true
	group=$(stat -c %g "$d")
	(umask 077 && night "$d")
	# for a notice of correction
	printf '%s\n' src,date,who,why "$(cd "$d" && printf '%s\n' inbox/2022/* |
		sed -n 1p),2022-01-01,X,Y" >"$d/withdrawn.csv"
	(umask 077 && night "$d")
	"$ROOT/pipelines/annual" -q --data "$d" --year 2021
	cp -R "$GREEN_STANDARD" "$d.new"
	sed -i 's/^\(attained_target_pct,,,,\)60,/\150,/' "$d.new/parameters.csv"
	"$ROOT/pipelines/memo" -q --data "$d" --standard "$d.new"
	sed -n '/^| in the data folder/,/^$/p' "$ROOT/README.md" |
		sed '1,2d; /^$/d' >"$d.table"
	[ "$(wc -l <"$d.table")" -ge 8 ]
	while IFS='|' read -r _ path mode _; do
		path=${path//[ \`]/} path=${path#DATA/} mode=${mode//[ \`]/}
		found=0
		for thing in "$d"/$path; do
			[ -e "$thing" ] || continue
			found=1
			[ "$(stat -L -c '%#a %g' "$thing" | sed 's/^02/0/')" = \
				"$mode $group" ] ||
				die "$thing: $(stat -L -c '%#a %g' "$thing")"
		done
		[ "$found" = 1 ] || die "no $path"
	done <"$d.table"
}
