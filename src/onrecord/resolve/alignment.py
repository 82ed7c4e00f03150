"""Two wordings laid side by side: what is the same, what was left out, put in or changed, and whether that changes the sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from onrecord.resolve.wording import critical

LONG_OMISSION = 4  # words: a longer stretch left out is a cut of the editor, not a changed word
CONTEXT = 3  # words shown on each side of a change
Folds = tuple[str, ...]
Step = tuple[str, int, int, int, int]  # what is done, and the half-open ranges of words on both sides


@dataclass(frozen=True)
class Alignment:
    """The words of `left` against those of `right`, both folded, by `difflib`."""

    left: Folds
    right: Folds

    @cached_property
    def steps(self) -> Sequence[Step]:
        """Edit steps (equal, delete, insert, replace) with half-open word ranges of both sides."""
        if self.left == self.right:
            return [("equal", 0, len(self.left), 0, len(self.right))] if self.left else []
        return SequenceMatcher(None, self.left, self.right, autojunk=False).get_opcodes()

    @cached_property
    def runs(self) -> list[int]:
        """Lengths of the stretches that are the same."""
        return [step[2] - step[1] for step in self.steps if step[0] == "equal"]

    @cached_property
    def verbatim_share(self) -> float:
        """Share of the shorter side's words that stand in stretches of two words or more (all of it where it has one word)."""
        shorter = min(len(self.left), len(self.right))
        same = sum(run for run in self.runs if run > 1 or shorter == 1)
        return same / shorter if shorter else 0.0

    @cached_property
    def longest_run(self) -> tuple[str, ...]:
        """The longest stretch that is the same, folded."""
        best = max(((s[2] - s[1], -s[1]) for s in self.steps if s[0] == "equal"), default=(0, 0))
        return self.left[-best[1] : -best[1] + best[0]]

    @cached_property
    def is_same(self) -> bool:
        """Whether both have the same words."""
        return self.left == self.right

    @cached_property
    def only_cuts(self) -> bool:
        """Whether the right side has no word of its own."""
        return all(step[0] in ("equal", "delete") for step in self.steps)

    @cached_property
    def own_share(self) -> float:
        """Share of the right side's words that the left side does not have there."""
        return 1 - sum(self.runs) / len(self.right) if self.right else 0.0

    @cached_property
    def changes(self) -> tuple[Step, ...]:
        """Changes of a negation, number or modal inside the stretch that both share; what is cut off at the edges is no change."""
        same = [i for i, step in enumerate(self.steps) if step[0] == "equal"]
        inner = self.steps[same[0] : same[-1] + 1] if same else []
        return tuple(step for step in inner if step[0] != "equal" and self._touches_sense(step))

    def _touches_sense(self, step: Step) -> bool:
        kind, start, end, other_start, other_end = step
        if kind == "delete" and end - start >= LONG_OMISSION:
            return False
        return _criticals(self.left[start:end]) != _criticals(self.right[other_start:other_end])


def changed_words(alignment: Alignment, left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
    """What touches the sense, on both sides, with a little context; `left` and `right` are the words as printed."""

    def told(words: Sequence[str], ranges: Iterable[tuple[int, int]]) -> str:
        return " ... ".join(" ".join(words[max(0, start - CONTEXT) : end + CONTEXT]) for start, end in ranges)

    return told(left, [step[1:3] for step in alignment.changes]), told(right, [step[3:5] for step in alignment.changes])


def _criticals(folds: tuple[str, ...]) -> Counter[tuple[str, str]]:
    return Counter(found for folded in folds for found in critical(folded) or ())


def word_diff(alignment: Alignment, left_words: Sequence[str], right_words: Sequence[str]) -> str | None:
    """The right side's words, as printed, against the left's: [-left out-] {+put in+}; None where nothing differs.

    >>> left, right = "We will sign it soon".split(), "We may sign it".split()
    >>> word_diff(Alignment(tuple(left), tuple(right)), left, right)
    'We [-will-] {+may+} sign it [-soon-]'
    """
    if alignment.is_same:
        return None
    parts: list[str] = []
    for kind, start, end, other_start, other_end in alignment.steps:
        left, right = left_words[start:end], right_words[other_start:other_end]
        if kind == "equal":
            parts.append(" ".join(left))
            continue
        if left:
            parts.append(f"[-{' '.join(left)}-]")
        if right:
            parts.append("{+" + " ".join(right) + "+}")
    return " ".join(parts)
