"""A text taken apart once, for everything that is coded of it: paragraphs, quotations, sentences, tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

from onrecord.article import Span
from onrecord.text.marks import Quotation, quotations
from onrecord.text.sentences import sentences

TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+(?:[.](?=[A-Za-z][.])[A-Za-z][.]?)*(?:['’‑-][A-Za-zÀ-ɏ0-9]+)*|\d+(?:[.,:]\d+)*|\w+|[^\w\s]")
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Text:
    """A body with its parts, each found on first use; all offsets count code points of `body`."""

    body: str

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Lines that hold something, without the white space around it."""
        found = []
        for match in PARAGRAPH.finditer(self.body):
            line = match.group()
            inner = line.strip()
            if inner:
                start = match.start() + len(line) - len(line.lstrip())
                found.append(Span(start, start + len(inner)))
        return tuple(found)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Stretches in quotation marks, by start; one that runs over paragraphs has a span for each."""
        return quotations(self.body)

    @cached_property
    def quoted(self) -> tuple[tuple[Span, Span], ...]:
        """The parts of all quotations, by start, each with its marks and without."""
        return tuple(sorted(pair for q in self.quotations for pair in zip(q.spans, q.inner, strict=True)))

    @cached_property
    def quoted_starts(self) -> tuple[int, ...]:
        """Start of each part of a quotation."""
        return tuple([outer.start for outer, _ in self.quoted])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences, by start; a quotation's own full stops do not end the sentence around it."""
        return sentences(self.body, self.paragraphs, self.quotations)

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        """Words, numbers and single punctuation marks, by start."""
        # A token needs no check of its width, and a match that is kept costs more than cutting the word out again.
        return tuple(map(tuple.__new__, repeat(Span), map(re.Match.span, TOKEN.finditer(self.body))))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The characters of each token."""
        body = self.body
        return tuple([body[start:end] for start, end in self.tokens])

    @cached_property
    def low(self) -> tuple[str, ...]:
        """Each token in lower case, typographic apostrophes as they stand."""
        return tuple(map(str.lower, self.words))

    @cached_property
    def token_starts(self) -> tuple[int, ...]:
        """Start of each token."""
        return tuple([start for start, _ in self.tokens])

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """Start of each sentence."""
        return tuple(s.start for s in self.sentences)

    @cached_property
    def token_sentences(self) -> tuple[int, ...]:
        """Index of the sentence of each token, as `sentence_index` tells it."""
        found: list[int] = []
        firsts = [bisect_left(self.token_starts, start) for start in self.sentence_starts[1:]]
        for index, after in enumerate([*firsts, len(self.token_starts)]):
            found += [index] * (after - len(found))
        return tuple(found)

    def token_range(self, span: Span) -> range:
        """Indices of the tokens that start inside the span."""
        return range(bisect_left(self.token_starts, span.start), bisect_left(self.token_starts, span.end))

    def sentence_index(self, position: int) -> int:
        """Index of the sentence at a position (the one before it, between two)."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)
