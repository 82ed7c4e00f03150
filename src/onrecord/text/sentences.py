"""Sentences with offsets; a quotation is a unit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from onrecord.article import Span
from onrecord.text.marks import Quotation

TERMINATOR = re.compile(r"[.!?…]+")
CLOSERS = frozenset("\"”»’')]}")
OPENERS = frozenset("\"“«„‘'([{`-–—•*#@$£€")
WORD_BEFORE = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)*\Z")
WORD_AFTER = re.compile(r"[^\W\d_]+")
ATTRIBUTION = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,5}(?:said|says|asked|asks|added|wrote|tweeted|told|replied|shouted|exclaimed|continued|declared|cried|yelled|wondered)\b"
)
LONGEST_WORD = 24  # characters looked at before a full stop: no abbreviation is longer


@cache
def _table(name: str) -> dict[str, str]:
    """The entries of a data file: first column to second."""
    lines = resources.files("onrecord.text").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows}


def sentences(body: str, paragraphs: Sequence[Span], quoted: Sequence[Quotation]) -> tuple[Span, ...]:
    """Sentences of a body, by start; none runs over a paragraph, none ends inside a quotation that goes on.

    >>> body = 'Mr. Lee met the U.S. envoy. "Why now? Why us?" he asked. It rained.'
    >>> [span.of(body) for span in sentences(body, [Span(0, len(body))], [])][0]
    'Mr. Lee met the U.S. envoy.'
    """
    units = [span for quotation in quoted if quotation.depth == 0 for span in quotation.spans]
    starts = [span.start for span in units]
    found: list[Span] = []
    for paragraph in paragraphs:
        found.extend(_split(body, paragraph, _boundaries(body, paragraph, units, starts)))
    return tuple(found)


def _split(body: str, paragraph: Span, ends: Iterable[int]) -> Iterable[Span]:
    """The stretches between the boundaries, without the white space around them."""
    start = paragraph.start
    for end in [*ends, paragraph.end]:
        while start < end and body[start].isspace():
            start += 1
        last = end
        while last > start and body[last - 1].isspace():
            last -= 1
        if start < last:
            yield Span(start, last)
        start = max(start, end)


def _boundaries(body: str, paragraph: Span, units: Sequence[Span], starts: Sequence[int]) -> Iterable[int]:
    """Places where a sentence ends before the paragraph does."""
    for match in TERMINATOR.finditer(body, paragraph.start, paragraph.end):
        end = match.end()
        while end < paragraph.end and body[end] in CLOSERS and _is_closing(body, end):
            end += 1
        index = bisect_right(starts, match.start()) - 1
        inside = index >= 0 and match.start() < units[index].end
        if inside and end < units[index].end:
            continue
        if end < paragraph.end and _ends_sentence(body, match, end, closes_quotation=inside):
            yield end


def _is_closing(body: str, at: int) -> bool:
    """Whether a mark after a full stop belongs to what ends there: white space or another mark follows, not a word."""
    return at + 1 >= len(body) or not body[at + 1].isalnum() or body[at] in "”»)]}"


def _ends_sentence(body: str, match: re.Match[str], end: int, *, closes_quotation: bool) -> bool:
    """Whether the stop at `match`, with the marks up to `end`, ends a sentence: told by the words on both sides."""
    after = end
    while after < len(body) and body[after].isspace():
        after += 1
    if after >= len(body):
        return True
    following = body[after]
    if after == end and not (closes_quotation and following.isupper()):
        return False
    if following.islower() or following in ",;:":
        return False
    if not (following.isalnum() or following in OPENERS):
        return False
    stop = match.group()
    if closes_quotation and stop[-1] in "!?" and ATTRIBUTION.match(body, after, after + 120):
        return False
    if stop == "." and end == match.end():
        return _stop_ends(body, match.start(), after)
    return not (following in "–—-" and stop[-1] in ".…")


def _stop_ends(body: str, at: int, after: int) -> bool:
    """Whether a plain full stop ends a sentence: not after an abbreviation or an initial."""
    found = WORD_BEFORE.search(body[max(0, at - LONGEST_WORD) : at])
    if found is None:
        return True
    word = found.group()
    kind = _table("abbreviations.txt").get(word.lower())
    if kind is None and len(word) == 1 and word.isupper() and word != "I":
        kind = "never"
    if kind is None and "." in word and all(len(part) <= 2 for part in word.split(".")):
        kind = "may"
    if kind is None or kind == "number":
        return kind is None or not body[after].isdigit()
    if kind == "never":
        return False
    following = WORD_AFTER.match(body, after)
    if following is None:
        return body[after] in OPENERS
    return following.group().lower() in _table("sentence_starters.txt")
