# green-chain: stages in one process leave what they leave joined by pipes: the
# output, and at every seam the stream, its side files and its ledger, whoever
# works at the same time.  What is wrong is said by the stage that found it.
load ../lib/helpers

# With threads under ThreadSanitizer: CHAIN=build/tsan/bin/green-chain.
CHAIN=${CHAIN:-green-chain}
export TSAN_OPTIONS=exitcode=99

STAGES=(ingest clean match dedup normalise score tally stats)

setup_file() {
	# more records than blocks hold that wait, copies, records in doubt
	green-synth --register "$ROOT/sample-data/register.csv" --wave 2021 \
		--communities 1500 --mess heavy --out "$BATS_FILE_TMPDIR/synth"
	cd "$BATS_FILE_TMPDIR" || return
	through_pipes
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# words_of STAGE FOLDER: its words, with all side files in FOLDER.
words_of() {
	words=("$1" -q --findings "$2/$1.findings" --set-aside "$2/$1.aside"
		--ledger "$2/$1.ledger")
	case $1 in
	ingest)
		words+=(--wave 2021 --keep-going --layout "$2/layout"
			--root "$BATS_FILE_TMPDIR/synth/inbox")
		;;
	match | stats) words+=(--register "$BATS_FILE_TMPDIR/synth/register.csv") ;;
	normalise | score) words+=(--as-of 2021-11-15) ;;
	esac
}

through_pipes() {
	local stage input=pipes/none
	mkdir pipes
	for stage in "${STAGES[@]}"; do
		words_of "$stage" pipes
		if [ "$stage" = ingest ]; then
			"green-$stage" "${words[@]:1}" synth/inbox/2021/* \
				>"pipes/$stage"
		else
			"green-$stage" "${words[@]:1}" <"$input" >"pipes/$stage"
		fi
		input=pipes/$stage
	done
}

# chain FROM JOBS FOLDER: from the stage of that number on, each with a file of
# its own for what it gives.
chain() {
	local i line=()
	mkdir "$3"
	for ((i = $1; i < ${#STAGES[@]}; i++)); do
		words_of "${STAGES[i]}" "$3"
		[ "$i" -eq "$1" ] || line+=(:)
		line+=("${words[@]}" -o "$3/${STAGES[i]}")
		[ "$i" -ne 0 ] || line+=("$BATS_FILE_TMPDIR"/synth/inbox/2021/*)
	done
	if [ "$1" -gt 0 ]; then
		"$CHAIN" -j "$2" "${line[@]}" \
			<"$BATS_FILE_TMPDIR/pipes/${STAGES[$1 - 1]}"
	else
		"$CHAIN" -j "$2" "${line[@]}"
	fi
}

# same FOLDER: every file in it is that of the pipes.
same() {
	local file
	for file in "$1"/*; do
		expect_same "$file" "$BATS_FILE_TMPDIR/pipes/${file##*/}"
	done
}

# Deliveries are read by as many processes, and by as many what dedup has kept.
@test "everything at every seam is as through pipes, whoever works at once" {
	for jobs in 1 2 3 5 8 16; do
		chain 0 $jobs "$jobs"
		[ "$(printf '%s\n' "$jobs"/* | wc -l)" -eq 33 ]
		same "$jobs"
	done
}

# front JOBS DELIVERY...: some stages, what they give in JOBS.out, their words in
# JOBS.err; how they ended is JOBS.status.
front() {
	local jobs=$1 status=0
	shift
	"$CHAIN" -j "$jobs" ingest --wave 2021 --findings "$jobs.ingest" "$@" : \
		clean --findings "$jobs.clean" : \
		match --register "$BATS_FILE_TMPDIR/synth/register.csv" : \
		dedup --findings "$jobs.dedup" --ledger "$jobs.ledger" \
		>"$jobs.out" 2>"$jobs.err" || status=$?
	echo $status >"$jobs.status"
}

# as_one JOBS: as it is with one process.
as_one() {
	local file
	for file in 1.*; do
		expect_same "$1.${file#1.}" "$file"
	done
}

@test "a delivery given twice, others in its place, and warnings come in order" {
	deliveries=("$BATS_FILE_TMPDIR"/synth/inbox/2021/*)
	printf 'no heading\n' >a.csv
	printf 'nor here\n' >b.csv
	for jobs in 1 4; do
		front $jobs --keep-going "${deliveries[@]:0:6}" \
			"${deliveries[@]:2:3}"
		mkdir -p $jobs
		mv $jobs.* $jobs
		front $jobs --keep-going a.csv "${deliveries[@]:0:4}" b.csv
	done
	as_one 4
	[ "$(grep -c '^green-ingest: [ab].csv' 4.err)" -eq 2 ]
	cd 4
	for file in *; do
		expect_same "$file" "../1/1.${file#4.}"
	done
	grep -q . 4.out
}

@test "what is wrong with a delivery is said as by one process" {
	deliveries=("$BATS_FILE_TMPDIR"/synth/inbox/2021/*)
	printf 'no heading\n' >a.csv
	printf 'nor here\n' >b.csv
	for jobs in 1 4; do
		front $jobs "${deliveries[@]:0:5}" b.csv "${deliveries[@]:5}" a.csv
		[ "$(cat $jobs.status)" -eq 3 ]
		rm $jobs.out
	done
	as_one 4
	[ ! -e 4.clean ]
	[ "$(grep -c '^green-ingest: .*csv' 4.err)" -eq 1 ]
}

@test "where processes cannot be had one does it all" {
	deliveries=("$BATS_FILE_TMPDIR"/synth/inbox/2021/*)
	front 1 "${deliveries[@]:0:20}"
	(
		ulimit -n 30
		front 4 "${deliveries[@]:0:20}"
	)
	as_one 4
}

@test "from every stage on the chain takes the stream of the one before" {
	for from in 1 2 3 4 5 6 7; do
		chain $from 1 "one.$from"
		same "one.$from"
		chain $from 8 "many.$from"
		same "many.$from"
	done
}

@test "without -o in between nothing is written there, and the end is the same" {
	for jobs in 1 4; do
		"$CHAIN" --jobs=$jobs \
			normalise --as-of 2021-11-15 "$BATS_FILE_TMPDIR/pipes/dedup" : \
			score --as-of 2021-11-15 : tally >tally
		expect_same tally "$BATS_FILE_TMPDIR/pipes/tally"
	done
	[ "$(ls)" = tally ]
}

@test "one row, and none, and a foreign stream go through as through pipes" {
	for rows in 1 2; do
		head -n $rows "$BATS_FILE_TMPDIR/pipes/dedup" >some
		green-normalise --foreign some | green-score | green-tally >want
		for jobs in 1 4; do
			"$CHAIN" -j $jobs normalise --foreign some : score : \
				tally >got
			expect_same got want
		done
	done
	tail -n 1 got | grep -q 'foreign$'
}

@test "a row longer than a block goes through" {
	{
		tsv wave src line note more
		printf '2021\ta.csv\t1\t%0300000d\tx\n' 7
		printf '2021\ta.csv\t2\t\ty\n'
	} | stream >long
	green-cat long >want
	for jobs in 1 4; do
		"$CHAIN" -j $jobs cat long : cat : cat >got
		expect_same got want
	done
}

@test "what is wrong is said by the stage that found it, and no stream ends" {
	{
		tsv wave src line note
		for i in {1..500}; do
			tsv 2021 a.csv "$i" x
		done
	} | stream >good
	for jobs in 1 4; do
		# in the first, in the middle, at once, at the end
		head -c 3000 good >cut
		expect_status 3 "$CHAIN" -j $jobs cat cut : cat
		expect_words '^green-cat: cut:'
		! grep -q '^#end' <<<"$output"
		expect_status 3 "$CHAIN" -j $jobs cat good : cat --columns none : \
			cat -o out
		expect_words "^green-cat: .*'none'"
		[ ! -e out ]
		expect_status 4 "$CHAIN" -j $jobs cat good : cat -o no/such : cat
		expect_words '^green-cat: no/such'
		expect_status 4 "$CHAIN" -j $jobs cat good : cat : \
			cat -o /dev/full
		expect_words '^green-cat: /dev/full'
	done
}

@test "a command line that is wrong is a usage error" {
	expect_status 2 "$CHAIN"
	expect_words 'a stage.s name is missing'
	expect_status 2 "$CHAIN" cat : : cat
	expect_words 'a stage.s name is missing'
	expect_status 2 "$CHAIN" cat :
	expect_status 2 "$CHAIN" cat : dog
	expect_words "there is no stage 'dog'"
	expect_status 2 "$CHAIN" clean : ingest --wave 2021
	expect_words "'ingest' takes no rows"
	expect_status 2 "$CHAIN" cat : cat file
	expect_words 'only the first'
	expect_status 2 "$CHAIN" --jobs 0 cat
	expect_status 2 "$CHAIN" --no-such cat
	expect_status 2 "$CHAIN" cat --no-such
}

@test "a stage's own help and the stages' full names are understood" {
	expect_status 0 "$CHAIN" clean --help
	[[ $output = *--explain-rules* ]]
	expect_status 0 "$CHAIN" green-cat "$BATS_FILE_TMPDIR/pipes/tally" : \
		green-cat
	cmp <(sed '$d' <<<"$output") <(sed '$d' "$BATS_FILE_TMPDIR/pipes/tally")
}

@test "--fail-on of any stage, and a reader that goes away, end it as a pipe" {
	expect_status 1 "$CHAIN" clean --fail-on asked \
		"$BATS_FILE_TMPDIR/pipes/ingest" : cat -o out
	[ -s out ]
	for jobs in 1 4; do
		set +o pipefail
		(
			status=0
			"$CHAIN" -j $jobs clean "$BATS_FILE_TMPDIR/pipes/ingest" : \
				cat || status=$?
			echo $status >status
		) | head -c 100 >/dev/null
		set -o pipefail
		[ "$(cat status)" -eq 141 ]
	done
}
