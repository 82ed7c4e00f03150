"""The schedule: `daily` served by this process, with Prefect's own server on loopback where no other is named."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.daily import daily
from onrecord.errors import OnrecordError, UsageError
from onrecord.settings import Settings

NAME = "nightly"
START_SECONDS = 120.0
POLL_SECONDS = 0.5


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
    with api():
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


@contextmanager
def api() -> Iterator[None]:
    """Prefect's API: the one that is named, else a server of ours on loopback; Prefect schedules nothing without one."""
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    # in a session of its own, so that Ctrl-C reaches us first: the schedule is put to rest while the server still answers
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own interpreter
    url = f"http://127.0.0.1:{port}/api"
    try:
        _wait_for(f"{url}/health", server)
        os.environ["PREFECT_API_URL"] = url  # the runs are processes of their own
        with temporary_settings({PREFECT_API_URL: url}):
            yield
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        server.terminate()
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(health: str, server: subprocess.Popen[bytes]) -> None:
    """Waits until the server answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise OnrecordError(
                f"Prefect's server ended with code {server.returncode}; start one with `prefect server start` and set PREFECT_API_URL."
            )
        try:
            with urllib.request.urlopen(health, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(POLL_SECONDS)
    raise OnrecordError(
        f"Prefect's server did not answer within {START_SECONDS:.0f} s; start one with `prefect server start` and set PREFECT_API_URL."
    )
