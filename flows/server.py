"""A small Prefect server on loopback for as long as this process lives: started before Prefect is imported here, ready by the time it is.

Prefect's own ephemeral server is started late, imports the whole server into the client's process as well, and outlives a client that is
killed. This one gets a socket that listens already (no port is guessed, none is polled) and ends when the pipe from its parent closes,
however the parent ended.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.pool import collect_seldom
from onrecord.errors import OnrecordError

START_SECONDS = 120.0
BACKLOG = 64
# What Prefect sets for the ephemeral server of its own: no pages, no background services.
EPHEMERAL = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}

# Prefect's client tells its last events when the interpreter ends, so the server is kept up to then.
_kept: list[Server] = []


@dataclass(frozen=True, slots=True)
class Server:
    """A server that was started, ready or not yet."""

    url: str
    process: subprocess.Popen[bytes]

    def await_ready(self) -> None:
        """Waits until the server answers.

        Raises:
            OnrecordError: if it ends or stays silent instead.
        """
        try:
            # the socket listens from the first moment, so one request waits as long as need be
            with urllib.request.urlopen(f"{self.url}/health", timeout=START_SECONDS):  # noqa: S310 - loopback
                return
        except OSError as error:
            code = self.process.poll()
            told = f"did not answer within {START_SECONDS:.0f} s ({error})" if code is None else f"ended with code {code}"
            advice = "start one with `prefect server start` and set PREFECT_API_URL; ONRECORD_LOG_LEVEL=DEBUG shows what it says"
            raise OnrecordError(f"Prefect's server {told}; {advice}.") from error

    def stop(self) -> None:
        """Lets the server end now, before this process does."""
        if self.process.stdin is not None:
            self.process.stdin.close()


def start_server(*, schedules: bool = False) -> Server | None:
    """Starts a server and returns at once; None where PREFECT_API_URL names one already.

    Args:
        schedules: also start the services that turn schedules into runs.
    """
    if os.environ.get("PREFECT_API_URL"):
        return None
    with socket.create_server(("127.0.0.1", 0), backlog=BACKLOG) as listening:
        fd = listening.fileno()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-P", "-m", "flows.server", str(fd)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=None if _is_debugged() else subprocess.DEVNULL,
            pass_fds=(fd,), env={**os.environ, **({"PREFECT_UI_ENABLED": "0"} if schedules else EPHEMERAL)},
            # a session of its own: Ctrl-C reaches the client first, which says goodbye while the server still answers
            start_new_session=True,
        )  # fmt: skip
        server = Server(f"http://127.0.0.1:{listening.getsockname()[1]}/api", process)
    _kept.append(server)
    return server


@contextmanager
def client_of(server: Server | None) -> Iterator[None]:
    """Prefect speaks to the server inside the block; a server that a Prefect profile names goes first."""
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    if server is None or PREFECT_API_URL.value():
        if server is not None:
            server.stop()
        yield
        return
    server.await_ready()
    os.environ["PREFECT_API_URL"] = server.url  # scheduled runs are processes of their own
    try:
        # no heartbeats: the server lives no longer than its client, and to end a heart's thread takes up to a second a flow
        with temporary_settings({PREFECT_API_URL: server.url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            yield
    finally:
        os.environ.pop("PREFECT_API_URL", None)


def _is_debugged() -> bool:
    return os.environ.get("PREFECT_LOGGING_LEVEL", "").upper() == "DEBUG"


def main() -> None:
    """Serves Prefect's API on the listening socket whose number is the first argument, until stdin closes."""
    collect_seldom()  # what is imported stays: looking through it again and again takes a fifth of the imports
    import uvicorn
    from prefect.server.api.server import create_app

    server = uvicorn.Server(uvicorn.Config(create_app, factory=True, log_level="error", lifespan="on", timeout_graceful_shutdown=1))

    def watch() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    server.run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
    os._exit(0)  # everything is closed and written; to take a server of this size apart in memory takes seconds


if __name__ == "__main__":
    main()
