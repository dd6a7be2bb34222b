"""usage: mail_page.py TREE

Holds the README's page of mail against what the scripts of a night can say: each
way in which they end or complain stands in the table, under its exit status, and
the table has nothing that nobody says.  Prints what is amiss, then how many ways
there are."""
import glob
import re
import sys

SCRIPTS = "nightly annual start frame parts waves tables publish".split()
# said by the programs, or by the system, and shown on the page
PROGRAMS = {
    "a program is missing": "4", "cannot be locked": "4", "out of memory": "4",
    "No space left on device": "4",
}
TEXT = r'"((?:[^"\\$]|\\.)+)"'
WORD = r'(?:"[^"]*"|\'[^\']*\'|[^\s"\']+)+'


def statements(path):
    """The script's lines, continued ones joined, without comments."""
    text = open(path, encoding="utf-8").read().replace("\\\n", " ")
    return [line.strip() for line in text.split("\n")
            if not line.lstrip().startswith("#")]


def said(tree):
    """words -> statuses with which a script says them ("0": it goes on)."""
    ways = {}

    def add(words, *status):
        ways.setdefault(words, set()).update(status)

    for name in SCRIPTS:
        lines = statements(f"{tree}/pipelines/{name}")
        for line in lines:
            for status, words in re.findall(
                    rf'\bfail (\d|"\$status"|\$status) {WORD}\s+{TEXT}', line):
                # else that of the program that could not
                add(words, *(status if status.isdigit() else "234"))
            for words in re.findall(rf'\bstep "[^"]*" {TEXT}', line):
                add(words, *"234")
            for words in re.findall(rf'\bput_aside {WORD} {TEXT}', line):
                add(words, "0")
            for words in re.findall(rf'\bonly_one \d+ {WORD} {WORD}\s+{TEXT}',
                                    line):
                add(words, "75")
        # a complaint after which it goes on: one printf, perhaps of two lines
        text = "\n".join(lines)
        for printf in re.findall(r'printf (?:(?!printf)[^{}])*?>&2', text):
            for words in re.findall(rf'translated\s+{TEXT}', printf):
                add(words, "0")
    return ways


def table(tree):
    """(statuses, phrases) of each row of the README's tables."""
    readme = open(f"{tree}/README.md", encoding="utf-8").read()
    for row in re.findall(r"^\| [0-9, ]+ \|.*$", readme, re.M):
        cell = [c.strip() for c in row.strip("|").split("|")]
        yield set(cell[0].split(", ")), re.findall(r"`([^`]+)`", cell[1])


def main():
    tree = sys.argv[1]
    ways, rows, amiss = said(tree), list(table(tree)), []
    source = "".join(open(p, encoding="utf-8").read()
                     for p in glob.glob(f"{tree}/src/*/*.c"))
    for words, status in sorted(ways.items()):
        fits = [s for s, phrases in rows
                if any(p.split(": ")[-1] in words or words in p
                       for p in phrases)]
        if not fits:
            amiss.append(f"the table does not have '{words}'")
        elif not any(status & s for s in fits):
            amiss.append(f"'{words}' ends in {sorted(status)}, not {fits}")
    for status, phrases in rows:
        for phrase in phrases:
            words = phrase.split(": ")[-1]
            known = [w for w in ways if words in w]
            if phrase.startswith("FILE.csv") or " " not in phrase:
                continue  # a form of lines, and a file
            if not known and not any(
                    words == w and s in status and (w in source or s == "4")
                    for w, s in PROGRAMS.items()):
                amiss.append(f"nobody says '{phrase}'")
    print("\n".join(amiss + [f"{len(ways)} ways, {len(rows)} rows"]))
    return 1 if amiss else 0


sys.exit(main())
