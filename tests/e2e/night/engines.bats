#!/usr/bin/env bats
# pipelines/cluster/each and judge: engines that hand lines to commands, played here,
# make the release that one machine makes, whatever they do again, twice or in which
# order.

load ../lib/helpers

CLUSTER=$ROOT/pipelines/cluster NIGHT=(--as-of 2024-12-31 --quiet-period 0)

setup_file() {
	export GREEN_STANDARD=$TINY/standard AT=$BATS_FILE_TMPDIR
	cd "$AT"
	# a green-chain that can be made slow, of which plans know as of any other
	mkdir bin
	cat >bin/green-chain <<-END
		#!/bin/sh
		[ ! -e $AT/slow ] || { touch $AT/began; sleep 60; }
		exec $B/bin/green-chain "\$@"
	END
	chmod +x bin/green-chain
	export PATH=$AT/bin:$PATH
	awkward awkward
	cp -a awkward awkward-one
	"$ROOT/pipelines/nightly" -q --data awkward-one "${NIGHT[@]}"
	# all of it is read, by two shards
	read -r n m < <("$CLUSTER/shard" --data awkward --shards 2 --ranges 1 -- \
		"${NIGHT[@]}")
	[ "$n $m" = '2 1' ]
	seq 2 | "$CLUSTER/each" --data awkward >/dev/null
}

setup() {
	export GREEN_STANDARD=$TINY/standard PATH=$BATS_FILE_TMPDIR/bin:$PATH
	cd "$BATS_TEST_TMPDIR"
}

# awkward DATA: deliveries of two waves in which units stand several times: as they
# were, tied, corrected, answered, confirmed, under an old code; rows whose code is
# not given, or nobody's; two sheets of a workbook, not in the order of their names
awkward() {
	tiny_data "$1"
	/usr/bin/python3 - "$1" <<-'END'
		import csv, os, sys
		import openpyxl
		data = sys.argv[1]
		def read(path):
		    return list(csv.reader(open(data + path, encoding="utf-8-sig", newline="")))
		def save(path, rows):
		    with open(data + path, "w", encoding="utf-8", newline="") as out:
		        csv.writer(out, lineterminator="\n").writerows(rows)
		rows = read("/inbox/2023/north.csv")
		at = rows[0].index
		rows[1][at("Pupils")] = "6000"
		rows[2][at("School number")], rows[2][at("Pupils")] = "", "7000"
		rows[3][at("Quiet rooms")] = "12"
		rows[4][at("Pupils")] = "about 3 thousand"
		save("/inbox/2023/north.csv", rows)
		save("/inbox/2023/z-copy.csv", rows + [[]])
		nobody = [row[:] for row in rows]
		nobody[1][0], nobody[1][1] = "9999-99", "Nowhere School"
		save("/inbox/2023/nobody.csv", nobody[:2])
	END
	# another noise on the same day: a tie
	sed 's/Cove/Cave/; /^4210-02/s/;50;/;55;/' "$1/inbox/2023/south.csv" \
		>"$1/inbox/2023/a-west.csv"
	"$ROOT/pipelines/nightly" -q --lang en --data "$1" "${NIGHT[@]}"
	mkdir "$1/answers"
	/usr/bin/python3 - "$1" <<-'END'
		import csv, glob, os, sys
		import openpyxl
		data = sys.argv[1]
		say = {"6000": "confirmed: two merged", "7000": "confirmed: so it is",
		       "12": "confirmed: small", "about 3 thousand": "300"}
		for i, path in enumerate(sorted(glob.glob(data + "/releases/current/queries/*.csv"))):
		    rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))
		    for row in rows[1:]:
		        row[8] = say.get(row[6].strip("\u300c\u300d"), "")
		    with open(f"{data}/answers/{i}.csv", "w", encoding="utf-8", newline="") as out:
		        csv.writer(out).writerows(rows)
		rows = list(csv.reader(open(data + "/inbox/2023/north.csv", newline="")))
		at = rows[0].index
		for row in rows[1:]:
		    row[at("Sent on")], row[at("Noise (dB)")] = "2023-12-30", "58"
		rows[2][0] = "4110-02"
		with open(data + "/inbox/2023/north_2.csv", "w", newline="") as out:
		    csv.writer(out).writerows(rows)
		for row in rows[1:]:
		    row[at("Year")], row[at("Sent on")] = "2024", "2024-12-01"
		    row[at("Seen on")] = "2024-11-20"
		rows[1][0] = "4110-91"
		book = openpyxl.Workbook()
		book.active.title = "Z first"
		for row in [rows[0]] + rows[3:]:
		    book.active.append(row)
		other = book.create_sheet("A then")
		for row in rows[:3]:
		    other.append(row)
		book.save(data + "/inbox/2024/book.xlsx")
	END
	sed -i '1s/$/,valid_from,valid_to/; 2s/$/,,2023-12-31/; 3,$s/$/,,/
		2{p; s/4110-01/4110-91/; s/,,2023-12-31/,2024-01-01,/}' \
		"$1/register.csv"
	printf '%s\n' old_code,new_code,date,kind,note \
		4110-01,4110-91,2024-01-01,renamed, >"$1/changes.csv"
	rm -r "$1/releases" "$1/.cache"
}

# begin_judging M: data, read, with that many ranges to judge; sets $m to how many
begin_judging() {
	rm -rf data
	cp -a "$BATS_FILE_TMPDIR/awkward" data
	read -r n m < <("$CLUSTER/shard" --data data --ranges "$1" -- \
		"${NIGHT[@]}")
	[ "$n" -eq 0 ]
}

is_as_of_one() { # [ONE]
	"$CLUSTER/merge" --data data -q 2>said
	[ ! -s said ] || die "$(cat said)"
	diff -r "${1:-$BATS_FILE_TMPDIR/awkward-one}/releases/current/" \
		data/releases/current/
	[ ! -e data/.cache/.plan ] && [ ! -e data/.cache/.judged ]
}

# three_shards: those of the plain deliveries, of which one night is in one
three_shards() {
	tiny_data data
	cp -a data one
	"$ROOT/pipelines/nightly" -q --data one "${NIGHT[@]}"
	each=("$CLUSTER/each" --data data)
	n=$("$CLUSTER/shard" --data data -- "${NIGHT[@]}")
	[ "$n" -eq 3 ]
}

@test "Hadoop Streaming: a map a line with its key, speculative, and without order" {
	three_shards
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
	is_as_of_one one
}

@test "Spark pipe: a partition of several lines, one lost and begun again" {
	three_shards
	printf '1\n2' | "${each[@]}" >got
	printf '%d\tread\n' 1 2 >want
	expect_same want got
	# a task that is not there fails its partition, and nothing behind it is read
	expect_status 3 "${each[@]}" <<<$'9\n3'
	[ -z "$output" ]
	expect_words 'there is no such shard'
	expect_status 3 "$CLUSTER/merge" --data data
	expect_words 'was not read: shard 3'
	[ ! -e data/releases/current ]
	printf '3\n' | "${each[@]}" --jobs 2 >got
	is_as_of_one one
}

@test "the awkward deliveries are what they are called" {
	local r=$BATS_FILE_TMPDIR/awkward-one/releases/current rule
	for rule in R01,MERGE R02,MERGE R02,ASK A01 A06,FLAG SETASIDE; do
		grep -q ",$rule," "$r/findings.csv" ||
			die "no $rule" "$(cut -d, -f1-8 "$r/findings.csv")"
	done
	grep -q 'confirmed by its sender in an earlier wave' "$r/findings.csv"
	grep -q 'by its sender in another submission' "$r/findings.csv"
	sed -n 's/.*\(book[^\t]*\).*/\1/p' "$r/records.tsv" | uniq >got
	printf 'book.xlsx#%s\n' 'Z first' 'A then' >want
	expect_same want got
}

@test "one range, some twice at once, and more than there are units, without order" {
	local ranges again=()
	for ranges in 1 5 99; do
		begin_judging $ranges
		[ "$m" -eq $((ranges < 13 ? ranges : 13)) ]
		seq "$m" | shuf --random-source=<(yes "$SEED") >order
		[ $ranges != 5 ] || {
			tac order | "$CLUSTER/each" --judge --data data 3>&- &
			again=($!)
		}
		"$CLUSTER/each" --judge --data data <order | sort -n >got
		[ $ranges != 5 ] || wait "${again[@]}"
		seq "$m" | sed 's/$/\tjudged/' >want
		expect_same want got
		# figures need no more than what the ranges have counted
		green-cat -q data/.cache/.judged/*/*/tallies.tsv |
			green-stats -q -o stats.$ranges \
				--register data/.cache/.plan/register.csv
		is_as_of_one
	done
	cp "$BATS_FILE_TMPDIR"/awkward/.cache/.plan/register.csv .
	green-stats -q --register register.csv -o want \
		"$BATS_FILE_TMPDIR/awkward-one/releases/current/tallies.tsv"
	for ranges in 1 5 99; do
		expect_same want stats.$ranges
	done
}

@test "a range is judged when shards are read, and there is no other" {
	tiny_data data
	read -r n m < <("$CLUSTER/shard" --data data --ranges 2 -- "${NIGHT[@]}")
	[ "$n $m" = '3 2' ]
	expect_status 3 "$CLUSTER/judge" --data data 1
	expect_words 'inbox/2023/north.csv: was not read'
	seq 3 | "$CLUSTER/each" --data data >/dev/null
	expect_status 3 "$CLUSTER/judge" --data data 3
	expect_words '3: there is no such range'
	expect_status 3 "$CLUSTER/each" --judge --data data <<<$'2\n7\n1'
	[ "$output" = $'2\tjudged' ]
	# one is missing: nothing is published, and it is named
	expect_status 3 "$CLUSTER/merge" --data data
	expect_words 'merge: was not judged: range of units 1'
	expect_words '1/5: of the plan is not there: nothing is published'
	[ ! -e data/releases/current ]
	# begun again without judging, it is done where it is joined
	[ "$("$CLUSTER/shard" --data data -- "${NIGHT[@]}")" = 0 ]
	expect_status 3 "$CLUSTER/judge" --data data 1
	"$CLUSTER/merge" -q --data data
	[ -e data/releases/current/manifest.json ]
	# and of what is published nothing is to be judged
	[ "$("$CLUSTER/shard" --data data --ranges 9 -- "${NIGHT[@]}")" = '0 0' ]
	"$CLUSTER/merge" -q --data data
	expect_status 2 "$CLUSTER/shard" --data data --ranges 1000
	expect_status 2 "$ROOT/pipelines/nightly" --data data --ranges x
}

@test "a judge that is killed leaves nothing, and what is damaged is planned again" {
	local piece part whole
	cp -a "$BATS_FILE_TMPDIR/awkward" data
	part=$(grep -l a-west data/.cache/*/matched.tsv)
	rm -r "${part%/*}"
	expect_status 0 "$CLUSTER/shard" --data data --ranges 3 -- "${NIGHT[@]}"
	[ "$output" = '1 3' ]
	"$CLUSTER/task" --data data 1
	touch "$AT/slow"
	"$CLUSTER/judge" --data data 1 3>&- &
	for _ in {1..100}; do
		[ ! -e "$AT/began" ] || break
		sleep 0.1
	done
	kill -KILL $!
	wait $! || true
	rm "$AT/slow"
	compgen -G 'data/.cache/.plan/judge.1.*' >/dev/null
	[ -z "$(ls data/.cache/.judged/*/)" ]
	seq 3 | "$CLUSTER/each" --judge --data data >/dev/null
	"$CLUSTER/merge" --check --data data

	# a piece, and what was read of a delivery
	piece=$(echo data/.cache/.judged/*)
	sed -i '2s/1/2/' "$piece/2/records-2023.tsv"
	truncate -s -1 "$part"
	whole=$(stat -c '%i %Y' "$piece"/[13]/sums data/.cache/*/rows.tsv)
	expect_status 3 "$CLUSTER/merge" --check --data data
	expect_words 'merge: inbox/2023/a-west.csv: what was read is damaged: shard 1'
	expect_words 'merge: what was judged is damaged: range of units 2'
	expect_status 3 "$CLUSTER/merge" --data data
	expect_words 'what was judged is damaged: range of units 2'
	[ ! -e data/releases/current ]
	expect_status 0 "$CLUSTER/shard" --data data --ranges 3 -- "${NIGHT[@]}"
	[ "$output" = '1 1' ]
	expect_words 'inbox/2023/a-west.csv: what was kept of it is damaged: it is to be read again'
	expect_status 3 "$CLUSTER/merge" --check --data data
	"$CLUSTER/task" --data data 1
	"$CLUSTER/judge" --data data 1
	"$CLUSTER/merge" --check --data data
	[ "$whole" != "$(stat -c '%i %Y' "$piece"/[13]/sums data/.cache/*/rows.tsv)" ]
	[ "${whole%%$'\n'*}" = "$(stat -c '%i %Y' "$piece"/1/sums)" ]
	is_as_of_one
}

@test "what came after the plan is in the release, which is judged where it is joined" {
	begin_judging 2
	seq 2 | "$CLUSTER/each" --judge --data data >/dev/null
	sed 's/,60,/,61,/' data/inbox/2023/north.csv >data/inbox/2023/z-late.csv
	cp -a data one
	rm -r one/.cache
	"$ROOT/pipelines/nightly" -q --data one "${NIGHT[@]}"
	expect_status 0 "$CLUSTER/merge" --data data -q
	expect_words 'has changed since the plan: it is judged here'
	diff -r one/releases/current/ data/releases/current/
}

@test "an invented province in ranges by chance" {
	local ranges
	awk -F, 'NR == 1 || $5 == "230402" || $5 == "232701"' \
		"$ROOT/sample-data/register.csv" >register.csv
	export GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
	green-synth --register register.csv --out data --seed "$SEED" --mess heavy
	NIGHT=(--as-of 2022-12-31 --quiet-period 0)
	cp -a data one
	"$ROOT/pipelines/nightly" -q --data one "${NIGHT[@]}"
	ranges=$((SEED % 17 + 2))
	read -r n m < <("$CLUSTER/shard" --data data --shards $((SEED % 5 + 1)) \
		--ranges $ranges -- "${NIGHT[@]}")
	seq "$n" | "$CLUSTER/each" --data data >/dev/null
	seq "$m" | shuf --random-source=<(yes "$SEED") |
		"$CLUSTER/each" --judge --data data >/dev/null
	is_as_of_one one
}
