"""Lines that the pages of an outlet repeat: what is learned of them, and what a page read later is spared."""

from __future__ import annotations

import pyarrow as pa
import pytest

from onrecord.article import Document
from onrecord.clean import outlet_lines
from onrecord.clean.model import CleanOptions
from onrecord.clean.outlet_lines import MANY_PAGES, OutletLines, learned, line_key
from onrecord.clean.outlets import outlet_id
from onrecord.clean.stage import clean_document
from onrecord.schema.tables import TABLES

GAZETTE = outlet_id("Dale Gazette")
NOTHING = TABLES["outlet_lines"].from_rows([])
PITCH = "Our newsroom is small and depends on readers like you, who have kept it alive for forty years now."


def pages(*titles: str, lines: list[tuple[str, str]], outlet: str | None = GAZETTE, start: int = 0) -> tuple[pa.Table, pa.Table]:
    """Articles of an outlet, one a title, each with the same blocks of (kind, text)."""
    ids = [f"a{start + number:016d}" for number in range(len(titles))]
    articles = [
        {"article_id": i, "outlet_id": outlet, "title": t, "form": "dump", "body": "x", "source_uri": i}
        for i, t in zip(ids, titles, strict=True)
    ]
    blocks = [
        {"article_id": i, "block_index": n, "block_kind": kind, "block_text": text} for i in ids for n, (kind, text) in enumerate(lines)
    ]
    return TABLES["articles"].from_rows(articles), TABLES["blocks"].from_rows(blocks)


def test_a_line_left_out_under_three_headlines_is_known() -> None:
    """Two headlines are too few; those of an earlier run count."""
    line = [("other", PITCH)]
    first = learned(NOTHING, *pages("Mill burns", "Bridge opens", lines=line))
    assert OutletLines.of(first).furniture == {}
    second = learned(first, *pages("Market moves", lines=line, start=2))
    assert OutletLines.of(second).furniture == {GAZETTE: {line_key(PITCH)}}


def test_an_article_fetched_again_teaches_nothing() -> None:
    """The paragraphs of one story, captured ten times, are not furniture."""
    state = NOTHING
    for run in range(10):
        state = learned(state, *pages("Mill burns", lines=[("body", PITCH), ("other", "Share")], start=run))
    assert OutletLines.of(state).furniture == {}


def test_a_line_taken_for_text_is_known_only_if_it_is_long_and_frequent() -> None:
    """A paragraph under eight headlines is a notice; a heading under eight headlines is a heading."""
    titles = [f"Story {number} of the dale" for number in range(MANY_PAGES)]
    lines = [("body", PITCH), ("heading", "What we know")]
    assert OutletLines.of(learned(NOTHING, *pages(*titles[:-1], lines=lines))).furniture == {}
    assert OutletLines.of(learned(NOTHING, *pages(*titles, lines=lines))).furniture == {GAZETTE: {line_key(PITCH)}}


def test_pages_without_outlet_or_headline_teach_nothing() -> None:
    """Nobody's lines are nobody's furniture."""
    assert learned(NOTHING, *pages("A", "B", "C", lines=[("other", PITCH)], outlet=None)).num_rows == 0
    assert learned(NOTHING, *pages("", "", lines=[("other", PITCH)])).num_rows == 0


def test_an_outlet_keeps_a_bounded_number_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The most repeated ones stay, then the newest."""
    monkeypatch.setattr(outlet_lines, "LINES_KEPT", 2)
    state = learned(NOTHING, *pages("Mill burns", lines=[("other", "old"), ("other", "older")]))
    state = learned(state, *pages("Bridge opens", "Market moves", lines=[("other", "often")], start=1))
    state = learned(state, *pages("River rises", lines=[("other", "new")], start=3))
    assert set(state["line_key"].to_pylist()) == {line_key("often"), line_key("new")}


def test_a_known_line_is_kept_out_of_a_page_read_later() -> None:
    """A pitch for support between two paragraphs reads like text; the outlet's other pages tell that it is none."""
    paragraphs = [
        "The old mill on the river burned down on Monday night, the fire brigade of the dale said on Tuesday morning.",
        "Nobody was hurt, said its chief, Ada Holm, who had been at the scene since the first call came in at ten.",
        PITCH,
        "The mill had stood empty since 1998, and the council had planned to turn it into flats in the coming year.",
        "Police are looking for two boys who were seen on the bank of the river an hour before the fire was noticed.",
    ]
    page = "\n".join(["Dale Gazette", "News", "Sport", "Mill burns down at the river", "By Bo Ek", *paragraphs, "Share"])
    document = Document("a1", "mill.txt", "dump", page.encode(), declared_outlet="Dale Gazette")
    known = learned(NOTHING, *pages("Bridge opens", "Market moves", "River rises", lines=[("other", PITCH)]))
    assert PITCH in clean_document(document, CleanOptions()).body
    spared = clean_document(document, CleanOptions(), OutletLines.of(known))
    assert spared.body.split("\n\n") == [p for p in paragraphs if p != PITCH]
    assert PITCH in [block.text for block in spared.blocks if block.start is None]
