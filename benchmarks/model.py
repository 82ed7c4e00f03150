"""What the stage model costs as a corpus grows: CPU ms and peak MB an article at several sizes, and the growth between them.

python benchmarks/model.py [--raw PATH] [ARTICLES]...

The articles below PATH (as `onrecord run --raw` takes them; the sample corpus if none is named) are coded once and multiplied: each copy
has ids of its own, other days, other words of about the same frequency in place of its content words, and other names in place of those
that few articles print. So people that all the press writes of stand in every copy, and the rest does not. Every size runs in a process
of its own, from the partitions on disk to the tables on disk, as the flow does before its checks; the peak is that of the process, and
what it took before the stage began is told beside it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from onrecord.clean.stage import CleanOptions, clean_batch
from onrecord.dedupe.stage import deduplicate, fingerprint_batch
from onrecord.enrich.stage import enrich_batch
from onrecord.read.batch import ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.resolve import lexicons
from onrecord.resolve.dating import dated_by_coverage
from onrecord.resolve.given import Source, partitioned
from onrecord.resolve.registry import registry
from onrecord.resolve.stage import resolved
from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES
from onrecord.warehouse.partitions import Partitions

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 4_000)
RUN = "r"
DAYS = 60  # copies are spread over this many days
PRESS_SHARE = 0.02  # of the articles: what more of them print stands in every copy
CLASS = 64  # words of neighboring frequency that are swapped
WORD = re.compile(r"[^\W\d_]{3,}")
WORDS = {
    "quotes": ("quote_text", "speaker_name", "speaker_names", "via_name"),
    "event_reports": ("sentence_text", "actor_names", "recipient_names"),
    "article_actors": ("actor_name",),
    "mentions": ("text",),
}
KEPT = ("function_words", "calendar_words", "time_units", "negations")
SHARED = frozenset({"outlet_id", "batch_id", "place_id", "rule_id"})  # ids of what is no part of an article
Tables = dict[str, pa.Table]
Change = Callable[[Any], Any]


def coded(raw: Path) -> Tables:
    """The tables that the stage model is given, of all articles below a path; bodies are left out."""
    known = KnownSources.of_table(TABLES["source_files"].from_rows([]))
    documents = pa.concat_tables([batch.output.tables["documents"] for batch in read_batches([raw], known, ReadLimits())])
    tables = dict(clean_batch(documents, CleanOptions()).tables)
    articles = tables["articles"]
    tables |= deduplicate(articles, fingerprint_batch(articles.select(["article_id", "body"])))
    tables |= enrich_batch(articles, tables["blocks"]).tables
    body = articles.column_names.index("body")
    tables["articles"] = articles.set_column(body, "body", pa.array([""] * articles.num_rows, pa.string()))
    return {name: tables[name] for name in STAGES["model"].tables_in}


class Copies:
    """Copies of a coded corpus."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.articles = tables["articles"].num_rows
        articles: dict[str, set[str]] = {}
        counts: Counter[str] = Counter()
        for name, column in (("quotes", "quote_text"), ("event_reports", "sentence_text"), ("mentions", "text")):
            for article, text in zip(tables[name]["article_id"].to_pylist(), tables[name][column].to_pylist(), strict=True):
                for word in WORD.findall(text or ""):
                    counts[word] += 1
                    articles.setdefault(word, set()).add(article)
        kept = frozenset[str]().union(*(lexicons.words(name) for name in KEPT))
        known = {word for word, some in articles.items() if word[0].isupper() and len(some) > PRESS_SHARE * self.articles}
        words = sorted((w for w in counts if w.lower() not in kept and w not in known), key=lambda w: (-counts[w], w))
        lower = [word for word in words if word[0].islower()]
        self.names = [word for word in words if word[0].isupper()]
        self.classes = [lower[i : i + CLASS] for i in range(0, len(lower), CLASS)]
        self.once = {word for word in lower if counts[word] == 1}

    def _spelling(self, copy: int) -> dict[str, str]:
        """The words of a copy: swapped within their class; names, and half of the words that stand once, with letters of their own."""
        if not copy:
            return {}
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(copy))
        found = {word: some[(place + copy) % len(some)] for some in self.classes for place, word in enumerate(some)}
        found |= {word: word + letters for place, word in enumerate(sorted(self.once)) if (place + copy) % 2}
        return found | {name: name + letters for name in self.names}

    def copy(self, number: int) -> Iterator[tuple[str, pa.Table]]:
        """The tables of one copy; the first is the corpus itself."""
        spelling, mask = self._spelling(number), (0x9E3779B97F4A7C15 * number) % (1 << 64)
        days = timedelta(number % DAYS)

        def reworded(value: Any) -> Any:
            return WORD.sub(lambda match: spelling.get(match.group(), match.group()), value)

        def renamed(value: Any) -> Any:
            return f"{value[0]}{int(value[1:], 16) ^ mask:016x}"

        for name, table in self.tables.items():
            columns = {}
            for field in table.schema:
                change: Change | None = None
                if field.name in WORDS.get(name, ()):
                    change = reworded
                elif re.search("_ids?$|^duplicate_of$", field.name) and field.name not in SHARED:
                    change = renamed
                elif field.name in {"published_at", "published_date", "said_date", "event_date", "event_date_end"}:
                    change = lambda value: value + days  # noqa: E731 - one of three changes
                columns[field.name] = _changed(table[field.name], field.type, change) if change and number else table[field.name]
            yield name, pa.table(columns, schema=table.schema)


def _changed(column: pa.ChunkedArray, kind: pa.DataType, change: Change) -> pa.Array:
    """The column with every value, and every item of a list, changed; what is missing stays missing."""

    def of(value: Any) -> Any:
        if isinstance(value, list):
            return [of(item) for item in value]
        return None if value is None else change(value)

    return pa.array([of(value) for value in column.to_pylist()], kind)


def write_stages(copies: Copies, articles: int, root: Path) -> int:
    """Writes as many whole copies as make that many articles to partitions, one batch a copy; how many articles there are."""
    stages, whole, written = Partitions(root), dict[str, list[pa.Table]](), 0
    for number in count():
        if written >= articles:
            break
        for name, table in copies.copy(number):
            if TABLES[name].per_batch:
                stages.write(name, f"b{number:06}", table)
            else:
                whole.setdefault(name, []).append(table)
        written += copies.articles
    for name, tables in whole.items():
        stages.write(name, RUN, pa.concat_tables(tables))
    return written


@dataclass(frozen=True, slots=True)
class Measure:
    """CPU seconds of the stage model over some articles, the megabytes its process took before it, and at the peak."""

    articles: int
    seconds: float
    before: float
    most: float

    @property
    def milliseconds(self) -> float:
        """CPU milliseconds an article."""
        return 1000 * self.seconds / self.articles


def peak() -> float:
    """Megabytes that this process has taken at the most; what its parent took does not count, as it does in `getrusage`."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)[0]) / 1024


def model(root: Path) -> str:
    """Runs the stage model from partitions to partitions: CPU seconds, MB before and MB at the peak."""
    stages, made = Partitions(root), Partitions(root / "made")
    before, start = peak(), time.process_time()
    given = {name: partitioned(name, stages.batches(name), stages.read, RUN) for name in STAGES["model"].tables_in}
    actors = registry(given)
    dated, tables = dated_by_coverage(given, lambda articles: _as_coded(given, articles), actors)
    for name, table in chain(tables.items(), resolved(dated, {}, RUN, actors)):
        made.write(name, RUN, table)
    return f"{time.process_time() - start} {before} {peak()}"


def _as_coded(given: Mapping[str, Source], articles: pa.Table) -> Tables:
    """The quotes and reports of articles as they are: to code articles anew is no part of this stage."""
    return {name: given[name].where("article_id", articles["article_id"]) for name in ("quotes", "event_reports")}


def measured(copies: Copies, articles: int) -> Measure:
    """What the stage model takes in a process of its own over that many articles."""
    with TemporaryDirectory() as folder:
        written = write_stages(copies, articles, Path(folder))
        told = subprocess.run([sys.executable, __file__, "--stages", folder], check=True, capture_output=True, text=True).stdout  # noqa: S603
    return Measure(written, *map(float, told.split()))


def main(raw: Path, sizes: list[int]) -> None:
    """Writes the figures to stdout."""
    copies = Copies(coded(raw))
    each = ", ".join(f"{copies.tables[name].num_rows / copies.articles:.1f} {name}" for name in WORDS)
    sys.stdout.write(f"copies of {copies.articles} articles with {each} each\n")
    found: list[Measure] = []
    for size in sizes:
        one = measured(copies, size)
        line = f"{one.articles:7} articles: {one.milliseconds:.2f} CPU ms an article; peak {one.most:.0f} MB, {one.before:.0f} of it before"
        if found:
            ratio, more = one.milliseconds / found[-1].milliseconds, (one.most - found[-1].most) / (one.articles - found[-1].articles)
            line += f"; CPU an article {ratio:.2f} times the last, {1024 * more:.0f} KB for each further article"
        found.append(one)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


@click.command()
@click.option("--raw", type=click.Path(path_type=Path), default=ROOT / "data" / "raw", help="What the copied articles are read from.")
@click.option("--stages", type=click.Path(path_type=Path), hidden=True)
@click.argument("articles", type=int, nargs=-1)
def command(raw: Path, stages: Path | None, articles: tuple[int, ...]) -> None:
    """Costs of the stage model at several sizes."""
    if stages:
        sys.stdout.write(model(stages))
    else:
        main(raw, list(articles or SIZES))


if __name__ == "__main__":
    command()
