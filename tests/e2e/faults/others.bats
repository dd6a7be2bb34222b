#!/usr/bin/env bats
# Others at the data folder during a night: somebody who reads what is published,
# and a night of another host, which the lock does not reach.

load ../lib/helpers

NIGHT=$ROOT/pipelines/nightly

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
	night
}

night() {
	"$NIGHT" -q --data "$D" --as-of "${1:-2024-12-31}" --jobs 2 \
		--quiet-period 0 --keep 1
}

@test "who has opened a release reads it to its end, though it is forgotten" {
	local old=$D/releases/current/ name file fd sums got
	name=$(readlink "$D/releases/current")
	sums=$(cd "$old" && find . -type f | sort | xargs sha256sum)
	# every file of it, and its folder
	declare -A fds=()
	while read -r file; do
		exec {fd}<"$old/$file"
		fds[$file]=$fd
	done < <(cd "$old" && find . -type f | sort)
	[ "${#fds[@]}" -gt 15 ]
	cd "$old"
	for _ in 1 2 3; do
		read_again "$D"
		night
	done
	[ ! -e "$D/releases/$name" ]
	got=$(for file in "${!fds[@]}"; do
		sha256sum <&"${fds[$file]}" | sed "s,-\$,$file,"
	done | sort -k 2)
	[ "$got" = "$sums" ] || die "$got" "$sums"
	# of what he has not opened nothing is there in part
	[ -z "$(ls -A .)" ]
	for fd in "${fds[@]}"; do
		exec {fd}<&-
	done
}

@test "who reads again and again finds whole files of one of two releases" {
	local pid file name wrong=$BATS_TEST_TMPDIR/wrong seen=0
	touch "$BATS_TEST_TMPDIR/reading"
	# what SHA256SUMS of a folder says of it, while he is in that folder
	while [ -e "$BATS_TEST_TMPDIR/reading" ]; do
		(set +e
			cd "$D/releases/current/" || echo "no release" >>"$wrong"
			sha256sum -c --quiet --ignore-missing SHA256SUMS 2>&1 |
			grep 'FAILED$' >>"$wrong"
			true) || true
		echo
	done >"$BATS_TEST_TMPDIR/turns" 2>/dev/null &
	pid=$!
	for _ in 1 2 3; do
		read_again "$D"
		night
	done
	rm "$BATS_TEST_TMPDIR/reading"
	wait "$pid"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/turns")" -gt 20 ]
	[ ! -s "$wrong" ] || die "$(sort "$wrong" | uniq -c)"
}

# At this moment of a night another one goes from its beginning to its end, as
# that of a host which has another lock: instead PROGRAM:LINES COMMAND
instead() {
	local name=${1%:*} lines=${1#*:}
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/$name" <<-END
		#!/bin/bash
		case \$* in
		*${lines#"$name"}*) $2 ;;
		esac
		exec $(command -v "$name") "\$@"
	END
	chmod +x "$BATS_TEST_TMPDIR/bin/$name"
}

@test "a night of another host, by another lock: a release of one of the two" {
	local at mine theirs case other status
	sweep 4 < <(for at in green-inbox green-chain:/tables-of-the-day \
		green-chain:/parts green-chain:/waves green-audit \
		green-chain:/tables green-manifest mv:manifest.json sync:manifest \
		mv:.new sync:releases ln mv:.current mv:heartbeat; do
		printf '%s\n' "$at 2024-12-31" "$at 2024-12-30"
	done)
	other=$BATS_TEST_TMPDIR/other
	cat >"$other" <<-END
		#!/bin/bash
		[ ! -e "$other.done" ] || exit 0
		touch "$other.done"
		rm -f "$D/.lock"
		PATH=$PATH exec "$NIGHT" -q --data "$D" --as-of "\$1" --jobs 1 \
			--quiet-period 0 --keep 2
	END
	chmod +x "$other"
	for case in "${cases[@]}"; do
		at=${case% *}
		rm -rf "$D" "$other.done" "$BATS_TEST_TMPDIR/bin"
		tiny_data "$D"
		night
		read_again "$D"
		instead "$at" "$other ${case#* } >$other.said 2>&1; echo \$? >$other.status"
		status=0
		PATH=$BATS_TEST_TMPDIR/bin:$PATH night 2>"$other.mine" || status=$?
		[ -e "$other.done" ] || die "$case: there was no other"
		[ "$(cat "$other.status")" -eq 0 ] || die "$case: the other:" \
			"$(cat "$other.said")"
		# what it took away is missed, and said
		[[ $status =~ ^[034]$ ]] || die "$case: $status"
		[ $status -eq 0 ] || [ -s "$other.mine" ] || die "$case: no word"
		green-verify "$D/releases/current" >/dev/null || die "$case"
		for mine in "$D"/releases/2*; do
			green-verify "$mine" >/dev/null || die "$case: $mine"
		done
		expect_status 0 night || die "$case: the next night"
		[[ $(readlink "$D/releases/current") = 2024-12-31-* ]] ||
			die "$case: $(readlink "$D/releases/current")"
		green-verify "$D/releases/current" >/dev/null || die "$case"
		[ -z "$(find "$D" -name '.work*' -o -name '.new*' -o \
			-name '.parts*')" ] || die "$case: debris"
		echo "$status" >>"$other.ended"
	done
	echo "# the night that was overtaken ended with:" \
		"$(sort "$other.ended" | uniq -c | paste -sd,)" >&3
}
