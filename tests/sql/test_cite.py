"""Citations: the sentence with the words marked, and the way back to the raw document."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.article import Span
from onrecord.errors import OnrecordError
from onrecord.warehouse.cite import cite, mark
from onrecord.warehouse.raw_places import RawPlace
from tests.sql.stage_rows import article, publish_rows, quote, report
from tests.sql.town import LINE, WORDS


def test_a_quote_is_shown_in_its_sentence(live: Path) -> None:
    """Words marked, place in the raw text, rule and run."""
    citation = cite(live, "q1")
    (place,) = citation.evidence
    assert place.marked == LINE.replace(WORDS, f"[[{WORDS}]]")
    assert (citation.subject_type, citation.summary) == ("quote", f"Mayor Vera Holm: {WORDS}")
    assert place.raw == (RawPlace(1, 1 + len(WORDS), True),)
    assert (place.source_uri, place.rule_id, place.details["speaker_name"]) == ("a1.txt", "rule", "Mayor Vera Holm")


@pytest.mark.parametrize(("cited", "kind", "places"), [("u1", "utterance", 4), ("r1", "event report", 1), ("e1", "event", 2)])
def test_every_kind_of_id_is_cited(live: Path, cited: str, kind: str, places: int) -> None:
    """An utterance by its printings, an event by its reports."""
    citation = cite(live, cited)
    assert (citation.subject_type, len(citation.evidence)) == (kind, places)
    assert all("[[" in place.marked for place in citation.evidence)


def test_an_unknown_id_says_so(live: Path) -> None:
    """No evidence is an error, not an empty answer."""
    with pytest.raises(OnrecordError, match="q-none"):
        cite(live, "q-none")


def test_an_id_that_became_another_is_followed(warehouse: Path) -> None:
    """Also over two steps."""
    body = article("a1", "The envoy left for Riga.")
    steps = [("e0", "e00"), ("e00", "er1")]
    changes = [{"subject_type": "event", "change_kind": "merged", "old_id": old, "new_id": new} for old, new in steps]
    rows = {"articles": [body], "event_reports": [report("r1", body, "left")]}
    run_id = publish_rows(warehouse, rows).run_id
    publish_rows(warehouse, rows | {"id_changes": [c | {"run_id": run_id} for c in changes]})
    citation = cite(warehouse, "e0")
    assert (citation.id, citation.now, citation.evidence[0].marked) == ("e0", "er1", "The envoy [[left]] for Riga.")


def test_the_place_in_a_dump_is_reckoned_by_its_blocks(warehouse: Path) -> None:
    """Exact where the block was taken over unchanged, else the block; over two blocks, from the first to the last."""
    body = 'The mayor spoke. "Not yet."\n\n"We wait," she said.'
    dump = article("a1", body, form="dump")
    block = {"article_id": "a1", "block_kind": "body", "batch_id": "b1"}
    blocks = [
        block | {"block_index": 0, "start_char": 0, "end_char": 27, "raw_start_char": 100, "raw_end_char": 127},
        block | {"block_index": 1, "start_char": 29, "end_char": 49, "raw_start_char": 200, "raw_end_char": 225},
        block | {"block_index": 2, "raw_start_char": 0, "raw_end_char": 20},
    ]
    quotes = [quote("q1", dump, "Not yet."), quote("q2", dump, "We wait"), quote("q3", dump, 'Not yet."\n\n"We wait')]
    publish_rows(warehouse, {"articles": [dump], "blocks": blocks, "quotes": quotes})
    found = {q: cite(warehouse, q).evidence[0].raw for q in ("q1", "q2", "q3")}
    assert found == {"q1": (RawPlace(118, 126, True),), "q2": (RawPlace(200, 225, False),), "q3": (RawPlace(100, 225, False),)}


def test_marks_do_not_move_each_other() -> None:
    """Several spans, given in any order, also at the ends and empty."""
    assert mark("abcdef", [Span(4, 6), Span(0, 1)]) == "[[a]]bcd[[ef]]"
    assert mark("", []) == ""
