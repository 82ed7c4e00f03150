"""The tutorial as steps: its commands run by bash in a folder of their own, its outputs compared with what is printed."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial.md"
STEP = re.compile(r"```bash\n(?P<command>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Step:
    """A command of the page, what the page shows, and what it printed."""

    command: str
    shown: str
    printed: str

    @property
    def holds(self) -> bool:
        """Whether the page shows what is printed; `...` stands for anything, the width of gaps is free."""
        return doctest.OutputChecker().check_output(self.shown, self.printed, LOOSE)

    @property
    def anew(self) -> str:
        """What the page would have to show; where its last line is `...`, as many lines as before it."""
        lines, before = self.printed.splitlines(), self.shown.splitlines()
        if before and before[-1] == "...":
            lines = [*lines[: len(before) - 1], "..."]
        return "\n".join(lines) + "\n"


def take(folder: Path) -> list[Step]:
    """Every step of the tutorial, taken in order in a folder that has the sample corpus; the first leaves its warehouse in `first/` too.

    Raises:
        RuntimeError: if a command fails, with what it said.
    """
    (folder / "data").mkdir()
    (folder / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    steps = []
    for found in STEP.finditer(PAGE.read_text("utf-8")):
        done = subprocess.run(
            ["bash", "-euc", found["command"]], cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=300
        )
        if done.returncode:
            raise RuntimeError(f"{found['command']} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
        steps.append(Step(found["command"], found["output"], tidy(done.stdout)))
        if len(steps) == 1:
            shutil.copytree(folder / "data" / "warehouse", folder / "first" / "data" / "warehouse")
    return steps


def environment() -> dict[str, str]:
    """A reader's: `onrecord` is found, nothing is set otherwise, and the screen has no width."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "PREFECT_")) and name != "COLUMNS"}
    return kept | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def tidy(text: str) -> str:
    """An output as the page shows it: without blank lines around it, blanks behind its lines, and the seconds that a stage took."""
    lines = (re.sub(r"^([a-z]+(?: +\d+){4}) +[\d.]+$", r"\1   ...", line.rstrip()) for line in text.strip("\n").splitlines())
    return "\n".join(lines) + "\n"
