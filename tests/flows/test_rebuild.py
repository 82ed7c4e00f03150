"""What is made anew comes out the same, whatever was damaged and wherever it begins."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from prefect.exceptions import ParameterTypeError

from flows.daily import daily
from flows.rebuild import FirstStage, rebuild
from onrecord.errors import OnrecordError
from onrecord.schema.tables import TABLES
from onrecord.settings import Settings
from onrecord.warehouse.rebuild import REBUILT, set_aside
from onrecord.warehouse.workspace import Workspace
from tests.briefs import MORE
from tests.flows.conftest import Marts, marts
from tests.flows.test_daily import count

Call = Callable[..., tuple[int, str, str]]


def damage(file: Path) -> None:
    """Turns bytes in the middle of a file over."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(255 - byte for byte in content[middle : middle + 64])
    file.write_bytes(bytes(content))


@pytest.mark.parametrize("stage", ["clean", "enrich", "publish"])
def test_from_any_stage_to_the_same_bytes(on_record: Settings, undisturbed: Marts, stage: FirstStage) -> None:
    """Every stage on that is done again says so, and the marts are as they were."""
    report = rebuild(on_record, stage)
    assert [s.stage for s in report.stages] == list(REBUILT)
    assert not next(s for s in report.stages if s.stage == stage).is_idle
    assert all(s.is_idle for s in report.stages[: REBUILT.index(stage)])
    assert marts(on_record.warehouse) == undisturbed
    assert not daily(on_record).is_new


@pytest.mark.parametrize("damaged", ["onrecord.duckdb", "marts/fct_quotes.parquet", "stages/quotes", "stages/articles"])
def test_damage_is_found_told_and_mended(on_record: Settings, undisturbed: Marts, onrecord: Call, damaged: str) -> None:
    """`doctor` names the file and the mend; `rebuild` without more words does what is needed."""
    path = Path(on_record.warehouse) / damaged
    damage(next(path.rglob("*.parquet")) if path.is_dir() else path)
    code, out, _ = onrecord("doctor", "--warehouse", on_record.warehouse, "--json")
    assert code == 1
    assert any(damaged in f["text"] and "onrecord rebuild" in f["text"] for f in json.loads(out) if f["level"] == "problem")
    assert onrecord("rebuild", "--warehouse", on_record.warehouse, "--task-runner", "inline")[0] == 0
    assert marts(on_record.warehouse) == undisturbed
    assert onrecord("doctor", "--warehouse", on_record.warehouse)[0] == 0


def test_what_no_stage_can_make_again_is_told(on_record: Settings, onrecord: Call) -> None:
    """A damaged partition of what was ingested stops the rebuild with the way out."""
    damage(next((Path(on_record.warehouse) / "stages" / "documents").rglob("*.parquet")))
    code, _, err = onrecord("rebuild", "--warehouse", on_record.warehouse)
    assert code == 1
    assert "stages/documents" in err
    assert "run over the raw files again" in err


def test_an_unknown_stage_and_an_empty_warehouse(place: Settings) -> None:
    """Each is told in words."""
    assert get_args(FirstStage) == ("", *REBUILT)
    with pytest.raises(ParameterTypeError, match="first_stage"):
        rebuild(place, "ingest")  # type: ignore[arg-type]
    with pytest.raises(OnrecordError, match="nothing"):
        rebuild(place)


def test_ids_are_carried_over(on_record: Settings) -> None:
    """A warehouse that grew keeps its ids when the facts across articles are resolved anew."""
    (Path(on_record.raw[0]) / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
    daily(on_record)
    before = marts(on_record.warehouse)
    rebuild(on_record, "deduplicate")
    assert marts(on_record.warehouse) == before


def test_the_history_of_ids_is_kept(on_record: Settings) -> None:
    """What the run itself and an earlier one noted of ids stays, once each, when everything is made anew."""
    stages = Workspace(Path(on_record.warehouse)).stages
    run_id = Workspace(Path(on_record.warehouse)).run_id()
    row = {"subject_type": "utterance", "change_kind": "renamed", "old_id": "u1", "new_id": "u2"}
    for run in (run_id, "r0"):
        stages.write("id_changes", run, TABLES["id_changes"].from_rows([row | {"run_id": run}]))
    set_aside(Workspace(Path(on_record.warehouse)), "deduplicate")
    daily(on_record)
    rebuild(on_record, "clean")
    assert stages.read("id_changes")["old_id"].to_pylist() == ["u1", "u1"]
    assert count(on_record.warehouse, "SELECT count(*) FROM ops.id_changes WHERE old_id = 'u1'") == 1  # the other run never published


@pytest.mark.parametrize("drops", [1, 19])
def test_killed_while_setting_aside(on_record: Settings, undisturbed: Marts, monkeypatch: pytest.MonkeyPatch, drops: int) -> None:
    """However far it came, readers keep the snapshot and the next run comes to the same bytes."""
    left = [drops]
    work = Workspace(Path(on_record.warehouse))
    drop = type(work.stages).drop

    def dying(self: object, table: str, batch: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        drop(self, table, batch)  # type: ignore[arg-type]

    with monkeypatch.context() as context:
        context.setattr(type(work.stages), "drop", dying)
        with pytest.raises(KeyboardInterrupt):
            set_aside(work, "clean")
    assert count(on_record.warehouse, "SELECT count(*) FROM articles") > 0
    daily(on_record)
    assert marts(on_record.warehouse) == undisturbed
