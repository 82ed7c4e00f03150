"""Two wordings laid side by side: what is the same, what was left out, put in or changed, and whether that changes the sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from onrecord.resolve.wording import Wording, critical

LONG_OMISSION = 4  # words: a longer stretch left out is a cut of the editor, not a changed word
CONTEXT = 3  # words shown on each side of a change


@dataclass(frozen=True, slots=True)
class Change:
    """One change that touches the sense: the words of both sides with a little context."""

    left: str
    right: str


@dataclass(frozen=True)
class Alignment:
    """The words of `left` against those of `right`, by `difflib` on folded words."""

    left: Wording
    right: Wording

    @cached_property
    def steps(self) -> Sequence[tuple[str, int, int, int, int]]:
        """Edit steps (equal, delete, insert, replace) with half-open word ranges of both sides."""
        if self.left.folds == self.right.folds:
            return [("equal", 0, len(self.left.folds), 0, len(self.right.folds))] if self.left.folds else []
        return SequenceMatcher(None, self.left.folds, self.right.folds, autojunk=False).get_opcodes()

    @cached_property
    def runs(self) -> list[int]:
        """Lengths of the stretches that are the same."""
        return [step[2] - step[1] for step in self.steps if step[0] == "equal"]

    @cached_property
    def verbatim_share(self) -> float:
        """Share of the shorter side's words that stand in stretches of two words or more (all of it where it has one word)."""
        shorter = min(len(self.left.folds), len(self.right.folds))
        same = sum(run for run in self.runs if run > 1 or shorter == 1)
        return same / shorter if shorter else 0.0

    @cached_property
    def longest_run(self) -> tuple[str, ...]:
        """The longest stretch that is the same, folded."""
        best = max(((s[2] - s[1], -s[1]) for s in self.steps if s[0] == "equal"), default=(0, 0))
        return self.left.folds[-best[1] : -best[1] + best[0]]

    @cached_property
    def is_same(self) -> bool:
        """Whether both have the same words."""
        return self.left.folds == self.right.folds

    @cached_property
    def only_cuts(self) -> bool:
        """Whether the right side has no word of its own."""
        return all(step[0] in ("equal", "delete") for step in self.steps)

    @cached_property
    def own_share(self) -> float:
        """Share of the right side's words that the left side does not have there."""
        return 1 - sum(self.runs) / len(self.right.folds) if self.right.folds else 0.0

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Changes of a negation, number or modal inside the stretch that both share; what is cut off at the edges is no change."""
        same = [i for i, step in enumerate(self.steps) if step[0] == "equal"]
        inner = self.steps[same[0] : same[-1] + 1] if same else []
        return tuple(self._change(step) for step in inner if step[0] != "equal" and self._touches_sense(step))

    def _touches_sense(self, step: tuple[str, int, int, int, int]) -> bool:
        kind, start, end, other_start, other_end = step
        if kind == "delete" and end - start >= LONG_OMISSION:
            return False
        return _criticals(self.left.folds[start:end]) != _criticals(self.right.folds[other_start:other_end])

    def _change(self, step: tuple[str, int, int, int, int]) -> Change:
        _, start, end, other_start, other_end = step
        left, right = self.left.words, self.right.words
        return Change(
            " ".join(left[max(0, start - CONTEXT) : end + CONTEXT]), " ".join(right[max(0, other_start - CONTEXT) : other_end + CONTEXT])
        )


def _criticals(folds: tuple[str, ...]) -> Counter[tuple[str, str]]:
    return Counter(found for folded in folds for found in critical(folded) or ())


def word_diff(alignment: Alignment) -> str | None:
    """The right side's words against the left's: [-left out-] {+put in+}; None where nothing differs.

    >>> from onrecord.resolve.wording import wording
    >>> word_diff(Alignment(wording("We will sign it soon"), wording("We may sign it")))
    'We [-will-] {+may+} sign it [-soon-]'
    """
    if alignment.is_same:
        return None
    parts: list[str] = []
    for kind, start, end, other_start, other_end in alignment.steps:
        left, right = alignment.left.words[start:end], alignment.right.words[other_start:other_end]
        if kind == "equal":
            parts.append(" ".join(left))
            continue
        if left:
            parts.append(f"[-{' '.join(left)}-]")
        if right:
            parts.append("{+" + " ".join(right) + "+}")
    return " ".join(parts)
