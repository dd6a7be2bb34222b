"""usage: sensitivity.py make SEED REGISTER >DEDUPED
       sensitivity.py table REGISTER PASS DRAWS SPREAD SEED <NORMALISED

make invents a register and records of the standard "wards"; table computes
the lines of green-sensitivity again from normalised records, in fractions,
with a Mersenne twister of its own.  PASS: all, or the points that pass."""
import csv
import random
import sys
from fractions import Fraction

COLUMNS = ("wave src line ward_code ward_name city_code county_code joins "
           "claim people homes served served_pct meetings care_m2 garden "
           "garden_kept level level_known seen flags").split()
CITIES = ("9901", "9902", "9903", "9904")
CRITERIA = ("W1", "W2", "W3", "W4")


def make(seed, register):
    r = random.Random(seed)
    lines = ["\t".join(COLUMNS)]
    with open(register, "w") as f:
        print("community_code,community_name,city_code,city_name,"
              "county_code,county_name,street_code,street_name", file=f)
        for i in range(40):
            city = r.choice(CITIES)
            print("X%02d,Oak,%s,C,%s01,D,s,S" % (i, city, city), file=f)
            for wave in (2020, 2021):
                if r.random() < 0.1:
                    continue
                people = r.choice([100, 1000, 3000])
                row = {
                    "wave": wave, "src": "f.csv", "line": len(lines) + 1,
                    "ward_code": "X%02d" % i, "ward_name": "Oak",
                    "city_code": city, "county_code": city + "01",
                    "joins": r.choice("111110?"), "people": people,
                    "homes": r.choice([0, 100, 100, 90]),
                    "served": people * r.choice([29, 30, 40, 50]) // 100,
                    "meetings": r.choice(["2", "2", "3", "1", ">=2", ""]),
                    "care_m2": r.choice(["18", "19", "20", "22", "30", "27",
                                         "33", "?"]),
                    "garden": "1", "garden_kept": r.choice("111110?"),
                    "level_known": "0", "seen": "%d-11-20" % wave,
                    "flags": r.choice([""] * 9 + ["ward_code:R02"]),
                }
                lines.append("\t".join(str(row.get(c, ""))
                                       for c in COLUMNS))
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    print("#end\tgreen-dedup\t%d\t%d" % (len(lines) - 1, len(text)))


def number(cell):
    if cell in ("", "?"):
        return "U"
    return "N" if cell == "n/a" else cell


def test(cells, holds):
    """A comparison of cells; each a number, U or N."""
    values = [number(c) for c in cells]
    for special in "UN":
        if special in values:
            return special
    return "1" if holds(*(Fraction(v) for v in values)) else "0"


def judge(row, care):
    if row["flags"].startswith("ward_code:R02"):
        return dict.fromkeys(CRITERIA, "U")
    if row["meetings"].startswith(">="):
        meetings = "1" if int(row["meetings"][2:]) >= 2 else "U"
    else:
        meetings = test([row["meetings"]], lambda m: m >= 2)
    applies = test([row["homes"]], lambda h: h > 0)
    rooms = {"0": "N", "N": "N", "U": "U"}.get(applies) or test(
        [row["care_m2"], row["homes"]], lambda a, h: a * 100 >= care * h)
    return {"W1": meetings,
            "W2": test([row["served"], row["people"]],
                       lambda s, p: s * 100 >= 30 * p),
            "W3": rooms,
            "W4": test([row["garden_kept"]], lambda g: g == 1)}


def passes(criterion, weight, points_pass):
    states = list(criterion.values())
    if points_pass == "all":
        return "0" not in states and "U" not in states
    every = sum(weight[c] for c, x in criterion.items() if x != "N")
    met = sum(weight[c] for c, x in criterion.items() if x == "1")
    return 100 * met >= int(points_pass) * every


def half_up(value):
    return int(value + Fraction(1, 2))


def points(criterion, weight):
    every = sum(weight[c] for c, x in criterion.items() if x != "N")
    if every == 0:
        return None
    return half_up(Fraction(10000 * sum(
        weight[c] for c, x in criterion.items() if x == "1"), every))


def twister(seed):
    """GSL's mt19937, as Python's generator in the same state."""
    state = [seed or 4357]
    for i in range(1, 624):
        state.append((1812433253 * (state[-1] ^ state[-1] >> 30) + i)
                     & 0xffffffff)
    r = random.Random()
    r.setstate((3, tuple(state) + (624,), None))
    return r


def draw(r, spread):
    weight = {}
    for c in CRITERIA:
        reach = 10 * spread
        n = 2 * reach + 1
        while True:
            k = r.getrandbits(32) // (0xffffffff // n)
            if k < n:
                break
        weight[c] = 1000 - reach + k
    return weight


def rate_text(part, whole, target):
    if whole == 0:
        return ""
    digits = 2
    while True:
        value = half_up(Fraction(100 * part, whole) * 10 ** digits)
        if (Fraction(100 * part, whole) >= target) == \
                (Fraction(value, 10 ** digits) >= target):
            text = str(value).rjust(digits + 1, "0")
            return text[:-digits] + "." + text[-digits:]
        digits += 1


def rank(values, i):
    if values[i] is None:
        return 0
    return 1 + sum(v is not None and v > values[i] for v in values)


class Trial:
    """Counts by city: attained, points, how many have points."""

    def __init__(self, cities):
        self.attained = [0] * len(cities)
        self.points = [[] for _ in cities]

    def add(self, i, criterion, joins, weight, points_pass, tie):
        if joins == "1" and passes(criterion, weight, points_pass):
            self.attained[i] += 1
        p = points(criterion, weight)
        if p is not None and not tie:
            self.points[i].append(p)

    def ranks(self, registered):
        rates = [Fraction(a, n) for a, n in zip(self.attained, registered)]
        means = [Fraction(sum(p), len(p)) if p else None
                 for p in self.points]
        n = range(len(rates))
        return [rank(rates, i) for i in n], [rank(means, i) for i in n]


def table(register, care_of, points_pass, draws, spread, seed):
    with open(register) as f:
        units = list(csv.DictReader(f))
    cities = sorted({u["city_code"] for u in units})
    registered = [sum(u["city_code"] == c for u in units) for c in cities]
    lines = [x.split("\t") for x in sys.stdin.read().split("\n")[:-2]]
    rows = [dict(zip(lines[0], x)) for x in lines[1:]]
    plain = dict.fromkeys(CRITERIA, 1)
    r = twister(seed)
    weights = [draw(r, spread) for _ in range(draws)]
    for wave in sorted({x["wave"] for x in rows}):
        names = ["base"] + ["without:" + c for c in CRITERIA] + [
            "thresholds:-10", "thresholds:+10", "open:met", "absent:met",
            "weights"]
        trials = {name: Trial(cities) for name in names}
        drawn = [Trial(cities) for _ in weights]
        responded = [0] * len(cities)
        for row in rows:
            if row["wave"] != wave:
                continue
            i = cities.index(row["city_code"])
            responded[i] += 1
            tie = row["flags"].startswith("ward_code:R02")
            joins = "U" if tie else number(row["joins"])
            care = care_of(row["city_code"], wave)
            own = judge(row, care)

            def add(name, criterion, joins=joins, tie=tie):
                trials[name].add(i, criterion, joins, plain, points_pass,
                                 tie)

            add("base", own)
            add("weights", own)
            for c in CRITERIA:
                add("without:" + c, {**own, c: "N"})
            add("thresholds:-10", judge(row, care * Fraction(9, 10)))
            add("thresholds:+10", judge(row, care * Fraction(11, 10)))
            for name in ("open:met", "absent:met"):
                add(name, {c: "1" if x == "U" else x
                           for c, x in own.items()},
                    "1" if joins == "U" else joins)
            for trial, weight in zip(drawn, weights):
                trial.add(i, own, joins, weight, points_pass, tie)
        for i, n in enumerate(registered):
            trials["absent:met"].attained[i] += n - responded[i]
        show(wave, cities, registered, trials, drawn)


def show(wave, cities, registered, trials, drawn):
    every = sum(registered)
    for i in [None] + list(range(len(cities))):
        n = every if i is None else registered[i]
        for name, trial in trials.items():
            ranks = trial.ranks(registered)
            low = high = have = sum(trial.attained) if i is None \
                else trial.attained[i]
            cell = [wave, "province" if i is None else "city",
                    "99" if i is None else cities[i], name, have]
            seen = [ranks]
            if name == "weights":
                counts = [sum(t.attained) if i is None else t.attained[i]
                          for t in drawn] + [have]
                low, high = min(counts), max(counts)
                seen += [t.ranks(registered) for t in drawn]
            cell += [low, high, rate_text(have, n, 60)]
            need = -(-60 * n // 100)
            cell.append("1" if low >= need else "U" if high >= need else "0")
            p = [x for q in trial.points for x in q] if i is None \
                else trial.points[i]
            mean = "" if not p else "%d.%02d" % divmod(
                half_up(Fraction(sum(p), len(p))), 100)
            for k in range(2):
                if k == 1:
                    cell.append(mean)
                if i is None:
                    cell += ["", "", ""]
                else:
                    all_ranks = [x[k][i] for x in seen if x[k][i]]
                    cell += [ranks[k][i] or "", min(all_ranks, default=""),
                             max(all_ranks, default="")]
            print("\t".join(map(str, cell)))


if sys.argv[1] == "make":
    make(int(sys.argv[2]), sys.argv[3])
else:
    def care_of(city, wave):
        return Fraction(30 if city == "9901" and wave >= "2021" else 20)

    table(sys.argv[2], care_of, sys.argv[3], *map(int, sys.argv[4:]))
