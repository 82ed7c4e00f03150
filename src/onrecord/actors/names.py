"""Capitalized sequences: people and organizations that no lexicon knows."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.actors.lexicon import pairs, words
from onrecord.actors.tokens import Words

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
ORGANIZATION_LINKS = frozenset({"of", "for", "on"})
PERSON_MAX = 5
"""Longer sequences are names of things, not of people."""
ACRONYM_MAX = 6


class NameRead(NamedTuple):
    """A capitalized sequence: tokens `first` to `after`, person, organization or single (one word, to be decided by the article)."""

    first: int
    after: int
    kind: str


def read_name(table: Words, first: int, titled: bool = False) -> NameRead | None:
    """The name that starts at a token, or None. `titled` says that a title stands before it, so that it is a person."""
    after = _sequence_end(table, first, titled)
    if after == first:
        return None
    kind = _kind(table, first, after, titled)
    if kind == "organization":
        after = _organization_end(table, first, after)
    elif after - first > PERSON_MAX:
        return None
    return NameRead(first, after, kind)


def is_name_word(table: Words, index: int) -> bool:
    """Whether the token can be part of a name: capitalized, a word, and none that names nobody."""
    form = table.forms[index]
    return table.capital[index] and form[0].isalpha() and table.keys[index] not in words("not_names.txt")


def _sequence_end(table: Words, first: int, titled: bool) -> int:
    index, limit = first, len(table)
    particles = words("particles.txt")
    while index < limit and (index == first or table.sentence[index] == table.sentence[first]):
        if index > first and table.possessive[index - 1]:
            break
        if is_name_word(table, index) or (index == first and titled and table.capital[index] and table.forms[index][0].isalpha()):
            if index > first and not (titled or _known_start(table, first)) and _is_lexicon(table, index):
                break
            index += 1
        elif index > first and table.keys[index] in SUFFIXES:
            index += 1
        elif (index > first or titled) and table.keys[index] in particles:
            stop = index + 1
            while stop < limit and table.keys[stop] in particles:
                stop += 1
            if stop < limit and stop - index <= 3 and is_name_word(table, stop) and table.keys[index] != "y":
                index = stop + 1
            else:
                break
        elif index > first and table.keys[index] == "&" and index + 1 < limit and is_name_word(table, index + 1):
            index += 2
        else:
            break
    return index


def _known_start(table: Words, first: int) -> bool:
    return table.forms[first] in pairs("first_names.txt")


def _is_lexicon(table: Words, index: int) -> bool:
    found = table.match(index)
    return found is not None and found[0].tag in {"title", "country", "demonym"} and table.forms[index] not in pairs("first_names.txt")


def _kind(table: Words, first: int, after: int, titled: bool) -> str:
    if titled:
        return "person"
    heads = words("organization_heads.txt")
    length = after - first
    if any(table.keys[i] in heads for i in range(first, after)) or any(table.keys[i] == "&" for i in range(first, after)):
        return "organization" if length > 1 else "single"
    if length == 1:
        form = table.forms[first].replace(".", "")
        shouted = table.sentence[first] in table.shouted
        return "organization" if form.isupper() and 2 <= len(form) <= ACRONYM_MAX and not shouted else "single"
    return "person"


def _organization_end(table: Words, first: int, after: int) -> int:
    """Extends 'Center' over 'for American Progress'."""
    limit = len(table)
    while after + 1 < limit and table.keys[after] in ORGANIZATION_LINKS and not table.possessive[after - 1]:
        start = after + 2 if table.keys[after + 1] == "the" else after + 1
        if start >= limit or table.sentence[start] != table.sentence[first] or not table.capital[start]:
            break
        stop = start
        while stop < limit and table.sentence[stop] == table.sentence[first] and is_name_word(table, stop):
            stop += 1
        if stop == start:
            break
        after = stop
    return after
