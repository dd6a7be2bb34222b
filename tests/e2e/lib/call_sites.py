"""A night with one system call failing, by its site (shim/site.c).

usage: call_sites.py N SHIM WORK NIGHTLY [OPTION...]

WORK/good is a data folder whose next night has something to publish, which
WORK/want is the release of.  The calls of such a night are counted, then of
every site the first and the last fail, each with ENOSPC, EIO, EMFILE and EINTR,
and of what is published and kept every one with ENOSPC and EIO: N of these cases
by sweep.py, and always where something is looked for.  The night ends with 0 and has published the release, or with 2, 3
or 4 and words, the old one as it was and nothing left behind; and the next
night publishes it.  Prints what went otherwise, and how many cases there were.
"""
import collections
import concurrent.futures
import errno
import os
import shutil
import sys

import sweep
from nights import Nights, debris, published

ERRORS = [errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EINTR]
WRITES = ("open", "write", "close", "rename", "mkdir", "syncfs", "unlink")
KEPT = ("part", "cache", "release")


def sites():
    """Every site of a night, and how often it is called."""
    log = nights.work + "/sites"
    open(log, "w").close()
    ended = nights.night(nights.copy("counted"), LD_PRELOAD=SHIM,
                         GREEN_SITE_LOG=log)
    if ended.returncode != 0:
        sys.exit("the good night fails: " + ended.stderr.decode())
    with open(log) as f:
        return collections.Counter(f.read().splitlines())


def all_cases():
    for site, n in sorted(sites().items()):
        _, call, kind = site.split()
        for error in ERRORS:
            every = (call in WRITES and kind in KEPT
                     and error in (errno.ENOSPC, errno.EIO))
            for at in range(1, n + 1) if every else sorted({1, n}):
                yield site, at, error


def looks(site, _, error):
    """What is asked before anything is read: an answer that could not be had
    is not the answer that nothing is there.  These are always tried."""
    program, call, kind = site.split()
    return (program in ("green-inbox", "green-lock")
            and call in ("stat", "lstat", "fstat") and error == errno.EIO
            and kind in ("table", "answer", "delivery", "lock"))


def wrong(data, ended):
    """What is wrong with how a night under a fault ended, or None."""
    if not nights.is_published(data):
        return "what is published is no release"
    if debris(data):
        return "left behind: " + " ".join(debris(data))
    if ended.returncode == 0 and published(data) != nights.want:
        return "ends well, and has published nothing"
    if ended.returncode not in (0, 2, 3, 4):
        return "ends with %d" % ended.returncode
    if ended.returncode != 0 and not ended.stderr.strip():
        return "fails without a word"
    return nights.next_night(data)


def attempt(case):
    (site, at, error), i = case
    data, counter = nights.copy("case%d" % i), "%s/count%d" % (nights.work, i)
    with open(counter, "wb") as f:
        f.write(bytes(8))
    ended = nights.night(data, LD_PRELOAD=SHIM, GREEN_SITE_COUNT=counter,
                         GREEN_SITE="%s %d %d" % (site, at, error))
    with open(counter, "rb") as f:
        reached = int.from_bytes(f.read(), "little") >= at
    says = wrong(data, ended)
    shutil.rmtree(data)
    os.remove(counter)
    if says:
        says = "%s, call %d, %s: %s\n%s" % (
            site, at, errno.errorcode[error], says, ended.stderr.decode())
    return ended.returncode, reached, says


if __name__ == "__main__":
    SHIM = sys.argv[2]
    nights = Nights(sys.argv[3], sys.argv[4:])
    cases = list(all_cases())
    chosen = sweep.sweep(int(sys.argv[1]), cases)
    chosen += [c for c in cases if looks(*c) and c not in chosen]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(attempt, [(c, i) for i, c in enumerate(chosen)]))
    bad = [says for _, _, says in done if says]
    print("\n".join(bad))
    by_status = collections.Counter(status for status, _, _ in done)
    print("%d calls failed, %d were reached; ended with: %s; wrong: %d" % (
        len(done), sum(reached for _, reached, _ in done),
        ", ".join("%d in %d" % (s, by_status[s]) for s in sorted(by_status)),
        len(bad)), file=sys.stderr)
    sys.exit(bool(bad))
