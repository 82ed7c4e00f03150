"""A whole run over a raw folder in which everything is hostile: it ends, accounts for each document, and no name becomes SQL."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import duckdb
import pytest

from flows.daily import daily
from onrecord.settings import Settings
from tests.flows.conftest import server  # noqa: F401 - the Prefect server that every flow here uses
from tests.hostile.strings import PAGES, PROSE, TEXTS

SQL = "a'; DROP TABLE articles; --"
NAMES = (
    SQL,
    'a" OR 1=1',
    "a%'_\\",
    "$(touch x)",
    "`touch x`",
    "{x}",
    "a..\u2215b",
    "a\u202etxt.exe",
    "a\nb",
    "-rf",
    "<b>a",
    "*",
)
RECORDS = {
    "nul": f"It was \0 raining. {PROSE}",
    "controls": "".join(map(chr, range(1, 32))) + PROSE,
    "bidi": f"\u202eIt was raining,\u202c said \u2067Ann Berg\u2069. {PROSE}",
    "invisible": f"It\u200b was\u2060 raining\ufeff, said Ann\u00ad Berg. {PROSE}",
    "not characters": f"\ufffe\uffff\U0010ffff {PROSE}",
    "combining": f"I\u0301\u0302\u0303t was raining, said Ann Berg. {PROSE}",
}

REFUSED = ("nul", "controls", "not characters")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, server: None) -> Path:  # noqa: F811 - the fixture imported above
    """The warehouse, in a folder whose name is SQL, of a run under a strict umask."""
    root = tmp_path_factory.mktemp("hostile")
    raw = root / SQL
    raw.mkdir()
    for number, name in enumerate(NAMES):
        (raw / f"{name}.txt").write_text(f"News\nHome\n{number} bridges\n{PROSE * 3}", "utf-8")
    (raw / os.fsdecode(b"\xff\xfe.txt")).write_text(f"News\nHome\nNo bridge\n{PROSE * 3}", "utf-8")
    lines = [{"id": name, "text": text, "title": text[:40], "outlet": SQL, "authors": [SQL]} for name, text in RECORDS.items()]
    lines += [{"id": f"{SQL} {name}", "text": build(400), "url": "javascript:alert(1)"} for name, build in TEXTS.items()]
    lines += [{"id": f"page of {name}", "html": build(600), "published_at": "9999-99-99"} for name, build in PAGES.items()]
    broken = [
        r'{"id": "half a pair", "text": "It was \ud800 raining, said Ann Berg."}',
        '{"text": 1}',
        "[" * 5000,
        '{"text": "' + "a" * 300_000 + '"}',
    ]
    (raw / "lines.jsonl").write_text("\n".join([*map(json.dumps, lines), *broken]), "utf-8")
    before = os.umask(0o027)
    try:
        daily(Settings(raw=(str(raw),), warehouse=str(root / f"w {SQL}"), task_runner="inline", max_document_bytes=200_000))
    finally:
        os.umask(before)
    return root / f"w {SQL}"


def _rows(warehouse: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse / "onrecord.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_every_document_is_an_article_or_has_a_reason(warehouse: Path) -> None:
    """Rows in are rows out, rejected and merged in every stage, and nothing that was rejected is a fault of a reader."""
    counts = _rows(warehouse, "SELECT rows_in, rows_out + rows_rejected + rows_merged FROM ops.stage_runs WHERE table_name = 'documents'")
    assert counts
    assert all(given == told for given, told in counts)
    known = len(NAMES) + 1 + len(RECORDS) + len(TEXTS) + len(PAGES) + 4
    assert _rows(warehouse, "SELECT count(DISTINCT source_uri) FROM ops.source_files") == [(known,)]
    assert not _rows(warehouse, "FROM ops.quarantine WHERE reason_code IN ('reader_failed', 'too_slow')")
    reasons = {row[0] for row in _rows(warehouse, "SELECT DISTINCT reason_code FROM ops.quarantine")}
    assert {"invalid_json", "invalid_record", "too_large", "no_article", "empty_file"} <= reasons


def test_names_stay_names(warehouse: Path) -> None:
    """SQL in file names, ids, outlets and folders is text in its column, and every table is there."""
    names = {row[0] for row in _rows(warehouse, "SELECT file_path FROM ops.source_files")}
    assert {f"{name}.txt" for name in NAMES} | {"lines.jsonl", "\ufffd\ufffd.txt"} == names
    assert _rows(warehouse, "SELECT count(*) FROM articles WHERE outlet_name LIKE '%DROP TABLE%'") == [(len(RECORDS) - len(REFUSED),)]
    assert not list(warehouse.parent.rglob("x"))


def test_characters_stay_where_they_are(warehouse: Path) -> None:
    """The body of a record is the record's text to the character, so that offsets hold; half a surrogate pair is one such sign."""
    bodies = {str(row[0]).partition("#")[2]: row[1] for row in _rows(warehouse, "SELECT source_uri, body FROM articles")}
    kept = {name: text for name, text in RECORDS.items() if name not in REFUSED}
    assert {name: bodies.get(name) for name in kept} == kept
    assert bodies["half a pair"] == "It was \ufffd raining, said Ann Berg."


def test_control_characters_are_refused(warehouse: Path) -> None:
    """NUL, controls and what is no character at all cannot be shown or exported safely: `check_failed`, with the check's sentence."""
    found = _rows(warehouse, "SELECT source_uri, reason_text FROM ops.quarantine WHERE reason_code = 'check_failed'")
    told = {str(uri).partition("#")[2]: text for uri, text in found}
    assert all("control characters" in str(told[name]) for name in REFUSED)


def test_no_address_runs_in_a_browser(warehouse: Path) -> None:
    """Only http and https addresses are kept."""
    assert _rows(warehouse, "SELECT count(*) FROM articles WHERE url IS NOT NULL AND url NOT SIMILAR TO 'https?://.*'") == [(0,)]


def test_files_are_made_by_the_umask(warehouse: Path) -> None:
    """Under umask 027 no file or folder of the warehouse may be written by the group or read by others; no file is executable."""
    for path in [warehouse, *warehouse.rglob("*")]:
        mode = path.lstat().st_mode
        assert not mode & (stat.S_IWGRP | stat.S_IRWXO), path
        assert path.is_dir() or not mode & 0o111, path
