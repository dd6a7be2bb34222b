"""A province's deliveries as workbooks, and the release of them beside that of
the deliveries.

    twin_releases.py make INBOX INBOX     the workbooks of all waves
    twin_releases.py check DATA TWINS     data folders with releases of both

The same but for places, which are rows and not lines, and for what only one of
the two can have: cells too few or too many, and blank rows behind the last.
"""
import csv
import glob
import os
import re
import shutil
import sys

from openpyxl.utils import get_column_letter

import twin_workbook

# what a workbook knows nothing of
OF_CSV = {"D16", "D17", "D18"}
SAME = ["cities.csv", "counties.csv", "criteria.csv", "milestones.csv", "not-responded.csv",
        "pace.csv", "tallies.tsv", "withdrawn.csv"]
FILE = re.compile(r"(inbox/\d{4}/\w+)(?:\.csv(?:\.gz)?|\.xlsx(?:#表)?)")


def name_of(path):
    return re.sub(r"\.csv(\.gz)?$", "", path)


def make(source, target):
    made = {}
    for path in sorted(glob.glob(source + "/*/*.csv*")):
        out = target + name_of(path)[len(source):] + ".xlsx"
        os.makedirs(os.path.dirname(out), exist_ok=True)
        with open(path, "rb") as f:
            twin = made.setdefault(f.read(), out)
        # a workbook has the second it was made in: of a copy there is a copy
        if twin == out:
            twin_workbook.write(path, out)
        else:
            shutil.copyfile(twin, out)


def fail(what):
    sys.exit("twin_releases: " + what)


def rows_at(path):
    """A CSV's rows by the lines that they begin at."""
    reader = twin_workbook.reader_of(path)
    out, before = {}, 0
    for row, _ in enumerate(reader, 1):
        out[str(before + 1)] = str(row)
        before = reader.line_num
    return out


class Side:
    """One of the two releases, its places as they are in both."""

    def __init__(self, data):
        self.release = data + "/releases/current/"
        self.rows = {name_of(path[len(data) + 1:]): rows_at(path)
                     for path in glob.glob(data + "/inbox/*/*.csv*")}

    def row(self, name, line):
        return self.rows[name].get(line, "line " + line) if line and name in self.rows else line

    def text(self, text, name):
        """A text, in which files and lines (of `name`) are named."""
        text = re.sub(FILE.pattern + r"([:-])(\d+)",
                      lambda m: m[1] + m[2] + self.row(m[1], m[3]), text)
        text = re.sub(r"至第 (\d+) 行", lambda m: "至第 %s 行" % self.row(name, m[1]), text)
        return FILE.sub(r"\1", text)

    def table(self, file):
        with open(self.release + file, encoding="utf-8-sig", newline="") as f:
            if file.endswith(".tsv"):
                rows = [line.rstrip("\n").split("\t") for line in f]
                head, *rows = rows[:-1]
            else:
                head, *rows = csv.reader(f)
        for row in (dict(zip(head, row)) for row in rows):
            name = name_of(FILE.sub(r"\1", row.get("src", "")))
            if "line" in row:
                row["line"] = self.row(name, row["line"])
            yield {k: self.text(v, name) if "inbox/" in v or "行" in v else v
                   for k, v in row.items()}


def compare(file, one, other):
    if len(one) != len(other):
        fail("%s: %d rows and %d" % (file, len(one), len(other)))
    for n, (a, b) in enumerate(zip(one, other), 2):
        if a != b:
            fail("%s:%d: %s" % (file, n, ["%s: %r, %r" % (k, a[k], b[k]) for k in a if a[k] != b[k]]))
    return len(one)


def without(rows, *columns):
    return [{k: v for k, v in row.items() if k not in columns} for row in rows]


def findings(ours, twins):
    """Those of the CSVs, without what only those have, and places in the twins."""
    one = [f for f in ours.table("findings.csv") if f["rule"] not in OF_CSV]
    other = list(twins.table("findings.csv"))
    at = {(row["src"], row["column"]): get_column_letter(int(row["position"]))
          for row in twins.table("layouts.csv")}
    places = 0
    for f in other:
        if f["cell"]:
            places += 1
            if f["cell"] != at[f["src"], f["column"]] + f["line"]:
                fail("%s is at another place" % f)
    if places < 1000:
        fail("only %d findings name a cell" % places)
    return compare("findings.csv", without(one, "cell"), without(other, "cell"))


def ledger(ours, twins):
    """Only the first program has seen the blank rows."""
    def known(side):
        rows = list(side.table("ledger.csv"))
        for row in rows:
            if row["program"] == "green-ingest":
                for column in "records_in", "skipped", "cells_flagged":
                    row.pop(column)
            if row["program"] == "green-query":
                row.pop("records_in")    # findings
        return rows
    return compare("ledger.csv", known(ours), known(twins))


def check(data, twins):
    ours, twins = Side(data), Side(twins)
    for file in SAME:
        if open(ours.release + file, "rb").read() != open(twins.release + file, "rb").read():
            fail("%s is another" % file)
    rows = 0
    for file in "communities.csv", "records.tsv", "set-aside.csv", "layouts.csv":
        rows += compare(file, list(ours.table(file)), list(twins.table(file)))
    sheets = sorted(os.path.basename(p) for p in glob.glob(ours.release + "queries/*.csv"))
    for file in ("queries/" + name for name in sheets):
        rows += compare(file, without(ours.table(file), "位置"), without(twins.table(file), "位置"))
    print("%d files, %d rows, %d findings, %d programs" % (
        len(ours.rows), rows, findings(ours, twins), ledger(ours, twins)))


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](*sys.argv[2:])
