#!/usr/bin/env python3
"""usage: province.py REGISTER SEED

A tiny province out of a register: two to four of its cities, some of their
counties, a handful of units of each; some units come or go between waves."""
import csv
import random
import sys


def some(draw, of, least, most):
    of = sorted(of)
    return set(draw.sample(of, min(len(of), draw.randint(least, most))))


def main():
    draw = random.Random(int(sys.argv[2]))
    with open(sys.argv[1], encoding="utf-8", newline="") as f:
        units = list(csv.DictReader(f))
    cities = some(draw, {u["city_code"] for u in units}, 2, 4)
    kept = set()
    for city in sorted(cities):
        counties = some(draw, {u["county_code"] for u in units
                               if u["city_code"] == city}, 1, 3)
        for county in sorted(counties):
            kept |= some(draw, {u["community_code"] for u in units
                                if u["county_code"] == county}, 1, 15)
    names = list(units[0]) + ["valid_from", "valid_to"]
    out = csv.DictWriter(sys.stdout, names, restval="", lineterminator="\n")
    out.writeheader()
    for u in units:
        if u["community_code"] not in kept:
            continue
        fate = draw.random()
        if fate < 0.06:
            u["valid_from"] = draw.choice(("2021-03-01", "2022-01-01"))
        elif fate > 0.94:
            u["valid_to"] = draw.choice(("2020-12-30", "2021-12-31"))
        out.writerow(u)


if __name__ == "__main__":
    main()
