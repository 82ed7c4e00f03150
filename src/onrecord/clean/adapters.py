"""Adapters: CSS selectors that an outlet of the registry has for its own pages; what they find outranks the general readers."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup

from onrecord.clean.date_text import parse_stated
from onrecord.clean.model import Publication
from onrecord.clean.outlets import Outlet
from onrecord.clean.people import people
from onrecord.clean.publication import stated_publication


@dataclass(frozen=True, slots=True)
class Adapted:
    """What an outlet's selectors find on a page; None or empty where it has none or they find nothing."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publication: Publication | None = None
    text: str | None = None


def adapt(page: str, outlet: Outlet | None) -> Adapted:
    """Fields of a page by its outlet's selectors."""
    if outlet is None or not (outlet.title or outlet.authors or outlet.published or outlet.body):
        return Adapted()
    soup = BeautifulSoup(page, "lxml")
    titles = _texts(soup, outlet.title)
    return Adapted(
        titles[0] if titles else None, people(_texts(soup, outlet.authors), (outlet.name,)), _publication(soup, outlet), _body(soup, outlet)
    )


def _texts(soup: BeautifulSoup, selector: str | None) -> list[str]:
    """Text of each element that a selector finds."""
    texts = (" ".join(element.get_text(" ").split()) for element in (soup.select(selector) if selector else ()))
    return [text for text in texts if text]


def _publication(soup: BeautifulSoup, outlet: Outlet) -> Publication | None:
    """The date in the element that the outlet prints it in."""
    for element in soup.select(outlet.published) if outlet.published else ():
        stated = str(element.get("datetime") or element.get("content") or element.get_text(" "))
        mention = parse_stated(stated)
        if mention:
            return stated_publication(mention, "page", "time_marked", stated)
    return None


def _body(soup: BeautifulSoup, outlet: Outlet) -> str | None:
    """Text around which the outlet puts its article, without what it puts between; None where the page has no such element."""
    element = soup.select_one(outlet.body) if outlet.body else None
    if element is None:
        return None
    for inner in element.select(outlet.drop) if outlet.drop else ():
        inner.decompose()
    return element.get_text("\n").strip() or None
