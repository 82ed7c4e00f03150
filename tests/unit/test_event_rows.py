"""Event reports as rows: columns of the stage table, ids from article, trigger and type."""

from __future__ import annotations

from datetime import date

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import code_events
from onrecord.events.rows import event_rows
from onrecord.schema.tables import TABLES
from onrecord.text.document import Text
from onrecord.text.times import time_expressions

BODY = "Spain expelled two Cuban diplomats on Monday.\n\nRebels attacked an army base in northern Mali, a general said."


def rows(article_id: str = "a0") -> list[dict[str, object]]:
    """Rows of the article."""
    article, text = Article(article_id, BODY, published_date=date(2019, 5, 15)), Text(BODY)
    times = time_expressions(text, article.published_date)
    return event_rows(article, text, actors := find_actors(article, text), code_events(article, text, actors, times, []))


def test_rows_fit_the_stage_table() -> None:
    """Every row has the table's columns but for the batch."""
    assert TABLES["event_reports"].from_rows(rows()).num_rows == 2
    assert [r["trigger_text"] for r in rows()] == ["expelled", "attacked"]


def test_ids_differ_by_trigger_and_article_and_come_again() -> None:
    """The same article gives the same ids, another article others."""
    first, again, other = (tuple(r["event_report_id"] for r in rows(i)) for i in ("a0", "a0", "a1"))
    assert first == again
    assert len({*first, *other}) == 4


def test_evidence_slices_back() -> None:
    """Trigger and sentence are the body's own characters."""
    for row in rows():
        assert BODY[int(str(row["trigger_start_char"])) : int(str(row["trigger_end_char"]))] == row["trigger_text"]
        assert BODY[int(str(row["sentence_start_char"])) : int(str(row["sentence_end_char"]))] == row["sentence_text"]


def test_types_carry_their_codes() -> None:
    """Root code, quad class and Goldstein score come from the type."""
    assert [(r["cameo_root_code"], r["quad_class"]) for r in rows()] == [("16", 4), ("18", 4)]
