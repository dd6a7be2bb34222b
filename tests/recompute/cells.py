#!/usr/bin/env python3
"""usage: cells.py --data DIR --as-of DATE [--limit N] --findings CSV RECORDS...

Holds every cell of normalised records (streams) against the truth with the
injected defects' stated readings: what was meant must have been read, what
cannot be read must be in query, and nothing else may be.  With the release's
findings: exactly the injected defects are asked about, set aside, refused,
and noted, and nobody is asked in vain.  Prints what differs with the raw text,
exit 1 if anything does.
"""
import argparse
import collections
import sys

import scopes
import truth


def read_stream(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        names = f.readline().rstrip("\n").split("\t")
        for line in f:
            if line.startswith("#end\t"):
                return
            yield dict(zip(names, line.rstrip("\n").split("\t")))
    raise SystemExit(f"{path}: the stream is cut")


# What the catalogue wants noted of a delivery or a row of it.
NOTED = {"N21", "R08"}


def read_questions(path):
    """Places of questions, refusals and notes -> the finding.  What concerns a
    whole column or delivery has no line, what concerns a record no column."""
    found, aside = {}, set()
    for f in truth.read_table(path):
        src, line, column = f["src"], f["line"], f["column"]
        if f["action"] == "STOP":
            found[src, "", column] = f
        elif f["action"] == "SETASIDE":
            aside.add((src, line))
            found[src, line, ""] = f
        elif f["action"] == "ASK":
            # of a tie the cell that is named says little
            found[src, line, "" if f["rule"] == "R02" else column] = f
        elif f["rule"] in NOTED:
            found[src, "" if f["rule"] == "N21" else line, f["rule"]] = f
    # what is asked about a record that is set aside is part of that question
    return {(src, line, "" if (src, line) in aside else column): f
            for (src, line, column), f in found.items()}


def read_expected(defects):
    """The same of the injected defects, and which columns were touched."""
    want, aside, touched = {}, set(), set()
    for d in (d for of_line in defects.values() for d in of_line):
        line = "" if d["line"] == "0" else d["line"]
        if d["column"] or d["id"] in truth.MISFIT:
            touched.add((d["file"], d["column"]))
        if d["class"] in ("ASK", "STOP"):
            want[d["file"], line, d["column"]] = d
        elif d["class"] == "SETASIDE":
            aside.add((d["file"], line))
        elif d["class"] == "NOTE" and d["id"] in NOTED:
            want[d["file"], line, d["id"]] = d
    # where cells of a row are not known, their sums are not
    unknown = {d["file"] for of_line in defects.values() for d in of_line
               if d["id"] in truth.MISFIT and d["class"] in ("ASK", "SETASIDE")}
    want = {(src, line, column): d for (src, line, column), d in want.items()
            if column != "R08" or src not in unknown}
    # of a column that is stopped no cell is asked about again
    want = {(src, line, column): d for (src, line, column), d in want.items()
            if (src, line) not in aside
            and (not line or not column
                 or (src, "", column) not in want)}
    want.update({(*place, ""): {"id": "", "class": "SETASIDE", "column": "",
                                "raw": ""} for place in aside})
    return want, touched


def compare_questions(defects, path, wrong, examples):
    asked = read_questions(path)
    want, touched = read_expected(defects)
    for place in asked.keys() - want.keys():
        f = asked[place]
        # the total of a column is wrong too where a cell of it is
        if f["rule"] == "R08" and ((f["src"], f["column"]) in touched
                                   or (f["src"], "") in touched):
            continue
        what = f"asked in vain: {f['rule']} {f['action']} {f['column']}"
        wrong[what] += 1
        examples.setdefault(what, (*place, f["raw"]))
    for place in want.keys() - asked.keys():
        d = want[place]
        what = f"not asked: {d['id']} {d['class']} {d['column']}"
        wrong[what] += 1
        examples.setdefault(what, (*place, d["raw"]))
    return len(want)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--as-of", required=True)
    p.add_argument("--limit", type=int, default=40)
    p.add_argument("--findings", required=True)
    p.add_argument("records", nargs="+")
    args = p.parse_args()
    defects = truth.read_defects(args.data, args.findings)
    waves, cells, wrong = {}, 0, collections.Counter()
    examples = {}
    for path in args.records:
        for row in read_stream(path):
            wave = row["wave"]
            if wave not in waves:
                waves[wave] = truth.read_wave(args.data, wave, False, defects,
                                               lambda code: (scopes.COMMON, ""))
            want = waves[wave].pop(row["community_code"], None)
            if want is None:
                wrong["record that should not stand"] += 1
                examples.setdefault("record that should not stand",
                                    (row["src"], row["line"]))
                continue
            if want.tie:
                continue
            raws = {d["column"]: d for d in
                    defects.get((row["src"], "0"), [])
                    + defects.get((row["src"], row["line"]), [])}
            for column, value in want.row.items():
                if column == "state":
                    continue
                cells += 1
                if row[column] != value and not (
                        column == "remark" and row[column]):
                    d = raws.get(column)
                    what = (column if d is None else
                            f"{d['id']} {d['class']} {d['raw']!r}")
                    wrong[what] += 1
                    examples.setdefault(what, (
                        row["src"], row["line"], column, row[column],
                        "not", value))
    for wave, left in waves.items():
        for code in left:
            wrong["record that is missing"] += 1
            examples.setdefault("record that is missing", (wave, code))
    questions = compare_questions(defects, args.findings, wrong, examples)
    for what, n in wrong.most_common(args.limit):
        print(n, what, *examples[what])
    print(f"cells: {cells} cells and {questions} questions compared, "
          f"{sum(wrong.values())} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
