"""What the chain made of the cases, against what is right.

usage: cases.py CASES.tsv FOLDER REGISTERS
"""
import pathlib
import sys

table, folder, registers = sys.argv[1], *map(pathlib.Path, sys.argv[2:])


def stream(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"))) for line in lines[1:]
            if not line.startswith("#")]


def of(case, kind):
    own = f"{case}.register"
    name = own if (registers / own).exists() else "register.csv"
    return stream(folder / f"{name}.{kind}")


bad = tried = 0
for row in open(table, encoding="utf-8"):
    if row.startswith("#"):
        continue
    case, line, column, value, rule = row.rstrip("\n").split("\t")
    src = case + ".csv"
    found = [f for f in stream(folder / "ingest.f") + stream(folder / "clean.f")
             + of(case, "f")
             if f["src"] == src and (f["line"] == line or rule == "L15")
             and column in (f["column"], "-")]
    records = [r for r in of(case, "matched")
               if r["src"] == src and r["line"] == line]
    if column == "-":
        got = "a record" if records else ""
    else:
        got = records[0][column] if records else "no record"
    said = {f["rule"] for f in found} | {f["action"] for f in found}
    tried += 1
    if got != value or (rule != "-" and rule not in said):
        bad += 1
        print(f"{case}:{line}: {column}: '{got}' {sorted(said)}, "
              f"not '{value}' {rule}")
if bad or not tried:
    sys.exit(f"{bad} of {tried} wrong")
