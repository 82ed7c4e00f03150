"""Authors of an HTML page: what its metadata declare, else what is printed beside the text as a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice
from typing import Any

from onrecord.clean.metadata import Metadata, names_of
from onrecord.clean.page_dates import Place
from onrecord.clean.people import people
from onrecord.clean.place import BESIDE, BYLINE_CHARS, authors_beside
from onrecord.clean.units import Unit

META_NAMES = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "cxenseparse:author", "citation_author")
ORGANIZATIONS = ("Organization", "NewsMediaOrganization", "Corporation")
BYLINE_MARKS = {"byline", "author", "authors", "autor"}
WRITTEN_BY = re.compile(r"^(?:written by|author|by)$", re.IGNORECASE)
AUTHOR_LINK = re.compile(
    r"""<a\b(?=[^>]{0,600}?(?:rel=["']?author|href=["']?[^"'>\s]{0,200}/(?:authors?|staff|people|profiles?|contributors?|journalists?)/))"""
    r"""[^>]{0,900}>([^<]{0,80}(?:<(?!/a\b)[^>]{0,300}>[^<]{0,80}){0,4})</a""",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^>]*>")
MOST_LINKS = 40


def page_authors(page: str, found: Metadata, article: tuple[Sequence[Unit], Place], site_names: Sequence[str]) -> tuple[str, ...]:
    """Authors of a page: of its JSON-LD article, its meta elements, its printed byline, its links to authors' pages, in this order.

    Args:
        page: the page's text.
        found: what it declares.
        article: its blocks, and where the article stands among them.
        site_names: names that are no people here.
    """
    units, place = article
    declared = people(_json_ld_names(found), site_names) or people(_meta_names(found), site_names)
    if declared:
        return declared
    start = place.title if place.title is not None else max(0, place.first - 2 * BESIDE)
    beside = [u for u in (*units[start : place.first], *units[place.end : place.end + BESIDE]) if len(u.text) < BYLINE_CHARS]
    marked = [u.text for u in beside if u.dom and BYLINE_MARKS & set(u.dom.marks[-6:])]
    linked = [name for name in people(_linked_names(page), site_names) if any(name in u.text for u in beside)]
    return authors_beside(units, place, site_names) or tuple(linked) or people(marked, site_names)


def _json_ld_names(found: Metadata) -> list[str]:
    """Names of people in the author field of the JSON-LD article; a reference is followed to the person of the same id."""
    author = found.article_field("author")
    known = {str(item["@id"]): item for item in found.objects if "@id" in item}
    return [name for name, kind in names_of(_followed(author, known)) if kind not in ORGANIZATIONS]


def _followed(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    """A field of JSON-LD with objects in the place of references to them."""
    if isinstance(value, list):
        return [_followed(item, known) for item in value]
    if isinstance(value, dict) and "name" not in value:
        return known.get(str(value.get("@id")), value)
    return value


def _meta_names(found: Metadata) -> list[str]:
    """Bylines in meta elements."""
    names = [value for name in META_NAMES for value in found.meta.get(name, ())]
    for number in ("1", "2"):
        label = found.first(f"twitter:label{number}")
        if label and WRITTEN_BY.match(label):
            names += found.meta.get(f"twitter:data{number}", [])
    return names


def _linked_names(page: str) -> Iterator[str]:
    """Texts of links to authors' pages."""
    for match in islice(AUTHOR_LINK.finditer(page), MOST_LINKS):
        yield " ".join(unescape(TAG.sub(" ", match.group(1))).split())
