"""Deliveries whose rows end early, or late: by habit of what wrote them, or
because three rows of sixty were damaged in the middle.

usage: row_ends.py GREEN_INGEST N

By habit blanks at the ends of rows are left off in every row, or, as Excel
does it, for sixteen rows together as far as all of them are blank; or there
are some more behind every row, or behind sixteen.  Damaged are rows that lost a
cell with its separator, or have a separator too many, before their last cell;
or lost a cell where every row has a separator or two behind its last one.
N of each are made, by $SEED.  What must hold:
- by habit: every answer is read as it was written, and none is asked;
- damaged: no answer is another than was written, flagged or not, and in rows
  that were not touched none is asked.
Prints each breach, then a line for each way.
"""
import collections
import os
import random
import subprocess
import sys
import tempfile

ROWS = 60
HEAD = [("community_code", "统计用区划代码"), ("street_name", "街道（乡镇）"),
        ("community_name", "社区名称"), ("households", "居民户数（户）"),
        ("population", "常住人口（人）")]
TAILS = {
    "numbers": [("compounds_total", "住宅小区数（个）"),
                ("c10_complaints", "本年噪声投诉件数（件）"),
                ("c16_relics", "文物古迹数（处）"),
                ("c16_trees", "古树名木数（株）")],
    "yes-and-no": [("c04_water", "供水设施"), ("c04_drainage", "排水设施"),
                   ("c04_power", "供电设施"), ("c13_board", "有无宣传专栏"),
                   ("c13_slogans", "有无宣传标语")],
    "remark": [("c04_water", "供水设施"), ("c04_drainage", "排水设施"),
               ("c04_power", "供电设施"), ("remark", "备注")],
    "two-texts": [("c04_power", "供电设施"), ("compounds_total", "住宅小区数（个）"),
                  ("prev_name", "原社区名称"), ("remark", "备注")],
}
NUMBERS = ("compounds_total", "c10_complaints", "c16_relics", "c16_trees")


def answer(draw, name, r, c):
    if name in NUMBERS:
        return str(100 * (c + 1) + r)
    if name.startswith("c"):
        return draw.choice("是否")
    return "说明%d" % r


def table(draw, tail, filled):
    """Headings, and rows whose last two columns are filled so often."""
    columns = HEAD + TAILS[tail]
    rows = []
    for r in range(ROWS):
        row = ["2301020%05d" % (1001 + r), "第%d街道" % (r // 10 + 1),
               "第%d社区" % (r + 1), str(10000 + r), str(20000 + 2 * r)]
        for c, (name, _) in enumerate(columns[len(row):]):
            often = filled if c >= len(TAILS[tail]) - 2 else 0.9
            row.append(answer(draw, name, r, c)
                       if draw.random() < often else "")
        rows.append(row)
    return columns, rows


def used(row):
    while row and row[-1] == "":
        row = row[:-1]
    return len(row)


# ---- by habit ----

def stripped(draw, columns, rows):
    return [row[:used(row)] for row in rows]


def blocks(rows, first):
    """As Excel saves them, the row at position 0 being that of number first
    of the sheet, where the heading fills the block that it is in."""
    out = []
    for r, row in enumerate(rows):
        block = (first + r) // 16
        width = max(used(x) for i, x in enumerate(rows)
                    if (first + i) // 16 == block)
        out.append(row[:len(row) if block == 0 else width])
    return out


def excel(draw, columns, rows):
    return blocks(rows, 1)


def excel_below_a_preamble(draw, columns, rows):
    # fewer than three short rows at the end are no habit
    return blocks(rows, draw.randrange(7, 16))


def excel_with_rows_removed(draw, columns, rows):
    return [row for row in excel(draw, columns, rows)
            if row[0][-1] != "7" or draw.random() < 0.5]


def one_more_behind_all(draw, columns, rows):
    return [row + [""] * 2 for row in rows]


def one_more_behind_a_block(draw, columns, rows):
    return [row + [""] * (15 <= r < 31) for r, row in enumerate(rows)]


# ---- damaged ----

def three(draw):
    while True:
        some = sorted(draw.sample(range(ROWS), 3))
        if some[0] + 2 < some[2]:
            return some


def lost_a_cell(draw, columns, rows):
    rows = [list(row) for row in rows]
    for r in three(draw):
        del rows[r][draw.randrange(len(HEAD) - 2, len(columns) - 1)]
    return rows


def has_one_more(draw, columns, rows):
    for row in rows:
        row[-1] = ""
    rows = [list(row) for row in rows]
    for r in three(draw):
        rows[r][-1] = ""
        rows[r].insert(draw.randrange(len(HEAD) - 1, len(columns) - 1), "")
    return rows


def lost_a_cell_before_blanks(draw, columns, rows):
    behind = [""] * draw.choice((1, 1, 2))
    return [row + behind for row in lost_a_cell(draw, columns, rows)]


HABITS = [stripped, excel, excel_below_a_preamble, excel_with_rows_removed,
          one_more_behind_all, one_more_behind_a_block]
DAMAGES = [lost_a_cell, has_one_more, lost_a_cell_before_blanks]


def deliveries(n):
    draw = random.Random(os.environ.get("SEED", "1") + "row ends")
    for i in range(n):
        tail = list(TAILS)[i % len(TAILS)]
        for way in HABITS + DAMAGES:
            # a table without a blank end has what looks like a habit, too
            columns, rows = table(draw, tail, draw.choice(
                (0.05, 0.3, 0.45) if way in HABITS else (0.05, 0.5, 0.95, 1)))
            yield (way, [name for name, _ in columns],
                   [title for _, title in columns], rows,
                   way(draw, columns, rows))


def stream(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        header = f.readline().rstrip("\n").split("\t")
        for line in f:
            if not line.startswith("#end\t"):
                yield dict(zip(header, line.rstrip("\n").split("\t")))


def judge(way, names, written, sent, got):
    """Breaches, and how many answers were asked."""
    wrong, asked = [], 0
    whole = {tuple(row) for row in written}
    by_code = {row[0]: dict(zip(names, row)) for row in written}
    touched = {row[0] for row in sent
               if way in DAMAGES and tuple(row) not in whole}
    if way == lost_a_cell_before_blanks:
        most = max(map(len, sent))
        touched = {row[0] for row in sent if len(row) < most}
    for row in got:
        code = row["community_code"]
        want = by_code.get(code)
        if want is None:
            wrong.append("a row of nobody: " + code)
            continue
        for name in names[3:]:
            if row[name] == "\\x":
                asked += 1
                if code not in touched:
                    wrong.append("%s: %s is asked" % (code, name))
            elif row[name] != want[name] and row[name] != "":
                wrong.append("%s: %s is %r, not %r" % (
                    code, name, row[name], want[name]))
            elif row[name] != want[name] and code not in touched:
                wrong.append("%s: %s is lost" % (code, name))
    lost = {row[0] for row in sent} - {r["community_code"] for r in got}
    if lost - touched:
        wrong.append("set aside: " + ", ".join(sorted(lost - touched)))
    return wrong, asked


def main():
    program = os.path.abspath(sys.argv[1])
    made = list(deliveries(int(sys.argv[2])))
    totals = collections.defaultdict(lambda: [0, 0, 0, 0])
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        files = ["%04d.csv" % i for i in range(len(made))]
        for name, (_, _, titles, _, sent) in zip(files, made):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                for row in [titles] + sent:
                    f.write(",".join(row) + "\n")
        done = subprocess.run(
            [program, "--wave", "2021", "--keep-going", "-q", "-o", "out"]
            + files, cwd=folder, stderr=subprocess.PIPE)
        if done.returncode != 0:
            sys.exit("green-ingest ends with %d: %s" % (
                done.returncode, done.stderr.decode("utf-8")[:2000]))
        rows = collections.defaultdict(list)
        for row in stream(os.path.join(folder, "out")):
            rows[row["src"]].append(row)
    for name, (way, names, _, written, sent) in zip(files, made):
        wrong, asked = judge(way, names, written, sent, rows[name])
        for w in wrong[:2]:
            print("%s (%s): %s" % (name, way.__name__, w))
        faults += len(wrong)
        if wrong and os.environ.get("KEEP"):
            with open(os.path.join(os.environ["KEEP"], name), "w",
                      encoding="utf-8") as f:
                for row in [names] + sent:
                    f.write(",".join(row) + "\n")
        total = totals[way.__name__]
        for i, n in enumerate((1, len(sent), asked, bool(wrong))):
            total[i] += n
    for way, total in totals.items():
        print("%-26s %4d deliveries, %6d rows, %5d answers asked, "
              "%4d deliveries wrong" % (way, *total))
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
