"""Articles a second of each stage of the domain, in this process; how the cost grows; and a peer measured in the same run.

python benchmarks/throughput.py [RAW]...

RAW are files or folders as `onrecord run --raw` takes them; the sample corpus where none is named. The stages run over a quarter, a half
and all of the documents, the smallest ids first. Nothing is asserted about times: they are those of the machine, as it is just now.

The peer of clean is `trafilatura.extract` on the same pages; that of all stages together one pass of tokens and patterns over the bodies,
the least that any finder of quotes has to do.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from onrecord.clean.stage import CleanOptions, clean_batch
from onrecord.dedupe.stage import deduplicate, fingerprint_batch
from onrecord.enrich.stage import enrich_batch
from onrecord.read.batch import ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.resolve.stage import resolve
from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES

ROOT = Path(__file__).resolve().parents[1]
Tables = dict[str, pa.Table]
WORD = re.compile(r"\w+|[^\w\s]")
PLAIN = (
    re.compile(r"[“\"][^”\"\n]{2,400}[”\"]"),
    re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)* (?:said|says|told|added|warned|denied)\b"),
    re.compile(r"\b(?:said|says|told|added|warned|denied)(?: that)? [^.\n]{2,300}"),
)
STAGE_NAMES = ("clean", "deduplicate", "enrich", "model")


@dataclass
class Clock:
    """CPU seconds by name."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Adds the CPU seconds of the block."""
        start = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start


def read(raw: list[Path]) -> pa.Table:
    """Rows of `documents` of all that is below the paths, by id."""
    known = KnownSources.of_table(TABLES["source_files"].from_rows([]))
    tables = [batch.output.tables["documents"] for batch in read_batches(raw, known, ReadLimits())]
    return pa.concat_tables(tables).sort_by("document_id")


def stages(documents: pa.Table, clock: Clock) -> Tables:
    """Every stage before SQL over the documents, each timed."""
    with clock("clean"):
        tables = dict(clean_batch(documents, CleanOptions()).tables)
    articles = tables["articles"]
    with clock("deduplicate"):
        tables |= deduplicate(articles, fingerprint_batch(articles.select(["article_id", "body"])))
    with clock("enrich"):
        tables |= enrich_batch(articles, tables["blocks"]).tables
    with clock("model"):
        given: Mapping[str, pa.Table] = {name: tables[name] for name in STAGES["model"].tables_in}
        tables |= resolve(given, {}, "run")
    return tables


def plain_pass(bodies: list[str]) -> int:
    """How much one pass of tokens and patterns finds."""
    found = 0
    for body in bodies:
        found += len({match.group().lower() for match in WORD.finditer(body)})
        found += sum(len(pattern.findall(body)) for pattern in PLAIN)
    return found


def pages_of(documents: pa.Table) -> list[bytes]:
    """The documents that are pages, as they came."""
    return [row["content"] for row in documents.select(["form", "content"]).to_pylist() if row["form"] == "html" and row["content"]]


def extracted(pages: list[bytes]) -> int:
    """How many pages trafilatura finds a text in."""
    from trafilatura import extract

    return sum(bool(extract(page)) for page in pages)


def seconds_of(work: Callable[[], object]) -> float:
    """CPU seconds of the work, once warm."""
    work()
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(documents: pa.Table) -> tuple[list[str], Tables, Clock]:
    """A line for a quarter, a half and all of the documents; the tables and seconds of the last."""
    stages(documents.slice(0, min(8, documents.num_rows)), Clock())  # lexicons and weights are read once
    lines, tables, clock = [], Tables(), Clock()
    for part in (4, 2, 1):
        clock = Clock()
        tables = stages(documents.slice(0, max(1, documents.num_rows // part)), clock)
        count = max(1, tables["articles"].num_rows)
        told = "  ".join(f"{name} {1000 * clock.seconds[name] / count:6.1f}" for name in STAGE_NAMES)
        lines.append(f"{count:6} articles, CPU ms an article: {told}  all {1000 * sum(clock.seconds.values()) / count:6.1f}")
    return lines, tables, clock


def main(raw: list[Path]) -> None:
    """Writes the figures to stdout."""
    documents = read(raw)
    lines, tables, clock = growth(documents)
    bodies = tables["articles"]["body"].to_pylist()
    count, total = max(1, len(bodies)), sum(clock.seconds.values())
    rates = ", ".join(f"{name} {count / max(clock.seconds[name], 1e-9):.0f}" for name in STAGE_NAMES)
    lines.append(f"articles a CPU second: {rates}; all stages {count / total:.1f} ({sum(map(len, bodies)) / count:.0f} characters each)")
    lines.append(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    plain = seconds_of(lambda: plain_pass(bodies))
    lines.append(f"ratio to one pass of tokens and patterns ({1000 * plain / count:.2f} ms an article): {total / max(plain, 1e-9):.0f}")
    pages = pages_of(documents)
    if pages:
        html = documents.filter(pc.equal(documents["form"], "html"))
        ours, theirs = seconds_of(lambda: clean_batch(html, CleanOptions())), seconds_of(lambda: extracted(pages))
        lines.append(
            f"clean of {len(pages)} pages: {1000 * ours / len(pages):.1f} ms a page, trafilatura {1000 * theirs / len(pages):.1f}; "
            f"ratio {ours / max(theirs, 1e-9):.2f} (ours also finds title, outlet, authors, date, blocks)"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [ROOT / "data" / "raw"])
