"""Whether a clause speaks of what has been or of what is to come: decides a bare "Tuesday" or "in April"."""

from __future__ import annotations

import re

from onrecord.article import Span
from onrecord.text.times.context import listed

WORD = re.compile(r"[A-Za-z]+|’ll|'ll")
REACH = 240  # characters looked at on each side: about two clauses


def direction(body: str, sentence: Span, start: int, end: int) -> int:
    """1 where the nearest telling word of the sentence is of the future, -1 of the past, 0 where there is none.

    Words before the expression are asked first, nearest first; only then those after it.

    >>> text = "The court will rule on Tuesday."
    >>> direction(text, Span(0, len(text)), 23, 30)
    1
    """
    before = [word.lower() for word in WORD.findall(body, max(sentence.start, start - REACH), start)]
    for index in range(len(before) - 1, -1, -1):
        found = sense(before[index], before[index - 1] if index else "")
        if found:
            return found
    last = before[-1] if before else ""
    for word in WORD.findall(body, end, min(sentence.end, end + REACH)):
        found = sense(word.lower(), last)
        if found:
            return found
        last = word.lower()
    return 0


def sense(word: str, before: str = "") -> int:
    """1 for a word of the future (or one that makes a pair of the future with the word before it), -1 for one of the past, else 0."""
    if word in listed("tense.future") or f"{before}.{word}" in listed("tense.pairs"):
        return 1
    if word in listed("tense.past") or (word.endswith("ed") and len(word) > 4 and word not in listed("tense.neutral")):
        return -1
    return 0
