"""What people say of the rows on record, as state tables of the model: corrections of quotes, and owners of outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from onrecord.corrections import Correction, corrected_values
from onrecord.owners import outlet_owners
from onrecord.resolve.given import Given, source
from onrecord.schema.tables import TABLES


def told_by_hand(given: Given, corrections: Sequence[Correction], owners: Mapping[str, str]) -> dict[str, pa.Table]:
    """The tables `quote_corrections` and `outlet_owners`; rows that nobody says anything of are not read.

    Args:
        given: stage tables; `quotes`, `article_actors` and `articles` are read.
        corrections: what to correct of quotes.
        owners: owners by outlet.
    """
    quotes, actors, articles = (TABLES[name].from_rows([]) for name in ("quotes", "article_actors", "articles"))
    if corrections:
        quotes = source(given, "quotes").where("quote_id", pa.array({one.quote_id for one in corrections}))
        actors = source(given, "article_actors").where("article_id", quotes["article_id"])
    if owners:
        articles = source(given, "articles").table(["outlet_id", "outlet_name", "url"])
    return {"quote_corrections": corrected_values(corrections, quotes, actors), "outlet_owners": outlet_owners(owners, articles)}
