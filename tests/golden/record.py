"""The sample corpus to every mart, as sorted CSV: `make golden` writes them anew, the diff is the review."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from onrecord.warehouse.build import build_models, open_build
from tests.assembly import assemble

ROOT = Path(__file__).parents[2]
MARTS = ROOT / "tests" / "golden" / "marts"
LEFT_OUT = ("body", "run_id")
"""The text is the raw page's, and a run's id changes with every page of the corpus."""


def corpus_marts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and CSV of every mart that the sample corpus comes to; `folder` takes the warehouse."""
    work = assemble([ROOT / "data" / "raw"], folder / "warehouse")
    with open_build(work.warehouse, work.run_id()) as build:
        build_models(build)
        for model in build.published:
            if model.schema not in {"main", "mart"} or model.name == "data_dictionary":
                continue
            names = [column.name for column in model.columns if column.name not in LEFT_OUT]
            target = folder / f"{model.name}.csv"
            columns = ", ".join(f'"{name}"' for name in names)
            build.connection.execute(f"COPY (SELECT {columns} FROM {model.full_name} ORDER BY ALL) TO '{target}' (HEADER, DELIMITER ',')")
            yield f"{model.schema}.{model.name}", target.read_text("utf-8")


def main() -> None:
    """Writes the golden files anew."""
    MARTS.mkdir(exist_ok=True)
    for old in MARTS.glob("*.csv"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in corpus_marts(Path(folder)):
            (MARTS / f"{name}.csv").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
