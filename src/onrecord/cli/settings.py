"""`onrecord settings`: what is in force, or a file with every default to start from."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import click

from onrecord.cli.console import console, print_json, table
from onrecord.cli.options import config_option, json_option, settings_of
from onrecord.settings import Settings, settings_file


@click.command()
@config_option
@json_option
@click.option("--defaults", is_flag=True, help="Print a commented onrecord.toml with every default.")
def settings(config: Path | None, as_json: bool, defaults: bool) -> None:
    """Show the settings in force: onrecord.toml, then ONRECORD_* variables, then flags."""
    if defaults:
        click.echo(settings_file(), nl=False)
        return
    values = asdict(settings_of(config))
    if as_json:
        print_json(values)
        return
    rows = [(entry.name, values[entry.name], entry.metadata["help"]) for entry in fields(Settings)]
    console().print(table(["setting", "value", "meaning"], rows))
