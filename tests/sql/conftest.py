"""The folder that SQL tests build their warehouses in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sql.stage_rows import publish_rows
from tests.sql.town import town


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A folder for a warehouse, with characters in its name that are patterns or quotes elsewhere."""
    folder = tmp_path / "news [2026]'s"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published warehouse of a small town; nobody may change it."""
    folder = tmp_path_factory.mktemp("town") / "warehouse"
    publish_rows(folder, town())
    return folder
