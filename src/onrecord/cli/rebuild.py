"""`onrecord rebuild`: what is on record made anew, from a stage on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.cli.options import MEANINGS, json_option, settings_of, warehouse_options
from onrecord.cli.run import show_run
from onrecord.warehouse.rebuild import REBUILT


@click.command()
@click.option("--from", "first_stage", type=click.Choice(REBUILT), help="The first stage to do again. [default: what is damaged needs]")
@warehouse_options
@click.option("--task-runner", metavar="RUNNER", help=MEANINGS["task_runner"])
@click.option("--workers", type=click.IntRange(0), help=MEANINGS["workers"])
@json_option
def rebuild(first_stage: str | None, config: Path | None, as_json: bool, **flags: Any) -> None:
    """Make the warehouse anew from what was ingested: after damage, an upgrade or a changed setting.

    Nothing new is taken in, and readers keep the live snapshot until the new one is whole. Every file is compared with the manifest first;
    the stages that made a damaged one are done again. With nothing damaged and no --from, the published tables alone are built anew.
    """
    settings = settings_of(config, **flags)
    from onrecord.cli import pipeline

    show_run(pipeline.run("rebuild", settings, first_stage or ""), settings, as_json)
