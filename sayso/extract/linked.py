"""A counted number phrase with what happened to those people."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.extract.counted import Counted
from sayso.extract.links import Link
from sayso.nouns.what import Effect


@dataclass(frozen=True, slots=True)
class Linked:
    """A number phrase and the links from it to effects, the surest first; none: nothing is said to have happened."""

    counted: Counted
    links: tuple[Link, ...]

    @property
    def effects(self) -> tuple[Effect, ...]:
        """All effects, in order of sureness."""
        return tuple(dict.fromkeys(effect for link in self.links for effect in link.effects))

    def passed_to(self, part: Linked) -> Linked:
        """The part with what happened to this whole."""
        return Linked(part.counted, tuple(replace(link, way="whole") for link in self.links))
