"""Which characters a pattern can start with, so that a rule is tried only where it can fit.

Reads the small part of regular expression syntax that `grammar.translated` writes: characters, groups, alternatives, `?`, `{0,n}` and
lookbehinds without groups.
"""

from __future__ import annotations

First = tuple[set[str], bool, int]


def first_chars(pattern: str) -> set[str]:
    """The characters a match of the pattern can start with.

    >>> sorted(first_chars("(?:a|b)?c(?<=x)d"))
    ['a', 'b', 'c']
    """
    return _alternatives(pattern, 0)[0]


def _alternatives(pattern: str, at: int) -> First:
    chars, empty = set[str](), False
    while True:
        some, none, at = _sequence(pattern, at)
        chars |= some
        empty |= none
        if at >= len(pattern) or pattern[at] != "|":
            return chars, empty, at
        at += 1


def _sequence(pattern: str, at: int) -> First:
    chars, empty = set[str](), True
    while at < len(pattern) and pattern[at] not in "|)":
        some, none, at = _item(pattern, at)
        if pattern.startswith("?", at):
            none, at = True, at + 1
        elif pattern.startswith("{0", at):
            none, at = True, pattern.index("}", at) + 1
        if empty:
            chars |= some
            empty = none
    return chars, empty, at


def _item(pattern: str, at: int) -> First:
    if pattern.startswith("(?<", at):
        return set(), True, pattern.index(")", at) + 1
    if pattern.startswith("(?:", at):
        chars, empty, end = _alternatives(pattern, at + 3)
        return chars, empty, end + 1
    return {pattern[at]}, False, at + 1
