"""A workbook of the survey's columns, as large as a province's deliveries can be.

    big_workbook.py COLUMNS.CSV XLSX [ROWS]

Codes and names are shared strings, each its own; dates are days with a format,
shares numbers with a percent sign: what a spreadsheet saves.  Without ROWS it has
126,517, and 156 columns of the standard: 20 million cells.
"""
import csv
import sys
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BLOCK = 500
SMALL = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' + "".join(
        '<Override PartName="/xl/%s" ContentType="%s%s+xml"/>' % (p, FORMAT, t) for p, t in [
            ("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"), ("styles.xml", "styles"),
            ("sharedStrings.xml", "sharedStrings")]) + "</Types>",
    "_rels/.rels": '<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>' % (PACKAGE, OFFICE),
    "xl/workbook.xml": '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="社区基线" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>" % (MAIN, OFFICE),
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="%s">%s</Relationships>' % (PACKAGE, "".join(
        '<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (i, OFFICE, t, p) for i, (t, p) in enumerate([
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml")], 1))),
    "xl/styles.xml": '<styleSheet xmlns="%s"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders '
    'count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf '
    'numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>' % MAIN,
}


def letters(n):
    out = ""
    while n > 0:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


def layout(columns, words):
    """Of each column what stands between r="XX and the end of its cell, with %(...)s for what differs."""
    out = []
    for i, c in enumerate(columns):
        at = '<c r="%s%%(r)d"' % letters(i + 1)
        if c["name"] == "community_code":
            cell = ' t="s"><v>%(code)d</v></c>'
        elif c["name"] == "community_name":
            cell = ' t="s"><v>%(name)d</v></c>'
        elif c["type"] == "bool":
            cell = ' t="s"><v>%%(b%d)d</v></c>' % (i % 7)
        elif c["type"] == "int":
            cell = "><v>%%(i%d)d</v></c>" % (i % 5)
        elif c["type"] == "dec":
            cell = "><v>%%(i%d)d.%%(b%d)d</v></c>" % (i % 5, i % 7)
        elif c["type"] == "pct":
            cell = ' s="2"><v>0.%(p)d</v></c>'
        elif c["type"] == "date":
            cell = ' s="1"><v>%(d)d</v></c>'
        elif c["type"] == "year":
            cell = "><v>2021</v></c>"
        else:
            value = c["values"].split("|")[0] or {"city_name": "哈尔滨市", "county_name": "道里区"}.get(
                c["name"], "城乡路街道")
            cell = ' t="s"><v>%d</v></c>' % words.setdefault(value, len(words))
        out.append(at + cell)
    return '<row r="%(r)d">' + "".join(out) + "</row>"


def member(name):
    info = zipfile.ZipInfo(name, (2021, 3, 5, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def sheet(z, columns, words, rows, first_code):
    heading = "".join('<c r="%s1" t="s"><v>%d</v></c>' % (letters(i), words[c["title_zh"]])
                      for i, c in enumerate(columns, 1))
    form = layout(columns, words)
    with z.open(member("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as to:
        to.write((DECLARED + '<worksheet xmlns="%s"><sheetData><row r="1">%s</row>' % (MAIN, heading)).encode())
        for start in range(0, rows, BLOCK):
            text = []
            for k in range(start, min(start + BLOCK, rows)):
                of = {"r": k + 2, "code": first_code + 2 * k, "name": first_code + 2 * k + 1,
                      "p": 1 + k * 37 % 9999, "d": 44197 + k % 365}
                of.update(("b%d" % i, (k >> i) * 7 % 11 > 3) for i in range(7))
                of.update(("i%d" % i, (k * 7919 >> i) % (10 ** (i + 1))) for i in range(5))
                text.append(form % of)
            to.write("".join(text).encode())
        to.write(b"</sheetData></worksheet>")


def main(table, target, rows=126517):
    with open(table, encoding="utf-8") as f:
        columns = list(csv.DictReader(f))
    words = {"否": 0, "是": 1}
    for c in columns:
        words.setdefault(c["title_zh"], len(words))
    layout(columns, words)
    rows, first_code = int(rows), len(words)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as z:
        for name, text in SMALL.items():
            z.writestr(member(name), DECLARED + text)
        sheet(z, columns, words, rows, first_code)
        with z.open(member("xl/sharedStrings.xml"), "w") as to:
            to.write((DECLARED + '<sst xmlns="%s">' % MAIN).encode())
            to.write("".join("<si><t>%s</t></si>" % w for w in words).encode())
            for k in range(rows):
                to.write(("<si><t>2301%08d</t></si><si><t>第%d社区</t></si>" % (k, k)).encode())
            to.write(b"</sst>")


if __name__ == "__main__":
    main(*sys.argv[1:])
