"""Ids: the same for the same, different for the different, in no order."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ids import cluster_id, document_id, hash_id, set_id

PARTS = st.lists(st.one_of(st.text(max_size=8), st.integers(), st.none()), max_size=4)


def test_ids_are_what_they_were() -> None:
    """An id is a promise to readers: these must never change without a new version of the schema."""
    assert hash_id("q", "a1", 3, 9) == "q73b10aaf9f5617cd"
    assert document_id(b"") == "ae3b0c44298fc1c14"


def test_ids_do_not_depend_on_the_hash_seed() -> None:
    """Another process with another seed makes the same ids."""
    code = "from onrecord.ids import *; print(hash_id('q', 'a', 1), set_id('b', {'x', 'y', 'z'}), cluster_id('e', {'rb', 'ra'}))"
    made = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


@given(PARTS, PARTS)
def test_other_parts_make_other_ids(left: list[object], right: list[object]) -> None:
    """Where a part ends is part of the id; None is the same as nothing."""
    same = ["" if p is None else str(p) for p in left] == ["" if p is None else str(p) for p in right]
    plain = all("\x1f" not in str(p) for p in [*left, *right]) and bool(left) and bool(right)
    if plain:
        assert (hash_id("q", *left) == hash_id("q", *right)) is same
    assert hash_id("q", *left)[0] == "q"
    assert len(hash_id("q", *left)) == 17


@given(st.lists(st.text(min_size=2, max_size=6), min_size=1, max_size=6), st.randoms())
def test_a_sets_id_knows_no_order(members: list[str], random: object) -> None:
    """Members may come in any order."""
    other = sorted(members, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert set_id("b", members) == set_id("b", other)
    assert cluster_id("e", members) == cluster_id("e", other)


def test_a_cluster_keeps_its_id_when_later_members_arrive() -> None:
    """Its smallest member names it."""
    assert cluster_id("e", ["r2", "r5"]) == cluster_id("e", ["r5", "r2", "r9"]) == "e2"
