"""The stage clean: batches in, articles, blocks and rejections out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from onrecord.article import Document
from onrecord.clean import stage
from onrecord.clean.model import CleanOptions, PageError
from onrecord.clean.stage import clean_batch, clean_document
from onrecord.read.rows import document_row
from onrecord.reasons import Reason
from onrecord.schema.tables import TABLES

OPTIONS = CleanOptions()
PARAGRAPHS = [
    "The mill at the river burned down on Monday night, and the miller said that he would build it up again before the winter.",
    "The fire brigade came from three villages, but the bridge was closed and the men had to wait for more than an hour.",
    "“We stood on the other side and watched,” said the head of the brigade, who has asked for a second bridge for years.",
    "Nobody was hurt. The damage was put at two million by the insurer, which will send somebody to look at it this week.",
]
HEAD = (
    '<title>Mill burns down - Grain Post</title><meta property="og:site_name" content="Grain Post">'
    '<meta property="article:published_time" content="2024-05-02T23:30:00-04:00"><link rel="canonical" href="https://grainpost.example/mill">'
)
PAGE = (
    f"<html><head>{HEAD}</head><body><nav><a href=/>Home</a> <a href=/w>Weather</a></nav><article><h1>Mill burns down</h1>"
    '<p class="byline">By Ann Lee</p><figure><figcaption>The mill in 1998. Photo: Grain Post</figcaption></figure>'
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + '</article><footer><a href="/t">Terms of use</a></footer></body></html>'
)
DUMP = "\n\n".join(["Home", "Weather", "Mill burns down", "By Ann Lee", "2 May 2024", *PARAGRAPHS, "Share this article", "Leave a reply"])
STUB = f"<h1>Mill burns</h1><p>{PARAGRAPHS[0]}</p><p>This article is for subscribers. Subscribe to continue reading.</p>"
GERMAN = "Die Mühle am Fluss ist in der Nacht zum Montag abgebrannt, und der Müller will sie bis zum Winter wieder aufbauen. " * 3
DOCUMENTS = {
    "page": Document("a1", "grainpost.example/mill.html", "html", PAGE.encode()),
    "dump": Document("a2", "grainpost.example/mill.txt", "dump", DUMP.encode()),
    "text": Document("a3", "r.jsonl#1", "text", b" Mill burns.\n", declared_published_at="2024-05-02", declared_outlet="Grain Post"),
    "error": Document("a4", "e.html", "html", b"<title>404 Not Found</title><h1>Page not found</h1><p>Sorry.</p>"),
    "stub": Document("a5", "s.html", "html", STUB.encode()),
    "german": Document("a6", "g.html", "html", f"<h1>Mühle</h1><article><p>{GERMAN}</p><p>{GERMAN}</p></article>".encode()),
    "empty": Document("a7", "n.html", "html", b"<body><nav><a href=/>Home</a></nav></body>"),
    "noise": Document("a8", "x.txt", "dump", bytes(range(1, 9)) * 100),
    "menu": Document("a9", "m.txt", "dump", b"Home\nWeather\nSport\n"),
}
REJECTED = {
    "error": Reason.ERROR_PAGE, "stub": Reason.PAYWALL_STUB, "german": Reason.UNSUPPORTED_LANGUAGE, "empty": Reason.NO_ARTICLE,
    "noise": Reason.UNDECODABLE, "menu": Reason.NO_ARTICLE,
}  # fmt: skip


def table(documents: list[Document]) -> object:
    """The documents as rows of the stage table."""
    return TABLES["documents"].from_rows([document_row(document, "b1") for document in documents])


def test_html_page() -> None:
    """A page gives its text without caption and menus, and every field with where it was found."""
    article = clean_document(DOCUMENTS["page"], OPTIONS)
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert (article.title, article.authors, article.outlet_name) == ("Mill burns down", ("Ann Lee",), "Grain Post")
    assert (article.published_date, article.published_at) == (date(2024, 5, 2), datetime(2024, 5, 3, 3, 30))  # noqa: DTZ001
    assert (article.published_at_method, article.published_at_precision) == ("metadata", "second")
    assert (article.url, article.language) == ("https://grainpost.example/mill", "en")
    assert {block.kind for block in article.blocks} >= {"title", "byline", "caption", "body", "navigation"}


def test_dump() -> None:
    """A dump gives the same text, and its blocks say where on the page they stood."""
    article = clean_document(DOCUMENTS["dump"], OPTIONS)
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert (article.title, article.authors, article.published_date) == ("Mill burns down", ("Ann Lee",), date(2024, 5, 2))
    assert (article.published_at_method, article.outlet_name) == ("page", "grainpost.example")
    assert all(DUMP[block.raw_start : block.raw_end] == block.text for block in article.blocks)


def test_text_is_taken_as_it_is() -> None:
    """A record's text is the body to the last space, and what came with it is what is known."""
    article = clean_document(DOCUMENTS["text"], OPTIONS)
    assert article.body == " Mill burns.\n"
    assert (article.word_count, article.title, article.outlet_name) == (2, None, "Grain Post")
    assert (article.published_date, article.published_at_method) == (date(2024, 5, 2), "metadata")


def test_declared_fields_outrank_the_page() -> None:
    """Title, authors, date, outlet and address that came with the document are taken instead of the page's."""
    declared = replace(
        DOCUMENTS["page"], declared_title="Fire", declared_authors=("Bo Ek",), declared_published_at="2024-05-04", declared_outlet="Mail",
        declared_url="https://mail.example/1",
    )  # fmt: skip
    article = clean_document(declared, OPTIONS)
    assert (article.title, article.authors, article.outlet_name) == ("Fire", ("Bo Ek",), "Mail")
    assert (article.published_date, article.url) == (date(2024, 5, 4), "https://mail.example/1")


def test_no_date_is_null_with_method_none() -> None:
    """A page that states no date has none, and says so."""
    article = clean_document(replace(DOCUMENTS["dump"], content=DUMP.replace("2 May 2024\n\n", "").encode()), OPTIONS)
    assert (article.published_at, article.published_date, article.published_at_confidence) == (None, None, None)
    assert (article.published_at_method, article.published_at_precision) == ("none", "none")


@pytest.mark.parametrize("name", sorted(REJECTED))
def test_pages_without_an_article(name: str) -> None:
    """Each kind of page that cannot be used is refused for its own reason."""
    with pytest.raises(PageError) as error:
        clean_document(DOCUMENTS[name], OPTIONS)
    assert error.value.reason is REJECTED[name]


def test_error_tail_does_not_make_an_error_page() -> None:
    """The tail of an error page under an article is furniture, no verdict on the article."""
    article = clean_document(replace(DOCUMENTS["dump"], content=f"{DUMP}\n\nPage not found".encode()), OPTIONS)
    assert "Page not found" not in article.body


def test_batch_loses_nothing() -> None:
    """Every document is an article or a rejection with reason and source, in whatever order they come."""
    documents = list(DOCUMENTS.values())
    output = clean_batch(table(documents), OPTIONS)
    articles = output.tables["articles"]
    assert output.rows_in == len(documents) == articles.num_rows + len(output.rejected)
    assert {r.row_id: r.reason for r in output.rejected} == {DOCUMENTS[name].document_id: reason for name, reason in REJECTED.items()}
    assert all(r.source_uri and r.stage == "clean" for r in output.rejected)
    assert articles["batch_id"].to_pylist() == ["b1"] * 3
    assert clean_batch(table(documents[::-1]), OPTIONS).tables["articles"].equals(articles)


def test_blocks_stand_in_their_articles() -> None:
    """Rows of blocks are numbered a page and stand in its body."""
    output = clean_batch(table(list(DOCUMENTS.values())), OPTIONS)
    bodies = dict(zip(*(output.tables["articles"][name].to_pylist() for name in ("article_id", "body")), strict=True))
    rows = output.tables["blocks"].to_pylist()
    assert [row["block_index"] for row in rows if row["article_id"] == "a2"] == list(range(sum(row["article_id"] == "a2" for row in rows)))
    assert all(
        row["start_char"] is None or bodies[row["article_id"]][row["start_char"] : row["end_char"]] == row["block_text"] for row in rows
    )


def test_a_reader_that_breaks_does_not_stop_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours sets one document aside and leaves the rest."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(stage, "read_html", broken)
    output = clean_batch(table([DOCUMENTS["page"], DOCUMENTS["dump"]]), OPTIONS)
    assert [(r.reason, r.row_id) for r in output.rejected] == [(Reason.READER_FAILED, "a1")]
    assert "ZeroDivisionError" in output.rejected[0].text
    assert output.tables["articles"]["article_id"].to_pylist() == ["a2"]


def test_empty_batch() -> None:
    """No document gives empty tables with their columns."""
    output = clean_batch(table([]), OPTIONS)
    assert output.rows_in == 0
    assert output.tables["articles"].schema.equals(TABLES["articles"].schema)
