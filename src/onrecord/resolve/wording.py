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
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import combining, normalize

from onrecord.resolve import lexicons

WORD = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‑-][^\W_]+)*")
MAX_WORDS = 400  # a longer quotation is compared by its first words; alignment is quadratic
NAME_WEIGHT = 0.5
SMALL_CORPUS = 20  # added to the number of texts, so that a handful of articles do not make every word common


class Wording:
    """A text as words: `folds` their folded forms, `stems` the content stems in the order of the text, `names` those that are names alone.

    Millions are held at once, so they keep no more than that; `places` and `neighbors` are made where two texts are likely to be one.
    """

    __slots__ = ("_total", "_weights", "folds", "names", "stems")

    def __init__(self, folds: tuple[str, ...], stems: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> None:
        self.folds, self.stems, self.names = folds, stems, names
        self._weights: Mapping[str, float] | None = None
        self._total = 0.0

    @property
    def places(self) -> dict[str, int]:
        """Order of the content stems, by their first place in the text."""
        return {stem: place for place, stem in enumerate(self.stems)}

    @property
    def neighbors(self) -> set[tuple[str, str]]:
        """Pairs of folded words that stand side by side."""
        return set(pairwise(self.folds))

    def weight(self, stem: str, weights: Mapping[str, float]) -> float:
        """Weight of one of its stems; names weigh half."""
        return weights.get(stem, 1.0) * (NAME_WEIGHT if stem in self.names else 1.0)

    def total(self, weights: Mapping[str, float]) -> float:
        """Weight of all its stems. Kept for the mapping asked last: a wording is compared many times."""
        if self._weights is not weights:
            self._weights, self._total = weights, math.fsum(self.weight(stem, weights) for stem in self.stems)
        return self._total


def words_of(text: str) -> list[str]:
    """The words of a text as printed, as many as are compared."""
    return WORD.findall(text)[:MAX_WORDS]


def wording(text: str) -> Wording:
    """The words of a text.

    >>> wording("Relations with the US were harmed").stems == wording("Ties to the United States were damaged").stems
    True
    """
    words = words_of(text)
    read = [_read(word) for word in words]
    folds = tuple([folded for folded, _ in read])
    plain: set[str] = set()
    found: dict[str, None] = {}
    after = 0  # the place after a name of two words
    for at, (folded, counted) in enumerate(read):
        if at < after:
            continue
        if folded in _first_of_names() and (long_name := _name_pairs().get((folded, folds[at + 1] if at + 1 < len(folds) else ""))):
            found[long_name] = None
            after = at + 2
        elif words[at] in lexicons.pairs("short_names"):
            found[lexicons.pairs("short_names")[words[at]].replace(" ", "")] = None
        elif counted is not None:
            found[counted] = None
            if not at or not words[at][0].isupper():
                plain.add(counted)
    return Wording(folds, tuple(found), tuple([stem for stem in found if stem not in plain]))


@lru_cache(maxsize=1 << 17)
def _read(word: str) -> tuple[str, str | None]:
    """A word folded, and its stem if it counts; one object for all places where it stands."""
    folded = fold(word)
    return folded, _counted_stem(folded)


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """A word without case, accents, hyphens and dots."""
    plain = "".join(c for c in normalize("NFKD", word.replace("’", "'")) if not combining(c))
    return plain.lower().replace("-", "").replace("‑", "").strip(".'") or word


@lru_cache(maxsize=1 << 14)
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


@lru_cache(maxsize=1 << 14)
def _counted_stem(folded: str) -> str | None:
    """Stem of a content word; None for small words and for those that turn the truth of a sentence."""
    return None if folded in lexicons.words("function_words") or critical(folded) is not None else stem(folded)


@lru_cache(maxsize=1 << 14)
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
    texts: set[tuple[str, ...]] = set()
    counts: Counter[str] = Counter()
    for one in wordings:
        before = len(texts)
        texts.add(one.folds)
        if len(texts) > before:
            counts.update(one.stems)
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
    common = set(left.stems).intersection(right.stems)
    return _share(left, right, common, weights) if common else 0.0


def _share(left: Wording, right: Wording, common: Iterable[str], weights: Mapping[str, float]) -> float:
    lighter, mine, theirs = left, left.total(weights), right.total(weights)
    if mine > theirs or (mine == theirs and left.folds > right.folds):
        lighter, mine = right, theirs
    return math.fsum([lighter.weight(stem, weights) for stem in common]) / mine if mine else 0.0


def overlap(left: Wording, right: Wording, weights: Mapping[str, float]) -> Overlap:
    """What two wordings share, as stems."""
    places = right.places
    common = [stem for stem in left.stems if stem in places]
    if not common:
        return Overlap(0, 0.0, 0.0)
    plain = sum(stem not in left.names and stem not in right.names for stem in common)
    ordered = _longest_rise([places[stem] for stem in common]) / len(common)
    return Overlap(plain, _share(left, right, common, weights), ordered)


def _longest_rise(places: list[int]) -> int:
    """Length of the longest rising subsequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
