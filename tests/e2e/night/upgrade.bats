#!/usr/bin/env bats
# A folder of data that version 0.1 made (lib/data-0.1): its first night of this
# version, and all that was there before.

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data WAS=$BATS_TEST_TMPDIR/was
	R=$D/releases/current
	for folder in "$D" "$WAS"; do
		mkdir "$folder"
		python3 -m tarfile -e "$ROOT/tests/e2e/fixtures/data-0.1.tar.xz" \
			"$folder"
	done
	OLD=$(readlink "$R")
	cd "$BATS_TEST_TMPDIR" || return
}

night() {
	"$ROOT/pipelines/nightly" --data "$D" --as-of "${1:-2024-06-30}" \
		--quiet-period 0 "${@:2}"
}

# Whatever people have put there, and what was published.
expect_nothing_lost() {
	local thing
	for thing in register.csv filings.csv inbox answers annual \
	    "releases/$OLD" releases/2024-06-29-*; do
		for thing in "$WAS"/$thing; do
			diff -r "$thing" "$D/${thing#"$WAS"/}"
		done
	done
	[ "$(readlink "$D/releases/annual-2024")" = "$OLD" ]
}

@test "it is a folder of 0.1: names of eight digits, streams without a hash" {
	[[ $OLD =~ ^2024-06-30-[0-9a-f]{8}$ ]]
	[ "$(tail -n 1 "$R/records.tsv" | awk -F '\t' '{ print NF }')" -eq 4 ]
	[ -d "$D/.cache" ] && [ -f "$D/.lock" ] && [ -L "$D/releases/annual-2024" ]
	grep -qE '^q2023-.*-noise_db-[0-9a-f]{16},' "$D/answers/south.csv"
}

@test "the first night publishes the same figures, and says nothing on stderr" {
	expect_status 0 night
	[ -z "$stderr" ] || die "$stderr"
	[[ $(readlink "$R") =~ ^2024-06-30-[0-9a-f]{16}$ ]]
	[ "$output" = "nightly: published releases/$(readlink "$R")" ]
	# no figure that was published is another one
	[ ! -e "$R/corrections" ] || die "$(cat "$R"/corrections/*)"
	green-diff --format tsv "$D/releases/$OLD" "$R" >differs
	! cut -f2 differs | grep -E '^(added|withdrawn|figure|criterion|milestone)$'
	# an answer to a query of 0.1 is in its cell
	grep -q '4210-03,noise_db,A01,NOTE,about 50,50,answered in: answers/south.csv:2' \
		"$R/findings.csv"
	! grep -q ',A0[2-8],' "$R/findings.csv"
	expect_nothing_lost
	expect_status 0 green-verify -q "$R" --against "$D"
	# what it kept between nights is of no use any more, and is nobody else's
	[ -z "$(find "$D/.cache" -newermt 2024-06-30 -prune -o \
		-name rows.tsv -print)" ]
	[ "$(stat -c %a "$D/.cache" "$D/.lock")" = $'700\n600' ]
	expect_status 0 night
	[ "$output" = "nightly: nothing has changed since releases/$(readlink "$R")" ]
	night 2024-07-01 -q --keep 1
	[ -d "$D/releases/$OLD" ]	# the year's summary is of it
}

@test "its releases are verified, explained, compared and summed up as before" {
	night 2024-06-30 -q
	for release in "$OLD" 2024-06-29-b3b0c33c; do
		expect_status 0 green-verify "$D/releases/$release"
		[ "$(wc -l <<<"$output")" -eq 2 ] || die "$output"
		green-explain --wave 2023 "$D/releases/$release" 4210-03 >explained
		grep -q 'inbox/2023/south.csv:5' explained
		grep -qE 'about 50|A01.*answers/south.csv:2' explained
		expect_status 3 green-verify "$D/releases/$release" --against "$D"
		expect_words 'was made by version'
	done
	green-diff "$D/releases/2024-06-29-b3b0c33c" "$D/releases/$OLD" >differs
	grep -q '4210-03 .*noise_db .*50' differs
	# but for what its annexes are called now
	expect_same <(green-annual -q "$D/releases/annual-2024" |
		sed 's/^## Annex\. /## /') \
		"$D/annual/annual-2024.md"
	# and made once more, it is of a release of this version
	expect_status 0 "$ROOT/pipelines/annual" -q --data "$D" --year 2024
	[ "$(readlink "$D/releases/annual-2024")" = "$(readlink "$R")" ]
	[ -d "$D/releases/$OLD" ]
}
