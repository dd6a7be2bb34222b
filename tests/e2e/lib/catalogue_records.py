"""The catalogue's submissions and what takes more than a cell to see.

usage: catalogue_records.py TABLE STANDARD REGISTER

TABLE is tests/e2e/fixtures/catalogue-records.tsv: id, case, records, stands, findings.
Records are parted by ` | `, each `src: column=text; ...` over a record that has
nothing wrong with it.  They pass clean, match, dedup and normalise; `stands` is
what is left, in the same notation, and `findings` are RULE ACTION src column.
"""
import csv
import os
import subprocess
import sys
import tempfile

GOOD = {"community_code": "230102001001", "community_name": "省报社社区居委会",
        "survey_year": "2021", "survey_date": "2021-11-05",
        "report_date": "2021-11-10", "households": "400",
        "population": "1000", "compounds_total": "4", "participating": "否",
        "pilot": "否", "c12_pm_residents": "350"}


def stream(path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = [line.split("\t") for line in f.read().split("\n")[:-1]]
    assert rows[-1][0] == "#end", path + " has no trailer"
    return [dict(zip(rows[0], row)) for row in rows[1:-1]]


def read_records(text):
    for record in filter(None, text.split(" | ")):
        src, _, cells = record.partition(": ")
        yield src, dict(c.split("=", 1) for c in cells.split("; ") if c)


def deliver(columns, text):
    lines, count = ["\t".join(["wave", "src", "line"] + columns)], {}
    for src, cells in read_records(text):
        count[src] = count.get(src, 1) + 1
        cell = dict(GOOD, **cells)
        lines.append("\t".join(["2021", src, str(count[src])]
                               + [cell.get(c, "") for c in columns]))
    body = "\n".join(lines) + "\n"
    return subprocess.run(["end-stream", "green-ingest"], check=True,
                          input=body.encode(), stdout=subprocess.PIPE).stdout


def run(case, columns, register, folder):
    found, data = [], deliver(columns, case["records"])
    stages = {"clean": [], "match": ["--register", register], "dedup": [],
              "normalise": ["--as-of", "2021-12-31"]}
    for stage, options in stages.items():
        path = os.path.join(folder, stage)
        data = subprocess.run(
            ["green-" + stage, "-q", "--lang", "en", "--findings", path,
             *options], input=data, stdout=subprocess.PIPE, check=True).stdout
        found += stream(path)
    with open(os.path.join(folder, "out"), "wb") as f:
        f.write(data)
    return found, stream(os.path.join(folder, "out"))


def check(case, columns, register, folder):
    found, rows = run(case, columns, register, folder)
    bad = []
    got = sorted(" ".join((f["rule"], f["action"], f["src"],
                           f["column"] or "-")) for f in found)
    want = sorted(filter(None, case["findings"].split(" | ")))
    if got != want:
        bad.append(f"findings {got}, not {want}")
    want = list(read_records(case["stands"]))
    if [r["src"] for r in rows] != [src for src, _ in want]:
        return bad + [f"{[r['src'] for r in rows]} stand"]
    for row, (_, cells) in zip(rows, want):
        bad += [f"{c}: {row[c]!r}, not {v!r}" for c, v in cells.items()
                if row[c] != v]
    return bad


def main():
    table, standard, register = sys.argv[1:]
    with open(standard + "/columns.csv", encoding="utf-8", newline="") as f:
        columns = [c["name"] for c in csv.DictReader(f)
                   if c["personal"] != "yes"]
    failed = 0
    with open(table, encoding="utf-8", newline="") as f:
        cases = list(csv.DictReader(f, delimiter="\t",
                                    quoting=csv.QUOTE_NONE))
    for number, case in enumerate(cases, 2):
        with tempfile.TemporaryDirectory() as folder:
            bad = check(case, columns, register, folder)
        failed += bool(bad)
        for what in bad:
            print(f"{table}:{number}: {case['id']} ({case['case']}): {what}")
    return failed > 0


sys.exit(main())
