#!/usr/bin/env bats
# green-diff: what differs between two releases, and what caused it.
# shellcheck disable=SC2154  # stderr is set by expect_status

load ../lib/helpers
load ../lib/release

setup_file() {
	make_tiny "$BATS_FILE_TMPDIR/data"
}

# A copy of the data, and its release under the name of old.
setup() {
	export GREEN_STANDARD=$TINY/standard
	cd "$BATS_TEST_TMPDIR" || return
	cp -R "$BATS_FILE_TMPDIR/data" data
	D=$PWD/data
	cp -RL "$D/releases/current" "$D/releases/old"
	OLD=$D/releases/old NEW=$D/releases/current
}

# again [AS-OF]: the night after whatever the test has changed.
again() {
	night "$D" "${1:-2024-06-30}"
}

# lines COLUMN...: these columns of every difference, joined by '|'.
lines() {
	green-diff --format tsv "$OLD" "$NEW" >all
	want="$*" awk -F '\t' '
		BEGIN { want = ENVIRON["want"] }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
			n = split(want, name, " "); next }
		/^#end\t/ { next }
		{ for (i = 1; i <= n; i++)
			printf "%s%s", $at[name[i]], i < n ? "|" : "\n" }' all
}

@test "a release and itself: nothing, and the sums say so" {
	expect_status 0 green-diff "$OLD" "$NEW"
	[ "$output" = 'communities added: 0 (0 values)
communities withdrawn: 0 (0 values)
communities revised: 0 (0 values)
communities reflagged: 0 (0 values)
places whose figures changed: 0 (0 values)
places and criteria whose counts changed: 0 (0 values)
milestones changed: 0 (0 values)' ]
	[ "$(lines kind)" = '' ]
	[ "$(wc -l <all)" -eq 2 ]
}

@test "a corrected delivery: the answer, its consequences, their cause" {
	sed -i 's/^\(4110-03,.*\),60.5,/\1,60,/' "$D/inbox/2023/north.csv"
	again
	lines wave kind code column old new cause src line changed >got
	grep -E '^2023\|revised' got >revised
	local from='|data|inbox/2023/north.csv|4|inbox/2023/north.csv'
	cat >want <<-END
	2023|revised|4110-03|noise_db|60.5|60$from
	2023|revised|4110-03|status|not_attained|attained$from
	2023|revised|4110-03|status_common|not_attained|attained$from
	2023|revised|4110-03|points|70|100$from
	2023|revised|4110-03|criteria_met|5|6$from
	2023|revised|4110-03|q2|0|1$from
	2023|revised|4110-03|failed|Q2.noise|$from
	END
	sort want >want.sorted
	sort revised | grep -v '|criteria_met|' >got.sorted
	grep -v '|criteria_met|' want.sorted | cmp - got.sorted
	grep -qxF '2023|figure|4110|attained|2|3|data|||inbox/2023/north.csv' got
	grep -qxF '2023|figure|4110|attained_rate|66.67|100.00|data|||inbox/2023/north.csv' got
	grep -qxF '2023|criterion|4110|Q2.met|2|3|data|||inbox/2023/north.csv' got
	[ "$(grep -c '|added|\||withdrawn|\||reflagged|' got)" -eq 0 ]
}

@test "a record more, and one less" {
	echo '4120-03,Hill School,Northmark,Lower Vale,Ferry,2023,2023-11-24,2023-12-01,N. Ford,yes,no,no,80,4,1,1,50,no,yes,2,yes,yes,900,3,gas' \
	    >>"$D/inbox/2023/north.csv"
	sed -i '/^4110-03,/d' "$D/inbox/2023/north.csv"
	again
	lines kind code column old new cause | grep -E '^(added|withdrawn)' >got
	[ "$(cat got)" = 'added|4120-03|status||attained|data
withdrawn|4110-03|status|not_attained||data' ]
}

@test "only the deliveries that a community stands in are blamed for it" {
	sed -i 's/^\(4110-03,.*\),60.5,/\1,60,/' "$D/inbox/2023/north.csv"
	sed -i 's/;0.1 ha;/;0.2 ha;/' "$D/inbox/2023/south.csv"
	again
	lines kind code changed | sort -u >got
	grep -qxF 'revised|4110-03|inbox/2023/north.csv' got
	grep -qxF 'revised|4210-01|inbox/2023/south.csv' got
	grep -qxF 'figure|4000|inbox/2023/north.csv;inbox/2023/south.csv' got
}

@test "last wave's answers are blamed where they are read" {
	sed -i 's/;at least 2;/;7;/' "$D/inbox/2023/south.csv"
	again
	lines wave kind code cause changed | sort -u >got
	grep -qxF '2023|revised|4210-01|data|inbox/2023/south.csv' got
	[ "$(grep -c '^2024|.*harbour' got)" -eq 0 ]
}

@test "another threshold: verdicts change, answers do not, tables did it" {
	cp -R "$TINY/standard" std
	sed -i 's/^noise_max,,,,60,/noise_max,,,,61,/' std/parameters.csv
	export GREEN_STANDARD=$PWD/std
	again
	lines kind code column old new cause changed >got
	grep -qF 'reflagged|4110-03|status|not_attained|attained|tables|parameters.csv' got
	[ "$(grep -c '^revised' got)" -eq 0 ]
	[ "$(cut -d'|' -f6 got | sort -u)" = tables ]
}

@test "another day" {
	again 2024-12-31
	lines kind cause >got
	[ -s got ]
	[ "$(cut -d'|' -f2 got | sort -u)" = as_of ]
}

@test "another program" {
	alter "$OLD" communities.csv sed 's/^\(2023,4110-02,.*\),77.78,/\1,77.77,/'
	jq '.programs |= map(if .name == "green-chain" then .version = "0"
		else . end)' "$OLD/manifest.json" >m
	mv m "$OLD/manifest.json"
	[ "$(lines kind code column old new cause changed)" = \
	    'reflagged|4110-02|points|77.77|77.78|program|green-chain' ]
}

@test "what has no cause is said to have none" {
	alter "$OLD" communities.csv sed 's/^\(2023,4110-02,.*\),77.78,/\1,77.77,/'
	[ "$(lines kind code column cause changed)" = \
	    'reflagged|4110-02|points|unexplained|' ]
}

@test "filings move milestones, not communities" {
	cp -R "$TINY/standard" std
	printf '%s\n' 'PLAN,A plan is sent,city,2023-06-30,,filings,doc_date <= $due,' \
	    >>std/obligations.csv
	export GREEN_STANDARD=$PWD/std
	again
	rm -r "$OLD" && cp -RL "$D/releases/current" "$OLD"
	cat >"$D/filings.csv" <<-'END'
	city_code,obligation_id,doc_title,doc_no,doc_date,received_date,value,evidence_ref,recorder,recorded_at
	4100,PLAN,Plan,1,2023-02-01,2023-02-02,,,,
	END
	again
	lines kind cause changed | sort -u >got
	[ "$(cat got)" = 'milestone|data|filings.csv' ]
}

@test "text: a heading for each kind, and sums" {
	sed -i 's/^\(4110-03,.*\),60.5,/\1,60,/' "$D/inbox/2023/north.csv"
	again
	expect_status 0 green-diff "$OLD" "$NEW"
	[ "$(head -n 2 <<<"$output")" = "communities revised
  2023 4110-03        noise_db                       60.5 → 60  [data] (inbox/2023/north.csv) inbox/2023/north.csv:4" ]
	grep -qx 'communities revised: 1 ([0-9]* values)' <<<"$output"
	grep -qx 'places whose figures changed: [1-9].*' <<<"$output"
	expect_status 0 green-diff --lang zh "$OLD" "$NEW"
	grep -qx '答案有改动的社区：1（[0-9]* 处）' <<<"$output"
}

@test "the other way round, old and new change places" {
	sed -i 's/^\(4110-03,.*\),60.5,/\1,60,/' "$D/inbox/2023/north.csv"
	again
	green-diff --format tsv "$OLD" "$NEW" | rows - |
		awk -F'\t' '{ print $1, $2, $3, $4, $5, $6 }' >there
	green-diff --format tsv "$NEW" "$OLD" | rows - |
		awk -F'\t' '{ print $1, $2, $3, $4, $6, $5 }' >back
	cmp there back
}

@test "the stream is whole, and the same in any locale" {
	again 2024-12-31
	green-diff --format tsv "$OLD" "$NEW" >all
	[ "$(tail -n 1 all)" = "$(sed '$d' all | stream green-diff |
		tail -n 1)" ]
	[ "$(head -n 1 all)" = "$(tsv wave kind code column old new cause src \
	    line changed)" ]
	LC_ALL=de_DE.utf8 green-diff --format tsv "$OLD" "$NEW" | cmp - all
}

@test "words that are wrong, and what is no release" {
	expect_status 2 green-diff "$OLD"
	expect_words '2 operands are needed \(OLD NEW\), not 1'
	expect_status 2 green-diff --format xml "$OLD" "$NEW"
	expect_status 3 green-diff "$OLD" nowhere
	expect_words 'nowhere: cannot be opened'
	echo '{' >"$OLD/manifest.json"
	expect_status 3 green-diff "$OLD" "$NEW"
	expect_words 'manifest.json:[0-9]+: is no JSON'
	echo '{}' >"$OLD/manifest.json"
	expect_status 3 green-diff "$OLD" "$NEW"
	expect_words 'manifest.json: "as_of" is missing'
}

@test "output that cannot be written" {
	expect_status 4 sh -c 'green-diff "$0" "$1" >/dev/full' "$OLD" "$NEW"
	expect_words 'No space left'
}

@test "whatever the system refuses: the same lines, or a failure" {
	again 2024-12-31
	for call in malloc read; do
		all_cases $call /dev/null 2,3,4 \
		    green-diff --format tsv "$OLD" "$NEW" -o @OUT@
	done
}

@test "a release that was made before trailers had a hash is compared" {
	local then=$ROOT/tests/e2e/fixtures/release-0.1
	cp -R "$then" now
	revise() {
		sed '$d' | awk -F '\t' -v OFS='\t' 'NR == 1 {
			for (i = 1; i <= NF; i++) if ($i == "pupils") at = i }
			NR == 5 { $at++ } 1' | stream green-cat
	}
	alter now records.tsv revise
	OLD=$then NEW=now
	[ "$(lines kind column)" = 'revised|pupils' ] || die "$(cat all)"
}
