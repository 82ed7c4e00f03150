"""The small server of Prefect that commands bring along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from flows.server import start_server
from onrecord.errors import OnrecordError

PARENT = """
import time
from flows.environment import prepare
prepare("CRITICAL")
from flows.server import start_server
server = start_server()
server.await_ready()
print(server.url, flush=True)
time.sleep(600)
"""


def test_a_named_server_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is started beside the one the user names."""
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    assert start_server() is None


def test_a_server_that_dies_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what became of it and what to do."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    started = start_server()
    assert started is not None
    started.process.wait()
    with pytest.raises(OnrecordError, match="ended with code 1; start one with `prefect server start`"):
        started.await_ready()


def test_the_server_ends_with_its_parent_however_that_ends() -> None:
    """A parent that is killed leaves no server behind."""
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        url = parent.stdout.readline().strip()
        assert _answers(url)
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 30
    while _answers(url) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _answers(url)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5):  # noqa: S310 - loopback
            return True
    except OSError:
        return False
