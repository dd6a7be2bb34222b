"""page.py PAGE...: a page of a release is what it should be, or say why not.

Well formed as a strict parser reads it, whole in itself, allowed by its own
policy, in order for who hears it, and with its data readable.  --skeleton PAGE
prints its tags and names of attributes, without anything that is data;
--table PAGE ID prints the cells of the first table within an element, tab by
tab; --data PAGE the embedded data, unpacked.
"""
import base64
import hashlib
import json
import re
import sys
import zlib
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link", "col", "wbr"}
LANDMARKS = {"header", "main", "nav"}


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.stack, self.ids, self.links, self.labels = [], [], [], []
        self.headings, self.policy, self.raw = [], None, {}
        self.skeleton, self.figures, self.tables = [], [], {}
        self.text, self.landmarks, self.rows = [], [], None
        self.within, self.data = [], None
        with open(path, encoding="utf-8", newline="") as f:
            self.source = f.read()
        self.feed(self.source)
        self.close()
        assert not self.stack, ("left open", self.stack)

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        assert not any(n.startswith("on") or n in ("style", "src", "srcset")
                       for n in names), (tag, attrs)
        assert all(value is not None or name in ("hidden", "open")
                   for name, value in attrs), (tag, attrs)
        self.skeleton.append((tag, tuple(names)))
        attrs = dict(attrs)
        self.attrs = attrs
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs["href"])
        self.labels += attrs.get("aria-labelledby", "").split()
        if tag == "meta" and attrs.get("http-equiv"):
            self.policy = attrs["content"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in LANDMARKS:
            self.landmarks.append(tag)
        if tag == "figure":
            self.figures.append({"id": attrs["id"], "class": attrs["class"],
                                 "tags": set(), "says": ""})
        if self.figures and "figure" in self.stack:
            self.figures[-1]["tags"].add(tag)
        if tag == "th":
            assert attrs.get("scope") in ("row", "col"), attrs
        if tag == "table":
            self.rows = []
            for within in self.within:
                self.tables.setdefault(within, self.rows)
        if tag == "tr" and self.rows is not None:
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
        if tag not in VOID:
            self.stack.append(tag)
            if "id" in attrs:
                self.within.append(attrs["id"])
            else:
                self.within.append(None)

    def handle_startendtag(self, tag, attrs):
        assert "svg" in self.stack, ("no element that closes itself", tag)
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.stack and self.stack[-1] == tag, (tag, self.stack)
        self.stack.pop()
        self.within.pop()
        if tag == "table":
            self.rows = None

    def handle_data(self, data):
        if not self.stack:
            assert not data.strip(), data
            return
        tag = self.stack[-1]
        if tag in ("script", "style"):
            kind = self.attrs.get("type", "") if tag == "script" else tag
            self.raw.setdefault(kind, []).append(data)
            return
        if self.rows and ("th" in self.stack or "td" in self.stack):
            self.rows[-1][-1] += data
        if "figcaption" in self.stack and "strong" in self.stack:
            self.figures[-1]["says"] += data
        if "noscript" not in self.stack:
            self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(("a comment", data))

    def unknown_decl(self, data):
        raise AssertionError(("a declaration", data))


def sha(text):
    digest = hashlib.sha256(text.encode()).digest()
    return "'sha256-%s'" % base64.b64encode(digest).decode()


def check(page):
    source = page.source
    assert source.startswith("<!DOCTYPE html>\n<html lang="), source[:80]
    assert source.endswith("</html>\n")
    bad = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]",
                    source)
    assert not bad, ("a character that no page may hold", bad)
    assert len(page.ids) == len(set(page.ids)), "an id twice"
    for label in page.labels:
        assert label in page.ids, label
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids, link
        else:
            assert re.fullmatch(r"(report|finder)\.html(#[^\s]+)?", link), link
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    for before, after in zip(page.headings, page.headings[1:]):
        assert after <= before + 1, ("a level is left out", before, after)
    assert "main" in page.landmarks and "header" in page.landmarks
    scripts = page.raw.get("", [])
    allowed = "default-src 'none'; base-uri 'none'; form-action 'none'; "
    allowed += "style-src " + sha("".join(page.raw["style"]))
    if scripts:
        allowed += "; script-src " + sha("".join(scripts))
    assert page.policy == allowed, (page.policy, allowed)
    assert not re.search(r"@import|url\((?!#)", page.raw["style"][0])
    page.data = json.loads("".join(page.raw["application/json"]))
    for figure in page.figures:
        assert len(figure["says"].strip()) > 4, figure
        want = {"svg", "details", "table", "figcaption"}
        if "tinted" in figure["class"]:
            want -= {"svg", "details"}
        assert want <= figure["tags"], figure
    visible = " ".join(page.text)
    assert not re.search(r"\{\w+(\?[^}]*)?\}", visible) or \
        "{place}" in visible, "a place of a sentence is left"


def unpack(text):
    return zlib.decompress(base64.b64decode(text))


def runs(line):
    cells = line.split("\t")
    return [cells[i] for i in range(0, len(cells) - 1, 2)
            for _ in range(int(cells[i + 1]))]


LINES = "points criteria source line flags needs own rests letters".split()


def units(data):
    """The communities of the second page, as src/report/card_units.h has it."""
    codes, names, streets, counties, verdicts = \
        unpack(data["index"]).decode().split("\n")
    out = {"code": [], "name": names.split("\t"), "street": runs(streets),
           "county": [int(c) for c in runs(counties)], "queries": [],
           "status": [{"a": "attained", "n": "not_attained",
                       "u": "undetermined", "p": "not_participating",
                       "-": "not_responded"}[v] for v in verdicts],
           "other": [], "atoms": b""}
    for cell in codes.split("\t"):
        out["code"].append(cell[1:] if cell[0] == "=" else
                           str(int(out["code"][-1]) + int(cell)))
    others = sum(c["type"] != "bool" for c in data["columns"])
    for name in LINES:
        out[name] = []
    for piece in data["pieces"]:
        lines = unpack(piece).split(b"\n", len(LINES) + others + 1)
        cells = [line.decode().split("\t") for line in lines[:-2]]
        for name, column in zip(LINES, cells):
            out[name] += column
        out["other"] += zip(*cells[len(LINES):])
        out["queries"] += json.loads(lines[-2])
        out["atoms"] += lines[-1]
    assert data["n"] == len(out["code"]) == len(out["line"])
    return out


def main():
    if sys.argv[1] == "--skeleton":
        for tag, names in Page(sys.argv[2]).skeleton:
            print(tag, *names)
    elif sys.argv[1] == "--table":
        for row in Page(sys.argv[2]).tables[sys.argv[3]]:
            print("\t".join(cell.strip() for cell in row))
    elif sys.argv[1] == "--data":
        page = Page(sys.argv[2])
        check(page)
        if "grown" in page.data:
            page.data.update(json.loads(unpack(page.data.pop("grown"))))
        for name in "bits participating tied".split():
            if page.data.get("answers"):
                page.data["answers"][name] = base64.b64encode(
                    unpack(page.data["answers"][name])).decode()
        if "pieces" in page.data:
            found = units(page.data)
            page.data["queries"] = found.pop("queries")
            found["atoms"] = base64.b64encode(found["atoms"]).decode()
            page.data["units"] = found
            page.data["sources"] = json.loads(unpack(page.data["sources"]))
        json.dump(page.data, sys.stdout, ensure_ascii=False)
    else:
        for path in sys.argv[1:]:
            check(Page(path))


main()
