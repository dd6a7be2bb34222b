"""A data folder, a night in it, and what must be so afterwards."""
import os
import shutil
import subprocess


class Nights:
    """Nights by `command`, which waits for its --data; `want` is the name of
    the release that they make, `old` of the one before, and there is
    `work`/good, in which the next night makes it."""

    def __init__(self, work, command):
        self.work, self.command = work, command
        self.good = work + "/good"
        with open(work + "/want") as f:
            self.want = f.read().strip()
        self.old = published(self.good)

    def night(self, data, **settings):
        return subprocess.run(
            self.command + ["--data", data], env=dict(os.environ, **settings),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=300)

    def copy(self, name):
        data = self.work + "/" + name
        shutil.copytree(self.good, data, symlinks=True)
        return data

    def is_published(self, data):
        """What is published is the old release or the new one, whole."""
        return published(data) in (self.old, self.want) and is_whole(data)

    def next_night(self, data):
        """What is wrong with the next night, or None."""
        ended = self.night(data)
        if (ended.returncode == 0 and published(data) == self.want
                and is_whole(data) and not debris(data)):
            return None
        return "the next night: %d, %s is published, %s left: %s" % (
            ended.returncode, published(data), debris(data) or "nothing is",
            ended.stderr.decode())


def published(data):
    link = data + "/releases/current"
    return os.readlink(link) if os.path.islink(link) else None


def is_whole(data):
    return subprocess.run(["green-verify", "-q", data + "/releases/current"],
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def debris(data):
    return [n for folder in (data, data + "/releases", data + "/.cache")
            for n in (os.listdir(folder) if os.path.isdir(folder) else [])
            if n.startswith((".work", ".new", ".parts", ".current", ".whole"))]
