"""The texts of articles on record, read on demand from the partitions that hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.dedupe.bodies import Reader
from onrecord.warehouse.partitions import Partitions


def texts_of(stages: Partitions, articles: pa.Table) -> Reader:
    """Reads texts of these articles (`article_id`, `batch_id`), from the partitions that hold the wanted ones and no others."""
    batch_of = dict(zip(articles["article_id"].to_pylist(), articles["batch_id"].to_pylist(), strict=True))

    def read(wanted: Sequence[str]) -> Iterator[pa.Table]:
        by_batch = defaultdict(list)
        for article_id in wanted:
            by_batch[batch_of[article_id]].append(article_id)
        for batch, ids in sorted(by_batch.items()):
            rows = stages.read("articles", [batch], ["article_id", "body"])
            yield rows.filter(pc.is_in(rows["article_id"], pa.array(ids, pa.string())))

    return read
