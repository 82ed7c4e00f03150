"""The group of commands, and how errors become messages and exit codes."""

from __future__ import annotations

import atexit
import errno
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from onrecord import __version__
from onrecord.cli.lazy import LazyGroup
from onrecord.cli.signals import heed_signals, received
from onrecord.errors import OnrecordError

# What is advised where the operating system says no.
ADVICE = {
    errno.ENOSPC: "The disk is full: free some room and run again; what was finished is kept, and readers have the last snapshot.",
    errno.EDQUOT: "Your share of the disk is used up: free some room and run again; what was finished is kept.",
    errno.EROFS: "That place can only be read: name another folder with --warehouse.",
    errno.EACCES: "You may not write or read there: ask for the right, or name another folder with --warehouse.",
    errno.EPERM: "You may not do that there: ask for the right, or name another folder with --warehouse.",
}
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

    heed_signals()
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
        return stopped()
    except BrokenPipeError:  # the reader of stdout has seen enough; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OnrecordError as error:
        click.echo(f"Error: {error}", err=True)
        release(error)
        return error.exit_code
    except Exception as error:
        if received:  # a library took the interruption for an error of its own
            return stopped()
        if os.environ.get("ONRECORD_LOG_LEVEL", "").upper() == "DEBUG":
            raise
        release(error)
        told = plain_words(error) or f"{type(error).__name__}: {error}"
        click.echo(f"Error: {told}\nSet ONRECORD_LOG_LEVEL=DEBUG to see where it comes from.", err=True)
        return 1
    return done if isinstance(done, int) else 0


def stopped() -> int:
    """What a person or the system is told who ended the command: the exit code is 128 and the signal's number, as shells have it."""
    click.echo("Stopped. What was finished is kept; the next run goes on from there.", err=True)
    return 128 + (received[-1] if received else signal.SIGINT)


def plain_words(error: BaseException) -> str:
    """What an error of the operating system means for a run, where that is known; else an empty text."""
    advice = ADVICE.get(error.errno or 0) if isinstance(error, OSError) else None
    return f"{error.strerror}: {error.filename or 'a file'}. {advice}" if advice and isinstance(error, OSError) else ""


def release(error: BaseException) -> None:
    """Lets go of what the frames of an error hold: DuckDB complains at the process's end of connections that are still held."""
    while True:
        traceback.clear_frames(error.__traceback__)
        following = error.__cause__ or error.__context__
        if following is None:
            return
        error = following
