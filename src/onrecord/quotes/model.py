"""One printing of words or reported speech, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.actors.model import Resolution
from onrecord.article import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Content (without quotation marks at its edges), cue, source, and what is made of them. All spans are in body.

    `via` are the names of those who passed the words on, nearest to the speaker first.
    """

    content: tuple[Span, ...]
    quote_type: str
    rule_id: str
    confidence: float
    speaker: Resolution
    source: Span | None = None
    cue: Span | None = None
    cue_lemma: str | None = None
    is_headline: bool = False
    speech_act: str = "say"
    is_speech: bool = True
    polarity: str = "asserted"
    addressee_name: str | None = None
    venue: str | None = None
    said_date: date | None = None
    said_date_precision: str = "none"
    via: tuple[str, ...] = ()
