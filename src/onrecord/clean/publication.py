"""The day an article was published: candidates from metadata, address and page, weighed; how it was found, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from functools import cache

from onrecord.clean.date_text import DateMention, parse_stated
from onrecord.clean.lexicon import entries
from onrecord.clean.metadata import Metadata
from onrecord.clean.model import Publication
from onrecord.clean.urls import day_in_address

META_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "og:published_time", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publishdate", "publish-date", "publish_date",
    "publication_date",
    "published_date", "published_time", "article.published", "pubdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "dc.date.created",
    "date.release", "release_date", "analyticsattributes.articledate", "article_date_original", "article.origpubdate",
    "rnews:datepublished",
    "originalpublicationdate", "article:post_date", "iso-8601-publish-date", "pub_date", "displaydate", "date",
    "citation_publication_date", "datecreated",
)  # fmt: skip
PUBLISHED_MARKS = re.compile(r"publi|pubdate|posted|entry-date|created|issued")
UPDATED_MARKS = re.compile(r"updat|modif|edited")


@cache
def confidence_of(basis: str) -> float:
    """Measured probability that a date found in this way is the right day; `data/date_confidence.txt` says on what."""
    table = dict(entry.split() for entry in entries("date_confidence"))
    return float(table[basis])


def declared_publication(stated: str | None) -> Publication | None:
    """The date that came with the document."""
    mention = parse_stated(stated)
    return stated_publication(mention, "metadata", "declared", str(stated)) if mention else None


def stated_publication(mention: DateMention, method: str, basis: str, text: str) -> Publication:
    """A publication date from a date mention."""
    return Publication(mention.at, mention.day, mention.precision, method, confidence_of(basis), text.strip()[:200])


def metadata_publication(found: Metadata) -> Publication | None:
    """The date that the page's metadata state: JSON-LD, then meta elements, then marked time elements."""
    for basis, text in _metadata_values(found):
        mention = parse_stated(text)
        if mention:
            return stated_publication(mention, "metadata", basis, text)
    return None


def _metadata_values(found: Metadata) -> Iterator[tuple[str, str]]:
    """Values of metadata that state a publication date, best first."""
    published = found.article_field("datePublished")
    for value in published if isinstance(published, list) else [published]:
        if isinstance(value, str):
            yield "json_ld", value
    for name in META_NAMES:
        for value in found.meta.get(name, ()):
            yield "meta", value
    for value, text, marks in found.times:
        if PUBLISHED_MARKS.search(marks) and not UPDATED_MARKS.search(marks):
            yield "time_marked", value or text
    created = found.article_field("dateCreated") or found.article_field("uploadDate")
    if isinstance(created, str):
        yield "json_ld", created
    for item in found.objects:
        if isinstance(item.get("datePublished"), str):
            yield "json_ld_other", item["datePublished"]


def time_publication(found: Metadata) -> Publication | None:
    """The date of the first time element that is not marked as an update."""
    for value, text, marks in found.times:
        mention = None if UPDATED_MARKS.search(marks) else parse_stated(value) or parse_stated(text)
        if mention and mention.precision not in ("month", "year"):
            return stated_publication(mention, "page", "time_first", value or text)
    return None


def address_publication(addresses: Iterable[str | None]) -> Publication | None:
    """The day in the page's address."""
    found = day_in_address(addresses)
    if found is None:
        return None
    day, text = found
    return Publication(datetime.combine(day, time()), day, "day", "url", confidence_of("url"), text)
