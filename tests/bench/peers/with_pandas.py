#!/usr/bin/env python3
"""usage: with_pandas.py JOB.json

The job as one writes it with pandas who knows it: columns read as categories,
so that each text is cleaned once, then numpy over codes.  Yes and no are 1 and
0, 2 does not apply, 3 is not known; a number that is not known is NaN.
"""
import json
import re
import sys

import numpy as np
import pandas as pd

UNKNOWN = np.uint8(3)
CHUNK = 1_000_000
NARROW = str.maketrans("０１２３４５６７８９．，（）", "0123456789.,()",
                       " \t\u00a0\u3000\u200b")
PLAIN = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(万?)"
                   r"(户|人|个|栋|次|处|件|株|种|平方米|平米|㎡|m2)?"
                   r"([次种]以上|次?\(.*\))?")
AT_LEAST = re.compile("(?:≥|不少于)([0-9]+)次?")
ABOUT = re.compile("约([0-9]+)|([0-9]+)左右")
FIGURES = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
FIGURES.update({"两": 2, "贰": 2})
POWERS = {"十": 10, "百": 100, "千": 1000}


def numeral(text):
    total, last = 0, 0
    for c in text:
        if c in FIGURES:
            last = FIGURES[c]
        elif c in POWERS:
            total += (last or 1) * POWERS[c]
            last = 0
        elif c != "零":
            return np.nan
    return float(total + last) if text else np.nan


def number_in(text, about_is_known, none_is_zero):
    text = text.translate(NARROW)
    if text in ("", "/"):
        return np.nan
    if text == "无":
        return 0.0 if none_is_zero else np.nan
    if m := PLAIN.fullmatch(text):
        value = float(m[1].replace(",", ""))
        return round(value * 10000) if m[2] else value
    if m := AT_LEAST.fullmatch(text):
        return float(m[1])
    if m := ABOUT.fullmatch(text):
        return float(m[1] or m[2]) if about_is_known else np.nan
    return numeral(re.sub("次$", "", text))


def stem(name):
    name = re.sub("[ \t\u3000\u00a0]|（[^）]*）|^[0-9]+、", "", name)
    return re.sub("社区$", "", re.sub("居民委员会$|居委会$", "", name))


def code_in(text):
    """"" where the code is lost and the name decides, "x" where it is
    another's."""
    text = re.sub(r"""[="'’,-]""", "", text.translate(NARROW))
    text = re.sub(r"\.0*$", "", text)
    if re.fullmatch("23[0-9]+", text):
        if len(text) == 12 and not text.endswith("000"):
            return text
        return text[:12] if len(text) in (15, 17) else ""
    if re.fullmatch(r"2\.3[0-9]{10}[Ee]\+?11", text):
        return "2" + text[2:13]
    lost = text == "" or re.fullmatch(r"2(\.3[0-9]*)?[Ee]\+?11", text)
    return "" if lost else "x"


def day_in(text):
    m = re.match(r"(\d{4})[-/.年]?(\d\d?)[-/.月]?(\d\d?)", text)
    return "%s%02d%02d" % (m[1], int(m[2]), int(m[3])) if m else ""


def and3(a, b):
    no, unknown = (a == 0) | (b == 0), (a == 3) | (b == 3)
    return np.where(no, np.uint8(0), np.where(unknown, UNKNOWN, np.uint8(1)))


def not3(a):
    return np.where(a > 1, a, 1 - a).astype(np.uint8)


class Answers:
    """The answers of some rows, by column, and tests of them."""
    OPERATORS = {"+": np.add, "-": np.subtract, "*": np.multiply,
                 "==": np.equal, "!=": np.not_equal, "<": np.less,
                 "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}

    def __init__(self, rows, job):
        self.bools = job["bools"]
        self.of, n = {}, len(rows)
        for name in job["bools"]:
            here = {**job["spelt"], **job["spelt_in"].get(name, {})}
            self.of[name] = self.cleaned(
                rows, name, lambda texts: [here.get(t, 3) for t in texts],
                UNKNOWN) if name in rows else np.full(n, UNKNOWN)
        for name, number in job["numbers"].items():
            self.of[name] = self.cleaned(
                rows, name, lambda texts: self.numbers(texts, number),
                np.nan) if name in rows else np.full(n, np.nan)

    @staticmethod
    def cleaned(rows, name, clean, missing):
        column = rows[name].cat
        values = np.append(clean(column.categories), missing)
        return values.astype(type(missing))[column.codes]

    @staticmethod
    def numbers(texts, number):
        values = pd.to_numeric(texts, errors="coerce").to_numpy(float, copy=True)
        for i in np.flatnonzero(np.isnan(values)):
            values[i] = number_in(texts[i], number["about_is_known"],
                                  number["none_is_zero"])
        values[values < number["least"]] = np.nan
        return values

    def unknown(self, tree):
        if isinstance(tree, list):
            return self.unknown(tree[1]) | self.unknown(tree[2])
        if isinstance(tree, float):
            return False
        values = self.of[tree]
        return values > 1 if tree in self.bools else np.isnan(values)

    def value(self, tree):
        if isinstance(tree, list):
            return self.OPERATORS[tree[0]](self.value(tree[1]),
                                           self.value(tree[2]))
        if isinstance(tree, float):
            return tree
        values = self.of[tree]
        return values.astype(np.int8) if tree in self.bools else values

    def test(self, tree):
        """A tree as 1, 0 or 3."""
        if tree[0] == "and":
            return and3(self.test(tree[1]), self.test(tree[2]))
        if tree[0] == "or":
            return not3(and3(not3(self.test(tree[1])), not3(self.test(tree[2]))))
        if tree[0] == "not":
            return not3(self.test(tree[1]))
        return np.where(self.unknown(tree), UNKNOWN,
                        self.value(tree).view(np.uint8))

    def check(self, checks):
        broken = [self.test(c["holds"]) == 0 for c in checks]
        for check, rows in zip(checks, broken):
            for name in check["columns"]:
                self.of[name][rows] = 3 if name in self.bools else np.nan

    def atom(self, atom):
        operator, column, value = atom["test"]
        if column in self.bools and operator == "==" and not atom["applies"]:
            return self.of[column] if value == 1 else not3(self.of[column])
        test = self.test(atom["test"])
        if not atom["applies"]:
            return test
        applies = self.test(atom["applies"])
        return np.where(applies == 3, UNKNOWN,
                        np.where(applies == 0, np.uint8(2), test))

    def criterion(self, atoms):
        states = [self.atom(a) for a in atoms]
        least, most = np.minimum.reduce(states), np.maximum.reduce(states)
        return np.select([least == 0, most == 3, least == 1],
                         [np.uint8(0), UNKNOWN, np.uint8(1)], np.uint8(2))

    def content(self):
        """A number that is the same for rows with the same answers."""
        mixed = np.uint64(0)
        for name, values in self.of.items():
            if name not in self.bools:
                values = np.nan_to_num(values * 10, nan=7e9)
            mixed = mixed * np.uint64(1000003) + values.astype(np.uint64)
        return mixed


class Units:
    PLACE = ["city_name", "county_name", "street_name"]

    def __init__(self, path):
        register = pd.read_csv(path, dtype=str, na_filter=False)
        self.register = register
        self.known = dict(zip(register.community_code, register.community_name))
        self.places = None

    def at(self, place):
        """The code of the only unit of that place and stem."""
        if self.places is None:
            self.places = {}
            r = self.register
            for code, name, *where in zip(r.community_code, r.community_name,
                                          *(r[c] for c in self.PLACE)):
                key = (*where, stem(name))
                self.places[key] = "" if key in self.places else code
        return self.places.get(place, "")

    def of(self, rows):
        """The code of the unit that each row means, "" if none."""
        given = rows.community_code.astype(object).to_numpy()
        name = rows.community_name.astype(object).to_numpy()
        code = given.copy()
        odd = ~rows.community_code.isin(self.known).to_numpy()
        for i in np.flatnonzero(odd):
            read = code_in(given[i])
            if read == "":
                where = (rows[c].iat[i] for c in self.PLACE)
                read = self.at((*where, stem(name[i])))
            code[i] = read if read in self.known else ""
        own = np.array([self.known.get(c, "") for c in code], object)
        for i in np.flatnonzero(own != name):
            if not stem(name[i]).endswith(stem(own[i])):
                code[i] = ""
        return code


def read(file, needed, more):
    """The needed columns of a delivery; `more` are those beyond its heading."""
    name_of = {i: n for n, i in file["at"].items()}
    names = [name_of.get(i, f"x{i}") for i in range(file["width"])] + more
    return pd.read_csv(
        file["path"], skiprows=file["skip"], header=None, names=names,
        usecols=[n for n in names if n in needed] + more, dtype="category",
        na_filter=False, engine="c", low_memory=False)


def deliveries(job):
    """The rows of all deliveries, some at a time.  What has a cell more than
    the heading has no place for it."""
    needed = {*job["identity"], *job["bools"], *job["numbers"]}
    for file in job["files"]:
        try:
            rows = read(file, needed, ["more"])
            rows = rows[rows["more"] == ""]
        except pd.errors.ParserError:   # no row has one
            rows = read(file, needed, [])
        for i in range(0, len(rows), CHUNK):
            yield rows.iloc[i:i + CHUNK]


def judged(job, units):
    """Code, revision, day, content and states of the rows that have a unit."""
    for rows in deliveries(job):
        answers = Answers(rows, job)
        code = units.of(rows)
        answers.check(job["checks"])
        states = [answers.of["participating"]] + [
            answers.criterion(atoms) for atoms in job["criteria"].values()]
        keep = code != ""
        yield (code[keep], rows.revision_no.astype(object).to_numpy()[keep],
               rows.report_date.astype(object).to_numpy()[keep],
               answers.content()[keep], np.array(states, np.uint8).T[keep])


def standing(code, revision, day, content, states):
    """Of several submissions the last; where they contradict each other,
    nothing is known."""
    several = pd.Series(code).duplicated(keep=False).to_numpy()
    keep, groups = ~several, {}
    for i in np.flatnonzero(several):
        groups.setdefault(code[i], []).append(i)
    for rows in groups.values():
        order = [(np.nan_to_num(number_in(revision[i], False, False), nan=-1),
                  day_in(day[i])) for i in rows]
        last = [i for i, key in zip(rows, order) if key == max(order)]
        keep[last[0]] = True
        if len({content[i] for i in last}) > 1:
            states[last[0]] = UNKNOWN
    return code[keep], states[keep]


def print_cities(code, states):
    at, cities = pd.factorize(pd.Series(code).str[:4], sort=True)
    part, criteria = states[:, 0], states[:, 1:]
    failed = criteria.min(axis=1) == 0
    met = (part == 1) & ~failed & (criteria.max(axis=1) < 3)
    kinds = [part < 9, part == 1, met, (part != 0) & ~failed & ~met]
    kinds += [criteria[:, i] == state for i in range(criteria.shape[1])
              for state in (1, 0, 2, 3)]
    counts = [np.bincount(at[k], minlength=len(cities)) for k in kinds]
    for city, line in zip(cities, np.array(counts).T):
        print(city + "00", *line, sep=",")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__.partition("\n")[0])
    with open(sys.argv[1], encoding="utf-8") as f:
        job = json.load(f)
    parts = list(judged(job, Units(job["register"])))
    print_cities(*standing(*map(np.concatenate, zip(*parts))))


if __name__ == "__main__":
    main()
