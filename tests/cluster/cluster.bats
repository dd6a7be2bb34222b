#!/usr/bin/env bats
# Nights of several machines, on a Slurm and on hosts with ssh of the test's own,
# while nodes, links and tasks fail: the release is that of one machine.

load ../e2e/lib/helpers

setup_file() {
	export GREEN_STANDARD=$TINY/standard REAL=$B/bin/green-chain
	export AT=$BATS_FILE_TMPDIR/at SLURM=$BATS_FILE_TMPDIR/slurm
	[ "$(id -u)" = 0 ] || die 'this needs root'
	# tasks that can be made slow, and to fail: a green-chain of its own, of
	# which the plan knows as of any other
	mkdir "$AT" "$BATS_FILE_TMPDIR/bin"
	cat >"$BATS_FILE_TMPDIR/bin/green-chain" <<-END
		#!/bin/sh
		case "\$*" in *.plan/try.*)
			echo "\${HOST:-\$SLURMD_NODENAME}" >>$AT/began
			[ ! -e $AT/fails ] || exit 4
			[ ! -e $AT/slow ] || sleep \$(cat $AT/slow)
			until [ ! -e $AT/both ] || [ \$(wc -l <$AT/began) -gt 1 ]; do
				sleep 0.2
			done
			echo "\${HOST:-\$SLURMD_NODENAME}" >>$AT/slept ;;
		*.plan/judge.*)
			echo "\${HOST:-\$SLURMD_NODENAME}" >>$AT/judged
			[ ! -e $AT/judge-fails ] || exit 4 ;;
		esac
		exec $REAL "\$@"
	END
	chmod +x "$BATS_FILE_TMPDIR/bin/green-chain"
	export PATH=$BATS_FILE_TMPDIR/bin:$PATH
	many_deliveries "$BATS_FILE_TMPDIR/data"
	cp -a "$BATS_FILE_TMPDIR"/{data,one}
	"$ROOT/pipelines/nightly" -q --data "$BATS_FILE_TMPDIR/one" "${NIGHT[@]}"
	# an array of more tasks than two is several
	cat >"$BATS_FILE_TMPDIR/prolog" <<-END
		#!/bin/sh
		[ ! -e $AT/no-launch ]
	END
	chmod +x "$BATS_FILE_TMPDIR/prolog"
	PROLOG=$BATS_FILE_TMPDIR/prolog MAX_ARRAY_SIZE=3 \
		"$ROOT/tests/cluster/slurm-here" "$SLURM" sleep 1000 \
		>"$BATS_FILE_TMPDIR/slurm.out" 2>&1 3>&- &
	echo $! >"$BATS_FILE_TMPDIR/slurm.pid"
	for _ in {1..300}; do
		[ ! -e "$SLURM/ready" ] || return 0
		sleep 0.2
	done
	die "$(cat "$BATS_FILE_TMPDIR/slurm.out")"
}

teardown_file() {
	kill "$(<"$BATS_FILE_TMPDIR/slurm.pid")"
	wait 2>/dev/null || true
	for _ in {1..50}; do
		pgrep -f "$SLURM" >/dev/null || return 0
		sleep 0.1
	done
	die "left behind: $(pgrep -af "$SLURM")"
}

NIGHT=(--as-of 2024-12-31 --quiet-period 0)

# five deliveries of two waves, in two of which are units that others have, too
many_deliveries() {
	tiny_data "$1"
	{ cat "$1/inbox/2023/north.csv" && echo; } >"$1/inbox/2023/north-again.csv"
	sed 's/Cove/Cave/' "$1/inbox/2023/south.csv" >"$1/inbox/2023/west.csv"
}

setup() {
	export SLURM_CONF=$SLURM/slurm.conf PATH=$BATS_FILE_TMPDIR/bin:$PATH
	data=$BATS_TEST_TMPDIR/data
	cp -a "$BATS_FILE_TMPDIR/data" "$data"
	rm -f "$AT"/*
	for node in n1 n2; do
		pkill -CONT -f "^slurmd -D -N $node" || true
		"$SLURM/up" $node
	done
}

slurm() {
	timeout 300 "$ROOT/pipelines/cluster/slurm" --data "$data" "$@" -- \
		"${NIGHT[@]}"
}

# await FILE: until a line is there
await() {
	for _ in {1..200}; do
		[ ! -s "$1" ] || return 0
		sleep 0.1
	done
	die "nothing in $1"
}

is_as_of_one() {
	diff -rq "$BATS_FILE_TMPDIR/one/releases/current/" \
		"$data/releases/current/"
	[ ! -e "$data/.cache/.plan" ]
	[ -z "$(find "$data" -name '.work*' -o -name '.new*')" ]
}

@test "Slurm: more tasks than an array can have, and units of several shards and ranges" {
	expect_status 0 slurm --ranges 3
	is_as_of_one
	[ "$(wc -l <"$AT/began")" -eq 5 ] || die "$(cat "$AT/began")"
	[ "$(wc -l <"$AT/judged")" -eq 3 ] || die "$(cat "$AT/judged")"
	[ "$(squeue -h | wc -l)" -eq 0 ]
	# again: nothing to read
	: >"$AT/began"
	expect_status 0 slurm
	[ ! -s "$AT/began" ]
	[[ $output$stderr = *'nothing has changed'* ]] || die "$output$stderr"
}

@test "Slurm: the power of a node fails in the middle of a task" {
	echo 4 >"$AT/slow"
	slurm -q --ranges 2 2>"$BATS_TEST_TMPDIR/said" &
	await "$AT/began"
	sleep 1
	read -r node <"$AT/began"
	kill -KILL "$(<"$SLURM/$node.pid")"
	rm "$AT/slow"
	wait $! || die "$(cat "$BATS_TEST_TMPDIR/said")"
	is_as_of_one
}

@test "Slurm: a range that fails cancels the merge, and what is there is not read again" {
	touch "$AT/judge-fails"
	expect_status 3 slurm --ranges 2
	expect_words 'was not judged: range of units 2'
	expect_words '2/7: of the plan is not there: nothing is published'
	[ ! -e "$data/releases/current" ]
	[ "$(squeue -h | wc -l)" -eq 0 ]
	rm "$AT"/{judge-fails,began,judged}
	expect_status 0 slurm --ranges 2
	[ ! -e "$AT/began" ] && [ "$(wc -l <"$AT/judged")" -eq 2 ]
	is_as_of_one
}

@test "Slurm: a node does not answer, its tasks live on, and both attempts publish" {
	touch "$AT/both"
	slurm -q --shards 1 2>"$BATS_TEST_TMPDIR/said" &
	await "$AT/began"
	read -r node <"$AT/began"
	# the daemon alone: what it has begun goes on
	kill -STOP "$(pgrep -f "^slurmd -D -N $node")"
	wait $! || die "$(cat "$BATS_TEST_TMPDIR/said")"
	[ "$(sort "$AT/slept" | uniq | wc -l)" -eq 2 ] || die "$(cat "$AT/slept")"
	is_as_of_one
}

@test "Slurm: a task that fails cancels the merge, and what is there is not read again" {
	echo 1 >"$AT/fails"
	expect_status 3 slurm
	expect_words 'was not read: shard'
	expect_words '5/5: of the plan is not there: nothing is published'
	[ ! -e "$data/releases/current" ]
	[ "$(squeue -h | wc -l)" -eq 0 ]
	rm "$AT/fails"
	# three are read, the rest with the next night
	"$ROOT/pipelines/cluster/shard" --data "$data" -- "${NIGHT[@]}"
	for shard in 2 3 5; do
		"$ROOT/pipelines/cluster/task" --data "$data" $shard
	done
	expect_status 3 "$ROOT/pipelines/cluster/merge" --data "$data"
	expect_words 'inbox/.*: was not read: shard 4'
	: >"$AT/began"
	expect_status 0 slurm
	[ "$(wc -l <"$AT/began")" -eq 2 ]
	is_as_of_one
}

@test "Slurm: a job that is held is said, and not waited for" {
	touch "$AT/no-launch"
	expect_status 3 slurm
	expect_words 'launch failed requeued held.*is held, and is not waited for'
	[ ! -e "$data/releases/current" ]
	[ "$(squeue -h | wc -l)" -eq 0 ]
}

@test "what is damaged on the way is said, and read again" {
	"$ROOT/pipelines/cluster/shard" --data "$data" --shards 2 -- "${NIGHT[@]}"
	for shard in 1 2 1; do
		"$ROOT/pipelines/cluster/task" --data "$data" $shard
	done
	expect_status 3 "$ROOT/pipelines/cluster/task" --data "$data" 3
	part=$(find "$data/.cache" -name matched.tsv | sort | head -n 1)
	sed -i '2s/1/2/' "$part"
	expect_status 0 "$ROOT/pipelines/cluster/merge" --data "$data"
	# named: the delivery, and it alone
	[[ $output =~ inbox/[a-z0-9/-]+.csv:\ what\ was\ kept\ of\ it\ is\ damaged ]] ||
		die "$output"
	[ "$(grep -c 'it was read again' <<<"$output")" -eq 1 ]
	is_as_of_one
}

@test "begun again, only what is not there, or is not whole, is read" {
	local part whole
	"$ROOT/pipelines/cluster/shard" --data "$data" -- "${NIGHT[@]}"
	for shard in 1 2 3 4 5; do
		"$ROOT/pipelines/cluster/task" --data "$data" $shard
	done
	mapfile -t part < <(find "$data/.cache" -name matched.tsv | sort)
	rm -r "${part[0]%/*}"
	truncate -s -1 "${part[1]}"
	whole=$(stat -c '%i %Y' "${part[@]:2}")
	: >"$AT/began"
	expect_status 0 "$ROOT/pipelines/cluster/parallel" --data "$data" -- \
		"${NIGHT[@]}"
	# a task each, and what was damaged is said
	[ "$(wc -l <"$AT/began")" -eq 2 ]
	[ "$(grep -c 'it is to be read again' <<<"$stderr")" -eq 1 ] ||
		die "$stderr"
	[ "$(stat -c '%i %Y' "${part[@]:2}")" = "$whole" ]
	is_as_of_one
}

@test "another version of the programs reads nothing" {
	"$ROOT/pipelines/cluster/shard" --data "$data" -- "${NIGHT[@]}"
	PATH=$B/bin:$PATH expect_status 2 "$ROOT/pipelines/cluster/task" \
		--data "$data" 1
	expect_words 'green-chain: is not that of the plan'
	rm -r "$data/.cache/.plan"
	expect_status 3 "$ROOT/pipelines/cluster/task" --data "$data" 1
	expect_status 3 "$ROOT/pipelines/cluster/merge" --data "$data"
	expect_words 'there is no plan'
}

hosts() {
	timeout 300 "$ROOT/tests/cluster/hosts-here" "$BATS_TEST_TMPDIR/hosts" "$@"
}

@test "ssh: two hosts, and the release of one" {
	printf '%s\n' h1 h2 >"$BATS_TEST_TMPDIR/slf"
	expect_status 0 hosts "$ROOT/pipelines/cluster/parallel" --data "$data" \
		--hosts "$BATS_TEST_TMPDIR/slf" --ranges 4 -- "${NIGHT[@]}"
	is_as_of_one
	[ "$(sort -u "$AT/began" | tr '\n' ' ')" = 'h1 h2 ' ]
	[ "$(sort -u "$AT/judged" | tr '\n' ' ')" = 'h1 h2 ' ]
}

@test "ssh: a host whose link goes down, and whose task lives on" {
	printf '%s\n' 1/h1 1/h2 >"$BATS_TEST_TMPDIR/slf"
	echo 3 >"$AT/slow"
	export data ROOT AT
	expect_status 0 hosts bash -c '
		"$ROOT/pipelines/cluster/parallel" --data "$data" --hosts "$0" \
			-- "$@" &
		until grep -qs h1 "$AT/began"; do sleep 0.1; done
		ip link set h1 down
		wait $!' "$BATS_TEST_TMPDIR/slf" "${NIGHT[@]}"
	is_as_of_one
}
