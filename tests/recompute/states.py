"""Four states of a test, evaluated on canonical cells with exact fractions.

Written from the official rules (0 outranks U, U outranks N; what does not
apply is neither met nor failed), not from the C code or its tables.
"""
import ast
from fractions import Fraction

TRUE, FALSE, NA, UNKNOWN = "1", "0", "N", "U"


class Bound:
    """'2 or more' (>=2): stands for every number from `low` on."""

    def __init__(self, low):
        self.low = low


def read_cell(text):
    """A canonical cell: UNKNOWN, NA, a Bound, a Fraction or the text."""
    if text in ("", "?"):
        return UNKNOWN
    if text == "n/a":
        return NA
    if text.startswith(">="):
        return Bound(Fraction(text[2:]))
    try:
        return Fraction(text)
    except ValueError:
        return text


def all_of(states):
    states = list(states)
    if FALSE in states:
        return FALSE
    if UNKNOWN in states:
        return UNKNOWN
    if all(s == NA for s in states):
        return NA
    return TRUE


def compare(op, a, b):
    if a is UNKNOWN or b is UNKNOWN:
        return UNKNOWN
    if a is NA or b is NA:
        return NA
    if isinstance(a, Bound):
        if isinstance(op, ast.GtE) and a.low >= b:
            return TRUE
        if isinstance(op, ast.Gt) and a.low > b:
            return TRUE
        if isinstance(op, (ast.Lt, ast.Eq)) and a.low > b:
            return FALSE
        return UNKNOWN
    if isinstance(b, Bound):
        raise ValueError("a bound on the right is not expected here")
    answer = {
        ast.Eq: a == b, ast.NotEq: a != b,
        ast.Lt: a < b if not isinstance(a, str) else False,
        ast.LtE: a <= b if not isinstance(a, str) else False,
        ast.Gt: a > b if not isinstance(a, str) else False,
        ast.GtE: a >= b if not isinstance(a, str) else False,
    }[type(op)]
    return TRUE if answer else FALSE


def value_of(node, row):
    if isinstance(node, ast.Constant):
        return Fraction(node.value)
    if isinstance(node, ast.Name):
        return read_cell(row[node.id])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        a, b = value_of(node.left, row), value_of(node.right, row)
        for state in (UNKNOWN, NA):
            if a is state or b is state:
                return state
        if isinstance(a, Bound) or isinstance(b, Bound):
            return UNKNOWN
        return a * b
    raise ValueError(ast.dump(node))


def test(node, row):
    if isinstance(node, ast.Expression):
        return test(node.body, row)
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return all_of(test(v, row) for v in node.values)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        right = node.comparators[0]
        if isinstance(right, ast.Name) and right.id == "NA":
            # "x != NA": applies unless the answer is that it does not
            return FALSE if row[node.left.id] == "n/a" else TRUE
        return compare(node.ops[0], value_of(node.left, row),
                       value_of(right, row))
    raise ValueError(ast.dump(node))


def parse(text):
    return ast.parse(text, mode="eval")
