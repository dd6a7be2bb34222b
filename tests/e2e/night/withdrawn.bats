#!/usr/bin/env bats
# DATA/withdrawn.csv: deliveries and answers that a province takes back count
# no more, from the day that it says on, and everybody is told.

load ../lib/helpers
load ../lib/release

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	tiny_data "$D"
	R=$D/releases/current
	cd "$BATS_TEST_TMPDIR" || return
}

# withdraw ROW...: the list has these rows
withdraw() {
	printf '%s\n' src,date,who,why "$@" >"$D/withdrawn.csv"
}

# found VARIANT-WORDS...: the findings R16, without what all have
expect_found() {
	expect_same <(grep ',R16,' "$R/findings.csv" | sed 's/,,,,R16,/,R16,/; s/,$//') \
		<(printf '%s\n' "$@")
}

# like DIR: the night of another folder gives the same, but for what names the
# inputs and what was left out
expect_like() {
	local file
	night "$1" "${2:-2024-12-31}"
	for file in "$R"/*.csv "$R"/*.tsv; do
		case ${file##*/} in
		findings.csv | ledger.csv | withdrawn.csv) continue ;;
		esac
		expect_same "$file" "$1/releases/current/${file##*/}"
	done
}

@test "what is withdrawn is left out as if it were not there, and said" {
	night "$D" 2024-12-31
	first=$(readlink "$R")
	withdraw 'inbox/2024/harbour.csv,2024.7.1,the office,"sent by, mistake"'
	night "$D" 2024-12-31
	expect_same "$R/withdrawn.csv" - <<-'END'
		wave,kind,src,date,who,why
		2024,delivery,inbox/2024/harbour.csv,2024-07-01,the office,"sent by, mistake"
	END
	expect_found '2024,inbox/2024/harbour.csv,R16,SKIP,,,"withdrawn from 2024-07-01 on (the office): sent by, mistake"'
	[ "$(jq -c '[.withdrawn[].path, (.inputs[].path | select(test("harb|with")))]' \
		"$R/manifest.json")" = '["inbox/2024/harbour.csv","withdrawn.csv"]' ]
	cp -R "$D" other
	rm -R other/releases other/.cache other/withdrawn.csv \
		other/inbox/2024/harbour.csv
	expect_like other

	# where the record is gone, and where it still is
	green-explain --wave 2024 "$D" 4210-02 >now
	grep -q 'inbox/2024/harbour.csv:3 .*R16.* withdrawn from 2024-07-01 on (the office): sent by, mistake' now ||
		die "$(cat now)"
	green-explain --wave 2024 "$D/releases/$first" 4210-02 >then
	grep -q 'inbox/2024/harbour.csv:3 .*R16.* withdrawn from 2024-07-01' then ||
		die "$(cat then)"
	green-explain --wave 2024 "$D" 4210-03 >other-school
	! grep R16 other-school

	# without the row all is as it was
	rm "$D/withdrawn.csv"
	expect_status 0 "$ROOT/pipelines/nightly" --quiet-period 0 --data "$D" \
		--as-of 2024-12-31
	[ "$(readlink "$R")" = "$first" ]
}

@test "an older submission stands again when the newer one is withdrawn" {
	sed '2s/,1200,30,/,1000,30,/; 2s/,2024,/,2024,/' \
		"$D/inbox/2024/harbour.csv" >"$D/inbox/2024/again.csv"
	sed -i '1s/$/,Edition/; 2,$s/$/,1/' "$D/inbox/2024/harbour.csv"
	sed -i '1s/$/,Edition/; 2,$s/$/,2/' "$D/inbox/2024/again.csv"
	night "$D" 2024-12-31
	grep -q '^2024,4210-01,.*,inbox/2024/again.csv,2$' "$R/communities.csv"
	withdraw inbox/2024/again.csv,2024-07-01,X,Y
	night "$D" 2024-12-31
	grep -q '^2024,4210-01,.*,inbox/2024/harbour.csv,2$' "$R/communities.csv"
	! grep -q 'R02' <(grep '^2024' "$R/findings.csv")
}

@test "copies of its bytes in the same wave go with it" {
	cp "$D/inbox/2024/harbour.csv" "$D/inbox/2024/a copy.csv"
	cp "$D/inbox/2024/harbour.csv" "$D/inbox/2023"
	withdraw inbox/2024/harbour.csv,2024-07-01,X,Y
	night "$D" 2024-12-31
	expect_found \
		'2024,inbox/2024/a copy.csv,R16,SKIP,,,the same bytes as a delivery that is withdrawn: inbox/2024/harbour.csv' \
		'2024,inbox/2024/harbour.csv,R16,SKIP,,,withdrawn from 2024-07-01 on (X): Y'
	[ "$(wc -l <"$R/withdrawn.csv")" -eq 3 ]
	jq -e '.inputs[] | select(.path == "inbox/2023/harbour.csv")' \
		"$R/manifest.json" >/dev/null
}

@test "answers that are withdrawn fill no cell, and their queries are open again" {
	night "$D" 2024-12-31
	mkdir "$D/answers"
	cat "$R"/queries/4200.csv >"$D/answers/a.csv"
	sed -i '/about 50/s/,\r$/,50\r/' "$D/answers/a.csv"
	cp "$R/queries/4200.csv" before
	night "$D" 2024-12-31
	grep -q ',A01,NOTE,.*answers/a.csv' "$R/findings.csv"
	! grep 'about 50' "$R"/queries/*.csv
	withdraw answers/a.csv,2024-07-01,X,'call 13912345678'
	night "$D" 2024-12-31
	expect_found ',answers/a.csv,R16,NOTE,,,answers withdrawn from 2024-07-01 on (X): call ***********'
	! grep -q ',A01,' "$R/findings.csv"
	expect_same "$R/queries/4200.csv" before
	grep -q '^,answers,answers/a.csv,2024-07-01,X,' "$R/withdrawn.csv"
}

@test "a row that leaves nothing out is said, once for each reason" {
	ln -s ../2023/north.csv "$D/inbox/2024/link.csv"
	withdraw inbox/2024/lost.csv,2024-07-01,X,Y \
		inbox/2024/harbour.csv,2025-01-01,X,Y \
		inbox/2023/south.csv,2024-03-01,X,Y \
		inbox/2023/south.csv,2024-02-01,X,earlier \
		inbox/2024/link.csv,2024-02-01,X,Y \
		register.csv,2024-02-01,X,Y
	night "$D" 2024-12-31
	expect_found \
		',withdrawn.csv,2,,src,R16,NOTE,inbox/2024/lost.csv,,nothing of this name lies in the inbox or among the answers' \
		',withdrawn.csv,3,,src,R16,NOTE,inbox/2024/harbour.csv,,withdrawn only from 2025-01-01 on: on the day of this release it still counts' \
		',withdrawn.csv,4,,src,R16,NOTE,inbox/2023/south.csv,,"the same file as in line 5, which is what counts"' \
		',withdrawn.csv,7,,src,R16,NOTE,register.csv,,nothing of this name lies in the inbox or among the answers' \
		'2023,inbox/2023/south.csv,R16,SKIP,,,withdrawn from 2024-02-01 on (X): earlier'
	# of a wave that has not begun nothing is said
	night "$D" 2023-12-31
	! grep 'lost.csv' "$R/findings.csv"
	# as of an earlier day nothing was withdrawn yet: known was what was known
	night "$D" 2024-01-31
	[ "$(wc -l <"$R/withdrawn.csv")" -eq 1 ]
	rm "$D/inbox/2024/link.csv"
	cp -R "$D" other
	rm -R other/releases other/.cache other/withdrawn.csv
	night "$D" 2024-01-31
	expect_like other 2024-01-31
}

@test "a list that is wrong stops the night, and what is published stays" {
	local row n=0
	night "$D" 2024-12-31
	first=$(readlink "$R")
	while IFS='|' read -r row words; do
		withdraw inbox/2023/north.csv,2024-07-01,X,Y "$row"
		expect_status 2 night "$D" 2024-12-31
		expect_words "data/withdrawn.csv: not usable"
		expect_words "withdrawn.csv:3: $words"
		expect_words "still published: $first"
		n=$((n + 1))
	done <<-'END'
		inbox/2024/harbour.csv,2024-07-01,,Y|who: a withdrawal must say what, when, who and why
		inbox/2024/harbour.csv,2024-07-01,X,|why: a withdrawal must say
		inbox/2024/harbour.csv,,X,Y|date: a withdrawal must say
		,2024-07-01,X,Y|src: a withdrawal must say
		inbox/2024/harbour.csv,2024-07,X,Y|date: '2024-07' is not a date
		inbox/2024/harbour.csv,soon,X,Y|date: 'soon' is not a date
		inbox/2024/harbour.csv,2024-07-01,X|.*cells
		inbox/2024/book.xlsx#north,2024-07-01,X,Y|src: a sheet cannot be withdrawn by itself
	END
	[ $n -eq 8 ]
	echo 'src,date,who' >"$D/withdrawn.csv"
	expect_status 2 night "$D" 2024-12-31
	expect_words "withdrawn.csv:1: .*why"
	rm "$D/withdrawn.csv"
	for command in 'ln -s nowhere' mkfifo mkdir; do
		$command "$D/withdrawn.csv"
		expect_status 2 night "$D" 2024-12-31
		expect_words 'withdrawn.csv: is no regular file'
		rm -R "$D/withdrawn.csv"
	done
	[ "$(readlink "$R")" = "$first" ]
}

@test "names of any bytes are withdrawn as streams call them; the list is read as deliveries are" {
	local odd
	odd=$(printf '100%% of \xb9\xfe.csv') # GB18030
	mv "$D/inbox/2024/harbour.csv" "$D/inbox/2024/$odd"
	cp "$D/inbox/2023/north.csv" "$D/inbox/2023/north 13912345678.csv"
	echo >>"$D/inbox/2023/north 13912345678.csv"
	cp "$D/inbox/2023/north.csv" "$D/inbox/2023/north 13912345679.csv"
	printf '\n\n' >>"$D/inbox/2023/north 13912345679.csv"
	night "$D" 2024-12-31
	masked=$(jq -r '.inputs[].path | select(test("~"))' "$R/manifest.json" |
		sed -n 1p)
	[ -n "$masked" ]
	withdraw 'inbox/2024/100%25 of %B9%FE.csv,2024-07-01,单位,原因' \
		"$masked,2024-07-01,单位,原因"
	# a name with somebody's number may be that of several
	echo 'inbox/2023/north 13912345679.csv,2024-07-01,X,Y' \
		>>"$D/withdrawn.csv"
	iconv -f UTF-8 -t GB18030 "$D/withdrawn.csv" | sed 's/$/\r/' >list
	mv list "$D/withdrawn.csv"
	night "$D" 2024-12-31
	[ "$(jq -r '.withdrawn[].path' "$R/manifest.json")" = "$masked
inbox/2024/100%25 of %B9%FE.csv" ]
	grep -q 'NOTE,inbox/2023/north \*\{11\}.csv,,nothing of this name' \
		"$R/findings.csv"
	grep -q '2024,delivery,inbox/2024/100%25 of %B9%FE.csv,2024-07-01,单位,原因' \
		"$R/withdrawn.csv"
	! grep -r 1391234567 "$R"
	expect_status 0 green-verify -q "$R" --against "$D"
	[ "$(wc -l <<<"$output")" -eq 2 ] || die "$output"
}

@test "a release is made again from what its manifest says was withdrawn" {
	withdraw inbox/2024/harbour.csv,2024-07-01,X,Y
	night "$D" 2024-12-31
	expect_status 0 green-verify -q "$R" --against "$D"
	# what is withdrawn is part of it: other bytes may have been other rows
	echo >>"$D/inbox/2024/harbour.csv"
	expect_status 1 green-verify -q "$R" --against "$D"
	[[ $output = *$'inbox/2024/harbour.csv\tgone'* ]] || die "$output"
}

@test "one that is still arriving is not waited for once it is withdrawn" {
	night "$D" 2024-12-31
	printf '4210-03,Half' >>"$D/inbox/2024/harbour.csv"
	withdraw inbox/2024/harbour.csv,2024-07-01,X,Y
	expect_status 0 "$ROOT/pipelines/nightly" -q --data "$D" \
		--as-of 2024-12-31
	[ -z "$stderr" ] || die "$stderr"
	grep -q ' published ' "$D/heartbeat"
	[ "$(wc -l <"$R/withdrawn.csv")" -eq 2 ]
}

@test "the year's summary names what was withdrawn, in both languages" {
	unset GREEN_STANDARD
	export GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
	D=$BATS_TEST_TMPDIR/province
	make_province "$D"
	file=$(cd "$D" && printf '%s\n' inbox/2022/* | sed -n 1p)
	printf '%s\n' src,date,who,why "$file,2022-11-01,省厅,误报" \
		>"$D/withdrawn.csv"
	"$ROOT/pipelines/annual" -q --data "$D" --year 2022
	grep -q '不计入本文各项数字的报送文件1份' "$D/annual/annual-2022.md"
	grep -qF "${file}：自2022年11月1日起撤回（省厅），原因：误报" \
		<(tr -d '\\' <"$D/annual/annual-2022.md") ||
		die "$(grep 撤回 "$D/annual/annual-2022.md")"
	grep -q ',withdrawn.csv,' "$D/annual/annual-2022-claims.csv"
	green-annual --lang en "$D/releases/annual-2022" |
		grep 'from 2022-11-01 on (省厅): 误报'
}
