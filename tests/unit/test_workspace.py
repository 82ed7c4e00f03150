"""A batch on its way through the stages: drafted, checked, renamed into place, and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.read.batch import ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.reasons import Reason, Rejection
from onrecord.schema.tables import TABLES
from onrecord.stages import StageOutput
from onrecord.warehouse.accounting import pending_stages, stage_counts
from onrecord.warehouse.workspace import Workspace, rejection_table


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    """A workspace with one batch ingested: two documents, a copy of one, and an empty file."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, content in (("a.txt", b"One."), ("b.txt", b"Two."), ("c.txt", b"One."), ("d.txt", b"")):
        (raw / name).write_bytes(content)
    made = Workspace(tmp_path / "warehouse")
    (batch,) = read_batches([raw], KnownSources(), ReadLimits())
    made.write_draft("ingest", batch.batch_id, batch.output)
    made.commit("ingest", batch.batch_id, {}, {})
    return made


def cleaned(work: Workspace) -> tuple[str, StageOutput]:
    """What cleaning might make of the batch: one article, one document set aside."""
    (batch,) = work.stages.batches("documents")
    first, second = work.stages.read("documents")["document_id"].to_pylist()
    tables = {
        "articles": TABLES["articles"].from_rows([{"article_id": first, "source_uri": "a.txt", "body": "One."}]),
        "blocks": TABLES["blocks"].from_rows([{"article_id": first, "block_index": 0}]),
    }
    return batch, StageOutput(tables, [Rejection("clean", "documents", second, "b.txt", Reason.NO_ARTICLE)], rows_in=2)


def test_every_place_is_accounted_for(work: Workspace) -> None:
    """Rows in are rows out, rejected and merged, and the batch waits for the next stage."""
    (batch,) = work.stages.batches("documents")
    (count,) = stage_counts(work, "ingest", [batch])
    assert (count.rows_in, count.rows_out, count.rows_rejected, count.rows_merged) == (4, 2, 1, 1)
    assert work.pending("clean") == [batch]
    assert pending_stages(work) == {"clean": 1}
    assert work.new_batches() == [batch]


def test_a_committed_batch_is_done_and_carries_its_id(work: Workspace) -> None:
    """Every row has its batch; the stage has nothing left to do, the next one has."""
    batch, output = cleaned(work)
    work.write_draft("clean", batch, output)
    assert work.pending("clean") == [batch]
    work.commit("clean", batch, {}, {})
    assert work.pending("clean") == []
    assert pending_stages(work) == {"deduplicate": 1, "enrich": 1}
    assert work.stages.read("articles")["batch_id"].to_pylist() == [batch]
    (count,) = stage_counts(work, "clean", [batch])
    assert count.rows_in == count.rows_out + count.rows_rejected + count.rows_merged == 2


def test_rows_that_failed_a_check_are_set_aside_with_its_sentence(work: Workspace) -> None:
    """They are kept as JSON, and the counts still add up."""
    batch, output = cleaned(work)
    bad = output.tables["articles"]["article_id"][0].as_py()
    work.write_draft("clean", batch, output)
    work.commit("clean", batch, {"articles": {bad}}, {bad: "The body is too short."})
    assert work.stages.read("articles").num_rows == 0
    aside = {row["row_id"]: row for row in work.rejected.read("clean").to_pylist()}
    assert aside[bad]["reason_code"] == Reason.CHECK_FAILED
    assert aside[bad]["reason_text"] == "The body is too short."
    assert '"body": "One."' in aside[bad]["row_json"]
    (count,) = stage_counts(work, "clean", [batch])
    assert count.rows_in == count.rows_out + count.rows_rejected == 2


def test_a_kill_in_the_middle_of_a_commit_is_done_again(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table that says 'done' comes last: until it is there, the batch is still to do."""
    batch, output = cleaned(work)
    work.write_draft("clean", batch, output)
    real, moved = work.drafts.move, []

    def second_is_killed(table: str, batch_id: str, target: object) -> None:
        moved.append(table)
        if len(moved) == 2:
            raise KeyboardInterrupt
        real(table, batch_id, target)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(work.drafts, "move", second_is_killed)
        with pytest.raises(KeyboardInterrupt):
            work.commit("clean", batch, {}, {})
    assert moved == ["blocks", "articles"]
    assert work.pending("clean") == [batch]
    work.sweep()
    work.write_draft("clean", batch, output)
    work.commit("clean", batch, {}, {})
    assert work.pending("clean") == []
    assert work.stages.count("blocks") == 1


def test_a_run_is_named_by_its_batches(work: Workspace) -> None:
    """Trying again is the same run; a new batch makes another."""
    before = work.run_id()
    assert work.run_id() == before
    work.stages.write("source_files", "b9", TABLES["source_files"].from_rows([]))
    assert work.run_id() != before


def test_a_batch_is_claimed_until_it_is_published(work: Workspace) -> None:
    """A claim without a snapshot is void for the next run."""
    (batch,) = work.stages.batches("documents")
    work.claim_batches(work.run_id())
    assert work.new_batches() == [batch]
    assert work.stages.read("run_batches")["batch_id"].to_pylist() == [batch]
    work.claim_batches("r-later")
    assert work.stages.batches("run_batches") == ["r-later"]


def test_only_the_last_state_is_kept(work: Workspace) -> None:
    """Tables that hold the state over all batches are written anew by each run."""
    for run in ("r1", "r2"):
        work.stages.write("actors", run, TABLES["actors"].from_rows([{"actor_id": run}]))
    work.forget_states("r2")
    assert work.stages.batches("actors") == ["r2"]
    assert work.latest_state(["actors"], "r2")["actors"]["actor_id"].to_pylist() == ["r2"]
    assert work.latest_state(["actors"], None)["actors"].num_rows == 0


def test_a_rejection_says_what_to_do() -> None:
    """The sentence of the reason, with the detail."""
    table = rejection_table([Rejection("ingest", "documents", "a.jsonl#7", "a.jsonl#7", Reason.INVALID_JSON, "line 7: no comma")], "b1")
    (row,) = table.to_pylist()
    assert row["reason_text"] == "The line is not valid JSON; mend the line. (line 7: no comma)"
    assert (row["reason_code"], row["batch_id"]) == ("invalid_json", "b1")
