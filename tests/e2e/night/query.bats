#!/usr/bin/env bats
# The round trip of a query: out to the city, back, into its cell (DESIGN 7).

load ../lib/helpers

setup() {
	export GREEN_STANDARD=$TINY/standard
	D=$BATS_TEST_TMPDIR/data
	mkdir "$D"
	cp "$TINY/register.csv" "$D"
	mkdir -p "$D/inbox/2023"
	cp "$TINY/inbox/2023/north.csv" "$D/inbox/2023"
}

night() {
	"$ROOT/pipelines/nightly" -q --lang en --data "$D" --as-of 2023-12-31 \
		--quiet-period 0
}

# damage LINE COLUMN TEXT: another text in a cell of the delivery, quoted.
damage() {
	python3 - "$D/inbox/2023/north.csv" "$@" <<'PY'
import csv, sys
path, line, column, text = sys.argv[1], *sys.argv[2:]
rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))
head = next(i for i, row in enumerate(rows) if column in row)
rows[int(line) - 1][rows[head].index(column)] = text
with open(path, "w", encoding="utf-8", newline="") as out:
    csv.writer(out, lineterminator="\n").writerows(rows)
PY
}

# without COLUMN: the delivery lacks a column.
without() {
	python3 - "$D/inbox/2023/north.csv" "$1" <<'PY'
import csv, sys
path, column = sys.argv[1:]
rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))
at = rows[0].index(column)
with open(path, "w", encoding="utf-8", newline="") as out:
    csv.writer(out, lineterminator="\n").writerows(
        row[:at] + row[at + 1:] for row in rows)
PY
}

# answer SHEET FROM=TO...: fill in the sheet; FROM is what was written.
answer() {
	python3 - "$@" <<'PY'
import csv, sys
path, pairs = sys.argv[1], dict(p.rsplit("=", 1) for p in sys.argv[2:])
raw = open(path, "rb").read()
assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
for row in rows[1:]:
    row[8] = pairs.get(row[6].strip("\u300c\u300d"), "")
out = csv.writer(open(path, "w", encoding="utf-8", newline=""))
out.writerows(rows)
PY
}

# figures: what is published of the records, without where it came from.
figures() {
	local r=$D/releases/current
	cat "$r/cities.csv" "$r/counties.csv" "$r/criteria.csv" \
	    "$r/communities.csv"
	sed '$d' "$r/records.tsv"
}

sheets() {
	cat "$D"/releases/current/queries/*.csv
}

@test "a query names its cell, its people, what was written and why" {
	damage 4 Pupils 'about 3 thousand'
	night
	sheets | grep -q '^q2023-inbox/2023/north.csv-4-pupils-[0-9a-f]\{8\},' ||
		die "$(sheets)"
	sheets | grep -q '「about 3 thousand」'
	head -c 3 "$D"/releases/current/queries/*.csv | head -c 3 |
		cmp - <(printf '\357\273\277')
	h=$(printf 'about 3 thousand' | sha256sum | cut -c1-8)
	sheets | grep -q -- "-pupils-$h,"
}

# row CODE: what is published of a record, without what was noted of it.
row() {
	code="$1" awk -F'\t' 'BEGIN { code = ENVIRON["code"] }
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == "flags") at = i }
		$4 == code { $at = ""; print }' "$D/releases/current/records.tsv"
}

@test "ruling 36: lines that a quote has cost are one query to their city, cells in doubt one each" {
	night
	row 4120-01 >"$BATS_TEST_TMPDIR/clean"
	[ -s "$BATS_TEST_TMPDIR/clean" ]
	sed -i '4s/,Abbey School/,"Abbey School/; 5s/,90,4,1,1,40,/,90,4,1,40,/' \
	    "$D/inbox/2023/north.csv"
	night
	[ "$(cd "$D/releases/current/queries" && echo *)" != 000000.csv ]
	[ "$(sheets | grep -c '^q2023-inbox/2023/north.csv-4--')" -eq 1 ]
	sheets | grep -q -- '-4--[0-9a-f]*,Northmark,.*from here on: 1'
	[ "$(sheets | grep -c '^q2023-inbox/2023/north.csv-4-')" -eq 1 ]
	! row 4110-03 | grep . || false
	sheets | grep -q '^q2023-inbox/2023/north.csv-5-quiet_rooms-'
	! row 4120-01 | cmp -s - "$BATS_TEST_TMPDIR/clean" || false
	# each goes back into its cell
	mkdir -p "$D/answers"
	cat "$D"/releases/current/queries/*.csv >"$D/answers/a.csv"
	python3 - "$D/answers/a.csv" <<-'END'
	import csv, sys
	want = {"pupils": "90", "classrooms": "4", "floors": "1", "quiet_rooms": "1",
	        "noise_db": "40"}
	raw = open(sys.argv[1], "rb").read().decode("utf-8-sig").splitlines()
	rows = list(csv.reader(raw))
	for row in rows[1:]:
	    row[8] = want.get(row[0].split("-5-")[-1].split("-")[0], "")
	with open(sys.argv[1], "w", encoding="utf-8", newline="") as out:
	    csv.writer(out).writerows(rows)
	END
	night
	row 4120-01 | cmp - "$BATS_TEST_TMPDIR/clean"
	# and is not asked about again; the lines that are lost are
	! sheets | grep -- '-5-' || false
	[ "$(sheets | grep -c '^q2023-inbox/2023/north.csv-4--')" -eq 1 ]
}

@test "a required column that a delivery lacks is one query, not one a record" {
	without Pupils
	night
	[ "$(sheets | grep -c -- '-pupils-')" -eq 1 ] || die "$(sheets)"
	sheets | grep -q "^q2023-inbox/2023/north.csv-1-pupils-[0-9a-f]*,Northmark,,,Pupils,line 1,「」,the required column 'Pupils' is missing (no answer here: please send a corrected file),"
	# all records stand, that cell of theirs in query
	[ "$(rows "$D/releases/current/records.tsv" | cut -f 18 | sort -u)" = \
	    '?' ]
	cp "$TINY/inbox/2023/north.csv" "$D/inbox/2023"
	night
	! sheets 2>/dev/null | grep -q -- '-pupils-'
}

@test "an answer that belongs to no cell is refused in words" {
	local heading
	without Pupils
	damage 4 Classrooms 'about 9'
	printf 'PK\003\004 not a table' >"$D/inbox/2023/book.xlsx"
	night
	[ "$(sheets | grep -c 'no answer here')" -eq 2 ] || die "$(sheets)"
	sheets | grep '「about 9」' | grep -qv 'no answer here'
	mkdir "$D/answers"
	heading='query,city,county,community,heading,where,written,reason,answer'
	{
		echo "$heading"
		sheets | grep 'no answer here' | sed 's/\r$//; s/$/300/'
	} >"$D/answers/a.csv"
	night
	[ "$(grep -c ',A04,NOTE,.*needs a corrected delivery: answers/a.csv:' \
		"$D/releases/current/findings.csv")" -eq 2 ] ||
		die "$(cat "$D/releases/current/findings.csv")"
	[ "$(sheets | grep -c 'no answer here')" -eq 2 ]
}

@test "whose delivery is told by its name, in whatever charset it comes back" {
	local name='北 "校".csv' from
	damage 4 Pupils 'about 3 thousand'
	mv "$D/inbox/2023/north.csv" "$D/inbox/2023/$name"
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers/a.csv"
	answer "$D/answers/a.csv" "about 3 thousand=300"
	mv "$D/answers/a.csv" "$BATS_TEST_TMPDIR"
	for charset in UTF-8 GB18030 UTF-16; do
		iconv -f UTF-8 -t "$charset" "$BATS_TEST_TMPDIR/a.csv" \
			>"$D/answers/a.csv"
		night
		grep -q 'A01,NOTE,about 3 thousand,300' \
			"$D/releases/current/findings.csv" || die "$charset" \
			"$(cat "$D/releases/current/findings.csv")"
		rm "$D/answers/a.csv"
		night
	done
}

@test "answers about a delivery that is gone are said" {
	damage 4 Pupils 'about 3 thousand'
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers/a.csv"
	answer "$D/answers/a.csv" "about 3 thousand=300"
	mv "$D/answers/a.csv" "$D/answers/a, & \\1.csv"
	# the same bytes, now under another name
	mv "$D/inbox/2023/north.csv" "$D/inbox/2023/an, & \\1.csv"
	cp "$TINY/inbox/2023/south.csv" "$D/inbox/2023"
	# beside answers to a delivery that is there
	sed -n '2,$s/north/south/p' "$D/answers"/* >"$BATS_TEST_TMPDIR/more"
	cat "$BATS_TEST_TMPDIR/more" >>"$D/answers/a, & \\1.csv"
	night
	grep -F '"answers/a, & \1.csv",,,,A05,NOTE,,,answers queries about a delivery that is not there: inbox/2023/north.csv' \
		"$D/releases/current/findings.csv"
	[ "$(grep -c A05 "$D/releases/current/findings.csv")" -eq 1 ]
}

@test "a column that need not be there is not asked for" {
	without Trees
	night
	grep -q 'trees,L17,NOTE' "$D/releases/current/findings.csv"
	! sheets 2>/dev/null | grep -q -- '-trees-'
}

@test "answered queries give the release of a clean first delivery" {
	night
	figures >"$BATS_TEST_TMPDIR/clean"
	damage 4 Pupils 'about 3 thousand'
	damage 5 Pupils '=SUM(A1)'
	was4=$(python3 -c 'import csv,sys; r=list(csv.DictReader(open(sys.argv[1],
	    encoding="utf-8-sig"))); print(r[2]["Pupils"], r[3]["Pupils"])' \
	    "$TINY/inbox/2023/north.csv")
	night
	! figures | cmp -s - "$BATS_TEST_TMPDIR/clean" || false
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers"
	answer "$D"/answers/*.csv "about 3 thousand=${was4% *}" \
	    "=SUM(A1)=${was4#* }"
	night
	figures >"$BATS_TEST_TMPDIR/answered"
	expect_same "$BATS_TEST_TMPDIR/answered" "$BATS_TEST_TMPDIR/clean"
	! sheets 2>/dev/null | grep -q -- '-pupils-' || false
	grep -c 'A01,NOTE' "$D/releases/current/findings.csv" | grep -qx 2
}

# verdicts: figures without where each record stood
verdicts() {
	local r=$D/releases/current
	cat "$r/cities.csv" "$r/criteria.csv"
	sed 's/,[^,]*,[^,]*$//' "$r/communities.csv"
}

@test "an answer stands for the copies of what it answers" {
	local file=$D/inbox/2023/north.csv copy=$D/inbox/2023/a-copy.csv line
	damage 4 Pupils 'about 3 thousand'
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers"
	answer "$D"/answers/*.csv 'about 3 thousand=300'
	night
	verdicts >"$BATS_TEST_TMPDIR/alone"
	line=$(grep A01 "$D/releases/current/findings.csv" | cut -d, -f3)
	[ -z "$(ls "$D/releases/current/queries")" ]
	# of the same bytes: the one that was answered is read, whatever its name
	cp "$file" "$copy"
	night
	expect_same "$BATS_TEST_TMPDIR/alone" <(verdicts)
	grep -q '^2023,inbox/2023/a-copy.csv,.*,R06,SKIP,' \
		"$D/releases/current/findings.csv"
	# of the same answers
	printf '\n' >>"$copy"
	night
	expect_same "$BATS_TEST_TMPDIR/alone" <(verdicts)
	[ -z "$(ls "$D/releases/current/queries")" ] || die "$(sheets)"
	! grep R02 "$D/releases/current/findings.csv" || die
	grep -q "^2023,inbox/2023/a-copy.csv,$line,.*,R01,MERGE,.*north.csv" \
		"$D/releases/current/findings.csv" ||
		die "$(grep R0 "$D/releases/current/findings.csv")"
	# and of one row of it, copied
	rm "$copy"
	sed -n "${line}p" "$file" >>"$file"
	night
	expect_same "$BATS_TEST_TMPDIR/alone" <(verdicts)
	grep -q 'north.csv,.*,R01,MERGE,' "$D/releases/current/findings.csv"
	! grep R02 "$D/releases/current/findings.csv" || die
	# what rests on a rule is told of the same records
	"$ROOT/pipelines/edit-effects" --data "$D" --as-of 2023-12-31 >"$BATS_TEST_TMPDIR/effects"
	! grep R02 "$BATS_TEST_TMPDIR/effects" ||
	    die "$(cat "$BATS_TEST_TMPDIR/effects")"
}

@test "an answer sheet may come back in GB18030, with semicolons or tabs" {
	damage 4 Pupils '约三千'
	night
	mkdir "$D/answers"
	for form in gb18030 semicolon tab; do
		cp "$D"/releases/current/queries/*.csv \
		    "$BATS_TEST_TMPDIR/sheet.csv" 2>/dev/null || true
		answer "$BATS_TEST_TMPDIR/sheet.csv" '约三千=3000'
		case $form in
		gb18030) iconv -f UTF-8 -t GB18030 ;;
		semicolon) sed '1s/^/\xef\xbb\xbf/; s/,/;/g' ;;
		tab) tr , '\t' ;;
		esac <"$BATS_TEST_TMPDIR/sheet.csv" >"$D/answers/a.csv"
		night
		grep -q 'A01,NOTE,约三千,3000' \
		    "$D/releases/current/findings.csv" || die "$form"
		rm "$D/answers/a.csv"
		night
	done
}

# reshape FORM <SHEET: as people and spreadsheets change a sheet on its way.
reshape() {
	python3 -c '
import csv, io, sys
form = sys.argv[1]
text = io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", newline="").read()
rows = list(csv.reader(io.StringIO(text)))
head, body = rows[0], rows[1:]
delimiter, end, quoting, first = ",", "\r\n", csv.QUOTE_MINIMAL, ""
def moved(order):
    return [[row[i] for i in order] for row in rows]
if form == "a remark behind":
    rows = [row + ["seen" if n else "remark"] for n, row in enumerate(rows)]
elif form == "empty columns behind":
    rows = [row + ["", "", ""] for row in rows]
elif form == "numbers before":
    rows = [[str(n or "no.")] + row for n, row in enumerate(rows)]
elif form == "the answer first":
    rows = moved([8, 3, 0, 1, 2, 4, 5, 6, 7])
elif form == "the answer second":
    rows = moved([0, 8, 1, 2, 3, 4, 5, 6, 7])
elif form == "only what is needed":
    rows = moved([0, 8])
elif form == "a title above":
    rows = [["Queries, of Northmark; 2023"], [], [""] * 8] + rows
elif form == "empty ends of rows left away":
    rows = [head] + [row if row[8] else row[:8] for row in body]
elif form == "blank rows":
    rows = [line for row in rows for line in (row, [], [""] * 8)]
elif form == "a footer":
    rows += [["filled in by: Zhang San"]]
elif form == "all quoted, semicolons":
    delimiter, quoting = ";", csv.QUOTE_ALL
elif form == "sep=":
    delimiter, first = ";", "sep=;\r\n"
elif form == "CR":
    end = "\r"
elif form == "two answers":
    rows = moved([0, 7, 1, 2, 3, 4, 5, 6, 7])
elif form == "a capital":
    head[0] = " Query "
else:
    sys.exit("no such form")
out = io.StringIO(newline="")
csv.writer(out, delimiter=delimiter, lineterminator=end,
           quoting=quoting).writerows(rows)
sys.stdout.buffer.write((first + out.getvalue()).encode())
' "$1"
}

@test "only what stands under the answer's heading is an answer" {
	local form
	damage 4 Pupils 'about 3 thousand'
	damage 5 Pupils 'about 4 thousand'
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$BATS_TEST_TMPDIR/a.csv"
	answer "$BATS_TEST_TMPDIR/a.csv" "about 3 thousand=300"
	for form in 'a remark behind' 'empty columns behind' 'numbers before' \
	    'the answer first' 'the answer second' 'only what is needed' \
	    'a title above' 'empty ends of rows left away' 'blank rows' \
	    'a footer' 'all quoted, semicolons' 'sep=' CR 'a capital'; do
		reshape "$form" <"$BATS_TEST_TMPDIR/a.csv" >"$D/answers/a.csv"
		night
		[ "$(grep -o 'A0.,NOTE,[^:]*' \
			"$D/releases/current/findings.csv")" = \
			'A01,NOTE,about 3 thousand,300,answered in' ] ||
			die "$form" "$(cat "$D/releases/current/findings.csv")"
		rm "$D/answers/a.csv"
		night
	done
	# two columns of answers: neither is chosen
	reshape 'two answers' <"$BATS_TEST_TMPDIR/a.csv" >"$D/answers/a.csv"
	night
	[ "$(grep -o 'a.csv,1,,,A0.,NOTE,[^:]*' \
		"$D/releases/current/findings.csv")" = \
		'a.csv,1,,,A05,NOTE,,,not used' ]
	sheets | grep -q 'about 3 thousand'
}

@test "unanswered queries stay, resolved ones go" {
	damage 4 Pupils 'about 3 thousand'
	damage 5 Pupils 'about 4 thousand'
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers"
	answer "$D"/answers/*.csv "about 3 thousand=300"
	night
	! sheets | grep -q 'about 3 thousand' || false
	sheets | grep -q 'about 4 thousand'
}

@test "an answer to a cell that was corrected meanwhile is set aside" {
	damage 4 Pupils 'about 3 thousand'
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers"
	answer "$D"/answers/*.csv "about 3 thousand=300"
	damage 4 Pupils 'about 5 thousand'
	night
	grep -q 'A02,NOTE' "$D/releases/current/findings.csv"
	sheets | grep -q 'about 5 thousand'
}

# filled SHEET LINE TEXT: SHEET with TEXT for the answers of one line
filled() {
	python3 - "$@" <<'PY'
import csv, sys
path, line, text = sys.argv[1:]
rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))
for row in rows[1:]:
    row[8] = text if "-" + line + "-" in row[0] else ""
csv.writer(sys.stdout).writerows(rows)
PY
}

@test "an answer reaches no neighbour whose cell reads alike" {
	local f=$D/releases/current/findings.csv was=$BATS_TEST_TMPDIR/was.csv
	damage 3 Pupils ''
	damage 4 Pupils ''
	cp "$D/inbox/2023/north.csv" "$was"
	night
	mkdir "$D/answers"
	filled "$D"/releases/current/queries/*.csv 4 300 >"$D/answers/a.csv"
	# sent again, with a line put in: another school, as blank, is in line 4
	sed -i '1{p;s/.*/4110-09,Long Street School,Northmark,Upper Vale,St Ann/}' \
		"$D/inbox/2023/north.csv"
	night
	[ "$(grep -o '4110-0.,pupils,A0[0-9].*' "$f")" = \
'4110-02,pupils,A02,NOTE,,300,"answer set aside, the delivery has changed since: this line holds another unit: answers/a.csv:3",' ] ||
		die "$(grep ',A0' "$f")"
	[ "$(sheets | grep -c -- '-pupils-')" -eq 2 ]
	# a sheet that names no community has its raw texts alone
	cd "$BATS_TEST_TMPDIR"
	cut -d, -f1,9 "$D/answers/a.csv" >bare.csv
	for sent in "$was" "$D/inbox/2023/north.csv"; do
		mkdir -p inbox/2023
		cp "$sent" inbox/2023/north.csv
		green-ingest -q --wave 2023 -o rows inbox/2023/north.csv
		for sheet in "$D/answers/a.csv" bare.csv; do
			green-amend -q --lang en --answers "$sheet" \
				--findings found rows >/dev/null
			rows found | cut -f4,6,10 | sed 's/: [^ ]*$//'
		done
	done >said
	expect_same said <(
		tsv 4110-03 A01 'answered in'
		tsv 4110-03 A01 'answered in'
		tsv 4110-02 A02 'answer set aside, the delivery has changed since: this line holds another unit'
		tsv 4110-02 A01 'answered in'
	)
}

@test "a community is the same by the names of its delivery and of the register" {
	cd "$BATS_TEST_TMPDIR"
	mkdir -p inbox/2023
	cp "$D/inbox/2023/north.csv" inbox/2023
	green-ingest -q --wave 2023 -o rows inbox/2023/north.csv
	h=$(printf '%s' "$(rows rows | sed -n 1p | cut -f"$(head -n 1 rows |
		tr '\t' '\n' | grep -n '^pupils$' | cut -d: -f1)")" | sha256sum)
	name=$(rows rows | sed -n 1p | cut -f"$(head -n 1 rows | tr '\t' '\n' |
		grep -n '^school$' | cut -d: -f1)")
	line=$(rows rows | sed -n 1p | cut -f3)
	for called in "$name" "$name of Northmark" "${name% School}" '' Elsewhere; do
		printf 'query,community,answer\nq2023-inbox/2023/north.csv-%s-pupils-%s,%s,7\n' \
			"$line" "${h:0:8}" "$called" >sheet.csv
		green-amend -q --answers sheet.csv --findings found rows >/dev/null
		rows found | cut -f6
	done >said
	expect_same said <(printf '%s\n' A01 A01 A01 A01 A02)
}

@test "an answer that corrects the unit takes the other answers along" {
	damage 4 'School number' 4110-3
	damage 4 Pupils 'about 3 thousand'
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers/1.csv"
	answer "$D/answers/1.csv" '4110-3=4110-03'
	night
	# asked under the corrected number; the first round's sheet is there still
	cp "$D"/releases/current/queries/*.csv "$D/answers/2.csv"
	answer "$D/answers/2.csv" 'about 3 thousand=300'
	night
	[ "$(grep -c ',A01,NOTE,' "$D/releases/current/findings.csv")" -eq 2 ] ||
		die "$(grep ',A0' "$D/releases/current/findings.csv")"
}

@test "two different answers to one query are both set aside" {
	damage 4 Pupils 'about 3 thousand'
	night
	mkdir "$D/answers"
	for n in 300 301; do
		cp "$D"/releases/current/queries/*.csv "$D/answers/$n.csv"
		answer "$D/answers/$n.csv" "about 3 thousand=$n"
	done
	night
	[ "$(grep -c 'A03,NOTE' "$D/releases/current/findings.csv")" -eq 2 ]
	sheets | grep -q 'about 3 thousand'
}

@test "the same answer twice is one; two cells of a record have one each" {
	damage 4 Pupils 'about 3 thousand'
	damage 4 Classrooms 'about 9'
	night
	mkdir "$D/answers"
	for n in 1 2; do
		cp "$D"/releases/current/queries/*.csv "$D/answers/$n.csv"
		answer "$D/answers/$n.csv" 'about 3 thousand=300' 'about 9=9'
	done
	night
	[ "$(grep -c 'A0.,NOTE' "$D/releases/current/findings.csv")" -eq 2 ]
	[ "$(grep -c 'A01,NOTE' "$D/releases/current/findings.csv")" -eq 2 ]
}

@test "a doubtful answer is asked about again, and can be answered" {
	damage 4 Pupils 'about 3 thousand'
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers/1.csv"
	answer "$D/answers/1.csv" "about 3 thousand=some"
	night
	sheets | grep -q '「some」' || die "$(sheets)"
	cp "$D"/releases/current/queries/*.csv "$D/answers/2.csv"
	answer "$D/answers/2.csv" "some=300"
	night
	[ "$(grep -c 'A01,NOTE' "$D/releases/current/findings.csv")" -eq 2 ]
	! sheets 2>/dev/null | grep -q -- '-pupils-'
}

@test "a corrected delivery replaces the record, and its queries go" {
	damage 4 Pupils 'about 3 thousand'
	cp "$TINY/inbox/2023/north.csv" "$D/inbox/2023/north_2.csv"
	python3 - "$D/inbox/2023/north_2.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
at = rows[0].index("Sent on")
for row in rows[1:]:
    row[at] = "2023-12-09"
csv.writer(open(sys.argv[1], "w", newline="")).writerows(rows)
PY
	night
	! sheets 2>/dev/null | grep -q 'about 3 thousand'
}

@test "ruling 42: a value with one reading can be confirmed, and stays so" {
	local f=$D/releases/current/findings.csv later
	cd "$BATS_TEST_TMPDIR"
	damage 2 Pupils 6000
	damage 3 'Quiet rooms' 12
	damage 4 Pupils 'about 3 thousand'
	night
	[ "$(sheets | grep -c 'if it is so, answer ""confirmed: "" and')" -eq 2 ]
	sheets | grep -- '-pupils-' | grep 'about 3' | grep -qv 'if it is so'
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv sheet.csv
	cp sheet.csv "$D/answers/1.csv"
	answer "$D/answers/1.csv" '6000=confirmed: two schools merged' \
	    '12=confirmed' 'about 3 thousand=情况属实：大概'
	night
	# the value stands; a reason is needed; what has no reading must be told
	grep -q 'pupils,A06,FLAG,6000,6000,confirmed by its sender' "$f" ||
		die "$(cat "$f")"
	grep -q 'quiet_rooms,A07,NOTE,12,confirmed,.*needs its reason' "$f"
	grep -q 'pupils,A07,NOTE,about 3 thousand,.*state the value' "$f"
	[ "$(sheets | grep -c '「')" -eq 2 ] || die "$(sheets)"
	sheets | grep 'about 3 thousand' | grep -q 'state the value'
	cp sheet.csv "$D/answers/1.csv"
	answer "$D/answers/1.csv" '6000=confirmed: two schools merged' \
	    '12=确认：分成小间' 'about 3 thousand=300'
	# the next year: the same two values, another number of pupils
	later=$D/inbox/2024/north.csv
	mkdir "$D/inbox/2024"
	sed 's/2023/2024/g; s/about 3 thousand/7000/' \
	    "$D/inbox/2023/north.csv" >"$later"
	"$ROOT/pipelines/nightly" -q --lang en --data "$D" --as-of 2024-12-31
	[ "$(grep -c ',A06,FLAG,' "$f")" -eq 4 ] || die "$(cat "$f")"
	grep -q '^2024.*pupils,A06,FLAG,6000,6000,.*in an earlier wave' "$f"
	grep -q '^2024.*quiet_rooms,A06,FLAG,12,12,.*in an earlier wave' "$f"
	[ "$(sheets | grep -c '「')" -eq 1 ] || die "$(sheets)"
	sheets | grep -q '^q2024-.*「7000」'
	rows "$D/releases/current/records.tsv" |
		grep -q $'^2024\t.*\t6000\t.*pupils:A06' ||
		die "$(cat "$D/releases/current/records.tsv")"
	green-explain "$D/releases/current" 4110-01 --wave 2024 --lang en |
		grep -q 'confirmed by its sender in an earlier wave'
}

@test "ruling 42: what a unit confirmed stays its own, by whatever name it comes" {
	local f=$D/releases/current/findings.csv
	damage 2 Pupils 6000
	damage 3 'School number' ''
	damage 3 Pupils 7000
	damage 4 'Quiet rooms' 12
	night
	mkdir "$D/answers"
	cp "$D"/releases/current/queries/*.csv "$D/answers/1.csv"
	answer "$D/answers/1.csv" '6000=confirmed: two schools merged' \
	    '7000=confirmed: so it is' '12=confirmed: small ones'
	# sent again in the same year, later, and the next year, when the first
	# school has another code and the second one tells its own
	python3 - "$D/inbox" <<'PY'
import csv, os, sys
inbox = sys.argv[1]
rows = list(csv.reader(open(inbox + "/2023/north.csv", newline="")))
at = rows[0].index
def save(path):
    with open(path, "w", newline="") as out:
        csv.writer(out).writerows(rows)
# with another answer, or the confirmed ones would stand for their copies
for row in rows[1:]:
    row[at("Sent on")], row[at("Noise (dB)")] = "2023-12-30", "58"
rows[2][at("School number")] = "4110-02"
save(inbox + "/2023/north_2.csv")
for row in rows[1:]:
    row[at("Year")], row[at("Sent on")] = "2024", "2024-12-01"
    row[at("Seen on")] = "2024-11-20"
rows[1][at("School number")] = "4110-91"
os.mkdir(inbox + "/2024")
save(inbox + "/2024/north.csv")
PY
	sed -i '1s/$/,valid_from,valid_to/; 2s/$/,,2023-12-31/; 3,$s/$/,,/
		2{p; s/4110-01/4110-91/; s/,,2023-12-31/,2024-01-01,/}' "$D/register.csv"
	printf 'old_code,new_code,date,kind,note\n4110-01,4110-91,2024-01-01,renamed,\n' \
		>"$D/changes.csv"
	"$ROOT/pipelines/nightly" -q --lang en --data "$D" --as-of 2024-12-31 \
		--quiet-period 0
	! sheets || die "$(sheets)"
	expect_same <(grep ',A06,' "$f" | cut -d, -f1,2,4- |
		sed 's/,$//' | sort) <(sort <<-'END'
		2023,inbox/2023/north.csv,4110-01,pupils,A06,FLAG,6000,6000,confirmed by its sender
		2023,inbox/2023/north.csv,,pupils,A06,FLAG,7000,7000,confirmed by its sender
		2023,inbox/2023/north.csv,4110-03,quiet_rooms,A06,FLAG,12,12,confirmed by its sender
		2023,inbox/2023/north_2.csv,4110-01,pupils,A06,FLAG,6000,6000,confirmed by its sender in another submission of this wave
		2023,inbox/2023/north_2.csv,4110-02,pupils,A06,FLAG,7000,7000,confirmed by its sender in another submission of this wave
		2023,inbox/2023/north_2.csv,4110-03,quiet_rooms,A06,FLAG,12,12,confirmed by its sender in another submission of this wave
		2024,inbox/2024/north.csv,4110-91,pupils,A06,FLAG,6000,6000,confirmed by its sender in an earlier wave
		2024,inbox/2024/north.csv,4110-02,pupils,A06,FLAG,7000,7000,confirmed by its sender in an earlier wave
		2024,inbox/2024/north.csv,4110-03,quiet_rooms,A06,FLAG,12,12,confirmed by its sender in an earlier wave
	END
	)
}

# sheets_of RECORDS <FINDINGS: the sheets, in `out`.
sheets_of() {
	mkdir out
	{
		tsv wave src line community_code column rule action raw value \
		    message
		cat
	} | stream green-clean | green-query -q --lang en --rows "$1" --out out
}

@test "two findings about one cell are one query, which says both" {
	cd "$BATS_TEST_TMPDIR"
	{
		tsv wave src line school_id school canton canton_title
		tsv 2023 a.csv 2 4110-01 Oak 4100 Northmark
	} | stream green-match >rows
	sheets_of rows <<-END >/dev/null
		$(tsv 2023 a.csv 2 4110-01 pupils M03 ASK x '?' one)
		$(tsv 2023 a.csv 2 4110-01 pupils Z01 ASK x '?' two)
		$(tsv 2023 a.csv 2 4110-01 pupils Z02 ASK x '?' one)
	END
	[ "$(grep -c pupils out/4100.csv)" -eq 1 ]
	grep -q ',「x」,one; two,' out/4100.csv
}

# whose CODE: the record of line 2 stands, in `rows`
whose() {
	{
		tsv wave src line school_id school canton canton_title year
		tsv 2023 a.csv 2 "$1" Oak 4100 Northmark 2040
	} | stream green-match >rows
}

@test "an answer settles what ingest asked of the cell, and nothing that came after" {
	local rule zh en n=0
	cd "$BATS_TEST_TMPDIR"
	whose 4110-01
	# every question that the catalogue has of a cell of a delivery
	while IFS=$'\t' read -r rule zh en; do
		n=$((n + 1))
		for said in "$zh" "$en"; do
			sheets_of rows <<-END >/dev/null
				$(tsv 2023 a.csv 2 4110-01 pupils "$rule" ASK '' '' "$said")
				$(tsv 2023 a.csv 2 4110-01 pupils A01 NOTE '' 300 'answered in: b.csv:1')
				$(tsv 2023 a.csv 2 4110-01 trees A01 NOTE '' '情况属实：是' 'answered in: b.csv:2')
				$(tsv 2023 a.csv 2 4110-01 trees "$rule" ASK '' '' "$said")
				$(tsv 2023 a.csv 2 4110-01 floors A01 NOTE x some 'answered in: b.csv:3')
				$(tsv 2023 a.csv 2 4110-01 floors M03 ASK some '?' 'no rule can read this')
				$(tsv 2023 a.csv 2 4110-01 floors "$rule" ASK x '' "$said")
			END
			cut -d, -f1,7- out/4100.csv | tr -d '\r"' |
				sed '1d; s/-[0-9a-f]*,/,/' >got
			printf '%s\n' 'q2023-a.csv-2-floors,「some」,no rule can read this,' \
				"q2023-a.csv-2-trees,「」,$said," >want
			expect_same got want
			rm -r out
		done
	done < <(python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    if row["page"] == "green-ingest" and row["action"] == "ASK" and row["rule"] != "L17":
        print(row["rule"], row["zh"], row["en"], sep="\t")
' "$ROOT/src/stream/finding-kinds.csv")
	[ "$n" -ge 6 ]
}

@test "what no text in a cell can answer says so, in both languages" {
	cd "$BATS_TEST_TMPDIR"
	whose 4110-01
	sed -n '2{p;s/^2023/2024/p;s/^2024/2025/p;s/^2025/2026/p}' rows >more
	{
		sed -n 1p rows
		cat more
	} | tee >(stream green-ingest >raw) | stream green-match >all
	{
		tsv wave src line community_code column rule action raw value \
		    message
		tsv 2023 a.csv 2 4110-01 school_id R02 ASK 4110-01 '?' tie
		tsv 2024 a.csv 2 4110-01 school_id R13 SETASIDE '' '' none
		tsv 2025 a.csv 2 4110-01 school_id K14 SETASIDE '' '' name
		tsv 2026 a.csv 2 4110-01 school M02 ASK 4 '?' outside
		# who confirms another year is refused by R05 all the same
		tsv 2026 a.csv 2 4110-01 year M02 ASK 2040 '?' 'outside it'
	} | stream green-clean >found
	for lang in en zh; do
		green-query -q --lang "$lang" --rows all --raw raw --out "$lang" \
			found >/dev/null
	done
	cut -d, -f8 en/4100.csv | tr -d '\r"' | sed 1d >got
	printf '%s\n' 'tie (no answer here: please send a corrected file)' \
		'none (no answer here: please send a corrected file)' name \
		'outside (if it is so' 'outside it' >want
	sed 's/ answer confirmed.*//' got >cut
	expect_same cut want
	[ "$(grep -c '此项无法在本表答复' zh/4100.csv)" -eq 2 ] || die "$(cat zh/4100.csv)"
}

@test "no text of a record leads out of the folder of the sheets" {
	cd "$BATS_TEST_TMPDIR"
	for code in ../../up /up .. a/b 'a b' \
	    123456789012345678901234567890123; do
		{
			tsv wave src line school_id school canton canton_title
			tsv 2023 a.csv 2 4110-01 Oak "$code" Northmark
		} | stream green-match >rows
		tsv 2023 a.csv 2 4110-01 pupils M03 ASK x '?' one |
			sheets_of rows >/dev/null
		[ "$(cd out && echo *)" = '000000.csv 000000.xlsx' ] || die "$code: $(ls -A out)"
		rm -r out
	done
}

@test "a sheet that is none, and an answer to no query, are said with their place" {
	mkdir "$D/answers"
	cd "$D"
	printf 'name,answer\nx,inbox/2023/north.csv\n' >answers/a.csv
	printf 'query,answer\nq1,139 1234 5678\nq2023-a.csv-2-pupils-0a1b2c3d,139 1234 5678,x\n' \
		>answers/b.csv
	printf 'wave\tsrc\tline\n' | stream green-ingest >rows
	green-amend --lang en --answers answers/a.csv --answers answers/b.csv \
		--findings found rows >/dev/null
	expect_same <(rows found | cut -f2,3,6,9,10) <(
		tsv answers/a.csv 1 A05 '' "not used: its heading must have one column 'query' and one 'answer' (答复)"
		tsv answers/b.csv 2 A08 '' "answer set aside, it stands beside no query's name, or beside one that was changed"
		tsv answers/b.csv 3 A08 '*** **** ****' 'answer set aside, the row has more cells than the heading: which of them is the answer cannot be told'
	)
	# of one delivery of several green-inbox has said it
	green-amend --lang en --answers answers/b.csv --findings found \
		--delivery 2023-a.csv rows >/dev/null
	[ "$(rows found | wc -l)" -eq 0 ]
	expect_status 3 green-amend --answers nothing rows
	expect_words 'nothing'
}
