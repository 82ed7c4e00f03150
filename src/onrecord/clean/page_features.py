"""All features of the blocks of an HTML page: of their text, of their place in the tree, and what general extractors make of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from lxml import html

from onrecord.clean.dom_features import dom_features
from onrecord.clean.extractor import careful_text, quick_text
from onrecord.clean.features import Matrix, line_features
from onrecord.clean.page_blocks import is_deep, kept_shares
from onrecord.clean.units import Unit


def html_features(units: Sequence[Unit], tree: html.HtmlElement, page: str) -> Matrix:
    """Features of every block of a page, for the page model; one row a unit.

    Args:
        units: blocks of the page.
        tree: the parsed page they were read from.
        page: its text.
    """
    texts = ("", "") if is_deep(tree) else (careful_text(tree), quick_text(page))
    kept = [kept_shares(units, text) for text in texts]
    return np.hstack([line_features(units), dom_features(units, kept)])
