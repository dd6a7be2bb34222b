"""The catalogue's cells as one stream, and what green-clean made of them.

usage: catalogue_cells.py make STANDARD TABLE >STREAM
       catalogue_cells.py check TABLE CLEANED FINDINGS FIXES

TABLE is tests/e2e/fixtures/catalogue-cells.tsv: id, column (with '!' under a heading
that asks the opposite), raw text (\\uXXXX escaped), value, action (- FIX FLAG
ASK), rule, other cells of the row (column=text|...).  Each case is a record of
a delivery of its own, so that its findings and fixes are its own.
"""
import csv
import subprocess
import sys


def cases(path):
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")[1:-1]
    for number, line in enumerate(lines, 2):
        name, column, raw, value, action, rule, row = line.split("\t")
        others = dict(o.split("=", 1) for o in row.split("|") if o)
        yield number, name, column, plain(raw), value, action, rule, others


def plain(text):
    out, i = "", 0
    while i < len(text):
        if text.startswith("\\u", i):
            out += chr(int(text[i + 2:i + 6], 16))
            i += 6
        elif text.startswith("\\\\", i):
            out += "\\"
            i += 2
        else:
            out += text[i]
            i += 1
    return out


def escaped(text):
    return "\\" + text if text[:1] in ("!", "\\") else text


def stream(path):
    rows = [line.split("\t") for line in
            open(path, encoding="utf-8", newline="").read().split("\n")[:-1]]
    assert rows[-1][0] == "#end", path + " has no trailer"
    return [dict(zip(rows[0], row)) for row in rows[1:-1]]


def make(standard, table):
    with open(standard + "/columns.csv", encoding="utf-8", newline="") as f:
        columns = [c["name"] for c in csv.DictReader(f)
                   if c["personal"] != "yes"]
    lines = ["\t".join(["wave", "src", "line"] + columns)]
    for number, _, column, raw, _, _, _, others in cases(table):
        cell = {c: escaped(t) for c, t in others.items()}
        # another answer: a row of none but marks for none is set aside (R13)
        cell.setdefault("participating" if column != "participating"
                        else "c03_publicity", "是")
        inverse = column.startswith("!")
        cell[column.lstrip("!")] = ("!" if inverse else "") + escaped(raw)
        lines.append("\t".join(["2021", f"case-{number}", "1"]
                               + [cell.get(c, "") for c in columns]))
    body = "\n".join(lines) + "\n"
    subprocess.run(["end-stream", "green-ingest"], check=True,
                   input=body.encode())


def check(table, cleaned, findings, fixes):
    value = {row["src"]: row for row in stream(cleaned)}
    said, fixed, wrong = {}, {}, 0
    for row in stream(findings):
        said[row["src"], row["column"]] = row
    for row in stream(fixes):
        fixed.setdefault((row["src"], row["column"]), set()).add(row["rule"])
    for number, name, column, raw, want, action, rule, _ in cases(table):
        src, column = f"case-{number}", column.lstrip("!")
        found = said.get((src, column))
        got = value[src][column]
        got_action = (found["action"] if found else
                      "FIX" if (src, column) in fixed else "-")
        got_rule = (found["rule"] if found else
                    ",".join(sorted(fixed.get((src, column), "-"))))
        good = got == want and got_action == action
        if action in ("FLAG", "ASK"):
            good = good and got_rule == rule
            # the text as it was written is kept
            good = good and found["raw"] == raw.replace("\t", " ")
        elif action == "FIX":
            good = good and rule in got_rule.split(",")
        if not good:
            wrong += 1
            print(f"{table}:{number}: {name}: {column} {raw!r}: {got!r} "
                  f"{got_action} {got_rule}, not {want!r} {action} {rule}")
    sys.exit(wrong > 0)


dict(make=make, check=check)[sys.argv[1]](*sys.argv[2:])
