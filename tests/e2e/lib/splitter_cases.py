"""Hold the splitter, the decoder and green-ingest against a table of files.

usage: splitter_cases.py TABLE CSVDUMP GREEN_INGEST

The first lines of TABLE say what its columns mean.  Where records are the
answer, Python's csv module must find them too, empty lines left out.  Whatever
the file, green-ingest reads or refuses it.  Prints the cases that answer
otherwise, and how many were tried.
"""
import csv
import gzip
import io
import json
import re
import subprocess
import sys
import zlib


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def unescaped(text):
    """The bytes that are meant: UTF-8, but for bytes written \\xNN."""
    out = b""
    for part in re.findall(r"\\x[0-9a-f]{2}|\\U.{8}|\\u.{4}|\\.|[^\\]+", text):
        if part.startswith("\\x"):
            out += bytes([int(part[2:], 16)])
        else:
            out += (part.encode("ascii").decode("unicode_escape")
                    if part.startswith("\\") else part).encode("utf-8")
    return out


def made(how, data):
    """The file: what is done to the text, then what is wrong with it."""
    kind, *wrong = how.split(" ")
    if kind == "gb18030":
        return data.decode("utf-8").encode("gb18030")
    if kind == "zlib":
        return zlib.compress(data)
    if kind == "deflate":
        return zlib.compress(data)[2:-4]
    if kind != "gzip":
        return data
    packed = bytearray(gzip.compress(data, mtime=0))
    if wrong[:1] == ["cut"]:
        del packed[int(wrong[1]):]
    elif wrong[:1] == ["set"]:
        assert packed[int(wrong[1])] != int(wrong[2], 16)
        packed[int(wrong[1])] = int(wrong[2], 16)
    return bytes(packed)


def answer(how, data, name, dump):
    """What we make of the file, as the table says it."""
    if how.split(" ")[0] in ("gzip", "zlib", "deflate"):
        status, out, words = run(dump, "bytes", name)
    else:
        delimiter = "\t" if how == "tab" else ","
        status, out, words = run(dump, delimiter, name)
    if status == 3:
        return "refused " + words
    assert status == 0, (name, status, words)
    if how.split(" ")[0] in ("gzip", "zlib", "deflate"):
        want = data if how.startswith("gzip") else open(name, "rb").read()
        return "bytes" if out == want else "other bytes"
    records = [json.loads(line) for line in out.decode("utf-8").split("\n")
               if line]
    records = [r for r in records if r]
    text = data.decode("utf-8-sig")
    python = csv.reader(io.StringIO(text, newline=""), strict=True,
                        delimiter=delimiter)
    assert records == [r for r in python if r], (name, records)
    return records


def main():
    table, dump, ingest = sys.argv[1:4]
    bad = tried = 0
    with open(table, encoding="utf-8") as f:
        rows = [r.rstrip("\n").split("\t") for r in f if r[0] != "#"]
    for name, how, text, want, _ in rows[1:]:
        data = unescaped(text)
        with open(name, "wb") as f:
            f.write(made(how, data))
        got = answer(how, data, name, dump)
        if want.startswith("["):
            want = json.loads(want.replace("\\U0001f600", "\U0001f600"))
        status, _, words = run(ingest, "--wave", "2021", name)
        if want != got and not (want[:7] == got[:7] == "refused"
                                and want[8:] in got):
            print("%s: %s, not %s" % (name, got, want))
        elif status not in (0, 3):
            print("%s: green-ingest ends with %d: %s" % (name, status, words))
        else:
            bad -= 1
        bad += 1
        tried += 1
    print("%d files, %d faults" % (tried, bad))
    return bool(bad) or tried == 0


sys.exit(main())
