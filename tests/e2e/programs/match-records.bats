# green-match: records as green-clean gives them, cell by cell: which remarks a
# place, a code of a place and a former name get; columns, tables, language.
load ../lib/helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	{
		sed '1s/$/,valid_from,valid_to/; 1!s/$/,,/' \
		    "$ROOT/sample-data/register.csv"
		cat "$ROOT/tests/e2e/fixtures/match-records-register.csv"
	} >register.csv
}

HEAD='wave src line community_code community_name city_name county_name
street_name county_code prev_code prev_name flags'

# records <LINES of words, - for empty: a stream of them.
records() {
	# shellcheck disable=SC2086  # names are words
	{
		tsv $HEAD
		while read -r line; do
			tsv $line
		done
	} | stream green-clean
}

# match WORDS...: run it on standard input with the tests' register.
match() {
	green-match --register register.csv --findings findings \
	    --set-aside aside --ledger ledger "$@"
}

# catalogue: the rows of the table; its records: line = row number.
catalogue() {
	grep -v '^#' "$ROOT/tests/e2e/fixtures/match-records.tsv" | sed 1d
}

catalogue_stream() {
	{
		# shellcheck disable=SC2086
		tsv $HEAD
		catalogue | awk -F'\t' -v OFS='\t' '{
			for (i = 3; i <= 10; i++)
				if ($i == "-") $i = ""
			print $2, "a.csv", NR, $3, $4, $5, $6, $7, $8, $9, \
			    $10, ""
		}'
	} | stream green-clean
}

# made: per record its line, the unit or "aside", flags and findings.
made() {
	n="$1" awk -F'\t' '
	BEGIN { n = ENVIRON["n"] }
	FILENAME == ARGV[1] && FNR > 1 && !/^#end/ {
		f[$3] = f[$3] (f[$3] ? " " : "") $5 ":" $6 ":" $7
	}
	FILENAME == ARGV[2] && FNR == 1 {
		for (i = 1; i <= NF; i++) at[$i] = i
	}
	FILENAME == ARGV[2] && FNR > 1 && !/^#end/ {
		unit[$3] = $4; flags[$3] = $at["flags"]
	}
	END {
		for (i = 1; i <= n; i++)
			print i "\t" (i in unit ? unit[i] : "aside") "\t" \
			    (flags[i] ? flags[i] : "-") "\t" \
			    (f[i] ? f[i] : "-")
	}' findings out
}

@test "every form of the catalogue has its outcome and its finding" {
	catalogue_stream | match --changes "$ROOT/tests/e2e/fixtures/match-records-changes.csv" \
	    >out
	made "$(catalogue | wc -l)" >got
	catalogue | awk -F'\t' -v OFS='\t' '{ print NR, $11, $12, $13 }' >want
	# say which catalogue entry a difference is of
	catalogue | cut -f 1-7 | paste got - >got.named
	catalogue | cut -f 1-7 | paste want - >want.named
	expect_same want.named got.named
}

@test "the catalogue's entries are all there" {
	for id in K01 K06 K08 K09 K11 K12 K13 K14 K15 K16 K17 K17b K18 K19 \
	    K20 K21 K22 K23 K24 R09 R10 L09 L13 M01; do
		catalogue | cut -f 1 | grep -qx "$id" || die "$id is missing"
	done
}

@test "what goes on has the register's codes and spelling" {
	catalogue_stream | match --changes "$ROOT/tests/e2e/fixtures/match-records-changes.csv" \
	    >out
	cut -f 1-8 register.csv -d , | tr , '\t' | sort -u >units
	rows out | awk -F'\t' -v OFS='\t' '{
		print $4, $5, $13, $6, $9, $7, $14, $8 }' | grep -v '?' |
	    sort -u >seen
	[ "$(wc -l <seen)" -gt 5 ]
	[ -z "$(comm -23 seen units)" ] || die "$(comm -23 seen units)"
}

@test "columns are appended only where the input lacks them" {
	records <<-'EOF' >in
	2021 a.csv 2 230102001001 省报社 - - - - - - N01
	EOF
	expect_status 0 match in
	[ "$(head -n 2 <<<"$output")" = "$(
		# shellcheck disable=SC2086
		tsv $HEAD city_code street_code
		tsv 2021 a.csv 2 230102001001 省报社社区居委会 哈尔滨市 道里区 \
		    兆麟街道 230102 - - N01 230100 230102001)" ]
	# what it wrote it can read again, and then changes nothing
	green-match --register register.csv in >once
	green-match --register register.csv once >twice
	expect_same <(rows once) <(rows twice)
}

@test "set-aside records are whole, with rule and message" {
	records <<-'EOF' >in
	2021 a.csv 2 230102001001 兆麟社区居委会 哈尔滨市 道里区 兆麟街道 - - - N01
	EOF
	expect_status 0 match in
	[ "$(rows aside)" = "$(tsv 2021 a.csv 2 230102001001 兆麟社区居委会 \
	    哈尔滨市 道里区 兆麟街道 - - - N01 K14 \
	    '代码与名称不一致；按代码为：230102001001 省报社社区居委会（道里区兆麟街道）；按名称为：230102001003 兆麟社区居委会（道里区兆麟街道）')" ]
	expect_status 0 match --lang en in
	[[ $(rows findings) == *'code and name disagree; by its code it is '* ]]
	expect_status 1 match --fail-on set-aside in
}

@test "the ledger counts what was fixed, flagged, asked and set aside" {
	records <<-'EOF' | match >out
	2021 a.csv 2 230102001001 省报社社区居委会 哈尔滨市 道里区 兆麟街道 - - - -
	2021 a.csv 3 230102001002 索菲亚 哈尔滨 道里区 花园街道 - - - -
	2021 a.csv 4 - 森林社区 哈尔滨市 道里区 兆麟街道 - - - -
	2021 a.csv 5 ? 森林社区 哈尔滨市 道里区 兆麟街道 - - - -
	EOF
	# 索菲亚 and 哈尔滨 and 森林社区 are fixed
	[ "$(rows ledger | cut -f 5-12)" = "$(tsv 4 3 1 0 0 3 1 1)" ]
}

@test "no changes table: a dead code is only a code outside the register" {
	records <<-'EOF' | match >out
	2021 a.csv 2 230702001001 朝阳社区居委会 伊春市 伊美区 朝阳街道 - - - -
	EOF
	[ "$(rows findings | cut -f 5-7)" = \
	    $'community_code\tR09\tSETASIDE' ]
}

@test "a standard without names.csv compares whole names" {
	cp -R "$GREEN_STANDARD" standard
	rm standard/names.csv
	records <<-'EOF' >in
	2021 a.csv 2 230102001001 省报社社区居委会 - - - - - - -
	2021 a.csv 3 230102001002 索菲亚社区 - - - - - - -
	EOF
	expect_status 0 match --standard standard in
	[ "$(rows findings | cut -f 3,6,7)" = $'3\tK14\tSETASIDE' ]
	echo 'kind,word' >standard/names.csv
	echo 'committee,社区居委会' >>standard/names.csv
	echo 'committee,社区' >>standard/names.csv
	expect_status 0 match --standard standard in
	[ -z "$(rows findings)" ]
	echo 'suffix,社区' >>standard/names.csv
	expect_status 2 match --standard standard in
	expect_words "^green-match: standard/names.csv:4: kind: there is no"
}

@test "the order of the register's lines changes nothing" {
	catalogue_stream >in
	match in >one
	mv findings findings.one
	{ head -n 1 register.csv; sed 1d register.csv | tac; } >backwards
	mv backwards register.csv
	match in >two
	expect_same one two
	expect_same findings.one findings
}

@test "tables and input that are wrong are refused with their place" {
	catalogue_stream >in
	echo '230102001001,x,230100,b,230102,d,e,f,,' >>register.csv
	expect_status 2 match in
	expect_words "register.csv:316[0-9]: community_code: 230102001001 is in line 2 too"
	sed -i '$d' register.csv
	echo 'old_code,new_code,date,kind,note' >changes
	echo '1,2,yesterday,renamed,' >>changes
	expect_status 2 match --changes changes in
	expect_words "^green-match: changes:2: date: 'yesterday' is not a date"
	expect_status 2 match --register nowhere in
	expect_status 2 green-match in
	tsv wave src line x | stream >none
	expect_status 3 match none
	expect_words "no column of the role 'code'"
	records <<<'next a.csv 2 1 - - - - - - - -' >bad
	expect_status 3 match bad
	expect_words "bad:2: wave: 'next' is not a year"
}
