"""`onrecord query`: SQL, or a named question, to the live warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from onrecord.cli.console import answer_table, console, say, table
from onrecord.cli.options import json_option, settings_of, warehouse_options
from onrecord.errors import UsageError
from onrecord.warehouse.checkout import readable
from onrecord.warehouse.query import NamedQuery, named_queries, run_query


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("question", required=False, metavar="[SQL | NAME]")
@click.argument("values", nargs=-1, metavar="[PARAMETER=VALUE | --PARAMETER VALUE]...")
@warehouse_options
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--sql", "show_sql", is_flag=True, help="Print the SQL of a named query instead of asking it.")
def query(question: str | None, values: Sequence[str], config: Path | None, warehouse: str | None, **form: bool) -> None:
    """Ask the live warehouse: any SQL, or a named query with its parameters. Alone, it lists the named queries.

    \b
    onrecord query most_quoted rows=5
    onrecord query who-said-first --speaker Lavrov --about sanctions
    onrecord query "SELECT speaker_name, quote_text FROM quotes LIMIT 5"
    """  # noqa: D301 - click knows the character \b, not the letters
    known = named_queries()
    if question is not None and question.replace("-", "_") in known:
        question = question.replace("-", "_")
    if question is None:
        list_queries(known)
        return
    if form["show_sql"]:
        if question not in known:
            raise UsageError(f"There is no named query {question}; `onrecord query` lists them.")
        click.echo(known[question].sql)
        return
    answer = run_query(readable(settings_of(config, warehouse=warehouse)), question, parameters(values))
    if form["as_json"]:
        click.echo(answer.to_json())
    elif form["as_csv"]:
        click.echo(answer.to_csv(), nl=False)
    else:
        console().print(answer_table(answer, known[question].question if question in known else None))
        say(f"{len(answer.rows)} {'row' if len(answer.rows) == 1 else 'rows'}")


def list_queries(known: dict[str, NamedQuery]) -> None:
    """The cookbook, with the parameters of each."""
    rows = [(q.name, q.question, ", ".join(f"{p.name}={p.default!r}" for p in q.parameters)) for q in known.values()]
    console().print(table(["query", "question", "parameters"], rows))


def parameters(values: Sequence[str]) -> dict[str, str]:
    """The values given as NAME=VALUE, --NAME=VALUE or --NAME VALUE.

    Raises:
        UsageError: for a value without a name, or a name without a value.
    """
    found: dict[str, str] = {}
    left = list(values)
    while left:
        name, mark, value = left.pop(0).partition("=")
        if not mark:
            if not name.startswith("--") or not left:
                raise UsageError(f"A parameter is given as NAME=VALUE or --NAME VALUE, not {name!r}.")
            value = left.pop(0)
        found[name.removeprefix("--").replace("-", "_")] = value
    return found
