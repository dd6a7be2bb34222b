"""Texts in character sets that are not read, and Chinese ones that are.

usage: foreign_sets.py CSVDUMP DIR

Writes each text in its set, by Python's codecs, to a file in DIR and has CSVDUMP
decide: a foreign one is refused by name, one of GB18030 decodes as it was.
"""
import subprocess
import sys

TRADITIONAL = ("社區名稱,居民戶數（戶）,縣（市、區）\n", [
    "省報社社區居民委員會,1200,道里區\n", "索菲亞社區,980,道里區\n",
    "兆麟社區,2210,南崗區\n", "森林社區,640,香坊區\n",
    "紅旗社區,1310,平房區\n", "東風街道勝利社區,77,松北區\n"])
JAPANESE = ("地区名,世帯数（世帯）,備考\n", [
    "札幌市中央区,1200,ごみの分別を行っている\n",
    "旭川市,980,まだ計画の段階です\n", "函館市,77,コミュニティセンター\n",
    "小樽市,640,駐車場はありません\n", "釧路市,31,緑地が少ない\n"])
KOREAN = ("지역명,세대수（세대）,비고\n", [
    "서울특별시 종로구,1200,쓰레기 분리수거를 시행하고 있음\n",
    "부산광역시 해운대구,980,아직 계획 단계입니다\n",
    "대구광역시 수성구,77,주민 회의를 두 번 열었다\n",
    "인천광역시 연수구,640,주차장 없음\n", "광주광역시 북구,31,녹지가 적다\n"])
CHINESE = ("社区名称,居民户数（户）,县（市、区）\n", [
    "省报社社区居委会,1200,道里区\n", "索菲亚社区,980,道里区\n",
    "兆麟社区,2210,南岗区\n", "森林社区,640,香坊区\n"])
CODES = "COMMUNITY_CODE,COMMUNITY_NAME,HOUSEHOLDS\n"


def named(words, *values):
    """Rows under headings of ASCII."""
    return CODES + "".join("2301020010%02d,%s,%d\n" % (i, w, i)
                           for i, w in enumerate(words, 1))


def first(table):
    return [row.split(",")[0] for row in table[1]]


def last(table):
    return [row.strip().split(",")[-1] for row in table[1]]


FOREIGN = []
for table, sets in ((TRADITIONAL, ["big5", "cp950", "hkscs"]),
                    (JAPANESE, ["shift_jis", "cp932", "euc_jp"]),
                    (KOREAN, ["euc_kr", "cp949"])):
    for codec in sets:
        head, rows = table
        text = head + "".join(rows)
        FOREIGN += [(codec, "a table", text),
                    (codec, "one row", head + rows[0]),
                    (codec, "many rows", head + "".join(rows) * 400),
                    (codec, "CRLF", text.replace("\n", "\r\n")),
                    (codec, "headings of ASCII",
                     named(first(table) * 2 + last(table)))]
for table in (CHINESE,):
    text = table[0] + "".join(table[1])
    FOREIGN += [("hz", "a table", text), ("hz", "one row", text[:40]),
                ("hz", "headings of ASCII", named(first(table)))]
FOREIGN += [("iso2022_jp", "a table", JAPANESE[0] + "".join(JAPANESE[1])),
            ("iso2022_kr", "a table", KOREAN[0] + "".join(KOREAN[1]))]

NAME = {"big5": "Big5", "cp950": "Big5", "hkscs": "Big5",
        "shift_jis": "Shift_JIS", "cp932": "Shift_JIS", "euc_jp": "EUC-JP",
        "euc_kr": "EUC-KR", "cp949": "EUC-KR", "hz": "HZ",
        "iso2022_jp": "ISO-2022-JP", "iso2022_kr": "ISO-2022-KR"}

READ = [
    ("a table", CHINESE[0] + "".join(CHINESE[1])),
    ("one row", CHINESE[0] + CHINESE[1][0]),
    ("headings of ASCII", named(first(CHINESE))),
    ("rare characters alone under headings of ASCII",
     named(["㐂", "邨", "珺", "珺庭", "㐂邨"])),
    ("rare characters in a table", CHINESE[0] +
     "和平邨社区,12,道里区\n恒大珺庭社区,3,香坊区\n㐂㐂社区,4,南岗区\n" * 3),
    ("one name of four bytes", named(["\u3400\u3401社区"])),
    ("the traditional form of Chinese",
     TRADITIONAL[0] + "".join(TRADITIONAL[1])),
    ("the traditional form under headings of ASCII",
     named(first(TRADITIONAL))),
    ("a shop's の", CHINESE[0] + "幸福の家社区,12,道里区\n"),
    ("a county's streets, none with 社",
     "code,street,households\n" + "".join(
         "2301020%02d001,%s,1\n" % (i, s) for i, s in enumerate(
             ["道里区建国街道", "道里区共乐街道", "道里区安静街道",
              "道里区抚顺街道", "道里区斯大林街道", "道里区工农街道"]))),
    ("yes and no", "CODE,A,B\n" + "230102001001,是,否\n" * 5
     + "230102001002,有,无\n"),
    ("private use", CHINESE[0] + "省\ue000\ue001社区,1,道里区\n"),
    ("the eighteen of 2005", CHINESE[0] + "".join(
        map(chr, [*range(0x9fb4, 0x9fbc), *range(0xfe10, 0xfe1a)]))
     + "社区,1,道里区\n"),
    ("a tilde and a brace", "CODE,REMARK\n1,~\n2,{~}\n3,a~{b\n4,~{}~}\n"),
]

dump, folder = sys.argv[1:3]
wrong = 0


def run(data):
    name = folder + "/text.csv"
    with open(name, "wb") as file:
        file.write(data)
    return subprocess.run([dump, "text", name], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)


def fail(*words):
    global wrong
    wrong += 1
    print(*words)


count = 0
for codec, what, text in FOREIGN:
    data = text.encode("big5hkscs" if codec == "hkscs" else codec)
    done = run(data)
    count += 1
    words = done.stderr.decode()
    if done.returncode == 0:
        fail(codec, what, "is read:", repr(done.stdout.decode()[:60]))
    elif "text is %s, which" % NAME[codec] not in words:
        fail(codec, what, words)
for what, text in READ:
    done = run(text.encode("gb18030"))
    count += 1
    if done.returncode != 0:
        fail("gb18030", what, done.stderr.decode())
    elif done.stdout.decode() != text:
        fail("gb18030", what, "decodes as", repr(done.stdout.decode()[:80]))
# the euro sign of code page 936, which Python's codec does not have
done = run("社区名称,备注\n".encode("gbk") + b"A,3\x80\x80\n\x80")
if done.stdout.decode() != "社区名称,备注\nA,3€€\n€":
    fail("cp936", "the euro sign", done.stdout, done.stderr)
print(count, "texts,", wrong, "wrong")
sys.exit(wrong > 0)
