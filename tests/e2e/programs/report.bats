#!/usr/bin/env bats
# green-report: a release as pages that are well formed, say what its tables
# say, and are the same bytes wherever they are made.
# shellcheck disable=SC2154  # stderr is set by expect_status

load ../lib/helpers
load ../lib/release

PAGE=$ROOT/tests/e2e/lib/page.py

# hostile_names <REGISTER: communities, streets, counties and cities called by
# what would be markup, script, formula or turned text if it were not escaped.
hostile_names() {
	python3 -c '
import csv, sys
names = open(sys.argv[1], encoding="utf-8").read().splitlines()
rows = list(csv.reader(sys.stdin))
at = {name: i for i, name in enumerate(rows[0])}
called = {}
for row in rows[1:]:
    for kind in "city", "county", "street", "community":
        key = kind, row[at[kind + "_code"]]
        if key not in called:
            n = len(called)
            called[key] = names[n % len(names)] + str(n)
        row[at[kind + "_name"]] = called[key]
csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
' "$ROOT/tests/e2e/fixtures/hostile-names.txt"
}

setup_file() {
	make_both
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export GREEN_STANDARD=$ROOT/pipelines/heilongjiang-2020
	P=$BATS_FILE_TMPDIR/province
	R=$P/releases/current
}

# both RELEASE ARG...: its pages, report.html and finder.html in this folder
both() {
	green-report --finder finder.html -o report.html "$@"
}

@test "the night's pages are whole, allowed by their own policy, and verified" {
	python3 "$PAGE" "$R/report.html" "$R/finder.html"
	green-verify "$R"
	for page in report finder; do
		jq -e --arg page "$page.html" --arg sum \
		    "$(sha256sum "$R/$page.html" | cut -d' ' -f1)" \
		    '.outputs[] | select(.path == $page) | .sha256 == $sum' \
		    "$R/manifest.json"
	done
}

@test "they are so in English, and of a standard about something else" {
	both --lang en "$R"
	python3 "$PAGE" report.html finder.html
	grep -q '<html lang="en"' report.html
	# nothing of ours is left in Chinese, and nothing of it in English
	export GREEN_STANDARD=$TINY/standard
	both "$BATS_FILE_TMPDIR/tiny/releases/current"
	python3 "$PAGE" report.html finder.html
	both --lang zh "$BATS_FILE_TMPDIR/tiny/releases/current"
	python3 "$PAGE" report.html finder.html
	cmp report.html "$BATS_FILE_TMPDIR/tiny/releases/current/report.html" &&
		return 1
	both "$BATS_FILE_TMPDIR/tiny/releases/current"
	cmp report.html "$BATS_FILE_TMPDIR/tiny/releases/current/report.html"
}

@test "the same release gives the same bytes, wherever it is made" {
	both "$R"
	cmp report.html "$R/report.html"
	cmp finder.html "$R/finder.html"
	cp -RL "$R" moved
	mkdir elsewhere
	(cd elsewhere && LC_ALL=de_DE.utf8 TZ=Asia/Shanghai both ../moved)
	cmp elsewhere/report.html report.html
	cmp elsewhere/finder.html finder.html
	one_byte_reads green-report --finder elsewhere/finder.html "$R" | cmp - report.html
	# without a second page nothing leads there
	green-report "$R" >alone.html
	python3 "$PAGE" alone.html
	! grep -q 'finder.html' alone.html
}

@test "every number of the first table is the one in cities.csv" {
	both "$R"
	python3 "$PAGE" --table report.html fig-bars >shown
	python3 - "$R/cities.csv" shown <<'END'
import csv
import sys
columns = ("registered responded participating attained undetermined "
           "not_responded attained_rate attained_rate_high need gap rank")
rows = [row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))
        if row["wave"] == "2022"]
cities = [row for row in rows if row["level"] == "city"]
cities.sort(key=lambda row: (-int(row["gap"]), float(row["attained_rate"])))
whole = [row for row in rows if row["level"] == "province"]
want = [[row["name"]] + [row[name] for name in columns.split()]
        for row in cities + whole]
got = [line.rstrip("\n").split("\t") for line in open(sys.argv[2], encoding="utf-8")]
assert got[1:] == want, (got[1:], want)
END
	# and all of it stands in the data
	python3 "$PAGE" --data report.html >data.json
	python3 - "$R/cities.csv" data.json <<'END'
import csv
import json
import sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
table = json.load(open(sys.argv[2], encoding="utf-8"))["tables"]["cities"]
assert [table["columns"]] + table["rows"] == rows
END
}

@test "packed answers judge every community as communities.csv has it" {
	both "$R"
	python3 "$PAGE" --data report.html >data.json
	python3 "$PAGE" --data finder.html >cards.json
	python3 - "$R/communities.csv" data.json cards.json <<'END'
import base64
import csv
import json
import sys
published = [row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))
             if row["wave"] == "2022"]
data, cards = (json.load(open(p, encoding="utf-8")) for p in sys.argv[2:])
answers, atoms = data["answers"], data["atoms"]
bits = base64.b64decode(answers["bits"])
joins = base64.b64decode(answers["participating"])
tied = base64.b64decode(answers["tied"])
width = (answers["atoms"] + 3) // 4
assert answers["n"] == len(published) and not answers["scopes"]
assert len(bits) == width * answers["n"]


def verdict(i):
    if tied[i >> 3] >> (i & 7) & 1:
        return ["U"] * len(data["criteria"]), "undetermined"
    criteria = []
    for c in range(len(data["criteria"])):
        r = [bits[i * width + (a >> 2)] >> (a & 3) * 2 & 3
             for a, atom in enumerate(atoms)
             if atom["criterion"] == c and atom["hard"]]
        criteria.append("0" if 0 in r else "U" if 3 in r else
                        "1" if 1 in r else "N")
    part = joins[i >> 2] >> (i & 3) * 2 & 3
    status = ("not_participating" if part == 0 else
              "not_attained" if "0" in criteria else
              "undetermined" if part == 3 or "U" in criteria or
              set(criteria) == {"N"} else "attained")
    return criteria, status


units = cards["units"]
for i, row in enumerate(published):
    criteria, status = verdict(i)
    assert status == row["status"], row
    at = units["code"].index(row["community_code"])
    assert units["status"][at] == row["status"]
    assert units["criteria"][at] == "".join(
        row[c["id"].lower()] for c in data["criteria"]), row
    assert criteria == list(units["criteria"][at]), row
    assert units["line"][at] == row["line"]
    assert units["street"][at] == row["street_name"]
    source = cards["sources"][int(units["source"][at])]
    assert source["src"] == row["src"]
    assert units["flags"][at] == row["flags"]
    assert float(units["points"][at] or 0) == float(row["points"] or 0)
for unit, column, written, reason, name in cards["queries"]:
    assert written[0] == "「" and written[-1] == "」", written
    src, line = name[len("q2022-"):].rsplit("-", 3)[:2] if not column else \
        name[len("q2022-"):].split("-" + column + "-")[0].rsplit("-", 1)
    source = cards["sources"][int(units["source"][unit])]
    assert source["src"] == src, name
    assert units["line"][unit] == line, name
END
}

@test "what rests on doubt: ranges hold the rates, and cells are those of explain" {
	both "$R"
	python3 "$PAGE" --table report.html fig-doubt >doubt
	python3 "$PAGE" --table report.html fig-firm >firm
	python3 "$PAGE" --data finder.html >cards.json
	# three that rest on a cell, and one that is firm
	jq -r '.units | [.code, .rests] | transpose |
		(map(select(.[1] != ""))[:3] + map(select(.[1] == ""))[:1])[][0]' \
	    cards.json >codes
	while read -r code; do
		green-explain -q --format tsv "$R" "$code" >"of-$code"
	done <codes
	python3 - "$R/cities.csv" cards.json doubt firm of-* <<'END'
import csv
import json
import sys
cities = {row["name"]: row for row in
          csv.DictReader(open(sys.argv[1], encoding="utf-8"))
          if row["wave"] == "2022"}
doubt, firm = ([line.rstrip("\n").split("\t") for line in
                open(path, encoding="utf-8")][1:] for path in sys.argv[3:5])
assert len(doubt) == len(firm) > 1
for line in doubt:
    low, high = (float(cell) for cell in line[2:4])
    assert low <= float(cities[line[0]]["attained_rate"]) <= high <= \
        float(cities[line[0]]["attained_rate_high"]) + 0.01, line
    assert line[5:8] == [cities[line[0]][name] for name in
                         ("rank", "rank_best", "rank_worst")], line
for name, *counts in firm:
    verdicts, *kinds = map(int, counts)
    assert verdicts == int(cities[name]["responded"]) == sum(kinds), name
    assert kinds[3] == int(cities[name]["undetermined"]), name
units = json.load(open(sys.argv[2], encoding="utf-8"))["units"]
resting = 0
for path in sys.argv[5:]:
    at = units["code"].index(path[len("of-"):])
    lines = csv.DictReader(
        [line for line in open(path, encoding="utf-8") if line[0] != "#"],
        delimiter="\t", quoting=csv.QUOTE_NONE)
    want = ["%s:%s" % (line["column"], line["other"]) for line in lines
            if line["kind"] == "fragile"
            and line["verdict"] != units["status"][at]]
    assert units["rests"][at] == ";".join(want), (path, want)
    resting += len(want)
assert resting > 1, resting
END
}

@test "the finder has room for a country: what a community takes on it" {
	both "$R"
	# style, script, the standard and the deliveries stand there once
	[ "$(wc -c <finder.html)" -le $((130000 + 3159 * 118)) ]
}

@test "a first page of 99 cities stays below 3 MB, with all that a province has" {
	awk -F, -v OFS=, 'NR == 1 { print }
		$5 == "230402" && n++ < 3 {
			for (i = 1; i < 100; i++) {
				city = sprintf("23%02d", i)
				print city "02" substr($1, 7), $2, city "00", \
				    "市" i, city "02", "区" i, \
				    city "02" substr($7, 7), $8
			}
		}' "$ROOT/sample-data/register.csv" >register.csv
	green-synth --register register.csv --single-file --mess none --out many
	night many 2022-12-31
	many=many/releases/current
	python3 "$PAGE" $many/report.html $many/finder.html
	# Records lie in what is answered, which is left out where it would
	# be more than 1 MB.
	python3 "$PAGE" --data $many/report.html >data.json
	answers=$(jq -c .answers data.json | wc -c)
	[ $(($(wc -c <$many/report.html) - answers + 1048576)) -lt 3000000 ]
	# a city's own section is where its links lead
	[ "$(grep -o 'href="finder.html#city-[0-9]*"' $many/report.html |
		tr -d '"' | cut -d# -f2 | sort -u)" = \
	    "$(grep -o 'id="city-[0-9]*"' $many/finder.html | cut -d'"' -f2 |
		sort)" ]
	[ "$(grep -c 'id="city-' $many/finder.html)" -eq 99 ]
	! grep -q 'id="city-' $many/report.html
	green-report -q $many >alone.html
	python3 "$PAGE" alone.html
	[ "$(grep -c 'id="city-' alone.html)" -eq 99 ]
	# what was a column is a line: shares of failures, and obligations
	python3 "$PAGE" --table $many/report.html fig-heat >heat
	python3 "$PAGE" --table $many/report.html fig-duties >duties
	python3 - $many heat duties <<'END'
import csv
import sys
from decimal import ROUND_HALF_UP, Decimal
heat, duties = ([line.rstrip("\n").split("\t") for line in
                 open(path, encoding="utf-8")] for path in sys.argv[2:])
name = {r["code"]: r["name"] for r in
        csv.DictReader(open(sys.argv[1] + "/cities.csv", encoding="utf-8"))}
shown = {(line[0], id): cell for line in heat[1:]
         for id, cell in zip(heat[0][1:], line[1:])}
want = {(name[r["code"]], r["criterion"]): r["failure_share"] for r in
        csv.DictReader(open(sys.argv[1] + "/criteria.csv", encoding="utf-8"))
        if r["wave"] == "2022" and r["level"] != "county"}
assert len(want) == 100 * 16 and shown == {
    key: share and str(Decimal(share).quantize(Decimal(1), ROUND_HALF_UP))
    for key, share in want.items()}
sign = {"met_on_time": "✓", "met": "✓", "met_late": "迟", "not_met": "✗",
        "no_record": "–", "undetermined": "?", "not_due": "·",
        "indicator": "i"}
shown = {(line[0], id): cell for line in duties[1:]
         for id, cell in zip(duties[0][1:], line[1:]) if cell}
want = {(name[r["code"]], r["id"]): sign[r["status"]] for r in csv.DictReader(
    open(sys.argv[1] + "/milestones.csv", encoding="utf-8"))}
assert len(want) > 2000 and shown == want
END
}

@test "where nothing fails or is missed, no sentence says otherwise" {
	awk -F, 'NR == 1 || ($5 == "230402" || $5 == "231102") && n[$5]++ < 2' \
	    "$ROOT/sample-data/register.csv" >good.csv
	green-synth --register good.csv --out good --seed 7 --mess none
	night good 2022-12-31
	good=good/releases/current
	[ "$(awk -F, '$1 == 2022 && $2 == "province" { print $5 - $11 }' \
	    $good/cities.csv)" -eq 0 ]
	green-report --lang en $good >good.html
	python3 "$PAGE" good.html
	grep -q 'No community with a verdict fails any criterion' good.html
	grep -q 'Nothing: no place misses its target' good.html
	! grep -q 'fails most' good.html
	# and there is no table without a row
	! tr -d '\n' <good.html | grep -q '<tbody></tbody>'
}

@test "plain pictures: the projection of a pace, and a city without a response" {
	awk -F, 'NR == 1 || $5 == "230402" || $5 == "230403" || $5 == "232701"' \
	    "$ROOT/sample-data/register.csv" >few.csv
	green-synth --register few.csv --out few --seed 7 --mess none
	rm few/inbox/2022/2327*
	night few 2021-06-30
	python3 "$PAGE" few/releases/current/report.html
	grep -q '<path class="projected misses"' few/releases/current/report.html
	grep -q '<circle class="ring misses"' few/releases/current/report.html
	night few 2022-11-15
	python3 "$PAGE" few/releases/current/{report,finder}.html
	! grep -q 'class="projected' few/releases/current/report.html ||
		grep -q 'class="ring' few/releases/current/report.html
	python3 "$PAGE" --table few/releases/current/report.html fig-firm |
		grep -P '^大兴安岭地区\t0\t0\t0\t0\t0$'
}

@test "hostile names are text, and change no markup" {
	awk -F, 'NR == 1 || $5 == "230402" || $5 == "230403" ||
		$5 == "232701"' "$ROOT/sample-data/register.csv" >plain.csv
	hostile_names <plain.csv >hostile.csv
	for kind in plain hostile; do
		green-synth --register "$kind.csv" --out "$kind" --seed 7 --mess none
		night "$kind" 2022-11-15
		for page in report finder; do
			python3 "$PAGE" "$kind/releases/current/$page.html"
			python3 "$PAGE" --skeleton \
			    "$kind/releases/current/$page.html" >"$kind.$page"
		done
	done
	cmp plain.report hostile.report
	cmp plain.finder hostile.finder
	grep -q '&lt;/script&gt;' hostile/releases/current/finder.html
	[ "$(grep -o '<script' hostile/releases/current/finder.html | wc -l)" -eq \
	    "$(grep -o '<script' plain/releases/current/finder.html | wc -l)" ]
}

@test "what is no release: status 3; what cannot be written: 4" {
	mkdir nothing
	expect_status 3 green-report nothing
	expect_status 2 green-report
	cp -RL "$R" changed
	echo >>changed/cities.csv
	expect_status 3 green-report changed
	expect_words 'cities.csv: is not the file that was published'
	expect_status 4 green-report --finder nowhere/finder.html -o page.html "$R"
	[ ! -e page.html ]
	expect_status 4 bash -c 'green-report "$0" >/dev/full' "$R"
	expect_words 'No space left'
	expect_status 3 green-report --inventory "$R/cities.csv" "$R"
	cp -R "$GREEN_STANDARD" std
	echo 'x,y' >>std/units.csv
	sed -i '2s/$/ /' std/criteria.csv
	expect_status 0 green-report --standard std -o page.html "$R"
	[ "$stderr" = 'green-report: criteria.csv is not the one that this release was made with
green-report: units.csv is not the one that this release was made with' ]
}

@test "whatever the system refuses: the same page, or a failure" {
	export GREEN_STANDARD=$TINY/standard
	for call in malloc read write close; do
		all_cases $call /dev/null 2,3,4 green-report \
		    "$BATS_FILE_TMPDIR/tiny/releases/current" -o @OUT@
	done
}
