"""Personal numbers in every writing and place, and the search for them.

usage: personal_forms.py make DATA REGISTER UNITS COLUMNS
       personal_forms.py search DATA [FILE...]

`make` fills DATA with a register and deliveries of one wave, which hold each
kind of number in each writing in each place: cells, headings, text above and
below a table, names of files, answers.  What is written where depends on
nothing but this file.  `search` reads all that lies in DATA but what was made,
and the FILEs, brings the digits of each text to one writing, and prints
wherever seven digits in a row of one of the numbers are left; the names of
files are texts, too.  It knows nothing of how the programs look for numbers.
"""
import csv
import hashlib
import io
import os
import random
import re
import sys
import unicodedata
import urllib.parse
import zipfile

CHINESE = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
SEPARATORS = (" ", "-", " - ", "·", "_", "/", ",", "，", "—", "　", "--", "\u200b")
dice = random.Random(43)


def some(n, first="0123456789"):
    return dice.choice(first) + "".join(dice.choice("123456789")
                                        for _ in range(n - 1))


def luhn(digits):
    total = sum(v if i % 2 else v * 2 // 10 + v * 2 % 10
                for i, v in enumerate(map(int, reversed(digits))))
    return digits + str(-total % 10)


def mobile():
    return "1" + dice.choice("3456789") + some(9, "123456789")


def identity(last="0123456789"):
    return "230%03d19%02d%02d%02d%s%s" % (
        dice.randrange(101, 999), dice.randrange(30, 99),
        dice.randrange(1, 13), dice.randrange(1, 29), some(3, "456789"),
        dice.choice(last))


KINDS = {
    "mobile": (mobile, ((11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (5, 6),
                        (4, 7), (3, 3, 5))),
    "landline": (lambda: dice.choice(("0451", "0467", "0755"))
                 + some(8, "2345678"),
                 ((4, 8), (12,), (4, 4, 4))),
    "capital": (lambda: "010" + some(8, "2345678"), ((3, 8), (11,), (3, 4, 4))),
    "identity": (identity, ((18,), (6, 8, 4), (6, 4, 4, 4), (4, 4, 4, 4, 2),
                            (6, 6, 6), (3, 3, 4, 4, 4))),
    "identity X": (lambda: identity("X"), ((18,), (6, 8, 4), (4, 4, 4, 4, 2))),
    "identity of 15": (lambda: "230%03d%02d%02d%02d%s" % (
        dice.randrange(101, 999), dice.randrange(30, 99),
        dice.randrange(1, 13), dice.randrange(1, 29), some(3, "456789")),
                       ((15,), (6, 6, 3))),
    "card": (lambda: luhn("62" + some(16)),
             ((19,), (4, 4, 4, 4, 3), (6, 13))),
    "card of 16": (lambda: luhn("4" + some(14)), ((16,), (4, 4, 4, 4))),
}


def grouped(number, groups, separator):
    out, at = [], 0
    for n in groups:
        out.append(number[at:at + n])
        at += n
    return separator.join(out)


def written(text, zero):
    """The digits of a text in another script: its ten, or its first."""
    ten = zero if len(zero) == 10 else [chr(ord(zero) + i) for i in range(10)]
    return "".join(ten[int(c)] if c in "0123456789" else c for c in text)


SCRIPTS = {
    "full-width": "０", "ringed": "⓪①②③④⑤⑥⑦⑧⑨", "Chinese": CHINESE[0],
    "formal": CHINESE[1], "bold": "𝟎", "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "Arabic": "٠", "Suzhou": "〇〡〢〣〤〥〦〧〨〩",
    "black": "⓿❶❷❸❹❺❻❼❽❾", "Mongolian": "᠐"}


def forms():
    """(number, text) for each kind and writing."""
    for kind, (make, groupings) in KINDS.items():
        for groups in groupings:
            for separator in SEPARATORS if len(groups) > 1 else ("",):
                number = make()
                yield number, grouped(number, groups, separator)
        for script in SCRIPTS.values():
            number = make()
            yield number, written(number, script)
            number = make()
            yield number, written(grouped(number, groupings[1], " "), script)
        number = make()
        yield number, " ".join(number)
        if kind in ("mobile", "identity", "card", "card of 16"):
            # what a spreadsheet keeps of it
            number = make()
            yield number[:15], "%s.%sE+%d" % (
                number[0], number[1:15], len(number) - 1)
        number = make()
        yield number, number.replace("X", "x") + "abc"
        other = mobile()
        number = make()
        yield number + "|" + other, number + other
        number = make()
        yield number + "|" + other, other + number
    for prefix in ("0", "0-", "86", "+86", "+86 ", "0086", "0086-", "(86)",
                   "（+86）", "+86-", "86 0"):
        number = mobile()
        yield number, prefix + number
        number = mobile()
        yield number, prefix + grouped(number, (3, 4, 4), "-")
    for around in ("(%s)%s", "（%s）%s", "[%s]%s", "【%s】%s", "%s(%s)"):
        number = mobile()
        yield number, around % (number[:3], number[3:])
        number = KINDS["landline"][0]()
        yield number, around % (number[:4], number[4:])
    number = KINDS["landline"][0]()
    yield number, "+86 " + number[1:4] + " " + number[4:]
    number = KINDS["landline"][0]()
    yield number[4:], "电话：" + number[4:]
    number = identity()
    yield number, "身份证号" + number[:10] + "1399" + number[14:]
    yield from powers()


def powers():
    """The same as programs write powers of ten."""
    for make in mobile, identity, KINDS["card"][0], KINDS["card of 16"][0]:
        for zeros, head, times in (
                (2, 1, "E+%d"), (0, 1, " E+%d"), (5, 1, "e%02d"), (0, 9, "E%d"),
                (0, 1, "D+%d"), (1, 2, "×10^%d"), (0, 1, "x10^%d"),
                (0, 1, " × 10^%d"), (0, 1, "*10^%d"), (3, 4, "*10**%d"),
                (0, 0, "E+%d")):
            number = make()
            form = "%s.%s%s" % (number[:head] or "0", number[head:] + "0" * zeros,
                                times % (len(number) - head))
            yield number, form
            yield number, "".join(chr(ord(c) + 0xfee0) if "!" <= c <= "~" else c
                                  for c in form)


def figures():
    """The same of what is a number only in a column of figures."""
    for mark in ",", "，", " ", "'":
        for make in mobile, lambda: "86" + mobile(), KINDS["card"][0]:
            number = make()
            head = len(number) % 3
            groups = [number[i:i + 3] for i in range(head, len(number), 3)]
            yield number, mark.join([number[:head]] * (head > 0) + groups)


def text_of(form, i):
    return ("联系%s。", "%s", "张三%s", "找 %s 李四", "%s三楼")[i % 5] % form


def save(path, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def make(data, register, units, columns):
    with open(register, encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    table = table[:int(units) + 1]
    every = list(forms())
    table[-2][1] += " " + every[8][1]
    table[-2][7] += " " + every[9][1]
    save(data + "/register.csv", table)
    unit = {row[0]: row for row in table[1:]}
    with open(columns, encoding="utf-8", newline="") as file:
        known = {c["name"]: c for c in csv.DictReader(file)
                 if c["personal"] != "yes"}
    head = ["community_code", "community_name", "city_code", "city_name",
            "county_code", "county_name", "street_name"]
    answers = [c for c in known if c not in head and c not in (
        "street_code", "prev_code", "prev_name", "survey_year")]
    titles = [known[c]["title_zh"] for c in head + answers]
    inbox = data + "/inbox/2021/"

    # the last two have a delivery of their own each
    codes = list(unit)

    def begin(i):
        row = unit[codes[i % (len(codes) - 2) if i >= 0 else i]]
        return row[:6] + [row[7]]

    # cells: in the remark, in another column, in the code and in the name
    rows = [titles]
    for i, (_, form) in enumerate(every):
        row = begin(i) + [""] * len(answers)
        row[titles.index("备注") if "备注" in titles else -1] = text_of(form, i)
        row[len(head) + i % len(answers)] = form
        row[len(head) + (i * 7 + 3) % len(answers)] = text_of(form, i + 1)
        # 15 digits of the region are a code where codes stand
        if i % 5 == 0 and len(re.findall("[0-9]", plain(form))) != 15:
            row[i // 5 % 7] = text_of(form, i // 5)
        rows.append(row)
    rows.append([""] * 6)
    rows.append(["注：" + "；".join(form for _, form in every[::3])])
    save(inbox + "cells.csv", rows)
    save(inbox + "figures.csv", [titles[:2] + ["居民户数（户）", "常住人口（人）"]] + [
        begin(i + 9)[:2] + [form, form + ".00"]
        for i, (_, form) in enumerate(figures())])
    # headings: alone, beside words, in two rows, in brackets of known ones
    heads = [titles[0], titles[1]] + [
        text_of(form, i) for i, (_, form) in enumerate(every)] + [
        "居民户数（%s）" % every[0][1], "常住人口（人）" + every[1][1]]
    save(inbox + "headings.csv",
         [heads, begin(0)[:2] + ["1"] * (len(heads) - 2)])
    save(inbox + "upper.csv",
         [["", ""] + [form for _, form in every[::7]] + [""],
          titles[:2] + ["说明"] * len(every[::7]) + ["居民户数（户）"],
          begin(1)[:2] + ["1"] * (len(every[::7]) + 1)])
    # above a table
    above = [["摸底调查表 " + form for _, form in every[k::6]]
             for k in range(6)]
    above.append(["填报单位：某街道 " + form for _, form in every[::9]])
    above.append(["年度：2021　单位：" + every[5][1] + "　市：" + every[2][1]])
    save(inbox + "above.csv", above + [titles, begin(2) + ["1"] * len(answers)])
    # what is refused, split wrongly, or no table
    save(inbox + "refused.csv", [["无标题 " + form for _, form in every[::5]]])
    save(inbox + "twice.csv", [
        titles[:2] + ["居民户数（户）", "居民户数（户）" + every[3][1]],
        begin(3)[:2] + ["1", every[4][1], every[6][1], every[7][1]]])
    # names: some forms in each, a folder, what cannot be read, twins
    names = [form for _, form in every
             if "/" not in form and len(form.encode()) < 70]
    for i in range(0, len(names), 9):
        name = ""
        for k, form in enumerate(names[i:i + 9]):
            longer = name + "及" * (k > 0) + text_of(form, i + k)
            name = longer if len(longer.encode()) <= 250 else name
        save(inbox + name + ".csv",
             [titles[:2] + ["居民户数（户）"], begin(i)[:2] + [str(i + 10)]])
    save(inbox + names[0] + "/市级 " + names[40] + "/%23#.csv",
         [titles[:2] + [known["c02_joint_meetings"]["title_zh"]],
          begin(-1)[:2] + ["好几次"]])
    for i, name in enumerate(names[::12]):
        save(inbox + "twin " + name + ".csv",
             [titles[:2] + ["居民户数（户）"], begin(6)[:2] + ["7"]])
        os.symlink("nowhere", inbox + "link " + name + ".csv")
        save(inbox + "bad " + name + ".csv", [["nothing " + str(i)]])
    # as archives from Windows give them
    for i, name in enumerate(names[::5]):
        path = inbox.encode() + ("国标" + name + ".csv").encode("gb18030")
        with open(path, "w", encoding="utf-8") as file:
            file.write(",".join(titles[:2] + ["居民户数（户）"]) + "\n"
                       + ",".join(begin(i)[:2] + [str(i + 400)]) + "\n")
    # what has not arrived in full, and files that are no deliveries
    for i, name in enumerate(names[1::60]):
        with open(inbox + "late " + name + ".csv", "w") as file:
            file.write(",".join(titles[:3]) + "\n230102")
        save(inbox + "~$" + name + ".csv", [[str(i)]])
    # answers: to cells that are there, to what is not
    save(inbox + "asked.csv", [
        titles, begin(-2) + ["不清楚"] * len(answers)])
    hashed = hashlib.sha256("不清楚".encode()).hexdigest()[:8]
    save(data + "/answers/" + names[10] + ".csv", [["query", "答复", "社区"]] + [
        ["q2021-inbox/2021/asked.csv-2-%s-%s" % (column, hashed),
         ("情况属实：" if i % 4 == 0 else "") + every[i * 3 % len(every)][1],
         re.sub("[0-9]", "*", begin(-2)[1])]  # as the row has it
        for i, column in enumerate(answers)])
    save(data + "/answers/" + names[9] + ".csv", [["query", "答复"]] + [
        ["q2021-inbox/2021/cells.csv-%d-remark-%s" % (
            i + 2, "0a1b2c3d"), form]
        for i, (_, form) in enumerate(every[::4])] + [
        ["q2021-inbox/2021/" + name + ".csv-2-households-0a1b2c3d", name]
        for name in names[::11]])


def plain(text):
    """The digits of a text in one writing, without what stands between."""
    out = []
    for c in text:
        for ten in CHINESE:
            if c in ten:
                c = str(ten.index(c))
        digit = unicodedata.digit(c, None)
        if digit is None:
            digit = unicodedata.numeric(c, None)
            digit = int(digit) if digit in range(10) else None
        if digit is not None:
            out.append(str(digit))
        elif c.isalpha() or c == "*":
            out.append(c)
    return "".join(out)


def texts(data, files):
    for folder, folders, names in os.walk(data):
        if folder == data:
            folders[:] = [f for f in folders if f not in ("inbox", "answers")]
            names = [n for n in names if n != "register.csv"]
        for name in names:
            yield name, name
            # who sent a delivery gets it back as it was sent
            if not folder.startswith(os.path.join(data, "outbox")):
                files = files + [os.path.join(folder, name)]
    for path in files:
        with open(path, "rb") as file:
            raw = file.read()
        if zipfile.is_zipfile(io.BytesIO(raw)):
            with zipfile.ZipFile(io.BytesIO(raw)) as book:
                for name in book.namelist():
                    yield path, book.read(name).decode("utf-8", "replace")
        else:
            yield path, raw.decode("utf-8", "replace")


# Of a file, a release or a stream; what is nothing but digits is none.
HASH = re.compile("(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{16,64}(?![0-9A-Za-z])")


def search(data, *files):
    windows = {}
    for numbers, form in [*forms(), *figures()]:
        for number in numbers.split("|"):
            number = number.rstrip("X")
            # the first of an identity number are a county's
            first = 6 if number.startswith("23") else 0
            for i in range(first, len(number) - 6):
                windows[number[i:i + 7]] = form
    found, seen = 0, set()
    for path, text in texts(data, list(files)):
        for cell in re.split("[\t\n\",<>]", text):
            if len(cell) < 7 or cell in seen:
                continue
            seen.add(cell)
            digits = plain(HASH.sub("#", cell))
            if "%" in cell:
                # bytes of a name that is not UTF-8
                digits += "," + plain(urllib.parse.unquote_to_bytes(
                    cell).decode("gb18030", "replace"))
            for run in re.findall("[0-9]{7,}", digits):
                for i in range(len(run) - 6):
                    if run[i:i + 7] in windows:
                        found += 1
                        print("%s: %s: %s" % (
                            path, windows[run[i:i + 7]], cell[:200]))
                        break
    sys.exit(found > 0)


{"make": make, "search": search}[sys.argv[1]](*sys.argv[2:])
