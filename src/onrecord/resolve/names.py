"""Names folded so that one name meets itself: transliterations and short forms of people, articles and acronyms of organizations.

Method: rules of spelling that romanizations of one name differ in (Zelensky, Zelenskyy, Zelenskiy), in the spirit of phonetic keys, but
keeping vowels, so that two surnames that only sound alike stay two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.actors.lexicon import pairs
from onrecord.resolve import lexicons
from onrecord.resolve.wording import WORD, fold

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
LEGAL_FORMS = frozenset({"inc", "ltd", "llc", "plc", "ag", "gmbh", "corp", "co", "sa", "nv", "spa", "oao", "pao", "jsc"})
LINKS = frozenset({"of", "the", "and", "for", "on", "in", "de", "to"})
_SOUNDS = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("shch|sch", "sh"),
        ("tsch|tch", "ch"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("dzh|dj|zh", "j"),
        ("x", "ks"),
        ("ck", "k"),
        ("q", "k"),
        ("c(?!h)", "k"),
        ("w", "v"),
        ("ou|oo", "u"),
        ("gu(?=[ei])", "g"),
        ("tz", "ts"),
        ("[iyj]+", "i"),
        ("^ie", "e"),
        (r"(.)\1+", r"\1"),
    )
]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as keys: `given` is None for a bare surname, one letter for an initial; `middle` holds initials."""

    given: str | None
    surname: str
    middle: frozenset[str]

    @property
    def is_full(self) -> bool:
        """Whether it has a first name and a surname."""
        return self.given is not None and len(self.given) > 1

    def may_be(self, other: PersonName) -> bool:
        """Whether two names of the same surname do not contradict each other."""
        if self.given and other.given:
            short, long_name = sorted((self.given, other.given), key=len)
            if not (short == long_name or (len(short) == 1 and long_name.startswith(short))):
                return False
        return not (self.middle and other.middle) or bool(self.middle & other.middle)


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName:
    """A person's name as keys.

    >>> person_name("Volodymyr Zelenskyy") == person_name("Vladimir Zelensky")
    True
    >>> person_name("Lavrov").is_full
    False
    """
    tokens = [t for t in (fold_token(m.group()) for m in WORD.finditer(name)) if t and t not in SUFFIXES]
    if not tokens:
        return PersonName(None, fold(name), frozenset())
    given = _given(tokens[0]) if len(tokens) > 1 else None
    return PersonName(given, sound(tokens[-1]), frozenset(t[0] for t in tokens[1:-1]))


def fold_token(word: str) -> str:
    """A word of a name, folded, without an Arabic article before a hyphen."""
    bare = re.sub(r"^(?:[Aa]l|[Ee]l|[Aa]n|[Aa]s|[Aa]r)[-‑]", "", word)
    return fold(bare).replace(".", "")


@lru_cache(maxsize=1 << 16)
def sound(folded: str) -> str:
    """Key of a folded word under which its transliterations meet.

    >>> sound("zelenskyy") == sound("zelenskiy"), sound("lavrov") == sound("larov")
    (True, False)
    """
    key = folded
    for pattern, instead in _SOUNDS:
        key = pattern.sub(instead, key)
    return key or folded


@cache
def _groups() -> dict[str, str]:
    return {sound(member): sound(line.split()[0]) for line in lexicons.entries("given_names") for member in line.split()}


def _given(token: str) -> str:
    if len(token) == 1:
        return token
    key = sound(pairs("nicknames.txt").get(token, token))
    return _groups().get(key, key)


@lru_cache(maxsize=1 << 16)
def organization_key(name: str) -> str:
    """An organization's name, folded, without an article and its legal form.

    >>> organization_key("The Northern Grain Co.") == organization_key("Northern Grain")
    True
    """
    tokens = [fold(m.group()).replace(".", "") for m in WORD.finditer(name)]
    kept = [t for i, t in enumerate(tokens) if not (i == 0 and t == "the") and not (i and t in LEGAL_FORMS)]
    return " ".join(kept or tokens) or fold(name)


def acronym(name: str) -> str | None:
    """The letters that a name would be shortened to; None for a name of one word.

    >>> acronym("League of Seafood Exporters")
    'lse'
    """
    tokens = [t for t in organization_key(name).split() if t not in LINKS]
    return "".join(t[0] for t in tokens) if len(tokens) > 1 else None


def is_acronym(name: str) -> bool:
    """Whether a name is printed as one: two to six capitals."""
    letters = name.replace(".", "").strip()
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()
