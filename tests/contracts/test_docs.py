"""Docs that cannot rot: every command, option and setting is documented and has help."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import click
import pytest

from onrecord.cli.main import commands
from onrecord.settings import Settings, settings_file

ROOT = Path(__file__).parents[2]
GROUP = click.Context(commands)
COMMANDS = commands.list_commands(GROUP)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name: str) -> None:
    """The page of the command line has a section for it, and it has help."""
    command = command_of(name)
    assert command.help
    assert f"\n## onrecord {name}\n" in (ROOT / "docs" / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_options_have_help(name: str) -> None:
    """Every option says what it does."""
    for parameter in command_of(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"


def test_commands_page_is_current() -> None:
    """`make docs` writes it from the commands themselves."""
    from onrecord.cli.page import commands_page

    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == commands_page()


def test_settings_file_is_current() -> None:
    """onrecord.toml shows every setting with its meaning and default."""
    shown = (ROOT / "onrecord.toml").read_text("utf-8")
    assert shown.strip() == settings_file().strip()
    for entry in fields(Settings):
        assert entry.metadata["help"], entry.name


def test_test_command_of_ci_is_the_readme_s() -> None:
    """CI runs what the README tells a reader to run, and nothing hidden."""
    calls = [line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if line and not line.startswith(("#", "set "))]
    assert calls == ["make test"]
    assert "make test" in (ROOT / "README.md").read_text("utf-8")


def test_the_schema_of_extract_is_current() -> None:
    """docs/extract.schema.json is written from the dictionary of columns."""
    from onrecord.schema.json_schema import json_schema

    assert json.loads((ROOT / "docs" / "extract.schema.json").read_text("utf-8")) == json_schema()


def command_of(name: str) -> click.Command:
    """A command by name."""
    found = commands.get_command(GROUP, name)
    assert found is not None
    return found


def test_the_page_of_named_queries_is_current() -> None:
    """`make docs` writes it from sql/queries."""
    from onrecord.cli.queries_page import queries_page

    assert (ROOT / "docs" / "queries.md").read_text("utf-8") == queries_page()
