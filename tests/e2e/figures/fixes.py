"""usage: fixes.py REGISTER SEED WAVES JOINING RECORDS WANT

Invents small waves of the standard "three boxes" (lines for scored.py in
RECORDS) and writes to WANT, for every place, the size of the smallest set of
(community, criterion) fixes that reaches 60 percent, found by trying all sets
in the order of their sizes; `-` where no set does."""
import csv
import itertools
import random
import sys

register, seed, waves, joining, records, want = sys.argv[1:]
joining = joining == "joining"
r = random.Random(int(seed))
with open(register, encoding="utf-8", newline="") as f:
    units = list(csv.DictReader(f))


def attains(results, joins, fixed):
    if joins and -1 not in fixed:
        return False
    return all(x in "1N" or i in fixed for i, x in enumerate(results))


def smallest(place, target):
    """place: records of its units that responded."""
    fixes = [(code, i) for code, (results, joins) in sorted(place.items())
             for i in ([-1] if joins and joining else [])
             + [k for k, x in enumerate(results) if x in "0U"]
             if joining or not joins]
    for n in range(len(fixes) + 1):
        for chosen in itertools.combinations(fixes, n):
            done = sum(attains(results, joins,
                               {i for c, i in chosen if c == code})
                       for code, (results, joins) in place.items())
            if done >= target:
                return n
    return "-"


with open(records, "w") as out, open(want, "w") as answer:
    for wave in range(2021, 2021 + int(waves)):
        day = "%d-12-31" % wave
        now = [u for u in units
               if (u["valid_from"] or "0") <= day <= (u["valid_to"] or "9")]
        given = {}
        for u in now:
            code = u["community_code"]
            if r.random() < 0.15:
                continue
            results = "".join(r.choice("1110UN") for _ in range(3))
            joins = r.random() < 0.25
            given[code] = (results, joins)
            if joins:
                status = "not_participating"
            elif "0" in results:
                status = "not_attained"
            else:
                status = "undetermined" if "U" in results else "attained"
            print(wave, code, status, "-", results,
                  "participating=%d" % (not joins), file=out)
        places = {}
        for u in now:
            code = u["community_code"]
            for key in (("province", "9000"), ("city", u["city_code"]),
                        ("county", u["county_code"])):
                places.setdefault(key, []).append(code)
        for (level, place), codes in sorted(places.items(),
                                            key=lambda x: (x[0][1], x[0][0])):
            pct = 50 if place == "9200" or level == "county" \
                and place == "9201" else 60
            if wave < 2022:
                pct = 60
            need = -(-len(codes) * pct // 100)
            print(wave, level, place, smallest(
                {c: given[c] for c in codes if c in given}, need),
                file=answer)
