"""One community: atoms, criteria, status and points, from canonical cells."""
import csv
import os
from fractions import Fraction

import dates
import scopes
import states
from states import FALSE, NA, TRUE, UNKNOWN

HERE = os.path.dirname(os.path.abspath(__file__))
CRITERIA = ["C%02d" % k for k in range(1, 17)]

# Cells that do not apply when another answer says so: left blank, they count
# as "does not apply".  From the survey dictionary.
NOT_APPLICABLE_WHEN_ZERO = {
    "participating_date": "participating",
    "pilot_date": "pilot",
    "pilot_new_commodity": "compounds_new_commodity",
    "pilot_renovated_2019": "old_renovated_2019",
    "pilot_renovated_2020": "old_renovated_2020",
    "central_finance_in_creation": "old_central_finance",
    "attained_date": "attained_reported",
    "c02_platform_form": "c02_platform",
    "c09_new_households": "compounds_new",
    "c09_new_care_area_m2": "compounds_new",
    "c09_old_households": "c09_old_eligible",
    "c09_old_care_area_m2": "c09_old_eligible",
    "c16_hist_buildings": "c16_heritage",
    "c16_relics": "c16_heritage",
    "c16_trees": "c16_heritage",
    "c16_hist_surveyed": "c16_hist_buildings",
    "c16_hist_signed": "c16_hist_buildings",
    "c16_relics_fenced": "c16_relics",
    "c16_relics_signed": "c16_relics",
    "c16_trees_fenced": "c16_trees",
    "c16_trees_signed": "c16_trees",
}


def fill_not_applicable(row):
    for column, base in NOT_APPLICABLE_WHEN_ZERO.items():
        if row[column] == "" and row[base] == "0":
            row[column] = "n/a"


def load_atoms():
    """Those that count, and the names of all."""
    atoms, every = [], []
    path = os.path.join(HERE, "criteria-atoms.csv")
    with open(path, encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            every.append(r["atom"])
            if r["strength"] != "hard":
                continue        # reported beside, never fails anybody
            when = r["applies"]
            always = when.startswith("always") or when == "full year"
            atoms.append((r["atom"], when == "full year",
                          None if always else states.parse(when), r["test"]))
    return atoms, every


ATOMS, EVERY = load_atoms()
HARD = {a[0] for a in ATOMS}


def atom_state(row, annual, applies, test, year_open):
    if applies is not None:
        state = states.test(applies, row)
        if state in (FALSE, NA):
            return NA
        if state == UNKNOWN:
            return UNKNOWN
    state = states.test(test, row)
    if state == FALSE and annual and year_open:
        return UNKNOWN
    return state


def half_up(value):
    """A Fraction to the next integer, halves away from zero."""
    sign = -1 if value < 0 else 1
    return sign * int((abs(value) * 2 + 1) // 2)


def parsed(text, cache={}):
    if text not in cache:
        cache[text] = states.parse(text)
    return cache[text]


class PassRule:
    """All, or a share of the criteria and whatever must be among them."""
    points, mandatory = None, ()


def passes(criterion):
    """1, 0, or U: what is open decides it, or nothing applies."""
    state = list(criterion.values())
    if all(s == NA for s in state):
        return UNKNOWN
    if PassRule.points is None:
        return states.all_of(state)
    must = [criterion[c] for c in PassRule.mandatory]
    met, u = state.count(TRUE), state.count(UNKNOWN)
    needed = Fraction(PassRule.points) * (met + u + state.count(FALSE))
    if FALSE in must:
        return FALSE
    if 100 * met >= needed and UNKNOWN not in must:
        return TRUE
    return UNKNOWN if 100 * (met + u) >= needed else FALSE


class Record:
    """A record that stands, evaluated by what binds in its place."""

    def __init__(self, row, year_open, tie=False, rules=scopes.COMMON,
                 county=""):
        self.row = row
        self.tie = tie
        self.county = county
        self.basis = rules.basis(HARD, EVERY)
        self.judge(year_open, rules)
        self.common = self.status if rules == scopes.COMMON else Record(
            row, year_open, tie).status

    def judge(self, year_open, rules):
        row, tie = self.row, self.tie
        if tie:
            atoms = {a[0]: UNKNOWN for a in ATOMS if rules.counts(a[0])}
        else:
            atoms = {a: atom_state(row, annual, applies,
                                   parsed(rules.test_of(a, test)), year_open)
                     for a, annual, applies, test in ATOMS
                     if rules.counts(a)}
        self.failed = [a for a in atoms if atoms[a] == FALSE]
        self.open = [a for a in atoms if atoms[a] == UNKNOWN]
        self.criterion = {
            c: UNKNOWN if tie else states.all_of(s for a, s in atoms.items()
                             if a.startswith(c + "."))
            for c in CRITERIA}
        count = list(self.criterion.values()).count
        self.met, self.not_met = count(TRUE), count(FALSE)
        self.undetermined = count(UNKNOWN)
        self.applicable = self.met + self.not_met + self.undetermined
        self.participating = "?" if tie else row["participating"]
        self.status = self.find_status()
        self.ready = (self.status == "not_participating"
                      and passes(self.criterion) == TRUE)
        self.points = (half_up(Fraction(10000 * self.met, self.applicable))
                       if self.applicable else None)

    def find_status(self):
        if self.participating == "0":
            return "not_participating"
        if passes(self.criterion) == FALSE:
            return "not_attained"
        if self.participating != "1" or passes(self.criterion) == UNKNOWN:
            return "undetermined"
        return "attained"

    def near(self, k):
        return (self.participating == "1" and self.status != "attained"
                and self.not_met == k and self.undetermined == 0)

    def cell(self, column):
        """As it stands: two answers that contradict each other are none."""
        return "?" if self.tie else self.row[column]

    def is_open(self, column):
        """Missing, in query or no exact number."""
        value = self.cell(column)
        return value in ("", "?") or value[0] == ">"

    def query_dates_after(self, day):
        """What lies after the day of judging is in query."""
        for column in ("survey_date", "report_date", "participating_date",
                       "pilot_date", "attained_date", "self_assess_date",
                       "check_date"):
            cell = self.row[column]
            if dates.is_date(cell) and dates.first_day(cell) > day:
                self.row[column] = "?"

    def number(self, column):
        value = self.cell(column)
        return None if value in ("", "?", "n/a") or value[0] == ">" \
            else Fraction(value)
