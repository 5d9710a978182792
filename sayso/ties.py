"""Things joined into groups, some of which must stay apart.

What is joined or held apart first wins: whoever comes later with the contrary is told no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Ties:
    """Groups of the numbers from 0 to `size` - 1; each a group of its own at first."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._apart: dict[int, dict[int, str]] = {}
        """For each group: the groups that it is held apart from, and on whose word."""
        self._joined: defaultdict[int, list[str]] = defaultdict(list)
        """For each group: on whose word it was joined."""

    def root(self, number: int) -> int:
        """The least number of its group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, a: int, b: int, word: str | None = None) -> str | None:
        """Make one group of two. None if they are one now; else on whose word they are held apart."""
        first, second = sorted((self.root(a), self.root(b)))
        if first == second:
            return None
        against = self._apart.get(first, {}).get(second)
        if against is not None:
            return against
        self._parent[second] = first
        self._joined[first] += self._joined.pop(second, [])
        if word is not None:
            self._joined[first].append(word)
        for other, said in self._apart.pop(second, {}).items():
            self._apart[other].pop(second)
            self._keep_apart(first, other, said)
        return None

    def hold_apart(self, a: int, b: int, word: str) -> str | None:
        """Keep two groups from ever being one. None if they are apart; else on whose word they are one."""
        first, second = self.root(a), self.root(b)
        if first == second:
            return next(iter(self._joined[first]), word)
        self._keep_apart(first, second, word)
        return None

    def are_apart(self, a: int, b: int) -> bool:
        """Whether two groups must never be one."""
        return self.root(b) in self._apart.get(self.root(a), {})

    def _keep_apart(self, first: int, second: int, word: str) -> None:
        self._apart.setdefault(first, {}).setdefault(second, word)
        self._apart.setdefault(second, {}).setdefault(first, word)

    @property
    def holds_apart(self) -> bool:
        """Whether anything is held apart: only then does the order of joins matter."""
        return bool(self._apart)

    def groups(self, numbers: Iterable[int] | None = None) -> list[list[int]]:
        """The groups, each in the order of its members, by least member; of all numbers or of some."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)) if numbers is None else numbers:
            found[self.root(number)].append(number)
        return [found[root] for root in sorted(found)]
