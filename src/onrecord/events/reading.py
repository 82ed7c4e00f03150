"""One sentence read without a tagger: a word class for each token from closed lists, verb forms and the words around it.

Classes, one letter a token: D determiner, Z number, X noun or adjective, U pronoun, P preposition, T "to" of an infinitive,
C and/or/but, S subordinator, R relative, M modal, H have, B be, K do, N negation, A adverb, W time word, V finite verb or
infinitive, E past form or participle, G form in -ing, "," comma, "." other break, "q" quotation mark, "(" and ")".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from onrecord.actors.model import Mention
from onrecord.article import Span
from onrecord.events.lexicon import verb_forms

NAMED = ("name", "country", "organization")
AUXILIARY = frozenset("MHBKN")
POSSESSIVE = ("'s", "’s", "s'", "s’")


@dataclass
class Reading:
    """The tokens of one sentence: spans, lower-case words, whether capitalised, class, and the mention that covers each."""

    body: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    low: list[str]
    tag: list[str]
    mention: list[Mention | None] = field(default_factory=list)

    @cached_property
    def is_title_case(self) -> bool:
        """Whether most words begin with a capital, as in a headline: then a capital tells no name."""
        letters = [w for w in self.words if w[:1].isalpha()]
        return sum(w[0].isupper() for w in letters) * 2 > len(letters)

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.low)

    def is_capital(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.words[at][:1].isupper()

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` up to token `last`, which is left out."""
        return Span(self.spans[first].start, self.spans[last - 1].end)

    def tag_at(self, at: int) -> str:
        """Class of a token, a break outside the sentence."""
        return self.tag[at] if 0 <= at < len(self.tag) else "."

    def lemma(self, at: int) -> str:
        """Verb lemma of a token, or the word itself."""
        return verb_forms().get(self.low[at], (self.low[at],))[0]
