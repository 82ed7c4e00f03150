"""The recipes of docs/readers.md run: every Python snippet, over the warehouse of the small town."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import duckdb
import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "readers.md").read_text("utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SQL = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def place(tmp_path: Path, live: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that has the warehouse where the page says it is."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "warehouse").symlink_to(live)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("snippet", PYTHON, ids=range(len(PYTHON)))
def test_python_snippets_run_and_say_something(place: Path, snippet: str) -> None:
    """Each by itself, as it would be pasted."""
    with contextlib.redirect_stdout(io.StringIO()) as told:
        exec(compile(snippet, "readers.md", "exec"), {})  # noqa: S102 - our own page
    assert told.getvalue().strip()


@pytest.mark.parametrize("snippet", SQL, ids=range(len(SQL)))
def test_sql_snippets_run(place: Path, snippet: str) -> None:
    """From a session that has other data open."""
    with duckdb.connect() as connection:
        for statement in filter(str.strip, snippet.split(";")):
            connection.execute(statement)


def test_there_are_snippets() -> None:
    """The page has not lost them."""
    assert len(PYTHON) >= 3
    assert SQL
