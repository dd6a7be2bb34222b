#!/usr/bin/env bats
# Disks that are small, without inodes, or read-only from one moment on, and a
# data folder that goes away: the old release stays, and is said to.
# shellcheck disable=SC2154  # stderr is set by expect_status

load ../lib/helpers

NIGHT=$ROOT/pipelines/nightly

setup() {
	export GREEN_STANDARD=$TINY/standard NIGHT
	export D=$BATS_TEST_TMPDIR/data
	mkdir "$D"
}

night() {
	"$NIGHT" -q --data "$D" --as-of 2024-12-31 --jobs 2 --quiet-period 0
}

# mounts FUNCTION: in a namespace of its own, so that whatever it mounts is gone
# with it.  Who is not root can mount nothing.
mounts() {
	if [ "$(id -u)" -ne 0 ] || ! unshare --mount true 2>/dev/null; then
		echo "# not tried: nothing can be mounted here" >&3
		return 0
	fi
	unshare --mount --propagation private bash -c \
		"$(declare -f); set -eE; $1" 3>&3
}

# The program NAME of the night first does WORDS, where it runs the lines of
# that name, if it is green-chain.
instead() {
	local name=${1%:*} lines=${1#*:}
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/bash\ncase $* in\n*%s*) %s ;;\nesac\nexec %s "$@"\n' \
		"${lines#"$name"}" "$2" "$(PATH=${PATH#"$BATS_TEST_TMPDIR/bin:"} \
			command -v "$name")" >"$BATS_TEST_TMPDIR/bin/$name"
	chmod +x "$BATS_TEST_TMPDIR/bin/$name"
	PATH=$BATS_TEST_TMPDIR/bin:${PATH#"$BATS_TEST_TMPDIR/bin:"}
	export PATH
}

# begin_with_release: all deliveries are other ones since it was made
begin_with_release() {
	tiny_data "$D"
	night
	good=$(readlink "$D/releases/current")
	read_again "$D"
}

# has_old [WORDS]: after a night that failed nothing is else than before
has_old() {
	[ "$(readlink "$D/releases/current")" = "$good" ] || die "$1: published"
	green-verify -q "$D/releases/current" >/dev/null || die "$1: damaged"
	[ -z "$(find "$D" -name '.work*' -o -name '.new*' -o -name '.parts*')" ] ||
		die "$1: debris" "$(find "$D" -name '.*')"
}

publishes_next() {
	expect_status 0 night || die "$1: the next night"
	[ "$(readlink "$D/releases/current")" != "$good" ] || die "$1: old"
	green-verify -q "$D/releases/current" >/dev/null || die "$1: damaged"
}

# scarce: a disk has so much of $what more than the old release takes, from
# nothing up to as much as a night needs
scarce() {
	local more used
	for more in $amounts; do
		mount -t tmpfs none "$D"
		begin_with_release
		used=$(df --output="$taken" -k "$D" | tail -n 1)
		mount -o "remount,$what=$((used + more))$unit" "$D"
		if night 2>"$BATS_TEST_TMPDIR/stderr"; then
			echo enough
		else
			[ $? -eq 4 ] || die "$more: $?" "$stderr"
			stderr=$(cat "$BATS_TEST_TMPDIR/stderr")
			expect_words "nightly: $D: No space left on device" ||
				die "$more"
			has_old "$more"
			mount -o "remount,$what=0" "$D"
			publishes_next "$more"
			echo short
		fi >>"$BATS_TEST_TMPDIR/ended"
		umount "$D"
	done
}

# How many of the cases were too small, and how many not.
tell_tried() {
	[ ! -e "$BATS_TEST_TMPDIR/ended" ] ||
		echo "# $(sort "$BATS_TEST_TMPDIR/ended" | uniq -c | paste -sd' ')" >&3
	[ "$(id -u)" -ne 0 ] || [ "$(wc -l <"$BATS_TEST_TMPDIR/ended")" -eq \
		"${#cases[@]}" ]
}

small_disk() {
	what=size taken=used unit=k
	scarce
}

few_inodes() {
	what=nr_inodes taken=iused unit=''
	scarce
}

@test "a disk of any size: published, or the old release and what is wrong" {
	sweep 3 < <(seq 0 4 96 && seq 100 30 2000)
	export amounts="${cases[*]}"
	mounts small_disk
	tell_tried
}

@test "any number of inodes: the same" {
	sweep 3 < <(seq 0 150)
	export amounts="${cases[*]}"
	mounts few_inodes
	tell_tried
}

# read_only: at this moment the disk fails, and takes nothing any more
read_only() {
	local at image=$BATS_TEST_TMPDIR/disk
	for at in $moments; do
		truncate -s 0 "$image"
		truncate -s 16M "$image"
		mkfs.ext4 -q "$image"
		mount -o loop "$image" "$D"
		begin_with_release
		instead "$at" "mount -o remount,abort $D"
		expect_status 4 night || die "$at"
		expect_words 'Read-only file system' || die "$at"
		[ "$(readlink "$D/releases/current")" = "$good" ] || die "$at"
		green-verify -q "$D/releases/current" >/dev/null || die "$at"
		umount "$D"
		rm "$BATS_TEST_TMPDIR/bin/${at%:*}"
		e2fsck -fy "$image" >/dev/null || [ $? -le 2 ]
		mount -o loop "$image" "$D"
		publishes_next "$at"
		umount "$D"
	done
}

@test "a disk that fails in the middle of a night, and is read-only from then" {
	sweep 2 < <(printf '%s\n' green-inbox green-chain:/parts \
		green-chain:/waves green-audit green-chain:/tables \
		green-manifest mv:manifest.json sync:releases ln)
	export moments="${cases[*]}"
	mounts read_only
}

@test "a data folder that is removed in the middle of a night" {
	local at gone
	sweep 4 < <(for at in green-inbox green-chain:/parts green-chain:/waves \
		green-audit green-chain:/tables green-manifest mv:manifest.json \
		sync:releases; do
		printf '%s\n' "$at rm" "$at mv"
	done)
	for case in "${cases[@]}"; do
		at=${case% *} gone=$BATS_TEST_TMPDIR/gone
		rm -rf "$D" "$gone"
		mkdir "$D"
		begin_with_release
		# what has its name then is another's
		instead "$at" "[ -e '$gone' ] || { mv '$D' '$gone'; mkdir '$D'
			[ '${case#* }' = mv ] || rm -rf '$gone'/*; }"
		if night 2>"$BATS_TEST_TMPDIR/stderr"; then
			[ "${case#* }" = mv ] || die "$case: ends well"
		else
			[[ $? =~ ^[34]$ ]] || die "$case: $?"
			[ -s "$BATS_TEST_TMPDIR/stderr" ] || die "$case: no word"
		fi
		[ -z "$(ls -A "$D")" ] || die "$case:" "$(find "$D")"
		rm "$BATS_TEST_TMPDIR/bin/${at%:*}"
		[ "${case#* }" = mv ] || continue
		rmdir "$D"
		mv "$gone" "$D"
		green-verify -q "$D/releases/current" >/dev/null || die "$case: damaged"
		expect_status 0 night
	done
}
