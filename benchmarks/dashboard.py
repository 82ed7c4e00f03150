"""The dashboard on a large warehouse: wall seconds of each query, of each page's queries, and until each page stands in Chromium.

python benchmarks/dashboard.py [QUOTES]

Queries are asked with nothing kept from before. Each page is opened in a new browser from a new server that has shown one other page
(`first`), then once more (`again`); the time runs from the address to the last words of the page, with nothing left to draw. Without
Chromium pages are left out.

The warehouse is the sample corpus many times over: the same rows with other ids, other names of speakers and outlets, and other days.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dashboard import data
from onrecord.warehouse.query import ask
from onrecord.warehouse.sources import literal
from tests.dashboard.browser import CHROMIUM, DRIVER, browser, dashboard

# Words that stand at the end of each page.
PAGES = {
    "overview": "Stories told",
    "quotes": "On the page",
    "speakers": "Said, the latest",
    "events": "Where the reports",
    "outlets": "Who tells which",
    "health": "Snapshots and",
}
ROOT = Path(__file__).resolve().parents[1]
VIEWS = ROOT / "dashboard" / "views"
NAMES = ("outlet_name", "speaker_name", "actor_name", "first_outlet_name", "from_outlet_name", "to_outlet_name")
NAMESAKES = 40  # names are repeated in so many variants: 6 outlets become 240
DAYS = 900  # days that the copies are spread over


def sample(folder: Path) -> Path:
    """The warehouse of the sample corpus."""
    command = [sys.executable, "-c", "from onrecord.cli.main import main; main()", "run", "--warehouse", str(folder / "sample")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own arguments
    return folder / "sample"


def multiplied(given: Path, folder: Path, quotes: int) -> Path:
    """A warehouse with the rows of another as often as makes so many quotes."""
    place = folder / "large"
    place.mkdir()
    shutil.copy(given / "manifest.json", place)
    with duckdb.connect(str(place / "onrecord.duckdb")) as connection:
        connection.execute(f"ATTACH {literal(str(given / 'onrecord.duckdb'))} AS few (READ_ONLY)")
        (count,) = connection.execute("SELECT count(*) FROM few.main.quotes").fetchone() or (1,)
        times = max(1, round(quotes / count))
        tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'few'").fetchall()
        for schema, table in tables:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            copies = 1 if schema == "ops" else times
            columns = connection.execute(f"DESCRIBE few.{schema}.{table}").fetchall()
            chosen = ", ".join(other(name, kind) for name, kind, *_ in columns)
            connection.execute(f"CREATE TABLE {schema}.{table} AS SELECT {chosen} FROM few.{schema}.{table}, range({copies}) AS copy(n)")
    return place


def other(name: str, kind: str) -> str:
    """A column as a copy has it."""
    if name.endswith("_id") and kind == "VARCHAR" and name not in {"run_id", "snapshot_id"}:
        value = f"{name} || '-' || {'n % ' + str(NAMESAKES) if name in {'outlet_id', 'speaker_id'} else 'n'}"
    elif name in NAMES:
        value = f"{name} || ' ' || (n % {NAMESAKES})"
    elif kind in {"DATE", "TIMESTAMP"}:
        value = f"CAST({name} + INTERVAL (n % {DAYS}) DAY AS {kind})"
    else:
        value = name
    return f"{value} AS {name}"


def opened(place: Path) -> None:
    """Seconds until each page stands in a browser."""
    for name, words in PAGES.items():
        with dashboard(place) as address, browser() as page:
            page.open(f"{address}/health" if name != "health" else address)  # Chromium has the program of the pages; the server is awake
            page.wait_for(PAGES["health" if name != "health" else "overview"])
            seconds = []
            for _ in range(2):
                page.open("about:blank")
                began = time.perf_counter()
                page.open(f"{address}/{name}".replace("/overview", "/"))
                page.wait_for(words, look_seconds=0.05)
                seconds.append(time.perf_counter() - began)
        say(f"page {name:19}{seconds[0]:8.3f} s first  {seconds[1]:8.3f} s again")


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Builds the warehouse, asks every query, and adds them up by page."""
    quotes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        place = multiplied(sample(folder), folder, quotes)
        with duckdb.connect(str(place / "onrecord.duckdb"), read_only=True) as connection:
            told = "SELECT (SELECT count(*) FROM quotes), (SELECT count(*) FROM articles), (SELECT count(*) FROM events)"
            say(f"quotes, articles, events: {connection.execute(told).fetchone()}")
            chosen = "SELECT mode(speaker_id), min(utterance_id), min(article_id) FROM quotes"
            speaker, utterance, article = connection.execute(chosen).fetchone() or ("", "", "")
            (event,) = connection.execute("SELECT min(event_id) FROM events").fetchone() or ("",)
        ids = {"utterance": utterance, "speaker": speaker, "article": article, "event": event, "subject": event}
        seconds: dict[str, float] = {}
        for name in data.queries():
            values = data.filled(name)
            values |= {key: value for key, value in ids.items() if key in values and name != "utterances"}
            began = time.perf_counter()
            rows = len(ask(place, data.queries()[name].sql, values).rows)
            seconds[name] = time.perf_counter() - began
            say(f"{name:24}{seconds[name]:8.3f} s  {rows:5} rows")
        began = time.perf_counter()
        filters = {"words": "money", "speaker": "an", "first": "2025-01-01", "kind": "direct"}
        ask(place, data.queries()["utterances"].sql, data.filled("utterances") | filters)
        say(f"{'utterances, filtered':24}{time.perf_counter() - began:8.3f} s")
        for view in sorted(VIEWS.glob("[a-z]*.py")):
            asked = set(re.findall(r'"(\w+)"', view.read_text("utf-8"))) & set(seconds)
            say(f"page {view.stem:19}{sum(seconds[name] for name in asked):8.3f} s  {len(asked):5} queries")
        if CHROMIUM and DRIVER:
            opened(place)


if __name__ == "__main__":
    main()
