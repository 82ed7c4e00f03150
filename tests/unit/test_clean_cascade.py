"""Which model parts a page: the quick one where it is sure, the careful one elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.clean import page_features
from onrecord.clean.block_model import block_model
from onrecord.clean.cascade import is_sure, page_scores
from onrecord.clean.page_blocks import page_units, parse_page
from onrecord.clean.page_features import HtmlFeatures

TEXT = (
    "The council of Port Elara voted on Friday to rebuild the old ferry pier before the winter, the mayor said. It will cost nine million "
    "dollars, most of it paid by the harbour, and take two years. Fishermen had asked for it since the storm of last spring."
)
PARAGRAPHS = f"<p>{TEXT}</p>" * 6
PLAIN = f"<html><body><nav><a href='/'>Home</a></nav><article><h1>Pier</h1>{PARAGRAPHS}</article><footer>About</footer></body></html>"
BARE = "<html><body><div><a href='/a'>One</a> <a href='/b'>Two</a></div><div>Three four</div></body></html>"


def features_of(page: str) -> HtmlFeatures:
    """The features of a page."""
    tree = parse_page(page)
    assert tree is not None
    return HtmlFeatures(page_units(tree), tree, page, "")


@pytest.mark.parametrize(
    ("scores", "words", "sure"),
    [
        ([0.95, 0.9, 0.05], [100, 80, 40], True),
        ([0.95, 0.5, 0.05], [100, 80, 40], False),
        ([0.95, 0.5, 0.05], [400, 8, 40], True),
        ([0.05, 0.1], [100, 80], False),
        ([], [], False),
    ],
    ids=["all sure", "a long block open", "a short block open", "no text", "no block"],
)
def test_a_page_is_sure_where_little_of_it_is_open(scores: list[float], words: list[float], sure: bool) -> None:
    """Little by its words; a page without text is never sure."""
    assert is_sure(block_model("quick_model"), np.array(scores), np.array(words, float)) is sure


def test_the_careful_extractor_runs_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain page is parted without it, a page that shows no text with it; the text comes out either way."""
    asked: list[object] = []
    monkeypatch.setattr(page_features, "careful_text", lambda tree: asked.append(tree) or "")
    found = features_of(PLAIN)
    scores = page_scores(found)
    kept = [unit.text for unit, score in zip(found.units, scores, strict=True) if score >= block_model("page_model").threshold]
    assert kept.count(TEXT) == 6
    assert not {"Home", "About"} & set(kept)
    assert not asked
    page_scores(features_of(BARE))
    assert len(asked) == 1


def test_both_views_have_the_same_columns() -> None:
    """What the careful extractor keeps takes the place of what the quick one does, and nothing else changes."""
    found = features_of(PLAIN)
    quick, careful = found.quick(), found.careful()
    assert quick.shape == careful.shape == (len(found.units), len(page_features.NAMES))
    same = [i for i in range(quick.shape[1]) if np.array_equal(quick[:, i], careful[:, i])]
    assert {page_features.NAMES.index(name) for name in page_features.features.NAMES} <= set(same)
