"""What the chain should have read: the truth with every injected defect's
stated reading put over it."""
import csv
import gzip
import os

import evaluate


# Who a record is about; the register says it where the delivery does not.
IDENTITY = ("community_code", "community_name", "city_code", "city_name",
            "county_code", "county_name", "street_name")


def open_table(path):
    """A CSV file, or the same gzipped."""
    if not os.path.exists(path) and os.path.exists(path + ".gz"):
        return gzip.open(path + ".gz", "rt", encoding="utf-8", newline="")
    return open(path, encoding="utf-8", newline="")


def read_table(path):
    with open_table(path) as f:
        yield from csv.DictReader(f)


# Rows with cells too few or too many: which of their cells are in query
# depends on what else could stand there, which the truth does not know.
MISFIT = {"D16", "D17"}


def read_defects(data, findings):
    """(file, line) -> defects; line 0 holds for the whole file.  Of a misfit
    row (and of no other) the findings of the release say what is asked."""
    cells = {}
    for d in read_table(os.path.join(data, "truth", "defects.csv")):
        cells.setdefault((d["file"], d["line"]), []).append(d)
    for f in read_table(findings):
        row = cells.get((f["src"], f["line"]), [])
        if f["rule"] in MISFIT and f["action"] in ("ASK", "SETASIDE") \
                and any(d["id"] in MISFIT and d["class"] != "SETASIDE"
                        for d in row):
            row.append({"file": f["src"], "line": f["line"],
                        "column": f["column"], "id": f["rule"],
                        "class": f["action"], "raw": "", "expected": "?"})
    return cells


def is_lost(found):
    """Whether a misfit row does not even tell its unit."""
    return any(d["id"] in MISFIT and d["class"] == "SETASIDE" for d in found)


def apply_defect(row, d):
    column = d["column"]
    if d["id"] in MISFIT and column in IDENTITY:
        return                  # the register has it
    if column not in row or d["class"] in ("SKIP", "MERGE", "SETASIDE"):
        return
    if d["line"] == "0":
        # a stopped column is in query, a missing one has no answers
        if d["class"] == "ASK":
            row[column] = "?"
        elif d["id"] == "L17" and column not in IDENTITY:
            row[column] = ""
        return
    if d["expected"] == "n/a" and d["raw"] == "":
        row[column] = ""        # blank; the dictionary supplies it, or not
    else:
        row[column] = d["expected"]


def read_wave(data, wave, year_open, defects, rules_of):
    """community code -> Record, of every unit that has responded; `rules_of`
    says of a code what binds there, and its county."""
    records = {}
    for row in read_table(os.path.join(data, "truth", wave + ".csv")):
        place = row["src"]
        # what concerns a whole column comes last: it holds for every cell
        found = defects.get((place, row["line"]), []) \
            + defects.get((place, "0"), [])
        code, name = row["community_code"], row["community_name"]
        if is_lost(found):
            continue
        for d in found:
            apply_defect(row, d)
        row["community_code"], row["community_name"] = code, name
        evaluate.fill_not_applicable(row)
        record = evaluate.Record(row, year_open, row["state"] == "tie",
                                 *rules_of(code))
        record.flags = {(d["column"], d["id"]) for d in found
                        if d["class"] == "FLAG" and d["column"]
                        and d["line"] != "0"}
        stopped = {d["column"] for d in found
                   if d["line"] == "0" and d["class"] == "ASK"}
        stopped |= {d["column"] for d in found if d["expected"] == "?"
                    and d["id"] in MISFIT}
        record.flags = {f for f in record.flags if f[0] not in stopped}
        # a unit in the heading that is converted is converted in every cell
        flagged = {column for column, _ in record.flags}
        record.flags |= {(d["column"], "N04") for d in found
                         if (d["line"], d["id"], d["class"])
                         == ("0", "L16", "FLAG")
                         and d["column"] not in flagged
                         and row[d["column"]][:1].isdigit()}
        if code in records:
            raise SystemExit(f"truth: {code} stands twice in {wave}")
        records[code] = record
    return records
