"""usage: release_book.py parts|cells|dump|base BOOK [RELEASE]

What green-workbook made of RELEASE, held against its tables: `parts` that every
part of a workbook is well formed, and nothing in it is merged or a formula;
`cells` that its sheets have what the tables have, cell by cell; `dump` its
cells; `base` the same of a database, with its keys, types and views.
"""
import os
import sqlite3
import sys
import zipfile
from decimal import Decimal
from xml.dom import minidom

import openpyxl

from release_table import FILES, WORDED, table

CODED = ("code", "id", "query")


def same(value, text):
    if value is None:
        return text == ""
    if isinstance(value, bytes):
        return value.decode() == text
    if isinstance(value, (int, float)):
        return Decimal(repr(value)) == Decimal(text)
    return value == text


def parts(book):
    with zipfile.ZipFile(book) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            root = minidom.parseString(archive.read(name)).documentElement
            for tag in "mergeCells", "f":
                assert not root.getElementsByTagName(tag), (name, tag)
            assert archive.getinfo(name).date_time[:3] == (1980, 1, 1), name


def sheets(book):
    """The rows of each sheet of a table, with those that it goes on in."""
    found = {}
    for sheet in openpyxl.load_workbook(book):
        name = sheet.title.split(" (")[0]
        file = FILES.get(name, name.replace(" ", "-"))
        rows = list(sheet.iter_rows(values_only=True))
        if file in FILES.values() and len(rows) > 1:
            assert sheet.freeze_panes[1:] == "3" or sheet.freeze_panes[2:] == "3"
            assert sheet.auto_filter.ref.startswith("A2:"), name
            found.setdefault(file, [rows[1], []])
            found[file][1] += rows[2:]
    return found


def cells(book, release):
    found = sheets(book)
    assert {"cities", "communities", "milestones"} <= set(found)
    for file, (names, got) in found.items():
        head, rows = table(release, file)
        assert head is None or list(names) == head, file
        assert len(got) == len(rows), (file, len(got), len(rows))
        for shown, row in zip(got, rows):
            for name, value, text in zip(names, shown, row):
                if name in WORDED:
                    assert (value is None) == (text == "")
                    continue
                assert same(value, text), (file, name, value, text)
                if name in CODED or name.endswith("_code"):
                    assert value is None or isinstance(value, str), (name, value)
    print(len(found), "tables")


def dump(book):
    for sheet in openpyxl.load_workbook(book):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    print(sheet.title, cell.coordinate, cell.data_type,
                          cell.value, sep="\t")


def base(book, release):
    db = sqlite3.connect(f"file:{book}?mode=ro", uri=True)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = [name for name, in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'")]
    published = {name[:-4] for name in os.listdir(release)
                 if name.endswith((".csv", ".tsv"))} | {"queries"}
    if os.path.isdir(os.path.join(release, "corrections")):
        published.add("corrections")
    assert {name.replace("_", "-") for name in tables} == published
    for name in tables:
        head, rows = table(release, name.replace("_", "-"))
        cursor = db.execute(f"SELECT * FROM {name} ORDER BY rowid")
        names = [column[0] for column in cursor.description]
        got = cursor.fetchall()
        assert head is None or names == head, name
        assert len(got) == len(rows), name
        for shown, row in zip(got, rows):
            for column, value, text in zip(names, shown, row):
                assert same(value, text), (name, column, value, text)
    views = [name for name, in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'view'")]
    for name in views:
        db.execute(f"SELECT * FROM {name}").fetchall()
    print(len(tables), "tables", len(views), "views")


if __name__ == "__main__":
    {"parts": parts, "cells": cells, "dump": dump,
     "base": base}[sys.argv[1]](*sys.argv[2:])
