"""The site, built once; the tutorial, gone through once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs.lesson import ROOT, Step, take
from tests.docs.pages import build


class Lesson(NamedTuple):
    """The steps of the tutorial, and a folder that has the warehouse of its first run in `data/warehouse`."""

    steps: list[Step]
    folder: Path


@pytest.fixture(scope="session")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """Every step was taken; nobody may change the warehouse."""
    folder = tmp_path_factory.mktemp("lesson")
    return Lesson(take(folder), folder / "first")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built pages; a broken link or a page outside the navigation stops the build."""
    folder = tmp_path_factory.mktemp("site")
    build(ROOT, folder)
    return folder
