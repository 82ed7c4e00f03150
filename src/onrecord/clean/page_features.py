"""All features of the blocks of an HTML page: of their text, of their place in the tree, and what others make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class HtmlFeatures:
    """Features of every block of a page, shape (units, len(NAMES)): quickly, or with the opinion of the careful extractor, which is dear.

    `tree` is the parsed page that the units were read from, `page` its text, `declared` the text that the page declares as its article's,
    empty where it declares none.
    """

    units: Sequence[Unit]
    tree: html.HtmlElement
    page: str
    declared: str

    @cached_property
    def words(self) -> Matrix:
        """Number of words of each block."""
        counted: Matrix = np.expm1(self._lines[:, features.NAMES.index("words")])
        return counted

    def quick(self) -> Matrix:
        """What Resiliparse keeps stands in the place of both extractors."""
        return self._with([self._quick_shares] * 2)

    def careful(self) -> Matrix:
        """What trafilatura keeps, and what Resiliparse does."""
        text = "" if self._is_deep else careful_text(self.tree)
        return self._with([self._runs.shares(text), self._quick_shares])

    def _with(self, kept: Sequence[Sequence[float]]) -> Matrix:
        placed = dom_features.dom_features(self.units, kept)
        return np.hstack([self._lines, placed, page_relations.relations(self.units, kept[0]), self._stated])

    @cached_property
    def _lines(self) -> Matrix:
        return features.line_features(self.units)

    @cached_property
    def _runs(self) -> BlockRuns:
        return BlockRuns(self.units)

    @cached_property
    def _is_deep(self) -> bool:
        return is_deep(self.tree)

    @cached_property
    def _quick_shares(self) -> Sequence[float]:
        return self._runs.shares("" if self._is_deep else quick_text(self.page))

    @cached_property
    def _stated(self) -> Matrix:
        shares = self._runs.shares(self.declared) if self.declared else [UNDECLARED] * len(self.units)
        return np.array(shares, np.float32).reshape(-1, 1)
