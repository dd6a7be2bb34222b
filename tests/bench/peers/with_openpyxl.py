"""The first sheet of a workbook as CSV, by openpyxl, row by row as it streams.

    with_openpyxl.py XLSX
"""
import csv
import sys

import openpyxl

to = csv.writer(sys.stdout)
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True):
    to.writerow(row)
