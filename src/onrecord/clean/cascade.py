"""Which blocks of an HTML page are its text: by a quick model first, by the careful one where the quick one is unsure.

Method: two block models, one without trafilatura's opinion and one with it. Where nearly all words of a page are surely text or surely
none, the quick one stands; trafilatura, the dearest part of reading a page, then never runs. Pages that the quick model is sure of it parts
better than the careful one does, on sites that neither learned from (docs/adr/0007). A cascade of classifiers: Viola and Jones (2001).
"""

from __future__ import annotations

import numpy as np

from onrecord.clean.block_model import BlockModel, Scores, block_model
from onrecord.clean.features import Matrix
from onrecord.clean.page_features import HtmlFeatures

UNSURE = (0.2, 0.8)  # probabilities between which a block is neither surely text nor surely none
MOST_UNSURE = 0.14  # words in unsure blocks, as a share of those in text, up to which the quick model stands; chosen out of fold
LONGEST, SHORTEST = 400, 1.5  # words of a block that count at most, and what an empty one counts, as in learning


def page_scores(found: HtmlFeatures) -> Scores:
    """Probability of each block of a page to be its text."""
    quick = block_model("quick_model")
    scores = quick.scores(found.quick())
    if is_sure(quick, scores, found.words):
        return scores
    return block_model("page_model").scores(found.careful())


def is_sure(model: BlockModel, scores: Scores, words: Matrix) -> bool:
    """Whether a model leaves little of a page open; never of a page in which it finds no text."""
    weights = np.minimum(words, LONGEST) + SHORTEST
    text = float(weights[scores >= model.threshold].sum())
    unsure = float(weights[(scores > UNSURE[0]) & (scores < UNSURE[1])].sum())
    return text > 0 and unsure <= MOST_UNSURE * text
