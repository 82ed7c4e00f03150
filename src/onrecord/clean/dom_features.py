"""Where a block stands in an HTML page: numbers for the block model, on top of those of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np

from onrecord.clean.features import Matrix
from onrecord.clean.lexicon import entries
from onrecord.clean.units import Dom, Unit

TAGS = ("p", "li", "heading", "caption", "quote", "cell", "other")
TAG_OF = {
    "p": "p",
    "li": "li",
    "dt": "li",
    "dd": "li",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
}
AROUND = ("article", "main", "aside", "nav", "header", "footer", "form", "figure", "ul", "table", "blockquote", "section", "label")
MARK_GROUPS = (
    "body",
    "share",
    "related",
    "comment",
    "byline",
    "date",
    "caption",
    "subscribe",
    "ad",
    "navigation",
    "hidden",
    "lead",
    "tags",
    "media",
)
EXTRACTORS = ("careful", "quick")  # what each general extractor keeps, in the order they are given
NEAREST = 14  # words of class and id that belong to the nearest ancestors
NAMES = (
    *(f"tag_{tag}" for tag in TAGS), *(f"in_{tag}" for tag in AROUND), *(f"near_{group}" for group in MARK_GROUPS),
    *(f"under_{group}" for group in MARK_GROUPS), "link_share", "depth", "parent_share", "section_share", "parent_links",
    *(f"{name}_{by}" for by in EXTRACTORS for name in ("is_kept", "kept_before", "kept_after", "kept_around")),
)  # fmt: skip


@cache
def mark_groups() -> dict[str, str]:
    """Group of each word that sites use in class and id."""
    pairs = (entry.partition("=")[::2] for entry in entries("marks"))
    return {word: group.strip() for group, words in pairs for word in words.split()}


def dom_features(units: Sequence[Unit], kept: Sequence[Sequence[float]]) -> Matrix:
    """DOM features of every unit; shape (units, len(NAMES)).

    Args:
        units: blocks of an HTML page.
        kept: for each general extractor, the share of every block's words that it keeps.
    """
    if not units:
        return np.zeros((0, len(NAMES)), np.float32)
    parents, sections, links = _masses(units)
    total = max(1.0, sum(parents.values()))
    doms = [unit.dom or Dom("p", (), (), 0.0, 0, 0) for unit in units]
    rows = [
        [
            *_standing(dom.tag, dom.ancestors, dom.marks), dom.link_share, len(dom.ancestors), parents[dom.parent] / total,
            sections[dom.section] / total, links[dom.parent],
        ]
        for dom in doms
    ]  # fmt: skip
    return np.hstack([np.array(rows, np.float32), *(_kept(np.array(shares, np.float32), units) for shares in kept)])


@lru_cache(maxsize=2048)
def _standing(tag: str, ancestors: tuple[str, ...], marks: tuple[str, ...]) -> tuple[bool, ...]:
    """Features of a block's tag, its ancestors and the words of their classes; many blocks of a page share all of them."""
    groups = mark_groups()
    kind = "heading" if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else TAG_OF.get(tag, "other")
    near = {groups.get(mark) for mark in marks[-NEAREST:]}
    under = {groups.get(mark) for mark in marks}
    return (
        *(kind == name for name in TAGS), *(name in ancestors for name in AROUND), *(group in near for group in MARK_GROUPS),
        *(group in under for group in MARK_GROUPS),
    )  # fmt: skip


def _masses(units: Sequence[Unit]) -> tuple[dict[int, float], dict[int, float], dict[int, float]]:
    """Characters of running text by parent and by section, and the share of links by parent."""
    parents: dict[int, float] = defaultdict(float)
    sections: dict[int, float] = defaultdict(float)
    linked: dict[int, float] = defaultdict(float)
    sizes: dict[int, float] = defaultdict(float)
    for unit in units:
        if unit.dom is None:
            continue
        size = len(unit.text)
        mass = size * (1 - unit.dom.link_share) if size > 80 else 0.0
        parents[unit.dom.parent] += mass
        sections[unit.dom.section] += mass
        linked[unit.dom.parent] += size * unit.dom.link_share
        sizes[unit.dom.parent] += size
    return parents, sections, defaultdict(float, {parent: linked[parent] / max(1.0, sizes[parent]) for parent in sizes})


def _kept(kept: Matrix, units: Sequence[Unit]) -> Matrix:
    """What a general extractor keeps: here, before, behind and around."""
    mass = kept * np.array([len(unit.text) for unit in units], np.float32)
    total = max(1.0, float(mass.sum()))
    before = (np.cumsum(mass) - mass) / total
    around = np.convolve(kept, np.ones(5))[2 : 2 + len(kept)] / 5
    return np.column_stack([kept, before, 1 - before - mass / total, around]).astype(np.float32)
