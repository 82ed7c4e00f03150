"""A page dump to its body, blocks and fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.clean.assembly import assemble
from onrecord.clean.block_model import BlockModel, Scores, block_model
from onrecord.clean.day_order import prints_day_first
from onrecord.clean.dump_titles import dump_title
from onrecord.clean.features import Matrix, line_features
from onrecord.clean.joined_lines import joined, line_groups
from onrecord.clean.model import Hints, PageError, Publication, Reading
from onrecord.clean.outlet_lines import NO_LINES, OutletLines
from onrecord.clean.outlets import printed_outlet
from onrecord.clean.page_dates import page_publication
from onrecord.clean.place import Parted, authors_beside, credited, dateline_place, likely_text, place_of, settle, text_core
from onrecord.clean.run_features import run_features
from onrecord.clean.units import Unit, dump_units, has_more_lines
from onrecord.clean.verdict import check_article
from onrecord.reasons import Reason

MOST_LINES = 100_000  # a page has some hundreds; each costs the memory and the time of a block


def read_dump(
    page: str, site_names: Sequence[str] = (), outlet: tuple[str | None, str | None] = (None, None), known: OutletLines = NO_LINES
) -> Reading:
    """Body, blocks and fields of the visible text of a whole page.

    Args:
        page: the decoded page.
        site_names: names of the outlet, where it is known.
        outlet: the outlet's declared name and its domain, where they came with the page.
        known: lines that outlets repeat.

    Raises:
        PageError: if it holds no article.
    """
    if len(page) > MOST_LINES and has_more_lines(page, MOST_LINES):
        raise PageError(Reason.NO_ARTICLE, f"more than {MOST_LINES} lines")
    units = dump_units(page)
    model = block_model("dump_model")
    features, scores = dump_scores(units, model)
    printed = printed_outlet([unit.text for unit in units])
    scores = known.settle(units, scores, (*outlet, [printed] if printed else []))
    parted = part_dump(units, features, scores, model.threshold, site_names)
    check_article(units, parted.body, parted.title)
    hints = Hints(
        title=parted.title,
        authors=authors_beside(units, parted.place, site_names),
        outlet=printed,
        publication=page_publication(units, parted.place, prints_day_first(units, parted.is_text)) or Publication(),
        agencies=credited(parted.blocks),
        dateline_place=dateline_place(parted.blocks),
    )
    return Reading(parted.body, parted.blocks, hints)


def dump_scores(units: Sequence[Unit], model: BlockModel) -> tuple[Matrix, Scores]:
    """Features and probabilities of the lines of a dump; the parts of a paragraph that flattening cut share those of the paragraph."""
    groups = line_groups(units)
    features = dump_features(joined(units, groups))
    return features[groups], model.scores(features)[groups]


def dump_features(paragraphs: Sequence[Unit]) -> Matrix:
    """Features of the joined lines of a dump, for the dump model."""
    lines = line_features(paragraphs)
    return np.hstack([lines, run_features(lines)])


def part_dump(units: Sequence[Unit], features: Matrix, scores: Scores, threshold: float, site_names: Sequence[str] = ()) -> Parted:
    """The lines of a dump parted into headline, text and the rest, from their features and their probabilities of being text."""
    is_text = likely_text(units, scores, threshold)
    core = text_core(units, is_text, scores)
    title, index = dump_title(units, features, scores, core, site_names)
    place = place_of(units, is_text, core, index)
    body, blocks = assemble(units, settle(units, is_text, scores, place), index, has_raw_offsets=True)
    return Parted(title, place, is_text, body, blocks)
