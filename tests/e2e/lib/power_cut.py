"""The power fails during a night: what the disk may hold then, and after it.

usage: power_cut.py N WORK NIGHTLY [OPTION...]

WORK/good is a data folder whose next night makes the release WORK/want.  Such a
night is traced, and played again on a model of the folder in which nothing is on
the disk but what was synced: the bytes of a file by fsync of it, the names in a
folder, in the order in which they changed, by fsync of that, all by syncfs.  What
is not may be there or not: of the names in each folder any number of the first
changes (one that concerns two folders happens in both or in neither), of a file
its bytes, half of them, none, or zeros.  The states that this gives are: at
every moment all changes so far with each of these fates of the bytes; before
every sync and at the end, for each folder its changes alone, and some at random.
Of these states, those that are alike taken for one, N by sweep.py are laid out:
what is published in them is the old release or the new one, whole, and the next
night publishes the new one.  Prints what went otherwise, and how many there were.
"""
import collections
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import sys

import sweep
from nights import Nights, published

FATES = ("full", "none", "half", "zeros")
DRAWS = 6  # at random, before each sync
CALLS = ("open,openat,creat,write,writev,pwrite64,copy_file_range,sendfile,"
         "truncate,ftruncate,fsync,fdatasync,syncfs,sync,rename,renameat,"
         "renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,"
         "mkdirat,rmdir,mmap")


class Node:
    """A file, a folder or a link."""

    def __init__(self, kind, content=b""):
        self.kind = kind
        self.content = content  # of a file as it will be; where a link leads
        self.size = len(content)    # written so far
        self.synced = self.size     # on the disk
        self.names = {}         # of a folder


class Change:
    """Of names: (folder, name, the node there from then on or None)."""

    def __init__(self, *parts):
        self.parts, self.durable = parts, False


def tree(path):
    """What lies there, as nodes."""
    if os.path.islink(path):
        return Node("link", os.readlink(path))
    if not os.path.isdir(path):
        with open(path, "rb") as f:
            return Node("file", f.read())
    node = Node("folder")
    node.names = {n: tree(path + "/" + n) for n in os.listdir(path)}
    return node


class Disk:
    """The folder at `path` as the system shows it, and what of it is on the
    disk: at first all of `root`.  Files that are made will have the bytes of
    `contents`, in their order, where these are known."""

    def __init__(self, path, root, contents=()):
        self.path = os.path.realpath(path)
        self.root = root
        self.start = {n: dict(n.names) for n in walk(root)
                      if n.kind == "folder"}
        self.changes, self.made = [], []
        self.contents = list(contents)

    def make(self, kind, to=""):
        node = Node(kind, to if kind == "link" else b"")
        node.size = node.synced = 0
        if len(self.made) < len(self.contents) and kind == "file":
            node.content = self.contents[len(self.made)]
        self.made.append(node)
        return node

    def inside(self, path):
        """The parts of a path below the folder, or None."""
        path = os.path.normpath(path)
        if path == self.path:
            return []
        if not path.startswith(self.path + "/"):
            return None
        return path[len(self.path) + 1:].split("/")

    def find(self, path):
        parts, node = self.inside(path), self.root
        for part in parts if parts is not None else [None]:
            node = node.names.get(part) if node is not None else None
        return node

    def place(self, path):
        parts = self.inside(path)
        if not parts:
            return None, None
        return self.find(os.path.dirname(os.path.normpath(path))), parts[-1]

    def change(self, *parts):
        parts = [p for p in parts if p[0] is not None]
        for folder, name, node in parts:
            if node is None:
                folder.names.pop(name, None)
            else:
                folder.names[name] = node
        if parts:
            self.changes.append(Change(*parts))

    def sync_folder(self, folder):
        """Its changes, and what was before them in the folders of those."""
        for i, change in enumerate(self.changes):
            if not change.durable and any(p[0] is folder for p in change.parts):
                for earlier in self.changes[:i + 1]:
                    if any(p[0] is q[0] for p in earlier.parts
                           for q in change.parts):
                        earlier.durable = True

    def files(self):
        return {id(n): n for n in walk(self.root) if n.kind == "file"}.values()

    def sync_all(self):
        for change in self.changes:
            change.durable = True
        for node in self.files():
            node.synced = node.size


def walk(node):
    yield node
    for below in node.names.values():
        yield from walk(below)


# ---- the trace ----

LINE = re.compile(r"^(\d+) +(?:(\w+)\((.*)\) += (-?\d+)|"
                  r"(\w+)\((.*) <unfinished \.\.\.>|"
                  r"<\.\.\. (\w+) resumed>(.*)\) += (-?\d+))")
ARGUMENT = re.compile(r'(AT_FDCWD|\d+)<([^>]*)>|"((?:[^"\\]|\\.)*)"')


def calls(path):
    """(call, arguments, result, folder of the process) of all that ended."""
    begun, at = {}, {}
    with open(path, encoding="utf-8", errors="surrogateescape") as f:
        for line in f:
            m = LINE.match(line)
            if not m:
                continue
            pid = m[1]
            if m[5]:
                begun[pid] = m[6]
                continue
            call, text, result = (m[2], m[3], m[4]) if m[2] else (
                m[7], begun.pop(pid, "") + m[8], m[9])
            here = re.search(r"AT_FDCWD<([^>]*)>", text)
            if here:
                at[pid] = here[1]
            yield call, text, int(result), at.get(pid)


def paths_of(text, here):
    """Paths that a call names; of a descriptor its own where none follows."""
    found, base = [], None
    for m in ARGUMENT.finditer(text):
        if m[1]:
            if base is not None:
                found.append(base)
            base = m[2].replace(" (deleted)", "/(deleted)")
        else:
            found.append(os.path.join(base or here or "/", m[3]))
            base = None
    return found + ([base] if base is not None else [])


def play(disk, call, text, result, here):
    """One call on the model; True if it synced something."""
    if result < 0:
        return False
    paths = paths_of(text, here)
    if call in ("open", "openat", "creat"):
        if "O_CREAT" in text or call == "creat":
            folder, name = disk.place(paths[0])
            if folder is not None and name not in folder.names:
                disk.change((folder, name, disk.make("file")))
        if "O_TRUNC" in text:
            node = disk.find(paths[0])
            if node is not None:
                node.size = node.synced = 0
    elif call in ("write", "writev", "pwrite64"):
        node = disk.find(paths[0]) if paths else None
        if node is not None and node.kind == "file":
            node.size += result
    elif call in ("copy_file_range", "sendfile"):
        node = disk.find(paths[-1 if call == "copy_file_range" else 0])
        if node is not None:
            node.size += result
    elif call.startswith("rename"):
        (a, m), (b, n) = disk.place(paths[0]), disk.place(paths[1])
        if a is not None and b is not None:
            disk.change((a, m, None), (b, n, a.names[m]))
    elif call.startswith("symlink"):
        folder, name = disk.place(paths[-1])
        if folder is not None:
            to = re.search(r'"((?:[^"\\]|\\.)*)"', text)[1]
            disk.change((folder, name, disk.make("link", to)))
    elif call in ("link", "linkat"):
        folder, name = disk.place(paths[1])
        if folder is not None:
            disk.change((folder, name, disk.find(paths[0])))
    elif call.startswith("mkdir"):
        folder, name = disk.place(paths[0])
        if folder is not None:
            disk.change((folder, name, disk.make("folder")))
    elif call in ("unlink", "unlinkat", "rmdir"):
        folder, name = disk.place(paths[0])
        if folder is not None:
            disk.change((folder, name, None))
    elif call in ("fsync", "fdatasync"):
        node = disk.find(paths[0])
        if node is None:
            return False
        if node.kind == "folder":
            disk.sync_folder(node)
        else:
            node.synced = node.size
        return True
    elif call in ("syncfs", "sync"):
        disk.sync_all()
        return True
    elif call == "mmap":
        if ("MAP_SHARED" in text and "PROT_WRITE" in text and paths
                and disk.find(paths[0]) is not None):
            sys.exit("a file is written through memory: " + text)
    return False


# ---- what the disk may hold ----


def state(disk, is_there, fate):
    """{path: content} if those changes are there, and bytes by fate(node)."""
    names = {node: dict(of) for node, of in disk.start.items()}
    lost = set()  # folders whose later changes are lost with an earlier one
    for change in disk.changes:
        folders = {id(p[0]) for p in change.parts}
        if not change.durable and (folders & lost or not is_there(change)):
            lost |= folders
            continue
        for folder, name, node in change.parts:
            of = names.setdefault(folder, {})
            if node is None:
                of.pop(name, None)
            else:
                of[name] = node
    out = {}

    def put(node, path):
        if path.startswith("/.work"):
            return  # whatever is in it, it goes
        if node.kind == "folder":
            out[path] = None
            for name, below in names.get(node, {}).items():
                put(below, path + "/" + name)
        elif node.kind == "link":
            out[path] = (node.content,)
        else:
            out[path] = bytes_of(node, fate)

    put(disk.root, "")
    return frozenset(out.items())


def bytes_of(node, fate):
    now = node.content[:node.size]
    if node.synced == node.size:
        return now
    how = fate(node)
    return {"full": now, "none": now[:node.synced],
            "half": now[:(node.synced + node.size) // 2],
            "zeros": now[:node.synced] + bytes(node.size - node.synced)}[how]


def states_before_sync(disk, draw):
    """Of each folder its changes alone, and some at random."""
    pending = {id(p[0]): p[0] for c in disk.changes if not c.durable
               for p in c.parts}
    for folder in pending:
        yield state(disk, lambda c: any(id(p[0]) == folder for p in c.parts),
                    lambda node: "zeros")
        yield state(disk,
                    lambda c: not any(id(p[0]) == folder for p in c.parts),
                    lambda node: "none")
    for _ in range(DRAWS):
        far = {f: draw.random() for f in pending}
        seen = collections.Counter()
        total = collections.Counter(id(p[0]) for c in disk.changes
                                    if not c.durable for p in c.parts)

        def is_there(change):
            for p in change.parts:
                seen[id(p[0])] += 1
            return all(seen[id(p[0])] <= far[id(p[0])] * total[id(p[0])]
                       for p in change.parts)

        yield state(disk, is_there, lambda node: draw.choice(FATES))


def contents_of_made(trace, traced):
    """The bytes that each file had in the end that the night made and that is
    still there: it left what the model says that it left."""
    disk = Disk(traced, tree(nights.good))
    for call, text, result, here in calls(trace):
        play(disk, call, text, result, here)

    def compare(model, real, path):
        if (model.kind != real.kind or set(model.names) != set(real.names)
                or model.kind == "link" and model.content != real.content
                or model.kind == "file" and model.size != real.size):
            sys.exit("the model is not what the night left: %s (%d, %d): %s" % (
                path, model.size, real.size,
                set(model.names) ^ set(real.names)))
        model.content = real.content
        for name in model.names:
            compare(model.names[name], real.names[name], path + "/" + name)

    compare(disk.root, tree(traced), "")
    return [n.content for n in disk.made]


def all_states(trace, traced):
    """Every state once, in the order of the night."""
    found, draw = {}, random.Random(os.environ["SEED"])
    disk = Disk(traced, tree(nights.good), contents_of_made(trace, traced))
    syncs = before = 0
    for call, text, result, here in calls(trace):
        if "sync" in call:
            for one in states_before_sync(disk, draw):
                found.setdefault(one)
        syncs += play(disk, call, text, result, here)
        now = len(disk.changes), sum(n.size for n in disk.made)
        if now != before:
            for how in FATES:
                found.setdefault(state(disk, lambda c: True, lambda n: how))
        before = now
    for one in states_before_sync(disk, draw):
        found.setdefault(one)
    return list(found), len(disk.changes), syncs


# ---- a state laid out ----


def lay_out(data, what):
    for path, content in sorted(what, key=lambda item: item[0]):
        if content is None:
            os.mkdir(data + path)
        elif isinstance(content, tuple):
            os.symlink(content[0], data + path)
        else:
            with open(data + path, "wb") as f:
                f.write(content)


def attempt(case):
    what, i = case
    data = "%s/state%d" % (nights.work, i)
    lay_out(data, what)
    says = None
    if not nights.is_published(data):
        says = "%s is published, and is no release" % published(data)
    says = says or nights.next_night(data)
    if says:
        return "state %d: %s" % (i, says)
    shutil.rmtree(data)
    return None


if __name__ == "__main__":
    nights = Nights(sys.argv[2], sys.argv[3:])
    trace, traced = nights.work + "/trace", nights.copy("traced")
    ended = subprocess.run(
        ["strace", "-f", "-y", "-s", "0", "-e", "quiet=all", "-e",
         "signal=none", "-e", "trace=" + CALLS, "-o", trace]
        + nights.command + ["--data", traced], stdin=subprocess.DEVNULL)
    if ended.returncode != 0 or published(traced) != nights.want:
        sys.exit("the good night fails")
    states, changes, syncs = all_states(trace, traced)
    # what was there before, and what is there afterwards
    assert len(states) > 100 and syncs > 10, (len(states), syncs)
    chosen = sweep.sweep(int(sys.argv[1]), states)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        bad = [says for says in pool.map(
            attempt, [(what, i) for i, what in enumerate(chosen)]) if says]
    print("\n".join(bad))
    print("%d changes of names, %d syncs: %d of %d states were laid out, wrong: "
          "%d" % (changes, syncs, len(chosen), len(states), len(bad)),
          file=sys.stderr)
    sys.exit(bool(bad))
