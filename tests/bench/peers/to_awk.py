#!/usr/bin/env python3
"""usage: to_awk.py JOB.json

The job as an awk program for mawk, behind words.awk: one pass, a variable for
each answer, an array of spellings.  Its input are the deliveries in the job's
order.
"""
import json
import sys

from expressions import names, plain


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Awk:
    def __init__(self, job):
        self.job = job
        self.bools, self.numbers = job["bools"], job["numbers"]
        self.criteria = list(job["criteria"])

    def unknown(self, name):
        return f"{name} > 1" if name in self.bools else f'{name} == ""'

    def value(self, tree):
        if isinstance(tree, float):
            return plain(tree)
        if isinstance(tree, str):
            return tree
        return f"({self.value(tree[1])} {tree[0]} {self.value(tree[2])})"

    def test(self, tree):
        """A tree as 1, 0 or 3."""
        if tree[0] == "and":
            return f"and3({self.test(tree[1])}, {self.test(tree[2])})"
        if tree[0] == "or":
            return (f"not3(and3(not3({self.test(tree[1])}), "
                    f"not3({self.test(tree[2])})))")
        if tree[0] == "not":
            return f"not3({self.test(tree[1])})"
        unknown = " || ".join(map(self.unknown, sorted(names(tree))))
        return f"({unknown} ? 3 : {self.value(tree)})"

    def atom(self, atom):
        operator, column, value = atom["test"]
        test = self.test(atom["test"])
        if column in self.bools and operator == "==" and not atom["applies"]:
            return column if value == 1 else f"not3({column})"
        if not atom["applies"]:
            return test
        applies = self.test(atom["applies"])
        return f"((a = {applies}) == 3 ? 3 : a == 0 ? 2 : {test})"

    def answer(self, name, file):
        if name not in file["at"]:
            return f'{name} = {3 if name in self.bools else quoted("")}'
        cell = f"f[{file['at'][name] + 1}]"
        if name in self.bools:
            here = "".join(f"{cell} == {quoted(text)} ? {code} : "
                           for text, code in
                           self.job["spelt_in"].get(name, {}).items())
            return f"{name} = {here}{cell} in spelt ? spelt[{cell}] : 3"
        number = self.numbers[name]
        digits = r"^[0-9]+$" if number["whole"] else r"^[0-9]+(\.[0-9]+)?$"
        return (f"{name} = {cell} ~ /{digits}/ ? {cell} + 0 : number_in({cell}, "
                f"{number['about_is_known']:d}, {number['none_is_zero']:d})")

    def file(self, i, file):
        yield f"file == {i} {{"
        yield "\tsub(/\\r$/, \"\")"
        yield '\tif (index($0, "\\"")) { delete f; n = fields($0) }'
        yield '\telse n = split($0, f, ",")'
        width = file["width"]
        yield f'\tif (n > {width} && f[{width + 1}] != "") next'
        yield f'\tfor (i = n + 1; i <= {width}; i++) f[i] = ""'
        for name in self.job["identity"]:
            at = file["at"]
            yield (f"\t{name} = " +
                   (f"f[{at[name] + 1}]" if name in at else quoted("")))
        yield ("\tcode = unit_of(community_code, community_name, city_name, "
               "county_name, street_name)")
        yield '\tif (code == "") next'
        for name in self.bools + list(self.numbers):
            yield "\t" + self.answer(name, file)
        yield "\tjudge()"
        yield "}"

    def judge(self):
        yield "function judge() {"
        for name, number in self.numbers.items():
            if number["least"] > 0:
                least = plain(number["least"])
                yield f'\tif ({name} != "" && {name} < {least}) {name} = ""'
        for i, check in enumerate(self.job["checks"]):
            yield f"\tholds{i} = {self.test(check['holds'])}"
        for i, check in enumerate(self.job["checks"]):
            query = "; ".join(f'{c} = {3 if c in self.bools else quoted("")}'
                              for c in check["columns"])
            yield f"\tif (holds{i} == 0) {{ {query} }}"
        for name in self.criteria:
            yield from self.criterion(name)
        states = " ".join(["participating", *self.criteria])
        content = ' "," '.join([*self.bools, *self.numbers])
        yield f"\tstands(code, {states}, revision_no, report_date,"
        yield f"\t\t{content})"
        yield "}"

    def criterion(self, name):
        """No if any atom is no, else open, else yes if any is yes."""
        atoms = [self.atom(a) for a in self.job["criteria"][name]]
        no = " || ".join(f"(s = {a}) == 0 || (seen[s] = 0)" for a in atoms)
        yield f"\tseen[1] = seen[3] = 1"
        yield f"\t{name} = {no} ? 0 : !seen[3] ? 3 : !seen[1] ? 1 : 2"

    def program(self):
        yield "BEGIN {"
        for text, code in self.job["spelt"].items():
            yield f"\tspelt[{quoted(text)}] = {code}"
        yield f"\tread_units({quoted(self.job['register'])})"
        yield "}"
        skips = " : ".join(f"file == {i} ? {f['skip']}" for i, f in
                           enumerate(self.job["files"], 1))
        yield "FNR == 1 { file++ }"
        yield f"FNR <= ({skips} : 0) {{ next }}"
        for i, file in enumerate(self.job["files"], 1):
            yield from self.file(i, file)
        yield from self.judge()
        yield f"END {{ print_cities({len(self.criteria)}) }}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__.partition("\n")[0])
    with open(sys.argv[1], encoding="utf-8") as f:
        print("\n".join(Awk(json.load(f)).program()))
