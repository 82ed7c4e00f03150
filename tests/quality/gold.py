"""The development gold sets measured in this process by the shared scoreboard's own functions, the stages in place of the command line."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onrecord.clean.model import CleanOptions
from onrecord.clean.stage import clean_batch
from onrecord.dedupe.stage import deduplicate, fingerprint_batch
from onrecord.enrich.stage import enrich_batch
from onrecord.read.batch import ReadLimits
from onrecord.read.rows import document_row
from onrecord.read.sources import read_file
from onrecord.read.walk import raw_files
from onrecord.schema.tables import TABLES

EVAL = Path(__file__).parents[3] / "shared" / "eval"
DATA = EVAL / "data"
OPTIONS = CleanOptions(languages=("en",))
BATCH = "b0"
FIRST_DUPLICATES = 3000
Figures = dict[str, float]
Tables = dict[str, pa.Table]


@cache
def scoreboard() -> Any:
    """The shared scoreboard as a module; its file has no suffix."""
    loader = SourceFileLoader("scoreboard", str(EVAL / "scoreboard"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def cleaned(raw: Path) -> Tables:
    """The articles and blocks of a file or folder."""
    found = (place.document for file in raw_files([raw]) for place in read_file(file, ReadLimits()))
    documents = TABLES["documents"].from_rows([document_row(document, BATCH) for document in found if document is not None])
    return dict(clean_batch(documents, OPTIONS).tables)


def coded(articles: pa.Table, blocks: pa.Table) -> Tables:
    """What the stage enrich makes of the articles."""
    return dict(enrich_batch(articles, blocks).tables)


def grouped(articles: pa.Table, blocks: pa.Table) -> Tables:
    """Shared passages, and the articles with their families and stories."""
    found = deduplicate(articles, fingerprint_batch(articles.select(["article_id", "body"])))
    groups = found["article_groups"]
    of_article = groups.take(pc.index_in(articles["article_id"], groups["article_id"]))
    for name in ("duplicate_of", "story_id"):
        articles = articles.append_column(name, of_article[name])
    return {"articles": articles, "text_reuse": found["text_reuse"]}


def as_read(articles: pa.Table, blocks: pa.Table) -> Tables:
    """Nothing more: the set asks for the articles alone."""
    return {}


class InProcess:
    """What the scoreboard asks of a project, answered without a warehouse: marts are the stage tables of the same name.

    `further` is the work that a set needs after cleaning; `folder` takes the records and the stage files.
    """

    def __init__(self, folder: Path, further: Callable[[pa.Table, pa.Table], Tables]) -> None:
        self.folder, self.further = folder, further
        self.seconds = 0.0
        self._answers: dict[Path, duckdb.DuckDBPyConnection] = {}

    def run(self, name: str, source: list[dict[str, Any]] | Path) -> Path:
        """Reads, cleans and codes records or a folder; the handle under which it can be queried."""
        handle = self.folder / name
        raw = source if isinstance(source, Path) else _written(source, self.folder / f"{name}.jsonl")
        began = perf_counter()
        read = cleaned(raw)
        tables = {"articles": read["articles"]} | self.further(read["articles"], read["blocks"])
        self.seconds = perf_counter() - began
        self._answers[handle] = _database(tables)
        if "time_expressions" in tables:
            stage = handle / "stages" / "time_expressions"
            stage.mkdir(parents=True)
            pq.write_table(tables["time_expressions"], stage / f"{BATCH}.parquet")
        return handle

    def query(self, handle: Path, sql: str) -> list[dict[str, Any]]:
        """Rows of a query; days and times are text, as in JSON."""
        rows = self._answers[handle].sql(sql).to_arrow_table().to_pylist()
        return [{name: str(value) if isinstance(value, date) else value for name, value in row.items()} for row in rows]


def _written(records: list[dict[str, Any]], path: Path) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(record)}\n" for record in records)
    return path


def _database(tables: Tables) -> duckdb.DuckDBPyConnection:
    database = duckdb.connect()
    for name, table in tables.items():
        database.register(name, table)
    return database


@contextmanager
def smaller_sets() -> Iterator[Path]:
    """A folder that stands for the data: one flattener's dumps and the first generated duplicates, all else linked."""
    with tempfile.TemporaryDirectory(prefix="onrecord-gold-") as made:
        folder = Path(made)
        for path in sorted(DATA.iterdir()):
            if path.name == "dumps":
                (folder / "dumps").mkdir()
                flattener = min(path.iterdir())
                (folder / "dumps" / flattener.name).symlink_to(flattener)
            elif path.name.startswith("duplicates_"):
                _copy_first(path, folder / path.name, FIRST_DUPLICATES)
            else:
                (folder / path.name).symlink_to(path)
        yield folder


def _copy_first(path: Path, target: Path, most: int) -> None:
    """The first lines of a gzipped file; articles and their truth stand in the same order."""
    with gzip.open(path, "rb") as lines, gzip.open(target, "wb", compresslevel=1) as first:
        first.writelines(islice(lines, most))


@cache
def measured(name: str) -> Figures:
    """The scoreboard's figures of one set, without those of speed."""
    with smaller_sets() as data, tempfile.TemporaryDirectory(prefix="onrecord-gold-") as folder:
        figures = scoreboard().SETS[name](InProcess(Path(folder), FURTHER[name]), data)
    return {figure: value for figure, value in figures.items() if not figure.endswith("per_second")}


FURTHER = {
    "quotes": coded, "times": coded, "events": coded, "pages": as_read, "dumps": as_read,
    "stories": grouped, "duplicates": grouped, "event_dates": coded,
}  # fmt: skip
MEASURES = {name: partial(measured, name) for name in FURTHER}
