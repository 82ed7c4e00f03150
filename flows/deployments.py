"""The schedule: `daily` served by this process, with Prefect's own server on loopback where no other is named."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort
from prefect.schedules import Cron, Schedule

from flows.daily import daily
from flows.server import client_of, start_server
from onrecord.errors import UsageError
from onrecord.settings import Settings

NAME = "nightly"
TAG = "onrecord"
# States of a run that somebody must look at.
BAD = {StateType.FAILED, StateType.CRASHED}


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
            name=NAME, schedule=schedule, parameters={"settings": asdict(settings)}, tags=[TAG], limit=1,
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


def look_at_server() -> list[tuple[str, str, str]]:
    """The deployments that the named Prefect server keeps, each with its last run: name, level (ok, warning, problem) and text."""
    try:
        with get_client(sync_client=True) as client:
            tagged = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
            return [_deployment(client, found) for found in client.read_deployments(deployment_filter=tagged)] or [
                ("server", "warning", f"It keeps no deployment with the tag {TAG}; `prefect deploy --all` or `onrecord serve` makes them.")
            ]
    except (httpx.HTTPError, RuntimeError) as error:
        return [("server", "problem", f"The Prefect server of PREFECT_API_URL does not answer ({error}); start it, or unset the variable.")]


def _deployment(client: SyncPrefectClient, deployment: DeploymentResponse) -> tuple[str, str, str]:
    """One deployment: whether it is paused, and how its last run went."""
    name = f"deployment {deployment.name}"
    of_it = DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id]))
    due = FlowRunFilter(expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": datetime.now(UTC)}))
    runs = client.read_flow_runs(
        flow_run_filter=due, deployment_filter=of_it, sort=FlowRunSort.EXPECTED_START_TIME_DESC, limit=1
    )  # fmt: skip
    if deployment.paused:
        return name, "warning", "It is paused: no run is started by its schedule."
    if not runs:
        return name, "ok", "It has not run yet."
    run, state = runs[0], runs[0].state
    told = f"last run {run.name}, due {run.expected_start_time:%Y-%m-%d %H:%M} UTC: {run.state_name}"
    if state is not None and state.type in BAD:
        return name, "warning", f"{told} ({state.message or 'no message'})."
    if run.state_name == "Late":
        return name, "warning", f"{told}; no worker or `onrecord serve` takes its runs."
    return name, "ok", told
