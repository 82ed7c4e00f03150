"""Floors of the measured quality: `python -m tests.quality.floors` raises them to what is measured now; only `--allow-lower` lowers one."""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tests.quality.gold import MEASURES

FLOORS = Path(__file__).with_name("floors.json")
GRAIN = 1000
"""Floors are cut to three digits."""


def floors() -> dict[str, float]:
    """The pinned floors by figure."""
    sets: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return {f"{name}.{figure}": floor for name, some in sets.items() for figure, floor in some.items()}


def write_floors(pinned: Mapping[str, float]) -> None:
    """Pins figures, set by set."""
    sets: dict[str, dict[str, float]] = defaultdict(dict)
    for full_name, floor in sorted(pinned.items()):
        name, _, figure = full_name.partition(".")
        sets[name][figure] = floor
    FLOORS.write_text(json.dumps(sets, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    """Measures everything and pins it; 1 when a figure fell below its floor and may not be lowered."""
    pinned = floors() if FLOORS.exists() else {}
    fallen = 0
    for name, measure in MEASURES.items():
        for figure, value in measure().items():
            floor = math.floor(value * GRAIN) / GRAIN
            if floor < pinned.get(figure, 0.0) and "--allow-lower" not in arguments:
                print(f"{name}: {figure} fell to {value:.4f}, its floor is {pinned[figure]}")
                fallen += 1
                continue
            pinned[figure] = floor
    write_floors(pinned)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
