"""Every command, option and setting is in the reference, and the generated pages say what the code says."""

from __future__ import annotations

from dataclasses import fields

import click
import pytest

from onrecord.cli.main import commands
from onrecord.cli.settings_page import settings_page
from onrecord.schema.extract_page import extract_page
from onrecord.schema.json_schema import json_schema
from onrecord.settings import PREFIX, Settings
from tests.docs.pages import DOCS

COMMANDS = commands.list_commands(click.Context(commands))
SETTINGS = [entry.name for entry in fields(Settings)]


def section(page: str, heading: str) -> str:
    """The text below a heading, up to the next one of its level."""
    _, found, after = (DOCS / page).read_text("utf-8").partition(f"\n## {heading}\n")
    assert found, f"{page} has no section {heading}"
    return after.partition("\n## ")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_options_are_documented(name: str) -> None:
    """In the command's section of the page of commands."""
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    text = section("commands.md", f"onrecord {name}")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert all(option in text for option in parameter.opts), parameter.opts


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_are_documented(name: str) -> None:
    """With meaning, environment variable and default."""
    entry = next(entry for entry in fields(Settings) if entry.name == name)
    text = section("settings.md", name)
    assert entry.metadata["help"] in text
    assert f"`{PREFIX}{name.upper()}`" in text
    assert "- default: `" in text


def test_settings_page_is_current() -> None:
    """`make docs` writes it from the settings' code."""
    assert (DOCS / "settings.md").read_text("utf-8") == settings_page()


def test_extract_page_is_current() -> None:
    """`make docs` writes it from the schema, and no key is left out."""
    page = (DOCS / "extract.md").read_text("utf-8")
    assert page == extract_page()
    schema = json_schema()["properties"]
    rows = {*schema, *(key for value in schema.values() for key in value.get("items", {}).get("properties", {}))}
    lists = {name for name, value in schema.items() if value.get("items", {}).get("properties")}
    assert [key for key in rows - lists if f"| {key} |" not in page] == []
    assert [name for name in lists if f"\n## {name}\n" not in page] == []
