# What holds the tests themselves: scripts/run-tests fails where a test failed,
# was skipped, or was not run at all, and scripts/check-suites sees each suite
# that lies or is called otherwise than planned; a sweep without cases fails.
# shellcheck disable=SC2016  # expanded by the suites that are made here
load ../lib/helpers

# A tree with run-tests in it, a unit runner and one suite that both pass.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p scripts build/release/bin tests/e2e/programs
	cp "$ROOT/scripts/run-tests" "$ROOT/scripts/slice" scripts
	runner 'printf "1..1\nok - one::test\n" >"${1#--tap=}"'
	suite one 'TEST "passes" { true; }'
}

# runner COMMAND: the unit runner; its first word is --tap=FILE.
runner() {
	printf '#!/bin/bash\n%s\n' "$1" >build/release/unit
	chmod +x build/release/unit
}

# suite NAME TEXT: a suite, of programs unless NAME says otherwise; TEST in the
# text begins a test of it.
suite() {
	[[ $1 == */* ]] || set -- "programs/$1" "$2"
	mkdir -p "tests/e2e/${1%/*}"
	printf '%s\n' "$2" | sed 's/^TEST/@test/' >"tests/e2e/$1.bats"
}

# outside COMMAND...: as if there were no bats around it
outside() {
	env -i PATH=/usr/local/bin:/usr/bin:/bin "$@"
}

# run_tests STATUS LAST [ARG...]: run-tests ends with it, and with that line.
run_tests() {
	local want=$1 last=$2
	shift 2
	[ $# -gt 0 ] || set -- release
	expect_status "$want" outside ${SEED_HERE:+SEED=$SEED_HERE} \
		scripts/run-tests "$@"
	[ "${output##*$'\n'}" = "$last" ] || die "$output"
}

@test "what passes is counted, with a line and a time for each suite" {
	suite two 'TEST "also" { true; }
TEST "and this" { true; }'
	run_tests 0 '4 passed, 0 failed'
	[[ $output =~ [0-9]+\.[0-9]\ s\ +1\ passed\ +0\ failed\ \ unit ]]
	[[ $output =~ [0-9]+\.[0-9]\ s\ +2\ passed\ +0\ failed\ \ programs/two ]]
	run_tests 0 '1 passed, 0 failed' release tests/e2e/programs/one.bats
	run_tests 0 '1 passed, 0 failed' release unit
}

@test "a test that fails fails the run, and is shown" {
	suite two 'TEST "breaks here" { false; }'
	run_tests 1 '2 passed, 1 failed'
	[[ $output == *'two.bats: not ok 1 breaks here'* ]]
}

@test "a skipped test has failed" {
	suite two 'TEST "needs a thing" { skip "no such thing"; }'
	run_tests 1 '2 passed, 1 failed'
	[[ $output == *'no such thing'* ]]
	rm tests/e2e/programs/two.bats
	runner 'printf "1..2\nok - a::b\nok - a::c # SKIP not here\n" >"${1#--tap=}"'
	run_tests 1 '2 passed, 1 failed'
}

@test "a suite without tests, or that is none, has failed" {
	suite two '# nothing'
	run_tests 1 '2 passed, 1 failed'
	suite two 'TEST "never closed" {'
	expect_status 1 outside scripts/run-tests release
	[[ ${output##*$'\n'} =~ ^2\ passed,\ [12]\ failed$ ]] || die "$output"
}

@test "tests that were planned and not run have failed" {
	suite two 'TEST "ends the runner" { kill -9 $BATS_ROOT_PID $PPID; }
TEST "is never reached" { true; }'
	expect_status 1 outside scripts/run-tests release
	[[ $output == *' of '*' tests were run'* ]] || die "$output"
}

@test "a unit runner that fails, dies, or says nothing has failed" {
	runner 'printf "1..2\nok - a::b\nnot ok - a::c\n" >"${1#--tap=}"; exit 1'
	run_tests 1 '2 passed, 1 failed'
	runner 'printf "1..1\nok - a::b\n" >"${1#--tap=}"; kill -SEGV $$'
	run_tests 1 '2 passed, 1 failed'
	[[ $output == *'the runner ended with status 139'* ]]
	runner 'exit 0'
	expect_status 1 outside scripts/run-tests release
	runner 'printf "1..0\n" >"${1#--tap=}"'
	run_tests 1 '1 passed, 1 failed'
	rm build/release/unit
	expect_status 1 outside scripts/run-tests release
}

@test "a report of the sanitizers has failed, though all tests passed" {
	runner 'printf "1..1\nok - a::b\n" >"${1#--tap=}"
		echo "ERROR: leak" >"${ASAN_OPTIONS#*log_path=}.1"'
	run_tests 1 '2 passed, 1 failed'
	[[ $output == *'sanitizer.1'*'# ERROR: leak'* ]]
}

@test "nights are not chosen under a sanitizer, and not said to have passed" {
	suite night/late 'TEST "a night" { false; }'
	suite night/later 'TEST "another" { false; }'
	mkdir -p build/asan/bin
	cp build/release/unit build/asan
	suite properties/sample 'TEST "nights of it" { false; }'
	run_tests 0 '2 passed, 0 failed' asan
	[[ $output != *late* && $output != *sample* ]]
	rm tests/e2e/properties/sample.bats
	run_tests 1 '2 passed, 2 failed'
	expect_status 1 outside LEAVE_OUT='*/late.bats' scripts/run-tests release
	[ "${output##*$'\n'}" = '2 passed, 1 failed' ]
}

@test "a slice has some of the suites, and that of another seed the others" {
	for name in a b c d e f; do
		suite "programs/$name" "TEST \"$name\" { true; }"
	done
	suites() {
		outside "$@" scripts/run-tests release e2e | grep -o '[a-z/]*\.bats$'
	}
	suites SEED=4 >all
	suites SEED=4 SLICE=2 >even
	suites SEED=5 SLICE=2 >odd
	[ -s even ] && [ -s odd ]
	diff <(sort all) <(sort even odd)
}

@test "the suites that run-tests names are there" {
	(
		cd "$ROOT/tests/e2e"
		local longest nights
		eval "$(sed -n "/^nights=/p; /^longest=/,/'\$/p" \
			"$ROOT/scripts/run-tests")"
		[ "$(wc -w <<<"$longest ${nights//|/ }")" -gt 2 ]
		for suite in $longest ${nights//|/ }; do
			[ -n "$(find . -path "./*$suite.bats")" ] ||
				die "$suite is not there"
		done
	)
}

@test "words that are none, and suites that are not there" {
	expect_status 2 outside scripts/run-tests
	expect_status 2 outside scripts/run-tests fast
	expect_status 1 outside scripts/run-tests release tests/e2e/programs/no.bats
}

# A suite that writes down what it draws of twenty.
draws() {
	suite two "load $ROOT/tests/e2e/lib/helpers
TEST 'draws' { sweep 3 < <(seq 20); echo \"\${cases[*]}\" >$PWD/drawn; }"
}

@test "a seed draws the same cases again, another one others, a soak all" {
	draws
	SEED_HERE=7 run_tests 0 '1 passed, 0 failed' release \
		tests/e2e/programs/two.bats
	[[ $output == 'seed 7'$'\n'* ]]
	[ "$(wc -w <drawn)" -eq 3 ]
	mv drawn seven
	SEED_HERE=7 run_tests 0 '1 passed, 0 failed' release \
		tests/e2e/programs/two.bats
	expect_same drawn seven
	SEED_HERE=8 run_tests 0 '1 passed, 0 failed' release \
		tests/e2e/programs/two.bats
	[ "$(cat drawn)" != "$(cat seven)" ]
	# of the suites only those that sweep
	run_tests 0 '1 passed, 0 failed' release soak
	[ "$(cat drawn)" = "$(seq -s ' ' 20)" ]
}

@test "without a seed the last commit's date is it" {
	git init -q .
	git -c user.name=a -c user.email=a@b commit -q --allow-empty -m a \
		--date 2020-01-01T00:00:00Z
	run_tests 0 '2 passed, 0 failed'
	[ "${output%%$'\n'*}" = "seed $(git log -1 --format=%ct)" ]
}

@test "a sweep of nothing, a torture without cases, a check of no program" {
	none() { false; }
	expect_status 1 sweep 3 </dev/null
	expect_words 'no case'
	printf 'a\tb\n1\t2\n' | stream >in
	expect_status 2 all_cases rename in 4 green-cat --foreign
	expect_words "no case of 'rename' for green-cat"
	expect_status 0 all_cases rename in 4 green-cat -o @OUT@
	# and it sees a promise that is broken
	expect_status 1 all_cases cut in 4 green-cat -o @OUT@
	[[ $output == *'cut 0: ends with another status (status 3)'* ]]
	SAMPLES=. expect_status 1 each_program true none
	expect_words 'no program was tried'
}

# planned: the plan of a tree that keeps it, to be broken.
planned() {
	rm -rf tests src
	mkdir -p tests/unit/base src/base
	printf '/* buf.h: bytes are kept in their order. */\n' \
		>tests/unit/base/buf.c
	touch src/base/buf.h
	suite one '# Whatever is written here is a sentence.'
}

suites() {
	"$ROOT/scripts/check-suites" tests src
}

@test "a plan that is kept passes, and so does ours" {
	planned
	expect_status 0 suites
	expect_status 0 "$ROOT/scripts/check-suites" "$ROOT/tests" "$ROOT/src"
}

@test "each breach of the plan is named" {
	planned
	suite elsewhere/two '# Whatever is written here is a sentence.'
	expect_status 1 suites
	expect_words 'elsewhere/two.bats: belongs into'
	planned
	suite programs/deep/two '# Whatever is written here is a sentence.'
	expect_status 1 suites
	expect_words 'two.bats: lies too deep'
	planned
	suite programs/two '# Whatever is written here is a sentence.'
	suite night/two '# Whatever is written here is a sentence.'
	expect_status 1 suites
	expect_words 'programs/two.bats: .*night/two.bats is called so as well'
	planned
	suite two $'#!/usr/bin/env bats\nload helpers'
	suite three $'# Not a sentence.'
	expect_status 1 suites
	expect_words 'two.bats: .*no sentence'
	expect_words 'three.bats: .*no sentence'
	planned
	mv tests/unit/base/buf.c tests/unit/base/bytes.c
	expect_status 1 suites
	expect_words 'bytes.c: there is no src/base/bytes.h'
	expect_words "bytes.c: does not begin with 'bytes.h: '"
	rm -r tests/*
	expect_status 1 suites
	expect_words 'there are no suites'
}

@test "a build that is not there is said, not taken for failures" {
	rm -r build/release/bin
	expect_status 2 outside scripts/run-tests release
	[[ $stderr = *'make MODE=release tests' ]]
}

@test "where several machines cannot be tried that is said, and fails unless told" {
	expect_status 1 as_nobody "$ROOT/tests/cluster/run"
	expect_words 'cannot be tried here, for want of:.* root'
	[ "$output" = '0 passed, 1 failed' ]
	expect_status 0 as_nobody CLUSTER_TESTS=no "$ROOT/tests/cluster/run"
	expect_words 'cannot be tried here'
	[ "$output" = '0 passed, 0 failed' ]
	grep -q 'tests/cluster/run$' "$ROOT/.ci/run"
}
