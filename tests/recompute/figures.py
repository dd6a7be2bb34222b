"""The published tables, from records and the register, in exact integers."""
from fractions import Fraction

from evaluate import CRITERIA, half_up

PROVINCE = ("230000", "黑龙江省")


def fixed(value, digits):
    """A Fraction with so many decimals, rounded half-up once."""
    scaled = half_up(value * 10 ** digits)
    sign, scaled = ("-" if scaled < 0 else ""), abs(scaled)
    text = str(scaled).rjust(digits + 1, "0")
    return sign + text[:-digits] + "." + text[-digits:]


def percent(part, whole, threshold=None):
    """Two decimals, or as many more as it takes not to print the value on the
    other side of a threshold; nothing of nothing is empty."""
    if whole == 0:
        return ""
    value = Fraction(100 * part) / whole
    digits = 2
    while threshold is not None and value < threshold \
            and Fraction(fixed(value, digits)) >= threshold:
        digits += 1
    return fixed(value, digits)


def sums_of_both(place, part, whole):
    """Over the records that have both numbers."""
    pairs = [(r.number(part), r.number(whole)) for r in place.records]
    pairs = [(a, b) for a, b in pairs if a is not None and b is not None]
    return (sum((a for a, _ in pairs), Fraction(0)),
            sum((b for _, b in pairs), Fraction(0)))


def ratio_change(place, before, part, whole, threshold, target):
    """A ratio of sums against the wave before in points, where both have it,
    and the ratio."""
    now = sums_of_both(place, part, whole)
    then = sums_of_both(before, part, whole) if before else (0, 0)
    if now[1] == 0 or then[1] == 0:
        return "", percent(*now, threshold)
    rise = Fraction(now[0]) / now[1] - Fraction(then[0]) / then[1]
    return (percent(rise.numerator, rise.denominator, target),
            percent(*now, threshold))


def quantile(values, p):
    """R type 7, exact."""
    values = sorted(values)
    at = (len(values) - 1) * p
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (at - low) * (values[high] - values[low])


def hundredths(value):
    return fixed(value / 100, 2)


def criteria_counts(records):
    count = {}
    for c in CRITERIA:
        states = [r.criterion[c] for r in records]
        count[c] = [states.count(s) for s in "10NU"]
    return count


def failure_share(met, not_met):
    return Fraction(not_met, met + not_met)


def shortest(counts):
    """Criteria by failure share, then number not met, then id."""
    failing = [(failure_share(m, f), f, c)
               for c, (m, f, _, _) in counts.items() if f > 0]
    failing.sort(key=lambda x: (-x[0], -x[1], x[2]))
    names = [c for _, _, c in failing[:3]]
    return names + [""] * (3 - len(names))


class Place:
    def __init__(self, wave, level, code, name, units, records, wave_before):
        """`units`: codes of this wave's register; `wave_before`: whether this
        is not the first wave."""
        self.key = (wave, level, code)
        self.units = units
        self.records = [records[u] for u in units if u in records]
        self.by_code = {u: records[u] for u in units if u in records}
        self.wave_before = wave_before
        self.name = name

    def count(self, wanted):
        return sum(1 for r in self.records if wanted(r))

    @property
    def attained(self):
        return self.count(lambda r: r.status == "attained")

    @property
    def absent(self):
        return len(self.units) - len(self.records)

    @property
    def high(self):
        """How many could have attained, if every open case had."""
        return self.attained + self.absent + self.count(
            lambda r: r.status == "undetermined")

    @property
    def common(self):
        """Attained as if nobody had settled anything for themselves."""
        return self.count(lambda r: r.common == "attained")

    @property
    def high_common(self):
        return self.common + self.absent + self.count(
            lambda r: r.common == "undetermined")

    @property
    def for_target(self):
        """The province goes by the common rules, a city by its own."""
        if self.key[1] == "province":
            return self.common, self.high_common, "common"
        return self.attained, self.high, "status"

    def bases(self):
        """county -> what its records are judged by."""
        out = {}
        for r in self.records:
            out.setdefault(r.county, set()).add(r.basis)
        return out

    def unclear(self, column):
        """Records that say neither yes nor no."""
        return self.count(lambda r: r.cell(column) not in ("0", "1"))

    def attained_codes(self):
        return {u for u, r in self.by_code.items() if r.status == "attained"}

    def line(self, last_place):
        wave, level, code = self.key
        n, a = len(self.units), self.attained
        responded = len(self.records)
        joined = self.count(lambda r: r.participating == "1")
        unsure = self.count(lambda r: r.status == "undetermined")
        need = (3 * n + 4) // 5
        people = [(r, r.number("population")) for r in self.records]
        both = [(r.number("c12_pm_residents"), p) for r, p in people
                if p is not None and r.number("c12_pm_residents") is not None]
        points = [Fraction(r.points) for r in self.records
                  if not r.tie and r.points is not None]
        short = shortest(criteria_counts(self.records))
        out = {
            "wave": wave, "level": level, "code": code, "name": self.name,
            "registered": n, "responded": responded,
            "response_rate": percent(responded, n, 100),
            "participating": joined,
            "participation_rate": percent(joined, n),
            "pilot": self.count(lambda r: r.cell("pilot") == "1"),
            "attained": a, "attained_rate": percent(a, n, 60),
            "undetermined": unsure, "not_responded": self.absent,
            "attained_rate_low": percent(a, n, 60),
            "attained_rate_high": percent(self.high, n, 60),
            "ready": self.count(lambda r: r.ready),
            "reported_attained": self.count(
                lambda r: r.cell("attained_reported") == "1"),
            "need": need, "gap": max(0, need - a),
            "attained_of_participating": percent(a, joined, 60),
            "near_1": self.count(lambda r: r.near(1)),
            "near_2": self.count(lambda r: r.near(2)),
            "short_1": short[0], "short_2": short[1], "short_3": short[2],
            "points_mean": "", "points_p25": "", "points_median": "",
            "points_p75": "",
            "population": sum(p for _, p in people if p is not None),
            "population_attained": sum(
                p for r, p in people
                if p is not None and r.status == "attained"),
            "pm_coverage": percent(sum(x for x, _ in both),
                                   sum(p for _, p in both), 30),
            "change_pp": "", "newly_attained": "", "no_longer_attained": "",
            "rank": "",
        }
        if points:
            out["points_mean"] = hundredths(sum(points) / len(points))
            for name, p in (("points_p25", Fraction(1, 4)),
                            ("points_median", Fraction(1, 2)),
                            ("points_p75", Fraction(3, 4))):
                out[name] = hundredths(quantile(points, p))
        if self.wave_before:
            self.compare(out, last_place)
        return out

    def compare(self, out, last):
        n, before = len(self.units), len(last.units) if last else 0
        if n and before:
            out["change_pp"] = fixed(100 * (Fraction(self.attained, n)
                                     - Fraction(last.attained, before)), 2)
        shared = set(self.units) & set(last.units if last else ())
        now = self.attained_codes()
        then = last.attained_codes() if last else set()
        out["newly_attained"] = len((now - then) & shared)
        out["no_longer_attained"] = len((then - now) & shared)

    def criteria_lines(self):
        wave, level, code = self.key
        for c, (m, f, na, u) in criteria_counts(self.records).items():
            yield {"wave": wave, "level": level, "code": code,
                   "criterion": c, "met": m, "not_met": f, "na": na,
                   "undetermined": u,
                   "failure_share": percent(f, m + f)}

