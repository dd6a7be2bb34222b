"""The obligations of the plan, judged again; from domain/obligations, in words
of its own: no table of the standard is read.  Where the text leaves a choice
(what is shown beside a verdict, which of several documents counts), ruling 29
and the man page of green-track are followed."""
from datetime import date
from fractions import Fraction

import dates
from figures import percent, ratio_change
from filings import COUNTED, FILED, GRADES, NEWEST, Filings, grade

PILOTS = {"O03": "2020-12-31", "O08": "2021-06-30"}
COVERED = {
    "O09": (None, "compounds_new_commodity", "pilot_new_commodity"),
    "O10": (None, "old_renovated_2019", "pilot_renovated_2019"),
    "O11": (None, "old_renovated_2020", "pilot_renovated_2020"),
    **{f"O12.{y}": (f"{y}-12-31", "old_central_finance",
                    "central_finance_in_creation")
       for y in range(2021, 2026)},
}
ROLL_OUT, PILOTS_UNTIL = "2021-12-31", "2021-06-30"
SURVEY_DUE, TARGET_DUE = "2021-06-30", "2022-12-31"
RISE = 10       # points a year, of the residents that a firm serves


def due_days():
    """Every day on which something is due, in order."""
    days = {rule[0] for rule in (*FILED.values(), *COVERED.values())}
    days |= {*PILOTS.values(), ROLL_OUT, SURVEY_DUE, TARGET_DUE}
    return sorted(days - {None})


def days_late(day, due):
    return max(0, (date.fromisoformat(dates.first_day(day))
                   - date.fromisoformat(due)).days)


def judge_filed(rule, filings, newest):
    """The best of them counts; of equals, the first."""
    due, _, least, which = rule
    line = {"status": "no_record", "target": due if which else ""}
    if not filings:
        return line
    if newest:
        best = max(filings, key=lambda f: (
            f["doc_date"].strip("?"), f["received_date"].strip("?"),
            f["line"]))
    else:
        best = min(filings, key=lambda f: GRADES.index(grade(rule, f)))
    line["status"] = grade(rule, best)
    line["note"] = best["doc_title"]
    shown = best[which or ("value" if least is not None else "doc_date")]
    line["value"] = shown.strip("?")
    if which and line["value"]:
        line["gap"] = days_late(shown, due)
        if shown == due:
            line["note"] += "（当日）"
    return line


def add_values(filings):
    values = [Fraction(f["value"]) for f in filings if f["value"]]
    total = sum(values, Fraction(0))
    if not values:
        return {"status": "indicator"}
    return {"status": "indicator", "value":
            str(total) if total.denominator == 1
            else ("%.6f" % total).rstrip("0")}


def either_way(low, high):
    """Met, not met, or open, by the worst and the best that is possible."""
    return low if low == high else None


def counted(place, measure, day):
    """Certainly and possibly by the day; without one, at any time."""
    column = {"pilot": "pilot_date", "responded": "survey_date",
              "participating": "participating_date"}[measure]
    members = [r for r in place.records
               if measure == "responded" or r.cell(measure) == "1"]
    # who has not answered may be a pilot, but has not responded
    more = 0 if measure == "responded" \
        else place.unclear(measure) + place.absent
    if day is None:
        return len(members), len(members) + more
    return (sum(dates.certainly_by(r.cell(column), day) for r in members),
            sum(dates.possibly_by(r.cell(column), day) for r in members)
            + more)


def judge_count(place, measure, day, enough, target):
    """In time, or late, or not; `enough` says of a count if it will do."""
    low, high = counted(place, measure, day)
    line = {"value": low, "target": target, "gap": max(0, target - low)}
    in_time = either_way(enough(low), enough(high))
    late = either_way(*map(enough, counted(place, measure, None)))
    if in_time:
        line["status"] = "met_on_time"
    elif in_time is None or late is None:
        line["status"] = "undetermined"
        line["open"] = f"是否按期不明{high - low}个"
    else:
        line["status"] = "met_late" if late else "not_met"
    return line


def judge_covered(place, whole, part):
    pairs = [(r.number(part), r.number(whole)) for r in place.records]
    pairs = [(a, b) for a, b in pairs if a is not None and b is not None]
    open_cases = place.absent + place.count(
        lambda r: r.is_open(part) or r.is_open(whole))
    gap = sum(max(0, b - a) for a, b in pairs)
    line = {"value": sum(a for a, _ in pairs),
            "target": sum(b for _, b in pairs), "gap": gap}
    if gap > 0:
        line["status"] = "not_met"
    elif open_cases:
        line["status"] = "undetermined"
        line["open"] = f"{open_cases}个社区数据不全"
    else:
        line["status"] = "met"  # a count has no date that could be judged
    return line


def judge_target(place, note):
    """60 percent of the registered, in whole numbers, and the outlook."""
    n, (a, high, _) = len(place.units), place.for_target
    need = (3 * n + 4) // 5
    line = {"value": a, "target": need, "gap": max(0, need - a)}
    if 5 * a >= 3 * n:
        return {**line, "status": "met", "outlook": "certain"}
    if 5 * high < 3 * n:
        return {**line, "status": "not_met", "outlook": "out_of_reach"}
    likely = place.records and 5 * a >= 3 * len(place.records)
    return {**line, "status": "undetermined", "open": note,
            "outlook": "likely" if likely else "unlikely"}


def beside(*figures):
    """Figures side by side, with their names; one that is empty is not."""
    return "；".join(f"{name} {value}" for name, value in figures
                    if value != "")


def show_roll_out(place):
    """No threshold is set: how many take part at the end of the year, beside
    the pilots of its middle."""
    joined = counted(place, "participating", ROLL_OUT)[0]
    pilots = counted(place, "pilot", PILOTS_UNTIL)[0]
    return {"status": "indicator", "value": joined, "note": beside(
        (ROLL_OUT + "前参与创建", joined), (PILOTS_UNTIL + "前试点", pilots))}


def show_participation(place):
    n = len(place.units)
    joined = percent(place.count(lambda r: r.participating == "1"), n)
    return {"status": "indicator", "value": joined, "note": beside(
        ("参与率", joined), ("达标率", percent(place.attained, n, 60)))}


def show_rise(place, before):
    """Coverage by property management against the year before: 10 points are
    striven for; where it was over 90 percent, all of what was missing."""
    change, now = ratio_change(place, before, "c12_pm_residents",
                               "population", 30, RISE)
    line = {"status": "indicator", "value": change, "target": RISE,
            "note": beside(("物业服务管理覆盖率（%）：比上年增减", change),
                           ("物业服务覆盖率", now))}
    if change:
        gap = max(0, min(RISE - Fraction(change), 100 - Fraction(now)))
        line["gap"] = str(gap) if gap == int(gap) \
            else ("%.9f" % gap).rstrip("0")
    return line


def judge_place(history, filings):
    """Yields (id, due, what is shown) of every obligation of a place, which
    stands in `history` once for each survey that there has been."""
    place, first = history[-1], history[0]
    _, level, code = place.key
    judged_by = place.for_target[2]
    unsure = place.count(lambda r: getattr(r, judged_by) == "undetermined")
    note = f"待定{unsure}个，未报{place.absent}个"
    yield ("O18" if level == "province" else "O19"), TARGET_DUE, \
        judge_target(place, note)
    yield "O28", None, show_participation(place)
    yield "C12.3", None, show_rise(place, ([None] + history)[-2])
    if level != "city":
        return
    yield "O15", ROLL_OUT, show_roll_out(place)
    for name in COUNTED:
        yield name, None, add_values(filings.of.get((code, name), ()))
    for name, rule in FILED.items():
        yield name, rule[0], judge_filed(
            rule, filings.of.get((code, name)), name in NEWEST)
    for name, due in PILOTS.items():
        yield name, due, judge_count(place, "pilot", due,
                                     lambda n: n >= 1, 1)
    for name, (due, whole, part) in COVERED.items():
        yield name, due, judge_covered(place, whole, part) if not due \
            else judge_year(history, due[:4], whole, part)
    units = len(first.units)
    yield "O07", SURVEY_DUE, judge_count(
        first, "responded", SURVEY_DUE, lambda n: n == units, units)


def judge_year(history, year, whole, part):
    """What was counted in a year is judged by the survey of that year."""
    for place in history:
        if place.key[0] == year:
            return judge_covered(place, whole, part)
    return {"status": "no_record", "note": f"没有{year}年的调查"}


def lines(data, as_of, histories):
    """milestones.csv: by code and id; and what is wrong with filings."""
    places = {code: h[-1].key[1] for code, h in histories.items()}
    filings = Filings(data, as_of, places)
    out = []
    for code, history in histories.items():
        for name, due, shown in judge_place(history, filings):
            line = {"id": name, "level": places[code], "code": code,
                    "due": due or "", "status": "", "outlook": "",
                    "value": "", "target": "", "gap": "", "note": ""}
            left_open = shown.pop("open", "")
            line.update(shown)
            if due and as_of < due:
                line["status"] = "not_due"
            elif left_open:
                line["note"] = left_open
            out.append(line)
    return sorted(out, key=lambda r: (r["code"], r["id"])), filings.faults
