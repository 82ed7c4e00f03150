"""A document that takes too long is set aside with the reason `too_slow`; the rest of its batch goes on."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pytest

from onrecord.article import Document
from onrecord.clean.model import CleanOptions
from onrecord.clean.stage import clean_batch, clean_document
from onrecord.enrich.article import code_article
from onrecord.enrich.stage import enrich_batch
from onrecord.read.rows import document_row
from onrecord.reading import NoArticleError, read_article
from onrecord.schema.tables import TABLES
from onrecord.time_limit import TooSlowError, time_limit

TEXTS = ("The bridge is closed, the mayor said.", "The ferry is late, the captain said.", "The road is open, the driver said.")
BATCH = "b0"


def _documents() -> pa.Table:
    return TABLES["documents"].from_rows(
        [document_row(Document(f"a{i:016}", f"{i}.txt", "text", text.encode()), BATCH) for i, text in enumerate(TEXTS)]
    )


def _slow(real: Callable[..., Any], mark: str, place: Callable[[Any], object]) -> Callable[..., Any]:
    """The function, but endless for what holds the mark."""

    def work(given: object, *more: object) -> Any:
        while mark in str(place(given)):
            pass
        return real(given, *more)

    return work


def test_the_main_thread_is_broken_off_even_in_a_regular_expression() -> None:
    """A pattern that doubles its work with each letter ends at the limit."""
    with pytest.raises(TooSlowError), time_limit(0.2):
        re.match(r"(a|aa)+$", "a" * 60 + "!")


def test_other_threads_are_broken_off_between_steps() -> None:
    """An endless loop in a thread ends at the limit, though it takes every `Exception` for its own."""
    ended: list[str] = []

    def work() -> None:
        try:
            with time_limit(0.2):
                while True:
                    with suppress(Exception):  # what a careless reader does
                        time.sleep(0.001)
        except TooSlowError:
            ended.append("told")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(20)
    assert ended == ["told"]


def test_what_is_in_time_is_left_alone() -> None:
    """Nothing is raised inside the limit, behind it, or with no limit, in the main thread and in others."""
    seen: list[int] = []

    def work() -> None:
        for seconds in (0, 0.05):
            with time_limit(seconds):
                seen.append(sum(range(100)))
        began = time.process_time()
        while time.process_time() - began < 0.15:
            pass

    work()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert len(seen) == 4


def test_clean_sets_the_slow_document_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of three documents hangs: two articles, one rejection that says why, rows in are rows out and rejected."""
    monkeypatch.setattr("onrecord.clean.stage.clean_document", _slow(clean_document, "ferry", lambda document: document.content))
    output = clean_batch(_documents(), CleanOptions(seconds=0.3))
    assert output.tables["articles"].num_rows == 2
    assert [(r.reason, r.source_uri) for r in output.rejected] == [("too_slow", "1.txt")]
    assert output.rows_in == output.tables["articles"].num_rows + len(output.rejected)


def test_enrich_sets_the_slow_article_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of three articles hangs in coding: the others are coded."""
    cleaned = clean_batch(_documents(), CleanOptions()).tables
    monkeypatch.setattr("onrecord.enrich.stage.code_article", _slow(code_article, "ferry", lambda article: article.body))
    output = enrich_batch(cleaned["articles"], cleaned["blocks"], seconds=0.3)
    assert [(r.reason, r.source_uri) for r in output.rejected] == [("too_slow", "1.txt")]
    assert len(set(output.tables["quotes"]["article_id"].to_pylist())) == 2


def test_one_page_as_a_function() -> None:
    """`read_article` takes a limit as well, and raises with the reason."""
    with pytest.raises(NoArticleError) as told:
        read_article("The mayor said the bridge is closed. " * 20_000, form="text", seconds=0.2)
    assert told.value.reason == "too_slow"
