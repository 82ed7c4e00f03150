"""The one place where the command line reaches for the flows: late, so that commands that read never import Prefect."""

from __future__ import annotations

import importlib.util
import logging
import warnings
from threading import Thread
from typing import Any

from onrecord.cli.progress import Bars
from onrecord.errors import OnrecordError
from onrecord.settings import Settings


def flow_of(name: str, settings: Settings) -> Any:
    """The flow of a name, Prefect prepared for it."""
    try:
        importlib.import_module("flows.pool").collect_seldom()
        if importlib.util.find_spec("great_expectations") is None:
            raise ModuleNotFoundError(name="great_expectations")
        prepare = importlib.import_module("flows.environment").prepare
        # an error is told once, in words; its stack trace is for those who ask for the logs
        prepare(settings.log_level if settings.log_level.upper() in {"DEBUG", "INFO"} else "CRITICAL")
        # libraries that log or warn by themselves would talk into the report
        warnings.simplefilter("ignore")
        logging.getLogger("great_expectations").setLevel(settings.log_level)
        return getattr(importlib.import_module(f"flows.{name}"), name)
    except ModuleNotFoundError as error:
        raise OnrecordError(f"The package {error.name} is missing; run `make setup`, or `onrecord doctor` to see what else is.") from error


def run(name: str, settings: Settings, *arguments: Any) -> Any:
    """The report of a flow, its progress shown on stderr."""
    chosen = flow_of(name, settings)
    listening = importlib.import_module("flows.progress").listening
    # Great Expectations takes seconds to import: meanwhile the flow waits for Prefect's server anyway
    Thread(target=importlib.import_module, args=("expectations.engine",)).start()
    with Bars() as bars, listening(bars):
        return chosen(settings, *arguments)


def serve(settings: Settings, *, dry: bool) -> None:
    """The schedule, until it is stopped."""
    flow_of("daily", settings)
    importlib.import_module("flows.deployments").serve(settings, dry=dry)
