"""The schedule: `daily` served by this process, with Prefect's own server on loopback where no other is named."""

from __future__ import annotations

import sys
from dataclasses import asdict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prefect.schedules import Cron, Schedule

from flows.daily import daily
from flows.server import client_of, start_server
from onrecord.errors import UsageError
from onrecord.settings import Settings

NAME = "nightly"


def serve(settings: Settings, *, dry: bool = False) -> None:
    """Runs `daily` by the settings' cron expression until it is stopped; one run at a time.

    Args:
        settings: of the runs, and of the schedule.
        dry: say what would be scheduled, and end.

    Raises:
        UsageError: for a cron expression or time zone that does not exist.
        OnrecordError: if Prefect's server does not start.
    """
    schedule = cron(settings)
    print(f"daily runs at '{settings.schedule}' ({settings.timezone}) into {settings.warehouse}", file=sys.stderr)  # noqa: T201 - for people
    if dry:
        return
    with client_of(start_server(schedules=True)):
        daily.serve(
            name=NAME, schedule=schedule, parameters={"settings": asdict(settings)}, tags=["onrecord"], limit=1,
            description="Takes in what is new and publishes the warehouse.", paused=False, pause_on_shutdown=False,
        )  # fmt: skip


def cron(settings: Settings) -> Schedule:
    """The settings' schedule.

    Raises:
        UsageError: for a cron expression or time zone that does not exist.
    """
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f"The time zone {settings.timezone!r} does not exist; name one like Europe/Madrid.") from error
    try:
        return Cron(settings.schedule, timezone=settings.timezone)
    except ValueError as error:
        raise UsageError(f"The schedule {settings.schedule!r} is no cron expression (minute hour day month weekday): {error}") from error
