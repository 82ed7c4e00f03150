"""`onrecord quality`: the checks of the last run."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.console import console, print_json, say, table
from onrecord.cli.options import json_option, settings_of, warehouse_options
from onrecord.errors import QualityError
from onrecord.warehouse.checkout import readable
from onrecord.warehouse.status import quality as last_quality


@click.command()
@warehouse_options
@json_option
@click.option("--failed", is_flag=True, help="Only the checks that failed.")
def quality(config: Path | None, warehouse: str | None, as_json: bool, failed: bool) -> int:
    """Show the data-quality checks of the last run; the exit code is 3 when a critical one failed."""
    place = readable(settings_of(config, warehouse=warehouse))
    found = last_quality(place)
    checks = found.failed if failed else found.checks
    critical = [c for c in found.failed if c["severity"] == "critical"]
    if as_json:
        print_json({"run_id": found.run_id, "is_live": found.is_live, "checks": checks})
        return QualityError.exit_code if critical else 0
    rows = [
        (
            c["stage"],
            c["table_name"],
            "passed" if c["is_passed"] else f"FAILED ({c['severity']})",
            c["rows_failed"],
            c["rows_checked"],
            c["check_text"],
        )
        for c in checks
    ]
    state = "is live" if found.is_live else "was not published"
    console().print(table(["stage", "table", "result", "failed", "checked", "check"], rows, f"Run {found.run_id} {state}"))
    say(f"{len(found.checks) - len(found.failed)} checks passed, {len(found.failed)} failed.")
    say(f"As pages: {place / 'docs' / 'quality' / 'index.html'}")
    return QualityError.exit_code if critical else 0
