"""The catalogue's codes and names as one stream, and where they were matched.

usage: catalogue_codes.py make STANDARD TABLE >STREAM
       catalogue_codes.py register REGISTER EXTRA >REGISTER
       catalogue_codes.py check TABLE MATCHED FIXES SET-ASIDE CLEAN MATCH

CLEAN and MATCH are the findings of both.

TABLE is tests/e2e/fixtures/catalogue-codes.tsv: id, what the record says (code, name,
city, county, street, former code and name, wave), the code of its unit or
SETASIDE, the gravest action (- FIX FLAG ASK), the rules of the findings (or of
what clean fixed), and what the message to the sender says.  Each case is a
record of a delivery of its own.  What match fixes it counts and does not log, so
that there the value alone is held.
"""
import csv
import subprocess
import sys

CELLS = ["community_code", "community_name", "city_name", "county_name",
         "street_name", "prev_code", "prev_name"]
MATCH_FIXES = {"K16", "K18", "L13"}
GRAVITY = ["-", "FIX", "FLAG", "ASK"]


def cases(path):
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")[1:-1]
    for number, line in enumerate(lines, 2):
        field = line.split("\t")
        assert len(field) == 13, f"{path}:{number}: {len(field)} fields"
        yield (f"case-{number}", field[0], dict(zip(CELLS, field[1:8])),
               *field[8:])


def stream(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = [line.split("\t") for line in file.read().split("\n")[:-1]]
    assert rows[-1][0] == "#end", path + " has no trailer"
    return [dict(zip(rows[0], row)) for row in rows[1:-1]]


def make(standard, table):
    with open(standard + "/columns.csv", encoding="utf-8", newline="") as f:
        columns = [c["name"] for c in csv.DictReader(f)
                   if c["personal"] != "yes"]
    lines = ["\t".join(["wave", "src", "line"] + columns)]
    for src, _, cell, wave, *_ in cases(table):
        lines.append("\t".join([wave, src, "1"]
                               + [cell.get(c, "") for c in columns]))
    body = "\n".join(lines) + "\n"
    subprocess.run(["end-stream", "green-ingest"], check=True,
                   input=body.encode())


def register(path, extra):
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = file.read().splitlines()
    print(head + ",valid_from,valid_to")
    for row in rows:
        print(row + ",,")
    with open(extra, encoding="utf-8", newline="") as file:
        sys.stdout.write(file.read())


def check(table, matched, fixes, set_aside, clean, match):
    unit = {row["src"]: row for row in stream(matched)}
    aside = {row["src"]: row for row in stream(set_aside)}
    fixed, said, wrong = {}, {}, 0
    for row in stream(fixes):
        if row["column"] in CELLS:
            fixed.setdefault(row["src"], set()).add(row["rule"])
    # a name that is not answered is for clean's own tests
    for row in ([f for f in stream(clean)
                 if (f["rule"], f["column"]) != ("M01", "community_name")]
                + stream(match)):
        if row["column"] in CELLS:
            said.setdefault(row["src"], []).append(row)
    for src, name, cell, _, code, action, rule, says in cases(table):
        found = said.get(src, [])
        rules = {f["rule"] for f in found}
        actions = {"ASK" if f["action"] == "SETASIDE" else f["action"]
                   for f in found}
        touched = {f["column"] for f in found}
        got = unit[src]["community_code"] if src in unit else "SETASIDE"
        if src in unit:
            own = [c for c in CELLS[:5] if cell[c] and c not in touched
                   and unit[src][c] != cell[c]]
            if own:
                actions.add("FIX")
        got_action = max(actions | {"-"}, key=GRAVITY.index)
        if got_action == "FIX":
            rules = fixed.get(src, set()) & {rule} or MATCH_FIXES & {rule}
        good = (got == code and got_action == action
                and ";".join(sorted(rules)) == rule
                and (src in unit) != (src in aside)
                and says in " ".join(f["message"] for f in found))
        # the flags of the row are those of the findings
        if src in unit:
            flags = set(filter(None, unit[src]["flags"].split(";")))
            good = good and flags >= {f["column"] + ":" + f["rule"]
                                      for f in found if f["action"] == "FLAG"}
        if not good:
            wrong += 1
            print(f"{table}:{src}: {name}: {list(cell.values())}: {got} "
                  f"{got_action} {';'.join(sorted(rules))}, not {code} "
                  f"{action} {rule}: {[f['message'] for f in found]}")
    sys.exit(wrong > 0)


dict(make=make, register=register, check=check)[sys.argv[1]](*sys.argv[2:])
