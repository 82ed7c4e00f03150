"""Writes the outputs of tutorial and notebook anew: `python -m tests.docs.record`, part of `make golden`. The diff is the review."""

from __future__ import annotations

import tempfile
from pathlib import Path

import nbformat

from tests.docs.book import NOTEBOOK, run
from tests.docs.lesson import PAGE, take


def main() -> None:
    """Writes both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = PAGE.read_text("utf-8")
        for step in take(folder):
            text = text.replace(f"{step.command}```\n\n```text\n{step.shown}", f"{step.command}```\n\n```text\n{step.anew}")
        PAGE.write_text(text, "utf-8")
        nbformat.write(run(folder / "first"), NOTEBOOK)


if __name__ == "__main__":
    main()
