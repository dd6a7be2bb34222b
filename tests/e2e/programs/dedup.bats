#!/usr/bin/env bats
# green-dedup: of several submissions of a unit the one that stands goes on,
# and every other is told of.

load ../lib/helpers

A=230102001001
B=230102001002

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# delivery FILE: a stream of the lines of standard input, each `CODE WHO DATE
# REVISION HOUSEHOLDS MECHANISM` (`-`: empty); the delivery is named like it.
delivery() {
	local n=1 words
	{
		tsv wave src line community_code reporter_org report_date \
		    revision_no flags households c01_mechanism
		while read -ra words; do
			n=$((n + 1))
			tsv 2021 "$1" $n "${words[@]:0:4}" - "${words[@]:4}"
		done
	} | stream >"$1"
}

# dedup FILE...: out.tsv, findings.tsv and ledger.tsv of these deliveries.
dedup() {
	green-dedup -q --findings findings.tsv --ledger ledger.tsv \
	    -o out.tsv "$@"
}

# went LINE...: `SRC:LINE HOUSEHOLDS` of all that goes on, in any order.
went() {
	rows out.tsv | awk -F'\t' '{ print $2 ":" $3, $9 }' | LC_ALL=C sort >got
	printf '%s\n' "$@" | LC_ALL=C sort >want
	expect_same want got
}

# said LINE...: `SRC:LINE COLUMN RULE ACTION` of all findings, in any order.
said() {
	rows findings.tsv | awk -F'\t' '{ print $2 ":" $3, $5, $6, $7 }' |
		LC_ALL=C sort >got
	if [ $# -gt 0 ]; then
		printf '%s\n' "$@"
	fi | LC_ALL=C sort >want
	expect_same want got
}

# merged N: so many in the ledger.
merged() {
	[ "$(rows ledger.tsv | awk -F'\t' '{ n += $8 } END { print n }')" \
	    -eq "$1" ] || die "$(cat ledger.tsv)"
	rows ledger.tsv | awk -F'\t' '$5 != $6 + $8 { exit 1 }'
}

@test "what was sent once goes on as it is" {
	delivery a <<-END
		$A x 2021-05-01 1 100 1
		$B x - - - ?
	END
	dedup a
	body a >want
	body out.tsv >got
	expect_same want got
	said
	merged 0
}

@test "R01: a record that was sent twice is kept once and told of" {
	delivery a <<-END
		$A x 2021-05-01 1 100 1
		$A x 2021-05-01 1 100 1
	END
	delivery b <<-END
		$A x 2021-05-01 1 100 1
	END
	dedup b a
	went 'a:2 100'
	said 'a:3 community_code R01 MERGE' 'b:2 community_code R01 MERGE'
	rows findings.tsv | grep -q 'a:2$'
	merged 2
}

@test "R01: the same unit in another wave is another record" {
	delivery a <<-END
		$A x 2021-05-01 1 100 1
	END
	body a | sed 's/^2021\ta/2022\tb/' | stream >b
	dedup a b
	went 'a:2 100' 'b:2 100'
	said
}

@test "R02: the highest revision stands, as a number, whatever the date" {
	delivery a <<-END
		$A x 2021-09-01 9 100 1
		$A x 2021-05-01 10 101 1
		$A x 2021-10-01 - 102 1
	END
	dedup a
	went 'a:3 101'
	said 'a:2 community_code R02 MERGE' 'a:4 community_code R02 MERGE'
	merged 2
}

@test "R02: then the later report date" {
	delivery a <<-END
		$A x 2021-05-02 1 100 1
		$A x 2021-05-01 1 101 1
		$B x 2021-05-02 - 200 1
		$B x 2021-06 - 201 1
	END
	dedup a
	went 'a:2 100' 'a:5 201'
	said 'a:3 community_code R02 MERGE' 'a:4 community_code R02 MERGE'
}

@test "R02: a tie goes on once, in query, and all of it are asked" {
	delivery a <<-END
		$A x 2021-05-01 1 100 1
	END
	delivery b <<-END
		$A x 2021-05-01 1 101 -
	END
	dedup a b
	[ "$(rows out.tsv | wc -l)" -eq 1 ]
	rows out.tsv | awk -F'\t' '$8 != "community_code:R02" ||
	    $9 != "?" || $10 != "?" || $4 != '$A' { exit 1 }'
	[ "$(rows findings.tsv | grep -c 'R02	ASK')" -eq 2 ]
	[ "$(rows findings.tsv | grep -c 'R02	MERGE')" -eq 1 ]
	[ "$(rows findings.tsv | wc -l)" -eq 3 ]
	merged 1
	expect_status 1 green-dedup -q --fail-on asked a b
}

@test "R02: what is older than a tie is merged, what is the same as it too" {
	delivery a <<-END
		$A x 2021-04-01 1 99 1
		$A x 2021-05-01 1 100 1
		$A x 2021-05-01 1 100 1
		$A x 2021-05-01 1 101 1
	END
	dedup a
	[ "$(rows out.tsv | wc -l)" -eq 1 ]
	rows findings.tsv | grep -q '^2021	a	2	.*	R02	MERGE	'
	[ "$(rows findings.tsv | grep -c '^2021	a	2	')" -eq 1 ]
	merged 3
}

@test "a date of low precision is later only if it certainly is" {
	delivery a <<-END
		$A x 2021-05 - 100 1
		$A x 2021-05-31 - 101 1
		$B x 2020 - 200 1
		$B x 2021-01-01 - 201 1
	END
	dedup a
	went 'a:5 201' "$(rows out.tsv | awk -F'\t' '$9 == "?" {
	    print $2 ":" $3, $9 }')"
	[ "$(rows findings.tsv | grep -c "$A.*R02	ASK")" -eq 2 ]
	rows findings.tsv | grep -q '^2021	a	4	.*	R02	MERGE	'
	for date in - '?'; do
		delivery a <<-END
			$A x $date - 100 1
			$A x 2021-05-31 - 101 1
		END
		dedup a
		[ "$(rows findings.tsv | grep -c 'R02	ASK')" -eq 2 ]
	done
}

@test "a revision in query settles nothing" {
	delivery a <<-END
		$A x 2021-05-01 ? 100 1
		$A x 2021-06-01 7 101 1
	END
	dedup a
	rows out.tsv | cut -f9 | grep -qx '?'
	[ "$(rows findings.tsv | grep -c 'R02	ASK')" -eq 2 ]
}

@test "R03: that another unit reported is told" {
	delivery a <<-END
		$A street 2021-05-01 - 100 1
		$A community 2021-05-02 - 101 1
		$B street 2021-05-01 - 200 1
		$B street 2021-05-02 - 201 1
		$B - 2021-05-01 - 202 1
	END
	dedup a
	went 'a:3 101' 'a:5 201'
	said 'a:2 community_code R03 MERGE' 'a:4 community_code R02 MERGE' \
	    'a:6 community_code R02 MERGE'
}

@test "R04: values that a later record leaves blank are listed" {
	delivery a <<-END
		$A x 2021-05-01 - 100 1
		$A x 2021-05-02 - - 0
		$B x 2021-05-01 - ? 1
		$B x 2021-05-02 - - 1
	END
	dedup a
	went 'a:3 ' 'a:5 '
	said 'a:2 community_code R02 MERGE' 'a:2 households R04 NOTE' \
	    'a:4 community_code R02 MERGE'
	rows findings.tsv | awk -F'\t' '$6 == "R04" { print $8 }' |
		grep -qx 100
}

# With the words that stand above a table or not, and a remark, in any order.
@test "ruling 35: submissions are compared by their answers alone" {
	{
		tsv wave src line community_code reporter_org survey_date \
		    urban_rural_class remark flags households c01_mechanism
		tsv 2021 a 2 $A 甲街道 2021-05-01 111 x - 100 1
		tsv 2021 b 2 $A - - - - - 100 1
		tsv 2021 c 2 $B 甲街道 - - - - 200 -
		tsv 2021 d 2 $B - - - - - 201 -
	} | stream >all
	dedup all
	[ "$(rows out.tsv | cut -f2,4,10 | tr '\t\n' ' ;')" = "a $A 100;c $B ?;" ] ||
		[ "$(rows out.tsv | cut -f2,4,10 | tr '\t\n' ' ;')" = "a $A 100;d $B ?;" ] ||
		die "$(cat out.tsv)"
	[ "$(rows findings.tsv | a=$A awk -F'\t' 'BEGIN { a = ENVIRON["a"] }
		$4 == a { print $2, $6, $7 }')" \
	    = 'b R01 MERGE' ]
	[ "$(rows findings.tsv | grep -c 'R02	ASK')" -eq 2 ]
}

@test "ruling 35: the same answers are one record, whatever its date" {
	delivery a <<-END
		$A x 2021-05-01 1 100 1
		$A - - 1 100 1
		$A y 2021-06-01 2 100 1
		$B x - - 200 1
		$B x 2021-05-01 - 200 1
		230102001003 x ? - 300 1
		230102001003 x 2021-05-01 - 300 1
		230102001004 x - ? 400 1
		230102001004 x - 1 400 1
	END
	dedup a
	went 'a:4 100' 'a:6 200' 'a:8 300' 'a:9 400'
	[ "$(rows findings.tsv | cut -f6,7 | sort | uniq -c | tr -s ' \t' ' ')" = \
	    ' 5 R01 MERGE' ]
	merged 5
	# but not where another answer is among them
	delivery b <<-END
		$B x 2021-05-01 - 201 1
	END
	dedup a b
	[ "$(rows findings.tsv | grep -c "$B.*R02	ASK")" -ge 2 ]
}

@test "records are compared as they were sent: the answered one stands" {
	# a copy by name before it, and one behind it
	delivery b <<<"$A x - - 100 1"
	cp b b.answered
	delivery b <<<"$A x - - ? 1"
	mv b sent
	mv b.answered b
	delivery a <<<"$A y - - ? 1"
	delivery c <<<"$A z - - ? 1"
	SAID=('a:2 community_code R01 MERGE' 'c:2 community_code R01 MERGE')
	for order in 'a b c' 'c b a' 'b a c'; do
		# shellcheck disable=SC2086  # three files
		dedup --as-sent sent $order
		went 'b:2 100'
		said "${SAID[@]}"
		merged 2
	done
	# without that they are different, and nobody knows which one stands
	dedup a b
	[ "$(rows findings.tsv | grep -c 'R02	ASK')" -eq 2 ]
	# sent anew with the answer in it, it is the same too, and stands if later
	delivery a <<<"$A y 2021-05-01 - 100 1"
	dedup --as-sent sent a b c
	went 'a:2 100'
	said 'b:2 community_code R01 MERGE' 'c:2 community_code R01 MERGE'
}

@test "a copy that was sent later makes the answered one no older" {
	delivery b <<<"$A x 2021-05-01 1 ? 1"
	mv b sent
	delivery b <<<"$A x 2021-05-01 1 100 1"
	delivery c <<<"$A x 2021-06-01 1 ? 1"
	delivery d <<<"$A x 2021-05-15 1 300 0"
	for order in 'b c d' 'd c b' 'c d b'; do
		# shellcheck disable=SC2086  # three files
		dedup --as-sent sent $order
		went 'b:2 100'
		said 'c:2 community_code R01 MERGE' \
			'd:2 community_code R02 MERGE'
	done
	# nor is it in doubt less than its copy
	delivery c <<<"$A x - 1 ? 1"
	delivery b <<<"$A x - 1 100 1"
	dedup --as-sent sent b c d
	[ "$(rows out.tsv | cut -f9)" = '?' ]
	[ "$(rows findings.tsv | grep -c 'R02	ASK')" -ge 2 ]
}

@test "answers make no copy of what was none" {
	delivery b <<<"$A x - - ? 1"
	mv b sent
	delivery b <<<"$A x - - 100 1"
	# another answer, of the same cell and of another one; another unit
	for other in "$A x - - 101 1" "$A x - - ? 0"; do
		delivery a <<<"$other"
		dedup --as-sent sent a b
		[ "$(rows out.tsv | cut -f9)" = '?' ]
		[ "$(rows findings.tsv | grep -c 'R02	ASK')" -eq 2 ]
	done
	delivery a <<<"$B x - - ? 1"
	dedup --as-sent sent a b
	went 'a:2 ?' 'b:2 100'
	said
	# two copies with two answers
	{
		delivery a <<<"$A x - - ? 1"
		body a
		rows sent
	} | stream >both
	delivery a <<<"$A x - - 99 1"
	dedup --as-sent both a b
	[ "$(rows findings.tsv | grep -c 'R02	ASK')" -eq 2 ]
	# and with one
	delivery a <<<"$A x - - 100 1"
	delivery c <<<"$A x - - ? 1"
	dedup --as-sent both a b c
	went 'a:2 100'
	said 'b:2 community_code R01 MERGE' 'c:2 community_code R01 MERGE'
	# an answer that confirmed what was written is an answer
	delivery b <<<"$A x - - ? 1"
	delivery a <<<"$A x - - ? 1"
	dedup --as-sent sent a b
	went 'b:2 ?'
	said 'a:2 community_code R01 MERGE'
}

@test "what was sent with other columns is refused" {
	delivery a <<<"$A x - - 100 1"
	body a | cut -f1-9 | stream >sent
	expect_status 3 green-dedup --as-sent sent a
	expect_words 'sent:1: has other columns'
	expect_status 3 green-dedup --as-sent nowhere a
}

@test "the order of deliveries decides nothing" {
	delivery a <<-END
		$A x 2021-05-01 1 100 1
		$B x 2021-05-01 - 200 -
		230102001003 x 2021-05 - 300 1
		230102001004 x - - 400 1
	END
	delivery b <<-END
		$A x 2021-05-01 1 100 1
		$B y 2021-06-01 - 201 1
		230102001003 x 2021-05-09 - 301 1
		230102001005 x - ? 500 1
	END
	delivery c <<-END
		$A x 2021-05-01 1 100 1
		$B x 2021-04-01 - 202 1
		230102001003 x 2021-04 - 300 1
		230102001004 x - - 400 1
	END
	delivery d <<-END
		$A z 2021-04-30 1 - 1
		$A z 2021-04-29 1 100 1
		$B y 2021-06-01 - - 1
		230102001004 z - - 401 1
		230102001005 x - 3 500 1
	END
	local first=''
	for one in {a,b,c,d}' '{a,b,c,d}' '{a,b,c,d}' '{a,b,c,d}; do
		[ "$(tr ' ' '\n' <<<"$one" | sort -u | wc -l)" -eq 4 ] ||
			continue
		# shellcheck disable=SC2086  # four files
		dedup $one
		{
			rows out.tsv | LC_ALL=C sort
			rows findings.tsv | LC_ALL=C sort
			rows ledger.tsv | cut -f3-12
		} >this
		if [ -z "$first" ]; then
			mv this first
			first=$one
		fi
		[ ! -f this ] || expect_same first this "$first and $one differ"
	done
	[ "$(wc -l <first)" -gt 15 ]
}

@test "pipe and file give the same bytes" {
	delivery a <<-END
		$A x 2021-05-01 1 100 1
		$A x 2021-05-02 1 - 1
		$B x 2021-05-01 - 200 1
		$B x 2021-05-01 - 201 1
	END
	dedup a
	cp findings.tsv findings.file
	# shellcheck disable=SC2002  # a pipe cannot be read twice
	cat a | green-dedup -q --findings findings.pipe | cat >piped.tsv
	expect_same out.tsv piped.tsv
	expect_same findings.file findings.pipe
	one_byte_reads green-dedup -q --findings findings.short a >short.tsv
	expect_same out.tsv short.tsv
	expect_same findings.file findings.short
}

# The first pass is over when more than the heading comes out, and the second
# waits until it is read: meanwhile the last record becomes another.
@test "what changes between the passes is noticed, whatever it is" {
	python3 - >in.tsv <<-'PY'
		print("wave\tsrc\tline\tcommunity_code\tflags\thouseholds")
		for i in range(100000):
		    print("2021\tf\t%d\t23%010d\t\t9" % (i + 2, i * 7))
	PY
	mkfifo out
	green-dedup -q --foreign in.tsv >out 2>err &
	exec 5<out
	head -c 100000 <&5 >first
	printf '8\n' | dd of=in.tsv bs=1 conv=notrunc status=none \
		seek=$(($(wc -c <in.tsv) - 2))
	cat <&5 >rest
	exec 5<&-
	status=0
	wait $! || status=$?
	[ "$status" -eq 3 ] || die "status $status"
	grep -q 'the input changed while it was read' err || die "$(cat err)"
}

@test "a million units take 32 MB at most" {
	python3 - <<-'PY' | stream >in.tsv
		import sys
		rows = ["wave\tsrc\tline\tcommunity_code\tflags\thouseholds"]
		for i in range(1000000):
		    rows.append("2021\tf\t%d\t23%010d\t\t9" % (i + 2, i * 7919))
		body = "\n".join(rows) + "\n"
		sys.stdout.write(body)
	PY
	python3 - <<-'PY'
		import os, resource, subprocess, sys
		subprocess.run(["green-dedup", "-q", "-o", "out.tsv", "in.tsv"],
		               check=True)
		used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
		# sanitizers need more
		limit = 32 if os.environ["MODE"] != "asan" else 512
		sys.exit(used > limit * 1024 and "%d KB" % used)
	PY
	[ "$(tail -n 1 out.tsv | cut -f3)" -eq 1000000 ]
}
