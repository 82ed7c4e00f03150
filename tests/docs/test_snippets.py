"""Snippets of every page: commands parse, Python runs, SQL gives rows, settings are known."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import tomllib
from dataclasses import fields

import click
import duckdb
import pytest

from onrecord.cli.main import commands
from onrecord.settings import Settings
from onrecord.warehouse.query import named_queries
from tests.docs.conftest import Lesson
from tests.docs.pages import Snippet, snippets

GROUP = click.Context(commands, **commands.context_settings)
CALL = re.compile(
    r"""(?:^|[;|&(]\s*)(?:[A-Z_]+=\S+\ )*(?:\.venv/bin/)?onrecord\ (?P<rest>(?:"[^"]*"|'[^']*'|[^\n|>;()])*)""", re.MULTILINE | re.VERBOSE
)
CALLS = sorted({(s.page, match["rest"]) for s in snippets("sh", "bash") for match in CALL.finditer(s.text)})
HERE = [s for s in snippets("python") if s.page != "docs/readers.md"]  # those have a test and a warehouse of their own
SQL = [s for s in snippets("sql") if s.page == "docs/howto/sql.md"]


@pytest.mark.parametrize(("page", "rest"), CALLS, ids=lambda value: str(value)[:60])
def test_command_parses(page: str, rest: str) -> None:
    """The command, its options and the choices among their values are known; so is a named query, with its parameters."""
    name, *words = shlex.split(rest, comments=True)
    command = commands.get_command(GROUP, name)
    assert command is not None, f"{page}: onrecord has no command {name}"
    given, _, _ = command.make_parser(click.Context(command, parent=GROUP, info_name=name, **command.context_settings)).parse_args(
        list(words)
    )
    for parameter in command.params:
        value = given.get(parameter.name or "")
        if isinstance(parameter.type, click.Choice) and isinstance(value, str):
            parameter.type.convert(value, parameter, None)
    if name == "query" and words and re.fullmatch(r"[a-z][a-z_-]*", words[0]):
        query = named_queries()[words[0].replace("-", "_")]
        own = {option for parameter in command.params for option in parameter.opts}
        asked = {word.removeprefix("--") for word in words if word.startswith("--") and word not in own}
        assert asked <= {parameter.name for parameter in query.parameters}, f"{page}: {rest}"


@pytest.mark.parametrize("snippet", HERE, ids=lambda s: s.page)
def test_python_runs(snippet: Snippet) -> None:
    """Each by itself, as it would be pasted, and says something."""
    with contextlib.redirect_stdout(io.StringIO()) as told:
        exec(compile(snippet.text, snippet.page, "exec"), {})  # noqa: S102 - our own page
    assert told.getvalue().strip()


@pytest.mark.parametrize("number", range(len(SQL)))
def test_recipe_gives_rows(lesson: Lesson, number: int) -> None:
    """Over the warehouse of the sample corpus."""
    with duckdb.connect(str(lesson.folder / "data" / "warehouse" / "onrecord.duckdb"), read_only=True) as connection:
        assert connection.execute(SQL[number].text).fetchall()


@pytest.mark.parametrize("snippet", snippets("json", "toml"), ids=lambda s: s.page)
def test_files_shown_can_be_read(snippet: Snippet) -> None:
    """JSON and TOML are well formed; a settings file has known settings."""
    if snippet.kind == "json":
        json.loads(snippet.text)
    elif "[[feed]]" not in snippet.text:
        assert set(tomllib.loads(snippet.text)) <= {entry.name for entry in fields(Settings)}


def test_there_are_snippets() -> None:
    """The pages have not lost them, and the pattern still finds them."""
    assert len(CALLS) > 40
    assert HERE
    assert len(SQL) > 5
