"""A check never seen failing is not a check: every critical one stops a batch that was poisoned for it."""

from __future__ import annotations

import importlib

import pyarrow as pa
import pytest

from expectations import gate as gating
from expectations.gate import Gate, is_conserved, stretches
from expectations.suite import StageData, Suite
from onrecord.stages import STAGES
from onrecord.warehouse.workspace import TableCount, Workspace
from tests.assembly import assemble
from tests.briefs import write_briefs
from tests.quality.poisons import POISONS, SET_ASIDE, Poison, dropping, poisoned

GUARDED = [stage for stage in STAGES if stage != "publish"]


def suites_of(stage: str) -> list[Suite]:
    """The suites of a stage."""
    found: list[Suite] = importlib.import_module(f"expectations.{stage}").suites()
    return found


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace whose stages are all done and right."""
    root = tmp_path_factory.mktemp("poisoned")
    return assemble([write_briefs(root / "raw")], root / "warehouse")


@pytest.fixture(scope="module")
def gate(work: Workspace) -> Gate:
    """The gate."""
    return Gate(work.warehouse, "poisoned")


def batch_of(work: Workspace, suite: Suite) -> str:
    """The one partition of a suite's table."""
    (batch,) = work.stages.batches(suite.table)
    return batch


def failures(work: Workspace, gate: Gate, stage: str, suite: Suite, poison: Poison) -> dict[str, tuple[str, ...]]:
    """Checks that a poisoned batch failed, with the rows they name."""
    batch = batch_of(work, suite)
    work.drafts.write(suite.table, batch, poisoned(work.stages.read(suite.table, [batch]), poison))
    try:
        results = gate.check(stage, suite, StageData(work.drafts, work.stages, (batch,)))
    finally:
        work.drafts.drop(suite.table, batch)
    return {r.check_name: r.failed_ids for r in results if not r.is_passed}


def test_every_critical_check_has_a_poison() -> None:
    """A new critical check without a poisoned batch fails here."""
    critical = {(stage, s.table, e.name) for stage in GUARDED for s in suites_of(stage) for e in s.expectations if e.severity == "critical"}
    assert critical == set(POISONS)


def test_every_row_level_check_has_a_poison() -> None:
    """So does a new check that sets rows aside."""
    aside = {(stage, s.table, e.name) for stage in GUARDED for s in suites_of(stage) for e in s.expectations if e.sets_aside}
    assert aside == set(SET_ASIDE)


@pytest.mark.parametrize("stage", GUARDED)
def test_a_sound_batch_passes(work: Workspace, gate: Gate, stage: str) -> None:
    """Nothing critical fails on what the stages really hand on."""
    for suite in suites_of(stage):
        results = gate.check(stage, suite, StageData(work.drafts, work.stages, (batch_of(work, suite),)))
        assert [r.check_name for r in results if r.stops] == [], suite.table


@pytest.mark.parametrize("key", sorted(POISONS), ids="-".join)
def test_a_poisoned_batch_is_stopped(work: Workspace, gate: Gate, key: tuple[str, str, str]) -> None:
    """The check the poison is meant for fails, whatever else does."""
    stage, table, name = key
    suite = next(s for s in suites_of(stage) if s.table == table)
    assert name in failures(work, gate, stage, suite, POISONS[key])


@pytest.mark.parametrize("key", sorted(SET_ASIDE), ids="-".join)
def test_a_bad_row_is_named(work: Workspace, gate: Gate, key: tuple[str, str, str]) -> None:
    """A row-level check names the one row to set aside, and nothing stops."""
    stage, table, name = key
    suite = next(s for s in suites_of(stage) if s.table == table)
    found = failures(work, gate, stage, suite, SET_ASIDE[key])
    assert len(found[name]) == 1


def test_of_a_long_table_stretches_are_looked_at(work: Workspace, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Evenly spread, the sentence says how many rows; what holds of all rows (none was lost) is still known."""
    monkeypatch.setattr(gating, "MOST_ROWS", 3)
    suite = next(s for s in suites_of("model") if s.table == "utterance_members")
    rows = work.stages.count(suite.table)
    results = gate.check("model", suite, StageData(work.drafts, work.stages, (batch_of(work, suite),)))
    assert [r.is_passed for r in results] == [True] * len(results)
    assert {r.rows_checked for r in results} == {3}
    assert all(r.check_text.endswith(f"(Looked at 3 of {rows} rows.)") for r in results)
    assert "has_head" in failures(work, gate, "model", suite, dropping)


@pytest.mark.parametrize(("rows", "most"), [(10, 3), (11, 10), (1000, 150), (350, 349), (5, 5)])
def test_stretches_are_as_many_rows_and_reach_both_ends(rows: int, most: int) -> None:
    """None twice, the first and the last among them."""
    found = stretches(pa.table({"n": range(rows)}), most)["n"].to_pylist()
    assert len(found) <= most
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (0, rows - 1)


def test_a_lost_row_breaks_the_law() -> None:
    """Rows in equal rows out plus rejected plus merged."""
    assert is_conserved(TableCount("clean", "articles", 5, 3, 1, 1))
    assert not is_conserved(TableCount("clean", "articles", 5, 3, 1, 0))


def test_the_gate_sees_a_lost_row(gate: Gate) -> None:
    """The same law as a check with a name, critical."""
    lost, *_ = gate.check_counts("clean", [TableCount("clean", "articles", 5, 3)])
    assert lost.check_name == "rows_are_conserved"
    assert lost.stops


@pytest.mark.parametrize(("stage", "rejected", "stops"), [("enrich", 2, False), ("enrich", 6, True), ("clean", 60, False)])
def test_a_stage_that_sets_most_aside_is_seen(gate: Gate, stage: str, rejected: int, stops: bool) -> None:
    """Articles that cannot be coded stop the run, pages that hold none are told of."""
    results = gate.check_counts(stage, [TableCount(stage, "articles", 100, 100 - rejected, rejected)])
    assert any(r.stops for r in results) == stops
    assert all(r.is_passed for r in results) == (rejected == 2)
