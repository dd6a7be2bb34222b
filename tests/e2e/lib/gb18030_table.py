"""Hold the decoder against Python's table of GB18030, character by character.

usage: gb18030_table.py CSVDUMP FILE

Writes every character of the basic plane, and every seventh of the next that
has ideographs, to FILE in GB18030, and has CSVDUMP read it.  What Python's table
(of 2000) has for private use and a later standard gave a character of its own
must come out as that, by two bytes and by the four of that table.
"""
import subprocess
import sys

# private use of 2000: the character that took its place
LATER = dict(zip(
    "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
    "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854"
    "\ue855\ue864\u1e3f",
    "\u3000\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f"
    "\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8"
    "\U0002298f\u9fb9\u9fba\U000241fe\u9fbb\ue7c7"))

dump, name = sys.argv[1:3]
codes = [c for part in (range(0xa0, 0xd800), range(0xe000, 0xfffe),
                        range(0x20000, 0x2a6e0, 7))
         for c in part]
text = "社区名称,地区\n" + "".join(map(chr, codes)) + "\n"
with open(name, "wb") as f:
    f.write(text.encode("gb18030"))
done = subprocess.run([dump, "text", name], stdout=subprocess.PIPE)
assert done.returncode == 0
got = done.stdout.decode("utf-8")
assert len(got) == len(text), (len(got), len(text))
bad = [(hex(ord(t)), hex(ord(g))) for t, g in zip(text, got)
       if LATER.get(t, t) != g]
print("%d characters, %d decode otherwise: %s" % (len(text), len(bad),
                                                  bad[:20]))
sys.exit(bool(bad))
