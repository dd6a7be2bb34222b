#!/usr/bin/env bats
# make install and uninstall: what is installed works from where it is, and
# goes again.

load ../lib/helpers

setup_file() {
	export TREE=$BATS_FILE_TMPDIR/a\ tree
	# the version as it was built: nothing is made anew by a test
	export VERSION
	VERSION=$(cat "$B/version")
	make_in_tree install >/dev/null
}

make_in_tree() {
	make --no-print-directory -C "$ROOT" MODE="$MODE" VERSION="$VERSION" \
		DESTDIR="$TREE" PREFIX=/usr "$@"
}

@test "programs, pages, completions, catalogues, tables and scripts" {
	for program in "$B"/bin/*; do
		name=${program##*/}
		[ -x "$TREE/usr/bin/$name" ]
		[ -s "$TREE/usr/share/man/man1/$name.1" ]
		[ -s "$TREE/usr/share/bash-completion/completions/$name" ]
	done
	cmp "$ROOT/pipelines/nightly" \
		"$TREE/usr/share/greenline/pipelines/nightly"
	cmp "$B/share/greenline/words/zh_CN.tsv" \
		"$TREE/usr/share/greenline/words/zh_CN.tsv"
}

@test "what is installed speaks the reader's language" {
	LC_ALL=zh_CN.UTF-8 expect_status 3 "$TREE/usr/bin/green-cat" /nowhere
	expect_words '无法打开'
}

@test "jobs installed from there run what is there" {
	data=$BATS_TEST_TMPDIR/data
	mkdir "$data" "$BATS_TEST_TMPDIR/to"
	cp -R "$TINY/register.csv" "$TINY/inbox" "$data"
	"$TREE/usr/share/greenline/scripts/install-jobs" --data "$data" --cron \
		--standard "$TINY/standard" --to "$BATS_TEST_TMPDIR/to"
	mapfile -d '' words < <(python3 "$ROOT/tests/e2e/lib/job_words.py" cron \
		"$BATS_TEST_TMPDIR/to/crontab" 0)
	[[ ${words[2]} = *"$TREE/usr/share/greenline/pipelines/nightly"* ]]
	expect_status 0 env -i PATH=/usr/bin:/bin "${words[@]}"
	[ -z "$output$stderr" ] || die "$output" "$stderr"
	[ -s "$data/releases/current/cities.csv" ]
}

@test "green-verify finds the night that is installed beside it" {
	data=$BATS_TEST_TMPDIR/data
	tiny_data "$data"
	share=$TREE/usr/share/greenline
	unset GREEN_STANDARD
	PATH=$TREE/usr/bin:/usr/bin:/bin expect_status 0 \
		"$share/pipelines/nightly" -q --data "$data" --as-of 2024-12-31 \
		--standard "$TINY/standard"
	PATH=/usr/bin:/bin expect_status 0 "$TREE/usr/bin/green-verify" -q \
		--against "$data" --standard "$TINY/standard" \
		"$data/releases/current"
	# the standard is the night's own if none is named: another one here
	PATH=/usr/bin:/bin expect_status 1 "$TREE/usr/bin/green-verify" -q \
		--against "$data" "$data/releases/current"
	[[ $output = *$'rules.csv\tgone'* ]]
}

@test "uninstall leaves no file" {
	make_in_tree uninstall >/dev/null
	[ -z "$(find "$TREE" -type f)" ] || die "$(find "$TREE" -type f)"
}
