"""Each stage's name finds the same things: a flow, a suite, a package, tables."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("stage", STAGES)
def test_stage_has_flow_suite_package_and_page(stage: str) -> None:
    """Publish alone has no suite: it is guarded by the SQL tests and the diff."""
    assert (ROOT / "flows" / f"{stage}.py").exists()
    assert stage == "publish" or (ROOT / "expectations" / f"{stage}.py").exists()
    assert importlib.util.find_spec(STAGES[stage].package) is not None
    assert (ROOT / "docs" / "stages.md").read_text("utf-8").count(f"\n## {stage}\n") == 1


@pytest.mark.parametrize("stage", STAGES)
def test_stage_tables_are_defined(stage: str) -> None:
    """What a stage reads and writes stands in the schema."""
    assert set(STAGES[stage].tables_in) | set(STAGES[stage].tables_out) <= set(TABLES)


def test_every_flow_is_short() -> None:
    """Flows decide when and in what order; what they decide about is elsewhere."""
    for stage in STAGES:
        assert len((ROOT / "flows" / f"{stage}.py").read_text("utf-8").splitlines()) <= 80, stage
