"""The whole job on generated records: articles a second, CPU by stage, memory, and how the cost of an article grows with their number.

python benchmarks/pipeline.py [ARTICLES]...

Each size is one `onrecord run` (stages, models, checks and publication included) over `benchmarks/news_corpus.py` in a folder of its own,
and a second run that adds a hundredth. Peak memory is that of all its processes together, looked at five times a second; what they share
counts once for each. The peer is what can be had here of a plain stack, on the same records in the same run, on one core: spaCy's tokens
and sentences, one pattern for quotes and one-permutation MinHash (`benchmarks/minhash.py`); it has no model for names or parsing, no
dates, no events, no warehouse. What a plain stack with a spaCy pipeline takes beyond that is not measured.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.minhash import families
from benchmarks.news_corpus import records

ROOT = Path(__file__).resolve().parents[1]
QUOTE = re.compile(r"[“\"]([^”\"\n]{10,400})[”\"]\s+(?:said|says|told|warned)?\s*([A-Z]\w+ [A-Z]\w+)?")
LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: wall and CPU seconds, peak bytes, and its report."""

    wall: float
    cpu: float
    peak: int
    report: dict[str, Any]


def run(raw: Path, warehouse: Path) -> Cost:
    """One `onrecord run`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    arguments = ["run", "--raw", str(raw), "--warehouse", str(warehouse), "--json"]
    command = [sys.executable, "-c", "from onrecord.cli.main import main; main()", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own arguments
        peak = [0]
        threading.Thread(target=_watch, args=(process.pid, peak), daemon=True).start()
        out = process.communicate()[0]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode:
        sys.exit(f"the run ended with {process.returncode}")
    wall = time.perf_counter() - began
    try:
        return Cost(wall, cpu, peak[0], json.loads(out))
    except ValueError:
        sys.exit(f"the run printed no JSON: {out[:500]!r}")


def _watch(pid: int, peak: list[int]) -> None:
    """Keeps the largest sum of the memory of a process and all that it started."""
    while Path(f"/proc/{pid}").exists():
        parents = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
                parents[int(folder.name)] = (int(fields[1]), int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))
            except (OSError, IndexError):  # ended meanwhile
                continue
        family, size = {pid}, 0
        while more := {child for child, (parent, _) in parents.items() if parent in family} - family:
            family |= more
        size = sum(parents[one][1] for one in family if one in parents)
        peak[0] = max(peak[0], size)
        time.sleep(LOOK_SECONDS)


def peer(texts: list[str]) -> float:
    """CPU seconds of the plain stack."""
    import spacy

    began = time.process_time()
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    found = 0
    for document in pipeline.pipe(texts):
        found += sum(1 for _ in document.sents) + len(QUOTE.findall(document.text))
    families(texts)
    return time.process_time() - began


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(count: int, folder: Path) -> float:
    """Prints what a size takes; hands back CPU ms an article."""
    lines = list(records(count + count // 100))
    raw = folder / "raw"
    raw.mkdir(parents=True)
    (raw / "a.jsonl").write_text("\n".join(lines[:count]) + "\n", encoding="utf-8")
    texts = [json.loads(line)["text"] for line in lines[:count]]
    say(f"{count:,} articles of {sum(map(len, texts)) / count:,.0f} characters")
    cost = run(raw, folder / "warehouse")
    each = 1000 * cost.cpu / count
    told = f"{count / cost.wall:.1f} articles/s, {each:.1f} CPU ms an article, peak {cost.peak / 2**20:,.0f} MB"
    say(f"  all      {cost.wall:8.1f} s  {told}")
    seconds = {row["stage"]: row["seconds"] for row in cost.report["stages"]}
    say("  " + ", ".join(f"{stage} {taken:.1f} s" for stage, taken in seconds.items()))
    plain = peer(texts)
    per_article = 1000 * plain / count
    say(f"  peer     {plain:8.1f} s  {per_article:.1f} CPU ms an article; onrecord takes {each / per_article:.1f} times its CPU")
    (raw / "b.jsonl").write_text("\n".join(lines[count:]) + "\n", encoding="utf-8")
    more = run(raw, folder / "warehouse")
    say(f"  1% more  {more.wall:8.1f} s  {more.wall / cost.wall:.2f} of the first run, {more.cpu / cost.cpu:.2f} of its CPU")
    seconds = {row["stage"]: row["seconds"] for row in more.report["stages"]}
    say("  " + ", ".join(f"{stage} {taken:.1f} s" for stage, taken in seconds.items()))
    return each


def main() -> None:
    """Every size, then the growth between the first and the last."""
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 4_000]
    each = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            each[count] = measure(count, Path(folder))
    if len(sizes) > 1:
        say(f"an article at {sizes[-1]:,} costs {each[sizes[-1]] / each[sizes[0]]:.2f} times what it costs at {sizes[0]:,}")


if __name__ == "__main__":
    main()
