"""`onrecord doctor`: what is wrong with an installation or a warehouse."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.console import console, print_json, say, table
from onrecord.cli.options import json_option, settings_of, warehouse_options
from onrecord.warehouse.status import Finding, check_installation, check_warehouse
from onrecord.warehouse.upkeep import check_upkeep


@click.command()
@warehouse_options
@json_option
def doctor(config: Path | None, warehouse: str | None, as_json: bool) -> int:
    """Look at the installation and the warehouse, and say what is wrong and what to do; the exit code is 1 when there is a problem.

    Versions, SQL, files against the manifest, lock, leftovers, disk, schedule, ledger and retention; with PREFECT_API_URL set, the
    deployments of that server and their last runs too.
    """
    settings = settings_of(config, warehouse=warehouse)
    findings = [*check_installation(), *check_warehouse(settings.warehouse_path), *check_upkeep(settings)]
    if os.environ.get("PREFECT_API_URL"):
        from onrecord.cli import pipeline

        findings += [Finding(*found) for found in pipeline.look_at_server(settings)]
    problems = [f for f in findings if f.level == "problem"]
    if as_json:
        print_json([asdict(f) for f in findings])
    else:
        console().print(table(["what", "state", "found"], [(f.name, f.level, f.text) for f in findings]))
        say("Nothing is wrong." if not problems else f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}.")
    return 1 if problems else 0
