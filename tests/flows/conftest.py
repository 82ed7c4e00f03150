"""Prefect as users of the command line have it: telemetry off, a small server on loopback, here one for all tests."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.environment import prepare

prepare("ERROR")

from flows.daily import daily  # noqa: E402
from flows.server import client_of, start_server  # noqa: E402
from onrecord.cli.main import outcome  # noqa: E402
from onrecord.settings import Settings  # noqa: E402
from tests.briefs import write_briefs  # noqa: E402

Marts = dict[str, bytes]


@pytest.fixture(scope="session", autouse=True)
def server() -> Iterator[None]:
    """One server for every flow and command of these tests."""
    with client_of(start_server()):
        yield


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    """Settings of a fresh warehouse over the briefs."""
    return Settings(raw=(str(write_briefs(tmp_path / "raw")),), warehouse=str(tmp_path / "warehouse"), task_runner="inline")


@pytest.fixture(scope="session")
def quiet_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of one quiet run over the briefs; nobody writes to it."""
    root = tmp_path_factory.mktemp("undisturbed")
    daily(Settings(raw=(str(write_briefs(root / "raw")),), warehouse=str(root / "warehouse"), task_runner="inline"))
    return root / "warehouse"


@pytest.fixture(scope="session")
def undisturbed(quiet_run: Path) -> Marts:
    """The marts that one quiet run over the briefs comes to."""
    return marts(quiet_run)


@pytest.fixture
def on_record(place: Settings, quiet_run: Path) -> Settings:
    """Settings of a warehouse that has the briefs on record already."""
    shutil.copytree(quiet_run, place.warehouse)
    return place


@pytest.fixture
def onrecord(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command line in this process: exit code, stdout, stderr."""

    def call(*arguments: Any) -> tuple[int, str, str]:
        capfd.readouterr()
        code = outcome([str(a) for a in arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return code, out, err

    return call


def marts(warehouse: str | Path) -> Marts:
    """The bytes of every Parquet mart."""
    return {p.name: p.read_bytes() for p in sorted((Path(warehouse) / "marts").glob("*.parquet"))}
