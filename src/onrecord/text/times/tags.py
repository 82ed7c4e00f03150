"""A text as a string of tags, one a token that the time grammar knows; everything else is one full stop.

The grammar is matched against that string, so that a text without time words costs one scan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

OTHER = "."
SIGNS = {
    ",": "COMMA",
    ".": "DOT",
    "-": "HYPHEN",
    "–": "HYPHEN",
    "—": "DASH",
    "(": "OPEN",
    ")": "CLOSE",
    "'": "APOS",
    "’": "APOS",
    "‘": "APOS",
}
NUMERIC = ("ISO", "NUMDATE", "CLOCK", "DAY", "YEAR", "NUM")
SCAN = re.compile(
    r"[^\W\d_]+|\n|[^\s\w]"  # first what is most frequent; no two begin with the same character
    r"|(?P<ISO>[12][0-9]{3}-[01][0-9]-[0-3][0-9](?![0-9]))"
    r"|(?P<NUMDATE>[0-9]{1,2}([/.-])[0-9]{1,2}\3(?:[12][0-9]{3}|[0-9]{2})(?![0-9]))"
    r"|(?P<CLOCK>[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:]))"
    r"|(?P<NUM>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]{1,9}\.[0-9]{1,9}(?![0-9.])|[0-9]+)"
    r"|\w"
)


class Token(NamedTuple):
    """One tagged token; `value` is what the lexicon says of the word, or the printed number."""

    start: int
    end: int
    tag: str
    value: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tags of a text, a character a token, with where each token starts and how it is printed; untagged runs are one token."""

    tags: str
    starts: list[int]
    printed: list[str]

    def token(self, index: int) -> Token:
        """One token with its tag and value."""
        word = self.printed[index]
        tag = _names()[self.tags[index]]
        value = words()[word][1] if word in words() else word
        return Token(self.starts[index], self.starts[index] + len(word), tag, value)


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, str]]:
    """Tag and value by word as it may be printed."""
    found: dict[str, tuple[str, str]] = {sign: (name, sign) for sign, name in SIGNS.items()}
    found["\n"] = ("BREAK", "\n")
    for line in files("onrecord.text").joinpath("data", "time_words.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            tag, value, forms = line.split("|")
            for form in forms.split():
                for printed in (form, form.capitalize(), form.upper()):
                    found.setdefault(printed, (tag, value))
    return found


@lru_cache(maxsize=1)
def alphabet() -> dict[str, str]:
    """The character that stands for each tag."""
    names = sorted({tag for tag, _ in words().values()} | set(NUMERIC))
    return {name: chr(0x100 + index) for index, name in enumerate(names)}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {char: name for name, char in alphabet().items()} | {OTHER: OTHER}


@lru_cache(maxsize=1)
def _coded() -> dict[str, str]:
    chars = alphabet()
    return {word: chars[tag] for word, (tag, _) in words().items()}


def tag_text(body: str) -> Tagged:
    """The tags of a text; linear in its length."""
    known, chars = _coded(), alphabet()
    codes: list[str] = []
    starts: list[int] = []
    printed: list[str] = []
    last = ""
    for match in SCAN.finditer(body):
        word = match.group()
        code = known.get(word)
        if code is None:
            kind = match.lastgroup
            if kind is not None:
                code = chars[number_tag(word) if kind == "NUM" else kind]
            elif last == OTHER:
                continue
            else:
                code = OTHER
        last = code
        codes.append(code)
        starts.append(match.start())
        printed.append(word)
    return Tagged("".join(codes), starts, printed)


def number_tag(word: str) -> str:
    """Whether digits can be a day of the month, a year, or only a number.

    >>> number_tag("12"), number_tag("1987"), number_tag("1,200"), number_tag("45")
    ('DAY', 'YEAR', 'NUM', 'NUM')
    """
    if not word.isdecimal() or len(word) > 4:
        return "NUM"
    if len(word) <= 2:
        return "DAY" if 1 <= int(word) <= 31 else "NUM"
    return "YEAR" if len(word) == 4 and 1000 <= int(word) < 2200 else "NUM"


def plain_number(word: str) -> float | None:
    """The number that digits print, None past nine digits (no duration in news needs them)."""
    bare = word.replace(",", "")
    return float(bare) if len(bare) <= 12 else None
