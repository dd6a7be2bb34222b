# Every built program keeps the same contract: programs.tsv says how each is
# called, the tests below put all of them through the same trouble.
load ../lib/helpers

setup_file() {
	make_samples
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# fails_on N FILE: exit N with words that begin with the program's name, and
# no trailer on standard output.
fails_on() {
	expect_status "$1" "${words[@]}" <"$2"
	[[ $stderr == "$program: "* ]] || die "words: $stderr"
	[[ $output != *'#end'* ]] || die "a trailer after a failure"
}

gives_same() {
	expect_status 0 "$@" <"$in"
	"$@" <"$in" >again
	expect_same again "$made"
}

@test "every program has a row in the table and a man page" {
	for file in "$B"/bin/green-*; do
		name=${file##*/}
		grep -q "^$name	" "$ROOT/tests/e2e/fixtures/programs.tsv" ||
			die "$name has no row"
		[ -e "$ROOT/src/programs/$name.1" ] || die "$name has no man page"
	done
}

@test "every program of the table is built" {
	while read_row; do
		[ -x "$B/bin/$program" ] || die "$program is not built"
	done < <(grep -v '^#' "$ROOT/tests/e2e/fixtures/programs.tsv")
}

@test "--help and -h go to standard output, and end well" {
	check() {
		expect_status 0 "$program" --help
		[[ $output == *"$program"* && $output == *--help* ]]
		[ -z "$stderr" ]
		expect_status 0 "$program" -h
	}
	each_program check
}

@test "-V names the program and a version" {
	check() {
		expect_status 0 "$program" -V
		[[ $output == "$program (greenline) "* ]]
	}
	each_program check
}

@test "the same bytes come out with and without vector instructions" {
	check() {
		local level
		for level in scalar sse2 avx2 avx512; do
			GREEN_SIMD=$level "${words[@]}" <"$in" >again
			expect_same again "$made" "$level"
		done
		GREEN_SIMD=fast expect_status 2 "${words[@]}"
		expect_words "^$program: GREEN_SIMD is scalar, sse2, avx2 or avx512"
	}
	each_program check reads_input
}

@test "an unknown option is a usage error" {
	check() {
		expect_status 2 "$program" $'--no\e[31m\nsuch\xc2\x9b' <"$in"
		[ -z "$output" ]
		expect_words 'no%1B\[31m%0Asuch%C2%9B'
		expect_status 2 "${words[@]}" --fail-on $'some\e[31mtimes' <"$in"
		[ -z "$output" ]
		[[ -n $stderr && $stderr != *$'\e'* ]] || die "$stderr"
	}
	each_program check
}

@test "an input file that is not there, or is a directory, is named" {
	# and what of its name would steer a terminal is shown, not sent
	local name=$'no-such\e[31m\n-\xc2\x9b5m\xe2\x80\xae-file'
	check() {
		expect_status 3 "${words[@]}" "$name"
		expect_words 'no-such%1B\[31m%0A-%C2%9B5m%E2%80%AE-file'
		[ "$(wc -l <<<"$stderr")" -eq 1 ] || die "$stderr"
		expect_status 3 "${words[@]}" "$BATS_TEST_TMPDIR"
		expect_words "$BATS_TEST_TMPDIR"
	}
	each_program check reads_stream
}

# Those that do without are about streams whatever their columns, or about the
# names of columns that no standard changes.
needs_standard() {
	reads_input && [[ $output != *,no-standard* ]]
}

needs_none() {
	reads_input && ! needs_standard
}

@test "a standard that is not there is a usage error" {
	check() {
		expect_status 2 env -u GREEN_STANDARD "${words[@]}" <"$in" ||
			die "if it does without: ,no-standard in programs.tsv"
		expect_words 'GREEN_STANDARD'
		expect_status 2 "${words[@]}" --standard no-such-folder <"$in"
		expect_words 'no-such-folder'
	}
	each_program check needs_standard
}

@test "what needs no standard does without" {
	check() {
		gives_same env -u GREEN_STANDARD "${words[@]}"
	}
	each_program check needs_none
}

@test "empty input is not a stream" {
	check() {
		fails_on 3 /dev/null
		expect_status 3 sh -c 'exec "$@" <&-' sh "${words[@]}"
	}
	each_program check reads_input
}

@test "a header alone is a stream only with a trailer" {
	check() {
		head -n 1 "$in" >bare
		fails_on 3 bare
		stream <bare >whole
		expect_status 0 "${words[@]}" <whole
	}
	each_program check reads_stream
}

# Those that are left out take streams of whatever columns.
names_columns() {
	reads_stream && [[ $output != *,any-columns* ]]
}

@test "a missing column is noticed and named" {
	check() {
		body "$in" | cut -f2- | stream >less
		fails_on 3 less
		expect_words "$(head -n 1 "$in" | cut -f1)"
	}
	each_program check names_columns
}

# left_out STAGE COMMAND...: it says that STAGE has to come before, and ends so
left_out() {
	expect_status 3 "${@:2}"
	expect_words "$1 has to come before "
	! tail -n 1 <<<"$output" | grep -q '^#end' || die "$output"
}

@test "a stage that was left out is named, also by who could do without" {
	local as_of=--as-of=2023-12-31 register=--register=$TINY/register.csv
	cd "$SAMPLES"
	left_out green-clean green-match "$register" green-ingest
	left_out green-match green-dedup green-clean
	left_out green-match green-normalise $as_of green-clean
	left_out green-normalise green-score $as_of green-dedup
	left_out green-clean green-tally green-ingest
	left_out green-score green-absent "$register" green-normalise
	left_out green-tally green-stats "$register" green-score
	left_out green-match green-chain clean green-ingest : dedup
	# nobody knows how an invented stream was made
	body green-clean | stream >invented
	expect_status 0 green-dedup invented
}

@test "a line with a field too few or too many is named" {
	check() {
		body "$in" | sed $'2s/\t[^\t]*$//' | stream >few
		fails_on 3 few
		expect_words ':2: '
		body "$in" | sed $'2s/$/\tmore/' | stream >many
		fails_on 3 many
		expect_words ':2: '
	}
	each_program check reads_stream
}

@test "a last line without its end is a cut stream" {
	check() {
		head -c -1 "$in" >cut
		fails_on 3 cut
	}
	each_program check reads_stream
}

@test "NUL, carriage return and broken UTF-8 are refused with their place" {
	check() {
		local bytes
		for bytes in '\x00' '\r' '\xff' '\xed\xa0\x80' '\xc0\x80'; do
			body "$in" | sed "2s/\t/$bytes\t/" | stream >bad
			fails_on 3 bad
			expect_words ':2: '
		done
	}
	each_program check reads_stream
}

@test "a field of 1 MiB goes through or is refused, and never breaks" {
	check() {
		body "$in" | awk -F '\t' -v OFS='\t' 'NR == 2 {
			big = "x"
			while (length(big) < 1048576) big = big big
			$2 = big
		} { print }' | stream >big
		local status=0
		"${words[@]}" <big >out 2>stderr || status=$?
		case $status in
		0) ! makes_stream || tail -n 1 out | grep -q '^#end' ;;
		3) grep -q ':2: ' stderr ;;
		*) die "status $status: $(head -c 300 stderr)" ;;
		esac
	}
	each_program check reads_stream
}

@test "a delivery with a NUL, 1 MiB in a field or no header is answered" {
	check() {
		sed '2s/,/\x00,/' "$in" >nul
		awk -F , -v OFS=, 'NR == 2 {
			big = "x"
			while (length(big) < 1048576) big = big big
			$2 = big
		} { print }' "$in" >big
		sed 1d "$in" >headless
		for file in nul big headless; do
			local status=0
			"${words[@]}" <$file >out 2>stderr || status=$?
			case $status in
			0) tail -n 1 out | grep -q '^#end' ;;
			3) [ -s stderr ] ;;
			*) die "$file: status $status: $(cat stderr)" ;;
			esac
		done
	}
	each_program check reads_delivery
}

@test "a full disk is an error with the system's words" {
	check() {
		local status=0
		"${words[@]}" <"$in" >/dev/full 2>stderr || status=$?
		[ $status -eq 4 ] || die "status $status"
		grep -q 'No space left on device' stderr
	}
	each_program check reads_input
}

@test "a closed standard output is an error" {
	check() {
		local status=0
		"${words[@]}" <"$in" >&- 2>stderr || status=$?
		[ $status -eq 4 ] || die "status $status"
		[ -s stderr ]
	}
	each_program check reads_input
}

# gone COMMAND...: run it when the reader of its output has left already.
gone() {
	rm -f fifo
	mkfifo fifo
	sh -c ': <fifo & exec >fifo; wait; exec "$@"' sh "$@"
}

@test "a reader that goes away ends the program quietly" {
	check() {
		local status=0
		gone "${words[@]}" <"$in" 2>stderr || status=$?
		[ $status -eq 141 ] || die "status $status: $(cat stderr)"
		[ ! -s stderr ] || die "$(cat stderr)"
		set -o pipefail
		"${words[@]}" <"$in" 2>stderr | head -n 1 >/dev/null ||
			[ $? -eq 141 ]
		[ ! -s stderr ] || die "$(cat stderr)"
	}
	each_program check reads_input
}

@test "the same when SIGPIPE is ignored, as under cron or Python" {
	check() {
		local status=0
		(trap '' PIPE && gone "${words[@]}") <"$in" 2>stderr ||
			status=$?
		[ $status -eq 141 ] || die "status $status: $(cat stderr)"
		[ ! -s stderr ] || die "$(cat stderr)"
	}
	each_program check reads_input
}

@test "run twice, the same bytes" {
	check() {
		gives_same "${words[@]}"
	}
	each_program check reads_input
}

@test "one byte per read and three per write: the same bytes" {
	check() {
		gives_same one_byte_reads "${words[@]}"
	}
	each_program check reads_input
}

@test "interrupted reads: the same bytes" {
	check() {
		gives_same with_fault read=eintr,write=short "${words[@]}"
	}
	each_program check reads_input
}

@test "no locale, time zone or directory changes a byte" {
	check() {
		local locale zone
		for locale in C zh_CN.gb18030 de_DE.utf8 tr_TR.utf8; do
			gives_same env LC_ALL=$locale LANG=$locale "${words[@]}"
		done
		for zone in Asia/Shanghai America/St_Johns XYZ-26; do
			gives_same env TZ=$zone "${words[@]}"
		done
		mkdir -p elsewhere
		cd elsewhere
		gives_same "${words[@]}"
	}
	each_program check reads_input
}

@test "-o gives the bytes of standard output, and replaces only when whole" {
	check() {
		expect_status 0 "${words[@]}" -o out <"$in"
		[ -z "$output" ]
		expect_same out "$made"
		echo old >out
		reads_stream || return 0
		head -c 20 "$in" >cut
		expect_status 3 "${words[@]}" -o out <cut
		[ "$(cat out)" = old ]
		[ "$(ls -A | grep -vx queries)" = "$(printf 'cut\nout\nstderr')" ]
	}
	each_program check reads_input
}

@test "side files are streams" {
	check() {
		expect_status 0 "${words[@]}" --findings findings \
			--set-aside aside --ledger ledger -o out <"$in"
		for file in findings aside ledger; do
			tail -n 1 $file | grep -q "^#end	$program	" ||
				die "$file: $(tail -n 1 $file)"
		done
		# Asking for them changes nothing.
		expect_same out "$made"
	}
	each_program check reads_input
}

# By a path of 60 bytes, which the smallest buffer holds but for a table's name
# behind it (so long as temporary files have short ones).
@test "whichever allocation fails: words, exit 4, nothing left behind" {
	local link=$BATS_RUN_TMPDIR/of-60-bytes
	while [ ${#link} -lt 60 ]; do
		link+=-
	done
	cp -R "$TINY/standard" "$link"
	head -n 9 "$ROOT/pipelines/heilongjiang-2020/names.csv" >"$link/names.csv"
	export GREEN_STANDARD=$link
	check() {
		all_cases malloc "$in" 4 "${words[@]}" -o @OUT@
	}
	each_program check reads_input
}

@test "whichever write, read, close or rename fails: the same" {
	check() {
		for call in write write+ read read+ close rename; do
			all_cases $call "$in" 3,4 "${words[@]}" -o @OUT@
		done
		# standard output has no name to be given
		for call in write write+ read read+ close; do
			all_cases $call "$in" 3,4 "${words[@]}"
		done
	}
	each_program check reads_input
}
