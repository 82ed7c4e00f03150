"""The notebook runs over the sample corpus, and its outputs are those that stand in it."""

from __future__ import annotations

from typing import Any

import nbformat

from tests.docs.book import NOTEBOOK, run
from tests.docs.conftest import Lesson


def outputs(notebook: nbformat.NotebookNode) -> list[Any]:
    """What each cell of code shows."""
    return [[output["data"]["text/plain"] for output in cell.outputs] for cell in notebook.cells if cell.cell_type == "code"]


def test_outputs_are_those_recorded(lesson: Lesson) -> None:
    """`make golden` records them anew."""
    recorded = nbformat.read(NOTEBOOK, as_version=4)
    assert outputs(run(lesson.folder)) == outputs(recorded)
    assert sum(map(bool, outputs(recorded))) > 8


def test_text_stands_between_the_cells() -> None:
    """No table without a word on what it shows."""
    kinds = [cell.cell_type for cell in nbformat.read(NOTEBOOK, as_version=4).cells]
    assert kinds[0] == "markdown"
    assert kinds.count("markdown") > 8
