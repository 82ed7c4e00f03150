"""A real headless Chromium, driven through ChromeDriver by the W3C WebDriver protocol; no library beside httpx is needed for that."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_SECONDS = 60


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Page:
    """One window of the browser."""

    def __init__(self, session: str) -> None:
        self.session = session
        self.client = httpx.Client(timeout=PATIENCE_SECONDS)

    def ask(self, path: str, **body: Any) -> Any:
        """What a command of the protocol gives."""
        return self.client.post(f"{self.session}/{path}", json=body).raise_for_status().json()["value"]

    def open(self, address: str, width: int = 1280, height: int = 900, *, dark: bool = False) -> None:
        """Goes to an address in a window of a size, with the light or the dark theme."""
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"features": [theme]})
        self.resize(width, height)
        self.ask("url", url=address)

    def resize(self, width: int, height: int) -> None:
        """Makes the window as large, also smaller than Chromium lets a window be."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.ask("goog/cdp/execute", cmd="Emulation.setDeviceMetricsOverride", params=metrics)

    def run(self, script: str) -> Any:
        """What a script gives."""
        return self.ask("execute/sync", script=script, args=[])

    @property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return str(self.run("return document.body ? document.body.innerText : ''"))

    def wait_for(self, words: str, look_seconds: float = 0.2) -> str:
        """The page's text once some words stand in it and nothing runs any more; looked for every so many seconds.

        Raises:
            TimeoutError: if they do not come, with what there is.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if words in self.text and self.run("return !document.querySelector('[data-testid=stStatusWidget], [data-stale=true]')"):
                return self.text
            time.sleep(look_seconds)
        raise TimeoutError(f"{words!r} did not come; there is: {self.text[:2000]}")

    def wait_until(self, script: str) -> None:
        """Waits until a script gives true.

        Raises:
            TimeoutError: if it does not.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        while not self._holds(script):
            if time.monotonic() > end:
                raise TimeoutError(f"{script} did not come true; there is: {self.text[:2000]}")
            time.sleep(0.2)

    def _holds(self, script: str) -> bool:
        """Whether a script gives true; one that fails does not: what it looks for may not be drawn yet, or be drawn anew just then."""
        try:
            return bool(self.run(script))
        except httpx.HTTPStatusError:
            return False

    def click(self, label: str) -> None:
        """Clicks the button with a label, once it is there."""
        found = f"[...document.querySelectorAll('button')].find(b => b.innerText.trim() === {json.dumps(label)})"
        self.wait_until(f"const b = {found}; if (b) b.click(); return !!b")

    def picture(self) -> bytes:
        """What can be seen, as PNG."""
        return base64.b64decode(self.client.get(f"{self.session}/screenshot").raise_for_status().json()["value"])


@contextmanager
def browser() -> Iterator[Page]:
    """A headless Chromium."""
    port = free_port()
    with subprocess.Popen([str(DRIVER), f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        try:
            server = f"http://127.0.0.1:{port}"
            wait_until_up(f"{server}/status")
            wanted = {"browserName": "chrome", "goog:chromeOptions": {"binary": CHROMIUM, "args": FLAGS}}
            told = httpx.post(f"{server}/session", json={"capabilities": {"alwaysMatch": wanted}}, timeout=PATIENCE_SECONDS)
            session = f"{server}/session/{told.raise_for_status().json()['value']['sessionId']}"
            page = Page(session)
            yield page
            page.client.delete(session)
        finally:
            driver.terminate()


@contextmanager
def dashboard(warehouse: Path) -> Iterator[str]:
    """The dashboard of a warehouse, as `onrecord dashboard` serves it; gives its address."""
    port = free_port()
    code = "from onrecord.cli.main import main; main()"
    command = [sys.executable, "-c", code, "dashboard", "--warehouse", str(warehouse), "--port", str(port)]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, stderr=subprocess.DEVNULL, start_new_session=True) as server:
        try:
            wait_until_up(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, 15)


def wait_until_up(address: str) -> None:
    """Waits until an address answers.

    Raises:
        TimeoutError: if it does not.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        with suppress(httpx.HTTPError):
            if httpx.get(address).is_success:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers at {address}.")
