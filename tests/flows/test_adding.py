"""What the stage deduplicate found out before: taken up by the next run, and by none where it may not hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import flows.deduplicate as stage
from flows.daily import daily
from flows.deduplicate import found_before
from onrecord.dedupe.known import STATE
from onrecord.settings import Settings
from onrecord.warehouse.rebuild import set_aside
from onrecord.warehouse.workspace import Workspace
from tests.briefs import MORE


def test_what_a_run_found_out_is_taken_up_and_ends_in_the_same(on_record: Settings, tmp_path: Path) -> None:
    """Articles that come in a second run end in the tables of one run over all of them."""
    work = Workspace(on_record.warehouse_path)
    assert found_before(work)["article_groups"].num_rows == work.stages.count("articles")
    (Path(on_record.raw[0]) / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
    daily(on_record)
    at_once = Settings(raw=on_record.raw, warehouse=str(tmp_path / "at once"), task_runner="inline")
    daily(at_once)
    one, other = work, Workspace(at_once.warehouse_path)
    assert found_before(one)["article_groups"].num_rows == work.stages.count("articles")
    for name in STATE:
        assert one.stages.read(name, [one.run_id()]).equals(other.stages.read(name, [other.run_id()]))


def test_what_other_code_found_out_or_is_made_anew_is_not_taken_up(on_record: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the code and a rebuild begin from nothing, and so does a warehouse without a publication."""
    work = Workspace(on_record.warehouse_path)
    with monkeypatch.context() as patch:
        patch.setattr(stage, "__version__", "another")
        assert all(table.num_rows == 0 for table in found_before(work).values())
    set_aside(work, "deduplicate")
    assert all(table.num_rows == 0 for table in found_before(work).values())
    assert set(found_before(Workspace(on_record.warehouse_path / "nowhere"))) == set(STATE)
