"""How sure a quote is: the share of right ones among those of its kind, measured on articles kept from learning."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

UNKNOWN = 0.5


@cache
def _table() -> dict[str, float]:
    file = resources.files("onrecord.quotes").joinpath("data", "confidence.json")
    return {str(key): float(value) for key, value in json.loads(file.read_text(encoding="utf-8"))["measured"].items()}


def confidence_key(rule_id: str, quote_type: str, score: float | None) -> str:
    """The row of the reliability table: rule, type, and the tenth the model's score falls in."""
    tenth = "" if score is None else f" {min(9, int(score * 10))}"
    return f"{rule_id} {quote_type}{tenth}"


def measured(rule_id: str, quote_type: str, score: float | None) -> float:
    """Probability, 0 to 1, that a quote of this kind is right."""
    table = _table()
    return table.get(confidence_key(rule_id, quote_type, score), table.get(confidence_key(rule_id, quote_type, None), UNKNOWN))
