"""Lexicons as data files: one entry a line, `#` begins a comment; and the scan of a line of words for their phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PLAIN = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))  # the same for most lines
LONGEST_PHRASE = 7
EDGE_WORDS = 14  # in a longer line, boilerplate phrases tell something only at its edges
KINDS = ("navigation", "share", "counter", "consent", "comment", "related", "subscribe", "widget", "error", "credit", "byline", "ending")
LONGEST_LINE, LONGEST_PARAGRAPH = 600, 3000  # characters of a text whose words are kept at hand, of a longer one only for a while


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of `data/<name>.txt`, without comments."""
    text = files(__package__).joinpath("data", f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def stop_words() -> frozenset[str]:
    """English function words."""
    return frozenset(word for line in entries("stopwords") for word in line.split())


@cache
def _phrases() -> tuple[dict[tuple[str, ...], frozenset[str]], dict[tuple[str, ...], frozenset[str]]]:
    """Phrases by their words with their kind: those that may stand anywhere, and those that must be the whole line (`= ...`)."""
    anywhere: dict[tuple[str, ...], frozenset[str]] = {}
    whole: dict[tuple[str, ...], frozenset[str]] = {}
    for kind in KINDS:
        for entry in entries(f"lines_{kind}"):
            words = _words(entry)
            phrases = whole if entry.startswith("=") else anywhere
            phrases[words] = phrases.get(words, frozenset()) | {kind}
    return anywhere, whole


@cache
def _first_words() -> dict[str, tuple[int, ...]]:
    """Words that a phrase which may stand anywhere begins with, and how many words such phrases have."""
    lengths: dict[str, set[int]] = {}
    for words in _phrases()[0]:
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found)) for word, found in lengths.items()}


def _words(text: str) -> tuple[str, ...]:
    if text.isascii() and "'" not in text:
        return tuple(text.encode().translate(PLAIN).decode().split())
    return tuple(WORD.findall(text.lower().replace("’", "'")))


@dataclass(slots=True)
class Line:
    """The words of a line in lower case with one kind of apostrophe, those that mean something, and the kinds of boilerplate they tell.

    `told` is what the features of a line by itself are, packed, once they have been asked for (see features).
    """

    words: tuple[str, ...]
    content: frozenset[str]
    kinds: frozenset[str]
    told: bytes = b""


def line_of(text: str) -> Line:
    """What the words of a line tell; each line of a page is asked for several times, and the pages of an outlet share most of theirs."""
    if len(text) <= LONGEST_LINE:
        return _short_line(text)
    return _long_line(text) if len(text) <= LONGEST_PARAGRAPH else _line(text)


def _line(text: str) -> Line:
    words = _words(text)
    return Line(words, frozenset(words) - stop_words(), phrase_kinds(words))


_short_line = lru_cache(maxsize=4096)(_line)
_long_line = lru_cache(maxsize=256)(_line)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, with one kind of apostrophe."""
    return line_of(text).words if len(text) <= LONGEST_PARAGRAPH else _words(text)


def line_kinds(text: str) -> frozenset[str]:
    """Kinds of boilerplate whose phrases a line has, or is."""
    return line_of(text).kinds


def phrase_kinds(words: Sequence[str]) -> frozenset[str]:
    """Kinds of boilerplate whose phrases a line of folded words has, or is.

    >>> sorted(phrase_kinds(["print", "this", "page"]))
    ['share']
    """
    anywhere, whole = _phrases()
    firsts = _first_words()
    found = set(whole.get(tuple(words), ())) if len(words) <= LONGEST_PHRASE else set()
    for part in _edges(words) if not firsts.keys().isdisjoint(words) else ():
        for start in [at for at, word in enumerate(part) if word in firsts]:
            for length in firsts[part[start]]:
                found |= anywhere.get(tuple(part[start : start + length]), frozenset())
    return frozenset(found)


def _edges(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words, or only those at both edges of a long line."""
    if len(words) <= 2 * EDGE_WORDS:
        yield words
    else:
        yield words[:EDGE_WORDS]
        yield words[-EDGE_WORDS:]
