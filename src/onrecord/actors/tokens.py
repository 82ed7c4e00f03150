"""The words of a text as the actor rules see them: folded, with case, possessive, sentence and quotation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from onrecord.actors.lexicon import POSSESSIVES, Entry, Phrase, continuations, fold, words
from onrecord.article import Span
from onrecord.text.document import Text

ABBREVIATIONS = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "sens",
        "gov",
        "rep",
        "reps",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "prof",
        "rev",
        "adm",
        "maj",
        "brig",
        "det",
        "cpl",
        "del",
        "st",
        "jr",
        "sr",
        "messrs",
        "hon",
        "pres",
        "supt",
        "insp",
        "cmdr",
    }
)
DATELINE_CHARS = 160
SHOUTED_WORDS, TITLED_WORDS = 2, 5
"""So many words, without the small ones, make a headline."""
SHOUTED_SHARE = 0.6
"""A sentence with this share of all-capital words is a shouted headline: capitals tell nothing there."""
LATIN_END = "\u0250"
"""Letters from here on are of no Latin alphabet: no English name is written with them."""
DATELINE = re.compile(r"[A-Z][A-Z.'’ -]+[A-Z](?:, ?[A-Za-zÀ-ɏ0-9.,/' ]{1,80})?(?: ?\([A-Za-z/ .]{2,30}\))? ?(?:--|[—–-])(?=\s)")
"""The place and day that open a wire report, up to the dash: 'SOCHI, Russia, May 12 (Agency) —'."""
APOSTROPHES = frozenset("'’")
OPENERS = frozenset('"“‘:;•—–-«')
"""After these marks a capital tells as little as at the start of a sentence."""
TITLE_CASE_SHARE = 0.9
"""A sentence with this share of capitalized words, without the small ones, is a headline in title case."""


@dataclass
class Words:
    """Parallel lists, one item a token. `end` leaves a possessive out; `matches` are the phrases of the lexicons that start there."""

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
    flat: frozenset[int] = frozenset()
    lowers: frozenset[str] = frozenset()
    dateline: frozenset[int] = frozenset()
    matches: list[tuple[Entry, int] | None] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def match(self, index: int) -> tuple[Entry, int] | None:
        """Longest phrase of a lexicon that starts at a token, with the index after it."""
        return self.matches[index]

    def find_matches(self) -> None:
        """Fills `matches`, once everything else is known of the tokens."""
        keys, known = self.keys, continuations()
        self.matches = [None] * len(keys)
        for index, key in enumerate(keys):
            if key in known:
                by_second, single = known[key]
                options = by_second.get(keys[index + 1], single) if index + 1 < len(keys) else single
                if options:
                    self.matches[index] = self._match(index, options)

    def _match(self, index: int, options: tuple[Phrase, ...]) -> tuple[Entry, int] | None:
        keys, limit, sentence = self.keys, len(self.keys), self.sentence
        for rest, printed, entry in options:
            after = index + 1 + len(rest)
            if rest and (after > limit or tuple(keys[index + 1 : after]) != rest or sentence[after - 1] != sentence[index]):
                continue
            if entry.case == "lower" or (self._cased(index, printed, entry.case) and not (entry.case == "exact" and self._shouts(index))):
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

    def _shouts(self, index: int) -> bool:
        """Whether the capitals of an acronym that is a word too tell nothing: 'THE PORT IS SHUT'."""
        key = self.keys[index]
        return self.sentence[index] in self.shouted and key in words("function_words.txt") and key != "us"

    def adjoins(self, index: int) -> bool:
        """Whether a token and the one before it stand in one sentence (nothing but white space between them)."""
        return 0 < index < len(self.keys) and self.sentence[index] == self.sentence[index - 1]


def read_words(text: Text) -> Words:
    """The tokens of a text with what the rules ask of them."""
    table = Words(text.body)
    _fill_tokens(text, table)
    _fill_sentences(text, table)
    table.lowers = frozenset(key for key, capital in zip(table.keys, table.capital, strict=True) if not capital)
    table.dateline = _datelines(text, table)
    table.headline, table.shouted = _headlines(table)
    table.flat = table.headline | table.shouted
    table.find_matches()
    return table


def _fill_tokens(text: Text, table: Words) -> None:
    """Folded key, form without possessive, offsets and case of each token; an abbreviation's full stop is part of it."""
    forms, spans = list(text.words), list(text.tokens)
    stops = {i for i, form in enumerate(forms) if form == "." and i and spans[i - 1].end == spans[i].start and _abbreviates(forms[i - 1])}
    owners = _plural_owners(text)
    dropped = stops | owners
    kept = [i for i in range(len(forms)) if i not in dropped]
    owned = [index for index, i in enumerate(kept) if i + 1 in owners]
    if dropped:
        forms, spans = [forms[i] for i in kept], [spans[i] for i in kept]
    table.keys = [fold(form) for form in forms]
    table.starts = [span.start for span in spans]
    table.ends = [span.end for span in spans]
    table.capital = ["A" <= form[0] < LATIN_END and form[0].isupper() for form in forms]
    table.possessive = [form[-2:] in POSSESSIVES for form in forms]
    for index in [i for i, owner in enumerate(table.possessive) if owner]:
        forms[index] = forms[index][:-2]
        table.ends[index] -= 2
    table.forms = forms
    for index in owned:
        table.possessive[index] = True


def _plural_owners(text: Text) -> set[int]:
    """Indices of the apostrophes that make a plural a possessive: "the dockers' union"."""
    forms, tokens = text.words, text.tokens
    marks = [i for i, form in enumerate(forms) if form in APOSTROPHES and i]
    closing = {span.end - 1 for quotation in text.quotations for span in quotation.spans} if marks else ()
    return {
        i
        for i in marks
        if forms[i - 1].endswith("s")
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].start not in closing
        and text.body[tokens[i].end : tokens[i].end + 1] == " "
    }


def _fill_sentences(text: Text, table: Words) -> None:
    """Sentence, place in the sentence and quotation of each token."""
    starts, count = table.starts, len(table.starts)
    table.sentence, table.quoted = [0] * count, [False] * count
    table.initial = [False, *[key in OPENERS for key in table.keys]][:count]
    firsts = [bisect_left(starts, span.start) for span in text.sentences]
    for number, first in enumerate(firsts):
        after = firsts[number + 1] if number + 1 < len(firsts) else count
        table.sentence[first:after] = [number] * (after - first)
        index = first
        while index < after:
            table.initial[index] = True
            if table.keys[index][0].isalnum():
                break
            index += 1
    for quotation in text.quotations:
        for span in quotation.spans if quotation.depth == 0 else ():
            first, after = bisect_left(starts, span.start), bisect_left(starts, span.end)
            table.quoted[first:after] = [True] * (after - first)


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
    titled: set[int] = set()
    shouted: set[int] = set()
    first, count = 0, len(table)
    while first < count:
        number = table.sentence[first]
        after = bisect_right(table.sentence, number, first)
        capitals = sum(table.capital[first:after])
        if capitals >= SHOUTED_WORDS and not _is_mostly_lower(table, first, after, capitals):
            total, large, upper = _count_capitals(table, first, after)
            if total >= SHOUTED_WORDS and upper >= SHOUTED_SHARE * total:
                shouted.add(number)
            elif total >= TITLED_WORDS and large >= TITLE_CASE_SHARE * total:
                titled.add(number)
        first = after
    return frozenset(titled), frozenset(shouted)


def _is_mostly_lower(table: Words, first: int, after: int, capitals: int) -> bool:
    """Whether more words than have a capital have none, the small ones left out: no headline, and known after a few words."""
    small = words("function_words.txt")
    for index in range(first, after):
        if not table.capital[index] and table.forms[index][0].isalpha() and table.keys[index] not in small:
            capitals -= 1
            if capitals < 0:
                return True
    return False


def _count_capitals(table: Words, first: int, after: int) -> tuple[int, int, int]:
    """How many words without the small ones a sentence has, how many with a capital, how many in capitals throughout."""
    small = words("function_words.txt")
    told = [i for i in range(first, after) if table.forms[i][0].isalpha() and table.keys[i] not in small]
    large = [i for i in told if table.capital[i]]
    return len(told), len(large), sum(table.forms[i].isupper() for i in large)


def span_of(table: Words, first: int, after: int) -> Span:
    """The characters from a token to the one before `after`."""
    return Span(table.starts[first], table.ends[after - 1])
