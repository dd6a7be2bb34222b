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

export LC_ALL=C TZ=UTC SEED=${SEED:-1} PYTHONDONTWRITEBYTECODE=1
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
	end-stream "${1:-green-test}" "${@:2}"
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

# as_nobody COMMAND...: in an empty environment, as a user who owns the data of
# the test and nothing else: root becomes one, any other is one.
as_nobody() {
	set -- env -i PATH="$B/bin:/usr/bin:/bin" "$@"
	if [ "$(id -u)" -eq 0 ]; then
		chown -R nobody "$BATS_TEST_TMPDIR"
		chmod 755 "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR/.." \
			"$BATS_TEST_TMPDIR"
		set -- setpriv --reuid nobody --regid nogroup --clear-groups "$@"
	fi
	"$@"
}

# one_byte_reads COMMAND...: every read gives one byte, writes take three.
one_byte_reads() {
	with_fault read=short,write=short "$@"
}

# all_cases MODE INPUT STATUSES PROGRAM [ARG...]: torture, in a directory of its
# own: a slice of the cases that $SEED chooses, all in `make soak`.  Where
# memory runs out, what gcov writes at a program's end crashes: that proves
# nothing there, and is allowed.
all_cases() {
	local mode=$1 input=$2 statuses=$3 dir
	[ "$MODE,${mode%+}" != coverage,malloc ] || statuses+=,crash
	shift 3
	dir=$(mktemp -d "$BATS_TEST_TMPDIR/torture.XXXXXX")
	torture "$mode" "$FAULT" "$dir" "$input" "$statuses" "$@"
}

# sweep N <CASES: of these lines N that $SEED chooses for this test, all in
# `make soak`, to the array $cases.  No case is a fault.
sweep() {
	mapfile -t cases < <(python3 "$ROOT/tests/e2e/lib/sweep.py" "$1")
	[ -n "${cases[*]}" ] || die "there is no case to try"
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

# read_again DIR: each of its deliveries is another one than it was.
read_again() {
	local file
	for file in "$1"/inbox/*/*.csv; do
		echo >>"$file"
	done
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

# Of the program of the row: whether it reads anything, a stream or deliveries,
# and whether what it writes is a stream.
reads_input() {
	[ "$input" != - ]
}

reads_stream() {
	reads_input && ! reads_delivery
}

reads_delivery() {
	[ "$input" = delivery ]
}

makes_stream() {
	[[ $output = stream* ]]
}

# each_program CHECK [CONCERNS]: call CHECK for every row that CONCERNS, a word
# above or of the test's own, is true of, with the row in $program, $input,
# $output and the array $words (program and arguments), and the path of its
# sample input in $in and output in $made.  All rows are tried; none is a fault.
each_program() {
	local program input output arguments in made words failed=0 status
	local check=$1 concerns=${2:-true} tried=0
	while read_row; do
		# shellcheck disable=SC2034,SC2206
		words=($program $arguments)
		in=$SAMPLES/$input made=$SAMPLES/$program
		[ "$input" != - ] || in=/dev/null
		"$concerns" || continue
		tried=$((tried + 1))
		set +e
		(
			set -e
			"$check"
		)
		status=$?
		set -e
		[ $status -eq 0 ] || {
			echo "$program: $check" >&2
			failed=1
		}
	done < <(table)
	[ $tried -gt 0 ] || die "no program was tried" || return
	return $failed
}
