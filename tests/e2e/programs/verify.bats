#!/usr/bin/env bats
# green-verify: what is not as it was published is named, and nothing else.

load ../lib/helpers

setup_file() {
	export GREEN_STANDARD=$TINY/standard RELEASE=$BATS_FILE_TMPDIR/made
	local d=$BATS_FILE_TMPDIR/data
	tiny_data "$d"
	"$ROOT/pipelines/nightly" --data "$d" --as-of 2024-12-31 -q
	cp -RL "$d/releases/current" "$RELEASE"
	NAME=$(readlink "$d/releases/current")
	export NAME
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	cp -R "$RELEASE" "$NAME"
}

# states STATUS [LINE...]: what it says of the release, and how it ends
states() {
	local status=0
	green-verify -q "$NAME" >out || status=$?
	[ "$status" -eq "$1" ] || die "status $status"
	diff <(sed '1d; $d' out) <([ $# -lt 2 ] || printf '%s\n' "${@:2}")
}

@test "a release that is what was published has nothing to tell" {
	states 0
	ln -s "$NAME" current
	expect_status 0 green-verify current
	# under a name that is none of the night's, only its files can be told
	mv "$NAME" copy
	expect_status 0 green-verify copy
}

@test "what was changed, emptied, lost or added is named" {
	sed -i '2s/1/2/' "$NAME/cities.csv"
	: >"$NAME/communities.csv"
	rm "$NAME/ledger.csv"
	rm "$NAME/tallies.tsv"
	mkdir "$NAME/tallies.tsv"
	echo x >"$NAME/SHA256SUMS"
	states 1 $'cities.csv\tchanged' $'communities.csv\tchanged' \
	    $'ledger.csv\tmissing' $'tallies.tsv\tmissing' \
	    $'SHA256SUMS\tunnamed'
}

@test "a file beside the named ones is no damage" {
	echo x >"$NAME/manifest.json.sig"
	states 0 $'manifest.json.sig\tunnamed'
}

@test "a manifest that was written again does not fit the name" {
	echo >>"$NAME/manifest.json"
	states 1 $'manifest.json\trenamed'
}

@test "a manifest that is none, and no release at all, are no input" {
	: >"$NAME/manifest.json"
	expect_status 3 green-verify "$NAME"
	expect_words "$NAME/manifest.json"
	expect_status 3 green-verify none
	expect_words none
}
