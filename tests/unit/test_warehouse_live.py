"""A snapshot that is kept open, and the one that goes live meanwhile."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from onrecord.errors import OnrecordError
from onrecord.warehouse.live import cursor_of, keep_live, open_live
from onrecord.warehouse.query import answered
from onrecord.warehouse.snapshot import LIVE


def go_live(warehouse: Path, value: int) -> None:
    """Puts a snapshot in the place of the one before, as a publication does."""
    draft = warehouse / "draft"
    with duckdb.connect(str(draft)) as connection:
        connection.execute(f"CREATE TABLE said AS SELECT {value} AS value; CREATE VIEW heard AS SELECT * FROM main.said")
    draft.replace(warehouse / LIVE)


def asked(kept: duckdb.DuckDBPyConnection) -> object:
    """What a new cursor finds."""
    with cursor_of(kept) as cursor:
        return answered(cursor, "SELECT value FROM main.heard WHERE value > $least", {"least": 0}).rows


def test_a_kept_snapshot_stays_and_the_next_can_be_kept_beside_it(tmp_path: Path) -> None:
    """Each shows its own rows, though both were opened from one path in one process."""
    go_live(tmp_path, 1)
    first = keep_live(tmp_path, "1GB")
    go_live(tmp_path, 2)
    second = keep_live(tmp_path, "1GB")
    assert (asked(first), asked(second)) == ([(1,)], [(2,)])
    with open_live(tmp_path) as now:
        assert now.execute("SELECT value FROM said").fetchall() == [(2,)]


def test_a_kept_snapshot_cannot_be_written(tmp_path: Path) -> None:
    """Not even by mistake."""
    go_live(tmp_path, 1)
    with cursor_of(keep_live(tmp_path, "1GB")) as cursor, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        cursor.execute("DELETE FROM main.said")


def test_what_is_no_snapshot_is_told(tmp_path: Path) -> None:
    """Neither an empty folder nor a file of something else is a stack trace."""
    with pytest.raises(OnrecordError, match="onrecord run"):
        keep_live(tmp_path, "1GB")
    (tmp_path / LIVE).write_bytes(b"no database" * 1000)
    with pytest.raises(OnrecordError, match="onrecord doctor"):
        keep_live(tmp_path, "1GB")
