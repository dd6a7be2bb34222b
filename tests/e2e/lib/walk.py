"""Walk published figures down to the cells that cities wrote, and recompute.

usage: walk.py RELEASE DATA SEED N [UNITS]

N figures and verdicts of the release are drawn, of cities, counties, criteria,
milestones and communities alike (of places with no more than UNITS units).
Each is opened with green-explain, level by level, to the raw cells of the
deliveries.  The deliveries are read here by Python's own csv module, the cells
understood by the few rules below, the verdicts found by tests/recompute, and
the figure is computed again from that.  Prints "N of N" if every one agrees.
"""
import csv
import gzip
import io
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "..", "recompute"))
import evaluate  # noqa: E402
import figures  # noqa: E402
import further  # noqa: E402
import milestones  # noqa: E402

RELEASE, DATA = sys.argv[1], sys.argv[2]
random.seed(int(sys.argv[3]))

YES = "是 有 √ ✓ ✔ ☑ 对 Y 已 已完成 已建 完善 比较完善 较完善 是√否 是☑否□ ☑是□否".split()
NO = "否 无 没有 × ✗ ✘ 未 N 未完成 未建 不完善 是否√ 是□否☑ □是☑否 无内涝".split()
NOT_APPLICABLE = "/ \\ - 不适用 不涉及 无此项 ― — N/A n/a".split()
NOT_KNOWN = "不详 未统计 待核实 不清楚 待定".split()
NUMERALS = dict(zip("〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖",
                    (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9,
                     1, 2, 3, 4, 5, 6, 7, 8, 9)))
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
UNIT = "(?:人|户|个|次|件|处|种|栋|座|株|m2|㎡|平方米|平米)?"


def published(name):
    path = os.path.join(RELEASE, name)
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


LAYOUTS = {(r["src"], r["column"]): r for r in published("layouts.csv")}
COLUMNS = {}
with open(os.path.join(os.environ["GREEN_STANDARD"], "columns.csv"),
          encoding="utf-8", newline="") as table:
    COLUMNS = {r["name"]: r["type"] for r in csv.DictReader(table)}


# ---- deliveries, read without the suite ----

def decode(data):
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030").replace("\ue5e5", "\u3000")


def read_delivery(src, cache={}):
    """Line -> cells of the record that begins there."""
    if src not in cache:
        with open(os.path.join(DATA, src), "rb") as f:
            text = decode(f.read())
        top = "".join(text.splitlines(True)[:10])
        delimiter = max(",\t;", key=top.count)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        cache[src], begins = {}, 1
        for cells in lines:
            cache[src][begins] = cells
            begins = lines.line_num + 1
    return cache[src]


def raw_cell(src, line, column):
    layout = LAYOUTS.get((src, column))
    cells = read_delivery(src)[int(line)]
    at = int(layout["position"]) - 1 if layout else len(cells)
    return cells[at] if at < len(cells) else ""


# ---- what a cell means ----

def read_bool(text):
    if text in ("0", "1"):
        return text
    if text.isdigit():
        return "1"              # "how many there are" says that there are
    text = re.sub(r"[(，,；;].*", "", text)
    if re.fullmatch("在建|拟建|正在.*|计划.*|暂无", text):
        return "0"              # not yet
    return "1" if text in YES else "0" if text in NO else "?"


def read_numerals(text):
    """三百二十 -> 320; None if it is anything else."""
    total, digit = 0, None
    for c in text:
        if c in NUMERALS:
            digit = NUMERALS[c]
        elif c in TENS:
            total += (1 if digit is None else digit) * TENS[c]
            digit = None
        else:
            return None
    return total + (digit or 0) if text else None


def read_form(text):
    """线上、线下 -> 线上线下: which of the two are there."""
    return "".join(x for x in ("线上", "线下") if x in text) or "?"


def read_number(text):
    text = re.sub(r"^约|左右$|^近", "", text.replace(",", ""))
    bound = re.fullmatch(r"(?:≥|不少于)(\d+)[次种]?|(\d+)[次种]以上", text)
    if bound:
        return ">=" + (bound.group(1) or bound.group(2))
    written = read_numerals(re.sub(UNIT + "$", "", text))
    if written is not None:
        return str(written)
    plain = re.fullmatch(r"(\d+(?:\.\d+)?)(万)?%?" + UNIT + r"(?:\(.*)?", text)
    if not plain:
        return "?"
    value = Decimal(plain.group(1)) * (10000 if plain.group(2) else 1)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def understand(src, column, raw):
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", raw))
    text = text.strip("'\"“”\u200b")
    if text == "":
        return ""
    if text in NOT_APPLICABLE:
        return "n/a"
    if text in NOT_KNOWN:
        return ""
    if COLUMNS[column] == "enum":
        return read_form(text)
    if COLUMNS[column] != "bool":
        return read_number(text)
    value = read_bool(text)
    layout = LAYOUTS.get((src, column))
    if layout and layout["inverted"] == "1" and value in "01":
        value = "10"[int(value)]
    return value


# ---- what green-explain opens ----

def explain(code, cache={}):
    if code not in cache:
        out = subprocess.run(
            ["green-explain", "--format", "tsv", RELEASE, code], check=True,
            stdout=subprocess.PIPE, encoding="utf-8").stdout
        lines = out.rstrip("\n").split("\n")
        names = lines[0].split("\t")
        assert lines[-1].startswith("#end\tgreen-explain\t%d\t"
                                    % (len(lines) - 2)), lines[-1]
        cache[code] = [dict(zip(names, x.split("\t"))) for x in lines[1:-1]]
    return cache[code]


class Wrong(Exception):
    pass


def expect(have, want, *where):
    if have != want:
        raise Wrong("%s: %r, recomputed %r" % (" ".join(where), have, want))


def record(code, wave, cache={}):
    """The record of a community, evaluated from its raw cells; None: none."""
    if (code, wave) in cache:
        return cache[code, wave]
    row = defaultdict(str)
    shown, tie = {}, False
    for x in explain(code):
        if x["wave"] != wave:
            continue
        if x["kind"] == "card" and x["column"] == "flags":
            tie = ":R02" in x["value"]
        if x["kind"] != "evidence" or x["column"].startswith("prev."):
            continue
        where = (x["src"], x["line"], x["column"])
        raw = raw_cell(*where)
        flat = "".join(" " if c < " " else c for c in raw)
        expect(x["raw"], flat, "raw", *where)
        row[x["column"]] = understand(x["src"], x["column"], raw)
        shown[x["column"]] = (x["value"], x["rule"], where)
    if not shown:
        cache[code, wave] = None
        return None
    # a contradiction of two answers, or one that cannot be read, is in query
    for column, (value, rule, where) in shown.items():
        if value == "?" and rule:
            row[column] = "?"
    evaluate.fill_not_applicable(row)
    for column, (value, rule, where) in shown.items():
        expect(value, row[column], "value", *where)
    as_of = published_as_of()
    result = evaluate.Record(row, as_of < wave + "-12-31", tie)
    cache[code, wave] = result
    return result


def published_as_of():
    text = open(os.path.join(RELEASE, "manifest.json"), encoding="utf-8").read()
    return re.search(r'"as_of": "([^"]+)"', text).group(1)


def walk_verdict(community):
    """Status and every criterion of a community's card."""
    code, wave = community["community_code"], community["wave"]
    r = record(code, wave)
    expect(community["status"], r.status, code, wave, "status")
    for c, state in r.criterion.items():
        expect(community[c.lower()], state, code, wave, c)
    card = {x["criterion"]: x["verdict"] for x in explain(code)
            if x["kind"] == "criterion" and x["wave"] == wave}
    expect(card, dict(r.criterion), code, wave, "card")
    lacking = [x["atom"] for x in explain(code) if x["kind"] == "need"
               and x["wave"] == wave and x["atom"]]
    want = [] if r.not_met + r.undetermined == 0 else \
        [a[0] for a in evaluate.ATOMS
         if a[0] in r.failed + r.open
         and r.criterion[a[0].split(".")[0]] in "0U"]
    expect(lacking, want, code, wave, "needs")


# ---- figures ----

def opened(code, wave, figure, kind):
    return [x for x in explain(code) if x["wave"] == wave
            and x["kind"] == kind and x["column"] == figure]


def counties_of(level, code, wave):
    """The counties behind a place, by opening it."""
    if level == "county":
        return [code]
    children = [x["part"] for x in opened(code, wave, "registered", "part")]
    if level == "city":
        return children
    return [c for city in children for c in counties_of("city", city, wave)]


def units_of(level, code, wave):
    return [x["part"] for county in counties_of(level, code, wave)
            for x in opened(county, wave, "registered", "unit")]


def place_of(level, code, wave, cache={}):
    """A place, its records read from their raw cells; None: not registered."""
    if (level, code, wave) not in cache:
        units = units_of(level, code, wave)
        records = {u: record(u, wave) for u in units}
        cache[level, code, wave] = figures.Place(
            wave, level, code, "", units,
            {u: r for u, r in records.items() if r}, True) if units else None
    return cache[level, code, wave]


COUNTS = {
    "responded": lambda r: True,
    "participating": lambda r: r.participating == "1",
    "attained": lambda r: r.status == "attained",
    "undetermined": lambda r: r.status == "undetermined",
    "ready": lambda r: r.ready,
    "near_1": lambda r: r.near(1),
    "near_2": lambda r: r.near(2),
    "attained_common": lambda r: r.common == "attained",
}
# Those that rest on answers which a card shows as evidence.
FIGURES = list(COUNTS) + """registered response_rate participation_rate
    attained_rate not_responded attained_rate_low attained_rate_high need gap
    attained_of_participating short_1 short_2 short_3 points_mean points_p25
    points_median points_p75 population population_attained pm_coverage
    attained_rate_of_respondents hypergeometric_low hypergeometric_high
    wilson_low wilson_high population_attained_rate leverage leverage_count
    participating_high attained_high tied pm_coverage_numerator
    pm_coverage_denominator pm_coverage_covered pm_coverage_open
    pm_coverage_gap pm_coverage_gap_high change_pp newly_attained
    no_longer_attained attained_common_rate attained_common_high
    change_common_pp own_basis""".split()
WAVES = sorted({r["wave"] for r in published("cities.csv")})


def computed(level, code, wave, cache={}):
    """Every figure of a place."""
    if (level, code, wave) not in cache:
        place, last = place_of(level, code, wave), None
        earlier = [w for w in WAVES if w < wave]
        place.wave_before = earlier != []
        if earlier:
            last = place_of(level, code, earlier[-1])
        for r in place.records:
            r.flags = ()        # the deliveries do not tell
        cache[level, code, wave] = {**place.line(last),
                                    **further.columns(place, last)}
    return cache[level, code, wave]


def walk_figure(row, figure):
    level, code, wave = row["level"], row["code"], row["wave"]
    where = (level, code, wave, figure)
    shown = opened(code, wave, figure, "figure")
    expect([x["value"] for x in shown], [row[figure]], *where)
    expect(row[figure], str(computed(level, code, wave)[figure]), *where)
    if shown[0]["denominator"] and row[figure]:
        share = 100 * figures.Fraction(shown[0]["numerator"]) \
            / figures.Fraction(shown[0]["denominator"])
        if not figure.startswith("short_"):
            expect(abs(figures.Fraction(row[figure]) - share)
                   <= figures.Fraction(1, 200), True, *where)
    if level == "county" and figure in COUNTS:
        listed = {x["part"] for x in opened(code, wave, figure, "unit")}
        units = units_of(level, code, wave)
        want = {u for u in units if record(u, wave)
                and COUNTS[figure](record(u, wave))}
        expect(listed, want, *where)


def walk_criterion(row):
    where = (row["level"], row["code"], row["wave"])
    want = [c for c in place_of(*where).criteria_lines()
            if c["criterion"] == row["criterion"]]
    expect([row], [{k: str(v) for k, v in c.items()} for c in want], *where)


def walk_milestone(row):
    """The target of a city or the province."""
    place = place_of(row["level"], row["code"], WAVES[-1])
    want = milestones.judge_target(place, "")
    for column in ("value", "target", "gap", "outlook"):
        expect(row[column], str(want[column]), row["id"], row["code"], column)
    if row["status"] != "not_due":
        expect(row["status"], want["status"], row["id"], row["code"])


def main():
    n = int(sys.argv[4])
    most = int(sys.argv[5]) if len(sys.argv) > 5 else 10 ** 6

    def drawn(name, wanted=lambda r: True):
        rows = [r for r in published(name) if wanted(r)]
        return random.choices(rows, k=n // 5)

    small = {(r["level"], r["code"])
             for name in ("cities.csv", "counties.csv")
             for r in published(name) if int(r["registered"]) <= most}

    def is_small(row):
        return (row["level"], row["code"]) in small

    walks = [(walk_verdict, (c,)) for c in drawn("communities.csv")]
    walks += [(walk_figure, (p, random.choice(FIGURES)))
              for name in ("cities.csv", "counties.csv")
              for p in drawn(name, is_small)]
    walks += [(walk_criterion, (c,)) for c in drawn("criteria.csv", is_small)]
    walks += [(walk_milestone, (m,)) for m in drawn(
        "milestones.csv", lambda r: r["id"] in ("O18", "O19")
        and is_small(r))]
    right = 0
    for walk, what in walks:
        try:
            walk(*what)
            right += 1
        except Wrong as wrong:
            print(wrong)
    print("%d of %d" % (right, len(walks)))
    return right != len(walks)


sys.exit(main())
