"""Stories, copies and wire copy of the sample corpus against what a person wrote down by reading it (tests/golden/stories.json)."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from onrecord.clean.model import CleanOptions, PageError
from onrecord.clean.stage import ARTICLE_COLUMNS, clean_document
from onrecord.dedupe.stage import deduplicate, fingerprint_batch
from onrecord.schema.tables import TABLES
from tests.golden.test_pages_clean import documents

TRUTH: dict[str, Any] = json.loads((Path(__file__).parent / "stories.json").read_text("utf-8"))
COPIES = [
    ("harbourpost.example/beira-floods.html", "harbourpost.example/beira-floods-corrected.html"),
    ("caspiancourier.example/valparaiso-port-strike.txt", "andesledger.example/huelga-portuaria-northwire.html"),
    ("dailylantern.example/rail-memorandum-poti.txt", "harbourpost.example/tbilisi-rail-talks.html"),
]


@cache
def found() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Articles and groups by source_uri, and the passages."""
    articles: dict[str, dict[str, Any]] = {}
    for uri, document in sorted(documents().items()):
        try:
            article = clean_document(document, CleanOptions())
        except PageError:
            continue
        articles[uri] = {name: getattr(article, name) for name in ARTICLE_COLUMNS} | {"batch_id": "b0"}
    table = TABLES["articles"].from_rows(list(articles.values()))
    tables = deduplicate(table, fingerprint_batch(table.select(["article_id", "body"])))
    groups = {row["article_id"]: row for row in tables["article_groups"].to_pylist()}
    return articles, {uri: groups[article["article_id"]] for uri, article in articles.items()}, tables["text_reuse"].to_pylist()


@pytest.mark.parametrize("pages", TRUTH["together"], ids=lambda pages: pages[0])
def test_pages_about_one_happening_are_one_story(pages: list[str]) -> None:
    """Every page of a happening has the story of the first."""
    groups = found()[1]
    assert {uri: groups[uri]["story_id"] for uri in pages} == dict.fromkeys(pages, groups[pages[0]]["story_id"])


def test_no_two_happenings_are_one_story() -> None:
    """The railway of 2024 is not the ferry of 2025; what stands alone is in no story of another page."""
    groups = found()[1]
    heads = [pages[0] for pages in TRUTH["together"]]
    assert [pair for pair in combinations(heads, 2) if groups[pair[0]]["story_id"] == groups[pair[1]]["story_id"]] == []
    for uri in TRUTH["alone"]:
        assert [other for other, group in groups.items() if group["story_id"] == groups[uri]["story_id"]] == [uri]


def test_copies_are_those_written_down() -> None:
    """Each copy with its original, and no other."""
    articles, groups, _ = found()
    copies = {uri: group["duplicate_of"] for uri, group in groups.items() if group["duplicate_role"] == "copy"}
    assert copies == {copy: articles[original]["article_id"] for copy, original in COPIES}


def test_wire_copy_has_the_right_words_on_both_sides() -> None:
    """Each passage of the agency's story begins and ends where the page has it from there; a shared sentence of others is none."""
    articles, _, passages = found()
    uris = {article["article_id"]: uri for uri, article in articles.items()}
    rows = [row for row in passages if row["reuse_kind"] != "duplicate"]
    assert {row["reuse_kind"] for row in rows} == {"wire_copy"}
    texts = []
    for row in rows:
        to = articles[uris[row["to_article_id"]]]["body"][row["to_start_char"] : row["to_end_char"]]
        texts.append((uris[row["from_article_id"]], uris[row["to_article_id"]], to))
    for want in TRUTH["wire_copy"]:
        pair = (want["from"], want["to"])
        right = [t for t in texts if t[:2] == pair and want["starts"] in t[2][:45] and t[2].endswith(want["ends"])]
        assert len(right) == 1, want
    assert len(rows) == len(TRUTH["wire_copy"])
