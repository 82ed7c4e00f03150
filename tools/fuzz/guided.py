"""One target guided by coverage: `python -m tools.fuzz.guided TARGET FOLDER -max_total_time=60`, where atheris is installed.

FOLDER keeps the inputs that reached new code; the sound ones are put there first. What follows goes to libFuzzer.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    from tools.fuzz.targets import TARGETS

from tools.fuzz.inputs import seeds

EVERY = 1000  # inputs between two lines of counts


def main() -> None:
    """Runs until libFuzzer stops; an exception of a target is a crash that it reports with the input."""
    target, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds()[target]):
        (folder / f"sound{number}").write_bytes(content)
    outcomes: Counter[str] = Counter()

    def one(content: bytes) -> None:
        outcomes[TARGETS[target](content)] += 1
        if outcomes.total() % EVERY == 0:
            sys.stderr.write(f"{target}: {outcomes.total()} inputs: {dict(outcomes.most_common())}\n")

    atheris.Setup([sys.argv[0], str(folder), *sys.argv[3:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
