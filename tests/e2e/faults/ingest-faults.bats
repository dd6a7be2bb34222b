# What reaches green-ingest broken: cut, flipped, exploding, endless.
load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	head='统计用区划代码,社区名称,居民户数（户）,备注'
	python3 - >d.csv <<-'END'
		print("统计用区划代码,社区名称,居民户数（户）,备注")
		for i in range(1, 4):
		    print("23010200100%d,第%d社区,%d,\"说明，%d\n续\"" % (i, i, i * 100, i))
	END
	gzip -nc d.csv >d.csv.gz
	green-ingest --wave 2021 - <d.csv >whole
}

# max_kb COMMAND...: run it, its largest resident size in $kb.
max_kb() {
	local status=0
	python3 - "$@" >kb 2>stderr <<-'END' || status=$?
		import resource, subprocess, sys
		code = subprocess.call(sys.argv[1:], stdout=open("out", "wb"))
		print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
		sys.exit(code if code >= 0 else 128 - code)
	END
	kb=$(tail -n 1 kb)
	# shellcheck disable=SC2034  # for expect_words
	stderr=$(cat stderr)
	return $status
}

# Memory of an instrumented program says nothing.
small() {
	[ "$MODE" != release ] || [ "$kb" -lt 65536 ] || die "$kb KiB resident"
}

@test "a gzip cut at any byte is refused, and nothing appears" {
	all_cases cut d.csv.gz 3 green-ingest --wave 2021 -o @OUT@ @IN@
}

@test "a plain file cut at any byte is refused, or is a shorter table" {
	local n status
	sweep 50 < <(seq 0 $(($(wc -c <d.csv) - 1)))
	for n in "${cases[@]}"; do
		head -c "$n" d.csv >cut.csv
		status=0
		green-ingest --wave 2021 -o out cut.csv 2>/dev/null || status=$?
		[ $status -eq 0 ] || [ $status -eq 3 ]
		[ $status -ne 3 ] || [ ! -e out ]
		[ $status -ne 0 ] || [ "$(tail -n 1 out | cut -f 1)" = '#end' ]
		rm -f out
	done
}

@test "a gzip with any bit flipped is refused, or gives what it gave" {
	local seen
	sweep 200 < <(seq 0 $(($(wc -c <d.csv.gz) * 8 - 1)))
	seen=$(python3 - "${cases[@]}" <<-'END'
		import subprocess, sys
		data = bytearray(open("d.csv.gz", "rb").read())
		want = open("whole", "rb").read()
		refused = 0
		for bit in map(int, sys.argv[1:]):
		    data[bit // 8] ^= 1 << bit % 8
		    p = subprocess.run(["green-ingest", "--wave", "2021"],
		        input=bytes(data), stdout=subprocess.PIPE,
		        stderr=subprocess.DEVNULL)
		    assert p.returncode in (0, 3), (bit, p.returncode)
		    assert p.returncode == 3 or p.stdout == want, bit
		    refused += p.returncode == 3
		    data[bit // 8] ^= 1 << bit % 8
		print(refused)
	END
	)
	[ "$seen" -gt 100 ]
}

@test "members one behind the other are one text; junk and zeros are refused" {
	{
		head -n 3 d.csv | gzip -nc
		tail -n +4 d.csv | gzip -nc
	} >two.gz
	expect_status 0 green-ingest --wave 2021 - <two.gz
	[ "$output" = "$(cat whole)" ]
	cat d.csv.gz <(printf 'x') >junk.gz
	expect_status 3 green-ingest --wave 2021 junk.gz
	expect_words "byte $(wc -c <junk.gz): what follows"
	cat d.csv.gz <(head -c 512 /dev/zero) >padded.gz
	expect_status 3 green-ingest --wave 2021 padded.gz
}

@test "a gzip bomb is refused soon, in little memory" {
	{
		cat d.csv
		head -c 200000000 /dev/zero | tr '\0' 'x'
	} | gzip -9 >bomb.gz
	run max_kb green-ingest --wave 2021 bomb.gz
	[ "$status" -eq 3 ]
	max_kb green-ingest --wave 2021 bomb.gz || true
	expect_words bomb
	small
}

@test "a million columns are refused by name, in little memory" {
	python3 -c 'print("社区名称," * 1000000)' >x.csv
	max_kb green-ingest --wave 2021 x.csv || [ $? -eq 3 ]
	expect_words 'max-'
	small
	python3 -c 'print("a," * 16000)' >x.csv
	cat d.csv >>x.csv
	max_kb green-ingest --wave 2021 x.csv
	small
}

@test "twenty rows as wide as they may be, and no heading" {
	python3 -c 'print(("a," * 16383 + "\n") * 20, end="")' >x.csv
	max_kb green-ingest --wave 2021 x.csv || [ $? -eq 3 ]
	expect_words 'L01'
	small
}

@test "a cell of 50 MB is refused at its line, in little memory" {
	{
		cat d.csv
		printf '230102001009,'
		head -c 50000000 /dev/zero | tr '\0' 'x'
		printf ',1,\n'
	} >x.csv
	max_kb green-ingest --wave 2021 x.csv || [ $? -eq 3 ]
	expect_words 'x.csv:8: .*max-record'
	small
}

@test "ruling 36d: a quote that never closes costs its line of two million" {
	{
		printf '%s\n230102001001,"A社区,5,\n' "$head"
		yes 230102001002,B社区,6, | head -n 2000000
	} >x.csv
	max_kb green-ingest --wave 2021 --findings f --ledger l x.csv
	small
	grep -q '^2021	x.csv	2	.*	D14	SETASIDE	' f
	[ "$(sed -n 2p l | cut -f 5-7)" = $'2000002\t2000000\t1' ]
}

@test "ten million empty lines are ten million blank rows, in little memory" {
	{
		head -n 3 d.csv
		yes '' | head -n 10000000
	} >x.csv
	max_kb green-ingest --wave 2021 --ledger l x.csv
	small
	[ "$(sed -n 2p l | cut -f 5,6,9)" = $'10000002\t1\t10000001' ]
}

@test "a delivery of 200,000 rows takes no more memory than one of 20" {
	python3 - >x.csv <<-'END'
		print("统计用区划代码,社区名称,居民户数（户）,备注")
		for i in range(200000):
		    print("%012d,第%d社区,%d,说明" % (230102001001 + i, i, i % 900 + 1))
	END
	max_kb green-ingest --wave 2021 --keep-going --findings f x.csv
	[ "$MODE" != release ] || [ "$kb" -lt 32768 ]
	[ "$(tail -n 1 out | cut -f 3)" = 200000 ]
	iconv -f UTF-8 -t GB18030 x.csv | gzip >g.csv.gz
	mv out want
	max_kb green-ingest --wave 2021 --keep-going --findings f g.csv.gz
	[ "$MODE" != release ] || [ "$kb" -lt 32768 ]
	[ "$(rows want | cut -f 3- | cksum)" = "$(rows out | cut -f 3- | cksum)" ]
}

@test "the N-th read or write fails, N = 1, 2, 3...: no output, no crash" {
	local call n status
	for call in read write; do
		for ((n = 1; n < 200; n++)); do
			status=0
			with_fault "$call=$n" green-ingest --wave 2021 \
			    --findings f -o out - <d.csv >stdout 2>stderr ||
			    status=$?
			[ $status -ne 0 ] || break
			[[ $status =~ ^[234]$ ]] || die "$call=$n: $status"
			[ ! -e out ] || die "$call=$n: an output appeared"
			[ -s stderr ]
		done
		[ $n -gt 3 ] && [ $n -lt 200 ]
		rm -f out f
	done
}
