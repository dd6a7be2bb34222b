#!/usr/bin/env python3
"""usage: intervals.py PUBLISHED

Computes the columns of cities.csv and counties.csv behind `rank` again from
the counts in the same line: intervals by the exact hypergeometric law in
integers, Wilson's with the effective size, the rank range by trying the ends
of every other city's bounds, ranks by progress and by gap, rates, and the
indicators' shares.  Exit 1 and one line for every cell that differs."""
import csv
import os
import sys
from fractions import Fraction
from math import comb, floor, sqrt

from figures import fixed, percent

Z = 1.959963984540054
failed = cells = 0


def check(row, column, want):
    global failed, cells
    cells += 1
    if row[column] != str(want):
        failed += 1
        print(f"{row['wave']} {row['code']} {column}: {row[column]!r}, "
              f"not {want!r}")


def at_least(passes, n, total, good):
    """P(X >= passes), exact."""
    return Fraction(sum(comb(good, k) * comb(total - good, n - k)
                        for k in range(passes, min(n, good) + 1)),
                    comb(total, n))


def lowest(passes, n, total):
    low, high = passes, total - (n - passes)
    while low < high:
        middle = (low + high) // 2
        if at_least(passes, n, total, middle) > Fraction(1, 40):
            high = middle
        else:
            low = middle + 1
    return low


def half_up(value):
    """Two decimals; an exact tie, which a double may miss by its last bit, up."""
    return "%.2f" % (floor(value * 100 + 0.5 + 1e-9) / 100)


def wilson(a, n, total):
    p = a / n
    if n == total:
        return p, p
    size = n * (total - 1) / (total - n)
    centre = p + Z * Z / (2 * size)
    half = Z * sqrt(p * (1 - p) / size + Z * Z / (4 * size * size))
    scale = 1 + Z * Z / size
    return max(0, (centre - half) / scale), min(1, (centre + half) / scale)


def check_interval(row, a, n, total):
    names = ("hypergeometric_low", "hypergeometric_high", "wilson_low",
             "wilson_high")
    if n == 0:
        for name in names:
            check(row, name, "")
        return
    check(row, names[0], lowest(a, n, total))
    check(row, names[1], total - lowest(n - a, n, total))
    for name, share in zip(names[2:], wilson(a, n, total)):
        check(row, name, half_up(100 * share))


def check_place(row):
    a, n, total = (int(row[c]) for c in ("attained", "responded",
                                         "registered"))
    check_interval(row, a, n, total)
    check(row, "attained_rate_of_respondents", percent(a, n, 60))
    check(row, "attained_high", a + int(row["undetermined"])
          + int(row["not_responded"]))
    people, done = int(row["population"]), int(row["population_attained"])
    check(row, "population_attained_rate", percent(done, people))
    for column in row:
        if not column.endswith("_numerator"):
            continue
        stem = column[:-len("_numerator")]
        part, whole = (Fraction(row[stem + x])
                       for x in ("_numerator", "_denominator"))
        if stem != "pm_coverage" and whole:
            value = 100 * part / whole
            have = row[stem]
            cells_of = len(have.partition(".")[2])
            check(row, stem, fixed(value, cells_of) if cells_of else
                  str(int(value + Fraction(1, 2))))


def check_ranks(cities, before):
    def rate(row, column="attained"):
        return Fraction(int(row[column]), int(row["registered"]))

    def change(row):
        old = before.get(row["code"])
        return None if old is None else rate(row) - rate(old)

    for row in cities:
        others = [o for o in cities if o is not row]
        check(row, "rank_best", 1 + sum(
            rate(o) > rate(row, "attained_high") for o in others))
        check(row, "rank_worst", 1 + sum(
            rate(o, "attained_high") > rate(row) for o in others))
        check(row, "rank_gap", 1 + sum(
            int(o["gap"]) < int(row["gap"]) for o in others))
        mine = change(row)
        check(row, "rank_change", "" if mine is None else 1 + sum(
            change(o) is not None and change(o) > mine for o in others))


def main():
    last = {}
    for name in ("cities.csv", "counties.csv"):
        path = os.path.join(sys.argv[1], name)
        with open(path, encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f))
        for row in rows:
            check_place(row)
        for wave in sorted({r["wave"] for r in rows}):
            cities = [r for r in rows
                      if r["wave"] == wave and r["level"] == "city"]
            check_ranks(cities, last)
            last = {r["code"]: r for r in cities}
    print(f"intervals: {cells} cells compared, {failed} differences")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
