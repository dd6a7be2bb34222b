"""Hold the splitter and the decoder against the public corpus.

usage: corpus.py CORPUS DIFFERENCES CSVDUMP GREEN_INGEST

Every file of CORPUS/manifest.csv either gives its stated answer, or the one
that DIFFERENCES (file, answer, reason; tab-separated) gives for it; a line of
DIFFERENCES whose file does give the stated answer is an error too.  Answers:
  refused ID       exit 3, with the id in the message
  records N        N records, empty lines left out, as Python's csv module
                   has them
  bytes            not gzip: the file's own bytes
"""
import csv
import io
import json
import os
import subprocess
import sys


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def lines(data):
    return [json.loads(line) for line in data.decode("utf-8").split("\n")
            if line]


def python_records(text, delimiter):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter,
                        strict=True)
    return [row for row in reader if row]


def answer(path, tools):
    """What we make of a file, in the words above, and the records."""
    delimiter = "\t" if path.endswith(".tsv") else ","
    status, out, words = run(tools["dump"], delimiter, path)
    if status == 3:
        return "refused " + words.rsplit("[", 1)[-1].rstrip("]\n"), []
    assert status == 0, (path, status, words)
    records = [r for r in lines(out) if r != []]
    text = run(tools["dump"], "text", path)[1].decode("utf-8")
    assert records == python_records(text, delimiter), path
    return "records %d" % len(records), records


def json_answer(path):
    rows = json.load(open(path, encoding="utf-8"))
    return [list(rows[0])] + [list(row.values()) for row in rows]


def stated(row, root, got, records):
    """Whether `got` is what the manifest states."""
    if row["expect"] == "reject":
        return got.startswith("refused")
    if row["expect"] == "recover" or not got.startswith("records"):
        return False
    if row["records"] and int(row["records"]) != len(records):
        return False
    if row["expect_file"].endswith(".json") and "#" not in row["expect_file"]:
        want = json_answer(os.path.join(root, row["expect_file"]))
        return [[c.replace("\r\n", "\n") for c in r] for r in records] == [
            [c.replace("\r\n", "\n") for c in r] for r in want]
    if row["cols"].isdigit():
        return all(len(r) == int(row["cols"]) for r in records)
    return True


def gzip_answer(path, tools):
    data = open(path, "rb").read()
    status, out, words = run(tools["dump"], "bytes", path)
    if status == 0 and data[:2] != b"\x1f\x8b":
        return "bytes" if out == data else "other bytes"
    return "refused D05" if status == 3 else "records 0"


def gb18030(root, tools):
    """Decoding equals the reference but for what the difference says."""
    bad = []
    for name, want in (("gb18030_in.txt", "gb18030_in_ref.txt"),
                       ("gb18030_out_ref.txt", "gb18030_out.txt")):
        text = run(tools["dump"], "text", os.path.join(root, name))[1]
        got = text.decode("utf-8")
        ref = open(os.path.join(root, want), encoding="utf-8",
                   newline="").read()
        if len(got) != len(ref):
            bad.append("%s: %d characters, not %d" % (name, len(got),
                                                      len(ref)))
        other = {(g, r) for g, r in zip(got, ref) if g != r}
        want_other = {("\U00020087", "\ue816"), ("\U00020089", "\ue817"),
                      ("\U000200cc", "\ue818"), ("\U000215d7", "\ue831"),
                      ("\U0002298f", "\ue83b"), ("\U000241fe", "\ue855")}
        if other != want_other:
            bad.append("%s: decodes otherwise: %r" % (name, other))
    return bad


def main():
    root, differences, dump, ingest = sys.argv[1:5]
    tools = {"dump": dump, "ingest": ingest}
    known = {}
    with open(differences, encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            known[row["file"]] = row["answer"]
    bad, seen = gb18030(os.path.join(root, "gb18030"), tools), 0
    with open(os.path.join(root, "manifest.csv"), encoding="utf-8") as f:
        manifest = list(csv.DictReader(f))
    for row in manifest:
        path, name = os.path.join(root, row["file"]), row["file"]
        status = run(ingest, "--wave", "2021", path)[0]
        if status not in (0, 3):
            bad.append("%s: green-ingest ends with %d" % (name, status))
        if row["expect"] == "none" or name.startswith("gb18030/gb"):
            continue
        seen += 1
        records = []
        if name.startswith("corrupt_gzip/"):
            got = gzip_answer(path, tools)
        else:
            got, records = answer(path, tools)
        fits = stated(row, root, got, records)
        if name in known and fits:
            bad.append(name + ": gives the stated answer, so it is no "
                       "difference")
        elif name in known and known[name] != got:
            bad.append("%s: %s, not %s" % (name, got, known[name]))
        elif name not in known and not fits:
            bad.append("%s: %s, stated: %s %s" % (name, got, row["expect"],
                                                  row["records"]))
    for what in bad:
        print(what)
    print("%d files, %d differences known, %d faults" % (
        seen, len(known), len(bad)))
    return bool(bad)


sys.exit(main())
