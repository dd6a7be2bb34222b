#!/usr/bin/env python3
"""usage: recompute.py --data DIR --published DIR --as-of DATE

Computes every figure of a release again, from the truth that green-synth wrote
and the official rules, in exact fractions and without a line of the C code or
of its tables, and compares cell by cell.  DIR/truth is the truth; exit 1 and
one line for every cell that differs.
"""
import argparse
import csv
import os
import sys

import figures
import milestones
import truth


def read_register(data):
    units = []
    for r in truth.read_table(os.path.join(data, "register.csv")):
        units.append(r)
    units.sort(key=lambda r: r["community_code"])
    return units


def in_wave(unit, day):
    return (unit.get("valid_from") or "0000") <= day \
        and day <= (unit.get("valid_to") or "9999")


# Of two submissions that contradict each other either may be shown.
TIE = "tie"


class Difference:
    def __init__(self, limit=40):
        self.n, self.cells, self.limit = 0, 0, limit

    def say(self, text):
        self.n += 1
        if self.n <= self.limit:
            print(text)


def compare_table(published, name, want, key, diff, skip=(), loose=None):
    path = os.path.join(published, name)
    with open(path, encoding="utf-8", newline="") as f:
        got = list(csv.DictReader(f))
    if len(got) != len(want):
        diff.say(f"{name}: {len(got)} rows, not {len(want)}")
    by_key = {}
    for r in got:
        k = tuple(r[c] for c in key)
        if k in by_key:
            diff.say(f"{name}: {k} stands twice")
        by_key[k] = r
    order = [k for k in by_key]
    wanted = [tuple(str(r[c]) for c in key) for r in want]
    if order != wanted and sorted(order) == sorted(wanted):
        diff.say(f"{name}: the rows stand in another order")
    for k in order:
        if k not in set(wanted):
            diff.say(f"{name}: {k} should not be there")
    for k, r in zip(wanted, want):
        if k not in by_key:
            diff.say(f"{name}: {k} is missing")
            continue
        for column, value in r.items():
            if column in skip:
                continue
            diff.cells += 1
            have = by_key[k].get(column)
            if loose and column in loose:
                if not loose[column](have, value):
                    diff.say(f"{name}: {k} {column}: {have!r}, "
                             f"not {value!r}")
            elif have != str(value):
                diff.say(f"{name}: {k} {column}: {have!r}, not {value!r}")


# Of a code that has lost digits only those shown are left to judge by, so
# which of these three it was cannot be told after the reading.
LOST_CODE = str.maketrans({"8": "6", "9": "6"})


def flag_set(text):
    return {f[:-3] + f[-3:].translate(LOST_CODE)
            if f[-3:] in ("K06", "K08", "K09") else f
            for f in text.split(";") if f}


def same_flags(have, want):
    return want == TIE or flag_set(have or "") == flag_set(want)


def same_place(have, want):
    return want == TIE or have == want


def same_number(have, want):
    """Points are a cell of a record: without trailing zeros."""
    if "" in (have, want):
        return have == want
    return "." not in want or have == want.rstrip("0").rstrip(".")


def community_line(wave, unit, r):
    hundred = "" if r.points is None else figures.fixed(
        figures.Fraction(r.points, 100), 2)
    line = {
        "wave": wave, "community_code": unit["community_code"],
        "community_name": unit["community_name"],
        "city_code": unit["city_code"], "county_code": unit["county_code"],
        "street_name": unit["street_name"],
        "participating": r.participating,
        "pilot": "?" if r.tie else r.row["pilot"],
        "status": r.status, "points": hundred, "criteria_met": r.met,
        "criteria_applicable": r.applicable,
        "criteria_undetermined": r.undetermined,
    }
    for c, state in r.criterion.items():
        line[c.lower()] = state
    line["failed"] = ";".join(r.failed)
    line["undetermined"] = ";".join(r.open)
    line["reported"] = "?" if r.tie else r.row["attained_reported"]
    line["flags"] = TIE if r.tie else ";".join(
        sorted("%s:%s" % f for f in r.flags))
    line["src"] = r.row["src"]
    line["line"] = TIE if r.tie else r.row["line"]
    return line


def compare_milestones(args, places, first, diff):
    got = {}
    for r in truth.read_table(os.path.join(args.published,
                                           "milestones.csv")):
        got[r["id"], r["level"], r["code"]] = r
    for name, level, code, status, outlook in milestones.judge(
            args.data, args.as_of, places, first):
        r = got.pop((name, level, code), None)
        if r is None:
            diff.say(f"milestones.csv: {name} {code} is missing")
            continue
        for column, value in (("status", status), ("outlook", outlook)):
            if value is None:
                continue
            diff.cells += 1
            if r[column] != value:
                diff.say(f"milestones.csv: {name} {code} {column}: "
                         f"{r[column]!r}, not {value!r}")
    for key in got:
        diff.say(f"milestones.csv: {key} should not be there")


def make_places(wave, level, groups, records, last):
    return [figures.Place(wave, level, code, name, units, records, last)
            for (code, name), units in sorted(groups.items())]


def group(units, code, name):
    out = {}
    for u in units:
        out.setdefault((u[code], u[name]), []).append(u["community_code"])
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--published", required=True)
    p.add_argument("--as-of", required=True)
    p.add_argument("--tables", default="cities counties criteria communities "
                   "not-responded milestones")
    args = p.parse_args()
    register = read_register(args.data)
    defects = truth.read_defects(args.data)
    waves = sorted(d for d in os.listdir(os.path.join(args.data, "inbox"))
                   if d <= args.as_of[:4])
    want = {name: [] for name in
            ("cities", "counties", "criteria", "communities",
             "not-responded")}
    last, first = {}, None
    for wave in waves:
        day = min(args.as_of, wave + "-12-31")
        records = truth.read_wave(args.data, wave, day < wave + "-12-31",
                                  defects)
        units = [u for u in register if in_wave(u, day)]
        places = {
            "city": make_places(wave, "city", group(units, "city_code",
                                "city_name"), records, None),
            "county": make_places(wave, "county", group(
                units, "county_code", "county_name"), records, None),
            "province": make_places(wave, "province", {
                figures.PROVINCE: [u["community_code"] for u in units]},
                records, None),
        }
        lines = {level: [p.line(last.get(p.key[1:])) for p in ps]
                 for level, ps in places.items()}
        figures.put_ranks(lines["city"], places["city"])
        want["cities"] += lines["city"] + lines["province"]
        want["counties"] += lines["county"]
        every = sorted((p for ps in places.values() for p in ps),
                       key=lambda p: p.key[2])
        want["criteria"] += [c for p in every for c in p.criteria_lines()]
        for u in units:
            r = records.get(u["community_code"])
            if r is None:
                want["not-responded"].append(
                    {"wave": wave, **{c: u[c] for c in (
                        "community_code", "community_name", "city_code",
                        "county_code", "street_name")}})
            else:
                want["communities"].append(community_line(wave, u, r))
        last = {p.key[1:]: p for ps in places.values() for p in ps}
        newest = places["city"] + places["province"]
        first = first or {p.key[2]: p for p in places["city"]}
    diff = Difference()
    tables = args.tables.split()
    place = ("wave", "level", "code")
    unit = ("wave", "community_code")
    for name, key in (("cities", place), ("counties", place),
                      ("criteria", place + ("criterion",)),
                      ("communities", unit), ("not-responded", unit)):
        if name in tables:
            compare_table(args.published, name + ".csv", want[name], key,
                          diff, loose={"flags": same_flags,
                                       "points": same_number,
                                       "line": same_place})
    if "milestones" in tables:
        compare_milestones(args, newest, first, diff)
    print(f"recompute: {diff.cells} cells compared, {diff.n} differences")
    return 1 if diff.n else 0


if __name__ == "__main__":
    sys.exit(main())
