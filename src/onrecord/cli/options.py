"""Options that several commands have, and the settings they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.settings import Settings, load_settings

F = TypeVar("F", bound=Callable[..., Any])
MEANINGS = {entry.name: entry.metadata["help"] for entry in fields(Settings)}


def config_option(command: F) -> F:
    """`--config`: the settings file."""
    text = "Settings file. [default: onrecord.toml here, if there is one]"
    return click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help=text)(command)


def warehouse_options(command: F) -> F:
    """`--warehouse` and `--config`."""
    return click.option("--warehouse", type=click.Path(file_okay=False), help=MEANINGS["warehouse"])(config_option(command))


def json_option(command: F) -> F:
    """`--json`: for machines."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")(command)


def settings_of(config: Path | None, **flags: Any) -> Settings:
    """The settings: file, environment, then flags that were given."""
    return load_settings(config, flags=flags)
