#!/usr/bin/env bats
# green-verify: what is not as it was published is named, and nothing else; who
# forges a release so that all of it fits is found by its inputs.

load ../lib/helpers
load ../lib/release

setup_file() {
	export GREEN_STANDARD=$TINY/standard RELEASE=$BATS_FILE_TMPDIR/made
	local d=$BATS_FILE_TMPDIR/data
	tiny_data "$d"
	# what lies there beside the deliveries, and is told of
	touch "$d/inbox/loose.csv" "$d/inbox/2023/.hidden"
	ln -s nowhere "$d/inbox/2023/link.csv"
	mv "$d/inbox/2023/south.csv" "$d/inbox/2023/%9 13812345678.csv"
	rm "$d/inbox/2024/"*
	"$ROOT/pipelines/nightly" --data "$d" --as-of 2024-12-31 --lang zh -q
	cp -RL "$d/releases/current" "$RELEASE"
	NAME=$(readlink "$d/releases/current")
	export NAME
	ssh-keygen -q -t ed25519 -N '' -C a@b -f "$BATS_FILE_TMPDIR/ssh"
	ssh-keygen -q -t ed25519 -N '' -C a@b -f "$BATS_FILE_TMPDIR/other"
	minisign -GfW -p "$BATS_FILE_TMPDIR/mini.pub" \
		-s "$BATS_FILE_TMPDIR/mini" >/dev/null
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	cp -R "$RELEASE" "$NAME"
	D=$BATS_FILE_TMPDIR/data K=$BATS_FILE_TMPDIR
}

# states STATUS [LINE...]: what it says of the release, given the options in
# $with, and how it ends
states() {
	local status=0
	# shellcheck disable=SC2086  # options are words
	timeout 60 green-verify -q ${with:-} "$NAME" >out || status=$?
	[ "$status" -eq "$1" ] || die "status $status"
	diff <(sed '1d; $d' out) <([ $# -lt 2 ] || printf '%s\n' "${@:2}")
}

sign() {
	ssh-keygen -q -Y sign -n "${2:-greenline}" -f "$K/$1" \
		"$NAME/manifest.json"
}

@test "a release that is what was published has nothing to tell" {
	states 0
	ln -s "$NAME" current
	expect_status 0 green-verify current
	# under a name that is none of the night's, only its files can be told
	cp -R "$NAME" copy
	expect_status 0 green-verify copy
	# one with fewer digits is easily come by: only 0.1 had eight
	mv "$NAME" "${NAME:0:19}"
	NAME=${NAME:0:19}
	states 1 $'manifest.json\trenamed'
}

@test "what was changed, emptied, lost or added is named" {
	sed -i '2s/1/2/' "$NAME/cities.csv"
	: >"$NAME/communities.csv"
	rm "$NAME/ledger.csv" "$NAME/tallies.tsv" "$NAME/pace.csv"
	mkdir "$NAME/tallies.tsv"
	mkfifo "$NAME/pace.csv"
	# the same bytes, as long as nobody turns the link
	mv "$NAME/milestones.csv" elsewhere
	ln -s ../elsewhere "$NAME/milestones.csv"
	mv "$NAME/queries" q
	ln -s ../q "$NAME/queries"
	echo x >>"$NAME/SHA256SUMS"
	echo x >"$NAME/note.txt"
	echo x >"$NAME/"$'z\e[31m\n#end\t\xff'
	states 1 $'cities.csv\tchanged' $'communities.csv\tchanged' \
	    $'ledger.csv\tmissing' $'milestones.csv\tchanged' \
	    $'pace.csv\tchanged' $'queries/000000.csv\tmissing' \
	    $'queries/000000.xlsx\tmissing' $'queries/4200.csv\tmissing' \
	    $'queries/4200.xlsx\tmissing' $'tallies.tsv\tmissing' \
	    $'SHA256SUMS\tchanged' $'note.txt\tunnamed' $'queries\tunnamed' \
	    $'z%1B[31m%0A%23end%09%FF\tunnamed'
}

@test "sha256sum says the same of SHA256SUMS, and SM3 is that of GB/T 32905" {
	(cd "$NAME" && sha256sum --check --quiet --strict SHA256SUMS)
	[ "$(wc -l <"$NAME/SHA256SUMS")" -eq \
		"$(find "$NAME" -type f ! -name SHA256SUMS | wc -l)" ]
	python3 - "$NAME" "$D" "$GREEN_STANDARD" <<-'END'
		import glob, hashlib, json, sys
		release, data, standard = sys.argv[1:]
		said = json.load(open(release + "/manifest.json"))
		tried = 0
		def sm3(path):
		    return hashlib.new("sm3", open(path, "rb").read()).hexdigest()
		everything = [(release, x) for x in said["outputs"]]
		everything += [(standard, x) for x in said["tables"]]
		for folder, item in everything:
		    assert item["sm3"] == sm3(f"{folder}/{item['path']}"), item
		have = {sm3(p) for p in glob.glob(data + "/inbox/*/*.csv")
		        + [data + "/register.csv"] if "link" not in p}
		assert {x["sm3"] for x in said["inputs"]} == have
	END
}

@test "a manifest that was written again does not fit the name" {
	echo >>"$NAME/manifest.json"
	states 1 $'manifest.json\trenamed' $'SHA256SUMS\tchanged'
}

@test "a manifest that is none, and no release at all, are no input" {
	: >"$NAME/manifest.json"
	expect_status 3 green-verify "$NAME"
	expect_words "$NAME/manifest.json"
	rm "$NAME/manifest.json"
	mkfifo "$NAME/manifest.json"
	expect_status 3 timeout 60 green-verify "$NAME"
	expect_words 'is no regular file'
	expect_status 3 green-verify none
	expect_words none
}

@test "a release of 0.1 is held against its manifest" {
	cp -R "$ROOT/tests/e2e/fixtures/release-0.1" 2024-06-30-a62d7331
	NAME=2024-06-30-a62d7331
	# which the fixture has not
	states 1 $'queries/4200.csv\tmissing'
	mv "$NAME" 2024-06-30-a62d7332
	NAME=2024-06-30-a62d7332
	states 1 $'manifest.json\trenamed' $'queries/4200.csv\tmissing'
	with="--against $D"
	expect_status 3 green-verify "$NAME" --against "$D"
	expect_words 'was made by version'
}

@test "a signature is held against the manifest, and against a key" {
	with="--key $K/ssh.pub"
	states 1 $'manifest.json.sig\tunsigned'
	sign ssh
	states 0
	with=''
	states 0
	with="--key $K/other.pub"
	states 1 $'manifest.json.sig\tforged'
	# keys of several may be in one file
	cat "$K/other.pub" "$K/ssh.pub" >both
	with="--key both"
	states 0
	# one that was made for something else is none
	rm "$NAME/manifest.json.sig"
	sign ssh file
	with="--key $K/ssh.pub"
	states 1 $'manifest.json.sig\tforged'
	for what in x ''; do
		printf %s "$what" >"$NAME/manifest.json.sig"
		with=''
		states 1 $'manifest.json.sig\tforged'
	done
	expect_status 3 green-verify --key none "$NAME"
	: >empty
	expect_status 3 green-verify --key empty "$NAME"
	expect_words 'empty: holds no key'
}

@test "a signature of minisign asks for the key" {
	minisign -S -s "$K/mini" -m "$NAME/manifest.json" </dev/null >/dev/null
	states 0 $'manifest.json.minisig\tunchecked'
	with="--key $K/mini.pub"
	states 0
	minisign -S -s "$K/mini" -m "$NAME/cities.csv" \
		-x "$NAME/manifest.json.minisig" </dev/null >/dev/null
	states 1 $'manifest.json.minisig\tforged'
	with="--key $K/ssh.pub"
	states 1 $'manifest.json.sig\tunsigned' \
		$'manifest.json.minisig\tunchecked'
}

@test "where the tool is missing, nobody can tell" {
	sign ssh
	PATH=$B/bin
	status=0
	green-verify -q "$NAME" >out || status=$?
	PATH=$B/bin:/usr/bin:/bin
	[ "$status" -eq 0 ] && grep -q $'manifest.json.sig\tunchecked' out
	[[ $(PATH=$B/bin "$B/bin/green-verify" -q --key "$K/ssh.pub" "$NAME" \
		2>&1) = *'ssh-keygen is missing'* ]]
}

# forge FILE: change a figure, and all that tells of it
forge() {
	local sum
	alter "$NAME" "$1" sed '2s/0/1/'
	sum=$(sha256sum <"$NAME/$1")
	sed -i "s,.*  $1\$,${sum%% *}  $1," "$NAME/SHA256SUMS"
	sum=$(sha256sum <"$NAME/manifest.json") sum=${sum%% *}
	sed -i "s,.*  manifest.json\$,$sum  manifest.json," "$NAME/SHA256SUMS"
	mv "$NAME" "2024-12-31-${sum:0:16}"
	NAME=2024-12-31-${sum:0:16}
}

@test "the night made again from the same inputs is the same" {
	mkdir temp
	export TMPDIR=$PWD/temp
	with="--against $D"
	states 0
	# wherever they lie, and whatever else has come since
	cp -R "$D" moved
	mv "moved/inbox/2023/%9 13812345678.csv" \
		moved/inbox/2023/15812345678.csv
	cp "$TINY/inbox/2023/south.csv" moved/inbox/2023/more.csv
	rm -r moved/releases moved/.cache
	with="--against moved"
	states 1 $'inbox/2023/%259 ***********.csv~861ec1b7\tgone'
	mv moved/inbox/2023/15812345678.csv \
		"moved/inbox/2023/%9 15812345678.csv"
	mv moved/inbox/2023/more.csv moved/inbox/2024/
	states 0
	[ -z "$(ls temp)" ]
}

@test "a forgery that fits its own manifest is found by its inputs" {
	forge cities.csv
	states 0
	with="--against $D"
	states 1 $'cities.csv\tforged'
	# so is a count that only the manifest gives
	rm -r "$NAME"
	cp -R "$RELEASE" "$NAME"
	jq '.inputs[0].count += 1' "$NAME/manifest.json" >m
	mv m "$NAME/manifest.json"
	states 1 $'manifest.json\trenamed' $'SHA256SUMS\tchanged' \
		$'manifest.json\tforged'
}

@test "what cannot be made again is said" {
	with="--against moved"
	cp -R "$D" moved
	rm moved/inbox/2023/north.csv
	echo >>moved/register.csv
	states 1 $'inbox/2023/north.csv\tgone' $'register.csv\tgone'
	cp -R "$TINY/standard" standard
	echo >>standard/rules.csv
	with="--against $D --standard standard"
	states 1 $'rules.csv\tgone'
	sed -i 's/"version": "[^"]*"/"version": "0.9"/' "$NAME/manifest.json"
	expect_status 3 green-verify "$NAME" --against "$D"
	expect_words "was made by version '0.9' of green-[a-z]+: this is"
	# no name of an input leads out of the folder
	rm -r "$NAME"
	cp -R "$RELEASE" "$NAME"
	jq '.unread[0].path = "inbox/../../made"' "$NAME/manifest.json" >m
	mv m "$NAME/manifest.json"
	expect_status 3 green-verify "$NAME" --against "$D"
	expect_words "'inbox/../../made' is no path of an input"
}
