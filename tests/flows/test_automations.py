"""A real Prefect server calls a webhook when a run fails, crashes or is late."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Empty, Queue

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Crashed, Failed

from flows.automations import automations, make
from flows.daily import daily
from flows.deployments import TAG

PATIENCE = 60.0
Calls = Queue[dict[str, str]]


@pytest.fixture
def server_of_ones_own(tmp_path: Path) -> Iterator[str]:
    """A whole Prefect server, as `prefect server start` brings it, with a database of its own; its API's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_API_BLOCKS_REGISTER_ON_START": "false", "PREFECT_UI_ENABLED": "0"}
    environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"} | own
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}/api"
    try:
        await_health(url)
        with temporary_settings({PREFECT_API_URL: url}):
            yield url
    finally:
        process.terminate()
        process.wait(30)


def await_health(url: str) -> None:
    """Waits until the server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=5).close()  # noqa: S310 - loopback
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("Prefect's server did not start")


@pytest.fixture
def webhook() -> Iterator[tuple[str, Calls]]:
    """A receiver on loopback: its address and what it was told."""
    calls: Calls = Queue()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Keeps the body."""
            calls.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    receiver = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=receiver.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{receiver.server_port}/hook", calls
    receiver.shutdown()
    thread.join()
    receiver.server_close()


@pytest.mark.usefixtures("server_of_ones_own")
def test_a_failed_and_a_crashed_run_reach_the_webhook(webhook: tuple[str, Calls]) -> None:
    """Each is told once, with its name and what went wrong; a second making replaces the automations."""
    url, calls = webhook
    told: list[str] = []
    make(url, told.append)
    make(url, told.append)
    assert [line.partition(":")[0] for line in told] == ["New"] * 3 + ["Made anew"] * 3
    made = daily.to_deployment(name="nightly", tags=[TAG], parameters={"settings": {}}).apply()
    with get_client(sync_client=True) as client:
        for state in (Failed(message='The disk is "full".\nMend it.'), Crashed(message="killed")):
            client.create_flow_run_from_deployment(made, state=state)
    texts = {received(calls).partition(" of ")[2] for _ in range(2)}
    assert texts == {"daily is Crashed: killed", 'daily is Failed: The disk is "full".\nMend it.'}


def received(calls: Calls) -> str:
    """The text of the next call."""
    try:
        return calls.get(timeout=PATIENCE)["text"]
    except Empty:
        pytest.fail("the webhook was not called")


def test_late_and_missing_runs_have_automations_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A late run is told as it becomes late; none completed in a day and two hours is told by the server's clock."""
    block = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
    failed, late, silent = automations(block)
    assert late.trigger.model_dump()["expect"] == {"prefect.flow-run.Late"}
    assert silent.trigger.model_dump()["within"].total_seconds() == 26 * 3600
    assert {"prefect.flow-run.Failed", "prefect.flow-run.Crashed"} == failed.trigger.model_dump()["expect"]


def test_without_a_server_it_says_what_to_set() -> None:
    """Nothing is made on a server that nobody named."""
    environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "flows.automations", "http://127.0.0.1:9/"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "PREFECT_API_URL" in done.stderr
