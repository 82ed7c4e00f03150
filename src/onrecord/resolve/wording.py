"""Wordings: a quotation or sentence as words, content stems and their weights, ready to be compared.

Method: words are folded (case, accents, hyphens, British spelling), stemmed lightly, and near-synonyms share a stem, so that two
translations of one sentence meet. Each stem weighs by its rarity; proper names weigh half: they say what the talk is about, not
what was said.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from unicodedata import combining, normalize

from onrecord.resolve import lexicons

WORD = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‑-][^\W_]+)*")
MAX_WORDS = 400  # a longer quotation is compared by its first words; alignment is quadratic
NAME_WEIGHT = 0.5
SMALL_CORPUS = 20  # added to the number of texts, so that a handful of articles do not make every word common


@dataclass(frozen=True)
class Wording:
    """A text as words: `words` as printed, `folds` their folded forms."""

    words: tuple[str, ...]
    folds: tuple[str, ...]

    @cached_property
    def content(self) -> Content:
        """Its content words."""
        return _content(self.words, self.folds)

    @property
    def places(self) -> dict[str, int]:
        """First place of each content stem, in the order of the text."""
        return self.content.places

    @cached_property
    def neighbors(self) -> frozenset[tuple[str, str]]:
        """Pairs of folded words that stand side by side."""
        return frozenset(pairwise(self.folds))

    @property
    def plain(self) -> set[str]:
        """Content stems that are no proper names."""
        return self.content.plain

    def weighed(self, weights: Mapping[str, float]) -> Weighed:
        """Weight of each of its stems and of all; names weigh half. Kept for the mapping asked last: a wording is compared many times."""
        kept: Weighed | None = self.__dict__.get("_weighed")
        if kept is None or kept.weights is not weights:
            places, plain = self.content
            found = {s: weights.get(s, 1.0) * (1.0 if s in plain else NAME_WEIGHT) for s in places}
            kept = Weighed(weights, found, math.fsum(found.values()))
            self.__dict__["_weighed"] = kept
        return kept


class Content(NamedTuple):
    """The content words of a wording: first place of each stem, and the stems that stand there as more than a proper name."""

    places: dict[str, int]
    plain: set[str]


class Weighed(NamedTuple):
    """The stems of a wording with their weights, by the rarity of `weights`."""

    weights: Mapping[str, float]
    stems: Mapping[str, float]
    total: float


def wording(text: str) -> Wording:
    """The words of a text.

    >>> list(wording("Relations with the US were harmed").places) == list(wording("Ties to the United States were damaged").places)
    True
    """
    found = tuple(WORD.findall(text)[:MAX_WORDS])
    return Wording(found, tuple(map(fold, found)))


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A word without case, accents, hyphens and dots."""
    plain = "".join(c for c in normalize("NFKD", word.replace("’", "'")) if not combining(c))
    return plain.lower().replace("-", "").replace("‑", "").strip(".'") or word


@lru_cache(maxsize=1 << 17)
def stem(folded: str) -> str:
    """Light stem of a folded word; near-synonyms of the list share one.

    >>> stem("damages") == stem("harmed"), stem("organise") == stem("organized"), stem("promise") == stem("promises")
    (True, True, True)
    """
    cut = _cut(folded)
    return _synonyms().get(cut, cut)


@cache
def _synonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lexicons.entries("synonyms"):
        group = [_cut(fold(word)) for word in line.split()]
        for member in group:
            found.setdefault(member, found.get(group[0], group[0]))
    return found


_SPELLING = (("our", "or"), ("ence", "ense"))
_ENDINGS = (
    ("ies", "y"),
    ("isations", "is"),
    ("isation", "is"),
    ("izations", "is"),
    ("ization", "is"),
    ("ations", "at"),
    ("ation", "at"),
    ("ating", "at"),
    ("ated", "at"),
    ("ions", ""),
    ("ion", ""),
    ("ments", ""),
    ("ment", ""),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ive", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
)


@cache
def _endings() -> dict[str, tuple[tuple[str, str], ...]]:
    """The endings by their last letter, in their order."""
    return {last: tuple(pair for pair in _ENDINGS if pair[0][-1] == last) for last in {ending[-1] for ending, _ in _ENDINGS}}


def _cut(word: str) -> str:
    """The word without inflection; never fewer than three characters."""
    word = word.removesuffix("'s").removesuffix("s'")
    for british, american in _SPELLING:
        if word.endswith(british) and len(word) > len(british) + 2:
            word = word[: -len(british)] + american
    for ending, instead in _endings().get(word[-1:], ()):
        if (
            word.endswith(ending)
            and len(word) - len(ending) + len(instead) >= 3
            and not (ending == "s" and word.endswith(("ss", "us", "is")))
        ):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    word = word[:-1] if len(word) > 3 and word[-1] in "ey" else word
    return word[:-1] + "s" if word.endswith("iz") else word


@cache
def _name_pairs() -> dict[tuple[str, str], str]:
    return {tuple(v.split()[:2]): v.replace(" ", "") for v in lexicons.pairs("short_names").values()}  # type: ignore[misc]


@cache
def _first_of_names() -> frozenset[str]:
    return frozenset(first for first, _ in _name_pairs())


def _content(words: tuple[str, ...], folds: tuple[str, ...]) -> Content:
    """Content stems in order; a short name and its long form give the same stem."""
    short, long_names, first_of_names = lexicons.pairs("short_names"), _name_pairs(), _first_of_names()
    places: dict[str, int] = {}
    plain: set[str] = set()
    after = 0  # the place after a name of two words
    for at, (word, folded) in enumerate(zip(words, folds, strict=True)):
        if at < after:
            continue
        long_name = long_names.get((folded, folds[at + 1])) if folded in first_of_names and at + 1 < len(words) else None
        if long_name or word in short:
            places.setdefault(long_name or short[word].replace(" ", ""), at)
            after = at + 2 if long_name else after
            continue
        counted = _counted_stem(folded)
        if counted is not None:
            places.setdefault(counted, at)
            if not at or not word[0].isupper():
                plain.add(counted)
    return Content(places, plain)


@lru_cache(maxsize=1 << 17)
def _counted_stem(folded: str) -> str | None:
    """Stem of a content word; None for small words and for those that turn the truth of a sentence."""
    return None if folded in lexicons.words("function_words") or critical(folded) is not None else stem(folded)


@lru_cache(maxsize=1 << 17)
def critical(folded: str) -> tuple[tuple[str, str], ...] | None:
    """What a word does to the truth of its sentence: negation, modal or number, with the value; None for other words."""
    found = []
    base = folded.removesuffix("n't")
    if folded in lexicons.words("negations") or base != folded:
        found.append(("negation", "not"))
    modal = lexicons.pairs("modals").get(base)
    if modal:
        found.append(("modal", modal))
    number = number_value(folded)
    if number is not None:
        found.append(("number", number))
    return tuple(found) or None


def number_value(folded: str) -> str | None:
    """The value of a number in figures or words, without separators of thousands.

    >>> number_value("four"), number_value("1,200")
    ('4', '1200')
    """
    if folded[:1].isdigit():
        return re.sub(r",(?=\d{3})", "", folded)
    return lexicons.pairs("numbers").get(folded)


def rarity(wordings: Iterable[Wording]) -> dict[str, float]:
    """Weight of each stem: the rarer among the texts, the more. Equal texts count once, so copies make no word common."""
    texts = {w.folds: w for w in wordings}
    counts = Counter(chain.from_iterable(w.places for w in texts.values()))
    return {s: math.log(1 + (len(texts) + SMALL_CORPUS) / count) for s, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two wordings share: distinct content stems that are no names, and the weight as a share of the lighter one.

    `in_order` is the share of the shared stems that stand in the same order in both.
    """

    shared: int
    containment: float
    in_order: float


def containment(left: Wording, right: Wording, weights: Mapping[str, float]) -> float:
    """What two wordings share, as a share of the weight of the lighter one."""
    lighter, heavier = left.weighed(weights), right.weighed(weights)
    if lighter.total > heavier.total or (lighter.total == heavier.total and left.folds > right.folds):
        lighter, heavier = heavier, lighter
    others = heavier.stems
    common = [weight for stem, weight in lighter.stems.items() if stem in others]
    return math.fsum(common) / lighter.total if common and lighter.total else 0.0


def overlap(left: Wording, right: Wording, weights: Mapping[str, float]) -> Overlap:
    """What two wordings share, as stems."""
    common = sorted(left.places.keys() & right.places.keys(), key=lambda s: (left.places[s], s))
    if not common:
        return Overlap(0, 0.0, 0.0)
    ordered = _longest_rise([right.places[s] for s in common]) / len(common)
    return Overlap(len(left.plain & right.plain), containment(left, right, weights), ordered)


def _longest_rise(places: list[int]) -> int:
    """Length of the longest rising subsequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
