# What a stream promises: a part of one is never taken for the whole.
load ../lib/helpers

setup_file() {
	make_samples
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "cut after any byte: exit 3 and no output, for every program" {
	check() {
		all_cases cut "$in" 3 "${words[@]}" -o @OUT@
	}
	each_program check reads_stream
}

@test "without any one line: exit 3 and no output, for every program" {
	check() {
		all_cases drop "$in" 3 "${words[@]}" -o @OUT@
	}
	each_program check reads_stream
}

@test "with any one line twice: exit 3 and no output, for every program" {
	check() {
		all_cases double "$in" 3 "${words[@]}" -o @OUT@
	}
	each_program check reads_stream
}

@test "with one bit of any byte changed: exit 3 and no output, for every program" {
	check() {
		all_cases flip "$in" 3 "${words[@]}" -o @OUT@
	}
	each_program check reads_stream
}

@test "a stream of before trailers had a hash is read by no program" {
	check() {
		sed -E '$s/\t[0-9a-f]{16}$//' "$in" >old
		expect_status 3 "${words[@]}" -o out <old
		expect_words ': the trailer has no hash: a version before 0\.2 wrote it'
		[ ! -e out ]
	}
	each_program check reads_stream
}

@test "every output stream ends with its program, records, bytes and hash" {
	check() {
		body "$made" | stream "$program" >expected
		expect_same "$made" expected
	}
	each_program check makes_stream
}

@test "every file given is read, and one cut file spoils them all" {
	check() {
		head -c -3 "$in" >cut
		expect_status 3 "${words[@]}" "$in" cut
		expect_words '^[a-z-]+: cut:'
		expect_status 3 "${words[@]}" cut "$in"
	}
	each_program check reads_stream
}

@test "cat of two halves is the stream: the same rows come out" {
	check() {
		local half
		half=$(($(rows "$in" | wc -l) / 2))
		body "$in" | head -n $((half + 1)) | stream >one
		body "$in" | half="$half" awk 'BEGIN { half = ENVIRON["half"] }
		NR == 1 || NR > half + 1' |
			stream >two
		cat one two >joined
		expect_status 0 "${words[@]}" -o out <joined
		expect_same out "$made"
		expect_status 0 "${words[@]}" -o out one two
		expect_same out "$made"
	}
	each_program check reads_stream
}

@test "streams of different columns do not join" {
	check() {
		body "$in" | sed 's/$/\tmore/' | stream >other
		cat "$in" other >joined
		expect_status 3 "${words[@]}" <joined
	}
	each_program check reads_stream
}

# The audit is what refuses the mark.
takes_foreign() {
	reads_stream && [ "$program" != green-audit ]
}

@test "what other tools made is read with --foreign only, and stays so" {
	check() {
		body "$in" >plain
		expect_status 3 "${words[@]}" <plain
		expect_status 0 "${words[@]}" --foreign -o out <plain
		makes_stream || return 0
		tail -n 1 out | grep -q "^#end	$program	.*	foreign\$"
		expect_same <(body out) <(body "$made")
		# The mark is inherited, also without the option.
		body "$in" | stream green-test foreign >marked
		expect_status 0 "${words[@]}" -o out <marked
		tail -n 1 out | grep -q "	foreign\$"
	}
	each_program check takes_foreign
}

@test "a line may have 60 MiB and a hundred thousand fields, but not 64 MiB" {
	long() {
		printf 'a\n'
		head -c $(($1 << 20)) /dev/zero | tr '\0' x
		echo
	}
	long 60 | stream >long
	green-cat <long | cmp - <(body long | stream green-cat)
	long 64 | stream >long
	expect_status 3 green-cat long
	[ "$stderr" = "green-cat: long:2: the line is longer than a stream's line may be (64 MiB)" ]
	{ seq -s $'\t' 100000 && seq -s $'\t' 100001 200000; } | stream >wide
	green-cat <wide | cmp - <(body wide | stream green-cat)
	cat wide | one_byte_reads green-cat | cmp - <(body wide | stream green-cat)
}

@test "a delivery named #end, or a cell #end, does not look like a trailer" {
	check() {
		sed '2s/^[^,]*/#end/' "$in" >'#end'
		expect_status 0 "$program" --wave 2023 -o out '#end'
		[ "$(grep -c '^#end' out)" -eq 1 ]
		body out | stream "$program" >expected
		expect_same out expected
	}
	each_program check reads_delivery
}

@test "a killed neighbour is noticed without pipefail" {
	check() {
		local status=0
		# sh has no pipefail; the writer dies after half the stream.
		sh -c '{ head -c "$1" "$2"; kill -9 $$; } | { shift 2; "$@"; }' \
		    sh $(($(wc -c <"$in") / 2)) "$in" "${words[@]}" -o out \
		    2>stderr || status=$?
		[ ! -e out ]
		[ $status -ne 0 ]
	}
	each_program check reads_stream
}
