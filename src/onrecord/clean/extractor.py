"""What general extractors (trafilatura, Resiliparse) take for the main text of a page: two opinions for the block model."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from lxml import html


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
