"""Things of one report by where their words stand: a long report has thousands, and asking each of each is too slow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from sayso.nouns.span import Span

T = TypeVar("T")


class Nearby(Generic[T]):
    """Finds what may touch a stretch of text."""

    def __init__(self, things: Iterable[T], words_of: Callable[[T], Span]) -> None:
        self._things = sorted(things, key=lambda thing: words_of(thing).start)
        self._starts = [words_of(thing).start for thing in self._things]
        self._longest = max((len(words_of(thing).text) for thing in self._things), default=0)

    def around(self, stretch: Span, reach: int = 0) -> Sequence[T]:
        """All whose words stand within `reach` code points of the stretch, and a few more, in text order."""
        first = bisect_left(self._starts, stretch.start - reach - self._longest)
        return self._things[first : bisect_right(self._starts, stretch.end + reach)]
