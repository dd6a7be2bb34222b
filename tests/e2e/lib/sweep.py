"""Of many cases a slice that $SEED and the name of the test choose, or all of
them if $SOAK is set; of all of them every third from the second on if it is
2/3, so that several machines share them.

usage: sweep.py N <CASES, one a line
"""
import os
import random
import sys


def sweep(n, cases, what=""):
    """N of the cases, in their order; there must be some."""
    cases = list(cases)
    if not cases:
        sys.exit("there is no case to try: " + what)
    first, _, of = os.environ.get("SOAK", "").partition("/")
    if of:
        return cases[int(first) - 1::int(of)]
    if first or n >= len(cases):
        return cases
    draw = random.Random(os.environ["SEED"] + os.environ["BATS_TEST_NAME"]
                         + what)
    return [cases[i] for i in sorted(draw.sample(range(len(cases)), n))]


if __name__ == "__main__":
    print("\n".join(sweep(int(sys.argv[1]), sys.stdin.read().splitlines())))
