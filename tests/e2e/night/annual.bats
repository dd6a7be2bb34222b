#!/usr/bin/env bats
# green-annual and pipelines/annual: the year in sentences, every figure of
# which stands in the release.
# shellcheck disable=SC2154  # stderr is set by expect_status
# shellcheck disable=SC2016  # awk's fields
# shellcheck disable=SC2030,SC2031  # every test has an environment of its own

load ../lib/helpers
load ../lib/release

setup_file() {
	make_both
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	P=$BATS_FILE_TMPDIR/province
	H=$ROOT/pipelines/heilongjiang-2020
	unset GREEN_STANDARD
}

# year DATA YEAR ARG...: the year's summary in ./out, of ./release.
year() {
	"$ROOT/pipelines/annual" --data "$1" --year "$2" --jobs 2 --out out \
		"${@:3}" >said || return
	ln -sfn "$1/$(sed 's/.*, of //' said)" release
}

# walk_claims YEAR STANDARD: of the last summary, back to its release.
walk_claims() {
	python3 "$ROOT/tests/e2e/lib/annual_claims.py" release "$2" \
		"out/annual-$1-claims.csv" "out/annual-$1.md"
}

# wrong WORDS...: the walk fails and says so.
wrong() {
	expect_status 1 walk_claims "$@"
	[ -n "$output" ]
}

# lacks GREP-WORDS...: grep finds nothing in a file that is there.
lacks() {
	local status=0
	grep "$@" || status=$?
	[ "$status" -eq 1 ]
}

# a_release: a copy of the last summary's in ./r, to be changed.
a_release() {
	rm -rf r
	cp -RL release r
}

# own_standard STANDARD: a copy in ./std, to be changed.
own_standard() {
	cp -R "$1" std
	export GREEN_STANDARD=$PWD/std
}

# prose FILE.md: what stands before the tables.
prose() {
	sed '/^|/,$d' "$1"
}

@test "every claim of a year is in the tables, in either language" {
	local wave lang n
	for wave in 2020 2021 2022; do
		for lang in zh en; do
			year "$P" "$wave" --lang "$lang"
			n=$(walk_claims "$wave" "$H") || die "$n"
			[ "${n%% *}" -ge 50 ]
		done
	done
}

@test "every claim of the sample's year is in its tables" {
	mkdir data
	cp -R "$ROOT"/sample-data/{register,changes,filings}.csv \
		"$ROOT/sample-data/inbox" data
	year "$PWD/data" 2021
	n=$(walk_claims 2021 "$H") || die "$n"
	[ "${n%% *}" -ge 200 ]
	[ "$(readlink data/releases/annual-2021-*)" = \
		"$(basename "$(readlink release)")" ]
	[ ! -e data/releases/current ]
}

@test "the walk sees a claim that is wrong, and a number that is none" {
	year "$P" 2021
	cp -R out good
	walk_claims 2021 "$H"
	sed -i '2,$s/,attained,\([0-9]*\)$/,attained,\19/' \
		out/annual-2021-claims.csv
	wrong 2021 "$H"
	rm -r out && cp -R good out
	sed -i '0,/^[^#|]*[0-9]/s/[0-9]/7&/' out/annual-2021.md
	wrong 2021 "$H"
	rm -r out && cp -R good out
	sed -i 's/(gap == 0)/(gap == 9999)/' out/annual-2021-claims.csv
	wrong 2021 "$H"
}

@test "the five sections, their tables, and what has no text" {
	year "$P" 2021
	[ "$(grep '^## ' out/annual-2021.md | head -n 5)" = '## 一、基本情况
## 二、创建成效
## 三、与上年比较
## 四、问题与短板
## 五、下一步' ]
	for what in 各市（地）创建情况 各市（地）与目标、与上年比较 社区名单 未报送社区名单 短板清单 \
	    任务节点 数据出处; do
		grep -q "^## .*$what" out/annual-2021.md
		grep -q "<caption><h2>.*$what" \
			out/annual-2021.html out/annual-2021-lists.html
	done
	prose out/annual-2021.md >text
	lacks -iE 'nan|\{|\}|（）|“”| %| 个|首次调查' text
	year "$P" 2020
	prose out/annual-2020.md >text
	grep -q '首次调查' text
	lacks '上年[^数]' text
}

@test "no sentence counts nothing, none says more than there is" {
	local wave
	for wave in 2020 2021 2022; do
		year "$P" "$wave"
		prose "out/annual-$wave.md" >text
		lacks -E '(提高|持平|下降|达到目标所需|未完成|无记录|逾期完成|待定)的(市（地）)?0个|另有0个|(查清底数|；|，)0个社区' text
		lacks -F '0.00%至100.00%' text
	done
	# the year before is said to be an earlier one where a year is missing
	mkdir data
	cp -R "$P/register.csv" "$P/inbox" data
	rm -r data/inbox/2021
	year "$PWD/data" 2022
	prose out/annual-2022.md | grep -q '上一次调查为2020年'
	rm -r data/inbox/2020
	year "$PWD/data" 2022
	prose out/annual-2022.md | grep -q '首次调查'
}

@test "the figures are those of the day, not of what is published" {
	local before
	before=$(readlink "$P/releases/current")
	year "$P" 2021
	prose out/annual-2021.md | grep -q '统计截至2021年11月15日'
	[ "$(readlink "$P/releases/current")" = "$before" ]
	year "$P" 2021 --day 12-31
	prose out/annual-2021.md | grep -q '统计截至2021年12月31日'
	own_standard "$H"
	sed -i 's/^annual_day,11-15/annual_day,10-01/' std/standard.csv
	year "$P" 2021
	prose out/annual-2021.md | grep -q '统计截至2021年10月1日'
}

@test "the same inputs give the same bytes, in any place and locale" {
	year "$P" 2021
	mv out first
	(cd / && LC_ALL=C.UTF-8 TZ=Asia/Tokyo "$ROOT/pipelines/annual" -q \
		--data "$P" --year 2021 --jobs 1 --out "$BATS_TEST_TMPDIR/out")
	diff -r -x '.*' first out
	for TZ in Pacific/Kiritimati America/Los_Angeles; do
		for form in html lists; do
			TZ=$TZ green-annual -q --standard "$H" --format "$form" \
				release
		done
	done >again
	cat first/annual-2021.html first/annual-2021-lists.html \
		first/annual-2021.html first/annual-2021-lists.html | cmp - again
	[ "$(ls out)" = 'annual-2021-claims.csv
annual-2021-lists.html
annual-2021.html
annual-2021.md' ]
}

@test "another country's standard says other sentences" {
	export GREEN_STANDARD=$TINY/standard
	year "$BATS_FILE_TMPDIR/tiny" 2024
	n=$(walk_claims 2024 "$TINY/standard") ||
		die "$n"
	grep -qx '# Quiet schools of Veldmark in 2024' out/annual-2024.md
	grep -q '^- Southmark: ' out/annual-2024.md
	grep -q 'lang="en"' out/annual-2024.html
	year "$BATS_FILE_TMPDIR/tiny" 2023
	grep -qx 'There is no year before\.' out/annual-2023.md
	lacks 'A year ago' out/annual-2023.md
}

@test "a sentence is changed and another added in the table" {
	own_standard "$H"
	sed -i '/^title,/a paragraph,cities by attained desc first 1,"level == ""city""",冠军{code|title}{attained}个。,' \
		std/annual.csv
	year "$P" 2021
	best=$(awk -F, 'NR > 1 && $1 == 2021 && $2 == "city" && $11 > n {
		n = $11 } END { print n }' release/cities.csv)
	prose out/annual-2021.md | grep -q "^冠军.*${best}个。"
	walk_claims 2021 "$PWD/std"
}

@test "who signs, to whom and with what copies is the table's, or not there" {
	year "$P" 2021
	for what in 'class="to">' 'class="from"><span>' 'class="dated">' \
	    'class="copy">' 'class="issued">'; do
		grep -q "<p $what" out/annual-2021.html
	done
	own_standard "$H"
	sed -i -E '/^(to|from|dated|copy|issued),/d' std/annual.csv
	year "$P" 2021
	lacks -E 'class="(to|sign|from|dated|last|copy|issued)"' \
		out/annual-2021.html
	grep -q 'class="annexes"' out/annual-2021.html
	grep -q '<p>1\. 各市（地）创建情况</p>' out/annual-2021.html
}

@test "names are text wherever they are printed" {
	local hostile='<script>alert(1)</script>|x](y)&"q"'
	year "$P" 2022
	a_release
	alter r communities.csv env name="$hostile" awk -F, -v OFS=, '
		BEGIN { name = ENVIRON["name"] }
		NR == 1 { gsub(/"/, "\"\"", name) }
		NR > 1 && $1 == 2022 && !n++ { $3 = "\"" name "\"" } { print }'
	grep -q '<script>' r/communities.csv
	green-annual --standard "$H" --format lists r >page.html
	lacks '<script' page.html
	grep -qF '&lt;script&gt;alert(1)&lt;/script&gt;|x](y)&amp;&quot;q&quot;' \
		page.html
	green-annual --standard "$H" r >page.md
	lacks '<script' page.md
	grep -qF '&lt;script&gt;alert(1)&lt;/script&gt;\|x\](y)&amp;"q"' page.md
	# every row of a table has as many cells as its heading
	awk '/^\|/ { gsub(/\\\|/, ""); n = gsub(/\|/, ""); if (!w) w = n
		if (n != w) exit 1; next } { w = 0 }' page.md
}

@test "the page is whole in itself, well formed, and every reference leads on" {
	year "$P" 2021
	lacks -iE '(src|href)="?[^#"]|<(script|link|img|iframe|object)|@import|url\(|javascript:' \
		out/annual-2021.html
	python3 - out/annual-2021.html <<'END'
import base64
import hashlib
import re
import sys
from html.parser import HTMLParser

page = open(sys.argv[1], encoding="utf-8").read()


class Check(HTMLParser):
    open_, ids, wants, tables = [], [], [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in ("meta", "wbr"):
            self.open_.append(tag)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.wants.append(attrs["href"][1:])
        if tag == "th":
            assert attrs.get("scope") in ("row", "col"), attrs
        self.tables += tag == "table"

    def handle_endtag(self, tag):
        assert self.open_.pop() == tag, tag


check = Check()
check.feed(page)
check.close()
assert not check.open_
assert len(set(check.ids)) == len(check.ids)
figures = {"fig-bars-says", "fig-paths-says"}
assert set(check.wants) | figures == set(check.ids)
assert len(check.wants) > 50 and page.count("<svg ") == 2
assert page.count("<caption>") == check.tables == 5
style = re.search("<style>(.*?)</style>", page, re.S)[1]
digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
assert f"style-src 'sha256-{digest}'" in page
assert "default-src 'none'" in page and "style=" not in page
END
}

@test "years and days that are none, folders that are missing" {
	expect_status 2 year "$P" 2019
	[ "$stderr" = 'annual: 2019: is no wave of the standard' ]
	expect_status 2 year "$P" 21
	expect_status 2 year "$P" 2021 --day 02-30
	expect_status 2 year "$P" 2021 --day tomorrow
	expect_status 2 year "$P" 2021 --lang fr
	expect_status 2 year nowhere 2021
	expect_status 2 year "$P" 2021 --standard nowhere
	expect_status 2 "$ROOT/pipelines/annual" --data "$P"
	expect_status 0 "$ROOT/pipelines/annual" --help
	[ ! -e out ]
	mkdir data
	cp -R "$P/inbox" "$P/register.csv" data
	rm -r data/inbox/2022
	expect_status 3 year data 2022
	expect_words '/2022: there are no deliveries of that year$'
	own_standard "$H"
	sed -i '/^annual_day,/d' std/standard.csv
	expect_status 2 year "$P" 2021
	expect_words 'no annual_day: give --day'
	rm std/annual.csv
	expect_status 2 year "$P" 2021 --day 11-15
	expect_words 'the standard has no sentences for the year'
}

@test "when it fails, the last summary stays and nothing is left behind" {
	year "$P" 2021
	cp -R out good
	own_standard "$H"
	sed -i '2s/{wave}/{waev}/' std/annual.csv
	expect_status 2 year "$P" 2021
	expect_words 'green-annual: .*std/annual.csv:2: zh: there is no figure .waev. in cities.csv$'
	diff -r good out
	touch file
	expect_status 4 "$ROOT/pipelines/annual" -q --data "$P" --year 2021 \
		--out file/out --standard "$H"
}

@test "while a night is at work the summary waits for another time" {
	(
		flock 9
		expect_status 75 year "$P" 2021
	) 9>"$P/.lock"
	[ -z "$(ls out)" ]
}

# dated_standard: a copy of the invented one whose text, in all three files,
# names its release.
dated_standard() {
	cp -R "$TINY/standard" std
	sed -i '2a note,,,,Of {$release}.' std/annual.csv
	export GREEN_STANDARD=$PWD/std
	rm -rf data
	tiny_data "$PWD/data"
}

# of_release DIR: the release that the summary in DIR is of; fails if its files
# are not all there and all of one.
of_release() {
	local all
	all=$(for form in .html .md -claims.csv; do
		grep -oE '2024-[0-9]{2}-[0-9]{2}-[0-9a-f]{16}' \
			"$1/annual-2024$form" || echo none
	done | sort -u)
	[ "$(wc -l <<<"$all")" -eq 1 ] || die "a mixed summary:" "$all"
	echo "$all"
}

# frail: every tool that changes files notes its call in ./calls, and at call
# $AT kills the whole job, just before or after ($HOW) its work.
frail() {
	export calls=$PWD/calls AT=0 HOW=
	mkdir frail
	local tool
	for tool in mv ln sync rm chmod mktemp green-annual; do
		cat >"frail/$tool" <<-END
			#!/bin/bash
			echo "$tool \$*" >>"\$calls"
			[ "\$(wc -l <"\$calls")" = "\$AT" ] ||
				exec $(command -v $tool) "\$@"
			[ \$HOW = before ] || $(command -v $tool) "\$@"
			kill -9 \$(cat "\$calls.job") \$\$
		END
		chmod +x "frail/$tool"
	done
}

frail_year() {
	: >"$calls"
	# shellcheck disable=SC2016
	PATH=$PWD/frail:$PATH setsid bash -c 'echo $$ >"$calls.job"
		exec "$@"' - "$ROOT/pipelines/annual" --data data --year 2024 \
		--day "$1" >/dev/null 2>&1
}

@test "killed at any step: three files of one summary, and no debris after" {
	local case at day=05-01 how last
	dated_standard
	frail
	for day in 06-30 05-01 06-30; do
		frail_year "$day"
	done
	last=$(wc -l <"$calls")
	[ "$last" -ge 10 ] || die "few steps:" "$(cat "$calls")"
	sweep 10 < <(for at in $(seq "$last"); do
		printf "$at %s\n" before after
	done)
	for case in "${cases[@]}"; do
		at=${case% *} how=${case#* }
		if [ "$day" = 05-01 ]; then day=06-30; else day=05-01; fi
		AT=$at HOW=$how frail_year "$day" || true
		[ -d "data/releases/$(of_release data/annual)" ]
		"$ROOT/pipelines/annual" -q --data data --year 2024 --day "$day"
		[[ $(of_release data/annual) = 2024-$day-* ]]
		[ "$(find data/annual -name '.annual*' | wc -l)" -eq 2 ] ||
			die "$at $how:" "$(ls -A data/annual)"
		[ "$(cd data/releases && echo [a-z]*)" = annual-2024 ] ||
			die "$at $how:" "$(ls -A data/releases)"
	done
}

@test "the release that a summary is of is no old one" {
	local first
	dated_standard
	"$ROOT/pipelines/annual" -q --data data --year 2024
	"$ROOT/pipelines/annual" -q --data data --year 2024 --day 05-01 --out out
	for day in 01 02 03; do
		"$ROOT/pipelines/nightly" -q --data data --as-of "2024-12-$day" \
			--keep 1
	done
	first=$(of_release data/annual)
	[ "$(readlink data/releases/annual-2024)" = "$first" ]
	[ "$(ls -d data/releases/2024-* | wc -l)" -eq 4 ]
	green-annual "data/releases/$first" | cmp - data/annual/annual-2024.md
	[ -d "data/releases/$(of_release out)" ]
	# another summary of that year takes its place, the next night its release
	"$ROOT/pipelines/annual" -q --data data --year 2024 --day 04-01
	"$ROOT/pipelines/nightly" -q --data data --as-of 2024-12-04 --keep 1
	[ ! -e "data/releases/$first" ]
	[ -d "data/releases/$(of_release data/annual)" ]
	[ -d "data/releases/$(of_release out)" ]
}

@test "a release that is not whole, or of another standard, is told" {
	export GREEN_STANDARD=$H
	year "$P" 2022
	a_release
	echo >>r/cities.csv
	expect_status 3 green-annual r
	expect_words 'r/cities.csv: is not the file that was published'
	expect_status 3 green-annual nowhere
	expect_status 2 green-annual --standard nowhere r
	expect_status 2 green-annual
	a_release
	alter r cities.csv grep -v '^2022,'
	expect_status 3 green-annual r
	expect_words 'r/cities.csv: the release has no wave 2022 of the region 230000$'
	a_release
	own_standard "$H"
	sed -i 's/^pass_rule,all,.*/pass_rule,all,another note/' std/standard.csv
	expect_status 0 green-annual -o page.md r
	[ "$stderr" = 'green-annual: standard.csv is not the one that this release was made with' ]
	[ -s page.md ] && [ -z "$output" ]
}

@test "all answered, all reached: no bounds, no gap, nothing to phone for" {

	year "$P" 2021
	a_release
	# what the night would publish if every unit had attained
	alter r cities.csv awk -F, -v OFS=, '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
		NR > 1 && $1 == 2021 {
			$at["responded"] = $at["registered"]
			$at["attained"] = $at["registered"]
			$at["participating"] = $at["registered"]
			$at["participating_high"] = $at["registered"]
			$at["undetermined"] = $at["not_responded"] = 0
			$at["gap"] = $at["near_1"] = $at["near_2"] = 0
			$at["leverage_count"] = 0; $at["leverage"] = ""
			$at["attained_rate"] = $at["attained_rate_low"] = \
				$at["attained_rate_high"] = "100.00"
		} { print }'
	alter r criteria.csv awk -F, -v OFS=, 'NR > 1 && $1 == 2021 {
		$6 = 0; $8 = 0; $9 = "0.00" } { print }'
	green-annual --standard "$H" r >page.md
	prose page.md >text
	grep -q '全部社区均已报送' text
	grep -q '已达到所需数' text
	lacks -E '尚差[1-9]|尚有[1-9]|另有|未报送[1-9]|补短板|缩小差距|查清底数' text
}

@test "output that cannot be written: status 4; a reader that is gone: quiet" {
	export GREEN_STANDARD=$H
	local r=$P/releases/current
	expect_status 4 bash -c 'green-annual "$0" >/dev/full' "$r"
	expect_words 'No space left'
	expect_status 4 bash -c 'green-annual "$0" >&-' "$r"
	bash -c 'trap "" PIPE; sleep 1; green-annual "$0"; echo $? >end' "$r" \
	    2>words | :
	[ "$(cat end)" = 141 ]
	[ ! -s words ]
	green-annual -o page.md "$r"
	green-annual "$r" | cmp - page.md
	one_byte_reads green-annual "$r" | cmp - page.md
}

@test "whatever the system refuses: the same page, or a failure" {
	export GREEN_STANDARD=$TINY/standard
	local call format
	for call in malloc read write close; do
		for format in html claims; do
			all_cases $call /dev/null 2,3,4 green-annual \
				--format $format \
				"$BATS_FILE_TMPDIR/tiny/releases/current" -o @OUT@
		done
	done
}
