"""Where an alleged violation took place: first the country, by all that speaks for it, then the place in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.interpret.bind import within
from sayso.interpret.bind_where import Places
from sayso.interpret.where_stands import is_dateline
from sayso.nouns.mention import ViolationMention
from sayso.nouns.span import Span
from sayso.nouns.where import Where

_OF_REPORT = 3.0
"""A country that a whole report names and no other; all other weights are set against it."""
_IN_CLAUSE = 1.0
_IN_SENTENCE = 0.7
_DEMONYM = 0.3
_OF_ACTOR = 0.6
_DEMONYM_OF_REPORT = 0.6
"""What a demonym says of a report's country, against a place."""
_OF_DATELINE = 0.2
"""Share of a place's weight that one keeps in a line like "LIMA (Agency) -": that is where the reporter writes."""


@dataclass(frozen=True)
class ViolationPlaces:
    """A report's places, by country, with how much of the report each country takes."""

    places: Places
    datelines: frozenset[Span]
    by_country: Mapping[str, Places]
    share: Mapping[str, float]

    @classmethod
    def of(cls, places: Places) -> ViolationPlaces:
        """The places of one report, weighed."""
        known = [where for where in places.wheres if where.country]
        datelines = frozenset(where.bare() for where in known if is_dateline(where, places.text, places.language))
        weight: defaultdict[str, float] = defaultdict(float)
        listed: dict[str, list[Where]] = {}
        for where in known:
            apart = where.bare() in datelines
            told = _DEMONYM_OF_REPORT if where.kind == "demonym" else 1.0
            weight[where.country or ""] += told * _OF_DATELINE if apart else told
            listed.setdefault(where.country or "", []).extend([] if apart else [where])
        whole = sum(weight.values())
        return cls(
            places,
            datelines,
            {country: places.among(found) for country, found in listed.items()},
            {country: part / whole for country, part in weight.items()},
        )

    def where(self, violation: ViolationMention) -> Where | None:
        """The place of a violation: a town in its clause or near it, in the country that most speaks for."""
        weight = defaultdict(float, {country: _OF_REPORT * part for country, part in self.share.items()})
        for where in within(self.places.wheres, violation.sentence):
            if where.country and where.bare() not in self.datelines:
                weight[where.country] += self._of_mention(where, violation)
        if not weight:
            return self.places.where(violation.trigger, violation.content, violation.sentence)
        country = max(weight, key=lambda one: (weight[one], one))
        there = self.by_country[country]
        found = there.where(violation.trigger, violation.content, violation.sentence)
        if found is None or found.kind == "country":
            found = self.places.own_dateline(violation.sentence, country) or found
        return found or next(iter(there.wheres), None) or self.places.main

    def _of_mention(self, where: Where, violation: ViolationMention) -> float:
        if violation.actor is not None and violation.actor.words.covers(where):
            return _OF_ACTOR
        if where.kind == "demonym":
            return _DEMONYM
        return _IN_CLAUSE if violation.content.covers(where) else _IN_SENTENCE
