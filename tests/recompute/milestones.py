"""The obligations of the plan, judged again; from domain/obligations, in words
of its own: no table of the standard is read."""
from fractions import Fraction

import truth

CITY, PROVINCE, BOTH = ("city",), ("province",), ("city", "province")

# documents: id -> (due or None, first day or None, least value or None)
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
# O15 has a date, so it is not due before it; the others have none.
SHOWN_DUE = {"O15": "2021-12-31"}


def read_filings(data, as_of):
    filings = {}
    try:
        rows = list(truth.read_table(data + "/filings.csv"))
    except FileNotFoundError:
        return filings
    for r in rows:
        if r["received_date"] > as_of:
            continue
        filings.setdefault((r["city_code"], r["obligation_id"]),
                           []).append(r)
    return filings


def judge_filed(rule, filing):
    due, first, least, which = rule
    if filing is None:
        return "no_record"
    if least is not None and int(filing["value"] or 0) < least:
        return "not_met"
    if first and filing["doc_date"] < first:
        return "not_met"
    if due is None:
        return "met"
    return "met_on_time" if filing[which] <= due else "met_late"


def find_filing(filings, city, obligation):
    stem, _, year = obligation.partition(".")
    for r in filings.get((city, stem), []):
        if not year or r["doc_date"][:4] == year:
            return r
    return None


def certainly_by(date, due):
    """A date of any precision lies by the day for certain."""
    return date not in ("", "?", "n/a") and (date + "-99-99")[:10] <= due


def judge_pilots(place, due):
    pilots = [r for r in place.records
              if not r.tie and r.row["pilot"] == "1"]
    if any(certainly_by(r.row["pilot_date"], due) for r in pilots):
        return "met_on_time"
    return None     # what is missing may be late, open or not there


def judge_covered(place, whole, part):
    gap, unsure = Fraction(0), len(place.records) < len(place.units)
    for r in place.records:
        a, b = r.number(part), r.number(whole)
        if a is not None and b is not None:
            gap += b - a
        elif r.tie or "n/a" not in (r.row[part], r.row[whole]):
            unsure = True
    if gap > 0:
        return "not_met"
    # a count has no date that could be judged
    return "undetermined" if unsure else "met"


def judge_target(place):
    """60 percent of the registered, in whole numbers, and the outlook."""
    n, a = len(place.units), place.attained
    unsure = place.count(lambda r: r.status == "undetermined")
    high = a + unsure + n - len(place.records)
    if 5 * a >= 3 * n:
        return "met", "certain"
    if 5 * high < 3 * n:
        return "not_met", "out_of_reach"
    likely = place.records and 5 * a >= 3 * len(place.records)
    return "undetermined", "likely" if likely else "unlikely"


def judge_survey(first):
    """Every unit surveyed by the middle of 2021, in the first wave."""
    late = [r for r in first.records
            if r.tie or not certainly_by(r.row["survey_date"], "2021-06-30")]
    if len(first.records) < len(first.units):
        return "not_met"
    return None if late else "met_on_time"


def judge(data, as_of, places, first):
    """Yields (id, level, code, status, outlook); None where the domain's text
    leaves more than one answer."""
    filings = read_filings(data, as_of)

    def due_yet(due, status):
        return "not_due" if due and as_of < due else status

    for place in places:
        _, level, code = place.key
        for name, levels in SHOWN_ONLY.items():
            if level in levels:
                yield name, level, code, due_yet(SHOWN_DUE.get(name),
                                                 "indicator"), ""
        if level == "county":
            continue
        target = "O18" if level == "province" else "O19"
        status, outlook = judge_target(place)
        yield target, level, code, due_yet("2022-12-31", status), outlook
        if level != "city":
            continue
        for name, rule in FILED.items():
            yield name, level, code, due_yet(rule[0], judge_filed(
                rule, find_filing(filings, code, name))), ""
        for name, due in PILOTS.items():
            yield name, level, code, due_yet(due, judge_pilots(place,
                                                               due)), ""
        for name, (due, whole, part) in COVERED.items():
            yield name, level, code, due_yet(due, judge_covered(
                place, whole, part)), ""
        yield "O07", level, code, due_yet("2021-06-30", judge_survey(
            first[code])), ""
