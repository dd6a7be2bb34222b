"""Lines of wave, code, status, points, results [column=value ...] on standard
input -> a scored stream of the standard "three boxes" (see README.md)."""
import sys

HEADER = (
    "wave src line community_code community_name city_code county_code "
    "street_name participating pilot status points criteria_met "
    "criteria_applicable criteria_undetermined x1 x2 x3 failed undetermined "
    "reported flags reasons X1.1 X2.1 X3.1 people area prev.status surveyed "
    "since piloted served boxes boxes_old"
).split()

lines = ["\t".join(HEADER)]
for text in sys.stdin:
    words = text.split()
    if not words or words[0].startswith("#"):
        continue
    wave, code, status, points, results = words[:5]
    row = dict.fromkeys(HEADER, "")
    row.update(wave=wave, src="a.csv", line=str(len(lines) + 1),
               community_code=code, community_name="n",
               city_code=code[:2] + "00", county_code=code[:4],
               street_name="s", participating="1", pilot="0", status=status,
               points="" if points == "-" else points, reported="0",
               surveyed=wave + "-03-01")
    row.update(zip(("x1", "x2", "x3"), results))
    row.update(zip(("X1.1", "X2.1", "X3.1"), results))
    for word in words[5:]:
        name, value = word.split("=", 1)
        if name not in row:
            sys.exit("no column " + name)
        row[name] = value
    lines.append("\t".join(row[name] for name in HEADER))
text = "\n".join(lines) + "\n"
sys.stdout.write(text)
sys.stdout.write("#end\tgreen-score\t%d\t%d\n"
                 % (len(lines) - 1, len(text.encode())))
