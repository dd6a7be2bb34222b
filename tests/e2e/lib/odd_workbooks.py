"""Odd and hostile workbooks, each with what has to come of it.

    odd_workbooks.py make FOLDER            the workbooks
    odd_workbooks.py check ROWS FINDINGS... what green-ingest and green-clean made of them

A case is its parts, written here as XML, and a list of what is expected:
`refused RULE`; `LINE COLUMN=TEXT` of a row; `RULE LINE COLUMN [WORD]` of a finding,
of which `-` is nothing; `no RULE`; `rows N`; `sheet NAME`.
"""
import sys
import zipfile

from book_parts import (COLUMNS, HEADINGS, TYPES, bytes_of, cell, escape, parts_of, record, relations,
                        rows_of, sheet_of)

CASES = []


def strict_of(text):
    """Types of relations as ISO 29500 has them in its strict form."""
    return text.replace(TYPES, "http://purl.oclc.org/ooxml/officeDocument/relationships/")


def case(name, *expected, **about):
    """A workbook of these parts, called `file` if it is, and what has to come of it."""
    about.setdefault("file", name + ".xlsx")
    CASES.append((name, about, expected))


# ---- values -----------------------------------------------------------------

case("plain", "2 community_code=230102006008", "2 households=1200", "2 c12_pm_rate_reported=88.5",
     "2 survey_date=2021-03-05", "no W05", "rows 1", "sheet 社区基线")
case("code_as_number", "2 community_code=230102006008", rows=[record(230102006008)])
case("code_of_17_as_number", "2 community_code=23010200600811100", "K10 2 community_code",
     rows=[record('<c @><v>2.3010200600811101E+16</v></c>')])
case("text_like_number", "2 households=0012", rows=[record(households="0012")])
case("binary_fraction", "2 c12_pm_rate_reported=0.1",
     rows=[record(c12_pm_rate_reported='<c @><v>0.10000000000000001</v></c>')])
case("fifteen_digits", "2 c12_pm_rate_reported=33.3333333333333",
     rows=[record(c12_pm_rate_reported='<c @><v>33.333333333333336</v></c>')])
case("percent", "2 c12_pm_rate_reported=33.33%", "no N04",
     rows=[record(c12_pm_rate_reported='<c @ s="2"><v>0.33329999999999999</v></c>')])
case("percent_below_zero", "2 c12_pm_rate_reported=-5%", "N15 2 c12_pm_rate_reported",
     rows=[record(c12_pm_rate_reported='<c @ s="2"><v>-0.05</v></c>')])
case("date", "2 survey_date=2021-03-05", rows=[record(survey_date='<c @ s="1"><v>44260</v></c>')])
case("date_chinese", "2 survey_date=2021-03-05",
     rows=[record(survey_date='<c @ s="6"><v>44260</v></c>')])
case("date_with_time", "2 survey_date=2021-03-05 18:00:00",
     rows=[record(survey_date='<c @ s="5"><v>44260.75</v></c>')])
case("date_of_month", "2 survey_date=2021-03", "T08 2 survey_date",
     rows=[record(survey_date='<c @ s="3"><v>44256</v></c>')])
case("date_iso", "2 survey_date=2021-03-05",
     rows=[record(survey_date='<c @ t="d"><v>2021-03-05T00:00:00</v></c>')])
for spelling in ("1", "true", "on"):
    case("date_1904_" + spelling, "2 survey_date=2021-03-05", switch='date1904="%s"' % spelling,
         rows=[record(survey_date='<c @ s="1"><v>42798</v></c>')])
for spelling in ("0", "false", "off"):
    case("date_1900_" + spelling, "2 survey_date=2021-03-05", switch='date1904="%s"' % spelling,
         rows=[record(survey_date='<c @ s="1"><v>44260</v></c>')])
case("serial_60", "2 survey_date=\\x", "W07 2 survey_date",
     rows=[record(survey_date='<c @ s="1"><v>60</v></c>')])
case("number_as_text_format", "2 households=1200",
     rows=[record(households='<c @ s="4"><v>1200</v></c>')])
case("yes_as_boolean", "2 participating=TRUE", rows=[record(participating='<c @ t="b"><v>1</v></c>')])
case("shared_strings", "2 community_name=天薇社区", "2 city_name=哈尔滨市",
     strings="<si><r><t>天薇</t></r><r><rPr><b/></rPr><t>社区</t></r></si>"
             "<si><t>哈尔滨市</t><rPh sb='0' eb='2'><t>haerbin</t></rPh></si>",
     rows=[record(community_name='<c @ t="s"><v>0</v></c>', city_name='<c @ t="s"><v>1</v></c>')])
case("escaped_characters", "2 community_name=天薇 社区",
     rows=[record(community_name='<c @ t="str"><v>天薇_x000D__x000A_社区</v></c>')])
case("quotes_and_commas", '2 street_name="城乡路,街道"', rows=[record(street_name='"城乡路,街道"')])
case("formula", "2 households=1200", "W05 2 households",
     rows=[record(households='<c @><f>G3*2</f><v>1200</v></c>')])
case("formula_of_text", "2 participating=是", "W05 2 participating",
     rows=[record(participating='<c @ t="str"><f>IF(1,"是","")</f><v>是</v></c>')])
case("formula_shared", "2 households=1200", "3 households=1300", "W05 3 households",
     rows=[record(households='<c @><f t="shared" ref="G2:G3" si="0">A1</f><v>1200</v></c>'),
           record("230102006009", households='<c @><f t="shared" si="0"/><v>1300</v></c>')])
case("formula_without_value", "2 households=\\x", "W06 2 households",
     rows=[record(households="<c @><f>SUM(G3:G9)</f></c>")])
case("formula_blank", "2 households=", "no W05",
     rows=[record(households='<c @ t="str"><f>IF(1,"","")</f><v></v></c>')])
case("error_value", "2 households=#N/A", "N25 2 households", rows=[record(households='<c @ t="e"><v>#N/A</v></c>')])
case("personal_number", "2 community_name=天薇社区 ***********",
     rows=[record(community_name="天薇社区 13800000000")])

case("serial_60_of_1904", "2 survey_date=1904-03-01", "no W07", switch='date1904="1"',
     rows=[record(survey_date='<c @ s="1"><v>60</v></c>')])
case("serials_59_and_61", "2 survey_date=1900-02-28", "3 survey_date=1900-03-01", "no W07",
     rows=[record(survey_date='<c @ s="1"><v>59</v></c>'),
           record("230102006009", survey_date='<c @ s="1"><v>61</v></c>')])
case("date_below_zero", "2 survey_date=-1", rows=[record(survey_date='<c @ s="1"><v>-1</v></c>')])
case("date_not_formatted", "2 survey_date=44260", "T03 2 survey_date",
     rows=[record(survey_date='<c @ s="7"><v>44260</v></c>')])
case("date_of_year", "2 survey_date=2021", rows=[record(survey_date='<c @ s="12"><v>44260</v></c>')])
case("date_in_a_literal", "2 households=1200", rows=[record(households='<c @ s="13"><v>1200</v></c>')])
case("time_elapsed", "2 households=36:30:00", "N04 2 households",
     rows=[record(households='<c @ s="8"><v>1.5208333333333333</v></c>')])
case("time_of_day", "2 households=12:30:00", rows=[record(households='<c @ s="11"><v>0.52083333333333337</v></c>')])
case("scientific", "2 community_code=230102006008",
     rows=[record('<c @ s="9"><v>2.3010200600800001E+11</v></c>')])
case("percent_of_two_sections", "2 c12_pm_rate_reported=88.5%",
     rows=[record(c12_pm_rate_reported='<c @ s="10"><v>0.88500000000000001</v></c>')])
case("code_of_18_as_number", "2 community_code=230102006008111000", "M03 2 community_code",
     rows=[record('<c @><v>2.30102006008111E+17</v></c>')])
case("number_huge", "2 households=1.5E+300", "M03 2 households", rows=[record(households="<c @><v>1.5E300</v></c>")])
case("number_that_is_none", "2 households=12a", rows=[record(households="<c @><v>12a</v></c>")])
case("error_values", "2 households=#REF!", "N25 2 households", "N25 2 c12_pm_rate_reported",
     "N25 2 survey_date", "2 c12_pm_rate_reported=#DIV/0!", "2 survey_date=#VALUE!",
     rows=[record(households='<c @ t="e"><f>#REF!+1</f><v>#REF!</v></c>',
                  c12_pm_rate_reported='<c @ t="e"><v>#DIV/0!</v></c>',
                  survey_date='<c @ s="1" t="e"><v>#VALUE!</v></c>')])
case("blanks_around", "2 community_name=  天薇社区 ", "2 street_name= 城乡路街道 ",
     strings="<si><t xml:space='preserve'>  天薇社区 </t></si>",
     rows=[record(community_name='<c @ t="s"><v>0</v></c>',
                  street_name='<c @ t="inlineStr"><is><t>\n城乡路街道\n</t></is></c>')])
case("phonetic", "2 community_name=天薇社区", "W09 1 -",
     strings="<si><t>天薇社区</t><rPh sb='0' eb='2'><t>tianwei</t></rPh><phoneticPr fontId='1'/></si>",
     rows=[record(community_name='<c @ t="s"><v>0</v></c>')])
case("type_unknown", "2 households=1200", rows=[record(households='<c @ t="zz"><v>1200</v></c>')])
case("style_beyond_the_list", "2 households=1200", rows=[record(households='<c @ s="99"><v>1200</v></c>')])
case("no_styles", "2 households=1200", rows=[record(households='<c @ s="1"><v>1200</v></c>')],
     parts={"xl/styles.xml": None})

# ---- rows and sheets --------------------------------------------------------

case("rows_without_numbers", "2 community_code=230102006008", "rows 1",
     xml=sheet_of([HEADINGS, record()]).replace(' r="1" ', " ").replace(' r="2" ', " "))
case("cells_without_places", "2 households=1200",
     xml=sheet_of([HEADINGS, record()]).replace(' r="G2"', "").replace(' r="H2"', ""))
case("gap_of_rows", "9 community_code=230102006008", "L08 2 -",
     xml="<worksheet><sheetData>%s%s</sheetData></worksheet>" % (
         rows_of([HEADINGS]), rows_of([record()], 9)))
case("title_above", "4 community_code=230102006008",
     xml=sheet_of([["黑龙江省绿色社区创建基线调查表"], [], HEADINGS, record()],
                  behind='<mergeCells><mergeCell ref="A1:I1"/></mergeCells>'))
case("total_and_footnote", "rows 1", "L06 3 -",
     rows=[record(), [None, "合计", None, None, None, None, 1200], ["注：以上数据截至年底"]])
case("short_rows", "2 participating=", "2 c12_pm_rate_reported=", "no D16",
     rows=[record()[:7], record("230102006009")])
case("remark_beside_it", "2 c12_pm_rate_reported=88.5", "3 households=1200", "no D17",
     rows=[record() + [None, None, "请核"], record("230102006009")])
case("fill_down", "3 city_name=哈尔滨市",
     rows=[record(), record("230102006009", city_name=None)],
     behind='<mergeCells><mergeCell ref="C2:C3"/></mergeCells>')
case("fill_down_by_guess", "3 city_name=\\x", "L09 3 city_name",
     rows=[record(), record("230602001001", city_name=None)])
case("fill_down_by_block", "3 city_name=哈尔滨市", "5 county_name=道里区", "no L11",
     rows=[record(), record("230602001001", city_name=None), record("230602001002", city_name=None),
           record("230102006009", county_name="道里区"),
           ],
     behind='<mergeCells count="2"><mergeCell ref="C2:C3"/><mergeCell ref="A1:B1"/></mergeCells>')
case("fill_down_across_a_total", "4 city_name=哈尔滨市", "L06 3 -",
     rows=[record(), [None, "小计", None, None, None, None, 1200],
           record("230102006009", city_name=None)],
     behind='<mergeCells><mergeCell ref="C2:C4"/></mergeCells>')
case("hidden_rows", "3 households=1200", "W08 1 -",
     rows=[record(), ('hidden="1"', record("230102006009")),
           ('hidden="true"', record("230102006010"))])
case("hidden_columns", "2 households=1200", "W08 1 -",
     before='<cols><col min="7" max="7" hidden="1"/></cols>')
case("comments", "2 households=1200", "W09 1 -",
     parts={"xl/worksheets/_rels/sheet1.xml.rels": relations(("c", "comments", "../comments1.xml")),
            "xl/comments1.xml": "<comments><t>经办人 13800000000</t></comments>"})
case("second_sheet_of_notes", "2 households=1200", "W10 1 -", "sheet 基线",
     sheets=[("说明", sheet_of([["填表说明"], ["一、按实填报"]])),
             ("基线", sheet_of([HEADINGS, record()]))])
case("hidden_sheet", "2 households=1200", "W08 1 -", "sheet 表",
     sheets=[("表", sheet_of([HEADINGS, record()]))], states={"表": 'state="veryHidden"'})
case("two_sheets_apart", "rows 2", "no W10",
     sheets=[("道里", sheet_of([HEADINGS, record()])),
             ("南岗", sheet_of([HEADINGS, record("230103001001")]))])
case("two_sheets_of_one_unit", "refused W10",
     sheets=[("上报", sheet_of([HEADINGS, record()])), ("备份", sheet_of([HEADINGS, record()]))])
case("two_sheets_unlike", "refused W10",
     sheets=[("甲", sheet_of([HEADINGS, record()])),
             ("乙", sheet_of([HEADINGS[:8], record("230103001001")[:8]]))])
case("sheet_name_hostile", "2 households=1200", "sheet a%25b%23 &<c>",
     sheets=[("a%b# &<c>", sheet_of([HEADINGS, record()]))])
case("chart_sheet_first", "2 households=1200",
     parts={"xl/_rels/workbook.xml.rels": relations(
         ("r0", "chartsheet", "chartsheets/sheet1.xml"), ("r1", "worksheet", "worksheets/sheet1.xml")),
         "xl/workbook.xml": '<workbook><sheets><sheet name="图" id="r0"/><sheet name="表" id="r1"/>'
                            "</sheets></workbook>"})
case("no_heading", "refused L01", rows=[["甲", "乙"]], head=["一", "二"])
case("list_of_names", "refused R14", head=HEADINGS[:5], rows=[record()[:5]])
case("nothing_in_it", "refused L01", xml="<worksheet><sheetData/></worksheet>")

case("merged_across", "2 street_name=城乡路街道", "2 survey_date=", "2 households=1200",
     rows=[record(survey_date=None)], behind='<mergeCells><mergeCell ref="E2:F2"/></mergeCells>')
case("covered_place", "3 city_name=\\x", "W13 3 city_name", "4 city_name=哈尔滨市", "rows 3",
     rows=[record(), record("230102006009", city_name="牡丹江市"), record("230102006010", city_name=None)],
     behind='<mergeCells><mergeCell ref="C2:C4"/></mergeCells>')
case("covered_numbers", "2 households=1200", "3 households=\\x", "W13 3 households", "4 households=1200",
     "5 households=77", "rows 4",
     rows=[record(), record("230102006009", households=77), record("230102006010"),
           record("230102006011", households=77)],
     behind='<mergeCells><mergeCell ref="G2:G4"/></mergeCells>')
case("covered_across", "2 street_name=城乡路街道", "2 survey_date=\\x", "W13 2 survey_date",
     "3 survey_date=2021-03-05", rows=[record(), record("230102006009")],
     behind='<mergeCells><mergeCell ref="E2:F2"/><mergeCell ref="Z2:AB9"/></mergeCells>')
case("covered_the_same", "3 city_name=哈尔滨市", "no W13", rows=[record(), record("230102006009")],
     behind='<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="A1:B1"/></mergeCells>')
case("covered_by_many", "rows 60", "3 households=\\x", rows=[
    record("%012d" % (230102006008 + i), households=i) for i in range(60)],
     behind="<mergeCells>%s</mergeCells>" % ('<mergeCell ref="A2:I61"/><mergeCell ref="G2:G9"/>' * 20000))
case("filtered_rows", "3 households=1200", "W08 1 - （3", "rows 2",
     rows=[record(), ('hidden="1"', record("230102006009"))], before='<sheetPr filterMode="1"/>',
     behind='<autoFilter ref="A1:I3"><filterColumn colId="0"/></autoFilter>')
case("hidden_sheet_that_is_none", "2 households=1200", "W10 1 - 备查", "rows 1",
     sheets=[("备查", sheet_of([["a", "b"]])), ("表", sheet_of([HEADINGS, record()]))],
     states={"备查": 'state="hidden"'})
case("threaded_comments", "2 households=1200", "W09 1 -", parts={
    "xl/worksheets/_rels/sheet1.xml.rels": relations(("c", "threadedComment", "../threads.xml")),
    "xl/threads.xml": "<ThreadedComments><text>13800000000</text></ThreadedComments>"})
case("last_column", "2 households=1200", "rows 1",
     xml=sheet_of([HEADINGS, record()]).replace(
         "</row></sheetData>", '<c r="XFD2" t="str"><v>x</v></c></row></sheetData>'))
case("last_row", "refused D18",
     xml="<worksheet><sheetData>%s%s</sheetData></worksheet>" % (
         rows_of([HEADINGS, record()]), rows_of([record("230102006009")], 1048576)))

# ---- packages ---------------------------------------------------------------

case("prefixed_names", "2 households=1200",
     xml=sheet_of([HEADINGS, record()]).replace("xmlns=", "xmlns:x=").replace("</", "</x:")
     .replace("<", "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?"))
case("names_with_backslashes", "2 households=1200",
     then=lambda b: b.replace(b"xl/worksheets/sheet1.xml", b"xl\\worksheets\\Sheet1.xml"))
case("stored", "2 households=1200", packed=zipfile.ZIP_STORED)
case("junk_before", "2 households=1200", first=[("../../etc/passwd", "x"), ("/abs", "x")])
case("cut_off", "refused W01", then=lambda b: b[:len(b) * 2 // 3])
case("flipped_bits", "refused W01", packed=zipfile.ZIP_STORED,
     then=lambda b: b.replace("天薇社区".encode(), "天薇社庆".encode(), 1))
case("doctype", "refused W01", xml='<!DOCTYPE a [<!ENTITY b "c">]>' + sheet_of([HEADINGS, record()])[38:])
case("entity_bomb", "refused W01",
     xml='<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>')
case("external_entity", "refused W01",
     xml='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>')
case("zip_bomb", "refused W02",
     xml="<worksheet><sheetData>" + " " * (40 << 20) + "</sheetData></worksheet>")
case("row_too_far", "refused W02",
     xml="<worksheet><sheetData>%s<row r='1048577'/></sheetData></worksheet>" % rows_of([HEADINGS]))
case("column_too_far", "refused W01",
     xml="<worksheet><sheetData><row r='1'><c r='XFE1'/></row></sheetData></worksheet>")
case("rows_out_of_order", "refused W01",
     xml="<worksheet><sheetData>%s%s</sheetData></worksheet>" % (
         rows_of([HEADINGS], 5), rows_of([record()], 2)))
case("row_twice", "refused W01",
     xml="<worksheet><sheetData>%s%s</sheetData></worksheet>" % (rows_of([HEADINGS]), rows_of([record()])))
case("cell_twice", "refused W01", xml=sheet_of([HEADINGS, record()]).replace(' r="H2"', ' r="G2"'))
case("cell_of_another_row", "refused W01", xml=sheet_of([HEADINGS, record()]).replace(' r="H2"', ' r="H9"'))
case("shared_text_missing", "refused W01", rows=[record(community_name='<c @ t="s"><v>5</v></c>')],
     strings="<si><t>a</t></si>")
case("shared_texts_missing", "refused W01", rows=[record(community_name='<c @ t="s"><v>0</v></c>')],
     parts={"xl/sharedStrings.xml": None})
case("not_well_formed", "refused W01", xml=sheet_of([HEADINGS, record()]).replace("</sheetData>", ""))
case("byte_order_mark", "2 households=1200", xml="\ufeff" + sheet_of([HEADINGS, record()]))
case("utf_16", "2 community_name=天薇社区",
     xml=sheet_of([HEADINGS, record()]).replace("UTF-8", "UTF-16").encode("utf-16"))
case("gb18030", "refused W01",
     xml=sheet_of([HEADINGS, record()]).replace("UTF-8", "GB18030").encode("gb18030"))
case("strict", "2 survey_date=2021-03-05", rows=[record(survey_date='<c @ s="1"><v>44260</v></c>')], parts={
    "_rels/.rels": strict_of(relations(("m", "officeDocument", "xl/workbook.xml"))),
    "xl/_rels/workbook.xml.rels": strict_of(relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("s", "styles", "styles.xml"),
        ("t", "sharedStrings", "sharedStrings.xml")))})
case("cell_in_no_row", "refused W01",
     xml="<worksheet><c t='inlineStr'><is><t>a</t></is></c><sheetData>%s</sheetData></worksheet>"
         % rows_of([HEADINGS, record()]))
case("missing_part", "refused W01", parts={"xl/worksheets/sheet1.xml": None})
case("million_blank_rows", "2 households=1200", "rows 1",
     xml="<worksheet><sheetData>%s%s</sheetData></worksheet>" % (
         rows_of([HEADINGS, record()]), "<row/>" * 1048574))
case("path_from_the_root", "2 households=1200", parts={"xl/_rels/workbook.xml.rels": relations(
    ("r1", "worksheet", "/xl/worksheets/sheet1.xml"))})
case("path_up_and_down", "2 households=1200", parts={"xl/_rels/workbook.xml.rels": relations(
    ("r1", "worksheet", "../../../xl/./worksheets/sheet1.xml"))})
case("path_outside", "refused W01", parts={"xl/_rels/workbook.xml.rels": relations(
    ("r1", "worksheet", "../../../../etc/passwd"))})
case("sheet_of_another_machine", "refused W01", parts={"xl/_rels/workbook.xml.rels": relations(
    ("r1", "worksheet", "http://a.example/sheet1.xml")).replace(" Target=", ' TargetMode="External" Target=')})
case("part_twice", "refused W01", first=[("xl/worksheets/SHEET1.xml", sheet_of([HEADINGS]))])
case("members_too_many", "refused W02", first=[("x/%d" % i, "") for i in range(10001)],
     packed=zipfile.ZIP_STORED)
case("million_blank_cells", "2 households=1200", "rows 1",
     xml=sheet_of([HEADINGS, record()] + [["<c @/>"] * 16000] * 62))
case("encrypted_member", "refused W03",
     then=lambda b: b.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"))
case("xlsb", "refused W04", parts={
    "_rels/.rels": relations(("m", "officeDocument", "xl/workbook.bin")),
    "xl/workbook.xml": None, "xl/workbook.bin": "x"})
case("ods", "refused W04", parts={"_rels/.rels": None, "xl/workbook.xml": None, "content.xml": "<a/>"})
case("docx", "refused W04", parts={
    "_rels/.rels": relations(("m", "officeDocument", "word/document.xml")),
    "xl/workbook.xml": None, "word/document.xml": "<a/>"})
case("zip_of_csv", "refused W04", parts={
    "_rels/.rels": None, "xl/workbook.xml": None, "a.csv": ",".join(HEADINGS)})
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
case("ole", "refused W04", bytes=OLD + bytes(600))
case("ole_encrypted", "refused W03", "W03 1 - 加密",
     bytes=OLD + bytes(128) + "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
     + bytes([34, 0, 2]) + bytes(61) + bytes(100))
# which ssconvert reads where it is, but not this
XLS = OLD + bytes(128) + "Workbook".encode("utf-16-le").ljust(64, b"\0") + bytes([18, 0, 2]) + bytes(61)
case("xls_called_xlsx", "refused W11", bytes=XLS)
case("et", "refused W11", bytes=XLS, file="et.et")
case("xlsx_called_csv", "2 households=1200", "no D16", file="xlsx_called_csv.csv")
case("page_called_xlsx", "refused D09", "D09 1 - 网页",
     bytes="<html><table><tr><td>社区代码</td></tr></table></html>".encode())
case("pdf_called_xlsx", "refused D09", bytes=b"%PDF-1.4\n")
case("rar_called_xlsx", "refused D09", bytes=b"Rar!\x1a\x07\x00")
case("empty_file", "refused L01", bytes=b"")
case("csv_called_xlsx", "2 households=1200", "no W05",
     bytes=("\n".join([",".join(HEADINGS), ",".join(map(str, record()))]) + "\n").encode())


# ---- the two commands ---------------------------------------------------------

def make(folder):
    for _, about, _ in CASES:
        with open("%s/%s" % (folder, about["file"]), "wb") as f:
            f.write(bytes_of(about))


def stream(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = [line.rstrip("\n").split("\t") for line in f]
    return [dict(zip(lines[0], line)) for line in lines[1:-1]]


def of_case(rows, file):
    return [r for r in rows if r["src"].split("/")[-1].split("#")[0] == file]


def faults_of(expected, rows, found):
    rules = {f["rule"] for f in found}
    for want in expected:
        word, _, rest = want.partition(" ")
        if word == "refused":
            if rows or rest not in {f["rule"] for f in found if f["action"] == "STOP"}:
                yield want
        elif word == "no":
            if rest in rules:
                yield want
        elif word == "rows":
            if len(rows) != int(rest):
                yield want
        elif word == "sheet":
            if {r["src"].partition("#")[2] for r in rows} != {rest}:
                yield want
        elif word.isdigit():
            column, _, text = rest.partition("=")
            if not any(r["line"] == word and r[column] == text for r in rows):
                yield want
        else:
            line, column, *said = rest.split()
            if not any(f["rule"] == word and f["line"] == line
                       and f["column"] == column.replace("-", "")
                       and all(text in f["message"] for text in said) for f in found):
                yield want


def check(rows, *findings):
    rows, findings = stream(rows), [f for path in findings for f in stream(path)]
    bad = 0
    for name, about, expected in CASES:
        file = about["file"]
        for fault in faults_of(expected, of_case(rows, file), of_case(findings, file)):
            bad += 1
            print("%s: not %s" % (name, fault))
            for f in of_case(findings, file)[:4]:
                print("    %(rule)s %(line)s %(column)s %(message)s" % f)
            for r in of_case(rows, file)[:2]:
                print("    " + " ".join("%s=%s" % (c, r[c]) for c in ["src", "line"] + COLUMNS))
    print("%d cases, %d faults" % (len(CASES), bad))
    return bad > 0


if __name__ == "__main__":
    sys.exit({"make": make, "check": check}[sys.argv[1]](*sys.argv[2:]))
