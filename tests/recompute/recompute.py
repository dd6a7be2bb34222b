#!/usr/bin/env python3
"""usage: recompute.py --data DIR --published DIR --as-of DATE [--scopes DIR]
                    [--points PCT] [--mandatory CRITERION,...]

Computes every figure of a release again, from the truth that green-synth wrote
and the official rules, in exact fractions (estimates apart) and without a line
of the C code or of its tables, and compares cell by cell.  DIR/truth is the
truth, --scopes the folder with the tables in which cities and counties have
settled something for themselves; exit 1 and one line for every cell that differs, and for every column
or table that is published and not computed here.
"""
import argparse
import csv
import os
import sys

import figures
import evaluate
import further
import milestones
import pace
import scopes
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
    def __init__(self, limit):
        self.n, self.cells, self.limit = 0, 0, limit

    def say(self, text):
        self.n += 1
        if self.n <= self.limit:
            print(text)


def compare_table(published, name, want, key, diff, loose):
    path = os.path.join(published, name)
    with open(path, encoding="utf-8", newline="") as f:
        table = csv.DictReader(f)
        got = list(table)
    # nothing may be published that nobody computes again
    for r in want[:1]:
        for column in sorted(set(table.fieldnames) ^ set(r)):
            diff.say(f"{name}: nobody recomputes {column}: see further.py"
                     if column not in r else f"{name}: no column {column}")
        if set(table.fieldnames) == set(r) and table.fieldnames != list(r):
            diff.say(f"{name}: the columns stand in another order")
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
            diff.cells += 1
            have = by_key[k].get(column)
            if column in loose:
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
    line["status_common"] = r.common
    line["basis"] = r.basis
    line["src"] = r.row["src"]
    line["line"] = TIE if r.tie else r.row["line"]
    return line


def group(units, code, name):
    out = {}
    for u in units:
        out.setdefault((u[code], u[name]), []).append(u["community_code"])
    return out


# What is published, and by what its rows are known.  The other files of a
# release hold no figures: they are what green-audit balances.
PLACE, UNIT = ("wave", "level", "code"), ("wave", "community_code")
KEYS = {"cities": PLACE, "counties": PLACE,
        "criteria": PLACE + ("criterion",), "communities": UNIT,
        "not-responded": UNIT, "milestones": ("id", "level", "code"),
        "pace": ("id", "level", "code")}
AUDITED = {"findings", "layouts", "ledger", "set-aside", "withdrawn"}


class Waves:
    """The tables, wave by wave."""

    def __init__(self, data, published, as_of, settled=""):
        self.data, self.as_of = data, as_of
        self.scopes = scopes.Scopes(settled, evaluate.EVERY)
        self.register = read_register(data)
        self.defects = truth.read_defects(
            data, os.path.join(published, "findings.csv"))
        self.want = {name: [] for name in KEYS}
        self.last, self.history = None, {}
        for wave in sorted(os.listdir(os.path.join(data, "inbox"))):
            if wave <= as_of[:4]:
                self.add(wave)
        self.want["milestones"], self.faults = milestones.lines(
            data, as_of, self.history)
        self.want["pace"] = pace.lines(self.history, as_of)

    def places(self, wave, units, records):
        groups = {
            "city": group(units, "city_code", "city_name"),
            "county": group(units, "county_code", "county_name"),
            "province": {figures.PROVINCE: [u["community_code"]
                                            for u in units]}}
        return {level: [figures.Place(wave, level, code, name, codes, records,
                                      self.last is not None)
                        for (code, name), codes in sorted(of.items())]
                for level, of in groups.items()}

    def before(self, place):
        return (self.last or {}).get(place.key[1:])

    def place_lines(self, places):
        return [{**p.line(self.before(p)), **further.columns(
            p, self.before(p))} for p in places]

    def add(self, wave):
        day = min(self.as_of, wave + "-12-31")
        place = {u["community_code"]: (u["city_code"], u["county_code"])
                 for u in self.register}

        def rules_of(code, cache={}):
            city, county = place[code]
            if (day, city, county) not in cache:
                cache[day, city, county] = self.scopes.rules(city, county, day)
            return cache[day, city, county], county

        records = truth.read_wave(self.data, wave, day < wave + "-12-31",
                                  self.defects, rules_of)
        for r in records.values():
            r.query_dates_after(self.as_of)
        units = [u for u in self.register if in_wave(u, day)]
        places = self.places(wave, units, records)
        cities = self.place_lines(places["city"])
        further.put_ranks(cities, [(p, self.before(p))
                                   for p in places["city"]])
        want = self.want
        want["cities"] += cities + self.place_lines(places["province"])
        want["counties"] += self.place_lines(places["county"])
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
        for p in places["city"] + places["province"]:
            self.history.setdefault(p.key[2], []).append(p)
        self.last = {p.key[1:]: p for ps in places.values() for p in ps}


def compare_faults(published, want, diff):
    """What is wrong with filings, (rule, line) each."""
    got = [(f["rule"], f["line"]) for f in truth.read_table(
        os.path.join(published, "findings.csv"))
        if f["src"] == "filings.csv"]
    for fault in sorted(set(got) ^ set(want)):
        diff.say("findings.csv: filings.csv: %s in line %s %s" % (
            *fault, "is missing" if fault in want else "is not there"))
    diff.cells += len(want)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--published", required=True)
    p.add_argument("--as-of", required=True)
    p.add_argument("--limit", type=int, default=40, help="differences told")
    p.add_argument("--scopes", default="")
    p.add_argument("--points")
    p.add_argument("--mandatory", default="")
    args = p.parse_args()
    evaluate.PassRule.points = args.points
    evaluate.PassRule.mandatory = [c for c in args.mandatory.split(",") if c]
    waves = Waves(args.data, args.published, args.as_of, args.scopes)
    want = waves.want
    diff = Difference(args.limit)
    for name in sorted(os.listdir(args.published)):
        stem, dot, kind = name.rpartition(".")
        if kind == "csv" and stem not in KEYS and stem not in AUDITED:
            diff.say(f"{name}: nobody recomputes it")
    for name, key in KEYS.items():
        compare_table(args.published, name + ".csv", want[name], key, diff,
                      {"flags": same_flags, "points": same_number,
                       "line": same_place})
    compare_faults(args.published, waves.faults, diff)
    print(f"recompute: {diff.cells} cells compared, {diff.n} differences")
    return 1 if diff.n else 0


if __name__ == "__main__":
    sys.exit(main())
