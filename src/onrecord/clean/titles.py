"""The article's own headline, from what a page declares or prints, without the site's suffix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from onrecord.clean.lexicon import folded_words, stop_words
from onrecord.clean.metadata import Metadata

SEPARATOR = re.compile(r"\s+[|•·»›–—:/-]+\s+|\s*[|»]\s*|\s+::\s+")
SUFFIX_WORDS = 6  # a longer last part belongs to the headline
FEWEST_WORDS = 3  # a shorter h1 may name a section
LONGEST = 1000  # characters; what is longer is no headline, and cutting one part after another off it would take for ever
SAME = 0.6  # share of words from which two headlines are one, edited


def page_title(found: Metadata, site_names: Sequence[str] = ()) -> str | None:
    """Headline of an HTML page: its only h1 or the one that agrees with what the head declares, else the declared one or the page's title.

    Method: compared on the development pages against each field alone; the figures stand in the docs.
    """
    declared = _declared(found, site_names)
    own = [heading for heading in found.headings if 0 < len(heading) <= LONGEST and not _is_site(heading, site_names)]
    known = [title for title in (*declared, cut_suffix(found.title or "", site_names)) if 0 < len(title) <= LONGEST]
    if len(own) == 1 and len(own[0].split()) >= FEWEST_WORDS:
        return cut_suffix(own[0], site_names) or None
    best = max(own, key=lambda heading: max((likeness(heading, title) for title in known), default=0.0), default=None)
    if best and (not known or max(likeness(best, title) for title in known) >= SAME):
        return cut_suffix(best, site_names) or None
    return next(iter(known), None) or (own[0] if own else None)


def _declared(found: Metadata, site_names: Sequence[str]) -> list[str]:
    """Headlines that the head declares, best first."""
    values = [
        found.article_field("headline"),
        found.first("og:title"),
        found.first("twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title"),
    ]
    return [cut_suffix(unescape(" ".join(value.split())), site_names) for value in values if isinstance(value, str) and value.strip()]


def cut_suffix(title: str, site_names: Sequence[str] = ()) -> str:
    """A headline without the parts that name the site or its section.

    >>> cut_suffix("Storm hits the coast - World | The Daily Sun", ["The Daily Sun"])
    'Storm hits the coast - World'
    """
    title = " ".join(unescape(title).split())
    while True:
        cuts = list(SEPARATOR.finditer(title)) if len(title) <= LONGEST else []
        if not cuts:
            return title
        head, tail = title[: cuts[-1].start()], title[cuts[-1].end() :]
        first, rest = title[: cuts[0].start()], title[cuts[0].end() :]
        if head and _is_site(tail, site_names):
            title = head
        elif rest and _is_site(first, site_names):
            title = rest
        elif head and "|" in cuts[-1].group() and len(tail.split()) <= SUFFIX_WORDS and len(head.split()) >= 3:
            title = head
        else:
            return title


def _is_site(part: str, site_names: Sequence[str]) -> bool:
    """Whether a part of a title is one of the site's names."""
    key = _key(part)
    return bool(key) and any(_is_name(key, known) for known in map(_key, site_names))


def _is_name(key: str, known: str) -> bool:
    """Whether two folded names are one, or one is the other with a word more."""
    return key == known or (min(len(key), len(known)) > 3 and (key in known or known in key) and abs(len(key) - len(known)) <= 12)


def _key(name: str) -> str:
    """A name as sites spell it in a domain."""
    return "".join(word for word in folded_words(name) if word != "the").replace("'", "")


def likeness(left: str, right: str) -> float:
    """Share of words that two headlines have in common, from 0 to 1."""
    return overlap(set(folded_words(left)), set(folded_words(right)))


def overlap(a: set[str], b: set[str]) -> float:
    """Share of the words of the shorter of two headlines that the other has too."""
    return len(a & b) / max(1, min(max(len(a), len(b)), len(a | b)))


def title_words(text: str) -> set[str]:
    """The words of a headline that mean something."""
    return {word for word in folded_words(text) if word not in stop_words()}
