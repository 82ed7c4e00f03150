"""`python -m tests.faults [COUNT] [SEED]`: so many kills (200), one line each; exit code 1 if any made a difference."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from flows.environment import prepare

prepare("CRITICAL")

from flows.server import client_of, start_server  # noqa: E402
from tests.faults.harness import Harness  # noqa: E402


def main() -> int:
    """Runs the trials and sums up by scenario."""
    count, seed = [int(word) for word in sys.argv[1:3]] + [200, 1][len(sys.argv[1:3]) :]
    done, killed, failed = Counter[str](), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder, client_of(start_server()):
        harness = Harness(Path(folder))
        for trial in harness.trials(count, seed):
            done[trial.scenario] += 1
            killed[trial.scenario] += trial.was_killed
            failed += bool(trial.differences)
            print(trial.line, flush=True)
        points = sum(harness.counts.values())
    for name, number in done.items():
        print(
            f"{name}: {number} trials, {killed[name]} killed before the end, {harness.counts[name]} changes, {harness.seconds[name]:.1f} s"
        )
    print(f"{sum(killed.values())} of {count} killed before the end ({points} changes in all scenarios); {failed} made a difference")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
