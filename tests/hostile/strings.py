"""Texts and pages made to cost time: each a class with a name and a builder that takes the size in characters.

The tests hold a choice of them to linear growth; `python -m tools.fuzz growth` times all of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Builder = Callable[[int], str]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PROSE = "The mayor of the town said on Monday that the bridge would open in May, and nobody at the meeting doubted it. "


def of(unit: str) -> Builder:
    """The unit again and again."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def inside(unit: str, before: str = PROSE, after: str = PROSE) -> Builder:
    """The unit again and again between two stretches of prose."""
    return lambda size: before + of(unit)(size) + after


def words(size: int, seed: int = 0, capital: bool = False) -> str:
    """Invented words, no two alike but by chance."""
    draw, found, length = random.Random(seed), [], 0  # noqa: S311 - no secret is drawn
    while length < size:
        word = "".join(draw.choice(LETTERS) for _ in range(draw.randint(2, 9)))
        found.append(word.capitalize() if capital else word)
        length += len(word) + 1
    return " ".join(found)[:size]


def joined(mark: str, capital: bool = True) -> Builder:
    """Invented words with a mark between them."""
    return lambda size: words(size, 1, capital).replace(" ", mark)[:size]


def names(size: int) -> str:
    """People, no two alike, who all say something."""
    first, last = words(size // 2, 1, True).split(), words(size // 2, 2, True).split()
    return " ".join(f"{a} {b} said so." for a, b in zip(first, last, strict=False))[:size]


UNITS = {
    "a letter": "a",
    "a capital": "A",
    "a digit": "1",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "tabs": "\t",
    "line ends": "\n",
    "returns": "\r",
    "line separators": "\u2028",
    "full stops": ".",
    "hyphens": "-",
    "dashes": "\u2014",
    "commas": ",",
    "semicolons": "a; ",
    "colons": "10:",
    "slashes": "/",
    "brackets": "[",
    "parentheses": "(",
    "closed parentheses": "(a) ",
    "pipes": "|",
    "pipes between words": "News | ",
    "stars": "* ",
    "ampersands": "&",
    "less-than signs": "<",
    "entities": "&amp;",
    "dollars": "$1 ",
    "per cent": "10% ",
    "ellipses": "... ",
    "ellipsis signs": "\u2026",
    "exclamations": "! ",
    "questions": "? ",
    "zero-width spaces": "\u200b",
    "bidi marks": "\u202e\u202c",
    "NUL": "\0",
    "control characters": "\x01",
    "emoji": "\U0001f600",
    "ideographs": "\u4e2d",
    "accents on one letter": "\u0301",
    "private use": "\ue000",
    "straight quotation marks": '"',
    "straight marks apart": '" ',
    "opening marks": "\u201c",
    "empty quotations": "\u201c\u201d",
    "apostrophes": "'",
    "single marks apart": "' ",
    "quotations that never close": "\u201ca \u2018b ",
    "guillemets": "\u00ab a \u00bb ",
    "short quotations": "\u201cNo,\u201d he said. ",
    "straight short quotations": '"No," he said. ',
    "quotations without an end": '"No way he said. ',
    "he said": "he said ",
    "said": "said ",
    "said that": "said that ",
    "according to": "according to ",
    "who said": "who said ",
    "pronouns": "He told her that they said it. ",
    "his brother": "his brother ",
    "possessives": "Smith's ",
    "one name": "Smith ",
    "one name and": "Smith and ",
    "one name, commas": "Smith, ",
    "of the": "of the ",
    "ministers of": "Minister of ",
    "presidents": "President ",
    "Mr.": "Mr. ",
    "initials": "A. ",
    "U.S.": "U.S. ",
    "St.": "St. ",
    "numbers": "12 ",
    "dates": "12 March 2024 ",
    "ISO dates": "2024-03-12 ",
    "US dates": "March 12, 2024, ",
    "weekdays": "on Monday ",
    "years": "2024 ",
    "numbers in words": "twenty one hundred ",
    "durations": "three days ago, ",
    "clock times": "10:30 a.m. ",
    "ranges": "1-2-3/",
    "ranges of days": "from 3 to 5 March ",
    "killed": "killed ",
    "attacks": "Russia attacked Ukraine and ",
    "attacks, sentences": "Russia attacked Ukraine. ",
    "was killed by": "was killed by ",
    "in, at, near": "in at near ",
    "hyphens in a word": "a-b-",
    "addresses": "http://a.b/",
    "dots in an address": "http://a.b.c.",
    "at signs": "@",
    "mail addresses": "a@b.",
    "lines of a letter": "a\n",
    "menu lines": "Home\n",
    "blank lines": "\n \n\t",
    "sentence lines": "The house is here, he said.\n",
    "bylines": "By John Smith\n",
    "by": "By ",
    "date lines": "March 12, 2024\n",
    "datelines": "LONDON (Reuters) - ",
    "turns in a line": "SMITH: Yes. ",
    "turns": "SMITH: Yes.\n",
    "and": "and ",
}
TEXTS: dict[str, Builder] = {
    **{name: of(unit) for name, unit in UNITS.items()},
    "words": lambda size: words(size, 5),
    "capitalised words": joined(" "),
    "capitalised words and": joined(" and "),
    "capitalised words, commas": joined(", "),
    "capitalised words, full stops": joined(". "),
    "capitalised words, lines": joined("\n"),
    "word lines": joined("\n", capital=False),
    "people": names,
    "marks that open, then close": lambda size: "\u201c" * (size // 2) + "\u201d" * (size // 2),
    "nested quotations": lambda size: "\u201cwe said " * (size // 20) + "it is so\u201d " * (size // 20),
    "prose": of(PROSE),
}


def page(body: str, head: str = "") -> Builder:
    """A page whose body (or head) is the unit again and again."""
    if head:
        return lambda size: f"<html><head>{of(head)(size)}</head><body>{body or PROSE}</body></html>"
    return lambda size: "<html><body>" + body * (size // len(body))


def _ld(size: int, opening: str, inner: str, closing: str) -> str:
    return f'<html><head><script type="application/ld+json">{opening * size}{inner}{closing * size}</script></head><body><p>{PROSE}'


def _entities(size: int) -> str:
    """Each entity of a document type twice the one before (the "billion laughs" of XML, which HTML does not know)."""
    last = size // 30
    doubled = "".join(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(1, last + 1))
    return f'<!DOCTYPE html [<!ENTITY a0 "ha">{doubled}]><html><body><p>&a{last};{PROSE}'


PAGES: dict[str, Builder] = {
    "div in div": page("<div>"),
    "div in div, closed": lambda size: "<html><body>" + "<div>" * (size // 11) + "a" + "</div>" * (size // 11),
    "b in b": page("<b>"),
    "table in table": page("<table><tr><td>"),
    "list in list": page("<ul><li>"),
    "svg in svg": page("<svg><g>"),
    "font around p": page("<font><p>x"),
    "never closed": page("<p><b><i><a>"),
    "crossed": page("<b><i></b></i>"),
    "end tags": page("</div>"),
    "frames": page("<iframe>"),
    "options": page("<select><option>a"),
    "noscript": page("<noscript><p>a"),
    "scripts": page("<script>"),
    "comments": page("<!-- a -->"),
    "comments that open": page("<!--"),
    "CDATA": page("<![CDATA["),
    "less-than signs": page("<"),
    "paragraphs": page(f"<p>{PROSE}</p>"),
    "paragraphs of a letter": page("<p>a"),
    "line breaks": page("a<br>"),
    "links": page("<a href=/x>word</a> "),
    "author links": page("<a href=href=/author/x "),
    "items": page("<li>word</li>"),
    "headings": page("<h1>Title here</h1>"),
    "time elements": page("<time datetime=2024-01-02>Jan 2</time>"),
    "entities without an end": page("&amp"),
    "titles": page("", "<title>Title here</title>"),
    "title elements that open": page("", "<title>"),
    "meta authors": page("", "<meta name=author content='By John Smith'>"),
    "meta dates": page("", "<meta property=article:published_time content='2024-01-02T03:04:05Z'>"),
    "charsets": page("", "<meta charset=utf-16>"),
    "bases": page("", "<base href=http://a.example/>"),
    "canonical links": page("", "<link rel=canonical href=http://a.example/x>"),
    "JSON-LD scripts": page("", '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>'),
    "JSON-LD lists in lists": lambda size: _ld(size // 2, "[", "", "]"),
    "JSON-LD that opens": lambda size: _ld(size, "[", "", ""),
    "JSON-LD objects in objects": lambda size: _ld(size // 20, '{"mainEntity":', "1", "}"),
    "JSON-LD commas": lambda size: _ld(size // 2, ", ", "", ""),
    "one long title": lambda size: f"<html><head><title>{'Title ' * (size // 6)}</title><body><h1>Title</h1><p>{PROSE}",
    "one long title of parts": lambda size: f"<html><head><title>{'T | ' * (size // 4)}</title><body><h1>Title</h1><p>{PROSE}",
    "one long heading of parts": lambda size: f"<html><body><h1>{'T | ' * (size // 4)}</h1><p>{PROSE}",
    "one long author": lambda size: f"<html><head><meta name=author content='{'By John Smith and ' * (size // 18)}'><body><p>{PROSE}",
    "one long date": lambda size: f"<html><head><meta name=date content='{'2024-01-02 ' * (size // 11)}'><body><p>{PROSE}",
    "one long attribute": lambda size: f'<html><body><p class="{"a" * size}">{PROSE}</p>',
    "one attribute of many words": lambda size: f'<html><body><p class="{"a " * (size // 2)}">{PROSE}</p>',
    "one tag of many attributes": lambda size: f"<html><body><p {' '.join(f'a{i}=1' for i in range(size // 8))}>{PROSE}</p>",
    "one tag of many slashes": lambda size: f"<html><body><p {'/'.join(f'a{i}' for i in range(size // 7))}>{PROSE}</p>",
    "one tag of spaces": lambda size: f"<html><body><p {' ' * size}>{PROSE}</p>",
    "one long paragraph": lambda size: f"<html><body><p>{'word ' * (size // 5)}",
    "one long entity": lambda size: f"<html><body><p>&#{'9' * size};",
    "entities of entities": lambda size: f"<html><body><p>&{'amp;' * (size // 4)}lt;",
    "entities that unfold": _entities,
    "one long address": lambda size: f"<html><head><link rel=canonical href='http://a.example/{'a/' * (size // 2)}'><body><p>{PROSE}",
}
