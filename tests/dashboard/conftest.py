"""Pages of the dashboard run in this process, on the warehouse of the small town."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.sql.stage_rows import publish_rows
from tests.sql.town import town

ROOT = Path(__file__).parents[2]
Run = Callable[..., AppTest]


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published warehouse of a small town; nobody may change it."""
    folder = tmp_path_factory.mktemp("dashboard") / "warehouse"
    publish_rows(folder, town())
    return folder


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit puts the page that it runs in place of `__main__`; processes that other tests start would run it too."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a page over a warehouse, with what the address says."""

    def page(view: str, warehouse: Path, **address: str) -> AppTest:
        monkeypatch.setenv("ONRECORD_WAREHOUSE", str(warehouse))
        monkeypatch.chdir(warehouse.parent)
        st.cache_data.clear()
        app = AppTest.from_string(f"from dashboard.views import {view}\n{view}.show()\n", default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = value
        return app.run()

    return page
