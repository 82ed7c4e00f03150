"""Authors: the people of a byline, without agencies, outlets, desks and photographers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.clean.agencies import agency_forms
from onrecord.clean.lexicon import entries, folded_words

LEAD_IN = re.compile(
    r"^\W*(?:(?:text|story|article|words|analysis|opinion|report(?:ed|ing)?|written|compiled|posted|published|edited)\s+by|by|authors?|from|de|par|von|por)\b\s*:?\s+"
    r"|^\W*(?:authors?|text|by)\s*:\s*",
    re.IGNORECASE,
)
APART = re.compile(r"\s*[;|/•·]\s*|\s*,\s*(?:and\s+)?(?!(?:jr|sr|ph\.?d|m\.?d)\b)|\s+(?:and|with|y|et|und|&)\s+", re.IGNORECASE)
PLACE = re.compile(r"\s+(?:in|at|for|of|from|on)\s+.*$", re.DOTALL)
PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "ter",
        "ten",
        "zu",
        "y",
        "e",
        "af",
        "av",
    ]
)
MOST_TOKENS = 5
MOST_CHARS = 45
MOST_AUTHORS = 12
TOKEN = re.compile(r"(?:[A-Z]\.){1,3}|[^\W\d_][\w'’.-]*", re.UNICODE)


@cache
def _not_people() -> frozenset[str]:
    """Words that no person's name has: desks, roles, media."""
    return frozenset(word for entry in entries("not_people") for word in entry.split())


def people(values: Iterable[str], not_names: Sequence[str] = ()) -> tuple[str, ...]:
    """Names of people in byline texts, each once, as printed.

    Args:
        values: bylines or single names ("By Ann Lee and Bo Ek, Reuters").
        not_names: names that are no people here, such as the outlet's.

    >>> people(["By Ann Lee and Bo Ek, Reuters"])
    ('Ann Lee', 'Bo Ek')
    """
    barred = {" ".join(folded_words(name)) for name in not_names}
    found: dict[str, str] = {}
    for value in values:
        rest = " ".join(value.split())[:400]
        while (shorter := LEAD_IN.sub("", rest, count=1)) != rest:
            rest = shorter
        for part in APART.split(rest):
            if part[:1].islower() and part.partition(" ")[0] not in PARTICLES:
                break  # a sentence, not a list of names
            name = _name(part)
            key = " ".join(folded_words(name))
            if name and key not in barred and key not in found:
                found[key] = name
    return tuple(found.values())[:MOST_AUTHORS]


def is_names_only(line: str) -> bool:
    """Whether a line holds names of people and nothing else.

    >>> is_names_only("Ann Lee with Bo Ek"), is_names_only("Ann Lee reports")
    (True, False)
    """
    return all(_name(part) for part in APART.split(" ".join(line.split())))


def _name(part: str) -> str:
    """The person that a part of a byline names; empty if it names none."""
    part = re.sub(r"\s*\(.*?\)|\s*<.*?>|\s*@\S+", "", part).strip(" .,-–—:\u200b\xa0")
    part = PLACE.sub("", LEAD_IN.sub("", part)).strip()
    if not part or len(part) > MOST_CHARS or any(char.isdigit() for char in part) or "http" in part or "@" in part:
        return ""
    tokens = part.split()
    if not 2 <= len(tokens) <= MOST_TOKENS or part in agency_forms():
        return ""
    words = folded_words(part)
    if any(word in _not_people() for word in words) or not all(_fits(token) for token in tokens):
        return ""
    return " ".join(_cased(token) for token in tokens) if part.isupper() else part


def _fits(token: str) -> bool:
    """Whether a token can stand in a name."""
    return token.lower() in PARTICLES or (token[0].isupper() and TOKEN.fullmatch(token) is not None)


def _cased(token: str) -> str:
    """A token that was printed in capitals, as a name is written."""
    return "-".join(part if part.endswith(".") else part.capitalize() for part in token.split("-"))
