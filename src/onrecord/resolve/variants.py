"""How a printing's wording stands to the fullest one: the same, cut, put together from parts, changed, translated, or retold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.resolve.alignment import LONG_OMISSION, Alignment
from onrecord.resolve.speeches import MIN_RUN, VERBATIM_SHARE, Speech

FULL_SHARE = 0.85  # of the words of the longest wording
SMALL_OWN_SHARE = 0.15  # words of its own a printing may have and still be the same wording, edited


def variant_kind(canonical: Speech, printing: Speech, alignment: Alignment) -> str:
    """One of verbatim, trimmed, spliced, altered, translated, paraphrased.

    Args:
        canonical: the fullest wording.
        printing: the wording in question.
        alignment: `canonical` on the left, `printing` on the right.
    """
    if printing.quote_type == "mixed" and canonical.quote_type == "direct":
        alignment = _without_frame(alignment)
    if alignment.is_same:
        return "verbatim"
    edited = alignment.verbatim_share >= VERBATIM_SHARE
    if edited and alignment.changes:
        return "altered"
    if printing.quote_type == "indirect" and not alignment.only_cuts:
        return "paraphrased"
    if alignment.only_cuts or (edited and alignment.own_share <= SMALL_OWN_SHARE):
        return "spliced" if _is_spliced(alignment) else "trimmed"
    return "translated" if canonical.quote_type != "indirect" else "paraphrased"


def _without_frame(alignment: Alignment) -> Alignment:
    """The alignment without the paper's own words before and after what it quotes."""
    same = [step for step in alignment.steps if step[0] == "equal"]
    if not same:
        return alignment
    start, end = same[0][3], same[-1][4]
    inner = Alignment(alignment.left, alignment.right[start:end])
    is_most = 2 * (end - start) >= len(alignment.right) or inner.own_share == 0
    return inner if is_most and (len(inner.longest_run) >= MIN_RUN or inner.is_same) else alignment


def _is_spliced(alignment: Alignment) -> bool:
    """Whether a longer stretch is left out between two that are there."""
    same = [i for i, step in enumerate(alignment.steps) if step[0] == "equal"]
    inner = alignment.steps[same[0] : same[-1]] if same else []
    return any(step[0] != "equal" and step[2] - step[1] >= LONG_OMISSION for step in inner)


def canonical_speech(members: Sequence[Speech]) -> Speech:
    """The fullest direct wording; a partly quoted one only where the quoted words alone are a fragment.

    Among wordings that are about as full, the one that most articles print: one paper's slip does not become the record. Ties: the fullest,
    the earliest, then the id.
    """
    if len(members) == 1:
        return members[0]
    inside = [m for m in members if not m.is_headline] or members
    direct = [m for m in inside if m.quote_type == "direct"]
    mixed = [m for m in inside if m.quote_type == "mixed"]
    longest_direct = max((len(m.wording.folds) for m in direct), default=0)
    longest_mixed = max((len(m.wording.folds) for m in mixed), default=0)
    pool = direct if longest_direct and longest_direct * 2 >= longest_mixed else mixed or inside
    longest = max(len(m.wording.folds) for m in pool)
    full = [m for m in pool if len(m.wording.folds) >= FULL_SHARE * longest]
    printed = Counter(words for words, _ in {(m.wording.folds, m.article.family_id) for m in full})
    return min(full, key=lambda m: (-printed[m.wording.folds], -len(m.wording.folds), m.article.published, m.quote_id))
