#!/usr/bin/env bats
# green-robustness and green-edit-effects: which verdicts rest on which rule, proven by
# running the chain again with the rule off.

load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	D=$ROOT/sample-data
}

# read_wave: the sample's wave up to matched records, by the standard at hand.
read_wave() {
	green-ingest -q --keep-going --wave 2022 --root "$D" \
		"$D"/inbox/2022/* | green-clean -q |
		green-match -q --register "$D/register.csv" \
			--changes "$D/changes.csv"
}

judge() {
	green-normalise -q --as-of 2022-12-31 |
		green-score -q --as-of 2022-12-31
}

# verdicts: code and status of a scored stream, sorted.
verdicts() {
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		/^#end\t/ { next }
		{ print $at["community_code"], $at["status"] }' | sort
}

# without RULE: the standard in `off`, with the rule's FLAGs turned to ASK (`*`:
# those of all rules); fails if rules.csv has none.
without() {
	rm -rf off
	cp -r "$ROOT/pipelines/heilongjiang-2020" off
	python3 - "$1" <<-'END'
	import csv, sys
	with open("off/rules.csv", encoding="utf-8", newline="") as f:
	    rows = list(csv.reader(f))
	rule, action, value = map(rows[0].index, ("rule", "action", "value"))
	n = 0
	for row in rows[1:]:
	    if sys.argv[1] in ("*", row[rule]) and row[action] == "FLAG":
	        row[action], row[value] = "ASK", "?"
	        n += 1
	with open("off/rules.csv", "w", encoding="utf-8", newline="") as f:
	    csv.writer(f, lineterminator="\n").writerows(rows)
	sys.exit(n == 0)
	END
}

# The sample's ledger in `resting`, its rules in `rules`, verdicts in `now`.
keep_ledger() {
	read_wave >matched
	green-dedup -q --findings merges matched >deduped
	green-robustness --merges merges deduped | judge >variants
	green-edit-effects --table verdicts variants >resting
	green-edit-effects variants | rows /dev/stdin | cut -f2 >rules
	judge <deduped | verdicts >now
}

# moved RULE: whose verdict the run that gave the verdicts `after` changed; who
# has no record any more has not responded, and is as open.
moved() {
	join -a 1 -o 0,1.2,2.2 -e undetermined now after |
		r="$1" awk 'BEGIN { r = ENVIRON["r"] }
		$2 != $3 { print $1, r, $2, $3 }' | sort
}

# resting RULE: whose verdict rests on it by the ledger.
resting() {
	rows resting | r="$1" awk -F '\t' 'BEGIN { r = ENVIRON["r"] }
		$3 == r { print $2, $3, $4, $5 }' |
		sort
}

# with_flags RULE PROGRAM <STREAM: run awk's PROGRAM over the records; `at` has
# the columns' positions, `hit` says if RULE (a pattern) changed the record.
with_flags() {
	r="$1" awk -F '\t' -v OFS='\t' '
		BEGIN { r = ENVIRON["r"] }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
		/^#end\t/ { next }
		{ hit = ";" $at["flags"] ";" ~ ":" r ";" } '"$2"
}

@test "what rests on a rule is what another run without it changes" {
	keep_ledger
	local rule proven=0
	while read -r rule; do
		without "$rule" || continue
		GREEN_STANDARD=$PWD/off
		read_wave | green-dedup -q | judge | verdicts >after
		GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
		moved "$rule" >want
		resting "$rule" >got
		expect_same got want "rule $rule"
		proven=$((proven + $(wc -l <got)))
	done < <(grep -vx '[*]' rules)
	[ "$proven" -gt 200 ]
}

@test "what rests on a rule that found the unit, with its records set aside" {
	keep_ledger
	local rule proven=0
	while read -r rule; do
		! without "$rule" || continue
		# what green-match does with a unit that no rule finds
		with_flags "$rule" '!hit' <matched | stream green-match |
			green-dedup -q | judge | verdicts >after
		moved "$rule" >want
		resting "$rule" >got
		expect_same got want "rule $rule"
		proven=$((proven + $(wc -l <got)))
	done < <(grep '^K' rules)
	[ "$proven" -gt 20 ]
}

# nothing_to_choose_by RULE <matched: the units that it chose a submission of.
nothing_to_choose_by() {
	rows merges | r="$1" awk -F '\t' '
		BEGIN { r = ENVIRON["r"] }
		$6 ~ r && $7 == "MERGE" { print $4 }' >chosen
	with_flags "$1" 'BEGIN { while (getline <"chosen") c[$0] = 1 }
		c[$at["community_code"]] {
			$at["revision_no"] = $at["report_date"] = "" }
		1' | stream green-match
}

@test "what rests on the choice among submissions, with nothing to choose by" {
	keep_ledger
	local rule proven=0
	while read -r rule; do
		nothing_to_choose_by "$rule" <matched |
			green-dedup -q | judge | verdicts >after
		moved "$rule" >want
		resting "$rule" >got
		expect_same got want "rule $rule"
		proven=$((proven + $(wc -l <got)))
	done < <(grep '^R' rules)
	[ "$proven" -gt 5 ]
}

@test "what rests on all rules together, with all of them off" {
	keep_ledger
	without '*'
	GREEN_STANDARD=$PWD/off
	read_wave | with_flags 'K[0-9]+' '!hit' | stream green-match |
		nothing_to_choose_by 'R0[2-9]' |
		green-dedup -q | judge | verdicts >after
	moved '*' >want
	resting '*' >got
	expect_same got want
	[ "$(wc -l <got)" -gt 200 ]
}

@test "rules that found the unit, and those that chose a submission" {
	read_wave >matched
	awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
			print; next }
		NR == 2 { $at["flags"] = "community_code:K06"; print
			code = $at["community_code"] }
		NR == 3 { $at["flags"] = ""; print; print $at["community_code"] >"merged" }' matched | stream green-dedup >deduped
	{
		tsv wave src line community_code column rule action raw value \
			message
		tsv 2022 a 2 "$(cat merged)" community_code R02 MERGE - - -
		tsv 2022 a 3 "$(cat merged)" community_code R04 NOTE - - -
		tsv 2022 a 2 other community_code R01 MERGE - - -
	} | stream green-dedup >findings
	green-robustness --merges findings deduped | judge >variants
	green-edit-effects variants | rows /dev/stdin | cut -f1-3 >got
	{ tsv 2022 '*' 2; tsv 2022 K06 1; tsv 2022 R02 1; } >want
	expect_same got want
	green-edit-effects --table verdicts variants | rows /dev/stdin |
		cut -f5 | sort -u >got
	[ "$(cat got)" = undetermined ]
}

@test "what did not change a verdict does not carry it" {
	read_wave | green-dedup -q >deduped
	green-robustness deduped | judge | green-edit-effects | rows /dev/stdin |
		awk -F '\t' '$4 > $3 || $5 > $4 { exit 1 }'
	# without variants the stream is as it was
	green-robustness deduped | awk -F '\t' '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == "flags") f = i }
		/^#end\t/ || $f ~ /(^|;):/ { next } 1' >got
	body deduped >want
	expect_same got want
}

@test "a copy that has lost its record is refused" {
	read_wave | green-dedup -q | green-robustness | judge >variants
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "flags") f = i; print; next }
		$f ~ /(^|;):/ && !/^#end/' variants | stream green-score >alone
	expect_status 3 green-edit-effects alone
	expect_words 'a record without rule .* that does not follow its own'
	expect_status 3 green-robustness --merges nowhere variants
}

# attained_in WAVE: how many the release of `data` has.
attained_in() {
	w="$1" awk -F, 'BEGIN { w = ENVIRON["w"] }
		$1 == w && $2 == "province" { print $11 }' \
		data/releases/current/cities.csv
}

@test "pipelines/edit-effects: the attained of every wave of a night, and what rests" {
	load ../lib/release
	make_province data
	# what the night would not read is not read here, either
	mkdir data/inbox/2022/.trash
	for file in data/inbox/2022/*; do
		zcat -f "$file" | sed 's/是/否/g; s/\xca\xc7/\xb7\xf1/g' \
			>"$file.part"
		cp "$file.part" data/inbox/2022/.trash
	done
	[ -s "$file.part" ]
	expect_status 0 "$ROOT/pipelines/edit-effects" --data data --as-of 2022-11-15
	[ "$stderr" = '' ]
	local wave
	for wave in 2020 2021 2022; do
		attained=$(attained_in $wave)
		resting=$(w=$wave awk 'BEGIN { w = ENVIRON["w"] }
		$1 == w && $2 == "*" {
			print $5 }' <<<"$output")
		grep -qx "$wave: of $attained attained, ${resting:-0} rest on a rule" \
			<<<"$output" || die "$wave: $attained, $resting" "$output"
	done
	expect_status 0 "$ROOT/pipelines/edit-effects" --data=data --wave=2021 \
		--as-of=2022-11-15
	grep -q '^2021: ' <<<"$output"
	[ "$(cut -c1-4 <<<"$output" | sort -u | tr -d '\n')" = 2021wave ]
	for words in '' '--data' '--data nowhere' '--such' \
	    '--data data --wave 2031' '--data data --as-of soon'; do
		# shellcheck disable=SC2086  # words
		run "$ROOT/pipelines/edit-effects" $words
		[ "$status" -ne 0 ] || die "edits $words"
	done
}

@test "pipelines/edit-effects reads answers as the night does" {
	load ../lib/release
	python3 "$ROOT/tests/recompute/province.py" \
		"$ROOT/sample-data/register.csv" 5 >units
	green-synth --register units --out data --seed 5 --mess heavy
	night data 2022-12-31
	local before
	before=$(attained_in 2022)
	mkdir data/answers
	{
		echo query,answer
		cat data/releases/current/queries/*.csv |
			grep -o '^q2022[^,]*-c[0-9]*_[^,]*' | sed 's/$/,是/'
	} >data/answers/a.csv
	night data 2022-12-31
	[ "$(attained_in 2022)" -gt "$before" ]
	"$ROOT/pipelines/edit-effects" --data data >out
	grep -q "^2022: of $(attained_in 2022) attained" out || die "$(cat out)"
}
