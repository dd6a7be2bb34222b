"""Intervals for the attained units of a place, were its respondents drawn at
random: the exact hypergeometric law in integers, and Wilson's score with the
effective size of a finite population."""
from fractions import Fraction
from math import comb, floor, sqrt

Z = 1.959963984540054


def at_least(passes, n, total, good):
    """P(X >= passes), exact."""
    return Fraction(sum(comb(good, k) * comb(total - good, n - k)
                        for k in range(passes, min(n, good) + 1)),
                    comb(total, n))


def lowest(passes, n, total):
    low, high = passes, total - (n - passes)
    while low < high:
        middle = (low + high) // 2
        if at_least(passes, n, total, middle) > Fraction(1, 40):
            high = middle
        else:
            low = middle + 1
    return low


def half_up(value):
    """Two decimals; an exact tie, which a double may miss by its last bit, up."""
    return "%.2f" % (floor(value * 100 + 0.5 + 1e-9) / 100)


def wilson(a, n, total):
    p = a / n
    if n == total:
        return p, p
    size = n * (total - 1) / (total - n)
    centre = p + Z * Z / (2 * size)
    half = Z * sqrt(p * (1 - p) / size + Z * Z / (4 * size * size))
    scale = 1 + Z * Z / size
    return max(0, (centre - half) / scale), min(1, (centre + half) / scale)


def columns(a, n, total):
    """`a` of `n` respondents of `total` units attained."""
    names = ("hypergeometric_low", "hypergeometric_high", "wilson_low",
             "wilson_high")
    if n == 0:
        return dict.fromkeys(names, "")
    low, high = wilson(a, n, total)
    return dict(zip(names, (
        lowest(a, n, total), total - lowest(n - a, n, total),
        half_up(100 * low), half_up(100 * high))))
