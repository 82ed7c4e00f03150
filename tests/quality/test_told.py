"""The figures of docs/quality.md are those that are pinned."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text("utf-8"))
# A floor is the measured figure, cut to three digits.
CLOSE = 0.0011
TOLD = {
    "main text of HTML pages": ["pages body_f1"],
    "title, date of HTML pages": ["pages title", "pages date"],
    "main text of page dumps": ["dumps body_f1"],
    "title, date of page dumps": ["dumps title", "dumps date"],
    "duplicates (first 3,000 articles)": ["duplicates bcubed_f1", "duplicates ari"],
    "stories, two sets": ["stories news_bcubed_f1", "stories ecb_bcubed_f1"],
    "direct quotes": ["quotes direct.exact_f1", "quotes direct.end_to_end_f1"],
    "mixed quotes": ["quotes mixed.exact_f1", "quotes mixed.overlap_f1"],
    "speaker of direct quotes": ["quotes speaker_direct_all"],
    "time expressions": ["times value_f1", "times value_accuracy"],
    "events, pair given (training sentences)": ["events root_macro_f1", "events penta_macro_f1"],
    "events end to end (training sentences)": ["events pair_f1", "events pair_root_f1"],
    "dates of event reports": ["event_dates right_when_found"],
}


def rows() -> dict[str, list[float]]:
    """The fractions of each row's column of measured figures, by the row's first cell."""
    cells = [line.strip("|").split("|") for line in (ROOT / "docs" / "quality.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    return {row[0].strip(): [float(n) for n in re.findall(r"\d\.\d+", row[2])] for row in cells if len(row) > 3}


@pytest.mark.parametrize("row", TOLD)
def test_figures_are_the_pinned_ones(row: str) -> None:
    """In the order of the row; what stands in brackets behind them is told by the method pages."""
    wanted = [FLOORS[name][figure] for name, figure in (key.split() for key in TOLD[row])]
    assert rows()[row][: len(wanted)] == pytest.approx(wanted, abs=CLOSE)


def test_speech_of_both_kinds() -> None:
    """Two rows go by one label."""
    text = (ROOT / "docs" / "quality.md").read_text("utf-8")
    for kind in ("exact_f1", "end_to_end_f1"):
        figures = [FLOORS["quotes"][f"{one}.{kind}"] for one in ("speech", "speech_indirect")]
        assert f"| {figures[0]:.3f}, {figures[1]:.3f} |" in text
