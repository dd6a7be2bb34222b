"""usage: decimals.py make N; decimals.py read BOOK <NUMBERS

N random decimals of up to 18 digits, the same every time, a line each; and
whether the first column of a workbook has them, below its heading: as numbers
that are written with just those digits, or, of more than 15, as texts.
"""
import random
import re
import sys
import zipfile
from decimal import Decimal


def make(n):
    chance = random.Random(17)
    for _ in range(n):
        digits = chance.randint(1, 18)
        coefficient = chance.randrange(10 ** digits)
        scale = chance.choice((0, 1, 2, 2, 2, 4, chance.randint(0, 17)))
        sign = "-" if coefficient and chance.random() < .2 else ""
        text = str(coefficient).rjust(scale + 1, "0")
        print(sign + (f"{text[:-scale]}.{text[-scale:]}" if scale else text))


def digits_of(number):
    """Those that are written, but for zeros that begin it or end a fraction."""
    whole, _, fraction = number.lstrip("-").partition(".")
    return len((whole + fraction.rstrip("0")).lstrip("0"))


def read(book):
    sheet = zipfile.ZipFile(book).read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r'<c r="A(\d+)"(?: s="\d+")?(?: t="(\w+)")?>(.*?)</c>',
                       sheet)[1:]
    numbers = [line.rstrip("\n") for line in sys.stdin]
    assert len(cells) == len(numbers) > 1000, (len(cells), len(numbers))
    kept = 0
    for (row, kind, cell), number in zip(cells, numbers):
        text = re.sub("<.*?>", "", cell)
        if kind:
            assert text == number and digits_of(number) > 15, (row, text, number)
            continue
        assert cell == f"<v>{text}</v>", cell
        assert Decimal(text) == Decimal(number), (row, text, number)
        assert "E" in text or digits_of(text) <= 15, text
        kept += 1
    assert len(numbers) * .7 < kept < len(numbers), kept


make(int(sys.argv[2])) if sys.argv[1] == "make" else read(sys.argv[2])
