#!/usr/bin/env bats
# green-manifest and green-ledger, and the one list of a night's programs and a
# release's files: what scripts, pages and README say agrees with it.

load ../lib/helpers
load ../lib/release

setup_file() {
	make_tiny "$BATS_FILE_TMPDIR/data"
	green-inbox -q --root "$BATS_FILE_TMPDIR/data" --as-of 2024-06-30 \
		--sm3 "$BATS_FILE_TMPDIR/sm3" -o "$BATS_FILE_TMPDIR/parts"
}

setup() {
	export GREEN_STANDARD=$TINY/standard
	R=$BATS_FILE_TMPDIR/data/releases/current
	cd "$BATS_TEST_TMPDIR" || return
	cp -RL "$R" release
	rm release/manifest.json release/SHA256SUMS
	inventory=$BATS_FILE_TMPDIR/data/.cache/inventory.tsv
	sums=("$BATS_FILE_TMPDIR"/data/.cache/*/ingest.ledger.tsv)
}

manifest() {
	green-manifest --release release --inventory "$inventory" \
		"${sums[@]/#/--ingested=}" --sm3 "$BATS_FILE_TMPDIR/sm3" \
		--sums SHA256SUMS "$@"
}

listed() {
	green-manifest --list "$1" | rows /dev/stdin
}

@test "the same release and inventory give the published bytes, as jq prints" {
	manifest >made
	expect_same made "$R/manifest.json"
	jq . "$R/manifest.json" | expect_same /dev/stdin "$R/manifest.json"
	expect_same SHA256SUMS "$R/SHA256SUMS"
}

@test "records are counted by the ledgers, else as lines but the heading" {
	[ "$(manifest | jq '.inputs[] | select(.path | endswith("north.csv"))
		.count')" -eq 6 ]
	sums=()
	[ "$(manifest | jq '.inputs[] | select(.path == "register.csv")
		.count')" -eq "$(($(wc -l <"$TINY/register.csv") - 1))" ]
}

@test "a file too many or too few is no release" {
	echo >release/odd.csv
	expect_status 3 manifest
	expect_words 'release/odd.csv: is no file of a release'
	rm release/odd.csv release/pace.csv
	expect_status 3 manifest
	expect_words 'release: the release has no pace.csv'
}

@test "wrong words and inventories are refused" {
	expect_status 2 green-manifest
	expect_words 'give --release and --inventory, or --list'
	inventory=$R/records.tsv
	expect_status 3 manifest
	expect_words 'is no inventory of green-inbox'
	head -n 4 "$BATS_FILE_TMPDIR/data/.cache/inventory.tsv" |
		sed '2,3d' | stream >cut
	inventory=cut
	expect_status 3 manifest
	expect_words 'does not say of which night it is'
	inventory=$BATS_FILE_TMPDIR/data/.cache/inventory.tsv
	sed '2,3d' "$BATS_FILE_TMPDIR/sm3" | sed '$d' | stream >few
	expect_status 3 manifest --sm3 few
	expect_words 'few: has no SM3 of '
	expect_status 3 manifest --sm3 "$inventory"
	expect_words 'is no list of green-inbox'
}

@test "ledgers are summed by wave, program and kind" {
	head=$'program\tkind\tpart\twave\trecords_in\tskipped\tbytes_in\tbytes_out'
	printf '%s\n' "$head" $'green-b\trows\tx\t2021\t1\t2\t9\t9' \
		$'green-b\trows\ty\t2021\t10\t20\t9\t9' \
		$'green-b\tcounts\ty\t2021\t5\t0\t9\t9' \
		$'green-a\trows\tx\t\t4\t0\t9\t9' | stream >ledger
	expect_same <(green-ledger ledger | rows /dev/stdin) <(printf '%s\n' \
		$'\tgreen-a\trows\t4\t0' $'2021\tgreen-b\tcounts\t5\t0' \
		$'2021\tgreen-b\trows\t11\t22')
	expect_same <(green-ledger ledger ledger | rows /dev/stdin |
		tail -n 1) <(echo $'2021\tgreen-b\trows\t22\t44')
	printf '%s\n' "$head" $'g\trows\tx\t2021\tmany\t2\t9\t9' | stream >bad
	expect_status 3 green-ledger bad
	expect_words 'bad:2: records_in: not a whole number'
}

@test "a release has the files of the list, and no others" {
	expect_same <(find "$R/" -type f -printf '%P\n' |
		sed 's,^queries/.*,queries/,' | sort -u) \
		<(listed files | cut -f1 | sort)
}

@test "pages and README name every file of the list" {
	while IFS=$'\t' read -r file program; do
		# a folder without its slash, a table as it is cited
		grep -qE "(^|[^a-z])${file%/}" "$ROOT/README.md" \
			"$ROOT"/src/programs/*.1 || die "$file is nowhere"
		[ -x "$B/bin/$program" ] || die "$program is not built"
	done < <(listed files)
	# and no file that a release does not have
	while read -r file; do
		listed files | cut -f1 | grep -qx "${file%%/*}/\?" ||
			die "README: releases/current/$file"
	done < <(grep -oE 'releases/current/[a-z][a-z-]*(\.[a-z]+)?' \
		"$ROOT/README.md" | sed 's,releases/current/,,' | sort -u)
}

# calls SCRIPT...: the programs that scripts call, and the stages that they put
# into chains, by their names
calls() {
	grep -hv '^[ 	]*#' "$@" |
		grep -oE '(green-|(^|stage |\|\| )[ 	]*(chain|into) )[a-z]+' |
		sed -E 's/.*(green-|(chain|into) )/green-/' | sort -u
}

@test "the night calls every program of the list, and no other" {
	expect_same <(calls "$ROOT"/pipelines/{nightly,parts,waves,tables}) \
		<(listed chain | cut -f1 | sort)
}

@test "the programs of a release are those that the night starts" {
	expect_same <(jq -r '.programs[].name' "$R/manifest.json" | sort) \
		<(grep -hoE '^[^#]*green-[a-z]+' \
			"$ROOT"/pipelines/{nightly,parts,waves,tables} |
			grep -o 'green-.*' | sort -u)
}

@test "score-wave joins the line in its order" {
	line=$(listed chain | awk -F '\t' '$2 == "line" { print $1 }')
	expect_same <(grep -oE '^[ 	]*green-[a-z]+' \
		"$ROOT/pipelines/score-wave" | grep -oE 'green-[a-z]+' |
		grep -xF "$line") <(echo "$line")
	[ "$(wc -l <<<"$line")" -ge 7 ]
}

@test "the parts of a night hold the side files of the list" {
	for part in "$BATS_FILE_TMPDIR"/data/.cache/*/; do
		for program in ingest clean match; do
			sides=$(listed chain | p="green-$program" awk -F '\t' 'BEGIN { p = ENVIRON["p"] }
		$1 == p { print $4 }')
			for side in ${sides//;/ }; do
				[ "$side" != layout ] || continue
				[ -s "$part/$program.$side.tsv" ] ||
					die "$part: no $program.$side.tsv"
			done
		done
	done
}
