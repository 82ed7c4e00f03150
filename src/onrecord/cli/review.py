"""`onrecord review`: the rows a person should look at first, on screen or as a sheet to fill in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import click

from onrecord.cli.console import print_json, say
from onrecord.cli.options import json_option, settings_of, warehouse_options
from onrecord.warehouse.checkout import readable
from onrecord.warehouse.export import safe_cell
from onrecord.warehouse.query import run_query

TO_FILL_IN = ("is_right", "should_be", "note")


@click.command()
@click.option("--of", "subject", type=click.Choice(["quote", "event_report"]), help="Only these rows. [default: both]")
@click.option("--rows", type=click.IntRange(1), default=20, show_default=True, help="Rows to list at most.")
@click.option("--sheet", type=click.Path(dir_okay=False, path_type=Path), help="Write them as a CSV sheet with columns to fill in.")
@warehouse_options
@json_option
def review(subject: str | None, rows: int, sheet: Path | None, config: Path | None, warehouse: str | None, as_json: bool) -> None:
    """List the rows whose checking would teach most: doubtful ones of rules that made many, no two alike first.

    Worth is the doubt (4 c (1 - c) of the confidence c) times the logarithm of the rows made alike, divided by the place among them.
    """
    values = {"rows": str(rows), "of": subject or ""}
    found = run_query(readable(settings_of(config, warehouse=warehouse)), "review_next", values).records()
    if sheet is not None:
        write_sheet(sheet, found)
        say(f"{len(found)} rows to check are in {sheet}; `onrecord cite ID` shows where each stands.")
    elif as_json:
        print_json(found)
    else:
        for row in found:
            click.echo("\n".join(lines_of(row)) + "\n")
        say(f"{len(found)} rows; `onrecord cite ID` shows where each stands, `--sheet FILE` writes them to be filled in.")


def write_sheet(path: Path, rows: list[dict[str, Any]]) -> None:
    """The rows as CSV that no spreadsheet takes for formulas, with empty columns for the answers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*(rows[0] if rows else ("id",)), *TO_FILL_IN])
        writer.writeheader()
        writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in rows)


def lines_of(row: dict[str, Any]) -> list[str]:
    """One row for people: what it is and why it is asked, then what it says."""
    why = f"confidence {row['confidence']:.2f}, one of {row['rows_alike']} by {row['rule_id']}"
    return [
        f"{row['id']}  {row['subject_type'].replace('_', ' ')}, {row['kind']}, {row['outlet_name'] or 'unknown outlet'}: {why}",
        f"  who   {row['who'] or 'nobody named'} ({row['told_by'] or 'no cue'})",
        f"  what  {' '.join(str(row['what']).split())}",
    ]
