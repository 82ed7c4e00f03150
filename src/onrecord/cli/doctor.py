"""`onrecord doctor`: what is wrong with an installation or a warehouse."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.console import console, print_json, say, table
from onrecord.cli.options import json_option, settings_of, warehouse_options
from onrecord.warehouse.status import check_installation, check_warehouse


@click.command()
@warehouse_options
@json_option
def doctor(config: Path | None, warehouse: str | None, as_json: bool) -> int:
    """Look at the installation and the warehouse, and say what is wrong and what to do; the exit code is 1 when there is a problem."""
    findings = [*check_installation(), *check_warehouse(settings_of(config, warehouse=warehouse).warehouse_path)]
    problems = [f for f in findings if f.level == "problem"]
    if as_json:
        print_json([asdict(f) for f in findings])
    else:
        console().print(table(["what", "state", "found"], [(f.name, f.level, f.text) for f in findings]))
        say("Nothing is wrong." if not problems else f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}.")
    return 1 if problems else 0
