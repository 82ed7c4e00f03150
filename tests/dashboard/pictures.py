"""Makes the pictures of the documentation from the sample corpus: `python -m tests.dashboard.pictures` (or `make pictures`).

Needs Chromium and ChromeDriver. Look at every picture before you commit it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.dashboard.browser import ROOT, browser, dashboard

FOLDER = ROOT / "docs" / "pictures"
SETTLED_SECONDS = 2  # charts draw a moment after their data has come
# name: path, words that are there when the page is done, width, height, dark theme
PICTURES = {
    "overview": ("", "Stories told", 1280, 1180, False),
    "overview-dark": ("", "Stories told", 1280, 1180, True),
    "quotes": ("quotes?words=Trains", "On the page", 1280, 1250, False),
    "events": ("events", "Where the reports", 1280, 1180, False),
    "outlets": ("outlets", "Who tells which", 1280, 1180, False),
    "events-narrow": ("events", "Where the reports", 400, 1100, False),
}


def main() -> None:
    """Runs the sample corpus into a new warehouse and takes every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        command = [sys.executable, "-c", "from onrecord.cli.main import main; main()", "run", "--warehouse", str(warehouse)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with dashboard(warehouse) as address, browser() as page:
            for name, (path, words, width, height, dark) in PICTURES.items():
                page.open(f"{address}/{path}", width, height, dark=dark)
                page.wait_for(words)
                time.sleep(SETTLED_SECONDS)
                (FOLDER / f"{name}.png").write_bytes(page.picture())
                sys.stdout.write(f"{FOLDER.name}/{name}.png\n")


if __name__ == "__main__":
    main()
