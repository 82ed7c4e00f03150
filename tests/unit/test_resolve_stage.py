"""The stage model on small worlds: every table, as the flow calls it."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from onrecord.resolve.stage import resolve
from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES
from tests.newsroom import Newsroom

# by the flow, from elsewhere
ADDED = {"quote_corrections", "outlet_owners", "coverage_dates", "coverage_evidence", "redated_quotes", "redated_reports"}
HARD_WORDS = "The bridge will stay closed until every bolt has been tested twice"


def _press_conference() -> Newsroom:
    room = Newsroom()
    for name, outlet in (("one", "Gazette"), ("two", "Herald"), ("three", "Courier")):
        article = room.article(name, outlet)
        room.quote(article, HARD_WORDS, "Ana Petrova", title="Transport Minister", country="BG")
        meeting = {"day": date(2024, 5, 14), "mode": "meet", "place": "sofia"}
        room.report(article, "Bulgaria and Serbia held talks in Sofia", "hold", "BG", "RS", **meeting)
    return room


def _find(table: pa.Table, **wanted: object) -> list[dict[str, object]]:
    return [row for row in table.to_pylist() if all(row[name] == value for name, value in wanted.items())]


def test_all_tables_have_their_schema() -> None:
    """Every table of the stage comes out, with the columns of the dictionary, from rows and from nothing."""
    for given in (_press_conference().tables(), {}):
        found = resolve(given, {}, "r1")
        assert set(found) == set(STAGES["model"].tables_out) - ADDED
        assert all(found[name].schema.equals(TABLES[name].schema) for name in found)


def test_one_press_conference_is_one_utterance_and_one_event() -> None:
    """Three outlets that print one sentence and report one meeting are three independent voices for one of each."""
    found = resolve(_press_conference().tables(), {}, "r1")
    assert found["utterance_heads"].num_rows == found["event_heads"].num_rows == 1
    event = found["event_heads"].to_pylist()[0]
    assert (event["event_date"], event["place_name"], event["modality"]) == (date(2024, 5, 14), "sofia", "actual")
    assert {event["actor_names"][0], event["recipient_names"][0]} == {"BG", "RS"}
    for subject in ("utterance", "event"):
        assert len(_find(found["independence"], subject_type=subject, is_counted=True)) == 3
    assert found["id_changes"].num_rows == 0


def test_second_run_over_the_same_changes_nothing() -> None:
    """With its own output as previous state, no id has changed."""
    given = _press_conference().tables()
    first = resolve(given, {}, "r1")
    again = resolve(given, {**first, "article_groups": given["article_groups"]}, "r2")
    assert again["id_changes"].num_rows == 0
    assert all(first[name].equals(again[name]) for name in first)


def test_new_article_that_merges_two_utterances_is_logged() -> None:
    """A full printing that joins two fragments leaves one utterance; the id that is gone says what it became."""
    room = Newsroom()
    one, two = room.article("one", "Gazette"), room.article("two", "Herald")
    room.quote(one, "the bridge will stay closed until every bolt", "Ana Petrova")
    room.quote(two, "and nobody should mistake patience for weakness here", "Ana Petrova")
    before = resolve(room.tables(), {}, "r1")
    assert before["utterance_heads"].num_rows == 2
    three = room.article("three", "Courier")
    both = "The bridge will stay closed until every bolt is tested, and nobody should mistake patience for weakness here"
    room.quote(three, both, "Ana Petrova")
    after = resolve(room.tables(), {**before, "article_groups": room.tables()["article_groups"]}, "r2")
    assert after["utterance_heads"].num_rows == 1
    kept = after["utterance_heads"]["utterance_id"][0].as_py()
    old = set(before["utterance_heads"]["utterance_id"].to_pylist())
    changes = after["id_changes"].to_pylist()
    assert {c["old_id"] for c in changes} == old - {kept}
    assert {(c["change_kind"], c["new_id"]) for c in changes} == {("merged", kept)}


def test_story_that_splits_is_logged() -> None:
    """Articles of one story that stand in two stories now give a row a new story."""
    room = Newsroom()
    room.article("one", story="x")
    room.article("two", story="x")
    later = Newsroom()
    later.article("one", story="x")
    later.article("two", story="y")
    found = resolve(later.tables(), {"article_groups": room.tables()["article_groups"]}, "r2")
    assert _find(found["id_changes"], subject_type="story") == [
        {"subject_type": "story", "change_kind": "split", "old_id": "tx", "new_id": "ty", "run_id": "r2"}
    ]
