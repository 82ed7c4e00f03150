"""Capitalized sequences: people and organizations that no lexicon knows."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.actors.lexicon import pairs, words
from onrecord.actors.tokens import Words
from onrecord.text.months import MONTHS

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
ORGANIZATION_LINKS = frozenset({"of", "for", "on", "against"})
COMPANY_FORMS = frozenset(
    {
        "AB",
        "AG",
        "AO",
        "AS",
        "ASA",
        "BV",
        "Co",
        "Corp",
        "GmbH",
        "Inc",
        "JSC",
        "KK",
        "LLC",
        "LLP",
        "Ltd",
        "NV",
        "OOO",
        "Oy",
        "Oyj",
        "PJSC",
        "PLC",
        "Plc",
        "Pte",
        "Pty",
        "SA",
        "SARL",
        "SE",
        "SRL",
        "SpA",
    }
)
"""Forms of companies, as printed, at the end of their names."""
OPENERS = frozenset(
    {"central", "eastern", "european", "federal", "general", "higher", "international", "national", "northern", "royal", "southern",
     "state", "supreme", "western"}
)  # fmt: skip
"""Adjectives that open the names of institutions, where one follows: 'the Central Statistical Office'."""
PERSON_MAX = 5
"""Longer sequences are names of things, not of people."""
FLAT_MAX = 2
"""In a headline of capitals no more words than these are taken for one name."""
ACRONYM_MAX = 6
SHOUT_MIN = 5
"""A word of this many capitals before a word in lower case is a heading that runs into the text ('HOUSING Prices')."""
NO_NAME = re.compile(r"\d|^[RDI]-[A-Z]|-(?:backed|led|based|born|era|old|style|linked|controlled|held)$|['’](?:m|ve|ll|re|d|t)$")
"""Codes ('EB-5'), what says party and state after a lawmaker's name ('R-Ohio'), and adjectives made
of names ('London-based'), and contractions ("I'm")."""
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
PARTICLED = re.compile(r"(?:al|el|as|ad|ar|an|ash|ul|bin|ibn)-[A-Z]")
PLACES = frozenset({"seat", "region", "country"})
NICKNAME_MARKS = frozenset("\"“”'‘’")


class NameRead(NamedTuple):
    """A capitalized sequence, tokens `first` to `after`.

    `kind` is person, organization, headword (the last word of an organization alone), single (one word, which the article decides on),
    place (a place's name, which may be a surname) or thing.
    """

    first: int
    after: int
    kind: str


def read_name(table: Words, first: int, titled: bool = False) -> NameRead | None:
    """The name that starts at a token, or None. `titled` says that a title stands before it, so that it is a person."""
    after = _sequence_end(table, first, titled)
    if after == first:
        return None
    if titled:
        return NameRead(first, after, "person") if after - first <= PERSON_MAX else None
    place = _place_end(table, first)
    if place >= after or (place > first and table.forms[place] in pairs("first_names.txt")):
        return NameRead(first, min(place, after), "place")
    kind = _kind(table, first, after)
    if kind == "organization":
        after = _organization_end(table, first, after)
    elif _is_thing(table, after):
        return NameRead(first, after + 1, "thing")
    elif after - first > PERSON_MAX:
        return NameRead(first, after, "thing")
    elif place > first and kind == "person":
        kind = "organization"
    return NameRead(first, after, kind)


def read_institution(table: Words, first: int) -> NameRead | None:
    """The organization whose name starts with an adjective that alone names nobody: 'Czech Statistical Office', 'National Grain Union'."""
    found, after = table.match(first), first + 1
    is_opener = table.keys[first] in OPENERS or (found is not None and found[0].tag == "demonym" and found[1] == after)
    if not is_opener or not table.capital[first] or table.possessive[first] or table.sentence[first] in table.flat:
        return None
    if not table.adjoins(after) or not is_name_word(table, after) or table.match(after) is not None:
        return None
    inner = read_name(table, after)
    return NameRead(first, inner.after, "organization") if inner is not None and inner.kind == "organization" else None


def is_name_word(table: Words, index: int) -> bool:
    """Whether the token can be part of a name: capitalized, a word, and none that names nobody."""
    form = table.forms[index]
    if not table.capital[index] or not form[0].isalpha() or NO_NAME.search(form) or _inverts(table, index):
        return False
    if table.keys[index] in SUFFIXES:
        return False
    return table.keys[index] not in words("not_names.txt") or _is_first_name(table, index) or _is_linked_head(table, index)


def _is_linked_head(table: Words, index: int) -> bool:
    """Whether a word that mostly names nobody starts an organization here: 'Church of Saint Anna'."""
    return table.keys[index] in words("organization_heads.txt") and _links(table, index + 1)


def _inverts(table: Words, index: int) -> bool:
    """Whether the word is the verb after a quotation: '..." Said Ruiz'."""
    return table.keys[index] == "said" and bool(index) and table.keys[index - 1] in {*NICKNAME_MARKS, ",", "."}


def _is_first_name(table: Words, index: int) -> bool:
    """Whether a word that mostly names nobody is a first name here: 'Bill Gates', 'Will Smith', but not 'in June Kerry'."""
    if table.forms[index] not in pairs("first_names.txt") or table.possessive[index] or not table.adjoins(index + 1):
        return False
    if not table.capital[index + 1] or table.keys[index + 1] in words("not_names.txt") or table.match(index + 1) is not None:
        return False
    if table.keys[index] in MONTHS:
        return bool(index) and table.keys[index - 1] in {"said", "says", "and", ","} and not table.initial[index]
    return not (table.initial[index] and table.keys[index] == "will")


def _sequence_end(table: Words, first: int, titled: bool) -> int:
    index = first
    while index < len(table) and (index == first or table.sentence[index] == table.sentence[first]):
        step = _step(table, first, index, titled)
        if step == 0:
            break
        index += step
        flat = index - first >= FLAT_MAX and table.sentence[first] in table.flat
        if flat or table.possessive[index - 1] or (index - 1 == first and not titled and _runs_on(table, index)):
            break
    return index


def _step(table: Words, first: int, index: int, titled: bool) -> int:
    """How many tokens from here on belong to the name; 0 where it ends."""
    known = titled or table.forms[first] in pairs("first_names.txt")
    if is_name_word(table, index) or (index == first and titled and table.capital[index] and table.keys[index] in words("surnames.txt")):
        return 0 if index > first and not known and _is_lexicon(table, index) else 1
    if index == first:
        return _particle_step(table, index) if titled else 0
    if table.keys[index] in SUFFIXES or table.forms[index] in COMPANY_FORMS or PARTICLED.match(table.forms[index]):
        return 1
    if table.capital[index]:
        return int(known and table.keys[index] in words("surnames.txt"))
    if table.forms[index] in NICKNAME_MARKS:
        return _nickname_step(table, index)
    if table.keys[index] == "&":
        return 2 if table.adjoins(index + 1) and is_name_word(table, index + 1) else 0
    return _particle_step(table, index)


def _particle_step(table: Words, index: int) -> int:
    """Particles and the name after them: 'von der Leyen'."""
    particles = words("particles.txt")
    stop = index
    while stop < len(table) and stop - index < 3 and table.keys[stop] in particles and table.keys[stop] != "y":
        stop += 1
    return stop + 1 - index if index < stop < len(table) and table.adjoins(stop) and is_name_word(table, stop) else 0


def _nickname_step(table: Words, index: int) -> int:
    """A nickname in quotation marks, inside a name: 'Marta "Tita" Ruiz'."""
    if index + 3 >= len(table) or not table.adjoins(index + 3) or table.forms[index + 2] not in NICKNAME_MARKS:
        return 0
    return 3 if table.capital[index + 1] and is_name_word(table, index + 3) else 0


def _runs_on(table: Words, index: int) -> bool:
    """Whether the one word before is a heading in capitals that the text goes on from."""
    form = table.forms[index - 1]
    if len(form) < SHOUT_MIN or not form.isupper() or not table.adjoins(index):
        return False
    return not table.forms[index].isupper()


def _is_lexicon(table: Words, index: int) -> bool:
    found = table.match(index)
    return found is not None and found[0].tag in {"title", "country", "demonym"} and table.forms[index] not in pairs("first_names.txt")


def _place_end(table: Words, first: int) -> int:
    """Index after the place or demonym that the sequence starts with, or `first`."""
    found = table.match(first)
    if found is None or found[0].tag not in {*PLACES, "demonym"}:
        return first
    follows = table.forms[first] in pairs("first_names.txt") and table.adjoins(first + 1) and is_name_word(table, first + 1)
    return first if follows else found[1]


def _is_thing(table: Words, after: int) -> bool:
    return table.adjoins(after) and table.capital[after] and not table.possessive[after - 1] and table.keys[after] in words("things.txt")


def _kind(table: Words, first: int, after: int) -> str:
    heads = words("organization_heads.txt")
    length = after - first
    if any(table.keys[i] in heads or table.keys[i] == "&" or table.forms[i] in COMPANY_FORMS for i in range(first, after)):
        return "organization" if length > 1 or _links(table, after) else "headword"
    if length > 1:
        return "person"
    if table.keys[first] in words("linked_heads.txt") and _links(table, after):
        return "organization"
    form = table.forms[first].replace(".", "")
    shouted = table.sentence[first] in table.shouted
    acronym = form.isupper() and form.isalpha() and 2 <= len(form) <= ACRONYM_MAX and not ROMAN.fullmatch(form)
    return "organization" if acronym and not shouted else "single"


def _links(table: Words, after: int) -> bool:
    """Whether 'of' or 'for' and a capitalized word follow."""
    if not table.adjoins(after + 1) or table.keys[after] not in ORGANIZATION_LINKS or table.possessive[after - 1]:
        return False
    start = after + 2 if table.keys[after + 1] == "the" else after + 1
    return start < len(table) and table.adjoins(start) and is_name_word(table, start)


def _organization_end(table: Words, first: int, after: int) -> int:
    """Extends 'Center' over 'for American Progress'."""
    while _links(table, after):
        after = after + 2 if table.keys[after + 1] == "the" else after + 1
        while after < len(table) and table.sentence[after] == table.sentence[first] and is_name_word(table, after):
            after += 1
    return after


def name_words(table: Words, name: NameRead) -> tuple[str, ...]:
    """The words of the name, without a nickname's quotation marks, in normal case where a headline shouts it."""
    shouted = table.sentence[name.first] in table.shouted
    forms = (form for form in table.forms[name.first : name.after] if form[0].isalnum() or form == "&")
    return tuple(form.capitalize() if shouted else form for form in forms)
