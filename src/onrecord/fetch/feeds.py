"""The addresses in a feed (RSS, Atom) or a sitemap."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from onrecord.fetch.client import unfolded
from onrecord.fetch.failure import FailedError

GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed names, in its order: pages, and further sitemaps."""

    pages: tuple[str, ...]
    sitemaps: tuple[str, ...] = ()


def read_listing(body: bytes, url: str, most_bytes: int) -> Listing:
    """The addresses in a feed or sitemap, relative ones made whole.

    Args:
        body: the answer; a sitemap may be a gzip file.
        url: where it came from.
        most_bytes: size that a gzip file may unfold to.

    Raises:
        FailedError: if it is none of the known forms.
    """
    if body.startswith(GZIP):
        body = b"".join(unfolded([body], zlib.MAX_WBITS | 16, most_bytes))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FailedError(f"neither feed nor sitemap: {error}") from error
    kind = _name(root) if root is not None else ""
    if kind not in {"rss", "RDF", "feed", "urlset", "sitemapindex"}:
        raise FailedError(f"neither feed nor sitemap, but <{kind or 'nothing'}>")
    found = tuple(dict.fromkeys(_whole(url, link.strip()) for link in _links(root, kind) if link and link.strip()))
    return Listing((), found) if kind == "sitemapindex" else Listing(found)


def _whole(url: str, link: str) -> str:
    """The address of a link; what is none is handed on as it is, and fails when it is asked for."""
    try:
        return urljoin(url, link)
    except ValueError:
        return link


def _links(root: etree._Element, kind: str) -> Iterator[str | None]:
    for element in root.iter(etree.Element):
        name = _name(element)
        if kind in {"urlset", "sitemapindex"}:
            parent = element.getparent()
            if name == "loc" and parent is not None and _name(parent) in {"url", "sitemap"}:
                yield element.text
        elif name == "item":
            yield next((inner.text for inner in element.iterchildren(etree.Element) if _name(inner) == "link" and inner.text), None)
        elif name == "entry":
            links = [inner for inner in element.iterchildren(etree.Element) if _name(inner) == "link"]
            yield next((link.get("href") for link in links if link.get("rel", "alternate") == "alternate"), None)


def _name(element: etree._Element) -> str:
    """Name of an element without its namespace."""
    return str(etree.QName(element).localname)
