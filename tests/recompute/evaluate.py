"""One community: atoms, criteria, status and points, from canonical cells."""
import csv
import os
from fractions import Fraction

import dates
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
    atoms = []
    path = os.path.join(HERE, "criteria-atoms.csv")
    with open(path, encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            if r["strength"] != "hard":
                continue        # reported beside, never fails anybody
            when = r["applies"]
            always = when.startswith("always") or when == "full year"
            atoms.append((r["atom"], when == "full year",
                          None if always else states.parse(when),
                          states.parse(r["test"])))
    return atoms


ATOMS = load_atoms()


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


class Record:
    """A record that stands, evaluated."""

    def __init__(self, row, year_open, tie=False):
        self.row = row
        self.tie = tie
        if tie:
            atoms = {a[0]: UNKNOWN for a in ATOMS}
        else:
            atoms = {a: atom_state(row, annual, applies, test, year_open)
                     for a, annual, applies, test in ATOMS}
        self.failed = [a for a in atoms if atoms[a] == FALSE]
        self.open = [a for a in atoms if atoms[a] == UNKNOWN]
        self.criterion = {
            c: states.all_of(s for a, s in atoms.items()
                             if a.startswith(c + "."))
            for c in CRITERIA}
        count = list(self.criterion.values()).count
        self.met, self.not_met = count(TRUE), count(FALSE)
        self.undetermined = count(UNKNOWN)
        self.applicable = self.met + self.not_met + self.undetermined
        self.participating = "?" if tie else row["participating"]
        self.status = self.find_status()
        self.ready = (self.status == "not_participating"
                      and self.not_met == 0 and self.undetermined == 0)
        self.points = (half_up(Fraction(10000 * self.met, self.applicable))
                       if self.applicable else None)

    def find_status(self):
        if self.participating == "0":
            return "not_participating"
        if self.not_met:
            return "not_attained"
        if self.participating != "1" or self.undetermined:
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
