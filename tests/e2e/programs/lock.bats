#!/usr/bin/env bats
# green-lock: one at a time, and nobody else's child.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR"
}

@test "the command runs with the lock, and its status is that of all" {
	expect_status 0 green-lock -- lock sh -c 'echo a; cat; echo b >&2' <<<in
	[ "$output" = $'a\nin' ] && [ "$stderr" = b ]
	[ "$(stat -c '%a %s' lock)" = '600 0' ]
	for code in 1 3 75 126; do
		expect_status $code green-lock -- lock sh -c "exit $code"
	done
	expect_status 137 green-lock -- lock sh -c 'kill -9 $$'
	expect_words 'green-lock: sh: was killed by signal 9'
	expect_status 4 green-lock -- lock no-such-command
	expect_words 'no-such-command: cannot be started'
	expect_status 2 green-lock
}

@test "another one is told, or waited for" {
	green-lock -- lock sh -c 'echo on; sleep 2' >on &
	until [ -s on ]; do sleep 0.05; done
	expect_status 75 green-lock -- lock
	expect_words 'lock: is locked: another one is at work'
	expect_status 75 green-lock --wait=0 --held='it is on' -- lock echo no
	[ -z "$output" ] && [ "$stderr" = 'it is on' ]
	expect_status 0 green-lock --wait=60 -- lock echo then
	[ "$output" = then ]
	wait
	expect_status 0 green-lock -- lock
}

@test "nothing that the command leaves behind keeps it" {
	green-lock -- lock sh -c 'sleep 60 >/dev/null 2>&1 & echo $! >pid'
	kill -0 "$(cat pid)"
	expect_status 0 green-lock -- lock
	kill "$(cat pid)"
}

@test "who has the lock is killed: so is the command, and the lock is free" {
	green-lock -- lock sh -c 'echo $$ >pid; exec sleep 60' &
	until [ -s pid ]; do sleep 0.05; done
	kill -9 $!
	wait $! || true
	for _ in $(seq 100); do
		! kill -0 "$(cat pid)" 2>/dev/null || { sleep 0.05; continue; }
		break
	done
	! kill -0 "$(cat pid)" 2>/dev/null
	expect_status 0 green-lock -- lock
}

@test "a file that is taken away while it is locked is made again" {
	green-lock -- lock sh -c 'rm lock; echo on; exec sleep 60' >on &
	until [ -s on ]; do sleep 0.05; done
	expect_status 0 green-lock -- lock
	kill -9 $!
	wait $! || true
}
