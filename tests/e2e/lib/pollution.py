"""Spoil a delivery in every way of Pollock's list, and see what is read of it.

usage: pollution.py GREEN_INGEST [N]

The ways are those of G. Vitagliano and others, Pollock: A Data Loading
Benchmark (VLDB 2023): a separator, quote or line end too many or too few, in
any row and column; other separators, quotes, escapes and line ends, in one row
or in all; headings doubled, missing or of several rows, lines above and below
the table.  The delivery has 84 rows, and no two answers of a row are alike but
those to yes and no.  N of the spoilt ones are tried (sweep.py), or all.

What must hold, whatever was done:
- no answer stands under another heading, and none is another than was written,
  unless a finding stands at its row, its column or its whole delivery;
- in rows that were not touched every answer is read, and none is asked;
- of what was spoilt in one row, that row alone is set aside;
- every record is accounted for.
Prints each breach, then a line for each way: of how many rows how many were
read as they were written, read in part, set aside.
"""
import collections
import os
import subprocess
import sys
import tempfile

from sweep import sweep

ROWS = 84
TITLES = ["统计用区划代码", "街道（乡镇）", "社区名称", "居民户数（户）",
          "常住人口（人）", "辖区面积（平方公里）", "调查日期", "供水设施",
          "排水设施", "供电设施", "住宅小区数（个）", "机构类型",
          "物业服务管理覆盖率（%）", "备注"]
NAMES = ["community_code", "street_name", "community_name", "households",
         "population", "area_km2", "survey_date", "c04_water", "c04_drainage",
         "c04_power", "compounds_total", "committee_type",
         "c12_pm_rate_reported", "remark"]
CODE, NAME, REMARK = 0, 2, 13
ANSWERS = range(3, 13)
TYPES = ["居委会", "村委会", "类似居委会"]
BOOLS = ["是", "否", ""]


def remark(r):
    return ["", "共%d处，已核" % r, "甲%d,乙" % r, '名为"丙%d"' % r, "",
            "第%d行\n续行" % r, "丁%d" % r][r % 7]


def record(r):
    return ["2301020%05d" % (1001 + r), "第%d街道" % (r // 10 + 1),
            "第%d社区" % (r + 1), str(10000 + r), str(20000 + 2 * r),
            "1.%03d" % (200 + r) if r % 5 else "",
            "2021-%02d-%02d" % (1 + r // 28, 1 + r % 28), BOOLS[r % 3],
            BOOLS[r // 3 % 3], BOOLS[r // 9 % 3], str(300 + r), TYPES[r % 3],
            "%d.%02d" % (40 + r // 10, 5 + r % 90) if r % 4 else "",
            remark(r)]


TABLE = [TITLES] + [record(r) for r in range(ROWS)]


def quoted(cell):
    if any(c in cell for c in ',"\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


CELLS = [[quoted(c) for c in row] for row in TABLE]


# ---- the ways: NAME, rows that are touched (None: all), the text ----

def text_of(rows, separator=",", end="\n"):
    return "".join(separator.join(row) + end for row in rows)


def changed(r, line):
    """The delivery with another text in the place of row r."""
    return "".join(line if i == r else ",".join(row) + "\n"
                   for i, row in enumerate(CELLS))


def in_cells():
    """What is done to one cell, or the separator behind it."""
    for r, row in enumerate(CELLS):
        for c, cell in enumerate(row):
            before = "".join(x + "," for x in row[:c])
            after = "".join("," + x for x in row[c + 1:]) + "\n"
            half = len(cell) // 2
            cut = cell[:half], cell[half:]
            yield "more-separators", r, before + "," + cell + after
            if cell:
                yield "separator-in-cell", r, before + ",".join(cut) + after
            if c + 1 < len(row):
                yield "fewer-separators", r, before + cell + after[1:]
                yield "other-separator", r, before + cell + ";" + after[1:]
            yield "quote-before", r, before + '"' + cell + after
            yield "quote-behind", r, before + cell + '"' + after
            yield "quote-after-blank", r, before + ' "' + cell + '"' + after
            if len(cell) > 1:
                yield "quote-in-cell", r, before + '"'.join(cut) + after
                yield "line-end-in-cell", r, before + "\n".join(cut) + after
            yield "line-end-before", r, before + "\n" + cell + after
            if cell[:1] == '"':
                yield "no-opening-quote", r, before + cell[1:] + after
                yield "no-closing-quote", r, before + cell[:-1] + after
                yield "single-quotes", r, (
                    before + "'" + cell[1:-1] + "'" + after)
                yield "escaped-quotes", r, (
                    before + '"' + cell[1:-1].replace('""', '\\"') + '"'
                    + after)


def in_rows():
    """What is done to a whole row."""
    for r, row in enumerate(CELLS):
        for name, separator in (("row-of-semicolons", ";"),
                                ("row-of-tabs", "\t"), ("row-of-pipes", "|"),
                                ("row-of-blanks", " "),
                                ("row-of-commas-and-blanks", ", ")):
            yield name, {r}, changed(r, separator.join(row) + "\n")
        yield "row-of-quotes", {r}, changed(
            r, '"' + ",".join(row) + '"\n')
        yield "no-line-end", {r, r + 1}, changed(r, ",".join(row))
        yield "line-end-doubled", set(), changed(r, ",".join(row) + "\n\n")
        yield "line-end-cr", set(), changed(r, ",".join(row) + "\r")


def in_file():
    """What is done to the whole: the table must be found, or be refused."""
    body, all_rows = CELLS[1:], text_of(CELLS)
    in_quotes = {r for r, row in enumerate(CELLS) if row[REMARK][:1] == '"'}
    with_quotes = {r for r, row in enumerate(TABLE) if '"' in row[REMARK]}
    for name, separator in (("tabs", "\t"), ("semicolons", ";"),
                            ("pipes", "|"), ("blanks", " "),
                            ("wide-commas", "，")):
        yield name, None, text_of(CELLS, separator)
    yield "commas-and-blanks", in_quotes, text_of(CELLS, ", ")
    for name, end in (("cr-lf", "\r\n"), ("cr", "\r"), ("cr-cr-lf", "\r\r\n")):
        yield name, None, text_of(CELLS, ",", end)
    yield "all-quoted", None, text_of(
        [['"' + x.replace('"', '""') + '"' for x in row] for row in TABLE])
    yield "quoted-by-single", None, text_of(
        [["'" + x + "'" for x in row] for row in TABLE])
    yield "escaped-by-backslash", with_quotes, text_of(
        [['"' + x.replace('"', '\\"') + '"' for x in row] for row in TABLE])
    yield "no-quotes", in_quotes, text_of(TABLE)
    yield "no-heading", None, text_of(body)
    yield "heading-only", None, text_of(CELLS[:1])
    yield "heading-doubled", None, text_of(CELLS[:1]) + all_rows
    yield "heading-of-two-rows", None, text_of(
        [["基本情况"] + [""] * 13] + CELLS)
    yield "heading-in-quotes", None, text_of(
        [['"' + x + '"' for x in TITLES]] + body)
    yield "preamble", None, "附件2\n\n绿色社区,调查表\n" + all_rows
    yield "nothing", None, ""
    yield "one-row", None, text_of(CELLS[:2])
    yield "no-line-end-at-end", None, all_rows[:-1]
    yield "line-ends-at-end", None, all_rows + "\n\n"
    yield "second-table", None, all_rows + "\n" + all_rows
    yield "narrower-table", None, all_rows + text_of(
        [row[:4] for row in CELLS])
    yield "wider-table", None, all_rows + text_of(
        [row + ["x"] for row in CELLS])
    for n in range(1, 4):
        yield "all-rows-longer", None, text_of(
            CELLS[:1] + [row + [""] * n for row in body])
        yield "all-rows-shorter", None, text_of(
            CELLS[:1] + [",".join(row).rstrip(",").split(",")
                         if not row[-1] else row for row in body])


def ways():
    for name, r, line in in_cells():
        yield name, {r}, changed(r, line)
    yield from in_rows()
    yield from in_file()


# ---- what was read ----

def stream(path):
    """The rows of a stream, as lists, under their header."""
    with open(path, encoding="utf-8", newline="\n") as f:
        header = f.readline().rstrip("\n").split("\t")
        for line in f:
            if not line.startswith("#end\t"):
                yield header, line.rstrip("\n").split("\t")


class Told:
    """What a run has said of each of its files."""

    def __init__(self, program, folder, files):
        command = [program, "--wave", "2021", "--keep-going", "-q",
                   "--findings", "findings", "--ledger", "ledger", "-o", "out"]
        done = subprocess.run(command + files, cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode != 0:
            sys.exit("green-ingest ends with %d: %s" % (
                done.returncode, done.stderr.decode("utf-8")[:2000]))
        self.rows = collections.defaultdict(list)
        self.findings = collections.defaultdict(set)
        self.stopped = collections.defaultdict(set)
        at = None
        for header, row in stream(os.path.join(folder, "out")):
            at = at or [header.index(n) for n in NAMES]
            self.rows[row[1]].append((row[2], [row[i] for i in at]))
        for header, row in stream(os.path.join(folder, "findings")):
            f = dict(zip(header, row))
            if f["action"] == "STOP" and f["line"] == "1":
                self.findings[f["src"]].add("*")
            if f["rule"] in ("D14", "D16", "D17"):
                self.findings[f["src"]].add(f["line"])
            if f["rule"] in ("L14", "L15", "L16", "L17"):
                self.stopped[f["src"]].add(f["column"])
        for header, row in stream(os.path.join(folder, "ledger")):
            n = dict(zip(header, row))
            self.balances = int(n["records_in"]) == (
                int(n["records_out"]) + int(n["set_aside"])
                + int(n["skipped"]))


def original(cells):
    """The row that was written: by its code, else by its name."""
    for row in TABLE[1:]:
        if row[CODE] == cells[CODE].strip(" '"):
            return row
    for row in TABLE[1:]:
        if row[NAME] == cells[NAME].strip(" '"):
            return row
    return None


BY_CODE = {row[CODE]: row for row in TABLE[1:]}


def same(got, written):
    """As it was written: a quote by another sign stays with it, a line break
    is a space."""
    return got.strip(" '") == written or got == written.replace("\n", " ")


def judge(told, name, src, touched):
    """What is wrong, and how many rows were read, read in part, lost."""
    wrong, read, part, seen = [], 0, 0, set()
    everything = touched is None or 0 in touched
    damaged = set() if touched is None else {
        TABLE[r][CODE] for r in touched if 0 < r <= ROWS}
    for line, cells in told.rows[src]:
        row = BY_CODE.get(cells[CODE]) or original(cells)
        has_finding = line in told.findings[src] or "*" in told.findings[src]
        if row is None:
            if not has_finding:
                wrong.append("line %s is no row that was written" % line)
            continue
        seen.add(row[CODE])
        asked = sum(cells[c] == "\\x" for c in ANSWERS)
        other = [c for c in ANSWERS if cells[c] != "\\x"
                 and not same(cells[c], row[c])
                 and not (everything and NAMES[c] in told.stopped[src])]
        if other and not has_finding:
            wrong.append("line %s: %s" % (line, ", ".join(
                "%s is %r, not %r" % (NAMES[c], cells[c], row[c])
                for c in other)))
        if (asked or other) and row[CODE] not in damaged and not everything:
            wrong.append("line %s, which nobody has touched, is asked or "
                         "other" % line)
        if asked or other:
            part += 1
        else:
            read += 1
    lost = {row[CODE] for row in TABLE[1:]} - seen
    if not everything and lost - damaged:
        wrong.append("lost, though untouched: " + ", ".join(
            sorted(lost - damaged)))
    return ["%s (%s): %s" % (src, name, w) for w in wrong], read, part, lost


def main():
    program = os.path.abspath(sys.argv[1])
    cases = list(ways())
    tried = sweep(int(sys.argv[2]) if len(sys.argv) > 2 else len(cases), cases)
    totals = collections.defaultdict(lambda: [0, 0, 0, 0])
    faults = 0
    for start in range(0, len(tried), 400):
        some = tried[start:start + 400]
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for i, (_, _, text) in enumerate(some):
                files.append("%05d.csv" % (start + i))
                with open(os.path.join(folder, files[-1]), "w",
                          encoding="utf-8", newline="") as f:
                    f.write(text)
            told = Told(program, folder, files)
            if not told.balances:
                print("the ledger does not balance")
                faults += 1
            for (name, touched, text), src in zip(some, files):
                wrong, read, part, lost = judge(told, name, src, touched)
                for w in wrong[:3]:
                    print(w)
                faults += len(wrong)
                if wrong and os.environ.get("KEEP"):
                    with open(os.path.join(os.environ["KEEP"], src), "w",
                              encoding="utf-8", newline="") as f:
                        f.write(text)
                for t in (totals[name], totals["all"]):
                    t[0] += ROWS
                    t[1] += read
                    t[2] += part
                    t[3] += len(lost)
    for name in list(totals):
        print("%-24s of %7d rows %7d read, %6d in part, %6d set aside" % (
            name, *totals[name]))
    print("%d of %d deliveries, %d faults" % (len(tried), len(cases), faults))
    return faults > 0


sys.exit(main())
