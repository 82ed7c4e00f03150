"""Whether a clause speaks of what has been or of what is to come: decides a bare "Tuesday" or "in April"."""

from __future__ import annotations

import re

from onrecord.article import Span

WORD = re.compile(r"[A-Za-z]+|’ll|'ll")
FUTURE = frozenset(
    "will shall ll 'll ’ll wo scheduled due slated expected expects expect plans plan planning planned hopes aims intends upcoming until forthcoming "
    "deadline tomorrow going ahead begins starts opens ends expires tentatively anticipated forecast".split()
)
PAST = frozenset(
    "was were had did said told has have been rose fell won lost met made began took held came went saw got gave found left led sent shot wrote "
    "spoke became broke brought built bought caught chose drove fought flew grew heard hit kept knew let paid put ran sat sold stood struck "
    "thought threw wore withdrew yesterday ago since".split()
)
NEUTRAL = frozenset("need speed feed indeed exceed proceed united hundred based so-called related red bed unprecedented".split())
REACH = 240  # characters looked at on each side: about two clauses


def direction(body: str, sentence: Span, start: int, end: int) -> int:
    """1 where the nearest telling word of the sentence is of the future, -1 of the past, 0 where there is none.

    Words before the expression are asked first, nearest first; only then those after it.

    >>> text = "The court will rule on Tuesday."
    >>> direction(text, Span(0, len(text)), 23, 30)
    1
    """
    before = WORD.findall(body, max(sentence.start, start - REACH), start)
    for word in reversed(before):
        found = sense(word.lower())
        if found:
            return found
    for word in WORD.findall(body, end, min(sentence.end, end + REACH)):
        found = sense(word.lower())
        if found:
            return found
    return 0


def sense(word: str) -> int:
    """1 for a word of the future, -1 for one of the past, else 0."""
    if word in FUTURE:
        return 1
    if word in PAST or (word.endswith("ed") and len(word) > 4 and word not in NEUTRAL):
        return -1
    return 0
