#!/usr/bin/env bats
# --keep and --keep-bytes: which releases go, which never do, and what somebody
# has who reads one that goes.

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
	cd "$BATS_TEST_TMPDIR" || return
}

# night DAY [OPTION...]: of that day of December, each with other bytes
night() {
	"$ROOT/pipelines/nightly" --data "$D" --as-of "2024-12-$1" \
		--quiet-period 0 --jobs 2 "${@:2}"
	days+=("$(readlink "$D/releases/current")")
}

# left: the releases that are there, oldest first
left() {
	find "$D/releases" -mindepth 1 -maxdepth 1 -name '2*' -printf '%P\n' |
		sort
}

expect_left() {
	[ "$(left)" = "$(printf '%s\n' "$@" | sort)" ] || die "$(left)"
}

bytes() {
	du -sB1 "$@" | awk '{ n += $1 } END { print n }'
}

@test "the oldest go until the rest is no more than the bytes" {
	local days=() one limit
	for day in 01 02 03 04 05; do night $day -q; done
	one=$(bytes "$D/releases/${days[1]}")
	limit=$(($(bytes "$D/releases" "$D/.cache") - one))
	night 06 -q --keep-bytes "$limit"
	(($(bytes "$D/releases"/2* "$D/.cache") <= limit))
	# two came to be too many: that of the first day, and the next
	expect_left "${days[@]:2}"
	# in K, and with nothing that may go: that is said each night
	expect_status 0 night 07 --keep-bytes 1K
	expect_words 'data: all that is left is needed, and takes more than --keep-bytes: [0-9]+$'
	expect_left "$(readlink "$D/releases/current")" "${days[5]}"
	night 08 -q --keep-bytes 1G
	[ "$(left | wc -l)" -eq 3 ]
}

@test "what a link names, what was published last, and what is corrected never go" {
	local days=()
	night 01 -q
	night 02 -q --name annual-2024
	ln -s "${days[0]}" "$D/releases/for-the-ministry"
	# a wave that is over is corrected
	night 30 -q
	first=${days[2]}
	sed -i 's/^\(4110-03,.*\),60.5,/\1,60,/' "$D/inbox/2023/north.csv"
	night 31 -q
	[ -f "$D/releases/current/corrections/$first.csv" ]
	night 31 -q --as-of 2024-12-29
	night 31 -q --as-of 2024-12-31
	expect_status 0 night 31 --as-of 2024-12-28 --keep 1 --keep-bytes 1
	current=$(readlink "$D/releases/current")
	for name in "${days[0]}" "${days[3]}" "$current" \
	    "$(readlink "$D/releases/annual-2024")"; do
		[ -d "$D/releases/$name" ] || die "$name went" "$(left)"
	done
	for file in "$D"/releases/*/corrections/*.csv; do
		case $file in
		*/current/* | */annual-2024/* | */for-the-ministry/*)
			earlier=${file##*/}
			[ -d "$D/releases/${earlier%.csv}" ] || die "$file"
			;;
		esac
	done
	green-verify -q "$D/releases/current" >verified
	! grep unchecked verified
}

@test "what was put aside as damaged goes first" {
	local days=()
	night 01 -q
	night 02 -q
	: >"$D/releases/${days[1]}/cities.csv"
	night 02 -q
	[ -d "$D/releases/${days[1]}.damaged-1" ]
	night 03 -q --keep-bytes \
		$(($(bytes "$D"/releases/2* "$D/.cache") + 32768))
	expect_left "${days[0]}" "${days[1]}" "$(readlink "$D/releases/current")"
}

@test "a reader has what it has opened, and the release before the last whole" {
	local days=()
	night 01 -q
	cp -R "$D/releases/${days[0]}" first
	exec 8<"$D/releases/${days[0]}/records.tsv"
	read -r line <&8
	night 02 -q --keep-bytes 1
	# a program that was given `current` yesterday finds every file of it
	expect_status 0 green-verify -q "$D/releases/${days[0]}"
	(cd "$D/releases/${days[0]}" && sha256sum --check --quiet SHA256SUMS)
	green-diff "$D/releases/${days[0]}" "$D/releases/current" >differs
	night 03 -q --keep-bytes 1
	[ ! -e "$D/releases/${days[0]}" ]
	# and it is gone at a stroke, but for who has a file open
	expect_same <(echo "$line" && cat <&8) first/records.tsv
	exec 8<&-
	expect_left "${days[1]}" "${days[2]}"
}

@test "the bytes are a number, perhaps of K, M or G" {
	for wrong in 0 -1 x 1T 1.5G 1k '1 K'; do
		expect_status 2 "$ROOT/pipelines/nightly" --data "$D" \
			--keep-bytes "$wrong"
		[ ! -d "$D/releases" ]
	done
	mkdir units
	"$ROOT/scripts/install-jobs" --data "$D" --systemd --to units \
		--keep-bytes 20G >jobs
	grep -q -- "nightly.*--keep-bytes.*20G" units/*
	! grep -q -- "annual.*--keep-bytes" units/*
	expect_status 2 "$ROOT/scripts/install-jobs" --data "$D" --systemd \
		--to units --keep-bytes many
}
