"""Quotations in headlines and sub-headings: whose words they are is told by the article below."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.article import Span
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.windows import Layout


def with_headlines(layout: Layout, found: Sequence[Attribution], headings: Sequence[Span]) -> list[Attribution]:
    """All attributions by content, with the quotations of headings that repeat words attributed in the article.

    A quotation in a heading that no attribution below repeats stays out: it may be a title or a term.
    """
    if not headings:
        return list(found)
    covered = {at for attribution in found for lo, hi in attribution.content for at in range(lo, hi)}
    texts = [(_words(layout, attribution), attribution) for attribution in found if attribution.source is not None]
    added = []
    for at, element in enumerate(layout.elements):
        if element.unit < 0 or at in covered:
            continue
        unit = layout.reading.units[element.unit]
        if not any(heading.start <= unit.start and unit.end <= heading.end for heading in headings):
            continue
        words = _plain(" ".join(span.of(layout.reading.text.body) for span in unit.inner))
        said = next((attribution for text, attribution in texts if words and words in text), None)
        if said is not None:
            added.append(Attribution(((at, at + 1),), said.source, None, None, "headline", "mark"))
    return sorted([*found, *added], key=lambda a: (a.content[0], a.spans, a.cue or (0, 0)))


def _words(layout: Layout, attribution: Attribution) -> str:
    body = layout.reading.text.body
    spans = attribution.spans or [span for lo, hi in attribution.content for span in layout.spans(lo, hi)]
    return _plain(" ".join(span.of(body) for span in spans))


def _plain(words: str) -> str:
    """Words in lower case with a space at both ends, so that a part is whole words."""
    return " " + " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split()) + " "
