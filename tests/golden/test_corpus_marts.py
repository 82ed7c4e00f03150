"""The sample corpus comes to the marts that were reviewed (`make golden` records them, the diff is the review)."""

from __future__ import annotations

import pytest

from tests.golden.record import MARTS, corpus_marts


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every mart of the sample corpus as CSV."""
    return dict(corpus_marts(tmp_path_factory.mktemp("golden")))


def test_every_mart_has_a_golden_file(found: dict[str, str]) -> None:
    """No mart is left unreviewed, no file is left over."""
    assert set(found) == {path.stem for path in MARTS.glob("*.csv")}


@pytest.mark.parametrize("name", sorted(path.stem for path in MARTS.glob("*.csv")))
def test_mart_is_as_reviewed(found: dict[str, str], name: str) -> None:
    """The rows are those of the golden file, in any difference the lines that moved are shown."""
    expected = (MARTS / f"{name}.csv").read_text("utf-8").splitlines()
    rows = found[name].splitlines()
    missing, added = sorted(set(expected) - set(rows)), sorted(set(rows) - set(expected))
    assert (missing, added) == ([], []), f"{name}: {len(missing)} rows gone, {len(added)} new; `make golden` records them if they are right"
    assert len(rows) == len(expected)
