"""filings.csv read again, from domain/obligations and ruling 29: which papers
there are by a day, of which obligation and year, and what is wrong with them.
No table of the standard is read."""
import re

import dates
import truth

# documents: id -> (due, first day, least value or None, what is judged by it)
FILED = {
    "O01": ("2020-12-31", None, None, "doc_date"),
    "O02": ("2020-12-31", None, None, "doc_date"),
    "O04": ("2020-12-31", None, None, "received_date"),
    "O05": (None, None, 7, None),
    "O06": (None, None, None, None),
    "O13": ("2021-12-31", "2021-07-01", None, "doc_date"),
    "O14": ("2021-12-31", None, None, "doc_date"),
    "O16": ("2022-06-30", "2021-07-01", None, "doc_date"),
    "O17": ("2022-06-30", "2021-07-01", None, "doc_date"),
    "O20": ("2022-12-31", "2022-07-01", 1, "doc_date"),
    "O21.2021": ("2021-12-31", "2021-01-01", None, "doc_date"),
    "O21.2022": ("2022-12-31", "2022-01-01", None, "doc_date"),
    "O22.2021": ("2021-11-15", "2021-07-01", None, "received_date"),
    "O22.2022": ("2022-11-15", "2022-07-01", None, "received_date"),
    "O23": (None, None, None, None),
    "O27": (None, None, 100, None),
}
NEWEST = ("O27",)       # the newest paper decides, else the best
COUNTED = ("O24", "O25.2020", "O25.2021", "O25.2022", "O26")
BY_SURVEY = {"O03", "O07", "O08", "O09", "O10", "O11", "O15", "O18", "O19",
             "O28", "C12.3"} | {f"O12.{y}" for y in range(2021, 2026)}
DATES = ("doc_date", "received_date", "recorded_at")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def is_date(text):
    return DATE.fullmatch(text) and (
        len(text) < 10 or text <= dates.last_day(text[:7]))


def yearly(name):
    return any(k.startswith(name + ".")
               for k in (*FILED, *COUNTED, *BY_SURVEY))


class Filings:
    """`of`: (city, obligation) -> papers in order; `faults`: (rule, line)."""

    def __init__(self, data, as_of, places):
        """`places`: code -> level, of all that the register has."""
        self.of, self.faults, self.seen = {}, [], set()
        self.as_of, self.places = as_of, places
        try:
            rows = list(truth.read_table(data + "/filings.csv"))
        except FileNotFoundError:
            return
        for line, row in enumerate(rows, 2):
            row = {k: v.strip() for k, v in row.items()}
            if any(row.values()):
                self.read({**row, "line": line})

    def read(self, paper):
        told = []
        for column in DATES:
            text = paper[column]
            if column == "recorded_at":
                text = re.sub(r"^(.{10})[ T].*", r"\1", text)
            if text and not is_date(text):
                told.append("F06")
                text = "?"
            paper[column] = text
        if paper["value"] and not NUMBER.fullmatch(paper["value"]):
            told.append("F06")
            paper["value"] = ""
        there = [paper[c] for c in ("received_date", "doc_date")
                 if paper[c] not in ("", "?")]
        if there and dates.first_day(there[0]) > self.as_of:
            return
        level = self.places.get(paper["city_code"])
        name = self.name(paper, told)
        written, received = paper["doc_date"], paper["received_date"]
        if len(there) == 2 and dates.last_day(received) \
                < dates.first_day(written):
            told.append("F04")
        name = name if name and self.counts(paper, name, told) else None
        # every paper is a city's
        if level is None or (name and level == "province"):
            told.append("F02")
        if name:
            self.of.setdefault((paper["city_code"], name), []).append(paper)
        self.faults += [(rule, str(paper["line"])) for rule in told]

    def name(self, paper, told):
        """Whose obligation it is, with the year."""
        name, day = paper["obligation_id"], paper["doc_date"]
        if name in FILED or name in COUNTED:
            return name
        dated = name + "." + day[:4]
        if dated in FILED or dated in COUNTED:
            return dated
        told.append("F03" if yearly(name) and day in ("", "?") else "F01")
        return None

    def counts(self, paper, name, told):
        _, first, _, which = FILED.get(name, (None,) * 4)
        judged = {which} if which else set()
        if first or name in NEWEST:
            judged.add("doc_date")
        told += ["F03" for c in judged if paper[c] == ""]
        day = paper["doc_date"]
        if first and day not in ("", "?") and dates.last_day(day) < first:
            told.append("F05")
            return False
        key = (name,) + tuple(paper[c] if paper[c] != "?" else "" for c in (
            "city_code", "doc_title", "doc_no", "doc_date", "received_date",
            "value", "evidence_ref"))
        if key in self.seen:
            told.append("F07")
            return False
        self.seen.add(key)
        return True


# ---- what a paper shows --------------------------------------------------

GRADES = ("met_on_time", "met", "undetermined", "met_late", "not_met",
          "no_record")


def in_time(day, first, due):
    """True, False, or None where the day is not known well enough."""
    if day in ("", "?"):
        return None
    if first and dates.first_day(day) < first:
        return None
    if dates.last_day(day) <= due:
        return True
    return False if dates.first_day(day) > due else None


def grade(rule, paper):
    due, first, least, which = rule
    if least is not None and paper["value"] and float(paper["value"]) < least:
        return "not_met"
    if least is not None and not paper["value"]:
        return "undetermined"
    if which is None:
        return "met" if least is not None or paper["doc_title"] \
            else "undetermined"
    timely = in_time(paper[which], first if which == "doc_date" else None,
                     due)
    return {True: "met_on_time", False: "met_late",
            None: "undetermined"}[timely]
