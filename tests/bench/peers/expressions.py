"""The standard's expressions as trees, and the names in them.

A tree is a name, a number, or (operator, operand...); parameters ($x) are
numbers already.  Of the language what the atoms and checks of the job use:
what is unknown to this module ends it.
"""
import re

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|(\$?[a-z_][a-z0-9_]*)"
                   r"|(==|!=|<=|>=|[-+*<>()]))")
LEVELS = [("or",), ("and",), ("not",), ("==", "!=", "<=", ">=", "<", ">"),
          ("+", "-"), ("*",)]


class NotHere(Exception):
    """The expression asks what the job has not: another wave, a text."""


def tokens(text):
    at = 0
    text = text.rstrip()
    while at < len(text):
        m = TOKEN.match(text, at)
        if not m:
            raise NotHere(text)
        at = m.end()
        yield m.group(m.lastindex)


class Parser:
    def __init__(self, text, parameters):
        self.left = list(tokens(text))[::-1]
        self.parameters = parameters

    def next(self):
        return self.left.pop() if self.left else ""

    def peek(self):
        return self.left[-1] if self.left else ""

    def level(self, n):
        if n == len(LEVELS):
            return self.operand()
        if LEVELS[n] == ("not",):
            if self.peek() != "not":
                return self.level(n + 1)
            return (self.next(), self.level(n))
        tree = self.level(n + 1)
        while self.peek() in LEVELS[n]:
            tree = (self.next(), tree, self.level(n + 1))
        return tree

    def operand(self):
        word = self.next()
        if word == "(":
            tree = self.level(0)
            self.next()
            return tree
        if self.peek() == "(":
            raise NotHere(word)
        word = self.parameters.get(word[1:], word) if word[:1] == "$" else word
        return float(word) if word[0].isdigit() else word


def parse(text, parameters):
    """The tree of `text`; parameters by name.  NotHere if it asks for more."""
    return Parser(text, parameters).level(0)


def names(tree):
    """The columns that a tree asks."""
    if isinstance(tree, str):
        return {tree}
    if isinstance(tree, float):
        return set()
    return set().union(*map(names, tree[1:]))


def plain(number):
    """2.0 as 2."""
    return "%g" % number
