#!/usr/bin/env bats
# pipelines/cluster/each: engines that hand lines to commands, played here, make the
# release that one machine makes, whatever they do again, twice or in which order.

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR"
	tiny_data data
	cp -a data one
	night=(--as-of 2024-12-31 --quiet-period 0)
	"$ROOT/pipelines/nightly" -q --data one "${night[@]}"
	each=("$ROOT/pipelines/cluster/each" --data data)
	n=$("$ROOT/pipelines/cluster/shard" --data data -- "${night[@]}")
	[ "$n" -eq 3 ]
}

is_as_of_one() {
	"$ROOT/pipelines/cluster/merge" --data data -q
	diff -r one/releases/current/ data/releases/current/
}

@test "Hadoop Streaming: a map a line with its key, speculative, and without order" {
	# NLineInputFormat gives the place of a line in front of it
	seq "$n" | awk '{ print at + 0 "\t" $0; at += length($0) + 1 }' >splits
	tac splits | while IFS= read -r split; do
		"${each[@]}" <<<"$split" >"part-${split##*$'\t'}" 3>&- &
		"${each[@]}" <<<"$split" >"again-${split##*$'\t'}" 3>&-
		wait $!
	done
	sort part-* >got
	printf '%d\tread\n' 1 2 3 >want
	expect_same want got
	sort again-* >got
	expect_same want got
	is_as_of_one
}

@test "Spark pipe: a partition of several lines, one lost and begun again" {
	printf '1\n2' | "${each[@]}" >got
	printf '%d\tread\n' 1 2 >want
	expect_same want got
	# a task that is not there fails its partition, and nothing behind it is read
	expect_status 3 "${each[@]}" <<<$'9\n3'
	[ -z "$output" ]
	expect_words 'there is no such shard'
	expect_status 3 "$ROOT/pipelines/cluster/merge" --data data
	expect_words 'was not read: shard 3'
	[ ! -e data/releases/current ]
	printf '3\n' | "${each[@]}" --jobs 2 >got
	is_as_of_one
}
