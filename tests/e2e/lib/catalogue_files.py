"""Run green-ingest on every case of catalogue-files.tsv.

usage: catalogue_files.py TABLE GREEN_INGEST [FAULT.so]

Columns of the table, tab-separated:
  id        entry of the data-quality catalogue that the case is about
  case      what is odd about it
  encoding  of the text, as Python knows it; "+gz" packs it
  text      the delivery: \\n \\r \\t \\\\ and \\xNN (a raw byte) are escapes
  show      columns of the output that `rows` gives, joined by ;
  rows      expected rows, joined by |, cells joined by ;
  findings  expected findings, joined by |: RULE ACTION LINE COLUMN
            (- for no column), without the SKIP of the heading itself, and L17
            only in its own cases, of the columns that they show
A case whose findings have a STOP without column is refused: without
--keep-going it must end in exit 3 with the rule in the message, and no
trailer.  A sweep of the cases is read again through a pipe, a byte at a time.
"""
import csv
import gzip
import os
import re
import subprocess
import sys
import tempfile

from sweep import sweep

ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def delivery(text, encoding):
    name, _, pack = encoding.partition("+")
    out = b""
    parts = re.split(r"\\(x[0-9A-F]{2}|[nrt\\])", text)
    plain = ""
    for i, part in enumerate(parts):
        if i % 2 == 0:
            plain += part
        elif part[0] == "x":
            out += plain.encode(name) + bytes([int(part[1:], 16)])
            plain = ""
        else:
            plain += ESCAPES[part]
    out += plain.encode(name)
    return gzip.compress(out, mtime=0) if pack == "gz" else out


def stream(path):
    """Header and rows of a stream, whose trailer must fit."""
    data = open(path, "rb").read()
    if not data:
        return [], []
    lines = data.decode("utf-8").split("\n")
    assert lines[-1] == "", "no line end at the end of " + path
    rows = [line.split("\t") for line in lines[:-1]]
    assert rows[-1][0] == "#end", "no trailer in " + path
    assert int(rows[-1][2]) == len(rows) - 2, "wrong trailer in " + path
    return rows[0], rows[1:-1]


class Run:
    def __init__(self, program, path, folder, options, fault=None):
        files = {k: os.path.join(folder, k)
                 for k in ("findings", "set-aside", "ledger", "out")}
        for name in files.values():
            if os.path.exists(name):
                os.remove(name)
        command = [program, "--wave", "2021", "--lang", "en"] + options
        for k in ("findings", "set-aside", "ledger"):
            command += ["--" + k, files[k]]
        command += ["-o", files["out"]]
        env, stdin = dict(os.environ), None
        if fault:
            env.update(LD_PRELOAD=fault, GREEN_FAULT="read=short")
            stdin = open(path, "rb")
        else:
            command.append(path)
        done = subprocess.run(command, stdin=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=env)
        if stdin:
            stdin.close()
        self.status = done.returncode
        self.words = done.stderr.decode("utf-8", "replace")
        self.written = os.path.exists(files["out"])
        self.streams = {k: stream(v) for k, v in files.items()
                        if os.path.exists(v)}

    def table(self, name):
        header, rows = self.streams[name]
        return [dict(zip(header, row)) for row in rows]


def findings_of(run, shown):
    """Of columns that are not there (L17) those of `shown` alone."""
    out = []
    for f in run.table("findings"):
        if f["rule"] == "L17" and f["column"] not in shown:
            continue
        if f["action"] == "SKIP" and f["message"] == "the heading":
            continue
        out.append(" ".join((f["rule"], f["action"], f["line"],
                             f["column"] or "-")))
    return out


def differences(want, got, what):
    if want == got:
        return []
    return ["%s: expected %r, got %r" % (what, want, got)]


def balance(run):
    (ledger,) = run.table("ledger")
    n = {k: int(v) for k, v in ledger.items() if v.isdigit()}
    bad = []
    if n["records_in"] != n["records_out"] + n["set_aside"] + n["skipped"]:
        bad.append("the ledger does not balance: %r" % ledger)
    if n["records_out"] != len(run.table("out")):
        bad.append("records_out is not what was written")
    if n["set_aside"] != len(run.table("set-aside")):
        bad.append("set_aside is not what was set aside")
    return bad


def without_src(run):
    return [[cell for name, cell in sorted(row.items()) if name != "src"]
            for name in ("out", "findings", "set-aside")
            for row in run.table(name)]


def check(case, program, fault, folder):
    path = os.path.join(folder, "delivery.csv")
    with open(path, "wb") as f:
        f.write(delivery(case["text"], case["encoding"]))
    run = Run(program, path, folder, ["--keep-going"])
    if run.status != 0:
        return ["status %d: %s" % (run.status, run.words)]
    show = case["show"].split(";") if case["show"] else []
    rows = [";".join(row[name] for name in show) for row in run.table("out")]
    want = case["rows"].split("|") if case["rows"] else []
    bad = differences(want, rows, "rows")
    want = sorted(case["findings"].split("|")) if case["findings"] else []
    bad += differences(want, sorted(findings_of(run, show if case["id"] == "L17" else [])),
                       "findings")
    bad += balance(run)
    if fault:
        piped = Run(program, path, folder, ["--keep-going"], fault)
        bad += differences(without_src(run), without_src(piped),
                           "one byte at a time")
    refused = [f for f in want if f.endswith(" -") and " STOP " in f]
    run = Run(program, path, folder, [])
    bad += differences(3 if refused else 0, run.status, "status")
    if refused:
        bad += differences(False, run.written, "an output appeared")
        rule = "[%s]" % refused[0].split()[0]
        if rule not in run.words or path not in run.words:
            bad.append("message without place or rule: " + run.words)
    return bad


def main():
    table, program = sys.argv[1:3]
    fault = sys.argv[3] if len(sys.argv) > 3 else None
    failed = 0
    with open(table, encoding="utf-8") as f:
        cases = list(csv.DictReader(f, delimiter="\t",
                                    quoting=csv.QUOTE_NONE))
    slowly = sweep(60, range(len(cases)), table)
    for i, case in enumerate(cases):
        with tempfile.TemporaryDirectory() as folder:
            bad = check(case, program, fault if i in slowly else None, folder)
        for what in bad:
            print("%s (%s): %s" % (case["id"], case["case"], what))
        failed += bool(bad)
    print("%d cases, %d failed" % (len(cases), failed))
    return failed > 0


sys.exit(main())
