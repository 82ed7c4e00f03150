"""What a run works in: the stage partitions of a warehouse, drafts not yet checked, rows set aside, and what is still to do.

A batch passes a per-batch stage in three steps, each of which a kill may interrupt: it is coded into a draft, the draft is checked, and
what passed is renamed into place, the stage's first table last. So the partition of that table says that the batch is done.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from onrecord import corrections, owners
from onrecord.ids import set_id
from onrecord.reasons import Rejection
from onrecord.schema.tables import SCHEMA_VERSION, TABLES
from onrecord.stages import STAGES, StageOutput
from onrecord.warehouse.manifest import file_hash, published_run
from onrecord.warehouse.partitions import Partitions

# The table whose partition says that a batch has passed a stage, where it is not the stage's first: the others are full state.
DONE_BY = {"deduplicate": "article_words"}
# Folder of the file that a snapshot is built in.
WORK = ".work"
# End of a state partition's name: the state as it was before a rebuild, whose ids are carried over.
BEFORE = ".before"


@dataclass(frozen=True, slots=True)
class TableCount:
    """What became of the rows of one table in one stage of a run: `rows_in = rows_out + rows_rejected + rows_merged`."""

    stage: str
    table_name: str
    rows_in: int
    rows_out: int
    rows_rejected: int = 0
    rows_merged: int = 0


class Workspace:
    """The folders of one warehouse, for the run that holds its lock."""

    def __init__(self, warehouse: Path) -> None:
        self.warehouse = warehouse
        self.stages = Partitions(warehouse / "stages")
        self.drafts = Partitions(warehouse / ".drafts")
        self.rejected = Partitions(warehouse / "rejected", definition="rejected")

    def sweep(self) -> None:
        """Removes what a killed run left unfinished; whole partitions stay, but for copies of a state that no run goes on from."""
        for unfinished in (self.drafts.root, self.warehouse / WORK):
            shutil.rmtree(unfinished, ignore_errors=True)
        for table in TABLES.values():
            for batch in () if table.per_batch else self.stages.batches(table.name):
                if batch.endswith(BEFORE) and batch != published_run(self.warehouse):
                    self.stages.drop(table.name, batch)
        for partitions in (self.stages, self.rejected):
            partitions.sweep()

    def pending(self, stage: str) -> list[str]:
        """Batches that the stage's input has and its first output has not, sorted."""
        done = set(self.stages.batches(DONE_BY.get(stage, STAGES[stage].tables_out[0])))
        return [b for b in self.stages.batches(STAGES[stage].tables_in[0]) if b not in done]

    def run_id(self) -> str:
        """Id of the run that takes on everything ingested so far: the same batches and files by hand are one run, however often tried."""
        by_hand = [f"{path.stem} {file_hash(path)}" for path in (self.corrections, self.owners) if path.exists()]
        without = [f"without {batch}" for batch in self.without_documents()]
        return set_id("r", [*self.stages.batches("source_files"), f"schema {SCHEMA_VERSION}", *by_hand, *without])

    def without_documents(self) -> list[str]:
        """Batches that left by the policy of retention, sorted: the ledger knows them, and no documents of theirs are here."""
        present = set(self.stages.batches("documents"))
        return [batch for batch in self.stages.batches("source_files") if batch not in present]

    @property
    def corrections(self) -> Path:
        """The corrections by hand that were last handed in; they hold until others are."""
        return self.warehouse / corrections.FILE

    @property
    def owners(self) -> Path:
        """Who owns which outlet, as last handed in."""
        return self.warehouse / owners.FILE

    def take(self, given: Path, kept: Path, read: Callable[[Path], object]) -> None:
        """Keeps a file that a person handed in, once it is known to be right.

        Raises:
            UsageError: for a file that `read` refuses.
        """
        read(given)
        if not kept.exists() or file_hash(given) != file_hash(kept):
            self.warehouse.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".new")
            shutil.copyfile(given, unfinished)
            unfinished.replace(kept)

    def write_draft(self, stage: str, batch_id: str, output: StageOutput) -> None:
        """Puts what a stage made of a batch beside the warehouse, to be checked."""
        for name, table in output.tables.items():
            self.drafts.write(name, batch_id, _with_batch(table, batch_id))
        self.drafts.write(f"rejected.{stage}", batch_id, rejection_table(output.rejected, batch_id))

    def commit(self, stage: str, batch_id: str, failed: Mapping[str, set[str]], reasons: Mapping[str, str]) -> None:
        """Renames a checked draft into place, without the rows that failed a check; those are set aside with the reason.

        Args:
            stage: name of the stage.
            batch_id: the batch.
            failed: for a table, the last key column's values of the rows to set aside.
            reasons: for such a value, the sentence of the check it failed.
        """
        tables = [t for t in reversed(STAGES[stage].tables_out) if self.drafts.has(t, batch_id)]
        aside = [self.drafts.read(f"rejected.{stage}", [batch_id])]
        kept: dict[str, pa.Table | None] = {}
        for name in tables:
            bad = failed.get(name)
            if not bad:
                kept[name] = None
                continue
            rows = self.drafts.read(name, [batch_id])
            mask = pc.is_in(rows[TABLES[name].key[-1]], value_set=pa.array(sorted(bad)))
            kept[name] = rows.filter(pc.invert(mask))
            aside.append(_check_failures(stage, name, rows.filter(mask), reasons, batch_id))
        self.rejected.write(stage, batch_id, pa.concat_tables(aside))
        for name in tables:
            rows_kept = kept[name]
            if rows_kept is None:
                self.drafts.move(name, batch_id, self.stages)
            else:
                self.stages.write(name, batch_id, rows_kept)
        self.drafts.drop(f"rejected.{stage}", batch_id)

    def new_batches(self) -> list[str]:
        """Batches that no published run has taken on, sorted."""
        published = [r for r in self.stages.batches("run_batches") if self.stages.has("snapshots", r) and r != self.run_id()]
        taken = set(self.stages.read("run_batches", published)["batch_id"].to_pylist())
        return [b for b in self.stages.batches("source_files") if b not in taken]

    def claim_batches(self, run_id: str) -> None:
        """Notes which batches this run is the first to publish; claims of runs that never published are void."""
        mine = self.new_batches()
        for other in self.stages.batches("run_batches"):
            if not self.stages.has("snapshots", other):
                self.stages.drop("run_batches", other)
        self.stages.write("run_batches", run_id, TABLES["run_batches"].from_rows([{"batch_id": b, "run_id": run_id} for b in mine]))

    def latest_state(self, tables: Sequence[str], run_id: str | None) -> dict[str, pa.Table]:
        """Full-state tables as the run left them; empty ones where there was no such run."""
        return {name: self.stages.read(name, [run_id] if run_id and self.stages.has(name, run_id) else []) for name in tables}

    def forget_states(self, keep: str) -> None:
        """Removes the full-state partitions of every run but one."""
        for table in TABLES.values():
            if not table.per_batch:
                for batch in self.stages.batches(table.name):
                    if batch != keep:
                        self.stages.drop(table.name, batch)


def rejection_table(rejected: Sequence[Rejection], batch_id: str) -> pa.Table:
    """Rows of the `rejected` table."""
    rows: list[dict[str, object]] = [
        {
            "stage": r.stage,
            "table_name": r.table_name,
            "row_id": r.row_id,
            "source_uri": r.source_uri,
            "reason_code": str(r.reason),
            "reason_text": r.text,
            "row_json": r.row_json,
            "batch_id": batch_id,
        }
        for r in rejected
    ]
    return TABLES["rejected"].from_rows(rows)


def _check_failures(stage: str, table: str, rows: pa.Table, reasons: Mapping[str, str], batch_id: str) -> pa.Table:
    """Rows that failed a row-level check, as rows of `rejected`."""
    key = TABLES[table].key[-1]
    found: list[dict[str, object]] = [
        {
            "stage": stage,
            "table_name": table,
            "row_id": str(row[key]),
            "source_uri": row.get("source_uri"),
            "reason_code": "check_failed",
            "reason_text": reasons.get(str(row[key]), "A row-level check failed."),
            "row_json": json.dumps(row, default=str, sort_keys=True),
            "batch_id": batch_id,
        }
        for row in rows.to_pylist()
    ]
    return TABLES["rejected"].from_rows(found)


def _with_batch(table: pa.Table, batch_id: str) -> pa.Table:
    """The table with its batch in the column batch_id, where it has one."""
    if "batch_id" not in table.column_names:
        return table
    column = pa.array([batch_id] * table.num_rows, pa.string())
    return table.set_column(table.column_names.index("batch_id"), "batch_id", column)
