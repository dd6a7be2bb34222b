#!/usr/bin/env python3
"""usage: job.py DATA

What the job of the bench is, as JSON: read from the standard's tables and the
deliveries of DATA, so that every peer does what the tables say.  Needs
green-ingest, which tells the columns of a delivery.  Writes beside the
deliveries what is not UTF-8 as UTF-8, which is not counted as work of the
peers.

Yes and no are 1 and 0 everywhere, 2 is "does not apply", 3 is not known.
"""
import csv
import itertools
import json
import os
import shutil
import subprocess
import sys

from expressions import NotHere, names, parse
from rules import Rules

STANDARD = os.environ["GREEN_STANDARD"]
WAVE = "2022"
CODES = {"0": 0, "1": 1, "n/a": 2}
# What says of a row which unit it is, and which of several stands.
IDENTITY = ["community_code", "community_name", "city_name", "county_name",
            "street_name", "revision_no", "report_date"]


def table(name):
    path = os.path.join(STANDARD, name + ".csv")
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def decoded(path):
    """The path of the same delivery in UTF-8."""
    try:
        with open(path, encoding="utf-8", newline="") as f:
            f.read(1 << 20)     # a whole delivery may be larger than memory
        return path
    except UnicodeDecodeError:
        pass
    utf8 = path + ".utf8"
    with (open(path, encoding="gb18030", newline="") as f,
          open(utf8, "w", encoding="utf-8", newline="") as out):
        shutil.copyfileobj(f, out)
    return utf8


def delivery(path):
    """Where the columns of a delivery stand, and what is above its rows."""
    out = subprocess.run(
        ["green-ingest", "-q", "--wave", WAVE, "--layout", "/dev/stdout",
         "--output", "/dev/null", path], stdout=subprocess.PIPE, check=True,
        encoding="utf-8").stdout
    lines = [line.split("\t") for line in out.split("\n")[1:]
             if line and line[0] != "#"]
    at = {line[1]: int(line[2]) - 1 for line in lines if line[1]}
    heading = {line[1]: line[3] for line in lines}["community_code"]
    utf8 = decoded(path)
    with open(utf8, encoding="utf-8-sig", newline="") as f:
        reader = csv.reader(f)
        for row in reader:
            if row[at["community_code"]] == heading:
                return {"path": os.path.abspath(utf8), "at": at,
                        "skip": reader.line_num, "width": len(row),
                        "inverted": [line[1] for line in lines
                                     if line[5] == "1"]}
    raise SystemExit(f"{path}: no heading {heading}")


def criteria(parameters):
    """The atoms that count, by criterion, and the columns that they ask."""
    atoms, asked = {c["criterion"]: [] for c in table("criteria")}, set()
    for atom in table("atoms"):
        if atom["strength"] != "hard":
            continue
        test = parse(atom["test"], parameters)
        applies = atom["applies"] and parse(atom["applies"], parameters)
        atoms[atom["criterion"]].append({"test": test, "applies": applies})
        asked |= names(test) | (names(applies) if applies else set())
    return atoms, asked | {"participating"}


def checks(parameters, asked, sent):
    """The checks that put a column of the job in query, and what they ask."""
    found, more = [], set()
    for check in table("checks"):
        columns = [c for c in check["columns"].split("|") if c in asked]
        if check["action"] != "ASK" or not columns:
            continue
        try:
            tree = parse(check["expression"], parameters)
        except NotHere:
            continue    # of the wave before, which there is not
        if names(tree) <= sent:     # else it is never known
            found.append({"holds": tree, "columns": columns})
            more |= names(tree)
    return found, more


def spellings(files, bools, columns, rules):
    """Code of each text that is known; where a column differs from most, by
    column."""
    cells = {}
    for file in files:
        with open(file["path"], encoding="utf-8", newline="") as f:
            use = [(n, file["at"][n]) for n in bools if n in file["at"]]
            for row in csv.reader(itertools.islice(f, file["skip"], None)):
                for name, i in use:
                    if i < len(row):
                        cells.setdefault(row[i], set()).add(
                            (name, name in file["inverted"]))
    common, by_column = {}, {}
    for text, places in cells.items():
        codes = {}
        for name, inverted in places:
            code = CODES.get(rules.read(name, text, inverted), 3)
            if code == 2 and columns[name]["na"] != "yes":
                code = 3
            codes[name] = 1 - code if inverted and code < 2 else code
        most = list(codes.values())
        usual = max(sorted(set(most)), key=most.count)
        if usual < 3:
            common[text] = usual
        for name, code in codes.items():
            if code != usual:
                by_column.setdefault(name, {})[text] = code
    return common, by_column


def number(column, rules):
    return {"whole": column["type"] == "int",
            "least": float(column["min"] or 0),
            "none_is_zero": rules.read(column["name"], "无") == "0",
            "about_is_known": rules.read(column["name"], "约5") != "?"}


def describe(data):
    columns = {c["name"]: c for c in table("columns")}
    parameters = {p["name"]: p["value"] for p in table("parameters")
                  if not p["scope"]}
    rules = Rules(table("rules"), columns)
    files = [delivery(os.path.join(data, n)) for n in sorted(os.listdir(data))
             if n.startswith("all") and n.endswith(".csv")]
    sent = set().union(*(f["at"] for f in files))
    atoms, asked = criteria(parameters)
    found, more = checks(parameters, asked, sent)
    asked |= more
    bools = sorted(c for c in asked if columns[c]["type"] == "bool")
    numbers = sorted(asked - set(bools))
    common, by_column = spellings(files, bools, columns, rules)
    return {"files": files, "identity": IDENTITY,
            "register": os.path.abspath(os.path.join(data, "register.csv")),
            "bools": bools,
            "numbers": {n: number(columns[n], rules) for n in numbers},
            "criteria": atoms, "checks": found, "spelt": common,
            "spelt_in": by_column}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__.partition("\n")[0])
    json.dump(describe(sys.argv[1]), sys.stdout, ensure_ascii=False, indent=1)
