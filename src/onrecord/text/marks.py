"""Quotation marks: which opens, which closes, and what stands between."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch in quotation marks. `spans` are the parts with their marks, one a paragraph; `inner` the same without marks.

    `mark` is the opening mark. `depth` is 0, or 1 for a quotation inside another.
    """

    spans: tuple[Span, ...]
    inner: tuple[Span, ...]
    mark: str
    depth: int = 0

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last mark ends."""
        return self.spans[-1].end


def quotations(body: str) -> tuple[Quotation, ...]:
    """Every quotation of a body, by start."""
    raise NotImplementedError(body)
