"""Markup of pages in the Data Docs of Great Expectations is text; the dashboard is proven in `tests/dashboard/test_browser.py`."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from expectations.gate import Gate
from expectations.ingest import suites
from expectations.suite import StageData
from onrecord.schema.tables import TABLES
from onrecord.warehouse.workspace import Workspace
from tests.dashboard.browser import CHROMIUM, DRIVER, browser

HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\"'><svg onload='window.hacked = 1'>{{7*7}} $5 ${x} &lt;"
)
BATCH = "b0"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The Data Docs of checks that failed on documents whose every text is markup: the docs print the values that failed."""
    work = Workspace(tmp_path / "warehouse")
    row = {"document_id": HOSTILE, "source_uri": HOSTILE, "form": HOSTILE, "content": b"", "size_bytes": 0, "batch_id": BATCH}
    work.drafts.write("documents", BATCH, TABLES["documents"].from_rows([row, row]))
    gate = Gate(work.warehouse, "hostile")
    suite = next(suite for suite in suites() if suite.table == "documents")
    failed = [r for r in gate.check("ingest", suite, StageData(work.drafts, work.stages, (BATCH,))) if not r.is_passed]
    assert {"form_is_known", "document_id_is_unique"} <= {r.check_name for r in failed}
    assert [r.sample_text for r in failed] == [HOSTILE] * len(failed), "what is put on record of a check is not escaped"
    return gate.write_docs().parent


def test_the_values_that_failed_are_in_the_docs_as_text(docs: Path) -> None:
    """No page of the docs holds the markup as markup."""
    pages = [path.read_text("utf-8") for path in docs.rglob("*.html")]
    assert any("window.hacked" in page for page in pages)
    assert not any(mark in page for page in pages for mark in ("<script>window.hacked", "<img src=x", "<svg onload='window"))


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The folder over HTTP, as a browser gets it; gives the address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="Chromium and ChromeDriver are not installed")
def test_markup_of_pages_runs_nothing_in_the_data_docs(docs: Path) -> None:
    """Each page opened in headless Chromium: the script of a document never ran, and its text can be read."""
    shown = []
    with _served(docs) as address, browser() as page:
        for path in sorted(docs.rglob("*.html")):
            page.open(f"{address}/{path.relative_to(docs)}")
            page.wait_until("return document.readyState === 'complete'")
            assert page.run("return window.hacked === undefined"), path
            shown.append(page.run("return document.body.innerText"))
    assert any("window.hacked = 1" in text for text in shown)
