"""The one place where the command line reaches for the flows: late, so that commands that read never import Prefect."""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from threading import Thread
from typing import Any

from onrecord.cli.progress import Bars
from onrecord.errors import OnrecordError
from onrecord.settings import Settings


def prepare(settings: Settings) -> None:
    """Prepares this process for Prefect and Great Expectations, before either is imported."""
    try:
        importlib.import_module("flows.pool").collect_seldom()
        for package in ("prefect", "great_expectations"):
            if importlib.util.find_spec(package) is None:
                raise ModuleNotFoundError(name=package)
    except ModuleNotFoundError as error:
        raise OnrecordError(f"The package {error.name} is missing; run `make setup`, or `onrecord doctor` to see what else is.") from error
    # an error is told once, in words; its stack trace is for those who ask for the logs
    level = settings.log_level if settings.log_level.upper() in {"DEBUG", "INFO"} else "CRITICAL"
    importlib.import_module("flows.environment").prepare(level)
    # libraries that log or warn by themselves would talk into the report
    warnings.simplefilter("ignore")
    logging.getLogger("great_expectations").setLevel(level)
    logging.getLogger("EventsWorker").setLevel(level)  # of Prefect: tells at the end that it is not quite done


def run(name: str, settings: Settings, *arguments: Any) -> Any:
    """The report of a flow, its progress shown on stderr."""
    prepare(settings)
    server = importlib.import_module("flows.server")
    started = server.start_server()
    # Prefect and Great Expectations take seconds to import, about as long as the server takes to start
    chosen = getattr(importlib.import_module(f"flows.{name}"), name)
    Thread(target=importlib.import_module, args=("expectations.engine",)).start()
    listening = importlib.import_module("flows.progress").listening
    with server.client_of(started), Bars() as bars, listening(bars), stdout_kept():
        return chosen(settings, *arguments)


@contextmanager
def stdout_kept() -> Iterator[None]:
    """What libraries and processes of the pool print meanwhile goes to stderr: stdout is for what the command was asked for."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def serve(settings: Settings, *, dry: bool) -> None:
    """The schedule, until it is stopped."""
    prepare(settings)
    importlib.import_module("flows.deployments").serve(settings, dry=dry)


def look_at_server(settings: Settings) -> list[tuple[str, str, str]]:
    """What the Prefect server that PREFECT_API_URL names keeps of the project: name, level and text of each finding."""
    prepare(settings)
    found: list[tuple[str, str, str]] = importlib.import_module("flows.deployments").look_at_server()
    return found
