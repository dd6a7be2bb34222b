"""The tables of a release as lists of cells, and the sheets of its workbook."""
import csv
import glob
import os

FILES = {"城市": "cities", "县区": "counties", "评估内容": "criteria",
         "社区": "communities", "目标任务": "milestones", "进度": "pace",
         "未填报": "not-responded", "数据核实": "queries",
         "勘误": "corrections"}
WORDED = ("level", "status", "status_common", "outlook")


def table(release, name):
    """Heading and rows of a table, a stream or a folder of tables."""
    path = os.path.join(release, name)
    if os.path.exists(path + ".tsv"):
        with open(path + ".tsv", encoding="utf-8", newline="\n") as f:
            rows = [line.rstrip("\n").split("\t") for line in f]
        return rows[0], rows[1:-1]
    if os.path.exists(path + ".csv"):
        with open(path + ".csv", encoding="utf-8-sig", newline="") as f:
            rows = list(csv.reader(f))
        return rows[0], rows[1:]
    rows = []
    for one in sorted(glob.glob(path + "/*.csv")):
        with open(one, encoding="utf-8-sig", newline="") as f:
            rows += [[os.path.basename(one)[:-4]] + row
                     for row in list(csv.reader(f))[1:]]
    return None, rows
