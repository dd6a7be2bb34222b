#!/usr/bin/env bats
# green-doubt and green-edits: which verdicts rest on which rule, proven by
# running the chain again with the rule off.

load helpers

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

# without RULE: the standard in `off`, with the rule's FLAGs turned to ASK.
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
	    if row[rule] == sys.argv[1] and row[action] == "FLAG":
	        row[action], row[value] = "ASK", "?"
	        n += 1
	with open("off/rules.csv", "w", encoding="utf-8", newline="") as f:
	    csv.writer(f, lineterminator="\n").writerows(rows)
	sys.exit(n == 0)
	END
}

@test "what rests on a rule is what another run without it changes" {
	read_wave >matched
	green-dedup -q matched >deduped
	green-doubt deduped | judge >variants
	green-edits --table verdicts variants >resting
	judge <deduped | verdicts >now
	local rule proven=0
	while read -r rule; do
		without "$rule" || continue
		GREEN_STANDARD=$PWD/off
		read_wave | green-dedup -q | judge | verdicts >after
		GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
		join now after | awk -v r="$rule" '$2 != $3 {
			print $1, r, $2, $3 }' | sort >want
		rows resting | awk -F '\t' -v r="$rule" '$3 == r {
			print $2, $3, $4, $5 }' | sort >got
		# Without a rule on its code a unit may still be found by its
		# name, so there the ledger is an upper bound.
		case $rule in
		K*) grep -vxFf got want >lost || true
			[ ! -s lost ] || die "rule $rule" "$(cat lost)" ;;
		*) expect_same got want "rule $rule" ;;
		esac
		proven=$((proven + $(wc -l <got)))
	done < <(green-edits variants | rows /dev/stdin | cut -f2 |
		grep -vx '[*]')
	[ "$proven" -gt 5 ]
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
	green-doubt --merges findings deduped | judge >variants
	green-edits variants | rows /dev/stdin | cut -f1-3 >got
	{ tsv 2022 '*' 2; tsv 2022 K06 1; tsv 2022 R02 1; } >want
	expect_same got want
	green-edits --table verdicts variants | rows /dev/stdin |
		cut -f5 | sort -u >got
	[ "$(cat got)" = undetermined ]
}

@test "what did not change a verdict does not carry it" {
	read_wave | green-dedup -q >deduped
	green-doubt deduped | judge | green-edits | rows /dev/stdin |
		awk -F '\t' '$4 > $3 || $5 > $4 { exit 1 }'
	# without variants the stream is as it was
	green-doubt deduped | awk -F '\t' '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == "flags") f = i }
		/^#end\t/ || $f ~ /(^|;):/ { next } 1' >got
	body deduped >want
	expect_same got want
}

@test "a copy that has lost its record is refused" {
	read_wave | green-dedup -q | green-doubt | judge >variants
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "flags") f = i; print; next }
		$f ~ /(^|;):/ && !/^#end/' variants | stream green-score >alone
	expect_status 3 green-edits alone
	expect_words 'a record without rule .* that does not follow its own'
	expect_status 3 green-doubt --merges nowhere variants
}
