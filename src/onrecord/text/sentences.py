"""Sentences with offsets; a quotation is a unit."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.article import Span
from onrecord.text.marks import Quotation


def sentences(body: str, paragraphs: Sequence[Span], quoted: Sequence[Quotation]) -> tuple[Span, ...]:
    """Sentences of a body, by start; none runs over a paragraph, none ends inside a quotation that goes on."""
    raise NotImplementedError
