#!/usr/bin/env bats
# The catalogue of findings: scripts/finding-kinds refuses a bad one, and
# scripts/check-findings sees each way in which code and pages leave it.

load ../lib/helpers

# A tree of one stage with one page, in order.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p src/stream src/stages src/programs pipelines/place
	cat >src/stream/finding-kinds.csv <<-'END'
	rule,variant,action,zh,en,page
	L01,none,STOP,前 {rows} 行,"{rows} rows, none",green-ingest
	L02,,NOTE,文字,words,green-ingest
	D09,,STOP,不是文本（{detail}）,{detail},green-ingest
	D13,,FIX,,,green-ingest
	R06,,SKIP,同 {delivery},the same as {delivery},README
	,near,,附近：{units},near: {units},
	END
	cat >src/stages/ingest.c <<-'END'
	static int refuse(void) { return fail("a NUL byte [D09]"); }
	int ingest(void)
	{
		say(GR_FINDING_L01_NONE, GR_WITH(GR_NUMBER("rows", 20)));
		say(GR_FINDING_NEAR, GR_WITH(
		    GR_TEXT("units", none)));
		return report(GR_FINDING_L02, 0);
	}
	END
	printf '%s\n' 'L01, L02, D09 and D13, and N05 of the rules.' \
		>src/programs/green-ingest.1
	printf '%s\n' 'rule,phase' 'N05,value' >pipelines/place/rules.csv
	echo 'printf "%s\t%s\t\t\t\tR06\tSKIP\n"' >pipelines/nightly
	echo 'Twice the same: R06, and O22 is an obligation.' >README.md
}

check() {
	run "$ROOT/scripts/check-findings" .
}

# complains WORDS: the check fails, with this complaint and no other
complains() {
	check
	[ "$status" -eq 1 ]
	[ "$output" = "check-findings: $1" ] || die "$output"
}

@test "a tree in order passes" {
	check
	[ "$status" -eq 0 ] || die "$output"
	[ -z "$output" ]
}

@test "a kind that no code raises fails" {
	sed -i '/GR_FINDING_L02/d' src/stages/ingest.c
	complains 'no code raises GR_FINDING_L02'
}

@test "a rule that is said below, and nowhere, fails" {
	sed -i 's/ \[D09\]//' src/stages/ingest.c
	complains 'no code raises GR_FINDING_D09'
}

@test "a finding of the night that no script raises fails" {
	: >pipelines/nightly
	complains 'no code raises GR_FINDING_R06'
}

@test "a place that is not given, or that there is none of, fails" {
	sed -i 's/"rows"/"lines"/' src/stages/ingest.c
	check
	[ "$status" -eq 1 ]
	[[ $output = *'ingest.c: GR_FINDING_L01_NONE has no place "lines"'* ]]
	[[ $output = *'GR_FINDING_L01_NONE is not given its place "rows"'* ]]
}

@test "an id in code that the catalogue lacks fails" {
	sed -i 's/GR_FINDING_L02/GR_S("L03"), &/' src/stages/ingest.c
	complains 'src/stages/ingest.c: L03 is not in the catalogue'
	sed -i 's/"L03"/"L02"/; s/\[D09\]/[D09] or [D10]/' src/stages/ingest.c
	complains 'src/stages/ingest.c: D10 is not in the catalogue'
	sed -i 's/ or \[D10\]//' src/stages/ingest.c
	sed -i 's/R06/R06\\tSKIP\\tR99/' pipelines/nightly
	complains 'pipelines/nightly: R99 is not in the catalogue'
}

@test "a page that lists an id of no catalogue, or leaves one out, fails" {
	sed -i 's/N05/N05, L77/' src/programs/green-ingest.1
	complains 'src/programs/green-ingest.1: L77 is in no catalogue'
	sed -i 's/L77/N06/; s/D13/more/' src/programs/green-ingest.1
	complains 'src/programs/green-ingest.1 does not know D13'
	sed -i 's/more/D13/' src/programs/green-ingest.1
	echo 'Twice the same.' >README.md
	complains 'README.md does not know R06'
}

@test "a catalogue of nothing is no catalogue in order" {
	sed -i '2,$d' src/stream/finding-kinds.csv
	check
	[ "$status" -eq 2 ]
}

# refuses LINE WORDS: the catalogue with that line more is refused, there
refuses() {
	cp src/stream/finding-kinds.csv kinds.csv
	echo "$1" >>kinds.csv
	run "$ROOT/scripts/finding-kinds" table kinds.csv
	[ "$status" -ne 0 ]
	[ "$output" = "kinds.csv:8: $2" ] || die "$output"
}

@test "a catalogue's own faults are refused at their line" {
	refuses 'L02,,NOTE,文字,words,green-ingest' \
		'GR_FINDING_L02 is there twice'
	refuses 'L04,,WARN,文字,words,green-ingest' '"WARN" is no action'
	refuses 'L04,,NOTE,第 {line} 行,words,green-ingest' \
		'the places differ: {line}, '
	refuses 'L04,,NOTE,,words,green-ingest' \
		'words in both languages, or FIX and none'
	refuses 'L04,,FIX,文字,words,green-ingest' \
		'words in both languages, or FIX and none'
	refuses 'L04,,NOTE,文字,words,' 'documented nowhere'
	refuses ',,,文字,words,' 'neither a rule nor a variant of its own'
	refuses 'L04,,NOTE,文字' 'not six cells'
}

@test "quotes, backslashes and question marks come through to C" {
	printf '%s\n' 'rule,variant,action,zh,en,page' \
		'L01,,NOTE,"“一”，??（\n","say ""a, b"" ??( \n",green-ingest' \
		>kinds.csv
	"$ROOT/scripts/finding-kinds" table kinds.csv >table.c
	grep -qF '"“一”，?" "?（\\n"' table.c
	grep -qF '"say \"a, b\" ?" "?( \\n"' table.c
	"$ROOT/scripts/finding-kinds" ids kinds.csv | grep -qx '	GR_FINDING_L01,'
}
