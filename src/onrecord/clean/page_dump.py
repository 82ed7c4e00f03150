"""A page dump to its body, blocks and fields."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.clean.assembly import assemble
from onrecord.clean.block_model import block_model
from onrecord.clean.dump_titles import dump_title
from onrecord.clean.features import line_features
from onrecord.clean.kinds import is_never_text
from onrecord.clean.model import Hints, Publication, Reading
from onrecord.clean.page_dates import Place, page_publication
from onrecord.clean.place import authors_beside, credited, dateline_place, settle, text_core
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
    scores = model.scores(line_features(units))
    is_text = [bool(score > model.threshold) and not is_never_text(unit) for score, unit in zip(scores, units, strict=True)]
    first, end = text_core(units, is_text, scores)
    title, index = dump_title(units, first, end, site_names)
    place = Place(index, first, end)
    body, blocks = assemble(units, settle(units, is_text, place), index, has_raw_offsets=True)
    check_article(units, body, title)
    hints = Hints(
        title=title,
        authors=authors_beside(units, place, site_names),
        publication=page_publication(units, place) or Publication(),
        agencies=credited(blocks),
        dateline_place=dateline_place(blocks),
    )
    return Reading(body, blocks, hints)
