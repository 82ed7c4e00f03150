"""What is kept of the articles on record, part by part, and their texts on demand, from the partitions that hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.dedupe.bodies import Reader
from onrecord.dedupe.lists import Parts
from onrecord.warehouse.partitions import Partitions


def partly(stages: Partitions, name: str, batches: Sequence[str]) -> Parts:
    """Reads a stage table batch by batch."""
    return lambda names: (stages.read(name, [batch], list(names)) for batch in batches)


def texts_of(stages: Partitions, articles: pa.Table) -> Reader:
    """Reads texts of these articles (`article_id`, `batch_id`), from the partitions that hold the wanted ones and no others."""
    known = articles.select(["article_id", "batch_id"])

    def read(wanted: Sequence[str]) -> Iterator[pa.Table]:
        rows = known.take(pc.index_in(pa.array(wanted, pa.string()), known["article_id"].combine_chunks()))
        by_batch = defaultdict(list)
        for article_id, batch in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            by_batch[batch].append(article_id)
        for batch, ids in sorted(by_batch.items()):
            texts = stages.read("articles", [batch], ["article_id", "body"])
            yield texts.filter(pc.is_in(texts["article_id"], pa.array(ids, pa.string())))

    return read
