"""`from onrecord import read_article`: one page in, one object out, by the published schema."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import onrecord
from onrecord import NoArticleError, read_article

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "data" / "raw" / "harbourpost.example").rglob("*.html"))[:6]
SCHEMA = json.loads((ROOT / "docs" / "extract.schema.json").read_text("utf-8"))
BODY = (
    "Mayor Vera Holm met the Estonian transport minister in Tallinn on Monday.\n\n"
    '"We will open the bridge in May," Holm told reporters after the talks, adding that the ferry would stay until then.'
)
PAGE = (
    "<html><head><title>Bridge to open</title></head><body><nav>Home Sport</nav>"
    f"<article><h1>Bridge to open</h1><p>{BODY}</p></article></body></html>"
)


def valid(article: dict[str, object]) -> dict[str, object]:
    """The article as it would be printed, if it is one by the schema."""
    printed = json.loads(json.dumps(article, default=str))
    jsonschema.validate(printed, SCHEMA)
    return dict(printed)


def test_a_page_is_read_with_what_is_told_of_it() -> None:
    """Text, bytes and a body alone give the same quote; what is told outranks the page."""
    told = {"outlet": "Harbour Post", "published_at": "2026-03-10T08:00:00Z"}
    for page, form in ((PAGE, None), (PAGE.encode("utf-16"), None), (BODY, "text")):
        found = valid(read_article(page, form=form, **told))
        assert found["outlet_name"] == "Harbour Post"
        assert str(found["published_at"]).startswith("2026-03-10")
        quotes = found["quotes"]
        assert isinstance(quotes, list)
        assert ("Vera Holm", '"We will open the bridge in May,"') in [(q["speaker_name"], q["quote_text"]) for q in quotes]
        assert found["event_reports"]


def test_offsets_are_those_of_a_clean_body() -> None:
    """A text is taken as it is."""
    found = read_article(BODY, form="text")
    assert found["body"] == BODY
    for quote in found["quotes"]:
        assert all(BODY[s["start_char"] : s["end_char"]] in quote["quote_text"] for s in quote["content_spans"])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_pages_of_the_sample_corpus_keep_to_the_schema(page: Path) -> None:
    """Every name, type and allowed value."""
    assert valid(read_article(page.read_bytes()))["word_count"]


@pytest.mark.parametrize(("page", "reason"), [(b"  \n", "empty_file"), ("<html><body><p>Menu</p></body></html>", "no_article")])
def test_what_is_no_article_is_an_error_with_its_reason(page: bytes | str, reason: str) -> None:
    """The code is that of the quarantine, the message a sentence."""
    with pytest.raises(NoArticleError) as told:
        read_article(page)
    assert told.value.reason == reason
    assert "." in str(told.value)


def test_wrong_arguments_are_named() -> None:
    """With what there is."""
    with pytest.raises(TypeError, match="knows nothing of outlett; what can be told: authors, charset"):
        read_article(PAGE, outlett="Harbour Post")
    with pytest.raises(ValueError, match="form is one of html, dump, text, not 'pdf'"):
        read_article(PAGE, form="pdf")
    with pytest.raises(AttributeError, match="no attribute 'read_articles'"):
        _ = onrecord.read_articles


def test_it_needs_neither_prefect_nor_great_expectations_nor_duckdb() -> None:
    """A reader of one page starts with what reading needs."""
    code = "import sys; from onrecord import read_article; sys.exit(bool({'prefect', 'great_expectations', 'duckdb'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")}).returncode == 0
