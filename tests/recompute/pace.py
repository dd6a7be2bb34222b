"""pace.csv: observed over required percentage points, and the projection, from
the text of domain/obligations and the man page of green-track."""
from datetime import date
from fractions import Fraction
from math import pi, sqrt, tan

from figures import fixed, percent

YEAR = 365.2425
TARGET, DUE = 60, "2022-12-31"


def day_of(place, as_of):
    return date.fromisoformat(min(as_of, place.key[0] + "-12-31"))


def exact(value, threshold=None):
    """In percent; more decimals where two would show another class."""
    return percent(value.numerator, value.denominator, threshold)


def student(probability):
    """Student's t of one degree of freedom: three waves leave no more."""
    return tan(pi * (probability - 0.5))


def estimate(value):
    return "%.2f" % (int(min(100, max(0, value)) * 100 + 0.5) / 100)


def growth(ratio, years):
    """Compound annual growth, halves away from zero."""
    value = 100 * (float(ratio) ** (1 / years) - 1)
    hundredths = int(abs(value) * 100 + 0.5)
    return fixed(Fraction(hundredths if value >= 0 else -hundredths, 100), 2)


def project(points, due, line):
    start = points[0][0]
    x = [(d - start).days / YEAR for d, _ in points]
    y = [100 * float(r) for _, r in points]
    at, n = (due - start).days / YEAR, len(points)
    mean_x, mean_y = sum(x) / n, sum(y) / n
    spread = sum((v - mean_x) ** 2 for v in x)
    slope = sum((v - mean_x) * (w - mean_y) for v, w in zip(x, y)) / spread
    value = mean_y + slope * (at - mean_x)
    line["projected"] = estimate(value)
    if n != 3:
        return
    rest = sum((w - mean_y - slope * (v - mean_x)) ** 2
               for v, w in zip(x, y))
    reach = student(0.975) * sqrt(
        rest * (1 + 1 / n + (at - mean_x) ** 2 / spread))
    line["projected_low"] = estimate(value - reach)
    line["projected_high"] = estimate(value + reach)


def class_of(share):
    for least, name in ((95, "on_track"), (60, "moderate"),
                        (0, "insufficient")):
        if share * 100 >= least:
            return name
    return "moving_away"


def straight_line(points, target, due, line):
    (start, first), (now, last) = points[0], points[-1]
    line["observed_pp"] = exact(last - first)
    if target <= first:
        line["pace"] = line["pace"] or "moving_away"
        return
    elapsed, whole = (now - start).days, (due - start).days
    required = (target - first) * elapsed / whole
    line["required_pp"] = exact(required)
    share = (last - first) / required
    line["pace_pct"] = exact(share, next_class(share))
    line["pace"] = line["pace"] or class_of(share)


def next_class(share):
    """The lowest class limit that has not been reached."""
    for least in (0, 60, 95):
        if 100 * share < least:
            return least
    return None


def line_of(history, as_of):
    """`history`: a city or the province in every wave that has it."""
    wave, level, code = history[-1].key
    due, target = date.fromisoformat(DUE), Fraction(TARGET, 100)
    points = [(day_of(p, as_of), Fraction(p.for_target[0], len(p.units)))
              for p in history if day_of(p, as_of) <= due]
    line = {
        "id": "O18" if level == "province" else "O19", "level": level,
        "code": code, "due": DUE, "wave_first": history[0].key[0],
        "wave": wave, "rate_first": exact(points[0][1], TARGET),
        "rate": exact(points[-1][1], TARGET), "target_rate": TARGET,
        "observed_pp": "", "required_pp": "", "pace_pct": "",
        "pace": "reached" if points[-1][1] >= target else "",
        "growth_pct": "", "growth_required_pct": "", "projected": "",
        "projected_low": "", "projected_high": "", "waves": len(points),
        "note": ""}
    last_day = points[-1][0] == due
    notes = ["one_wave"] if len(points) == 1 else \
        ["two_waves"] if len(points) == 2 and not last_day else []
    notes += ["last_day"] if last_day else []
    if len(history[0].units) != len(history[-1].units):
        notes.append("register_changed")
    line["note"] = ";".join(notes)
    if len(points) > 1:
        straight_line(points, target, due, line)
        start, first = points[0]
        if first > 0:
            line["growth_pct"] = growth(
                points[-1][1] / first, (points[-1][0] - start).days / YEAR)
            line["growth_required_pct"] = growth(
                target / first, (due - start).days / YEAR)
        if not last_day:
            project(points, due, line)
    return line


def lines(histories, as_of):
    """By code, the province's among them."""
    return [line_of(h, as_of) for _, h in sorted(histories.items())]
