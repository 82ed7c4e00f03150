"""The event types of PLOVER as a table: CAMEO root code, quad class, Goldstein score and modes of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

QUAD_CLASSES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types. `quad_class` is 1 to 4 (see QUAD_CLASSES), `goldstein` -10 (worst conflict) to 10 (best cooperation)."""

    name: str
    cameo_root_code: str
    quad_class: int
    goldstein: float
    modes: tuple[str, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether the type is verbal or material conflict."""
        return self.quad_class >= 3


def data_rows(name: str) -> Iterator[list[str]]:
    """The entries of one of this package's data files, split at white space; comments and empty lines left out."""
    lines = resources.files("onrecord.events").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return (line.split() for line in lines if line.strip() and not line.startswith("#"))


@cache
def event_types() -> dict[str, EventType]:
    """The 16 types by name, in the order of the data file.

    Method: PLOVER (Halterman et al., 2023); Goldstein scores of the CAMEO roots they stand for. CONCEDE and RETREAT are kept apart.

    >>> event_types()["ASSAULT"].quad_class
    4
    """
    types = (EventType(name, root, int(quad), float(score), tuple(modes)) for name, root, quad, score, *modes in data_rows("plover.txt"))
    return {entry.name: entry for entry in types}
