"""What a general extractor (trafilatura) takes for the main text of a page: one opinion for the block model."""

from __future__ import annotations

import logging
from copy import deepcopy
from functools import cache
from typing import Any

from lxml import html


@cache
def _extract() -> Any:
    """Trafilatura's function, imported on first use since it is heavy; its complaints about odd pages are no news here."""
    import trafilatura  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.extract


def extracted_text(tree: html.HtmlElement) -> str:
    """Main text of a parsed page by trafilatura's fast mode, without comments; empty where it finds none or fails."""
    try:
        return _extract()(deepcopy(tree), fast=True, include_comments=False, include_tables=False) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, IndexError):
        return ""
