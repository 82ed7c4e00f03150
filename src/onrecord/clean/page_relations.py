"""What a general extractor keeps of the blocks that stand as a block stands: numbers for the block model.

An extractor errs on single blocks; the blocks beside one, or of the same class, tell whether it should have been kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from onrecord.clean.features import Matrix
from onrecord.clean.units import Dom, Unit

PRIOR_WORDS = 5.0  # words half kept that each group is given, so that small groups tell little
NOWHERE = Dom("p", (), (), 0.0, 0, 0)
GROUPS: dict[str, Callable[[Dom], Hashable]] = {
    "parent": lambda dom: dom.parent,
    "section": lambda dom: dom.section,
    "class": lambda dom: (dom.tag, dom.marks[-4:]),
    "tags": lambda dom: dom.ancestors[-3:],
}
NAMES = tuple(f"{name}_{group}" for group in GROUPS for name in ("kept_of", "kept_in"))


def relations(units: Sequence[Unit], kept: Sequence[float]) -> Matrix:
    """For every block and group, the share of the other blocks' words that is kept, and the group's share of all kept words.

    Args:
        units: blocks of an HTML page.
        kept: the share of each block's words that the extractor keeps.

    Returns:
        Shape (units, len(NAMES)).
    """
    if not units:
        return np.zeros((0, len(NAMES)), np.float32)
    words = np.array([len(unit.text.split()) for unit in units], float)
    mass = words * np.array(kept, float)
    total = max(1.0, float(mass.sum()))
    columns = []
    for group in GROUPS.values():
        keys = _numbered([group(unit.dom or NOWHERE) for unit in units])
        mass_of, words_of = np.bincount(keys, mass)[keys], np.bincount(keys, words)[keys]
        columns += [(mass_of - mass + PRIOR_WORDS / 2) / (words_of - words + PRIOR_WORDS), mass_of / total]
    return np.column_stack(columns).astype(np.float32)


def _numbered(keys: Sequence[Hashable]) -> list[int]:
    """Serial numbers of keys in the order of their first appearance."""
    numbers: dict[Hashable, int] = defaultdict(lambda: len(numbers))
    return [numbers[key] for key in keys]
