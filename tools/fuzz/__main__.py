"""Runs the fuzzing and prints what each class of input got.

python -m tools.fuzz run --seconds 60             every target for a minute, with a generator of our own
python -m tools.fuzz growth                       how time grows with size, for every hostile class
python -m tools.fuzz run growth --write docs/hostile_input.md    both, and their tables put into the page
python -m tools.fuzz.guided html FOLDER -max_total_time=60       one target guided by coverage, where atheris is installed
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.time_limit import TooSlowError, time_limit
from tools.fuzz.growth import measured
from tools.fuzz.growth import table as growth_table
from tools.fuzz.inputs import CLASSES, inputs
from tools.fuzz.targets import TARGETS

HANG = 20.0  # seconds of computing for an input of at most 40,000 bytes: what takes longer counts as a hang
SHOWN = 8  # faults printed whole


@dataclass
class Tally:
    """What the inputs of one target and class got."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: dict[str, bytes] = field(default_factory=dict)

    def add(self, target: str, content: bytes) -> None:
        """Tries one input."""
        began = time.process_time()
        try:
            with time_limit(HANG):
                found = TARGETS[target](content)
        except TooSlowError:
            found = "HANG"
            self.faults.setdefault("HANG", content)
        except Exception as error:  # whatever it is, it is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            found = "FAULT"
            self.faults.setdefault(f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {str(error)[:120]}", content)
        self.outcomes[found] += 1
        self.slowest = max(self.slowest, time.process_time() - began)


def run(targets: list[str], seconds: float, seed: int) -> dict[tuple[str, str], Tally]:
    """Tries every target for so many seconds."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for target in targets:
        ends = time.monotonic() + seconds
        for kind, content in inputs(target, seed):
            if time.monotonic() >= ends:
                break
            tallies[target, kind].add(target, content)
        done = sum(tally.outcomes.total() for (name, _), tally in tallies.items() if name == target)
        print(f"{target}: {done} inputs", file=sys.stderr, flush=True)
    return tallies


def tables(tallies: dict[tuple[str, str], Tally]) -> Iterator[str]:
    """Markdown: a row a target and class."""
    yield "| target | class | inputs | what they got | faults | hangs | slowest, s |"
    yield "|---|---|---|---|---|---|---|"
    order = sorted(tallies, key=lambda key: (list(TARGETS).index(key[0]), CLASSES.index(key[1])))
    for target, kind in order:
        tally = tallies[target, kind]
        got = ", ".join(f"{name} {count:,}" for name, count in tally.outcomes.most_common() if name not in {"FAULT", "HANG"})
        bad = f"{tally.outcomes['FAULT']} | {tally.outcomes['HANG']}"
        yield f"| {target} | {kind} | {tally.outcomes.total():,} | {got} | {bad} | {tally.slowest:.2f} |"
    total = sum(tally.outcomes.total() for tally in tallies.values())
    faults, hangs = (sum(tally.outcomes[name] for tally in tallies.values()) for name in ("FAULT", "HANG"))
    yield f"| all | | {total:,} | | {faults} | {hangs} | {max(tally.slowest for tally in tallies.values()):.2f} |"


def put(page: Path, name: str, lines: list[str]) -> None:
    """Puts lines between the page's marks of a name."""
    text = page.read_text("utf-8")
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = text.partition(start)
    page.write_text(f"{before}{start}\n{chr(10).join(lines)}\n\n{end}{rest.partition(end)[2]}", "utf-8")


def main() -> int:
    """The commands of this module's head; the exit code is 1 where a fault or a hang was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="+", choices=("run", "growth"))
    parser.add_argument("--seconds", type=float, default=60, help="how long each target is tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", choices=sorted(TARGETS))
    parser.add_argument("--size", type=int, default=16_000, help="characters of the smaller size whose time is compared")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args()
    is_bad = False
    if "run" in given.what:
        tallies = run(given.target or list(TARGETS), given.seconds, given.seed)
        faults = [(target, name, content) for (target, _), tally in tallies.items() for name, content in tally.faults.items()]
        for target, name, content in faults[:SHOWN]:
            print(f"{target}: {name}\n  {content[:2000]!r}", file=sys.stderr)
        is_bad = bool(faults)
        lines = list(tables(tallies))
        print("\n".join(lines))
        if given.write:
            put(given.write, "counts", lines)
    if "growth" in given.what:
        found = list(measured(given.size, 60))
        for one in sorted(found, key=lambda m: -(m.factor or 0))[:15]:
            print(f"{one.form} {one.step} {one.name}: {one.small:.3f} s, {one.large:.3f} s", file=sys.stderr)
        lines = growth_table(found, given.size)
        print("\n".join(lines))
        if given.write:
            put(given.write, "growth", lines)
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main())
