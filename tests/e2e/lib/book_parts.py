"""Workbooks out of parts that are written here as XML, for tests."""
import io
import zipfile

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEADINGS = ["社区代码", "社区名称", "市（地）", "县（市、区）", "街道", "调查日期",
            "居民户数", "是否开展绿色社区创建", "物业服务管理覆盖率（%）"]
COLUMNS = ["community_code", "community_name", "city_name", "county_name", "street_name",
           "survey_date", "households", "participating", "c12_pm_rate_reported"]
STYLES = ["General", "yyyy-mm-dd", "0.0%", 'yyyy"年"m"月"', "@", "yyyy-mm-dd hh:mm",
          '[$-804]yyyy"年"m"月"d"日";@', "0.00", "[h]:mm", "0.00E+00", "0%;[Red]-0%", "h:mm", "yyyy",
          '"日"0']


def letters(n):
    out = ""
    while n > 0:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


def escape(text):
    return (str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace('"', "&quot;"))


def cell(row, column, value):
    """A text, a number, or the cell's XML with @ for its place."""
    at = letters(column) + str(row)
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return '<c r="%s"><v>%r</v></c>' % (at, value)
    if value.startswith("<c"):
        return value.replace("@", 'r="%s"' % at)
    return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (
        at, escape(value))


def rows_of(rows, first=1):
    """Rows are lists of cells, or pairs of a row's attributes and its cells."""
    out = []
    for n, row in enumerate(rows, first):
        more = ""
        if isinstance(row, tuple):
            more, row = row
        out.append('<row r="%d" %s>%s</row>' % (
            n, more, "".join(cell(n, i, v) for i, v in enumerate(row, 1))))
    return "".join(out)


def sheet_of(rows, before="", behind=""):
    return ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://'
            'schemas.openxmlformats.org/spreadsheetml/2006/main">%s<sheetData>%s</sheetData>%s'
            "</worksheet>" % (before, rows_of(rows), behind))


def record(code="230102006008", **other):
    values = dict(zip(COLUMNS, [code, "天薇社区", "哈尔滨市", "道里区", "城乡路街道",
                                "2021-03-05", 1200, "是", 88.5]), **other)
    return [values[c] for c in COLUMNS]


def relations(*pairs):
    return "<Relationships>%s</Relationships>" % "".join(
        '<Relationship Id="%s" Type="%s%s" Target="%s"/>' % (i, TYPES, t, to)
        for i, t, to in pairs)


def styles():
    own = "".join('<numFmt numFmtId="%d" formatCode="%s"/>' % (170 + i, escape(code))
                  for i, code in enumerate(STYLES))
    used = "".join('<xf numFmtId="%d"/>' % (170 + i) for i in range(len(STYLES)))
    return ("<styleSheet><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
            "<cellXfs>%s</cellXfs></styleSheet>" % (own, used))


def parts_of(about):
    """The members of a workbook, by their names."""
    sheets = about.get("sheets") or [("社区基线", about.get("xml") or sheet_of(
        [about.get("head", HEADINGS)] + about.get("rows", [record()]),
        about.get("before", ""), about.get("behind", "")))]
    states = about.get("states", {})
    parts = {
        "_rels/.rels": relations(("m", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<workbook xmlns:r="r"><workbookPr %s/><sheets>%s</sheets></workbook>' % (
            about.get("switch", ""), "".join(
                '<sheet name="%s" sheetId="%d" %s r:id="r%d"/>' % (
                    escape(name), i, states.get(name, ""), i)
                for i, (name, _) in enumerate(sheets, 1))),
        "xl/_rels/workbook.xml.rels": relations(
            ("s", "styles", "styles.xml"), ("t", "sharedStrings", "sharedStrings.xml"),
            *[("r%d" % i, "worksheet", "worksheets/sheet%d.xml" % i)
              for i in range(1, len(sheets) + 1)]),
        "xl/styles.xml": styles(),
        "xl/sharedStrings.xml": "<sst>%s</sst>" % about.get("strings", ""),
    }
    for i, (_, xml) in enumerate(sheets, 1):
        parts["xl/worksheets/sheet%d.xml" % i] = xml
    for name, text in about.get("parts", {}).items():
        if text is None:
            parts.pop(name, None)
        else:
            parts[name] = text
    return parts


def bytes_of(about):
    if "bytes" in about:
        return about["bytes"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", about.get("packed", zipfile.ZIP_DEFLATED)) as z:
        for name, text in about.get("first", []):
            z.writestr(name, text)
        for name, text in parts_of(about).items():
            z.writestr(zipfile.ZipInfo(name, (2021, 3, 5, 0, 0, 0)), text,
                       about.get("packed", zipfile.ZIP_DEFLATED))
    return about.get("then", lambda b: b)(out.getvalue())
