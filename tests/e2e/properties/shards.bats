# `cat` is the merge operator: however the records are split, in whatever order
# the parts come back, the figures are those of one pass.
load ../lib/helpers

setup_file() {
	make_samples
	SCORED=$SAMPLES/green-score REGISTER=$TINY/register.csv
	export SCORED REGISTER
	green-tally "$SCORED" | green-stats --register "$REGISTER" \
	    >"$SAMPLES/one-pass"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# split_at_random K SEED: the scored rows into shard.1 ... shard.K
split_at_random() {
	python3 - "$1" "$2" "$SCORED" <<-'END'
	import random, subprocess, sys
	k, seed, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
	draw = random.Random(seed)
	lines = open(path, 'rb').read().split(b'\n')[:-2]
	shard = [[lines[0]] for _ in range(k)]
	for line in lines[1:]:
	    shard[draw.randrange(k)].append(line)
	for i, part in enumerate(shard):
	    body = b''.join(line + b'\n' for line in part)
	    with open('shard.%02d' % i, 'wb') as file:
	        subprocess.run(['end-stream', 'green-score'], input=body,
	                       stdout=file, check=True)
	END
}

@test "1 to 16 random shards: cat of their tallies equals one pass" {
	for k in 1 2 3 5 8 13 16; do
		rm -f shard.*
		split_at_random $k $((k * 7919))
		for shard in shard.*; do
			green-tally "$shard" -o "tally.$shard"
		done
		cat tally.shard.* | green-stats --register "$REGISTER" >figures
		expect_same figures "$SAMPLES/one-pass" "$k shards differ"
		rm tally.*
	done
}

@test "the order of the shards does not matter" {
	split_at_random 7 1
	for shard in shard.*; do
		green-tally "$shard" -o "tally.$shard"
	done
	for seed in 1 2 3; do
		# shellcheck disable=SC2046  # names without blanks
		cat $(printf '%s\n' tally.* |
			shuf --random-source=<(yes $seed)) |
			green-stats --register "$REGISTER" >figures
		expect_same figures "$SAMPLES/one-pass"
	done
}

@test "the order of the records does not matter" {
	{
		head -n 1 "$SCORED"
		rows "$SCORED" | sort -t "$(printf '\t')" -k3,3r
	} | stream >reversed
	green-tally reversed | green-stats --register "$REGISTER" >figures
	expect_same figures "$SAMPLES/one-pass"
}

@test "tallies made under other locales, zones and directories join as well" {
	split_at_random 4 2
	mkdir here
	cd here
	LC_ALL=de_DE.utf8 green-tally ../shard.00 -o ../tally.0
	TZ=Asia/Shanghai green-tally ../shard.01 -o ../tally.1
	LC_ALL=tr_TR.utf8 green-tally ../shard.02 -o ../tally.2
	LC_ALL=zh_CN.gb18030 one_byte_reads green-tally ../shard.03 -o ../tally.3
	cd ..
	cat tally.* | LC_ALL=de_DE.utf8 green-stats --register "$REGISTER" \
		>figures
	expect_same figures "$SAMPLES/one-pass"
}

@test "a shard too few is a figure too few, never an error unnoticed" {
	split_at_random 2 3
	green-tally shard.00 | green-stats --register "$REGISTER" >figures
	! cmp -s figures "$SAMPLES/one-pass"
}
