"""`onrecord run`: the whole job, or one stage of it; and `onrecord backfill` for a stretch of the past."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from onrecord.cli.console import console, print_json, say, table
from onrecord.cli.options import MEANINGS, json_option, settings_of, warehouse_options
from onrecord.cli.overview import answered_questions
from onrecord.places import is_remote
from onrecord.read.walk import check_roots
from onrecord.settings import Settings
from onrecord.stages import STAGES
from onrecord.warehouse.query import run_query

COLUMNS = ("stage", "rows_in", "rows_out", "rows_rejected", "rows_merged", "seconds")
# What the last run set aside, the most frequent reasons first.
SET_ASIDE = """
SELECT stage, reason_code, count(*), min(reason_text)
FROM ops.quarantine
WHERE run_id = (SELECT run_id FROM ops.snapshots ORDER BY went_live_at DESC LIMIT 1)
GROUP BY stage, reason_code
ORDER BY count(*) DESC, stage, reason_code
LIMIT 5
"""


@click.command()
@click.argument("more", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--raw", multiple=True, type=click.Path(), metavar="PATH", help=f"{MEANINGS['raw']} May be given several times. [default: data/raw]"
)
@warehouse_options
@click.option("--stage", type=click.Choice(list(STAGES)), help="Run this stage alone.")
@click.option("--task-runner", metavar="RUNNER", help=MEANINGS["task_runner"])
@click.option("--corrections", type=click.Path(dir_okay=False), metavar="FILE", help=MEANINGS["corrections"])
@click.option("--owners", type=click.Path(dir_okay=False), metavar="FILE", help=MEANINGS["owners"])
@click.option("--workers", type=click.IntRange(0), help=MEANINGS["workers"])
@json_option
def run(more: tuple[str, ...], raw: tuple[str, ...], stage: str | None, as_json: bool, config: Path | None, **flags: Any) -> None:
    """Take in what is new below the raw folders and publish the warehouse.

    A second run over the same files changes nothing and says so. Files that cannot be used are set aside with a reason; the run goes on.
    """
    settings = settings_of(config, raw=(*raw, *more) or None, **flags)
    if stage in {None, "ingest"}:
        check_roots([Path(root) for root in settings.raw if not is_remote(root)])  # told at once, before Prefect is started
    from onrecord.cli import pipeline

    if stage:
        report = pipeline.run(stage, settings)
        show_stage(report, as_json)
        return
    show_run(pipeline.run("daily", settings), settings, as_json)


@click.command()
@click.argument("first", metavar="FIRST", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("last", metavar="LAST", type=click.DateTime(["%Y-%m-%d"]))
@click.option(
    "--raw", multiple=True, type=click.Path(), metavar="PATH", help="Folder that holds a folder a day (2026-11-03). [default: data/raw]"
)
@warehouse_options
@json_option
def backfill(first: datetime, last: datetime, raw: tuple[str, ...], as_json: bool, config: Path | None, **flags: Any) -> None:
    """Take in the raw folders of the days FIRST to LAST (YYYY-MM-DD), and publish once."""
    settings = settings_of(config, raw=raw or None, **flags)
    check_roots([Path(root) for root in settings.raw if not is_remote(root)])
    from onrecord.cli import pipeline

    days: tuple[date, date] = (first.date(), last.date())
    show_run(pipeline.run("backfill", settings, *days), settings, as_json)


def show_stage(report: Any, as_json: bool) -> None:
    """The line of one stage."""
    if as_json:
        print_json(report.row())
        return
    if report.is_idle:
        say(f"Nothing new for the stage {report.stage}.")
    console().print(stage_table([report.row()]))


def show_run(report: Any, settings: Settings, as_json: bool) -> None:
    """What came of a run: a line a stage, the checks that warned, what changed, three answers, and where to look next."""
    if as_json:
        warned = [
            {"stage": c.stage, "table": c.table_name, "check": c.check_name, "text": c.check_text, "rows_failed": c.rows_failed}
            for c in report.warnings()
        ]
        shown = {"run_id": report.run_id, "warehouse": report.warehouse, "is_new": report.is_new}
        print_json(shown | {"stages": report.rows(), "warnings": warned, "changes": report.changes})
        return
    out = console()
    out.print(stage_table(report.rows()))
    if not report.is_new:
        click.echo(nothing_new(settings))
        return
    for check in report.warnings():
        say(f"Warning: {check.table_name}: {check.check_text} {check.rows_failed} of {check.rows_checked} rows failed.")
    for line in (*report.changes, *set_aside_lines(settings.warehouse_path)):
        click.echo(line)
    for answer in answered_questions(settings.warehouse_path):
        out.print(answer)
    click.echo(where_next(settings))


def set_aside_lines(warehouse: Path) -> list[str]:
    """What the run set aside, by reason, and where to read more; none where nothing was."""
    rows = run_query(warehouse, SET_ASIDE).rows
    told = [
        f"Set aside as {code} in {stage}: {count:,}. {'' if count == 1 else 'One of them: '}{text}" for stage, code, count, text in rows
    ]
    return [*told, "  (onrecord query last_rejections tells of each)"] if told else []


def nothing_new(settings: Settings) -> str:
    """Why there was nothing to do."""
    if not (settings.warehouse_path / "manifest.json").exists():
        return f"Nothing to read: there is no document below {', '.join(settings.raw)}. Put pages there, or name them with --raw."
    return f"Nothing new: every file is on record already; the warehouse {settings.warehouse} is as it was."


def stage_table(rows: list[dict[str, Any]]) -> Any:
    """A line a stage."""
    return table(
        ["stage", "in", "out", "rejected", "merged", "seconds"], [[row[name] for name in COLUMNS] for row in rows], "What came of it"
    )


def where_next(settings: Settings) -> str:
    """What a reader may do now."""
    place = settings.warehouse_path
    return (
        f"The warehouse is {place / 'onrecord.duckdb'} (any DuckDB opens it), the same tables as Parquet are in {place / 'marts'}.\n"
        f"  onrecord query                    the named questions, and your own SQL\n"
        f"  onrecord cite ID                  the evidence of a quote, utterance, event report or event\n"
        f"  onrecord quality                  the checks of the last run ({place / 'docs' / 'quality' / 'index.html'} has them as pages)\n"
        f"  onrecord dashboard                the same in the browser\n"
        f"  onrecord doctor                   what is wrong, if anything"
    )
