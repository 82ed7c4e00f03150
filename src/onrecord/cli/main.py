"""The group of commands, and how errors become messages and exit codes."""

from __future__ import annotations

import atexit
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from onrecord import __version__
from onrecord.cli.lazy import LazyGroup
from onrecord.errors import OnrecordError

EPILOG = "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 a critical data-quality check stopped the publication."


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="onrecord")
def commands() -> None:
    """News articles in, a DuckDB warehouse out: who said what, and what happened."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command and ends the process with its exit code; an error is a message, never a stack trace."""
    code = 1

    def leave() -> None:
        """Ends the process without taking it apart object by object, which takes seconds after Prefect and Great Expectations."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)

    atexit.register(leave)  # what is registered first is called last, when everybody else has said goodbye
    code = outcome(arguments)
    sys.exit(code)


def outcome(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command."""
    try:
        done = commands.main(arguments, standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; the next run goes on from there.", err=True)
        return 130
    except BrokenPipeError:  # the reader of stdout has seen enough; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OnrecordError as error:
        click.echo(f"Error: {error}", err=True)
        release(error)
        return error.exit_code
    except Exception as error:
        if os.environ.get("ONRECORD_LOG_LEVEL", "").upper() == "DEBUG":
            raise
        release(error)
        click.echo(f"Error: {type(error).__name__}: {error}\nSet ONRECORD_LOG_LEVEL=DEBUG to see where it comes from.", err=True)
        return 1
    return done if isinstance(done, int) else 0


def release(error: BaseException) -> None:
    """Lets go of what the frames of an error hold: DuckDB complains at the process's end of connections that are still held."""
    while True:
        traceback.clear_frames(error.__traceback__)
        following = error.__cause__ or error.__context__
        if following is None:
            return
        error = following
