"""Outlets: their registry (name and adapter by domain), and which one published a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from onrecord.clean.lexicon import folded_words
from onrecord.clean.metadata import Metadata, names_of
from onrecord.ids import hash_id

LONGEST_NAME = 60
EDGE_LINES = 4  # lines at both ends of a dump in which an outlet prints its name
COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)|copyright)?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet of the registry: its name, and CSS selectors of its pages (each optional)."""

    domain: str
    name: str
    title: str | None = None
    authors: str | None = None
    published: str | None = None
    body: str | None = None
    drop: str | None = None


@cache
def registry() -> dict[str, Outlet]:
    """Outlets of `data/outlets.yml` by domain."""
    listed = yaml.safe_load(files(__package__).joinpath("data", "outlets.yml").read_text("utf-8")) or {}
    return {domain: Outlet(domain, **fields) for domain, fields in listed.items()}


def known_outlet(domain: str | None) -> Outlet | None:
    """The outlet of a domain or of the domain above it."""
    while domain:
        if domain in registry():
            return registry()[domain]
        domain = domain.partition(".")[2]
    return None


def declared_names(found: Metadata) -> list[str]:
    """Names that a page gives its site, best first."""
    sites = [
        str(item["name"])
        for item in found.objects
        if str(item.get("@type")) in ("WebSite", "NewsMediaOrganization") and isinstance(item.get("name"), str)
    ]
    publisher = [name for name, _ in names_of(found.article_field("publisher"))]
    values = [
        found.first("og:site_name"),
        *publisher,
        *sites,
        found.first("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher"),
    ]
    names = (" ".join(value.split()) for value in values if value)
    return list(dict.fromkeys(name for name in names if 0 < len(name) <= LONGEST_NAME and not name.startswith(("http", "@"))))


def outlet_name(declared: str | None, domain: str | None, names: Sequence[str] = ()) -> str | None:
    """Name of the outlet: what came with the document, else the registry's, else the page's own, else the domain."""
    known = known_outlet(domain)
    return declared or (known.name if known else None) or next(iter(names), None) or domain


def printed_outlet(lines: Sequence[str]) -> str | None:
    """The outlet of the registry whose name a page prints in its first or last lines, at their start or behind a copyright sign."""
    for line in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:]):
        key = _folded(COPYRIGHT.sub("", line))
        for outlet in registry().values():
            name = _folded(outlet.name)
            if key == name or key.startswith(name + " "):
                return outlet.name
    return None


def _folded(name: str) -> str:
    return " ".join(word for word in folded_words(name) if word != "the")


def outlet_id(name: str | None) -> str | None:
    """Id of an outlet from its name, folded; None where it is unknown."""
    if not name:
        return None
    return hash_id("o", _folded(name) or name)
