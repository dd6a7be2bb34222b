"""The obligations of the plan, judged again; from domain/obligations, in words
of its own: no table of the standard is read.  Where the text leaves a choice
(what is shown beside a verdict, which of several documents counts), the man
page of green-track is followed."""
from datetime import date

import dates
import truth

CITY, BOTH = ("city",), ("city", "province")

# documents: id -> (due, first day, least value or None, what is judged by it)
FILED = {
    "O01": ("2020-12-31", None, None, "doc_date"),
    "O02": ("2020-12-31", None, None, "doc_date"),
    "O04": ("2020-12-31", None, None, "received_date"),
    "O05": (None, None, 7, None),
    "O06": (None, None, None, None),
    "O13": ("2021-12-31", None, None, "doc_date"),
    "O14": ("2021-12-31", None, None, "doc_date"),
    "O16": ("2022-06-30", "2021-07-01", None, "doc_date"),
    "O17": ("2022-06-30", "2021-07-01", None, "doc_date"),
    "O20": ("2022-12-31", "2022-07-01", 1, "doc_date"),
    "O21.2021": ("2021-12-31", None, None, "doc_date"),
    "O21.2022": ("2022-12-31", None, None, "doc_date"),
    "O22.2021": ("2021-11-15", None, None, "received_date"),
    "O22.2022": ("2022-11-15", None, None, "received_date"),
    "O23": (None, None, None, None),
    "O27": (None, None, 100, None),
}
PILOTS = {"O03": "2020-12-31", "O08": "2021-06-30"}
COVERED = {
    "O09": (None, "compounds_new_commodity", "pilot_new_commodity"),
    "O10": (None, "old_renovated_2019", "pilot_renovated_2019"),
    "O11": (None, "old_renovated_2020", "pilot_renovated_2020"),
    **{f"O12.{y}": (f"{y}-12-31", "old_central_finance",
                    "central_finance_in_creation")
       for y in range(2021, 2026)},
}
SHOWN_ONLY = {"O15": CITY, "O24": CITY, "O25": CITY, "O26": CITY,
              "O28": BOTH}
FILED_ONLY = ("O24", "O25", "O26")
# O15 has a date, so it is not due before it; the others have none.
SHOWN_DUE = {"O15": "2021-12-31"}
SURVEY_DUE, TARGET_DUE = "2021-06-30", "2022-12-31"


def due_days():
    """Every day on which something is due, in order."""
    days = {rule[0] for rule in (*FILED.values(), *COVERED.values())}
    days |= {*PILOTS.values(), *SHOWN_DUE.values(), SURVEY_DUE, TARGET_DUE}
    return sorted(days - {None})


def read_filings(data, as_of):
    """(city, obligation) -> what was received by now, as it was recorded."""
    filings = {}
    try:
        rows = list(truth.read_table(data + "/filings.csv"))
    except FileNotFoundError:
        return filings
    for r in rows:
        name = r["obligation_id"]
        yearly = name + "." + r["doc_date"][:4]
        if yearly in FILED:
            name = yearly
        if r["received_date"] <= as_of:
            filings.setdefault((r["city_code"], name), []).append(r)
    return filings


GRADES = ("met_on_time", "met", "undetermined", "met_late", "not_met",
          "no_record")


def grade(rule, filing):
    due, first, least, which = rule
    if first and filing["doc_date"] < first:
        return "not_met"
    late = which is not None and filing[which] > due
    if least is not None and filing["value"] == "":
        return "not_met" if late and first else "undetermined"
    if least is not None and int(filing["value"]) < least:
        return "not_met"
    if which is None:
        return "met"
    return "met_late" if late else "met_on_time"


def judge_filed(rule, filings):
    """The best of them counts; of equals, the first."""
    due, _, least, which = rule
    line = {"status": "no_record", "target": due if which else ""}
    if not filings:
        return line
    best = min(filings, key=lambda f: GRADES.index(grade(rule, f)))
    line["status"] = grade(rule, best)
    line["note"] = best["doc_title"]
    if which is None:
        line["value"] = best["value" if least is not None else "doc_date"]
        return line
    line["value"] = best[which]
    late = (date.fromisoformat(best[which]) - date.fromisoformat(due)).days
    line["gap"] = max(0, late)
    if late == 0:
        line["note"] += "（当日）"
    return line


def add_values(filings):
    values = [int(f["value"]) for f in filings if f["value"]]
    return {"status": "indicator", "value": sum(values) if values else ""}


def either_way(low, high):
    """Met, not met, or open, by the worst and the best that is possible."""
    return low if low == high else None


def counted(place, measure, day):
    """Certainly and possibly by the day; without one, at any time."""
    column = {"pilot": "pilot_date", "responded": "survey_date"}[measure]
    members = [r for r in place.records
               if measure == "responded" or r.cell("pilot") == "1"]
    # who has not answered may be a pilot, but has not responded
    more = place.unclear("pilot") + place.absent if measure == "pilot" else 0
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
    n, a = len(place.units), place.attained
    need = (3 * n + 4) // 5
    line = {"value": a, "target": need, "gap": max(0, need - a)}
    if 5 * a >= 3 * n:
        return {**line, "status": "met", "outlook": "certain"}
    if 5 * place.high < 3 * n:
        return {**line, "status": "not_met", "outlook": "out_of_reach"}
    likely = place.records and 5 * a >= 3 * len(place.records)
    return {**line, "status": "undetermined", "open": note,
            "outlook": "likely" if likely else "unlikely"}


def judge_place(place, first, filings):
    """Yields (id, due, what is shown) of every obligation of a place."""
    _, level, code = place.key
    unsure = place.count(lambda r: r.status == "undetermined")
    note = f"待定{unsure}个，未报{place.absent}个"
    for name, levels in SHOWN_ONLY.items():
        if level in levels:
            yield name, SHOWN_DUE.get(name), add_values(
                filings.get((code, name), ())) \
                if name in FILED_ONLY else {"status": "indicator"}
    yield ("O18" if level == "province" else "O19"), TARGET_DUE, \
        judge_target(place, note)
    if level != "city":
        return
    for name, rule in FILED.items():
        yield name, rule[0], judge_filed(rule, filings.get((code, name)))
    for name, due in PILOTS.items():
        yield name, due, judge_count(place, "pilot", due,
                                     lambda n: n >= 1, 1)
    for name, (due, whole, part) in COVERED.items():
        yield name, due, judge_covered(place, whole, part)
    units = len(first.units)
    yield "O07", SURVEY_DUE, judge_count(
        first, "responded", SURVEY_DUE, lambda n: n == units, units)


def lines(data, as_of, places, first):
    """milestones.csv: by code and id.  `first`: places of the first wave."""
    filings = read_filings(data, as_of)
    out = []
    for place in places:
        _, level, code = place.key
        for name, due, shown in judge_place(place, first[code], filings):
            line = {"id": name, "level": level, "code": code,
                    "due": due or "", "status": "", "outlook": "",
                    "value": "", "target": "", "gap": "", "note": ""}
            left_open = shown.pop("open", "")
            line.update(shown)
            if due and as_of < due:
                line["status"] = "not_due"
            elif left_open:
                line["note"] = left_open
            out.append(line)
    return sorted(out, key=lambda r: (r["code"], r["id"]))
