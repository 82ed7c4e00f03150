"""The SQL tests: queries in `sql/tests/` that must return no rows, and for every published table that its key is one.

A test's file begins with the sentence it demands, the table it is about and its severity:

    -- Every event has at least one report.
    -- table: main.events
    -- severity: critical
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from onrecord.warehouse.build import AUDIT, Build
from onrecord.warehouse.models import Model, ModelError

SAMPLE = 5
SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True, slots=True)
class SqlTest:
    """A query that must return no rows, and what it means when it does."""

    name: str
    sentence: str
    table: str
    severity: str
    query: str


@dataclass(frozen=True, slots=True)
class SqlCheck:
    """What became of a test; the fields are those of `ops.check_results`."""

    table_name: str
    check_name: str
    check_text: str
    severity: str
    is_passed: bool
    rows_checked: int
    rows_failed: int
    sample_text: str | None
    stage: str = "publish"


def load_tests(folder: Path) -> list[SqlTest]:
    """The tests of `sql/tests/`, by name.

    Raises:
        ModelError: for a test that does not say what it demands.
    """
    return [_load(path) for path in sorted((folder / "tests").glob("*.sql"))]


def key_tests(models: list[Model]) -> list[SqlTest]:
    """For every published table but the audit, the test that its key is filled and unique."""
    tests = []
    for model in models:
        if model.is_published and model.schema != AUDIT:
            key = ", ".join(f'"{name}"' for name in model.key)
            empty = " OR ".join(f'"{name}" IS NULL' for name in model.key)
            query = f"SELECT {key} FROM {model.full_name} GROUP BY {key} HAVING count(*) > 1 OR {empty}"
            sentence = f"Each row has its own {' and '.join(model.key)}."
            tests.append(SqlTest("key_is_unique", sentence, model.full_name, "critical", query))
    return tests


def run_tests(build: Build, folder: Path) -> list[SqlCheck]:
    """Every test applied to the models as they are built."""
    return [run_test(build.connection, test) for test in [*key_tests(build.published), *load_tests(folder)]]


def run_test(connection: duckdb.DuckDBPyConnection, test: SqlTest) -> SqlCheck:
    """One test: how many rows it returned, with a few of them."""
    try:
        checked = _number(connection, f"SELECT count(*) FROM {test.table}")
        failed = _number(connection, f"SELECT count(*) FROM ({test.query}\n)")
        rows = connection.execute(f"SELECT * FROM ({test.query}\n) LIMIT {SAMPLE}").fetchall() if failed else []
    except duckdb.Error as error:
        raise ModelError(f"The SQL test {test.name} of {test.table} does not run: {error}") from error
    sample = "; ".join(", ".join(str(value)[:80] for value in row) for row in rows) or None
    return SqlCheck(test.table, test.name, test.sentence, test.severity, not failed, checked, failed, sample)


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _load(path: Path) -> SqlTest:
    text = path.read_text("utf-8").rstrip().rstrip(";")
    lines = [line.removeprefix("--").strip() for line in text.splitlines() if line.startswith("--")]
    told = {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
    if not lines or told.get("severity") not in SEVERITIES or "table" not in told:
        raise ModelError(f"tests/{path.name} must begin with its sentence, then lines for table and severity ({', '.join(SEVERITIES)}).")
    return SqlTest(path.stem, lines[0], told["table"], told["severity"], text)
