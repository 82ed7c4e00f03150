"""Finds the places a text names, and which place each name means.

A capitalized sequence is a place when it is one as a whole; what only leads another name ("Washington Post", "Paris Hilton") is not.
Towns whose names are words or people's names are believed only behind a locative preposition or before their country or state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.actors.lexicon import pairs
from onrecord.article import Span
from onrecord.events.gazetteer import Candidate, Gazetteer, gazetteer, plain, word_lists
from onrecord.events.model import Place
from onrecord.text.document import Text

__all__ = ["Gazetteer", "find_places", "gazetteer", "place_of"]

CAPITAL = (
    r"(?:(?:St|Mt|Ft|Ste)\.|(?:[A-Z]\.){2,}|[A-Z]\.(?=[ \u00a0][A-Z])"
    r"|[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’][^\W\d_]+|-(?:(?:au|sur|le|la|de|en|upon|on|al|ul)-)?[A-ZÀ-ÖØ-Þ][^\W\d_]*)*)"
)
LINK = r"(?:of|de|del|da|do|du|la|al|el|es|upon|and|au)"
SEQUENCE = re.compile(rf"(?<!\w){CAPITAL}(?:[ \u00a0](?:{LINK}[ \u00a0]){{0,2}}{CAPITAL})*")
WORD = re.compile(rf"{CAPITAL}|[^\W\d_]+")
BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]+(?:the[ \u00a0]+)?$")
MONEY = re.compile(r"[ \u00a0]?(?:[$€£]|[Dd]ollars?\b)")
LONGEST = 4  # words of a place name
HUGE = 6.0  # the same of a town that is believed though its name is a word
BIG = 5.3  # decimal logarithm of the people of a town that is believed wherever it is named (200,000)


class Word(NamedTuple):
    """A word of a capitalized sequence, possessive cut off."""

    start: int
    end: int
    text: str


class Scene(NamedTuple):
    """What a name is judged against: the body, the gazetteer, the words of people's names, the word lists."""

    body: str
    book: Gazetteer
    names: frozenset[str]
    known: dict[str, frozenset[str]]


class Found(NamedTuple):
    """A stretch that may be a place, with the places it may mean."""

    span: Span
    name: str
    options: list[Candidate]
    qualifier: Candidate | None = None


def place_of(name: str, country_code: str | None = None) -> Place | None:
    """The likeliest place of a name, in the country where one is given; None when there is none there."""
    return gazetteer().place_of(name, country_code)


def find_places(text: Text, people: Sequence[Span] = ()) -> list[tuple[Span, Place]]:
    """Places named in a text with the stretch that names each, by start.

    Args:
        text: the body.
        people: stretches known to name people; nothing in them is a place.

    Method: dictionary look-up with guards, then each name means the candidate with most people, where a mention of its country or
    US state in the article counts for much (Leidner 2007 "one sense per discourse" and population defaults). See docs/method/places.md.
    """
    book = gazetteer()
    sequences = [words for match in SEQUENCE.finditer(text.body) for words in _words(text.body, match)]
    scene = Scene(text.body, book, _person_words(sequences), word_lists())
    found: list[Found] = []
    for index, words in enumerate(sequences):
        following = sequences[index + 1] if index + 1 < len(sequences) else []
        found += _read(scene, words, following)
    kept = _outside(found, sorted(people))
    countries, states = _context(kept, sequences, book)
    chosen = [(f.span, f.qualifier or book.best(f.name, countries, states) or f.options[0], f.qualifier is not None) for f in kept]
    return [(span, candidate.place) for span, candidate, sure in chosen if sure or _fits(candidate, countries)]


def _fits(candidate: Candidate, countries: frozenset[str]) -> bool:
    """Whether a town may be meant: a small one only where the article speaks of its country, or of none."""
    return candidate.precision != "city" or candidate.weight >= BIG or not countries or candidate.country_code in countries


def _words(body: str, match: re.Match[str]) -> list[list[Word]]:
    """The words of a sequence; what follows a possessive starts another."""
    whole = match.group()
    if "'" not in whole and "’" not in whole:
        return [[Word(*part.span(), part.group()) for part in WORD.finditer(body, match.start(), match.end())]]
    runs: list[list[Word]] = [[]]
    for part in WORD.finditer(body, match.start(), match.end()):
        text, end = part.group(), part.end()
        if text[-2:] in {"'s", "’s", "'S", "’S"}:
            text, end = text[:-2], end - 2
        elif text[-1:] in {"'", "’"}:
            text, end = text[:-1], end - 1
        runs[-1].append(Word(part.start(), end, text))
        if end < part.end():
            runs.append([])
    return [words for words in runs if words]


def _person_words(sequences: list[list[Word]]) -> frozenset[str]:
    """Words that are part of a person's name somewhere in the text."""
    first_names, titles = pairs("first_names.txt"), word_lists()["persons"]
    found: set[str] = set()
    for words in sequences:
        texts = [w.text for w in words]
        for index, word in enumerate(texts[:-1]):
            if word in titles or (word in first_names and texts[index + 1][:1].isupper()):
                found.update(texts[index:])
                break
    return frozenset(found)


def _read(scene: Scene, words: list[Word], following: list[Word]) -> list[Found]:
    found: list[Found] = []
    index = 0
    while index < len(words):
        size = _longest(words, index, scene.book) if words[index].text[:1].isupper() else 0
        if size:
            hit = _accept(scene, words, index, index + size, following)
            if hit is not None:
                found.append(hit)
            index += size
        else:
            index += 1
    return found


def lookup_form(words: Sequence[str]) -> str:
    """The words as the gazetteer has them; words in capitals ("PARIS") with one capital only.

    >>> lookup_form(["LOS", "ANGELES"]), lookup_form(["US"])
    ('Los Angeles', 'US')
    """
    return " ".join(w.title() if w.isupper() and len(w) > 3 else w for w in words) if len(words) == 1 else _long_form(words)


def _long_form(words: Sequence[str]) -> str:
    shouted = all(w.isupper() or not w[:1].isupper() for w in words) and not all(len(w) < 3 for w in words)
    return " ".join(w.title() if shouted and "." not in w else w for w in words)


def _longest(words: list[Word], index: int, book: Gazetteer) -> int:
    if not book.starts_name(words[index].text):
        return 0
    for size in range(min(LONGEST, len(words) - index), 0, -1):
        part = words[index : index + size]
        if part[-1].text[:1].isupper() and plain(lookup_form([w.text for w in part])) in book.by_name:
            return size
    return 0


def _accept(scene: Scene, words: list[Word], first: int, after: int, following: list[Word]) -> Found | None:
    name = lookup_form([w.text for w in words[first:after]])
    options = scene.book.candidates(name)
    span = Span(words[first].start, words[after - 1].end)
    if not _leads_in(scene, words, first) or not _leads_out(scene, words, after, options[0]):
        return None
    qualifier = _qualified(scene, span, following, options) if after == len(words) else None
    if qualifier is not None:
        return Found(span, name, options, qualifier)
    if MONEY.match(scene.body, span.end) or scene.body[max(0, span.start - 1) : span.start] in {"$", "€", "£"}:
        return None
    if plain(name) in scene.book.abbreviations and not _is_abbreviated(scene.body, span):
        return None
    locative = _is_locative(scene, words, first)
    return Found(span, name, options) if _believed(scene, words[first:after], options[0], locative) else None


def _is_abbreviated(body: str, span: Span) -> bool:
    """Whether a state's abbreviation stands as one does: behind a comma, with its full stop ("Reno, Nev.")."""
    return "." in body[span.start : span.end + 1] and body[max(0, span.start - 2) : span.start].strip() == ","


def _leads_in(scene: Scene, words: list[Word], first: int) -> bool:
    """Whether the words before let the rest be a name of its own: none, a direction, "and" behind another name."""
    if first == 0:
        return True
    last = words[first - 1].text
    if last == "and" or last in scene.known["led"]:
        return True
    return plain(last) in scene.book.by_name and first <= 2 and last[:1].isupper()


def _leads_out(scene: Scene, words: list[Word], after: int, best: Candidate) -> bool:
    """Whether the words after let it be a place: none, "and", a title ("London Mayor"); not the rest of a longer name."""
    if after == len(words) or words[after].text == "and":
        return True
    text = words[after].text
    if text in scene.known["after"]:
        return True
    if text in scene.known["heads"] or not text[:1].isupper():
        return False
    return text in scene.known["persons"] and best.weight > BIG


def _is_locative(scene: Scene, words: list[Word], first: int) -> bool:
    if first and words[first - 1].text.lower() in scene.known["locative"]:
        return True
    start = words[first].start
    match = BEFORE.search(scene.body, max(0, start - 24), start)
    return match is not None and match.group(1).lower() in scene.known["locative"]


def _believed(scene: Scene, words: list[Word], best: Candidate, locative: bool) -> bool:
    """Whether a name is a place on the strength of what it names and what leads to it."""
    text = words[0].text
    if best.precision == "country":
        return len(text) > 2 or text.isupper() or len(words) > 1
    if len(words) == 1:
        if text in scene.names and not (locative and best.weight > BIG):
            return False
        printed = text.capitalize() if text.isupper() else text
        if best.precision == "city" and ((printed in scene.known["weak"] and best.weight < HUGE) or len(text) < 4):
            return locative and len(text) > 2
        if best.precision == "city" and text in pairs("first_names.txt"):
            return locative
    return best.precision == "region" or best.weight >= BIG or locative


def _qualified(scene: Scene, span: Span, following: list[Word], options: list[Candidate]) -> Candidate | None:
    """The place that "Springfield, Illinois" means: the one in the region or country named right behind the comma."""
    if not following or not re.fullmatch(r",[ \u00a0]{1,2}", scene.body[span.end : following[0].start]):
        return None
    size = _longest(following, 0, scene.book)
    if not size:
        return None
    whole = scene.book.candidates(lookup_form([w.text for w in following[:size]]))
    for outer in whole:
        for option in options:
            if option.precision == "city" and _lies_in(option, outer):
                return option
    return None


def _lies_in(inner: Candidate, outer: Candidate) -> bool:
    if outer.state is not None:
        return outer.precision == "region" and inner.state == outer.state
    return outer.precision != "city" and inner.country_code == outer.country_code


def _outside(found: list[Found], taken: list[Span]) -> list[Found]:
    """What does not lie in a stretch that is taken; both lists by start."""
    kept, index = [], 0
    for one in found:
        while index < len(taken) and taken[index].end <= one.span.start:
            index += 1
        if index == len(taken) or not taken[index].overlaps(one.span):
            kept.append(one)
    return kept


def _context(found: list[Found], sequences: list[list[Word]], book: Gazetteer) -> tuple[frozenset[str], frozenset[str]]:
    """Countries and US states the article speaks of: named ones, demonyms, and those of towns that are beyond doubt."""
    countries = {book.demonyms[w.text] for words in sequences for w in words if w.text in book.demonyms}
    states: set[str] = set()
    for one in found:
        best = one.qualifier or one.options[0]
        if one.qualifier is not None or best.precision != "city" or (len(one.options) == 1 and best.weight >= BIG):
            countries.update(filter(None, [best.country_code]))
            states.update(filter(None, [best.state]))
    return frozenset(countries), frozenset(states)
