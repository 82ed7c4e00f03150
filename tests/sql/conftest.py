"""The folder that SQL tests build their warehouses in."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A folder for a warehouse, with characters in its name that are patterns or quotes elsewhere."""
    folder = tmp_path / "news [2026]'s"
    folder.mkdir()
    return folder
