#!/usr/bin/env bats
# What a program shows besides its data: a bar at a terminal, counts when they
# are asked for, and nothing else.

load ../lib/helpers

setup_file() {
	export BIG=$BATS_FILE_TMPDIR/big.tsv LONG=$BATS_FILE_TMPDIR/long.csv
	make_samples
	# a stream of 5 MB, a delivery of 3 MB
	awk 'BEGIN { print "wave\tsrc\tline\tcommunity_code\tnote"
		for (i = 1; i <= 90000; i++)
			print "2023\tinbox/2023/a.csv\t" i + 1 "\t" i \
				"\tsome text to fill the line" }' |
		stream >"$BIG"
	awk 'NR == 1 { print; next }
		{ line[NR] = $0 }
		END { for (i = 0; i < 3200; i++)
			for (n in line) print line[n] }' \
		"$TINY/inbox/2023/north.csv" >"$LONG"
}

setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR"
}

# at_terminal COMMAND: its words as a terminal gets them, one bar a line
at_terminal() {
	script -qec "$1" /dev/null </dev/null | tr '\r' '\n'
}

# percents: of the bars on standard input
percents() {
	sed -n 's/.*\] \([0-9]*\)%, .*/\1/p'
}

# expect_bar TEXT: it goes up to nearly all and is wiped at the end
expect_bar() {
	[ "$(percents <<<"$1" | sort -nc 2>&1)" = '' ] ||
		die "it goes back:" "$1"
	[ "$(percents <<<"$1" | wc -l)" -ge 2 ] || die "no bar:" "$1"
	[ "$(percents <<<"$1" | tail -n 1)" -ge 60 ] || die "$1"
	[ "$(percents <<<"$1" | tail -n 1)" -le 100 ] || die "$1"
	[ "$(tail -n 1 <<<"$1")" = $'\033[K' ] || die "it is not wiped:" "$1"
}

@test "a bar at a terminal, over all files, wiped at the end" {
	expect_bar "$(at_terminal "green-cat '$BIG' '$BIG' >out")"
	[ "$(at_terminal "green-cat '$BIG' '$BIG' >out" | percents |
		awk '$1 < 45' | wc -l)" -ge 2 ]
	expect_bar "$(at_terminal "green-cat <'$BIG' >out")"
}

@test "a bar over deliveries, and over both readings of one" {
	expect_bar "$(at_terminal "green-ingest --wave 2023 '$LONG' >out")"
	green-clean --foreign "$SAMPLES/green-ingest" >clean
	green-ingest --wave 2023 "$LONG" | green-clean |
		green-match --register "$TINY/register.csv" >matched
	expect_bar "$(at_terminal "green-dedup matched >out")"
}

@test "no bar where nobody looks, or where it would be in the way" {
	expect_status 0 green-cat "$BIG"
	[ -z "$stderr" ]
	# rows go to the same terminal
	[ -z "$(at_terminal "green-cat '$BIG' 2>&1 | tail -n 1 | grep '%,'")" ]
	at_terminal "green-cat '$BIG'" >shown
	[ "$(percents <shown | wc -l)" -eq 0 ]
	# the program before in the pipe draws its own
	[ -z "$(at_terminal "cat '$BIG' | green-cat >out")" ]
	[ -z "$(at_terminal "green-cat -q '$BIG' >out")" ]
	[ -z "$(at_terminal "green-cat --progress=never '$BIG' >out")" ]
}

@test "a bar on request, with or without a known size" {
	expect_status 0 green-cat --progress=always "$BIG"
	expect_bar "$(tr '\r' '\n' <<<"$stderr")"
	expect_status 0 green-cat --progress=always < <(cat "$BIG")
	expect_words $'\rgreen-cat: [0-9]+ MB, [0-9]+ records'
	# the data are the same
	cmp "$BIG" <(green-cat --progress=always "$BIG" 2>/dev/null |
		sed '$s/green-cat/green-test/')
}

@test "a failure wipes the bar before it speaks" {
	head -c 4000000 "$BIG" >cut
	at_terminal "green-cat cut >out" >shown || true
	[[ $(tail -n 1 shown) != *']'* ]]
	grep -q $'^\033\\[Kgreen-cat: cut:.*the stream' shown || die "$(cat shown)"
}

is_filter() {
	[ "$input" != - ] && grep -q -- '--ledger' <<<"$("${words[0]}" --help)"
}

counts_on_request() {
	mkdir "$BATS_TEST_TMPDIR/${words[0]}"
	cd "$BATS_TEST_TMPDIR/${words[0]}"
	expect_status 0 "${words[@]}" -v <"$in"
	expect_words "^${words[0]}: [^:]+: [0-9]+ in, [0-9]+ out, [0-9]+ set aside, [0-9]+ merged, [0-9]+ skipped, [0-9]+ cells fixed, [0-9]+ flagged, [0-9]+ asked"
	rm -rf queries
	expect_status 0 "${words[@]}" -q <"$in"
	[ -z "$stderr" ] || die "$stderr"
}

@test "-v says what was counted, -q nothing" {
	each_program counts_on_request is_filter
}

@test "what -v says is what the ledger says" {
	green-clean -v --ledger ledger "$SAMPLES/green-ingest" >out 2>words
	rows ledger | awk -F'\t' '{ printf "%s: %s: %d in, %d out, %d set" \
		" aside, %d merged, %d skipped, %d cells fixed, %d flagged," \
		" %d asked\n", $1, $4, $5, $6, $7, $8, $9, $10, $11, $12 }' \
		>wanted
	expect_same wanted words
}

@test "the night shows at a terminal what it is at, and elsewhere nothing" {
	mkdir data
	cp -R "$TINY/register.csv" "$TINY/inbox" data
	night="'$ROOT/pipelines/nightly' --data data --as-of 2024-12-31"
	at_terminal "$night >out" >shown
	for step in 'reading deliveries' 'judging the waves' auditing \
	    'writing the tables' publishing; do
		grep -q "nightly: $step \\.\\.\\." shown || die "$(cat shown)"
	done
	[ "$(tail -n 1 shown)" = $'\033[K' ]
	grep -qx 'nightly: published releases/.*' out
	# and how it went, and what to open, also if nothing is new
	end='nightly: deliveries read: 3, waiting: 0, refused: 0, withdrawn: 0; queries open: 4'
	end+="; open next: $PWD/data/releases/current/cities.csv"
	end+=", $PWD/data/releases/current/queries"
	[ "$(tail -n 1 out)" = "$end" ] || die "$(cat out)"
	cp data/register.csv 'data/inbox/2023/a, "list".csv'
	printf '4210-09,Long' >data/inbox/2024/late.csv
	at_terminal "GREEN_MESSAGES=zh_CN.UTF-8 $night >out" >shown
	grep -q '^nightly: 已发布 releases/' out
	[[ "$(tail -n 1 out)" = *'3 份'*'1 份'*'1 份'*'5 条'*cities.csv* ]] ||
		die "$(cat out)"
	rm -r data/releases data/.cache data/inbox/2024/late.csv
	[ -z "$(at_terminal "$night -q")" ]
	expect_status 0 bash -c "$night"
	[ -z "$stderr" ]
}

@test "completions offer exactly the options of --help" {
	mkdir completions
	"$ROOT/scripts/completions" completions "$B"/bin/green-*
	for program in "$B"/bin/green-*; do
		name=${program##*/}
		# shellcheck source=/dev/null
		(
			. "completions/$name"
			COMP_WORDS=("$name" --) COMP_CWORD=1
			_green_options "$name"
			printf '%s\n' "${COMPREPLY[@]}" | sort -u
		) >offered
		"$name" --help | grep -E '^ +-' |
			grep -oE -- '--[a-z][a-z-]*' | sort -u >wanted
		expect_same wanted offered "$name"
	done
}

@test "scripts have their help in both languages, with the same options" {
	local script words n=0
	for script in "$ROOT"/pipelines/{nightly,annual,memo,edit-effects,score-wave} \
	    "$ROOT/scripts/install-jobs"; do
		"$script" --help >en 2>stderr
		LC_ALL=zh_CN.UTF-8 "$script" -h >zh 2>>stderr
		LANG=zh_CN LC_ALL='' LC_MESSAGES='' "$script" --help |
			cmp - zh
		LC_ALL=de_DE.UTF-8 "$script" --help | cmp - en
		[ ! -s stderr ] || die "$(cat stderr)"
		grep -q "^usage: .*${script##*/}" en
		grep -q "^用法：.*${script##*/}" zh
		for words in en zh; do
			grep -oE -- '--[a-z][a-z-]+' $words | sort -u \
				>"$words.options"
		done
		diff en.options zh.options || die "$script"
		n=$((n + 1))
	done
	[ $n -eq 6 ]
}
