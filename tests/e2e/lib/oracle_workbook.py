"""Numbers in every format, as openpyxl writes them, and what openpyxl says they are.

    oracle_workbook.py make FOLDER          the workbooks, of 1900 and of 1904
    oracle_workbook.py check FOLDER ROWS    what green-ingest made of their cells

A date, a time, a time that may be longer than a day, a share or a number is what
openpyxl takes the cell for, by its own rules; the text is worked out of its value.
"""
import datetime
import random
import sys
import warnings
from decimal import Decimal

import openpyxl
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from book_parts import COLUMNS, HEADINGS, record
from odd_workbooks import stream

# d, _d0 and *m0 are not among them, which it takes for what they are not
FORMATS = sorted(code for number, code in numbers.BUILTIN_FORMATS.items()) + [
    "yyyy-mm-dd hh:mm:ss", "yyyy/m/d;@", 'yyyy"年"m"月"d"日"', "[$-804]yyyy\\-mm\\-dd", "yyyy.mm", "yyyy",
    'yyyy"年"', "dd/mm", "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[ss]", "h:mm AM/PM", "yyyy-mm-dd h",
    "0.000%", "0%;-0%", '0"%"', '"共"0"户"', "0_ ;-0\\ ", "[Red]0.0;[Blue]-0.0", "#,##0.00;(#,##0.00)",
    "[>100]0;0.0", "[$¥-804]#,##0.00", "0.00E+00", "000000", "@", "\\d0", '"y"0', 'General"日"']
VALUES = [0, 1, 7, 59, 61, 366, 1462, 44260, 44260.5, 44260.999, 2957003, 2957004, 2958465, 2958466, 0.25, 0.333, 0.5625, 1.5208333333333333,
          -3, -0.05, 12.345, 1200, 0.1, 1e-7, 123456.789]
CALENDARS = {"of_1900": CALENDAR_WINDOWS_1900, "of_1904": CALENDAR_MAC_1904}
AT = HEADINGS.index("居民户数") + 1


def cells():
    """Each format with each of the values, and with some that nobody thought of."""
    draw = random.Random(15)
    for code in FORMATS:
        for value in VALUES + [round(draw.uniform(62, 80000), draw.randrange(7)) for _ in range(3)]:
            yield code, value


def make(folder):
    for name, epoch in CALENDARS.items():
        book = openpyxl.Workbook()
        book.epoch = epoch
        sheet = book.active
        sheet.append(HEADINGS)
        for n, (code, value) in enumerate(cells(), 2):
            sheet.append(record("%012d" % (230102006000 + n)))
            sheet.cell(n, AT).value = value
            sheet.cell(n, AT).number_format = code
        book.save("%s/%s.xlsx" % (folder, name))


def number(value):
    text = format(Decimal("%.15g" % value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def clock(seconds):
    return "%02d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)


def texts_of(cell, value, epoch):
    """What the cell may come to: openpyxl does not tell days from months and years."""
    code = cell.number_format
    last = 2957003 if epoch == CALENDAR_MAC_1904 else 2958465   # of the year 9999
    if cell.is_date and 0 <= value < last + 1:
        if numbers.is_timedelta_format(code):
            return [clock(round(value * 86400))]
        kind = numbers.is_datetime(code)
        if kind == "time" or (value < 1 and kind == "datetime" and epoch != CALENDAR_MAC_1904):
            return [clock(round(value * 86400))]
        if value < 1 and epoch != CALENDAR_MAC_1904:
            return ["1900/1/0"]
        moment = from_excel(value, epoch)
        if isinstance(moment, datetime.time):
            moment = datetime.datetime.combine(epoch, moment)
        day = moment.strftime("%Y-%m-%d")
        if kind == "datetime":
            moment = (moment + datetime.timedelta(microseconds=500000)).replace(microsecond=0)
            return [str(moment).replace(" 00:00:00", "")]
        return [day if "d" in code else day[:7] if "m" in code else day[:4]]
    if "%" in code.replace('"%"', ""):
        return [number(float(Decimal("%.15g" % value) * 100)) + "%"]
    return [number(value)]


def check(folder, rows):
    rows = {(r["src"].split("/")[-1].split(".")[0], r["line"]): r["households"] for r in stream(rows)}
    bad = seen = 0
    warnings.simplefilter("ignore")     # that a number is no day
    for name, epoch in CALENDARS.items():
        book = openpyxl.load_workbook("%s/%s.xlsx" % (folder, name))
        sheet = book.active
        for n, (code, value) in enumerate(cells(), 2):
            seen += 1
            want = texts_of(sheet.cell(n, AT), value, epoch)
            if rows.get((name, str(n))) not in want:
                bad += 1
                print("%s:%d: %r in %s: %s and not %s" % (name, n, value, code, rows.get((name, str(n))), want))
    print("%d cells, %d faults" % (seen, bad))
    return bad > 0


if __name__ == "__main__":
    sys.exit({"make": make, "check": check}[sys.argv[1]](*sys.argv[2:]))
