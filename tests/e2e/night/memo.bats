#!/usr/bin/env bats
# pipelines/memo: what a change of the tables would do, every figure of which
# stands in a table beside it.
# shellcheck disable=SC2154  # stderr is set by expect_status
# shellcheck disable=SC2030,SC2031  # every test has an environment of its own

load ../lib/helpers
load ../lib/release

setup_file() {
	local named=$BATS_FILE_TMPDIR/named
	# with a name in every county that wants to be more
	awk -F, -v OFS=, 'NR > 1 && n[$5]++ % 3 == 0 {
		$2 = "<i>" $2 "|" n[$5] "</i>" } { print }' \
		"$ROOT/sample-data/register.csv" >"$named"
	make_province "$BATS_FILE_TMPDIR/province" "$named"
	cp -R "$ROOT/pipelines/heilongjiang-2020" "$BATS_FILE_TMPDIR/new"
	# stricter for all, and what nobody reads as a table: a name that is hostile
	sed -i -e 's/^\(care_new_m2,,,,\)20,.*/\145,<script>x|y<\/script>/' \
		-e 's/^\(attained_target_pct,,,,\)60,/\150,/' \
		"$BATS_FILE_TMPDIR/new/parameters.csv"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	D=$BATS_FILE_TMPDIR/province
	NEW=$BATS_FILE_TMPDIR/new
	unset GREEN_STANDARD
}

memo() {
	"$ROOT/pipelines/memo" -q --data "$D" --standard "$NEW" --jobs 2 "$@"
}

walk_claims() {
	python3 "$ROOT/tests/e2e/lib/annual_claims.py" "$D/releases/memo" \
		"$NEW" out/memo-claims.csv out/memo.md memo.csv
}

@test "every figure is in a table, in either language, and the bytes repeat" {
	local before n
	before=$(readlink "$D/releases/current")
	memo --lang en --out out
	n=$(walk_claims) || die "$n"
	[ "${n%% *}" -ge 40 ]
	grep -q '^## 3\. Who gains and who loses' out/memo.md
	! grep -E '^[^|]*(without|thresholds|open|absent):' out/memo.md
	rm -r out
	memo --out out
	! grep -E '^[^|]*(without|thresholds|open|absent):' out/memo.md
	n=$(walk_claims) || die "$n"
	[ "${n%% *}" -ge 40 ]
	(cd / && TZ=Pacific/Kiritimati LC_ALL=C.UTF-8 memo --jobs 1 \
		--out "$BATS_TEST_TMPDIR/again")
	(
		export TZ=America/Los_Angeles GREEN_STANDARD=$NEW
		memo --old "$ROOT/pipelines/heilongjiang-2020" --out third
	)
	diff -r -x '.*' out again
	diff -r -x '.*' out third
	[ "$(readlink "$D/releases/current")" = "$before" ]
	[ ! -e "$D/releases/memo.new" ]
	# a number that is none is found
	sed -i '2,$s/,attained_new,\([0-9]*\)$/,attained_new,\19/' \
		out/memo-claims.csv
	expect_status 1 walk_claims
	[ "$(printf '%s\n' out/*)" = 'out/memo-changes.csv
out/memo-claims.csv
out/memo-places.csv
out/memo-rules.csv
out/memo-scenarios.csv
out/memo-units.csv
out/memo-verdicts.csv
out/memo.html
out/memo.md' ]
}

@test "who gains and loses is what the two releases say, and no name is markup" {
	memo --out out
	python3 - "$D/releases" out <<'END'
import csv
import sys
from pathlib import Path

releases, out = map(Path, sys.argv[1:])


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(release, name):
    return [r for r in rows(releases / release / name) if r["wave"] == "2022"]


old, new = ({r["community_code"]: r for r in of(which, "communities.csv")}
            for which in ("current", "memo"))
wanted = {(c, old[c]["status"], new[c]["status"], new[c]["community_name"])
          for c in new if old[c]["status"] != new[c]["status"]}
assert len(wanted) > 9 and len(old) == len(new), (len(wanted), len(old), len(new))
assert wanted == {(r["community_code"], r["old"], r["new"],
                   r["community_name"]) for r in rows(out / "memo-units.csv")}
old, new = ({r["code"]: r for r in of(which, "cities.csv")}
            for which in ("current", "memo"))
places = rows(out / "memo-places.csv")
assert {r["code"] for r in places} == set(new) and len(places) > 2
for r in places:
    for what in ("attained", "attained_rate", "need", "gap", "undetermined",
                 "rank"):
        assert r[what + "_old"] == old[r["code"]][what], (r, what)
        assert r[what + "_new"] == new[r["code"]][what], (r, what)
assert any(r["need_old"] != r["need_new"] for r in places)
sides = [(r["table"], r["side"]) for r in rows(out / "memo-changes.csv")]
assert sorted(sides) == [("parameters.csv", "new")] * 2 + [
    ("parameters.csv", "old")] * 2, sides
END
	grep -q '&lt;script&gt;x|y&lt;/script&gt;' out/memo.html
	[ "$(grep -c '<script' out/memo.html out/memo.md | grep -vc ':0$')" -eq 0 ]
	grep -q '<td>&lt;i&gt;[^<]*|[0-9]*&lt;/i&gt;</td>' out/memo.html
	grep -q '| &lt;i&gt;[^|]*\\|[0-9]*&lt;/i&gt; |' out/memo.md
	[ "$(grep -c '<i>' out/memo.html out/memo.md | grep -vc ':0$')" -eq 0 ]
}

@test "what cannot be said is said, and the last memo stays" {
	memo --out out
	cp -R out good
	expect_status 2 "$ROOT/pipelines/memo" --data "$D"
	expect_status 2 memo --standard nowhere --out out
	expect_words 'nowhere: no such standard'
	cp -R "$NEW" other
	rm other/memo.csv
	expect_status 2 memo --standard other --out out
	expect_words 'the standard has no sentences for the memo'
	cp "$NEW/memo.csv" other
	sed -i '2s/测算/{waev}/' other/memo.csv
	expect_status 2 memo --standard other --out out
	expect_words 'memo.csv:2: zh: there is no figure .waev. in cities.csv'
	diff -r good out
	[ ! -e "$D/releases/memo.new" ]
	mkdir empty
	expect_status 3 memo --data empty --out out
	expect_words 'nothing is published'
	# a line about the tables of a memo is no line of the year
	sed -i 's/^title,.*/&\nnote,units,,{old},/' other/annual.csv
	expect_status 2 green-annual --standard other "$D/releases/current"
	expect_words 'annual.csv:3: about: there is no such table: .units.'
}
