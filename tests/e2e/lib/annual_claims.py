"""Walk what a year's summary claims back to the tables of its release.

usage: annual_claims.py RELEASE STANDARD CLAIMS.csv DOCUMENT.md [SCRIPT]

SCRIPT is the table of the standard that the document says (annual.csv); what
the release does not have lies beside the claims.

Every claim must agree with the cells that it names, computed here again, and
no figure may stand in the sentences that is not a claim.  Prints how many
claims were walked.  Reads only what is published.
"""
import csv
import hashlib
import html
import json
import re
import sys
from decimal import Decimal, ROUND_HALF_EVEN, ROUND_HALF_UP
from fractions import Fraction
from pathlib import Path


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


release, standard, claims_path, document = map(Path, sys.argv[1:5])
script = (sys.argv[5:] or ["annual.csv"])[0]
manifest = json.loads((release / "manifest.json").read_text("utf-8"))
as_of = manifest["as_of"]
sha256 = hashlib.sha256((release / "manifest.json").read_bytes()).hexdigest()
settings = {r["key"]: r["value"] for r in rows_of(standard / "standard.csv")}
tables = {}
bad = []


def table(name):
    if name not in tables:
        path = release / name
        tables[name] = rows_of(
            path if path.exists() else claims_path.parent / name)
    return tables[name]


def fail(claim, why):
    bad.append(f"claim {claim['claim']} ({claim['figure']}): {why}")


def find(name, key):
    want = dict(part.split("=", 1) for part in key.split(";") if part)
    return [r for r in table(name)
            if all(r[k] == v for k, v in want.items())]


# ---- words for codes: the standard's titles, places and annual.csv's words

said_for = {}


def may_say(code, *texts):
    said_for.setdefault(code, set()).update(t for t in texts if t)


for name, key in (("criteria.csv", "criterion"), ("obligations.csv", "id")):
    for r in rows_of(standard / name):
        may_say(r[key], r.get("title_zh"), r.get("title_en"))
for r in rows_of(standard / "places.csv"):
    may_say(r["code"], r.get("name_zh"), r.get("name_en"))
may_say(settings["region"], settings.get("region_name_zh"),
        settings.get("region_name_en"))
for r in rows_of(standard / script):
    if r["kind"] == "word":
        may_say(r["about"], r["zh"], r["en"])


def rounded(raw):
    """The shorter ways to print a number: 29.50 is 29.5, 22111234 is 2211.1万.
    Not where a reader would take it for a target, all or none."""
    try:
        exact = Decimal(raw)
    except ArithmeticError:
        return []
    mode = (ROUND_HALF_EVEN if settings.get("rounding") == "half-even"
            else ROUND_HALF_UP)
    tenth = exact.quantize(Decimal("0.1"), rounding=mode)
    says = [] if tenth != exact and tenth % 5 == 0 else [str(tenth)]
    if "." not in raw and abs(exact) >= 10000:
        wan = (exact / 10000).quantize(Decimal("0.1"), rounding=mode)
        says.append(f"{wan.normalize():f}万")
    return says


def listed_as(figure, raw):
    """A list in words: each value in its own, or behind those of its kind."""
    for comma in "、", ", ":
        said = figure.split(comma)
        values = raw.split(";")
        if len(said) == len(values) and all(
                s in said_for.get(v, ())
                or any(s.replace(" ", "") == (word + v.split(":")[1]).replace(" ", "")
                       for word in
                       said_for.get(v.split(":")[0] + ":", ()) if ":" in v)
                for s, v in zip(said, values)):
            return True
    return False


def printed_as(figure, raw):
    """Whether a figure is one of the ways to print what a cell holds."""
    if figure in (raw, raw.lstrip("-")) or figure in said_for.get(raw, ()):
        return True
    if figure in rounded(raw) or listed_as(figure, raw):
        return True
    if raw == sha256:
        return figure == f"{as_of}-{raw[:16]}"
    day = re.fullmatch(r"(\d+)-(\d+)-(\d+)", raw)
    return bool(day) and ([int(n) for n in re.findall(r"\d+", figure)]
                          == [int(n) for n in day.groups()])


# ---- the tests of counts, evaluated over a row

def holds(row, test):
    """The language of expr.h on one row: a missing cell makes what reads it
    false, an empty text is "-"."""
    if not test:
        return True
    names = {"as_of": as_of, "region": settings["region"],
             "next_year": f"{int(as_of[:4]) + 1}{as_of[4:]}",
             "first_wave": 0 if any(r["wave"] < as_of[:4] for r in
                                    table("cities.csv")) else 1}
    scope = {}
    for k, v in list(row.items()) + list(names.items()):
        try:
            scope[k] = Decimal(v)
        except ArithmeticError:
            scope[k] = v or Missing()
    if re.search(r"\bprev\(", test):
        raise SystemExit(f"not walked: {test}")
    return bool(eval(test.replace("$", ""), {"__builtins__": {}}, scope))


class Missing:
    """Equal to "-" (as texts are), in no order to anything."""

    def __eq__(self, other):
        return other == "-"

    def __ne__(self, other):
        return isinstance(other, str) and other != "-"

    def never(self, other):
        return False

    __lt__ = __le__ = __gt__ = __ge__ = never
    __hash__ = None


# ---- each claim

def walk(group):
    first = group[0]
    figure, how = first["figure"], first["operation"]
    if how == "count":
        n = sum(holds(r, first["column"])
                for r in find(first["file"], first["row"]))
        if str(n) != figure:
            fail(first, f"{n} rows of {first['file']} are so")
        return
    for claim in group:
        if claim["file"] == "manifest.json":
            cells = [dict(manifest, sha256=sha256)]
        else:
            cells = find(claim["file"], claim["row"])
        if len(cells) != 1:
            return fail(claim, f"{len(cells)} rows are {claim['row']}")
        if cells[0][claim["column"]] != claim["value"]:
            return fail(claim, f"{cells[0][claim['column']]} stands there")
    value = [c["value"] for c in group]
    if how == "value":
        if len(group) != 1 or not printed_as(figure, value[0]):
            fail(first, f"is not {value[0]}")
    elif how == "change":
        want = Decimal(value[0]) - Decimal(value[1])
        if len(group) != 2 or abs(Decimal(figure)) != abs(want):
            fail(first, f"is not {want}")
    elif how == "change_of_rate":
        now, whole, before, base = map(int, value)
        exact = 100 * (Fraction(now, whole) - Fraction(before, base))
        mode = (ROUND_HALF_EVEN if settings.get("rounding") == "half-even"
                else ROUND_HALF_UP)
        want = (Decimal(exact.numerator) / Decimal(exact.denominator)
                ).quantize(Decimal("0.01"), rounding=mode)
        if figure.lstrip("-") != str(abs(want)):
            fail(first, f"is not {want}")
    else:
        fail(first, f"no such operation: {how}")


# ---- the sentences: nothing between two claims may be a number

def prose():
    """The document up to its first table, without headings and marks."""
    lines = document.read_text("utf-8").split("\n")
    end = next((i for i, line in enumerate(lines) if line.startswith("|")),
               len(lines))
    # the heading right above belongs to the table
    text = [line for line in lines[:end]
            if line and not line.startswith("#")]
    return html.unescape(re.sub(r"\\([^A-Za-z0-9\s])", r"\1", "\n".join(text)))


def check_prose(claims):
    text, at = prose(), 0
    for number in sorted({int(c["claim"]) for c in claims}):
        claim = next(c for c in claims if int(c["claim"]) == number)
        found = text.find(claim["figure"], at)
        if found < 0:
            return fail(claim, "does not stand in the text")
        stray = re.search(r"\d+", text[at:found])
        if stray:
            return fail(claim, f"before it stands {stray[0]}, claimed by "
                        f"nothing: {text[max(0, found - 60):found]}")
        at = found + len(claim["figure"])
    if re.search(r"\d", text[at:]):
        bad.append(f"behind the last claim: {text[at:]}")


claims = rows_of(claims_path)
groups = {}
for c in claims:
    groups.setdefault(c["claim"], []).append(c)
    if c["figure"] not in c["sentence"]:
        fail(c, "is not in its sentence")
for g in groups.values():
    walk(g)
check_prose(claims)
print("\n".join(bad) if bad else f"{len(groups)} claims walked")
sys.exit(1 if bad else 0)
