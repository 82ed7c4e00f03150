"""The tutorial: every output it shows is the one that its command prints."""

from __future__ import annotations

import pytest

from tests.docs.conftest import Lesson
from tests.docs.lesson import PAGE, STEP

COMMANDS = [match["command"] for match in STEP.finditer(PAGE.read_text("utf-8"))]


@pytest.mark.parametrize("number", range(len(COMMANDS)))
def test_output_is_the_one_shown(lesson: Lesson, number: int) -> None:
    """`make golden` records outputs anew; look whether the words around them still hold."""
    step = lesson.steps[number]
    assert step.shown.strip()
    assert step.holds, f"{step.command}\nprints\n\n{step.printed}\nbut the tutorial shows\n\n{step.shown}"


def test_no_command_is_left_out() -> None:
    """Every block of bash has an output, so none goes unchecked."""
    assert PAGE.read_text("utf-8").count("```bash\n") == len(COMMANDS) > 5
