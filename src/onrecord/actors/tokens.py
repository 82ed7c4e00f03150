"""The words of a text as the actor rules see them: folded, with case, possessive, sentence and quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from onrecord.actors.lexicon import POSSESSIVES, Entry, fold, phrases
from onrecord.article import Span
from onrecord.text.document import Text

ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen sens gov rep reps gen lt col sgt capt prof rev adm maj brig det cpl del st jr sr messrs hon pres supt insp cmdr".split()
)
DATELINE_CHARS = 160
SHOUTED_SHARE = 0.6
"""A sentence with this share of all-capital words is a shouted headline: capitals tell nothing there."""
LATIN_END = "\u0250"
"""Letters from here on are of no Latin alphabet: no English name is written with them."""
DATELINE = re.compile(r"[A-Z][A-Z.'’ -]+[A-Z](?:, ?[A-Za-zÀ-ɏ0-9.,/' ]{1,80})?(?: ?\([A-Za-z/ .]{2,30}\))? ?(?:--|[—–-])(?=\s)")
"""The place and day that open a wire report, up to the dash: 'SOCHI, Russia, May 12 (Agency) —'."""
TITLE_CASE_SHARE = 0.75
"""A sentence with this share of capitalized long words is a headline in title case."""


@dataclass
class Words:
    """Parallel lists, one item a token. `end` leaves a possessive out; `capitals` is '', 'first' or 'all'."""

    body: str
    keys: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    possessive: list[bool] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    initial: list[bool] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    headline: frozenset[int] = frozenset()
    shouted: frozenset[int] = frozenset()
    lowers: frozenset[str] = frozenset()
    dateline: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.keys)

    def match(self, index: int) -> tuple[Entry, int] | None:
        """Longest phrase of a lexicon that starts at a token, with the index after it."""
        options = phrases().get(self.keys[index])
        if options is None:
            return None
        keys, limit, sentence = self.keys, len(self.keys), self.sentence
        for rest, printed, entry in options:
            after = index + 1 + len(rest)
            if after > limit or (rest and tuple(keys[index + 1 : after]) != rest) or sentence[after - 1] != sentence[index]:
                continue
            if entry.case == "lower" or self._cased(index, printed, entry.case):
                return entry, after
        return None

    def _cased(self, index: int, printed: tuple[str, ...], case: str) -> bool:
        for offset, word in enumerate(printed):
            form = self.forms[index + offset]
            if case == "exact":
                if form.replace(".", "") != word.replace(".", ""):
                    return False
            elif word[0].isupper() and not form[0].isupper() and (case == "capital" or not offset or self.initial[index]):
                return False
        return True

    def adjoins(self, index: int) -> bool:
        """Whether a token and the one before it stand in one sentence (nothing but white space between them)."""
        return 0 < index < len(self.keys) and self.sentence[index] == self.sentence[index - 1]


def read_words(text: Text) -> Words:
    """The tokens of a text with what the rules ask of them."""
    table = Words(text.body)
    quotes = [span for quotation in text.quotations if quotation.depth == 0 for span in quotation.spans]
    sentences = text.sentences
    quote = number = 0
    last = -1
    lowers = set()
    for span, form in zip(text.tokens, text.words, strict=True):
        start = span.start
        if form == "." and table.keys and table.ends[-1] == start and _abbreviates(table.forms[-1]):
            continue
        while number + 1 < len(sentences) and sentences[number + 1].start <= start:
            number += 1
        while quote < len(quotes) and quotes[quote].end <= start:
            quote += 1
        owner = form.endswith(POSSESSIVES)
        capital = form[0].isupper() and form[0] < LATIN_END
        table.keys.append(fold(form))
        table.forms.append(form[:-2] if owner else form)
        table.starts.append(start)
        table.ends.append(span.end - 2 if owner else span.end)
        table.possessive.append(owner)
        table.capital.append(capital)
        table.sentence.append(number)
        inside = quote < len(quotes) and quotes[quote].start <= start
        opens = last != number or (len(table.keys) > 1 and table.keys[-2] in '"“‘:;•—–-«' and table.starts[-2] >= sentences[number].start)
        table.initial.append(opens)
        last = number if form[0].isalnum() else last
        table.quoted.append(inside)
        if not capital:
            lowers.add(table.keys[-1])
    table.lowers = frozenset(lowers)
    table.dateline = _datelines(text, table)
    table.headline, table.shouted = _headlines(table)
    return table


def _datelines(text: Text, table: Words) -> frozenset[int]:
    """Indices of the tokens that stand in a dateline."""
    found: set[int] = set()
    for paragraph in text.paragraphs:
        match = DATELINE.match(table.body, paragraph.start, min(paragraph.end, paragraph.start + DATELINE_CHARS))
        if match is not None:
            found.update(range(bisect_left(table.starts, match.start()), bisect_left(table.starts, match.end())))
    return frozenset(found)


def _abbreviates(form: str) -> bool:
    return (len(form) == 1 and form.isupper()) or form.lower() in ABBREVIATIONS


def _headlines(table: Words) -> tuple[frozenset[int], frozenset[int]]:
    """Indices of the sentences in title case, and of those in capitals throughout."""
    counts: dict[int, list[int]] = {}
    for index, form in enumerate(table.forms):
        if len(form) > 3 and form[0].isalpha():
            count = counts.setdefault(table.sentence[index], [0, 0, 0])
            count[0] += 1
            count[1] += table.capital[index]
            count[2] += form.isupper()
    shouted = frozenset(n for n, (total, _, upper) in counts.items() if total >= 2 and upper >= SHOUTED_SHARE * total)
    titled = frozenset(n for n, (total, first, _) in counts.items() if total >= 4 and first >= TITLE_CASE_SHARE * total)
    return titled - shouted, shouted


def span_of(table: Words, first: int, after: int) -> Span:
    """The characters from a token to the one before `after`."""
    return Span(table.starts[first], table.ends[after - 1])
