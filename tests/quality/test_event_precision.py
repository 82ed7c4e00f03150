"""Events of sentences that mostly report none: reports that are sure are right, and enough events are found."""

from __future__ import annotations

import pytest

from tests.quality.event_precision import HALVES, SURE, Tally, labelled, measure

FLOORS = {"development": (0.87, 0.76), "held out": (0.74, 0.69)}
"""Precision and recall of all actual reports, by half, a little below what was measured."""
SURE_FLOORS = {"development": (0.93, 0.7), "held out": (0.76, 0.63)}


def _assert_at_floors(tallies: dict[str, Tally], floors: dict[str, tuple[float, float]]) -> None:
    for half, (precision, recall) in floors.items():
        assert tallies[half].precision >= precision, half
        assert tallies[half].recall >= recall, half


def test_precision_of_all_reports() -> None:
    """Every report with modality actual counts."""
    _assert_at_floors(measure()[0], FLOORS)


def test_precision_of_sure_reports() -> None:
    """Only reports of the confidence that counts as sure."""
    _assert_at_floors(measure(SURE)[0], SURE_FLOORS)


def test_the_set_is_large_and_mostly_without_events() -> None:
    """At least 500 sentences, all different, more of them without an event than with one, in two halves of similar size."""
    cases = list(labelled())
    assert len({case.sentence for case in cases}) == len(cases) >= 500
    assert sum(not case.labels for case in cases) > len(cases) / 2
    assert all(sum(case.half == half for case in cases) > 240 for half in HALVES)


@pytest.mark.parametrize(("right", "wrong", "missed", "precision", "recall"), [(0, 0, 0, 1.0, 1.0), (3, 1, 2, 0.75, 0.6)])
def test_figures_of_a_tally(right: int, wrong: int, missed: int, precision: float, recall: float) -> None:
    """Shares of the reports and of the labels; nothing reported and nothing to report is no failure."""
    tally = Tally(right, wrong, missed)
    assert (tally.precision, tally.recall) == (precision, recall)
