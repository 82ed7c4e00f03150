"""A suite: the checks on one table of a stage, and the frame they look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from expectations.vocabulary import Expectation
from onrecord.schema.columns import columns
from onrecord.warehouse.partitions import Partitions

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class StageData:
    """The tables a gate may look at: drafts of the batches in question where there are any, else what is already in place."""

    drafts: Partitions
    stages: Partitions
    batch_ids: tuple[str, ...]

    def read(self, table: str, names: Sequence[str] | None = None) -> pa.Table:
        """Rows of the batches in question, with the named columns."""
        drafted, placed = self._batches(table)
        wanted = list(names) if names else None
        return pa.concat_tables([self.drafts.read(table, drafted, wanted), self.stages.read(table, placed, wanted)])

    def count(self, table: str) -> int:
        """Number of rows of the batches in question."""
        drafted, placed = self._batches(table)
        return self.drafts.count(table, drafted) + self.stages.count(table, placed)

    def _batches(self, table: str) -> tuple[list[str], list[str]]:
        """The batches in question with a draft of the table, and the others that have it in place."""
        drafted = [b for b in self.batch_ids if self.drafts.has(table, b)]
        return drafted, [b for b in self.batch_ids if b not in drafted and self.stages.has(table, b)]


FrameBuilder = Callable[["pd.DataFrame", StageData], "pd.DataFrame"]


@dataclass(frozen=True, slots=True)
class Suite:
    """The checks on one table. `names` are the columns they need; `frame` adds the conditions worked out beforehand."""

    table: str
    names: Sequence[str]
    expectations: Sequence[Expectation]
    frame: FrameBuilder | None = None


def allowed(column: str) -> tuple[str, ...]:
    """The values that the data dictionary allows for a column."""
    return columns()[column].values
