"""An HTML page to its body, blocks and fields: metadata by BeautifulSoup, main text by two block models, a quick and a careful one."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.clean.adapters import adapt
from onrecord.clean.assembly import assemble
from onrecord.clean.block_model import Scores, block_model
from onrecord.clean.block_runs import kept_shares
from onrecord.clean.cascade import page_scores
from onrecord.clean.day_order import prints_day_first
from onrecord.clean.extractor import declared_text
from onrecord.clean.kinds import is_never_text
from onrecord.clean.metadata import Metadata, read_metadata
from onrecord.clean.model import Hints, PageError, Publication, Reading
from onrecord.clean.outlet_lines import NO_LINES, OutletLines
from onrecord.clean.outlets import declared_names, known_outlet
from onrecord.clean.page_authors import page_authors
from onrecord.clean.page_blocks import mended, page_units, parse_page
from onrecord.clean.page_dates import Place, page_publication
from onrecord.clean.page_features import HtmlFeatures
from onrecord.clean.place import BLOCK_DOUBT, Parted, credited, dateline_place, likely_text, place_of, settle, text_core
from onrecord.clean.publication import address_publication, metadata_publication, time_publication
from onrecord.clean.titles import likeness, page_title
from onrecord.clean.units import Unit
from onrecord.clean.urls import domain_of, web_address
from onrecord.clean.verdict import check_article
from onrecord.reasons import Reason

SURE = 0.8  # confidence from which a printed date goes before the first time element
POSSIBLE = 0.2  # probability from which a printed date is taken; blocks of HTML hold fewer strange dates than lines of dumps
MOST_TAGS = 100_000  # a page has at most some ten thousand; each costs the memory of an element and the time of a block
SAME_TITLE = 0.75  # share of words from which a block is the headline printed


def read_html(
    page: str, address: str | None = None, folder: str | None = None, declared: str | None = None, known: OutletLines = NO_LINES
) -> Reading:
    """Body, blocks and fields of an HTML page.

    Args:
        page: the decoded page.
        address: the address that came with it, if one did.
        folder: domain that its folder is named after, if it is.
        declared: name of the outlet that came with it, if one did.
        known: lines that outlets repeat.

    Raises:
        PageError: if it holds no article.
    """
    if page.count("<") > MOST_TAGS:
        raise PageError(Reason.NO_ARTICLE, f"more than {MOST_TAGS} tags")
    page = mended(page)
    found = read_metadata(page)
    tree = parse_page(page)
    if tree is None:
        raise PageError(Reason.NO_ARTICLE, "the page has no elements")
    url = web_address(found.canonical) or web_address(found.first("og:url")) or address
    domain = domain_of(address) or domain_of(url) or folder
    names = _site_names(found, domain)
    adapted = adapt(page, known_outlet(domain))
    title = adapted.title or page_title(found, names)
    units = page_units(tree)
    scores = page_scores(HtmlFeatures(units, tree, page, declared_text(found)))
    scores = known.settle(units, scores, (declared, domain, declared_names(found)))
    parted = part_html(units, scores, title, adapted.text)
    check_article(units, parted.body, title)
    publication = (
        adapted.publication or metadata_publication(found) or address_publication((url, address)) or _printed(found, units, parted.place)
    )  # fmt: skip
    hints = Hints(
        title=title,
        authors=adapted.authors or page_authors(page, found, (units, parted.place), names),
        url=url,
        outlet=next(iter(declared_names(found)), None),
        language=found.language,
        publication=publication,
        agencies=credited(parted.blocks),
        dateline_place=dateline_place(parted.blocks),
    )
    return Reading(parted.body, parted.blocks, hints)


def _printed(found: Metadata, units: Sequence[Unit], place: Place) -> Publication:
    """The date that the page prints: beside the text if that is likely, else in its first time element, else wherever it may be."""
    is_day_first = prints_day_first(units, [place.first <= i < place.end for i in range(len(units))])
    printed = page_publication(units, place, is_day_first, POSSIBLE)
    if printed is not None and (printed.confidence or 0) >= SURE:
        return printed
    return time_publication(found) or printed or Publication()


def part_html(units: Sequence[Unit], scores: Scores, title: str | None, stated: str | None = None) -> Parted:
    """The blocks of a page parted into headline, text and the rest.

    Args:
        units: blocks of the page.
        scores: probability of each to be text.
        title: the headline.
        stated: the text that an outlet's adapter finds, which outranks the scores.
    """
    is_text = likely_text(units, scores, block_model("page_model").threshold)
    if stated is not None:
        shares = kept_shares(units, stated)
        is_text = [share > 0.5 and not is_never_text(unit) for share, unit in zip(shares, units, strict=True)]
    first, end = text_core(units, is_text, scores)
    place = place_of(units, is_text, (first, end), _title_unit(units, title, first))
    body, blocks = assemble(units, settle(units, is_text, scores, place, BLOCK_DOUBT), place.title, has_raw_offsets=False)
    return Parted(title, place, is_text, body, blocks)


def _title_unit(units: Sequence[Unit], title: str | None, first: int) -> int | None:
    """Index of the block that prints the headline: the last one above the text, or the text's first block."""
    if not title:
        return None
    alike = [i for i in range(min(first + 1, len(units))) if len(units[i].text) < 300 and likeness(units[i].text, title) >= SAME_TITLE]
    return alike[-1] if alike else None


def _site_names(found: Metadata, domain: str | None) -> list[str]:
    """Names of the site: those it gives itself, the registry's, and its domain with and without its ending."""
    known = known_outlet(domain)
    names = [*declared_names(found), *([known.name] if known else [])]
    if domain:
        names += [domain, domain.rpartition(".")[0].replace(".", " ")]
    return names
