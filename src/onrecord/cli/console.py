"""How results look: tables on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from onrecord.warehouse.query import Answer

NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT", "DOUBLE", "FLOAT", "DECIMAL")
WIDE = 200
"""Columns of a table that goes into a file or pipe."""


def console(to_stderr: bool = False) -> Console:
    """A console on stdout, or on stderr; wide where nobody's window limits it."""
    stream = sys.stderr if to_stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else WIDE, highlight=False, soft_wrap=False, emoji=False, markup=False)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str | None = None) -> Group:
    """A table as people read it: figures to the right, nothing for NULL."""
    made = _empty_table()
    for at, name in enumerate(columns):
        values = [row[at] for row in rows if row[at] is not None]
        numeric = bool(values) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
        made.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        made.add_row(*(shown(value) for value in row))
    return titled(made, title)


def shown(value: Any) -> str:
    """A value as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "; ".join(shown(v) for v in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {shown(v)}" for k, v in value.items())
    return str(value)


def print_json(value: Any) -> None:
    """The value as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def say(text: str) -> None:
    """A line for people, on stderr."""
    click.echo(text, err=True)


def answer_table(answer: Answer, title: str | None = None) -> Group:
    """The answer to a query as a table."""
    numeric = [kind.startswith(NUMBERS) for kind in answer.types]
    made = _empty_table()
    for name, is_number in zip(answer.columns, numeric, strict=True):
        made.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in answer.texts():
        made.add_row(*row)
    return titled(made, title)


def titled(made: Table, title: str | None) -> Group:
    """A table below its title."""
    return Group("", Text(title, style="bold"), made) if title else Group(made)


def _empty_table() -> Table:
    return Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
