"""`onrecord dashboard`: the warehouse in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from onrecord.cli.console import say
from onrecord.cli.options import settings_of, warehouse_options
from onrecord.errors import OnrecordError
from onrecord.places import is_remote
from onrecord.warehouse.checkout import readable
from onrecord.warehouse.live import open_live

FLAGS = ("--browser.gatherUsageStats=false", "--server.headless=true", "--server.fileWatcherType=none", "--client.toolbarMode=viewer")


@click.command()
@warehouse_options
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on.")
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on; other machines reach 0.0.0.0.")
def dashboard(config: Path | None, warehouse: str | None, port: int, address: str) -> int:
    """Show the warehouse in a browser until stopped; it reads the live snapshot, never blocks a run, and follows each publication."""
    settings = settings_of(config, warehouse=warehouse)
    place = settings.warehouse if is_remote(settings.warehouse) else str(settings.warehouse_path.resolve())
    app = app_file()
    open_live(readable(settings)).close()
    say(f"The dashboard of {settings.warehouse} is at http://{address}:{port} (Ctrl-C ends it).")
    environment = os.environ | {"ONRECORD_WAREHOUSE": place, "ONRECORD_CACHE": str(settings.cache_path.resolve())}
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}", f"--server.address={address}", *FLAGS]
    try:
        return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - our own arguments
    except KeyboardInterrupt:
        return 0


def app_file() -> Path:
    """The dashboard's entry.

    Raises:
        OnrecordError: if Streamlit or the dashboard is not installed.
    """
    found = find_spec("dashboard")
    if find_spec("streamlit") is None or found is None or found.origin is None:
        raise OnrecordError("The dashboard needs Streamlit, which is not installed; run `make setup`, or install `onrecord[dashboard]`.")
    return Path(found.origin).with_name("app.py")
