"""usage: job_words.py cron FILE N | unit FILE

The command of the N-th job line of a crontab, or of the ExecStart of a unit
file, as the arguments that cron or systemd would start, each ended by NUL.
Written from crontab(5) and systemd.syntax(7), not from install-jobs.
"""
import re
import sys


def of_cron(text, n):
    """A shell gets the sixth field up to the first % without a backslash."""
    jobs = [line for line in text.split("\n")
            if line and not line.startswith("#")]
    command = jobs[n].split(None, 5)[5]
    command = re.split(r"(?<!\\)%", command)[0].replace("\\%", "%")
    return ["/bin/sh", "-c", command]


def of_unit(text):
    """Quoted words; backslash, % and $ doubled stand for themselves."""
    command = re.search(r"^ExecStart=(.*)$", text, re.M).group(1)
    words = []
    for first, word in re.findall(r'(?:^| )(")((?:[^"\\]|\\.)*)"', command):
        assert first
        word = re.sub(r"\\(.)", r"\1", word)
        assert not re.search(r"(?<!%)(%%)*%(?!%)", word), "a specifier"
        assert not re.search(r"(?<!\$)(\$\$)*\$(?!\$)", word), "a variable"
        words.append(word.replace("%%", "%").replace("$$", "$"))
    return words


def main(kind, path, n=0):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        text = file.read()
    words = of_unit(text) if kind == "unit" else of_cron(text, int(n))
    out = "".join(word + "\0" for word in words)
    sys.stdout.buffer.write(out.encode("utf-8", "surrogateescape"))


main(*sys.argv[1:])
