#!/usr/bin/env bats
# The README's page of mail: what scripts can say stands there and nothing else,
# it is said where the page says so, and its commands do what it says.

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
	cd "$BATS_TEST_TMPDIR" || return
}

night() {
	"$ROOT/pipelines/nightly" --data "$D" --as-of 2024-12-31 \
		--quiet-period 0 "$@"
}

# command TEXT: what the README has in these words, of the data here
command() {
	grep -qF "\`$1\`" "$ROOT/README.md" || die "the README has no \`$1\`"
	local line=${1//DATA/"$D"}
	line=${line//2022-11-14-1a2b3c4d5e6f7a8b/"${first-}"}
	line=${line//EARLIER/"$D/releases/${first-}"}
	line=${line/#pipelines/"$ROOT/pipelines"}
	bash -c "${line//LATER/"$D/releases/${second-}"}"
}

@test "the page has each way in which a night ends or complains, and no other" {
	expect_status 0 python3 "$ROOT/tests/e2e/lib/mail_page.py" "$ROOT"
	[[ $output =~ ^[0-9]+' ways, '[0-9]+' rows'$ ]] || die "$output"
	# and it is seen when one is added, goes, or ends otherwise
	mkdir tree
	cp -R "$ROOT/pipelines" "$ROOT/README.md" tree
	ln -s "$ROOT/src" tree/src
	echo 'fail 4 "$x" "has lost its way"' >>tree/pipelines/frame
	sed -i 's/ "there is no inbox"/ "there is no box"/
		s/fail 3 "inbox" "no delivery/fail 2 "inbox" "no delivery/' \
		tree/pipelines/nightly
	expect_status 1 python3 "$ROOT/tests/e2e/lib/mail_page.py" tree
	[ "$(wc -l <<<"$output")" -eq 5 ] || die "$output"
	for amiss in "does not have 'has lost its way'" \
	    "does not have 'there is no box'" "nobody says 'there is no inbox'" \
	    "'no delivery of any wave' ends in ['2']"; do
		[[ $output = *"$amiss"* ]] || die "$amiss" "$output"
	done
}

# ends STATUS WORDS COMMAND...: the night does, as the table has it
ends() {
	local row
	row=$(grep -F "\`$2" "$ROOT/README.md") ||
		row=$(grep -F "$2\`" "$ROOT/README.md")
	[[ $row =~ ^'| '([0-9], )*$1(, [0-9])*' |' ]] || die "not in a row: $2"
	expect_status "$1" "${@:3}"
	expect_words "$2"
	rm -rf "$D"
	tiny_data "$D"
}

@test "it is said where the page says so" {
	mv "$D/register.csv" "$D/gone"
	ends 2 'there is no register' night
	rm -R "$D/inbox"
	ends 2 'there is no inbox' night
	ends 2 'no such folder' "$ROOT/pipelines/nightly" --data "$D/none"
	ends 2 'no such standard' night --standard "$D/none"
	echo a,b,c >"$D/register.csv"
	ends 2 'register.csv: not usable' night
	echo src,date,who >"$D/withdrawn.csv"
	ends 2 'withdrawn.csv: not usable' night
	ends 2 'cannot be read' night --sign "$D/none"
	ends 2 'there is no such day' night --as-of 2022-02-29
	ends 2 'is no day: YYYY-MM-DD' night --as-of 1.2.2022
	ends 2 'is no wave of the standard' "$ROOT/pipelines/annual" \
		--data "$D" --year 2019
	rm -R "$D"/inbox/2024/*
	ends 3 'there are no deliveries of that year' "$ROOT/pipelines/annual" \
		--data "$D" --year 2024
	rm -R "$D"/inbox/*/*
	ends 3 'no delivery of any wave' night
	ln -s nowhere "$D/.lock"
	ends 4 'cannot be locked' night
	ln -s /tmp "$D/releases"
	ends 4 'is a link, and is not followed' night
	mkdir "$D/releases" "$D/releases/current"
	ends 0 'was no link, and is kept as' night
	night -q
	ends 0 'all that is left is needed, and takes more than --keep-bytes' \
		night --keep-bytes 1 --as-of 2024-12-30
	ends 75 'another night is at work' green-lock -- "$D/.lock" \
		"$ROOT/pipelines/nightly" --data "$D"
}

@test "its commands do what it says" {
	printf 'x\0y' >"$D/inbox/2024/bad.csv"
	night -q
	first=$(readlink "$D/releases/current")
	sed -i 's/^\(4110-03,.*\),60.5,/\1,60,/' "$D/inbox/2023/north.csv"
	mkdir "$D/answers"
	echo nothing >"$D/answers/notes.csv"
	expect_status 0 command 'pipelines/nightly --data DATA'
	expect_status 0 night -q
	second=$(readlink "$D/releases/current")
	command 'df -h DATA' | grep -q %
	[ -z "$(command 'find DATA/heartbeat -mmin +1500')" ]
	touch -d '2 days ago' "$D/heartbeat"
	[ "$(command 'find DATA/heartbeat -mmin +1500')" = "$D/heartbeat" ]
	[ "$(command 'grep ,STOP, DATA/releases/current/findings.csv' |
		grep -c '^2024,inbox/2024/bad.csv,1,')" -eq 1 ]
	[ "$(command 'grep ,A0[2-578], DATA/releases/current/findings.csv' |
		cut -d, -f2)" = answers/notes.csv ]
	command 'cd DATA/releases/current && sha256sum -c SHA256SUMS' |
		grep -c ': OK$'
	command 'green-verify DATA/releases/current' | rows /dev/stdin >verified
	[ ! -s verified ] || die "$(cat verified)"
	expect_same <(command 'green-diff --format notice EARLIER LATER') \
		"$D/releases/current/corrections/$first.csv"
	command 'ln -sfn 2022-11-14-1a2b3c4d5e6f7a8b DATA/releases/current'
	[ "$(readlink "$D/releases/current")" = "$first" ]
	night -q
	[ "$(readlink "$D/releases/current")" = "$second" ]
}
