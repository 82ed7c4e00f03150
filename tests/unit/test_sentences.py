"""Where sentences end, and where they do not."""

from __future__ import annotations

import pytest

from onrecord.text.document import Text


def split(body: str) -> list[str]:
    """The sentences of a body."""
    return [span.of(body) for span in Text(body).sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Orlov met Sen. Ann B. Reed Jr. of Ohio.",
        "The U.S. envoy paid $3.5 million to Acme Corp. of Dallas.",
        "“Why now? Why us?” he asked.",
        "“Never! Not once!” Ana Petrova said.",
        "He paused... and went on.",
        "He called it “a mess. A real mess.” in the end",
        "Prices rose 4.5 percent at 3 p.m. Friday in the city.",
        "J. K. Fielding wrote it.",
    ],
)
def test_one_sentence_stays_whole(sentence: str) -> None:
    """Abbreviations, initials, decimals and quotations do not end a sentence."""
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("It rained. It snowed! Did it? Yes.", 4),
        ("He lives in the U.S. The weather is fine.", 2),
        ("“It is over.” The crowd left.", 2),
        ("It closed at 5 p.m. They left.", 2),
        ("Is it so? No. It is not.", 3),
        ("A heading\nA paragraph. Another.", 3),
        ("He said no (they agreed). Then it ended.", 2),
        ("We waited… Then it came.", 2),
        ("“We stay.”He left.", 2),
    ],
)
def test_sentences_are_counted(body: str, count: int) -> None:
    """Stops before a new sentence end one."""
    assert len(split(body)) == count
