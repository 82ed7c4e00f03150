"""Damaged, pumped and made-up input never raises, and each place of it is read or set aside; more of it by `python -m tools.fuzz run`."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.strings import UNITS
from tools.fuzz.inputs import CLASSES, inputs, seeds
from tools.fuzz.targets import TARGETS

TRIED = 60
WORDS = (
    "Ann Berg", "said", "that", "the minister", "Reuters", "on Monday", "3 May 2024", "killed", "in Oslo",
    "\u201c", "\u201d", '"', ". ", "\n\n",
)  # fmt: skip
PIECES = st.one_of(st.sampled_from(sorted(UNITS.values())), st.text(max_size=8), st.sampled_from(WORDS))


@pytest.mark.parametrize("target", TARGETS)
def test_the_generator_of_our_own_finds_nothing(target: str) -> None:
    """The first inputs of the fuzzer, the same on every machine: each target says what came of them, and raises nothing."""
    tried = list(islice(inputs(target, 0), TRIED))
    assert {kind for kind, _ in tried} == set(CLASSES)
    assert all(TARGETS[target](content) for _, content in tried)


def test_sound_input_is_read() -> None:
    """The seeds are sound, so that damage begins at something that can be read."""
    got = {target: [TARGETS[target](content) for content in contents] for target, contents in seeds().items()}
    read = {target: found for target, found in got.items() if target not in {"feed", "text"}}
    assert all(outcome == "article" for found in read.values() for outcome in found), read
    assert got["feed"] == ["links", "no links"]
    assert got["text"][0] == "coded, with quotes"


@pytest.mark.parametrize(("target", "content"), [("csv", b"id,text\n"), ("jsonl", b"\0\n\0"), ("jsonl", b"\xef\xbb\xbf\n")])
def test_a_file_of_no_records_is_accounted_for(target: str, content: bytes) -> None:
    """A header alone, or blank lines, are `empty_file` (NUL makes it `binary_file`); found by atheris."""
    assert TARGETS[target](content) in {"empty_file", "binary_file"}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=30))
def test_text_methods_take_any_characters(pieces: list[str]) -> None:
    """Sentences, times, actors, quotes and events of drawn words, marks and characters; what is found stands at its offsets."""
    assert TARGETS["text"](" ".join(pieces).encode("utf-8", "replace"))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from(["html", "dump", "jsonl", "csv", "warc", "packed", "sidecar", "feed"]), st.binary(max_size=300))
def test_readers_take_any_bytes(target: str, content: bytes) -> None:
    """Bytes of no form at all."""
    assert TARGETS[target](content)
