"""Three questions answered after a run, from the cookbook."""

from __future__ import annotations

from pathlib import Path

from rich.console import Group

from onrecord.cli.console import answer_table
from onrecord.errors import OnrecordError
from onrecord.warehouse.query import named_queries, run_query

SHOWN: tuple[tuple[str, dict[str, str]], ...] = (
    ("most_quoted", {"rows": "5"}),
    ("quote_wordings", {}),
    ("event_coverage", {"rows": "5"}),
)


def answered_questions(warehouse: Path) -> list[Group]:
    """A table a question; one that cannot be answered (an empty warehouse) is left out."""
    known = named_queries()
    found = []
    for name, values in SHOWN:
        try:
            answer = run_query(warehouse, name, values)
        except OnrecordError:
            continue
        if answer.rows:
            found.append(answer_table(answer, f"{known[name].question}   (onrecord query {name})"))
    return found
