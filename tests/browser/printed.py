"""The year's summary on paper, as Chromium prints it and poppler reads it.

usage: printed.py FOLDER

FOLDER has full.html (a text of nothing but Chinese), year.html and lists.html,
and communities.csv of their release; memo.html, memo-en.html, and memo-units.csv.
Prints each to PDF beside it, then TAP.
"""
import csv
import html
import os
import re
import subprocess
import sys
from pathlib import Path

room = Path(sys.argv[1])
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
NUMBER = re.compile(r"—\s*(\d+)\s*—")


def printed(name):
    """The pages of a document: width, height, words as (x, y, x, y, text)."""
    pdf = room / f"{name}.pdf"
    subprocess.run(
        [os.environ.get("CHROMIUM", "chromium"), "--headless", "--no-sandbox",
         "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
         f"--user-data-dir={room}/profile", f"--print-to-pdf={pdf}",
         str(room / f"{name}.html")], check=True, capture_output=True)
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True,
                          capture_output=True, text=True).stdout
    pages = []
    for part in text.split("<page ")[1:]:
        size = [float(n) for n in re.findall(r'(?:width|height)="(.*?)"', part)]
        words = [(*map(float, m[:4]), html.unescape(m[4])) for m in re.findall(
            r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)'
            "</word>", part)]
        pages.append((*size, words))
    return pages


def raw_text(name):
    """All text, each cell in one piece."""
    return "".join(subprocess.run(
        ["pdftotext", "-raw", room / f"{name}.pdf", "-"], check=True,
        capture_output=True, text=True).stdout.split())


def core(number, width, height):
    """Where text may stand on a page: left, top, right, bottom in points."""
    odd = number % 2 == 1
    if width < height:
        left = (28 if odd else 26) * MM
        return left, 37 * MM, left + 156 * MM, 262 * MM
    top = (28 if odd else 26) * MM
    return 35 * MM, top, 260 * MM, top + 156 * MM


def parted(number, page):
    """The words of a page, and those of its foot, where its number stands."""
    width, height, words = page
    if width < height:
        foot = [w for w in words if w[1] > 262 * MM]
    else:
        foot = [w for w in words if w[2] < 35 * MM]
    return [w for w in words if w not in foot], foot


def lines(words):
    """Words by line, each line from left to right."""
    found = {}
    for w in sorted(words):
        key = next((k for k in found if abs(k - w[1]) < 6), w[1])
        found.setdefault(key, []).append(w)
    return [found[k] for k in sorted(found)]


def pitched(pages, pitch):
    """Lines of the text are as far apart as said: a browser prints all of a
    document smaller if a line of it is wider than the page."""
    text = lines(parted(1, pages[0])[0])
    apart = [b[0][1] - a[0][1] for a, b in zip(text, text[1:])]
    assert sum(abs(a - pitch) < .8 for a in apart) > 9, apart


def ruled(name, number, page):
    """A table has its last rule, right of all cells."""
    left, top, right, bottom = core(number, *page[:2])
    gray = subprocess.run(
        ["pdftoppm", "-gray", "-r", "144", "-f", str(number), "-l",
         str(number), room / f"{name}.pdf"], check=True,
        capture_output=True).stdout
    width, height = map(int, gray.split(b"\n", 3)[1].split())
    pixels = gray[-width * height:]
    most = max(sum(p < 128 for p in pixels[x::width])
               for x in range(int(2 * right) - 8, int(2 * right) + 3))
    assert most > 2 * 60, f"{name}, page {number}: no rule on the right"


def said_on(pages, number):
    return "".join(w[4] for w in pages[number - 1][2])


tests = []


def test(name):
    return lambda run: tests.append((name, run))


def numbered(pages, last):
    for n, page in enumerate(pages, 1):
        width, height, _ = page
        words, foot = parted(n, page)
        said = NUMBER.search(" ".join(w[4] for w in sorted(foot, key=lambda w: (
            w[0] if width < height else w[1]))))
        if last and n == len(pages):
            assert not foot, f"page {n} has no number: {foot}"
            assert n % 2 == 0, f"the last page is number {n}"
            continue
        assert said and int(said[1]) == n, f"page {n}: {foot}"
        left, top, right, bottom = core(n, width, height)
        low, high = ((min(w[0] for w in foot), max(w[2] for w in foot))
                     if width < height else
                     (min(w[1] for w in foot), max(w[3] for w in foot)))
        ends = (left, right) if width < height else (top, bottom)
        free = ends[1] - high if n % 2 else low - ends[0]
        assert 10 < free < 20, f"page {n}: {free} points from the outside"


def uncut(pages):
    for n, page in enumerate(pages, 1):
        left, top, right, bottom = core(n, page[0], page[1])
        for x0, y0, x1, y1, text in parted(n, page)[0]:
            assert left - 1 < x0 and x1 < right + 2 and top - 6 < y0 \
                and y1 < bottom + 6, f"page {n}: {text} at {x0} {y0} {x1} {y1}"


def stacked(pages):
    """One character on a line and one right below it, in headings."""
    for n, page in enumerate(pages, 1):
        words = parted(n, page)[0]
        single = [w for w in words if re.fullmatch(r"[\u4e00-\u9fff]", w[4])]
        for a in single:
            for b in single:
                assert not (abs(a[0] - b[0]) < 2 and 0 <= b[1] - a[3] + 3 < 6
                            ), f"page {n}: {a[4]} above {b[4]}"


@test("22 lines of 28 characters on A4, the binding inside")
def _():
    pages = full
    assert len(pages) > 3
    for n, page in enumerate(pages, 1):
        assert abs(page[0] - A4[0]) < 1 and abs(page[1] - A4[1]) < 1, page[:2]
        text = lines(parted(n, page)[0])
        if n == 1 or n == len(pages):
            continue
        left, _, right, _ = core(n, *page[:2])
        assert len(text) == 22, f"page {n}: {len(text)} lines"
        pitch = (text[21][0][1] - text[0][0][1]) / 21
        assert abs(pitch - 28.99) < .06, pitch
        for line in text:
            said = "".join(w[4] for w in line)
            assert len(said) == 28, f"page {n}: {len(said)}: {said}"
            assert abs(line[0][0] - left) < 1 and abs(line[-1][2] - right) < 2


@test("every page has its number outside, but the last one")
def _():
    numbered(year, True)
    numbered(lists, False)


@test("nothing is cut, and wide tables lie on their side")
def _():
    uncut(year)
    uncut(lists)
    assert any(p[0] > p[1] for p in year) and any(p[0] < p[1] for p in year)
    assert lists[0][0] > lists[0][1]


@test("no document is printed smaller, and no table without its last rule")
def _():
    for pages, pitch in (year, 28.99), (memo, 28.99), (memo_en, 20):
        pitched(pages, pitch)
    wide = [n for n, p in enumerate(year, 1) if p[0] > p[1]]
    tables = [n for n in wide if "短板" in said_on(year, n)
              or "创建情况" in said_on(year, n) or "比较" in said_on(year, n)]
    assert len(tables) >= 4, tables
    for n in tables:
        ruled("year", n, year[n - 1])
    for n in 1, 2, len(lists):
        ruled("lists", n, lists[n - 1])


@test("headings end their lines between words, what is estimated is told")
def _():
    words = [w[4] for p in year for w in p[2]]
    for word in "达标率下限", "达标率上限", "比上年", "（百分点）":
        assert word in words, word
    page = next(n for n in range(len(year), 0, -1)
                if "历年达标率" in said_on(year, n))
    for word in "细线为目标", "点线为按目前进度的推算":
        assert word in said_on(year, page), said_on(year, page)


@test("headings are on every page and never stand on their heads")
def _():
    stacked(year)
    stacked(lists)
    for n, page in enumerate(lists, 1):
        said = "".join(w[4] for w in page[2])
        assert "代码" in said or "编号" in said, f"page {n} has no heading"


@test("the text has every name in Chinese, and what a document must have")
def _():
    text, rows = raw_text("year"), list(csv.DictReader(open(
        room / "communities.csv", encoding="utf-8", newline="")))
    for word in ("黑龙江省绿色社区创建行动2021年度总结", "住房和城乡建设部：",
                 "附件：", "黑龙江省住房和城乡建设厅2021年11月15日", "抄送：",
                 "2021年11月15日印发", "万人", "哈尔滨市", "大兴安岭地区"):
        assert word in text, word
    for word in ("数据出处序号", "manifest.json", "cities.csv"):
        assert word not in text, word
    text = raw_text("lists")
    of_year = [r for r in rows if r["wave"] == "2021"]
    assert len(of_year) > 3000
    for r in of_year:
        for word in (r["community_code"], "".join(r["community_name"].split())):
            assert word in text, word


@test("the memo has two pages, and every community that it is about")
def _():
    numbered(memo, False)
    uncut(memo)
    stacked(memo)
    assert memo[1][0] < memo[1][1] and memo[2][0] > memo[2][1]
    said = said_on(memo, 2)
    assert "黑龙江省住房和城乡建设厅" in said and "年" in said, said
    text = raw_text("memo")
    units = list(csv.DictReader(open(room / "memo-units.csv",
                                     encoding="utf-8", newline="")))
    assert len(units) > 100
    for r in units:
        assert "".join(r["community_name"].split()) in text, r


@test("in English as well, with a name that is as long as a line")
def _():
    numbered(memo_en, False)
    uncut(memo_en)
    assert memo_en[1][0] < memo_en[1][1] and memo_en[2][0] > memo_en[2][1]
    said = said_on(memo_en, 2)
    assert "DepartmentofHousingandUrban-RuralDevelopmentofHeilongjiang" in said
    assert "without:" not in said and "Annexes:1." in said, said
    long = "长名" * 60
    assert f"{long}Name{long}Unbroken{long}" in raw_text("memo-en")


full, year, lists = printed("full"), printed("year"), printed("lists")
memo, memo_en = printed("memo"), printed("memo-en")
for name, run in tests:
    try:
        run()
        print(f"ok - on paper: {name}")
    except AssertionError as failed:
        print(f"not ok - on paper: {name}: {failed}")
