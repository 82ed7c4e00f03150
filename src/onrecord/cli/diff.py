"""`onrecord diff`: two snapshots told apart in words."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.console import print_json, say
from onrecord.cli.options import json_option, settings_of, warehouse_options
from onrecord.warehouse.checkout import readable


@click.command()
@click.argument("before", default="previous", metavar="[BEFORE]")
@click.argument("after", default="live", metavar="[AFTER]")
@warehouse_options
@click.option("--rows", type=click.IntRange(0), default=5, show_default=True, help="Rows of each kind to tell of each table.")
@json_option
def diff(before: str, after: str, rows: int, config: Path | None, warehouse: str | None, as_json: bool) -> None:
    """Tell two snapshots apart: what was added, removed and changed in the wide tables.

    BEFORE and AFTER are `live`, `previous`, the id of a kept snapshot (`onrecord query "FROM ops.snapshots"`), a warehouse folder or a
    database file. Without them the live snapshot is compared with the one before.
    """
    place = readable(settings_of(config, warehouse=warehouse))
    from onrecord.warehouse.compare import compare
    from onrecord.warehouse.kept import find_snapshot

    files = find_snapshot(place, before), find_snapshot(place, after)
    found = compare(*files, rows)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    if not any(one.is_changed for one in found):
        say("The two snapshots say the same.")
    for one in found:
        click.echo(one.line)
        for change in one.rows:
            click.echo(f"  {change.line}")
        for kind, count in (("added", one.added), ("changed", one.changed), ("removed", one.removed)):
            told = sum(change.kind == kind for change in one.rows)
            if told and told < count:
                click.echo(f"  ... and {count - told:,} more {kind} (--rows tells how many to show)")
