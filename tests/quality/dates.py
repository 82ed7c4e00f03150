"""Publication dates on the development pages: `python -m tests.quality.dates` prints right and wrong days by method, and calibration."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.quality.gold import DATA, cleaned, scoreboard

REFUSED = "(refused)"
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


class Dated(NamedTuple):
    """One page: how its date was found, how sure it is, and whether it is the stated day; None where the page states none."""

    method: str
    confidence: float
    is_found: bool
    is_right: bool | None

    @property
    def is_missing(self) -> bool:
        """Whether the page states a day and we give none."""
        return not self.is_found and self.is_right is not None


def dated(folder: Path) -> Iterator[Dated]:
    """All pages of a folder; one that is refused has no date."""
    board = scoreboard()
    judge = import_module("onr_metrics").date_score  # the scoreboard makes its scorers importable
    truth = {row["id"]: row for row in board.rows(DATA / "pages_gold.jsonl.gz")}
    for row in cleaned(folder)["articles"].to_pylist():
        day, page = row["published_date"], truth.pop(board.record_id(row["source_uri"]))
        is_right = judge(page["date"], str(day), page.get("date_accept")) == "exact" if page.get("date") else None
        yield Dated(row["published_at_method"], row["published_at_confidence"] or 0.0, day is not None, is_right)
    for page in truth.values():
        yield Dated(REFUSED, 0.0, False, False if page.get("date") else None)


def by_method(pages: Sequence[Dated]) -> list[str]:
    """A line a method: pages, right, wrong, missing (stated, not found), and found though the page states none."""
    lines = [f"{'method':12} {'pages':>6} {'right':>6} {'wrong':>6} {'missing':>8} {'unasked':>8}"]
    groups: dict[str, list[Dated]] = defaultdict(list)
    for page in pages:
        groups[page.method if page.is_found or page.method == REFUSED else "(not found)"].append(page)
    for method, some in sorted(groups.items()):
        told = [sum(page.is_found and page.is_right is kind for page in some) for kind in (True, False, None)]
        lines.append(f"{method:12} {len(some):6} {told[0]:6} {told[1]:6} {sum(page.is_missing for page in some):8} {told[2]:8}")
    return lines


def shares(pages: Sequence[Dated]) -> tuple[float, float]:
    """Of the pages that state a day, the share dated right and the share dated wrong."""
    stated = [page for page in pages if page.is_right is not None]
    right = sum(page.is_found and bool(page.is_right) for page in stated)
    wrong = sum(page.is_found and not page.is_right for page in stated)
    return right / max(1, len(stated)), wrong / max(1, len(stated))


def calibration(pages: Sequence[Dated]) -> tuple[list[str], float]:
    """A line a bin of confidence, with the share right in it; and the expected calibration error (Naeini et al. 2015)."""
    sure = [page for page in pages if page.is_found and page.is_right is not None]
    lines, error = [f"{'confidence':12} {'pages':>6} {'mean':>6} {'right':>6}"], 0.0
    for low, high in pairwise(EDGES):
        some = [page for page in sure if low <= page.confidence < high]
        if some:
            mean, right = sum(page.confidence for page in some) / len(some), sum(bool(page.is_right) for page in some) / len(some)
            lines.append(f"{low:.2f}-{min(high, 1):.2f}    {len(some):6} {mean:6.3f} {right:6.3f}")
            error += abs(mean - right) * len(some) / len(sure)
    return lines, error


def main() -> int:
    """Prints the tables."""
    if not DATA.is_dir():
        sys.stdout.write("The development gold sets (shared/eval beside the checkout) are not here.\n")
        return 0
    for kind, folders in (("HTML pages", [DATA / "pages"]), ("page dumps", sorted((DATA / "dumps").iterdir()))):
        pages = [page for folder in folders for page in dated(folder)]
        lines, error = calibration(pages)
        right, wrong = shares(pages)
        told = (
            f"{kind}: {len(pages)} pages; of those that state a day {right:.1%} right, {wrong:.1%} wrong, {1 - right - wrong:.1%} missing"
        )
        sys.stdout.write("\n".join([told, *by_method(pages), "", *lines, f"expected calibration error {error:.3f}", "", ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
