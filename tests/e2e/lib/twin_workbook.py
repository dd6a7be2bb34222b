"""A CSV delivery as a workbook, by openpyxl, as a person would have it there.

    twin_workbook.py CSV XLSX [SHEET [NOTES]]

NOTES is the name of a sheet that stands before it.

Numbers are numbers, days are days, shares are shares, where that loses nothing
of how they are written; all else is text.
"""
import csv
import datetime
import gzip
import io
import re
import sys

import openpyxl

NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{0,5}[1-9])?")
DAY = re.compile(r"(20\d\d)-(\d\d)-(\d\d)")
SHARE = re.compile(r"(\d|[1-9]\d)(\.\d?[1-9])?%")


def text_of(path):
    data = open(path, "rb").read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def fill(cell, text):
    if NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
    elif DAY.fullmatch(text):
        try:
            cell.value = datetime.date(*map(int, DAY.fullmatch(text).groups()))
            cell.number_format = "yyyy-mm-dd"
        except ValueError:
            pass
    elif SHARE.fullmatch(text):
        cell.value = float(text[:-1]) / 100
        cell.number_format = "0.0%"
    if cell.value is None:
        cell.value = text
        cell.data_type = "s"


def reader_of(path):
    text = text_of(path)
    delimiter = max(",\t;|", key=text[:3000].count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def write(source, target, name="表", notes=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    if notes is not None:
        book.create_sheet(notes, 0)["A1"] = "nothing to see here"
    for r, row in enumerate(reader_of(source), 1):
        for c, value in enumerate(row, 1):
            if value != "":
                fill(sheet.cell(r, c), value)
    book.save(target)


if __name__ == "__main__":
    write(*sys.argv[1:])
