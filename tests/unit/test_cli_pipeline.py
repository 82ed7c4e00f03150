"""The command line around a flow."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from onrecord.cli.pipeline import stdout_kept


def test_what_is_printed_meanwhile_is_no_result(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither a print, nor another process, nor a library in C writes into the JSON."""
    with stdout_kept():
        sys.stdout.write("a print\n")
        os.write(1, b"a library\n")
        subprocess.run([sys.executable, "-c", "print('a process')"], check=True)
    sys.stdout.write("the result\n")
    out, err = capfd.readouterr()
    assert out == "the result\n"
    assert set(err.splitlines()) == {"a print", "a library", "a process"}
