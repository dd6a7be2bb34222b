#!/usr/bin/env python3
"""usage: cells.py --data DIR --as-of DATE [--limit N] RECORDS...

Holds every cell of normalised records (streams) against the truth with the
injected defects' stated readings: what was meant must have been read, what
cannot be read must be in query, and nothing else may be.  Prints what differs
with the raw text, exit 1 if anything does.
"""
import argparse
import collections
import sys

import truth


def read_stream(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        names = f.readline().rstrip("\n").split("\t")
        for line in f:
            if line.startswith("#end\t"):
                return
            yield dict(zip(names, line.rstrip("\n").split("\t")))
    raise SystemExit(f"{path}: the stream is cut")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--as-of", required=True)
    p.add_argument("--limit", type=int, default=40)
    p.add_argument("records", nargs="+")
    args = p.parse_args()
    defects = truth.read_defects(args.data)
    waves, cells, wrong = {}, 0, collections.Counter()
    examples = {}
    for path in args.records:
        for row in read_stream(path):
            wave = row["wave"]
            if wave not in waves:
                waves[wave] = truth.read_wave(args.data, wave, False, defects)
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
    for what, n in wrong.most_common(args.limit):
        print(n, what, *examples[what])
    print(f"cells: {cells} cells compared, {sum(wrong.values())} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
