"""The same way for a stretch of the past: raw folders that are named by day, taken one by one and published once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from prefect import flow

from flows.daily import daily
from flows.report import RunReport
from onrecord.errors import UsageError
from onrecord.places import below
from onrecord.remote import exists
from onrecord.settings import Settings


@flow(name="backfill")
def backfill(settings: Settings, first: date, last: date) -> RunReport:
    """Runs `daily` over the raw folders of the days from first to last (`<raw>/2026-11-03`), as far as they exist.

    Idempotent: days whose documents are on record cost only their reading.

    Raises:
        UsageError: if the days are the wrong way round, or there is no folder for any of them.
    """
    folders = day_folders(settings.raw, first, last)
    if not folders:
        raise UsageError(f"No raw folder is named by a day from {first} to {last} below {', '.join(settings.raw)}.")
    return daily(replace(settings, raw=tuple(folders)))


def day_folders(raw: Sequence[str], first: date, last: date) -> list[str]:
    """The folders of the days that exist, by path or URL, by day."""
    if last < first:
        raise UsageError(f"The backfill ends ({last}) before it begins ({first}).")
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [folder for day in days for root in raw if exists(folder := below(root, day.isoformat()))]
