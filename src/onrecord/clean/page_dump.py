"""A page dump to its body, blocks and fields."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.clean.assembly import assemble
from onrecord.clean.block_model import block_model
from onrecord.clean.day_order import prints_day_first
from onrecord.clean.dump_titles import dump_title
from onrecord.clean.features import line_features
from onrecord.clean.kinds import is_never_text
from onrecord.clean.model import Hints, Publication, Reading
from onrecord.clean.outlets import printed_outlet
from onrecord.clean.page_dates import page_publication
from onrecord.clean.place import authors_beside, credited, dateline_place, place_of, settle, text_core
from onrecord.clean.units import dump_units
from onrecord.clean.verdict import check_article


def read_dump(page: str, site_names: Sequence[str] = ()) -> Reading:
    """Body, blocks and fields of the visible text of a whole page.

    Args:
        page: the decoded page.
        site_names: names of the outlet, where it is known.

    Raises:
        PageError: if it holds no article.
    """
    units = dump_units(page)
    model = block_model("dump_model")
    features = line_features(units)
    scores = model.scores(features)
    is_text = [bool(score > model.threshold) and not is_never_text(unit) for score, unit in zip(scores, units, strict=True)]
    first, end = text_core(units, is_text, scores)
    title, index = dump_title(units, features, scores, (first, end), site_names)
    place = place_of(units, is_text, (first, end), index)
    body, blocks = assemble(units, settle(units, is_text, scores, place), index, has_raw_offsets=True)
    check_article(units, body, title)
    hints = Hints(
        title=title,
        authors=authors_beside(units, place, site_names),
        outlet=printed_outlet([unit.text for unit in units]),
        publication=page_publication(units, place, prints_day_first(units, is_text)) or Publication(),
        agencies=credited(blocks),
        dateline_place=dateline_place(blocks),
    )
    return Reading(body, blocks, hints)
