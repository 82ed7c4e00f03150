"""The errors a user of onrecord can meet, each with the exit code the command line gives it."""

from __future__ import annotations


class OnrecordError(Exception):
    """Something went wrong that a person can act on; the message says what, what it means and what to do."""

    exit_code = 1


class UsageError(OnrecordError):
    """The command or its settings are wrong."""

    exit_code = 2


class QualityError(OnrecordError):
    """A critical data-quality check failed: nothing was published, the last good snapshot stays live."""

    exit_code = 3


class LockedError(OnrecordError):
    """Another run is writing this warehouse; the message names the holder."""
