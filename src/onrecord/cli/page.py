"""The page of the command line, written from the commands themselves: `python -m onrecord.cli.page docs/commands.md`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.main import EPILOG, commands


def commands_page() -> str:
    """The page in Markdown: each command's own help."""
    parts = ["# Commands", "", f"Written by `make docs` from the commands' own help. {EPILOG}", ""]
    group = click.Context(commands)
    for name in commands.list_commands(group):
        command = commands.get_command(group, name)
        assert command is not None  # noqa: S101 - it is in the list
        context = click.Context(
            command,
            info_name=f"onrecord {name}",
            help_option_names=["-h", "--help"],
            max_content_width=110,
            terminal_width=110,
        )
        parts += [f"## onrecord {name}", "", "```text", command.get_help(context).rstrip(), "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(commands_page(), encoding="utf-8")
