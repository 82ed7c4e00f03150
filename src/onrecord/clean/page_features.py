"""All features of the blocks of an HTML page: of their text, of their place in the tree, and what others make of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from lxml import html

from onrecord.clean import dom_features, features, page_relations
from onrecord.clean.block_runs import BlockRuns
from onrecord.clean.extractor import careful_text, quick_text
from onrecord.clean.features import Matrix
from onrecord.clean.page_blocks import is_deep
from onrecord.clean.units import Unit

NAMES = (*features.NAMES, *dom_features.NAMES, *page_relations.NAMES, "declared")
UNDECLARED = -1.0


def html_features(units: Sequence[Unit], tree: html.HtmlElement, page: str, declared: str) -> Matrix:
    """Features of every block of a page, for the page model; shape (units, len(NAMES)).

    Args:
        units: blocks of the page.
        tree: the parsed page they were read from.
        page: its text.
        declared: the text that the page declares as its article's; empty where it declares none.
    """
    texts = ("", "") if is_deep(tree) else (careful_text(tree), quick_text(page))
    runs = BlockRuns(units)
    kept = [runs.shares(text) for text in texts]
    stated = runs.shares(declared) if declared else [UNDECLARED] * len(units)
    return np.hstack([
        features.line_features(units), dom_features.dom_features(units, kept), page_relations.relations(units, kept[0]),
        np.array(stated, np.float32).reshape(-1, 1),
    ])  # fmt: skip
