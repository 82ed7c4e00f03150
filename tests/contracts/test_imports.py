"""The arrows of the architecture: flows -> expectations -> onrecord, flows -> onrecord, and none back."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = sorted((ROOT / "src" / "onrecord").rglob("*.py"))
NETWORK = {"httpx", "requests", "urllib3", "http", "socket", "ftplib", "smtplib", "aiohttp"}
FORBIDDEN = {"prefect", "great_expectations", "flows", "expectations", "streamlit"}


def imported(path: Path) -> Iterator[str]:
    """Top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", DOMAIN, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_domain_knows_no_orchestrator(path: Path) -> None:
    """No module of the domain imports Prefect, Great Expectations, or what stands on them."""
    assert not set(imported(path)) & FORBIDDEN


@pytest.mark.parametrize(
    "path", [p for p in DOMAIN if p.parent.name != "fetch" and p.name != "lock.py"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_only_fetch_uses_the_network(path: Path) -> None:
    """Nothing else of the domain can open a connection by itself; the lock asks for the name of the machine."""
    assert not set(imported(path)) & NETWORK


def test_expectations_know_no_flow() -> None:
    """The gate can be used without the flows."""
    for path in (ROOT / "expectations").glob("*.py"):
        assert not set(imported(path)) & {"prefect", "flows"}, path.name


def test_the_dashboard_knows_no_flow() -> None:
    """It reads what was published, and nothing of how it came about."""
    for path in (ROOT / "dashboard").rglob("*.py"):
        assert not set(imported(path)) & {"prefect", "great_expectations", "flows", "expectations"}, path.name


def test_late_imports_are_where_they_may_be() -> None:
    """Only the command line's own module looks the flows up by name."""
    late = [p.name for p in DOMAIN if 'import_module(f"flows' in p.read_text("utf-8") or 'import_module("flows' in p.read_text("utf-8")]
    assert late == ["pipeline.py"]


def test_commands_that_read_do_not_import_prefect() -> None:
    """`query`, `cite`, `extract` start without Prefect and Great Expectations."""
    code = "import sys, onrecord.cli.main, onrecord.extract; sys.exit(bool({'prefect', 'great_expectations'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
