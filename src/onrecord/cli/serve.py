"""`onrecord serve`: the schedule."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import MEANINGS, settings_of, warehouse_options


@click.command()
@warehouse_options
@click.option("--schedule", metavar="CRON", help=MEANINGS["schedule"])
@click.option("--timezone", metavar="ZONE", help=MEANINGS["timezone"])
@click.option("--once", is_flag=True, help="Show what would be scheduled, and end.")
def serve(config: Path | None, warehouse: str | None, schedule: str | None, timezone: str | None, once: bool) -> None:
    """Run the main job on a schedule until stopped (cron with a time zone).

    With PREFECT_API_URL set, that Prefect server keeps the schedule; without, one is started on loopback for as long as this runs.
    """
    wanted = settings_of(config, warehouse=warehouse, schedule=schedule, timezone=timezone)
    from onrecord.cli import pipeline

    pipeline.serve(wanted, dry=once)
