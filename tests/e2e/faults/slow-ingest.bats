# Deliveries of a gigabyte are read or refused in little memory, wherever what
# is wrong with them ends.  A sweep over sizes: a twelfth of it is more than the
# memory that is allowed, and is what is tried but in `make soak`.
load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	share=$([ -n "${SOAK:-}" ] && echo 1 || echo 12)
	head='统计用区划代码,社区名称,居民户数（户）,备注'
}

teardown() {
	rm -f "$BATS_TEST_TMPDIR"/*.csv "$BATS_TEST_TMPDIR"/*.gz
}

# measured STATUS COMMAND...: it ends with STATUS, in less than 64 MB.
measured() {
	local want=$1 got=0
	shift
	python3 - "$@" >kb 2>stderr <<-'END' || got=$?
		import resource, subprocess, sys
		code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
		print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
		sys.exit(code if code >= 0 else 128 - code)
	END
	# shellcheck disable=SC2034  # for expect_words
	stderr=$(cat stderr)
	[ "$got" -eq "$want" ] || die "status $got, not $want" "$stderr"
	[ "$(tail -n 1 kb)" -lt 65536 ] || die "$(tail -n 1 kb) KiB resident"
}

@test "a cell of a gigabyte" {
	{
		printf '%s\n230102001001,' "$head"
		head -c $((1000000000 / share)) /dev/zero | tr '\0' 'x'
	} >x.csv
	measured 3 green-ingest --wave 2021 x.csv
	expect_words 'x.csv:2: .*max-record'
}

# It costs its line (ruling 36 d); without a row behind it the rest is refused.
@test "a quote that never closes, a gigabyte before the end" {
	local lines=$((40000000 / share))
	{
		printf '%s\n230102001001,"A\n' "$head"
		yes 230102001002,B社区,6, | head -n "$lines"
	} >x.csv
	measured 0 green-ingest --wave 2021 --ledger l x.csv
	[ "$(sed -n 2p l | cut -f 5-7)" = $((lines + 2))$'\t'"$lines"$'\t1' ]
	{
		printf '%s\n230102001001,"A\n' "$head"
		yes x,x,x,x,x | head -n "$lines"
	} >x.csv
	measured 3 green-ingest --wave 2021 x.csv
	expect_words 'x.csv:2: a damaged quote'
}

@test "a thousand million empty lines, or a twelfth of them" {
	{
		printf '%s\n230102001001,A,1,\n' "$head"
		yes '' | head -n $((1000000000 / share))
	} >x.csv
	measured 0 green-ingest --wave 2021 --ledger l x.csv
	local lines=$((1000000000 / share))
	[ "$(sed -n 2p l | cut -f 5,6,9)" = \
		$((lines + 2))$'\t1\t'$((lines + 1)) ]
}

@test "a gigabyte of gzip bomb" {
	{
		printf '%s\n230102001001,A,1,\n' "$head"
		head -c $((1000000000 / share)) /dev/zero | tr '\0' ','
	} | gzip -9 >x.csv.gz
	measured 3 green-ingest --wave 2021 x.csv.gz
	expect_words bomb
}

@test "a million communities in one delivery, in less than 32 MB" {
	python3 - >x.csv <<-'END'
		print("统计用区划代码,社区名称,居民户数（户）,备注")
		for i in range(1000000):
		    print("%012d,第%d社区,%d,说明" % (230102001001 + i, i, i % 900 + 1))
	END
	measured 0 green-ingest --wave 2021 --keep-going --ledger l x.csv
	[ "$(tail -n 1 kb)" -lt 32768 ]
	[ "$(sed -n 2p l | cut -f 6)" -eq 1000000 ]
}

@test "a workbook of twenty million cells, or a twelfth of them, in less than 32 MB" {
	local rows=$((126517 / share))
	python3 "$ROOT/tests/bench/peers/big_workbook.py" \
		"$GREEN_STANDARD/columns.csv" x.xlsx $rows
	measured 0 green-ingest --wave 2021 --ledger l x.xlsx
	[ "$(tail -n 1 kb)" -lt 32768 ]
	[ "$(sed -n 2p l | cut -f 6)" -eq $rows ]
	rm x.xlsx
}
