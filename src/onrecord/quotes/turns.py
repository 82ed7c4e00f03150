"""Turns of interviews and transcripts: paragraphs that begin with who speaks and a colon, with or without quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from onrecord.article import Span
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.windows import Layout

OPENING = r"[\"“'‘`«„(]*"
CAPITALS = r"(?:[A-Z][A-Z.'’-]+|Q|A)(?:\s[A-Z][A-Z.'’-]+){0,3}"
NAME = r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}"
LABEL = re.compile(rf"{OPENING}(?P<name>{CAPITALS}|{NAME}):\s+(?=\S)")
CLOSING = " \t\"”'’`»"
NO_SPEAKER = frozenset(
    (
        "also", "analysis", "breaking", "caption", "cast", "chapter", "claim", "contact", "correction", "cost", "credit", "date",
        "director", "editor", "editors", "email", "exclusive", "fact", "file", "how", "image", "listen", "live", "location",
        "london", "more", "new", "note", "notes", "opinion", "paris", "part", "phone", "photo", "photos", "picture", "pictures",
        "price", "question", "questions", "rating", "read", "related", "review", "see", "source", "sources", "step", "tickets",
        "time", "update", "updated", "verdict", "video", "washington", "watch", "website", "what", "when", "where", "who", "why",
        "york",
    )
)  # fmt: skip
FEWEST = 3  # paragraphs with a label that make a conversation of a text


def with_turns(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """All attributions by content; where the article is a conversation its turns stand instead of what was found of whole turns."""
    turns = find_turns(layout)
    if not turns:
        return list(found)
    taken = {element for turn in turns for element in range(*turn.content[0])}
    kept = [a for a in found if not _is_of_turns(layout, a, taken)]
    return sorted([*kept, *turns], key=lambda a: (a.content[0], a.spans, a.cue or (0, 0)))


def _is_of_turns(layout: Layout, attribution: Attribution, taken: set[int]) -> bool:
    """Whether an attribution has nothing but turns for its content, and no cue word of its own among them."""
    whole = {at for lo, hi in attribution.content for at in range(lo, hi)}
    quoted = {at for at in whole if layout.elements[at].unit >= 0}
    return bool(quoted & taken) or (attribution.entry is None and bool(whole & taken))


def find_turns(layout: Layout) -> list[Attribution]:
    """The turns of a conversation, empty where the article is none: fewer than FEWEST labels, or one speaker alone."""
    body = layout.reading.text.body
    labelled = []
    for paragraph in layout.reading.text.paragraphs:
        match = LABEL.match(body, paragraph.start, paragraph.end)
        if match and not any(word in NO_SPEAKER for word in match["name"].lower().split()):
            labelled.append((match, paragraph))
    names = Counter(match["name"] for match, _ in labelled)
    if len(labelled) < FEWEST or len(names) < 2 or max(names.values()) < 2:
        return []
    turns = [_turn(layout, Span(*match.span("name")), Span(match.end(), paragraph.end)) for match, paragraph in labelled]
    return [turn for turn in turns if turn is not None]


def _turn(layout: Layout, name: Span, words: Span) -> Attribution | None:
    """One turn; None where no word follows the label."""
    reading = layout.reading
    body = reading.text.body
    start, end = words
    while end > start and body[end - 1] in CLOSING:
        end -= 1
    if body[start : start + 1] in {'"', "“"} and body[start + 1 : start + 2].strip():
        start += 1
    starts = reading.text.token_starts
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    source = (bisect_left(starts, name.start), bisect_left(starts, name.end))
    if first >= last or source[0] >= source[1]:
        return None
    content = (layout.element_at(first), layout.element_at(last - 1) + 1)
    return Attribution((content,), source, (source[1], source[1] + 1), None, "turn", "mark", spans=(Span(start, end),))
