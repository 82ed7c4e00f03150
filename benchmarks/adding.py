"""What adding a few articles to many costs the stage deduplicate, beside making everything anew: CPU, memory, texts read.

python benchmarks/adding.py [ARTICLES [ADDED]]

The articles are generated (benchmarks/reuse_corpus.py) and lie in partitions of 100, as in a warehouse. Each step has a process of its
own, so that its memory is its own. Both ways must end in the same tables.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reuse_corpus import generate
from onrecord.dedupe.known import STATE
from onrecord.dedupe.records import COLUMNS
from onrecord.dedupe.stage import deduplicate, text_batch
from onrecord.schema.tables import TABLES
from onrecord.warehouse.partitions import Partitions
from onrecord.warehouse.texts import partly, texts_of

BATCH = 100

GENERATED = 100_000
"""Articles of one corpus; more are several corpora, each with words and articles of its own but for the forms, which are alike."""

LATE = "z"
"""Batches of the articles that are added begin with this letter."""


def write(folder: Path, count: int, added: int) -> float:
    """Writes the partitions of a corpus; the CPU seconds of fingerprints and words."""
    seconds = 0.0
    for seed, first in enumerate(range(0, count, GENERATED), 7):
        size = min(GENERATED, count - first)
        late = added * (first + size) // count - added * first // count
        seconds += _write_part(Partitions(folder), size, late, seed)
    return seconds


def _write_part(stages: Partitions, count: int, late: int, seed: int) -> float:
    """Writes one corpus, the last articles of it as late ones."""
    corpus, seconds = generate(count, seed), 0.0
    ids = random.Random(11).sample(list(corpus.bodies), len(corpus.bodies))  # noqa: S311 - a corpus, no secret
    for name, part in (("a", ids[: count - late]), (LATE, ids[count - late :])):
        for start in range(0, len(part), BATCH):
            batch_id = f"{name}{seed:03}{start:09}"
            rows: list[dict[str, object]] = [
                {"article_id": f"{i}{seed:03}", "body": corpus.bodies[i], "agency_names": [], "word_count": 1, "batch_id": batch_id}
                for i in part[start : start + BATCH]
            ]
            articles = TABLES["articles"].from_rows(rows)
            stages.write("articles", batch_id, articles)
            began = time.process_time()
            tables = text_batch(articles)
            seconds += time.process_time() - began
            for table, found in tables.items():
                stages.write(table, batch_id, found)
    return seconds


def run(folder: Path, made: str, before: str | None, with_late: bool) -> tuple[float, int]:
    """The stage over all articles or those that are not late, going on from the state `before`; CPU seconds and texts read."""
    stages, read_count = Partitions(folder), 0
    batches = [batch for batch in stages.batches("articles") if with_late or not batch.startswith(LATE)]
    began = time.process_time()
    previous = {name: stages.read(name, [before]) for name in STATE} if before else None
    articles = stages.read("articles", batches, [*COLUMNS, "batch_id"])
    read = texts_of(stages, articles)

    def counted(wanted: Sequence[str]) -> Any:
        nonlocal read_count
        read_count += len(wanted)
        return read(wanted)

    words, marks = (partly(stages, name, batches) for name in ("article_words", "fingerprints"))
    tables = deduplicate(articles, marks, words, previous, counted)
    for name, table in tables.items():
        stages.write(name, made, table)
    return time.process_time() - began, read_count


def alone(work: Callable[..., Any], *args: Any) -> tuple[Any, int]:
    """What the work gives in a process of its own, and the most memory that it took, in MB."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, work, args).result()


def _measured(work: Callable[..., Any], args: Any) -> tuple[Any, int]:
    found = work(*args)
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(count: int, added: int) -> None:
    """Writes what each way cost to stdout."""
    with tempfile.TemporaryDirectory(prefix="onrecord-adding-") as made:
        folder = Path(made)
        texts, _ = alone(write, folder, count, added)
        sys.stdout.write(f"articles {count}, of them {added} added\nfingerprints and words: {texts:.1f} CPU s\n")
        seconds = {}
        for name, before, with_late in (("before", None, False), ("added", "before", True), ("anew", None, True)):
            (seconds[name], read), peak = alone(run, folder, name, before, with_late)
            sys.stdout.write(f"{name}: {seconds[name]:.1f} CPU s, {read} texts read, peak {peak} MB\n")
            sys.stdout.flush()
        stages = Partitions(folder)
        same = all(stages.read(name, ["added"]).equals(stages.read(name, ["anew"])) for name in STATE)
        whole = texts + seconds["anew"]
        share = (texts * added / count + seconds["added"]) / whole
        sys.stdout.write(f"adding costs {share:.1%} of everything anew; the tables are {'the same' if same else 'DIFFERENT'}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
