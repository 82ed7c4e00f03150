"""Expectations named for the domain, each with a sentence a reporter can read.

A check is critical (a failure stops the publication), or it sets rows aside (they go to `rejected/` with the sentence as the reason,
the rest goes on), or it only warns (it is published with the data).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["critical", "warning", "info"]
Kind = Literal["unique", "filled", "in_set", "between", "no_match", "holds", "share_filled", "mean_between"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One demand on one column of a checked frame.

    `name` is what reports call it, `sentence` what it demands. `kind` and `options` say how it is tested (see `gate.core`).
    `sets_aside` is for row-level checks whose failing rows are taken out instead of stopping the run.
    """

    name: str
    sentence: str
    column: str
    kind: Kind
    severity: Severity = "critical"
    sets_aside: bool = False
    options: dict[str, Any] = field(default_factory=dict)


def ids_are_unique(column: str, thing: str) -> Expectation:
    """No two rows have one id."""
    return Expectation(f"{column}_is_unique", f"Every {thing} has an id of its own.", column, "unique")


def is_filled(column: str, sentence: str, severity: Severity = "critical") -> Expectation:
    """A column without NULL."""
    return Expectation(f"{column}_is_filled", sentence, column, "filled", severity)


def is_one_of(column: str, values: Sequence[Any], severity: Severity = "critical") -> Expectation:
    """A column of the dictionary that has allowed values keeps to them."""
    return Expectation(
        f"{column}_is_known",
        f"{column} is one of the values the data dictionary allows.",
        column,
        "in_set",
        severity,
        options={"value_set": list(values)},
    )


def is_probability(column: str) -> Expectation:
    """A confidence or share lies between 0 and 1."""
    return Expectation(
        f"{column}_is_between_0_and_1", f"{column} lies between 0 and 1.", column, "between", options={"min_value": 0, "max_value": 1}
    )


def holds(column: str, sentence: str, severity: Severity = "critical", sets_aside: bool = False) -> Expectation:
    """A condition worked out beforehand (see `frames`) is true in every row."""
    return Expectation(column, sentence, column, "holds", severity, sets_aside, {"value_set": [True]})


def names_no(column: str, pattern: str, sentence: str, sets_aside: bool = False) -> Expectation:
    """No value matches a pattern."""
    return Expectation(
        f"{column}_names_nobody_wrong",
        sentence,
        column,
        "no_match",
        "warning" if sets_aside else "critical",
        sets_aside,
        {"regex": pattern},
    )


def share_filled(column: str, least: float, sentence: str) -> Expectation:
    """At least a share of the rows has a value: a warning, since an outlet may change overnight."""
    return Expectation(f"{column}_fill_rate", sentence, column, "share_filled", "warning", options={"mostly": least})
