"""How often a report like this one is right, as measured on development sentences."""

from __future__ import annotations

from functools import cache

from onrecord.events.model import EventReport
from onrecord.events.plover import data_rows


@cache
def _table() -> dict[str, float]:
    return {" ".join(row[:-1]): float(row[-1]) for row in data_rows("confidence.txt")}


def family(report: EventReport) -> str:
    """The family a report is measured in: its type, and how many of its two parties are there.

    Method: shares of right reports per family, drawn to the share of all types where a family is small; see onrecord.events.calibrate.
    """
    return f"{report.event_type} {'both' if report.actors and report.recipients else 'one'}"


def confidence(report: EventReport) -> float:
    """Probability that type and parties of a report are right (0 to 1)."""
    table = _table()
    name = family(report)
    return table.get(name, table[name.split()[-1]])
