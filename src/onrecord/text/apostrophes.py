"""Single quotation marks told from apostrophes: of possessives, of elisions, of years."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.article import Span

SINGLE = re.compile(r"['‘’]")
ELISION = re.compile(
    r"['‘’](?:\d0s?\b|\d\d\b"
    r"|(?:em|til|till|tis|twas|cause|bout|round|n|nother|cuz|kay|sup|ya|er|im|neath|gainst|ere|cept|tude)\b)",
    re.IGNORECASE,
)
MAX_CHARS = 3000  # a single mark that finds no partner within this many characters is an apostrophe


def single_spans(body: str, paragraphs: Sequence[tuple[int, int]], doubles: Sequence[Span]) -> list[Span]:
    """Stretches in single marks, with the marks, by start; none crosses the edge of a double quotation.

    A possessive apostrophe never opens: an opening mark stands after a space, bracket or dash and before a letter, digit or mark.
    A mark after s and before a lower-case word may be a plural's possessive: it closes only when nothing better follows.
    """
    regions = _regions(doubles)
    found: list[Span] = []
    for start, end in paragraphs:
        marks = [m.start() for m in SINGLE.finditer(body, start, end)]
        if len(marks) > 1:
            found.extend(_pair(body, marks, regions))
    return found


def _regions(doubles: Sequence[Span]) -> list[int]:
    """Edges of the double quotations, by place."""
    return sorted(edge for span in doubles for edge in span)


def _region(edges: Sequence[int], at: int) -> int:
    """Names the double quotation around a place: an odd count of edges before it; 0 outside all."""
    count = bisect_right(edges, at)
    return count if count % 2 else 0


def _opens(body: str, at: int) -> bool:
    """Whether a single mark can open a quotation."""
    before = body[at - 1] if at else "\n"
    after = body[at + 1] if at + 1 < len(body) else "\n"
    if not (before.isspace() or before in '([{—–-/"“„«`:'):
        return False
    return (after.isalnum() or after in '"“[($£€#@…') and not ELISION.match(body, at)


def _closes(body: str, at: int) -> int:
    """How well a single mark can close: 0 not, 1 perhaps (a plural's possessive too), 2 surely."""
    before = body[at - 1] if at else "\n"
    after = body[at + 1] if at + 1 < len(body) else "\n"
    if before.isspace() or after.isalnum() or before in "([{":
        return 0
    following = body[at + 2] if at + 2 < len(body) else "\n"
    return 1 if before == "s" and after == " " and following.isalpha() else 2


def _pair(body: str, marks: Sequence[int], regions: Sequence[int]) -> list[Span]:
    """Pairs the single marks of one paragraph."""
    found: list[Span] = []
    opened, weak = -1, -1
    for at in [*marks, len(body) + MAX_CHARS]:
        if opened >= 0 and (at - opened > MAX_CHARS or (at < len(body) and body[at] in "'‘" and _opens(body, at))):
            if weak >= 0:
                found.append(Span(opened, weak + 1))
            opened, weak = -1, -1
        if at >= len(body):
            break
        if opened < 0:
            opened = at if body[at] != "’" and _opens(body, at) else -1
            continue
        strength = _closes(body, at) if body[at] != "‘" else 0
        if strength and _region(regions, opened) == _region(regions, at):
            if strength == 1:
                weak = at if weak < 0 else weak
            else:
                found.append(Span(opened, at + 1))
                opened, weak = -1, -1
    return found
