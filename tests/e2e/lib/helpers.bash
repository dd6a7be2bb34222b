# Loaded by every .bats file (`load helpers`): the built programs on PATH, a
# known environment, and words to make streams, to expect, and to make trouble.
# shellcheck shell=bash

ROOT=$(cd "${BASH_SOURCE[0]%/*}/../../.." && pwd -P)
MODE=${MODE:-release}
B=${BUILD:-$ROOT/build}/$MODE
TINY=$ROOT/tests/e2e/fixtures/second-standard
FAULT=$B/tests/fault.so
PATH=$B/bin:$B/tests:$PATH
export ROOT MODE B TINY FAULT PATH

export LC_ALL=C TZ=UTC
export GREEN_STANDARD=${GREEN_STANDARD:-$ROOT/pipelines/heilongjiang-2020}
unset LANG LANGUAGE CDPATH POSIXLY_CORRECT

# A sanitizer's complaint is exit 99, which no test expects; leaks count too.
if [ "$MODE" = asan ]; then
	export ASAN_OPTIONS=exitcode=99:verify_asan_link_order=0:allocator_may_return_null=1
	export UBSAN_OPTIONS=exitcode=99:print_stacktrace=1:halt_on_error=1
	export LSAN_OPTIONS=exitcode=99
fi

# die WORDS: fail the test and say why.
die() {
	printf '%s\n' "$@" >&2
	return 1
}

# stream [PROGRAM [foreign]] <TSV: the lines of standard input and the trailer
# that PROGRAM (default green-test) would have written after them.
stream() {
	local text
	text=$(mktemp "$BATS_TMPDIR/stream.XXXXXX")
	cat >"$text"
	cat "$text"
	printf '#end\t%s\t%d\t%d%s\n' "${1:-green-test}" \
	    $(($(wc -l <"$text") - 1)) "$(wc -c <"$text")" "${2:+$'\t'$2}"
	rm "$text"
}

# body FILE: a stream without its trailer, to be changed and given to `stream`.
body() {
	sed '$d' "$1"
}

# tsv WORDS...: one line of a stream; `-` stands for an empty field.
tsv() {
	local out='' word
	for word; do
		[ "$word" != - ] || word=''
		out+=$word$'\t'
	done
	printf '%s\n' "${out%$'\t'}"
}

# expect_status N COMMAND...: run it, output in $output, stderr in $stderr.
expect_status() {
	local want=$1 got=0
	shift
	output=$("$@" 2>"$BATS_TEST_TMPDIR/stderr") || got=$?
	stderr=$(cat "$BATS_TEST_TMPDIR/stderr")
	[ "$got" -eq "$want" ] ||
		die "$*: status $got, not $want" "stdout: $output" \
		    "stderr: $stderr"
}

# expect_same FILE FILE [WORDS]: the same bytes, or the first differences.
expect_same() {
	cmp -s "$1" "$2" ||
		die "${3:-$1 and $2 differ}" "$(diff "$1" "$2" | head -n 20)"
}

# expect_words PATTERN: the last stderr matches (extended regular expression).
expect_words() {
	[[ $stderr =~ $1 ]] || die "stderr does not match $1:" "$stderr"
}

# with_fault PLAN COMMAND...: under fault.so (see tests/e2e/lib/shim/fault.c).
with_fault() {
	local plan=$1
	shift
	GREEN_FAULT=$plan LD_PRELOAD=$FAULT "$@"
}

# one_byte_reads COMMAND...: every read gives one byte, writes take three.
one_byte_reads() {
	with_fault read=short,write=short "$@"
}

# all_cases MODE INPUT STATUSES PROGRAM [ARG...]: torture (tests/e2e/lib/torture.c)
# in a directory of its own.  Where memory runs out, what gcov writes at a
# program's end crashes: nothing is learnt of the program then.
all_cases() {
	local mode=$1 input=$2 statuses=$3 dir
	[ "$MODE,${mode%+}" != coverage,malloc ] || return 0
	shift 3
	dir=$(mktemp -d "$BATS_TEST_TMPDIR/torture.XXXXXX")
	torture "$mode" "$FAULT" "$dir" "$input" "$statuses" "$@"
}

# rows FILE...: the rows of streams, without header and trailer.
rows() {
	local file
	for file; do
		sed '1d; /^#end\t/d' "$file"
	done
}

# tiny_data DIR: a data folder for the night, two waves of the second standard.
tiny_data() {
	mkdir -p "$1"
	cp -R "$TINY/register.csv" "$TINY/inbox" "$1"
}

# ---- the table of programs (programs.tsv) ----

# make_samples: run the table's chain on a delivery of the second standard, for
# all tests of a file.  The output of each program that is built is
# $SAMPLES/PROGRAM, its ledger and findings PROGRAM.ledger and .findings, the
# delivery $SAMPLES/delivery.
make_samples() {
	local program input output arguments
	export GREEN_STANDARD=$TINY/standard SAMPLES=$BATS_FILE_TMPDIR/samples
	mkdir "$SAMPLES"
	cp "$TINY/inbox/2023/north.csv" "$SAMPLES/delivery"
	while read_row; do
		[ "$input" != - ] || continue
		# shellcheck disable=SC2086,SC2094  # arguments are words
		(cd "$SAMPLES" && "$program" $arguments --ledger "$program.ledger" \
			--findings "$program.findings" \
			<"$input" >"$program") ||
			die "make_samples: $program $arguments fails"
	done < <(table)
}

# The rows of the table whose programs are built, with paths filled in.
table() {
	grep -v '^#' "$ROOT/tests/e2e/fixtures/programs.tsv" |
		sed "s|@REG@|$TINY/register.csv|g; s|@TINY@|$TINY|g" |
		while IFS=$'\t' read -r line; do
			[ ! -x "$B/bin/${line%%$'\t'*}" ] || echo "$line"
		done
}

# Read one row of it into $program, $input, $output, $arguments.
read_row() {
	IFS=$'\t' read -r program input output arguments
}

# Whether the program of the row reads a stream.
reads_stream() {
	[ "$input" != - ] && [ "$input" != delivery ]
}

# each_program CHECK: call CHECK for every row, with the row in $program,
# $input, $output and the array $words (program and arguments), and the path of
# its sample input in $in and output in $made.  All rows are tried.
each_program() {
	local program input output arguments in made words failed=0 status
	while read_row; do
		# shellcheck disable=SC2034,SC2206
		words=($program $arguments)
		in=$SAMPLES/$input made=$SAMPLES/$program
		[ "$input" != - ] || in=/dev/null
		set +e
		(
			set -e
			"$@"
		)
		status=$?
		set -e
		[ $status -eq 0 ] || {
			echo "$program: $*" >&2
			failed=1
		}
	done < <(table)
	return $failed
}
