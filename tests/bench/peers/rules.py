"""What a text of the deliveries says by the standard's rules.csv, read here by
Python's patterns and not by our own programs: an analyst's table of spellings.

Only rules whose value is a literal are read; a text that another rule would
read first is not known.
"""
import functools
import re
import unicodedata

BLANKS = r" \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000"
BREAKS = r"\n\x0b\f\r\x85\u2028\u2029"
PIECE = re.compile(r"\\x\{([0-9A-Fa-f]+)\}|\\([hv])|\(\?<([a-z]+)>|\\.|.", re.S)


@functools.cache
def pattern(pcre):
    """A pattern of PCRE2 as Python has it; not all can be, so only those that
    are asked for are compiled."""
    out, inside = [], False
    for m in PIECE.finditer(pcre):
        piece = m.group(0)
        if m.group(1):
            piece = "\\U%08x" % int(m.group(1), 16)
        elif m.group(2):
            piece = BLANKS if m.group(2) == "h" else BREAKS
            piece = piece if inside else "[%s]" % piece
        elif m.group(3):
            piece = "("
        elif piece in "[]":
            # in a set, an opening bracket stands for itself
            piece = "\\[" if inside and piece == "[" else piece
            inside = piece != "]"
        out.append(piece)
    return re.compile("".join(out), re.A | re.S)


def narrow(text):
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c
                   for c in text)


# What a text rule puts in place of what it matched.
REPLACEMENTS = {
    "blank()": lambda m: " ",
    "narrow(x)": lambda m: narrow(m.group(1)),
    "text(x)": lambda m: m.group(1),
    "ideographs(x)": lambda m: unicodedata.normalize("NFKC", m.group(1)),
}
# Values that are no literals but always the same.
VALUES = {"na_or_empty()": "n/a"}


class Rules:
    def __init__(self, rows, columns):
        self.columns = columns
        self.rows = []
        for row in rows:
            inverted = row["pattern"].startswith("!")
            self.rows.append({
                "phase": row["phase"], "value": row["value"],
                "types": set(filter(None, row["type"].split("|"))),
                "columns": set(filter(None, row["columns"].split("|"))),
                "inverted": inverted,
                "pattern": row["pattern"][inverted:]})

    def of(self, column, phase, inverted):
        kind = self.columns[column]["type"]
        return [r for r in self.rows if r["phase"] == phase
                and (inverted or not r["inverted"])
                and (not r["types"] or kind in r["types"])
                and (not r["columns"] or column in r["columns"])]

    def read(self, column, text, inverted=False):
        """The value of a cell: a literal of the rules, the text itself where no
        rule is, and None where a rule computes it."""
        for r in self.of(column, "text", inverted):
            put = REPLACEMENTS.get(r["value"], r["value"].replace("\\", r"\\"))
            text = pattern(r["pattern"]).sub(put, text)
        for r in self.of(column, "value", inverted):
            if pattern(r["pattern"]).fullmatch(text):
                value = VALUES.get(r["value"], r["value"])
                return None if "(" in value else value
        return text
