"""usage: release_sheets.py SHEETS RELEASE: the sheets of a workbook, as an office has
written them out, against the tables of the release."""
import csv
import os
import sys
from decimal import Decimal, InvalidOperation

from release_table import FILES, WORDED, table


def same(shown, text):
    if shown == text:
        return True
    try:
        return Decimal(shown) == Decimal(text)
    except InvalidOperation:
        return False


def compare(path, release, file):
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    head, want = table(release, file)
    names = rows[1] if len(rows) > 1 else []
    if not want:
        return
    assert head is None or names[:len(head)] == head, names
    assert len(rows) - 2 == len(want), (len(rows) - 2, len(want))
    for shown, row in zip(rows[2:], want):
        for name, cell, text in zip(names, shown, row):
            if name in WORDED:
                continue
            code = name == "code" or name.endswith("_code")
            assert cell == text if code else same(cell, text), (
                name, cell, text)


for title, file in FILES.items():
    compare(os.path.join(sys.argv[1], f"release-{title}.csv"), sys.argv[2],
            file)
