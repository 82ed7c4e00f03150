"""Adding articles to many: which texts are read again, and from which partitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from onrecord.dedupe.bodies import Bodies, reader_of
from onrecord.dedupe.kept import Marks
from onrecord.dedupe.stage import deduplicate, text_batch
from onrecord.dedupe.touched import touched
from onrecord.warehouse.partitions import Partitions
from onrecord.warehouse.texts import texts_of
from tests.unit.test_dedupe_stage import EARLY, LATE, passage_rows, sentences, table, text


def texts_read(rows: list[dict[str, Any]], previous: dict[str, pa.Table] | None) -> tuple[set[str], dict[str, pa.Table]]:
    """The articles whose texts were read, and the tables."""
    articles, read = table(*rows), set[str]()
    batch = text_batch(articles)

    def counted(wanted: Sequence[str]) -> Iterator[pa.Table]:
        read.update(wanted)
        yield from reader_of(articles)(wanted)

    without_texts = articles.drop_columns(["body"])
    return read, deduplicate(without_texts, batch["fingerprints"], batch["article_words"], previous, counted)


CORPUS = [
    {"article_id": "a1", "body": text(1), "published_at": EARLY},
    {"article_id": "a2", "body": text(1).replace("workers", "hands"), "published_at": LATE},
    {"article_id": "a3", "body": text(2)},
    {"article_id": "a4", "body": text(2) + " " + text(3, 3)},
    *[{**row, "article_id": f"b{at}"} for at, row in enumerate(passage_rows("", ""))],
]


@pytest.mark.parametrize(
    ("added", "read"),
    [
        ({"article_id": "c1", "body": text(70)}, set[str]()),
        ({"article_id": "c1", "body": text(1), "published_at": LATE}, {"a1", "c1"}),
        ({"article_id": "c1", "body": text(60) + "\n\n" + " ".join(sentences(5, 3)), "published_at": LATE}, {"b0", "b1", "c1"}),
    ],
)
def test_only_texts_that_share_something_with_new_ones_are_read(added: dict[str, Any], read: set[str]) -> None:
    """An article like no other, an exact copy and one with a passage of two others; without anything new no text is read."""
    _, found = texts_read(CORPUS, None)
    assert texts_read(CORPUS, found)[0] == set()
    assert texts_read([*CORPUS, added], found)[0] == read


@pytest.mark.parametrize("steps", [(19, 20, 22, 23, 24, 28), (28, 21, 28)])
def test_what_becomes_common_changes_what_was_found_before(steps: tuple[int, ...]) -> None:
    """A notice that stands in ever more articles becomes furniture, and no longer is when some leave; copies and passages among them."""
    notice = " ".join(sentences(99, 3))
    bodies = [f"{text(200 + max(0, at - 3), 9 + at % 2)} {notice}" for at in range(28)]
    rows = [{"article_id": f"n{at:02}", "body": body, "published_at": EARLY} for at, body in enumerate(bodies)]
    rows += [{"article_id": "z1", "body": "!!!"}, {"article_id": "z2", "body": "!!!"}]
    found: dict[str, pa.Table] | None = None
    for step in steps:
        chosen = [*CORPUS, *rows[:step], *rows[28 : 28 + step % 3]]
        found, anew = texts_read(chosen, found)[1], texts_read(chosen, None)[1]
        assert all(found[name].equals(anew[name]) for name in anew)


def test_only_what_is_joined_to_new_articles_is_touched() -> None:
    """By a fingerprint, or over another article; and articles without any."""
    marks = Marks(np.array([1, 2, 2, 3, 3, 4, 2**63], np.uint64), np.array([0, 0, 1, 1, 2, 3, 4], np.int32), 6)
    fresh = np.array([True, False, False, False, False, False])
    assert touched(marks, fresh).tolist() == [True, True, True, False, False, True]
    assert touched(marks, np.zeros(6, np.bool_)).tolist() == [False] * 5 + [True]
    part = marks.of(np.array([False, True, False, False, True, False]))
    assert (part.hashes.tolist(), part.owners.tolist(), part.article_count) == ([2, 3, 2**63], [0, 0, 1], 2)


def test_texts_come_from_the_partitions_that_hold_them(tmp_path: Path) -> None:
    """Other partitions are not even opened."""
    stages, rows = Partitions(tmp_path), [{**row, "batch_id": f"b{at % 3}"} for at, row in enumerate(CORPUS)]
    for batch in ("b0", "b1", "b2"):
        stages.write("articles", batch, table(*[row for row in rows if row["batch_id"] == batch]))
    read = texts_of(stages, stages.read("articles"))
    (tmp_path / "articles" / "batch=b2" / "part.parquet").write_bytes(b"damaged")
    found = pa.concat_tables(read(["a1", "a2", "a4"]))
    assert dict(zip(found["article_id"].to_pylist(), found["body"].to_pylist(), strict=True)) == {
        row["article_id"]: row["body"] for row in rows if row["article_id"] in {"a1", "a2", "a4"}
    }


def test_texts_are_read_once_and_kept_as_they_are() -> None:
    """Texts of many scripts, of nothing and without a value, in any order; what was fetched is not asked for again."""
    bodies, asked = ["Café “Noir”", "", None, "漢字 🙂"], list[str]()
    articles = pa.table({"article_id": list("abcd"), "body": pa.array(bodies, pa.string())})

    def read(wanted: Sequence[str]) -> Iterator[pa.Table]:
        asked.extend(wanted)
        yield from reader_of(articles)(wanted)

    texts = Bodies(list("abcd"), read)
    texts.fetch([3, 0])
    assert [texts.of(number) for number in (2, 3, 0, 1)] == ["", "漢字 🙂", "Café “Noir”", ""]
    texts.fetch(range(4))
    assert asked == ["a", "d", "c", "b"]
