"""The measured quality never falls quietly: each figure stays at its pinned floor."""

from __future__ import annotations

import pytest

from tests.quality.floors import FLOORS, floors
from tests.quality.gold import DATA, MEASURES

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the development gold sets (shared/eval beside the checkout) are not here")


@pytest.mark.parametrize("name", MEASURES)
def test_quality_is_at_its_floor(name: str) -> None:
    """Measured in this process on the development sets; floors are raised with `python -m tests.quality.floors`."""
    pinned = floors()
    for figure, value in MEASURES[name]().items():
        assert value >= pinned[figure], f"{figure} fell from {pinned[figure]} to {value:.4f}"


def test_every_floor_is_measured() -> None:
    """No floor is left over from a figure that nobody measures."""
    assert FLOORS.exists()
    assert all(figure.partition(".")[0] in MEASURES for figure in floors())
