#!/usr/bin/env python3
"""usage: to_sql.py JOB.json

The job as DuckDB's experts would write it: one pass over typed columns, the
spellings of yes and no as a chain of CASE behind the two usual ones, NULL as
what is not known.  Statements end in a semicolon at the end of a line; the last
gives the table of cities.
"""
import json
import os
import sys

from expressions import plain

HERE = os.path.dirname(os.path.abspath(__file__))


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def listed(words, by=", "):
    return by.join(words)


class Sql:
    def __init__(self, job):
        self.job = job
        self.bools, self.numbers = job["bools"], job["numbers"]
        self.answers = self.bools + list(self.numbers)
        self.criteria = list(job["criteria"])

    def test(self, tree, suffix=""):
        """A tree as a condition, NULL where it is not known."""
        if isinstance(tree, float):
            return plain(tree)
        if isinstance(tree, str):
            name = tree + suffix
            return f"known({name})" if tree in self.bools else name
        if tree[0] == "not":
            return f"(NOT {self.test(tree[1], suffix)})"
        operator = {"==": "=", "!=": "<>"}.get(tree[0], tree[0].upper())
        return (f"({self.test(tree[1], suffix)} {operator} "
                f"{self.test(tree[2], suffix)})")

    def rows(self, file):
        """The needed columns of a delivery, as text.  What has a cell more than
        the heading has no place for it."""
        name_of = {i: n for n, i in file["at"].items()}
        needed = self.job["identity"] + self.answers
        columns = [name_of[i] if name_of.get(i) in needed else f"x{i}"
                   for i in range(file["width"])] + ["more", "still_more"]
        columns = listed(f"{quoted(c)}: 'VARCHAR'" for c in columns)
        chosen = listed(c if c in file["at"] else f"NULL::VARCHAR AS {c}"
                        for c in needed)
        return (f"SELECT {chosen}\nFROM read_csv({quoted(file['path'])}, "
                f"delim = ',', quote = '\"', escape = '\"', header = false, "
                f"skip = {file['skip']}, auto_detect = false, "
                f"null_padding = true, strict_mode = false, "
                f"columns = {{{columns}}})\n"
                f"WHERE more IS NULL AND still_more IS NULL")

    def answer(self, name):
        if name in self.bools:
            here = self.job["spelt_in"].get(name, {})
            here = "".join(f" WHEN {name} = {quoted(text)} THEN {code}"
                           for text, code in here.items())
            return (f"CASE WHEN {name} = '是' THEN 1 WHEN {name} = '否' THEN 0"
                    f" WHEN {name} IS NULL THEN 3{here} ELSE yes_no({name})"
                    f" END::UTINYINT AS {name}")
        number = self.numbers[name]
        kind = "BIGINT" if number["whole"] else "DOUBLE"
        value = (f"COALESCE(TRY_CAST({name} AS {kind}), number_in({name}, "
                 f"{number['about_is_known']}, {number['none_is_zero']})"
                 f"::{kind})")
        if number["least"] > 0:
            value = f"CASE WHEN {value} >= {plain(number['least'])} THEN {value} END"
        return f"{value} AS {name}"

    def checked(self, name):
        """An answer that a check does not put in query."""
        hold = [self.test(c["holds"]) + " IS NOT FALSE"
                for c in self.job["checks"] if name in c["columns"]]
        if not hold:
            return f"{name} AS {name}__"
        query = "3" if name in self.bools else "NULL"
        return (f"CASE WHEN {listed(hold, ' AND ')} THEN {name} ELSE {query}"
                f" END AS {name}__")

    def atom(self, atom):
        test = self.test(atom["test"], "__")
        states = f"WHEN {test} THEN 1 WHEN NOT {test} THEN 0 ELSE 3 END"
        operator, column, value = atom["test"]
        if column in self.bools and operator == "==" and not atom["applies"]:
            # 2 is "does not apply", which an expression cannot say
            return (f"{column}__" if value == 1 else f"CASE WHEN {column}__ < 2 "
                    f"THEN 1 - {column}__ ELSE {column}__ END")
        if not atom["applies"]:
            return f"CASE {states}"
        applies = self.test(atom["applies"], "__")
        return (f"CASE WHEN {applies} IS NULL THEN 3 WHEN NOT {applies} THEN 2 "
                + states)

    def criterion(self, name):
        atoms = [self.atom(a) for a in self.job["criteria"][name]]
        if len(atoms) == 1:
            return f"{atoms[0]} AS {name}"
        all_of = listed(atoms)
        return (f"CASE WHEN LEAST({all_of}) = 0 THEN 0 WHEN GREATEST({all_of})"
                f" = 3 THEN 3 WHEN LEAST({all_of}) = 1 THEN 1 ELSE 2"
                f" END::UTINYINT AS {name}")

    def statements(self):
        with open(os.path.join(HERE, "macros.sql"), encoding="utf-8") as f:
            yield f.read().strip()
        spelt = "\n".join(f"    WHEN text = {quoted(text)} THEN {code}"
                          for text, code in self.job["spelt"].items()
                          if text not in ("是", "否"))
        yield f"CREATE MACRO yes_no(text) AS CASE\n{spelt}\n    ELSE 3 END;"
        identity = listed(self.job["identity"])
        yield f"""CREATE TEMP TABLE scored AS
WITH raw AS ({listed((self.rows(f) for f in self.job["files"]), " UNION ALL ")}),
typed AS (SELECT {identity}, {listed(map(self.answer, self.answers))} FROM raw),
checked AS (SELECT {identity}, {listed(map(self.checked, self.answers))} FROM typed)
SELECT {identity}, hash({listed(a + "__" for a in self.answers)}) AS content,
    participating__ AS part, {listed(map(self.criterion, self.criteria))}
FROM checked;"""
        yield self.matched()
        yield self.table()

    def matched(self):
        """Rows whose unit is known by its code, or by its name and place."""
        rest = "revision_no, report_date, content, part, " + listed(self.criteria)
        return f"""CREATE TEMP TABLE units AS
SELECT community_code AS code, community_name AS name, stem(community_name) AS stem,
    city_name AS city, county_name AS county, street_name AS street
FROM read_csv({quoted(self.job["register"])}, header = true, all_varchar = true);
CREATE TEMP TABLE odd AS
SELECT code_in(community_code) AS read_code, s.* FROM scored s
ANTI JOIN units u ON s.community_code = u.code;
CREATE TEMP TABLE named AS
SELECT u.code, {rest} FROM scored s JOIN units u ON s.community_code = u.code
WHERE s.community_name = u.name OR ends_with(stem(s.community_name), u.stem)
UNION ALL
SELECT u.code, {rest} FROM odd s JOIN units u ON s.read_code = u.code
WHERE ends_with(stem(s.community_name), u.stem)
UNION ALL
SELECT u.code, {rest} FROM (SELECT * FROM odd WHERE read_code = '') s
JOIN (SELECT min(code) AS code, stem, city, county, street FROM units
    GROUP BY stem, city, county, street HAVING count(*) = 1) u
ON u.stem = stem(s.community_name) AND u.city = s.city_name
    AND u.county = s.county_name AND u.street = s.street_name;"""

    def table(self):
        """Of several submissions the last; where they contradict each other,
        nothing is known.  Then the cities."""
        same = listed(f"any_value({c}) AS {c}" for c in self.criteria)
        tied = listed(f"CASE WHEN tie THEN 3 ELSE {c} END" for c in self.criteria)
        every = listed(self.criteria)
        counts = listed(f"count(*) FILTER ({c} = {code})"
                        for c in self.criteria for code in (1, 0, 2, 3))
        return f"""WITH several AS (SELECT code FROM named GROUP BY code HAVING count(*) > 1),
ranked AS (SELECT n.*, rank() OVER (PARTITION BY code
    ORDER BY COALESCE(number_in(revision_no, false, false), -1) DESC,
        day_in(report_date) DESC) AS place
    FROM named n SEMI JOIN several USING (code)),
last AS (SELECT code, count(DISTINCT content) > 1 AS tie, any_value(part) AS part, {same}
    FROM ranked WHERE place = 1 GROUP BY code),
standing AS (SELECT code, part, {every} FROM named ANTI JOIN several USING (code)
    UNION ALL SELECT code, CASE WHEN tie THEN 3 ELSE part END, {tied} FROM last),
judged AS (SELECT left(code, 4) || '00' AS city, *, LEAST({every}) AS worst,
    GREATEST({every}) AS most FROM standing)
SELECT city, count(*), count(*) FILTER (part = 1),
    count(*) FILTER (part = 1 AND worst > 0 AND most < 3),
    count(*) FILTER (part <> 0 AND worst > 0 AND NOT (part = 1 AND most < 3)),
    {counts}
FROM judged GROUP BY city ORDER BY city;"""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__.partition("\n")[0])
    with open(sys.argv[1], encoding="utf-8") as f:
        print("\n".join(Sql(json.load(f)).statements()))
