"""Groups that grow by joining: union by smallest number, so that the result does not depend on the order of the joins."""

from __future__ import annotations


class Forest:
    """A partition of the numbers from 0; every number starts alone."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, number: int) -> int:
        """The smallest number of the group."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Makes the groups of two numbers one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low
