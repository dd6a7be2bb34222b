"""The columns of cities.csv and counties.csv behind `rank`."""
from fractions import Fraction

import dates
import intervals
import milestones
from evaluate import CRITERIA
from figures import fixed, percent, ratio_change

# name: numerator, denominator, threshold; from domain/obligations
INDICATORS = {
    "pm_coverage": ("c12_pm_residents", "population", 30),
    "new_commodity_in_pilot": ("pilot_new_commodity",
                               "compounds_new_commodity", 100),
    "renovated_2019_in_pilot": ("pilot_renovated_2019",
                                "old_renovated_2019", 100),
    "renovated_2020_in_pilot": ("pilot_renovated_2020",
                                "old_renovated_2020", 100),
    "central_finance_parallel": ("central_finance_in_creation",
                                 "old_central_finance", 100),
}
SUMMED = """households population compounds_total compounds_new
    compounds_new_commodity compounds_old old_renovated_2019
    old_renovated_2020 old_central_finance pilot_new_commodity
    pilot_renovated_2019 pilot_renovated_2020 central_finance_in_creation
    c12_pm_residents c12_pm_compounds""".split()


def plain(value):
    """An exact sum as a stream writes it."""
    if value.denominator == 1:
        return str(value.numerator)
    text = "%.6f" % value
    return text.rstrip("0")


def leverage(place):
    """The criterion that most participants lack as their only one."""
    only = [next(c for c in CRITERIA if r.criterion[c] == "0")
            for r in place.records if r.near(1)]
    best = max(CRITERIA, key=only.count)    # of equals the first
    if not only:
        return {"leverage": "", "leverage_count": 0}
    return {"leverage": best, "leverage_count": only.count(best)}


def indicator(place, last, name, part, whole, threshold):
    pairs = [(r.number(part), r.number(whole)) for r in place.records]
    pairs = [(a, b) for a, b in pairs if a is not None and b is not None]
    above, below = (sum((p[k] for p in pairs), Fraction(0)) for k in (0, 1))
    open_cases = place.absent + place.count(
        lambda r: r.is_open(part) or r.is_open(whole))
    gap = sum((max(Fraction(0), b - a) for a, b in pairs), Fraction(0))
    rate = percent(above, below, threshold)
    return {
        # the first of them stands among the columns before
        **({} if name == "pm_coverage" else {name: rate}),
        name + "_numerator": plain(above),
        name + "_denominator": plain(below),
        name + "_covered": len(pairs),
        name + "_open": open_cases,
        name + "_gap": plain(gap),
        name + "_gap_high": plain(gap + (open_cases > 0)),
        name + "_change_pp": ratio_change(
            place, last, part, whole, threshold,
            milestones.RISE if name == "pm_coverage" else None)[0],
    }


def by_day(place, day):
    """How many for certain, and at most: of these who is open may be one."""
    out = {}
    for measure, date, among in (
            ("pilot", "pilot_date", "pilot"),
            ("responded", "survey_date", None),
            ("participating", "participating_date", "participating")):
        members = [r for r in place.records
                   if among is None or r.cell(among) == "1"]
        name = "%s_by_%s" % (measure, day.replace("-", ""))
        out[name] = sum(dates.certainly_by(r.cell(date), day)
                        for r in members)
        out[name + "_high"] = sum(
            dates.possibly_by(r.cell(date), day) for r in members) \
            + (place.unclear(among) + place.absent if among else 0)
    return out


def common(place, last):
    """By the rules that all places share, and whether a place's own are new."""
    n, before = len(place.units), len(last.units) if last else 0
    change = changed = ""
    if n and before:
        change = fixed(100 * (Fraction(place.common, n)
                              - Fraction(last.common, before)), 2)
        now, then = place.bases(), last.bases()
        both = [now[c] != then[c] for c in now if c in then]
        changed = int(any(both)) if both else ""
    return {
        "own_basis": place.count(lambda r: r.basis != ""),
        "attained_common": place.common,
        "undetermined_common": place.count(
            lambda r: r.common == "undetermined"),
        "attained_common_high": place.high_common,
        "attained_common_rate": percent(place.common, n, 60),
        "rank_common": "", "change_common_pp": change,
        "basis_changed": changed,
    }


def columns(place, last):
    """Ranks stay empty: they take the other cities."""
    n, a = len(place.units), place.attained
    people = [(r, r.number("population") or 0) for r in place.records]
    moved = ("", "")
    if place.wave_before:
        before = set(last.units) if last else set()
        moved = (len(set(place.units) - before),
                 len(before - set(place.units)))
    out = {
        "rank_best": "", "rank_worst": "", "rank_change": "",
        "rank_gap": "",
        "units_entered": moved[0], "units_left": moved[1],
        "attained_rate_of_respondents": percent(a, n - place.absent, 60),
        **intervals.columns(a, n - place.absent, n),
        "population_attained_rate": percent(
            sum(p for r, p in people if r.status == "attained"),
            sum(p for _, p in people)),
        **leverage(place),
        "participating_high": place.absent + place.count(
            lambda r: r.participating == "1")
        + place.unclear("participating"),
        "pilot_high": place.absent + place.count(
            lambda r: r.cell("pilot") == "1") + place.unclear("pilot"),
        "attained_high": place.high,
        "flagged": place.count(lambda r: r.tie or r.flags),
        "tied": place.count(lambda r: r.tie),
        **common(place, last),
    }
    for name, rule in INDICATORS.items():
        out.update(indicator(place, last, name, *rule))
    for day in milestones.due_days():
        out.update(by_day(place, day))
    for column in SUMMED:
        out["sum_" + column] = plain(sum(
            (r.number(column) or Fraction(0) for r in place.records),
            Fraction(0)))
    return out


def put_ranks(lines, places):
    """Exact; ties share a rank and the next one is skipped.  `places` are all
    the cities of a wave, with the place of the wave before."""
    rate = [Fraction(p.attained, len(p.units)) for p, _ in places]
    high = [Fraction(p.high, len(p.units)) for p, _ in places]
    change = [None if last is None or not last.units
              else r - Fraction(last.attained, len(last.units))
              for r, (_, last) in zip(rate, places)]
    for i, line in enumerate(lines):
        other = [k for k in range(len(lines)) if k != i]
        line["rank"] = 1 + sum(r > rate[i] for r in rate)
        line["rank_common"] = 1 + sum(
            Fraction(p.common, len(p.units))
            > Fraction(places[i][0].common, len(places[i][0].units))
            for p, _ in places)
        line["rank_best"] = 1 + sum(rate[k] > high[i] for k in other)
        line["rank_worst"] = 1 + sum(high[k] > rate[i] for k in other)
        line["rank_gap"] = 1 + sum(o["gap"] < line["gap"] for o in lines)
        if change[i] is not None:
            line["rank_change"] = 1 + sum(
                c is not None and c > change[i] for c in change)
