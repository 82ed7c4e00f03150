"""How often a report like this one is right, as measured on development sentences."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from onrecord.events.lexicon import word_classes
from onrecord.events.model import EventReport, Party
from onrecord.events.plover import data_rows

EVERY = "every"
"""The feature of every report."""


@cache
def _table() -> dict[str, float]:
    return {name: float(weight) for name, weight in data_rows("confidence.txt")}


def features(report: EventReport) -> tuple[str, ...]:
    """The features of a report: its type, and what kind of party stands on each side; see onrecord.events.calibrate for their weights."""
    return EVERY, report.event_type, f"{_side(report.actors)}-{_side(report.recipients)}"


def _side(parties: Iterable[Party]) -> str:
    """What stands on a side: nobody, a party of a country, an office or an armed group, or another one."""
    kinds = [party.country_code is not None or not word_classes()["political"].isdisjoint(party.name.lower().split()) for party in parties]
    return "political" if any(kinds) else "other" if kinds else "none"


def confidence(report: EventReport) -> float:
    """Probability that type and parties of a report are right (0 to 1): a logistic sum of the weights of its features."""
    return 1 / (1 + math.exp(-sum(_table().get(feature, 0.0) for feature in features(report))))
