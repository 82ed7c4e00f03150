"""What is found at one cue before anybody is resolved: content, source and cue as tokens and elements."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Span
from onrecord.quotes.lexicon import CueEntry


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with what it attributes to whom. Ranges are half-open: `content` in elements, the others in tokens.

    `entry` is the cue's lexicon entry, None for a mark (a colon, a dash) or a word the lexicon does not know. `score` is the model's
    probability, None for a rule. `spans` are the characters of the content where it is no whole elements (turns of a transcript).
    `via` are the tokens that name those who pass the words on, nearest to the speaker first.
    """

    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    entry: CueEntry | None
    rule_id: str
    form: str = "finite"
    is_negated: bool = False
    score: float | None = None
    is_continued: bool = False
    spans: tuple[Span, ...] = ()
    via: tuple[tuple[int, int], ...] = ()
