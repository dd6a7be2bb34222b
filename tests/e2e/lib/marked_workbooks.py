"""Workbooks with cells that are asked about, and what green-mark made of them.

    marked_workbooks.py make FOLDER                 the workbooks
    marked_workbooks.py check FOLDER OUTBOX ASKED   their twins with marks
    marked_workbooks.py csv CSV XLSX ASKED          a CSV's
    marked_workbooks.py saved FOLDER SAVED ASKED    those, saved by another program
    marked_workbooks.py sheet CSV XLSX              a sheet of queries, both ways
    marked_workbooks.py correct XLSX TO CELL=TEXT...
    marked_workbooks.py utf16 XLSX                  has its first sheet in UTF-16

Only the sheet and what belongs to its comments may differ; all XML is sound;
openpyxl finds the same cells, formats and comments, and those that were asked
about coloured, each with a comment.
"""
import csv
import io
import re
import sys
import zipfile
from xml.parsers import expat

import openpyxl

from book_parts import HEADINGS, TYPES, parts_of, record, relations, sheet_of

COLOUR = "FFFFD966"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
# a number that is asked about, a yes that is, and a cell that nobody filled in
ASKED = [record(households="约3多"), record("230102006009", participating="V"),
         record("230102006010", households=None)]
COMMENTS = """<comments xmlns="%s"><authors><author>A &amp; B</author></authors><commentList>
<comment ref="A1" authorId="0"><text><r><t>not asked</t></r></text></comment>
<comment ref="G2" authorId="0"><text><t>said before</t></text></comment>
</commentList></comments>""" % MAIN
# as Excel writes it, which is no XML
DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" o:spt="202"/>%s</xml>""" % "".join(
    '<v:shape id="_x0000_s20%d" type="#_x0000_t202"><v:textbox><div>a<br></div></v:textbox><x:ClientData '
    'ObjectType="Note"><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>' % (50 + i, row, column)
    for i, (row, column) in enumerate([(0, 0), (1, 6)]))


def styles(fills=""):
    return ('<styleSheet xmlns="%s"><numFmts count="1"><numFmt numFmtId="170" formatCode="0.00"/></numFmts>'
            '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>%s'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="3"><xf numFmtId="0" fontId="0" borderId="0" xfId="0"/>'
            "<xf numFmtId='170' fontId='0' borderId='0' xfId='0'><alignment wrapText='1'/></xf>"
            '<xf numFmtId="49" fontId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
            % (MAIN, fills))


def case(sheet, **more):
    """The members of a workbook with this sheet; names given with _ for / and . too."""
    parts = parts_of({"sheets": [("基线", sheet), ("说明", sheet_of([["a", "b"]]))]})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        'xmlns:r="r"', 'xmlns="%s" xmlns:r="%s"' % (MAIN, TYPES[:-1]))
    for name in list(parts):
        if name.endswith(".rels"):
            parts[name] = parts[name].replace("<Relationships>", '<Relationships xmlns="http://schemas.'
                                              'openxmlformats.org/package/2006/relationships">')
    parts["xl/sharedStrings.xml"] = '<sst xmlns="%s"/>' % MAIN
    parts["xl/styles.xml"] = styles('<fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
                                    '<patternFill patternType="gray125"/></fill></fills>')
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>%s</Types>' % "".join(
            '<Override PartName="/%s" ContentType="%s%s+xml"/>' % (name, FORMAT, kind) for name, kind in [
                ("xl/workbook.xml", "sheet.main"), ("xl/worksheets/sheet1.xml", "worksheet"),
                ("xl/worksheets/sheet2.xml", "worksheet"), ("xl/styles.xml", "styles"),
                ("xl/sharedStrings.xml", "sharedStrings")]))
    parts.update(more.pop("parts", {}))
    return {name: text for name, text in parts.items() if text is not None}, more


def with_comments(sheet):
    return case(sheet.replace("</worksheet>", '<legacyDrawing xmlns:q="%s" q:id="d"/></worksheet>' % TYPES[:-1]), parts={
        "xl/comments7.xml": COMMENTS, "xl/drawings/old.vml": DRAWING,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("c", "comments", "../comments7.xml"), ("d", "vmlDrawing", "../drawings/old.vml")).replace(
            "<Relationships>",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">')})


PLAIN = sheet_of([HEADINGS] + ASKED)
PREFIXED = PLAIN.replace("xmlns=", "xmlns:x=").replace("</", "</x:").replace("<", "<x:").replace(
    "<x:/x:", "</x:").replace("<x:?", "<?")
CASES = {
    "plain": case(PLAIN),
    "prefixed": case(PREFIXED),
    "stored": case(PLAIN, packed=zipfile.ZIP_STORED),
    "comments": with_comments(PLAIN),
    "no_styles": case(PLAIN, parts={"xl/styles.xml": None}),
    "no_fills": case(PLAIN, parts={"xl/styles.xml": styles()}),
    "blank_fills": case(PLAIN, parts={"xl/styles.xml": styles("<fills/>")}),
    "styles_of_rows_and_columns": case(sheet_of(
        [HEADINGS, ASKED[0], ASKED[1], ('s="1" customFormat="1"', ASKED[2])],
        before='<cols><col min="7" max="7" width="9" style="2"/></cols>')),
    "merged": case(sheet_of(
        [HEADINGS, record(), ('hidden="1"', record("230102006009", street_name="?", city_name=None)), ASKED[2]],
        behind='<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells><pageMargins left="1" right="1" top="1" '
               'bottom="1" header="1" footer="1"/><extLst><ext uri="{1}"/></extLst>')),
    "cells_without_places": case(re.sub(r'(<(?:c|row)) r="[A-Z]*[0-9]+"', r"\1", sheet_of(
        [HEADINGS, record(households="约3多"), record("230102006009", participating="V")]))),
}


def make(folder):
    for name, (parts, more) in CASES.items():
        with zipfile.ZipFile("%s/%s.xlsx" % (folder, name), "w") as z:
            for path, text in parts.items():
                z.writestr(zipfile.ZipInfo(path, (2021, 3, 5, 1, 2, 4)), text,
                           more.get("packed", zipfile.ZIP_DEFLATED))


def fail(what):
    sys.exit("marked_workbooks: " + what)


def raw_of(path):
    """Each member as it lies there, packed."""
    out = {}
    with zipfile.ZipFile(path) as z, open(path, "rb") as f:
        for i in z.infolist():
            f.seek(i.header_offset + 26)
            name, extra = (int.from_bytes(f.read(2), "little") for _ in range(2))
            f.seek(name + extra, 1)
            out[i.filename] = f.read(i.compress_size), z.read(i)
    return out


def may_change(name):
    return re.fullmatch(r"xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?|xl/styles\.xml|xl/comments\w+\.xml|"
                        r"xl/drawings/\w+\.vml|\[Content_Types\]\.xml", name)


def check_members(old, new):
    for name, (packed, _) in old.items():
        if name not in new:
            fail("%s is gone" % name)
        if not may_change(name) and new[name][0] != packed:
            fail("%s has changed" % name)
    for name, (_, text) in new.items():
        if name not in old and not may_change(name):
            fail("%s is new" % name)
        if not b"<br>" in text:
            expat.ParserCreate().Parse(text, True)


def asked_of(path, file):
    """Cells by sheet: how many lines of what is asked concern each."""
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = [line.rstrip("\n").split("\t") for line in f][:-1]
    out = {}
    for row in (dict(zip(lines[0], line)) for line in lines[1:]):
        name, _, sheet = row["src"].partition("#")
        if name.split("/")[-1] == file:
            at = openpyxl.utils.get_column_letter(int(row["position"]) or 1) + row["line"]
            out.setdefault((sheet, at), []).append(row["reason"])
    return out


def check_cells(name, old, new, asked):
    for sheet in old:
        for row in sheet.iter_rows():
            for was in row:
                now = new[sheet.title][was.coordinate]
                if was.value != now.value or (was.value is not None and was.number_format != now.number_format):
                    fail("%s: %s was %r and is %r" % (name, was.coordinate, was.value, now.value))
                if was.comment and was.comment.text not in now.comment.text:
                    fail("%s: the comment at %s is gone" % (name, was.coordinate))
                if not was.comment and now.comment and (sheet.title, was.coordinate) not in asked:
                    fail("%s: %s is not asked" % (name, was.coordinate))
    for (sheet, at), reasons in asked.items():
        now = new[sheet][at]
        if now.comment is None or not all(r in now.comment.text for r in reasons):
            fail("%s: %s does not say %s" % (name, at, reasons))
        if now.fill.fgColor.rgb != COLOUR and name != "no_styles":
            fail("%s: %s has no colour" % (name, at))
    coloured = {(s.title, c.coordinate) for s in new for row in s.iter_rows() for c in row
                if c.fill.fgColor.rgb == COLOUR}
    if not coloured <= set(asked):
        fail("%s: %s have a colour" % (name, sorted(coloured - set(asked))))


def check(folder, outbox, path):
    marks = 0
    for name in CASES:
        old, new = "%s/%s.xlsx" % (folder, name), "%s/%s.xlsx" % (outbox, name)
        asked = asked_cells(path, name)
        if len(asked) < 2:
            fail("%s: only %d cells are asked about" % (name, len(asked)))
        check_members(raw_of(old), raw_of(new))
        if name.endswith("_fills"):     # which openpyxl takes for damage
            old = folder + "/plain.xlsx"
        check_cells(name, openpyxl.load_workbook(old), openpyxl.load_workbook(new), asked)
        marks += len(asked)
    styled = openpyxl.load_workbook(outbox + "/styles_of_rows_and_columns.xlsx")["基线"]
    if styled["G4"].number_format != "0.00" or styled["G2"].number_format != "General":
        fail("a cell that was not there has another style than its row")
    print("%d workbooks, %d marks" % (len(CASES), marks))


def asked_cells(path, name):
    """The block's first cell is the one that is seen."""
    asked = asked_of(path, name + ".xlsx")
    return {(s, {"C3": "C2"}.get(at, at)): r for (s, at), r in asked.items()} if name == "merged" else asked


def check_saved(folder, saved, path):
    """Another program has the same cells, and every comment."""
    comments = 0
    for name in CASES:
        old = openpyxl.load_workbook("%s/%s.xlsx" % (folder, "plain" if name.endswith("_fills") else name))
        new = openpyxl.load_workbook("%s/%s.xlsx" % (saved, name))
        for sheet in old:
            for was in (c for row in sheet.iter_rows() for c in row):
                if was.value != new[sheet.title][was.coordinate].value:
                    fail("%s: %s was %r and is %r" % (name, was.coordinate, was.value,
                                                      new[sheet.title][was.coordinate].value))
        for (sheet, at), reasons in asked_cells(path, name).items():
            now = new[sheet][at].comment
            if now is None or not all(r in now.text for r in reasons):
                fail("%s: %s does not say %s" % (name, at, reasons))
            comments += 1
    print("%d workbooks, %d comments" % (len(CASES), comments))


def check_csv(source, target, path):
    text = open(source, "rb").read()
    try:
        text = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = text.decode("gb18030")
    new = openpyxl.load_workbook(target)
    sheet, numbers = new.worksheets[0], 0
    for r, row in enumerate(csv.reader(io.StringIO(text, newline="")), 1):
        for c, value in enumerate(row, 1):
            now = sheet.cell(r, c).value
            numbers += isinstance(now, (int, float))
            if str(now if now is not None else "") != value:
                fail("%s%d was %r and is %r" % (openpyxl.utils.get_column_letter(c), r, value, now))
            if re.fullmatch(r"\d{12}", value) and sheet.cell(r, c).data_type == "n":
                fail("a code is a number")
    asked = {at: r for (_, at), r in asked_of(path, source.split("/")[-1]).items()}
    for row in sheet.iter_rows():
        for now in row:
            said = now.comment.text if now.comment else None
            if (now.coordinate in asked) != (said is not None) or (said is not None) != (
                    now.fill.fgColor.rgb == COLOUR):
                fail("%s: comment and colour" % now.coordinate)
            if said and not all(reason in said for reason in asked[now.coordinate]):
                fail("%s does not say why" % now.coordinate)
    lists = sheet.data_validations.dataValidation
    if not lists or numbers == 0 or not asked:
        fail("%d lists, %d numbers, %d marks" % (len(lists), numbers, len(asked)))
    print("%d marks, %d lists" % (len(asked), len(lists)))


def check_sheet(source, target):
    """A sheet of queries as a workbook is the CSV, and only answers can be filled in."""
    rows = list(csv.reader(open(source, encoding="utf-8-sig", newline="")))
    book = openpyxl.load_workbook(target)
    sheet, = book
    cells = [["" if v is None else v for v in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    if cells != rows:
        fail("%s is not %s" % (target, source))
    if sheet.title != "数据核实单" or not sheet.protection.sheet or "情况属实：" not in sheet["A1"].value:
        fail("the sheet is another")
    open_cells = [c for row in sheet.iter_rows() for c in row if not c.protection.locked]
    want = [n for n, row in enumerate(rows[1:], 3) if "此项无法在本表答复" not in row[7]]
    if [(c.row, c.column_letter, c.number_format) for c in open_cells] != [(n, "I", "@") for n in want]:
        fail("what can be filled in: %s" % [c.coordinate for c in open_cells])
    lists = {str(v.sqref) for v in sheet.data_validations.dataValidation if v.formula1 == '"是,否"'}
    if not lists or not lists < {c.coordinate for c in open_cells}:
        fail("lists at %s" % sorted(lists))
    print("%d queries, %d lists" % (len(rows) - 1, len(lists)))


def correct(source, target, *cells):
    book = openpyxl.load_workbook(source)
    for pair in cells:
        at, _, text = pair.partition("=")
        sheet = next(s for s in book if s.protection.sheet or any(c.comment for row in s.iter_rows() for c in row))
        sheet[at] = int(text) if text.isdigit() else text
    book.save(target)


def in_utf16(path):
    """What is read, but not written anew."""
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as z:
        parts = {name: z.read(name) for name in z.namelist()}
    text = re.sub(r"^<\?xml[^>]*\?>", "", parts[sheet].decode())
    parts[sheet] = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
    with zipfile.ZipFile(path, "w") as z:
        for name, text in parts.items():
            z.writestr(name, text)


if __name__ == "__main__":
    {"make": make, "check": check, "csv": check_csv, "saved": check_saved, "sheet": check_sheet, "correct": correct,
     "utf16": in_utf16}[sys.argv[1]](*sys.argv[2:])
