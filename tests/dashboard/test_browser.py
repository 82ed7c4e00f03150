"""The dashboard in a real headless Chromium: pages, filters in the address, both themes, a narrow window, hostile text, a publication."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dashboard.browser import CHROMIUM, DRIVER, Page, browser, dashboard
from tests.dashboard.test_pages import hostile_town
from tests.sql.stage_rows import article, publish_rows

pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="Chromium and ChromeDriver are not installed")
PAGES = {
    "": "What is on record",
    "quotes": "Who said what",
    "speakers": "Speakers",
    "events": "What happened",
    "outlets": "Outlets",
    "health": "Data health",
}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A window."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(live: Path) -> Iterator[str]:
    """The dashboard of the small town."""
    with dashboard(live) as served:
        yield served


@pytest.mark.parametrize("path", sorted(PAGES))
def test_each_page_opens_in_both_themes_and_in_a_narrow_window(page: Page, address: str, path: str) -> None:
    """No error, and nothing wider than the window."""
    for width, dark in ((1280, False), (1280, True), (400, False)):
        page.open(f"{address}/{path}", width, dark=dark)
        text = page.wait_for(PAGES[path])
        assert "Traceback" not in text
        assert page.run("return document.documentElement.scrollWidth") <= width


def test_a_link_carries_its_filters(page: Page, address: str) -> None:
    """The field shows what the address says, and the panel what matches it."""
    page.open(f"{address}/quotes?words=no-such-words")
    assert "No quote matches all filters" in page.wait_for("No quote matches")
    assert page.run("return document.querySelector('input[aria-label=Words]').value") == "no-such-words"


def test_a_filter_goes_into_the_address(page: Page, address: str) -> None:
    """What one looks at can be sent on."""
    page.open(f"{address}/outlets")
    page.wait_for("Who tells which story")
    page.open(address)
    page.wait_for("What is on record")
    page.click("shares")
    page.wait_until("return location.search.includes('show=shares')")


def test_markup_of_pages_runs_nothing(page: Page, tmp_path: Path) -> None:
    """A script in a title is shown as text."""
    publish_rows(tmp_path / "warehouse", hostile_town())
    with dashboard(tmp_path / "warehouse") as served:
        for path, title in PAGES.items():
            page.open(f"{served}/{path}")
            page.wait_for(title)
            assert page.run("return window.hacked === undefined")
        page.open(f"{served}/quotes")
        assert "<script>" in page.wait_for("On the page")


def test_a_publication_reaches_an_open_page(page: Page, tmp_path: Path) -> None:
    """A reader who reloads nothing sees the new snapshot on the next click."""
    warehouse = tmp_path / "warehouse"
    publish_rows(warehouse, {"articles": [article("a1", "One.", title="First page")]})
    with dashboard(warehouse) as served:
        page.open(served)
        page.wait_for("What is on record")
        shown = "document.querySelector('[data-testid=stMetricValue]').innerText"
        page.wait_until(f"return {shown} === '1'")
        publish_rows(warehouse, {"articles": [article("a1", "One."), article("a2", "Two.", batch_id="b2")]})
        page.click("shares")
        page.wait_until(f"return {shown} === '2'")


@pytest.mark.parametrize("path", ["", "events"])
def test_nothing_comes_from_elsewhere(page: Page, address: str, path: str) -> None:
    """Charts, the map and letters need no network."""
    page.open(f"{address}/{path}")
    page.wait_for(PAGES[path])
    page.wait_until("return !!document.querySelector('[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg')")
    asked = page.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert asked
    assert [name for name in asked if not name.startswith((address, "data:", "blob:"))] == []
