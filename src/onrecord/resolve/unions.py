"""Sets that grow together: which members belong to one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Unions:
    """Disjoint sets of strings; the smallest member stands for its set, so the result does not depend on the order of joining."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._parent: dict[str, str] = {member: member for member in members}

    def root(self, member: str) -> str:
        """The smallest member of the set."""
        parent = self._parent.setdefault(member, member)
        while parent != self._parent[parent]:
            self._parent[parent] = self._parent[self._parent[parent]]
            parent = self._parent[parent]
        self._parent[member] = parent
        return parent

    def join(self, left: str, right: str) -> None:
        """Makes two sets one."""
        low, high = sorted((self.root(left), self.root(right)))
        self._parent[high] = low

    def sets(self) -> list[list[str]]:
        """All sets, members sorted, by their smallest member."""
        found: dict[str, list[str]] = defaultdict(list)
        for member in sorted(self._parent):
            found[self.root(member)].append(member)
        return [found[root] for root in sorted(found)]
