"""A group whose commands are imported when they are asked for: `extract` starts without DuckDB, `run` alone imports Prefect."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """Commands by name, each in the module of that name below `onrecord.cli` unless another is told."""

    elsewhere: Mapping[str, str] = {"backfill": "run"}
    names: tuple[str, ...] = (
        *("run", "backfill", "fetch", "extract"),
        *("query", "cite", "review", "diff", "export", "quality", "dashboard"),
        *("doctor", "rebuild", "serve", "settings"),
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted(self.names)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was named; a wrong name is told with the nearest right one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self.names, n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near[0]}?", ctx) from error

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None for a name that is none."""
        if cmd_name not in self.names:
            return None
        command: click.Command = getattr(import_module(f"onrecord.cli.{self.elsewhere.get(cmd_name, cmd_name)}"), cmd_name)
        return command
