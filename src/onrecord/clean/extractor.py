"""What others take for the main text of a page: trafilatura, Resiliparse and the page itself; opinions for the block model."""

from __future__ import annotations

import logging
import re
from functools import cache
from html import unescape
from typing import Any

from lxml import html

from onrecord.clean.metadata import Metadata

TAG = re.compile(r"<[^<>]{1,500}>")
CUT_SHORT = ("…", "...", "[…", "[...")
FEWEST_DECLARED = 60  # words; a shorter declared text is a teaser more often than an article


@cache
def _trafilatura() -> Any:
    """Trafilatura's function, imported on first use since it is heavy; its complaints about odd pages are no news here."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.extract


def careful_text(tree: html.HtmlElement) -> str:
    """Main text of a parsed page by trafilatura's fast mode, without comments and tables; empty where it finds none or fails.

    It works on a copy of its own of the tree.
    """
    try:
        return _trafilatura()(tree, fast=True, include_comments=False, include_tables=False) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, IndexError):
        return ""


def quick_text(page: str) -> str:
    """Main text of a page by the rules of Resiliparse, which keep more; empty where it finds none."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page, main_content=True, alt_texts=False, links=False, form_fields=False, comments=False))


def declared_text(found: Metadata) -> str:
    """The text that a page declares as its article's (`articleBody` of schema.org); empty where it declares none, or only its beginning."""
    stated = found.article_field("articleBody")
    if not isinstance(stated, str):
        return ""
    text = TAG.sub(" ", unescape(stated)).strip()
    return "" if text.rstrip(" ]").endswith(CUT_SHORT) or len(text.split()) < FEWEST_DECLARED else text
