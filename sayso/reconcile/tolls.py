"""What stands today for each effect, group and place of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.event import Copy, EventWhere, SetAside, Toll
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution
from sayso.nouns.what import Effect, EventMention, Group
from sayso.reconcile.counted import Counted, day_of
from sayso.reconcile.headline import Headline
from sayso.reconcile.headline_counts import by_headlines
from sayso.reconcile.hit import without_the_killed
from sayso.reconcile.ids import toll_id
from sayso.reconcile.namings import Key as PartyKey
from sayso.reconcile.one_by_one import count_one_by_one
from sayso.reconcile.parties import Parties, Voice
from sayso.reconcile.places import Place, place_of, strictly_inside
from sayso.reconcile.policy import pick
from sayso.reconcile.retold import Tallied, as_most_tell, with_headlines, without_claims
from sayso.reconcile.roles import with_holders
from sayso.reconcile.series import series_of
from sayso.reconcile.sums import add_up, with_sums_of_groups, with_wholes_of_groups
from sayso.reconcile.victims import Victims, with_who_is_joined
from sayso.settings import Policy

CROWD: tuple[Group, ...] = ("protesters", "civilians")
"""Groups that reports of unrest use for people as such; soldiers, children or journalists are always counted apart."""

LEAD = 800
FIRST_PART = 0.5
"""What a report says of its happening it says in its lead or its first half; below stand other stories."""
PEOPLE: tuple[Group | None, ...] = (None, *CROWD)

Key = tuple[Effect, str, str]
"""Effect, group, key of the narrower place; "" for everyone and for the whole place."""

Where = tuple[str, ...]


class Sources(Struct, frozen=True, kw_only=True):
    """What is known of the reports behind the claims, and how they are weighed."""

    reports: Mapping[str, Report]
    copies: Mapping[str, Sequence[Copy]]
    """By report id: what it has from older ones."""
    parties: Parties
    policy: Policy = "latest"
    """The rule that picks a toll's figures."""

    def original(self, told: Claim | EventMention | Attribution) -> Report:
        """The report that tells it, or the one whose words these are."""
        for copy in self.copies.get(told.report, ()):
            if copy.kind in ("exact", "near", "judged") or any(
                one.start <= _start(told) < one.end for one in copy.passages
            ):
                return self.reports[copy.of]
        return self.reports[told.report]

    def voice(self, claim: Claim | EventMention | Attribution) -> Voice:
        """Whose say-so the claim is."""
        original = self.original(claim)
        says = claim.says_who
        if says and original.id != claim.report and not self._is_repeated(claim.report, says[0].start):
            says = ()  # in the older text these words have another speaker, or none
        return self.parties.voice(says, claim.report, original)

    def _is_repeated(self, report: str, start: int) -> bool:
        """Whether the words there are an older report's."""
        passages = (one for copy in self.copies.get(report, ()) for one in copy.passages)
        return any(one.start <= start < one.end for one in passages)

    def published(self, claim: Claim | EventMention) -> date | None:
        """When the claim was in print: for a copy, when its original was."""
        return self.original(claim).published_on


def _start(told: Claim | EventMention | Attribution) -> int:
    """Where the words stand that tell it."""
    if isinstance(told, Claim):
        return told.figure.start
    return told.trigger.start if isinstance(told, EventMention) else told.content.start


def tally(
    event: str,
    claims: Sequence[Claim],
    mentions: Sequence[EventMention],
    place: Place | None,
    people: frozenset[str],
    *,
    unrest: bool,
    sources: Sources,
    headlines: Mapping[str, Headline],
    own: Sequence[str] = (),
) -> list[Tallied]:
    """The tolls of one event, by effect, everyone first, the whole place first.

    Where nobody counts the killed or the injured, victims who are told of one by one make the toll. `people`: folded
    full names in the event's reports. By the policy `latest` alone: `headlines`, what headlines count, by report id;
    and `own`, reports that are mainly about the event and no copies, of which what most tell goes first where that is
    other than all words together.
    """

    def tally_of(claims: Sequence[Claim], mentions: Sequence[EventMention], reports: Iterable[str]) -> list[Tallied]:
        ours = sources.policy == "latest"
        told = {report: headlines[report] for report in reports if ours and report in headlines}
        return _tally_of(event, claims, mentions, place, people, unrest=unrest, sources=sources, headlines=told)

    tolls = tally_of(claims, mentions, headlines)
    if len(own) > 1 and not unrest and sources.policy == "latest":
        claims_of: defaultdict[str, list[Claim]] = defaultdict(list)
        mentions_of: defaultdict[str, list[EventMention]] = defaultdict(list)
        for claim in claims:
            claims_of[claim.report].append(claim)
        for mention in mentions:
            mentions_of[mention.report].append(mention)
        by_report = {report: tally_of(claims_of[report], mentions_of[report], (report,)) for report in own}
        tolls = as_most_tell(tolls, by_report, sources.reports)
    return sorted(tolls, key=lambda one: (one.toll.effect, one.toll.group or "", one.toll.id if one.toll.where else ""))


def _tally_of(
    event: str,
    claims: Sequence[Claim],
    mentions: Sequence[EventMention],
    place: Place | None,
    people: frozenset[str],
    *,
    unrest: bool,
    sources: Sources,
    headlines: Mapping[str, Headline],
) -> list[Tallied]:
    """The tolls of one event by the words of some of its reports."""
    counts, aside = _sort_out(claims, place, sources)
    counts = with_holders(counts)
    nobody_died = {report for report, headline in headlines.items() if headline.nobody_died}
    persons = count_one_by_one(counts, mentions, sources.reports, people, nobody_died)
    killed, hurt = persons.killed, persons.hurt
    counts, nobody = _without_nobody_else(persons.counts, {"killed": killed, "injured": hurt})
    counts, hit = without_the_killed(counts, len(killed.names) if killed else 0)
    counts, others = by_headlines(counts, headlines)
    aside += [*persons.aside, *nobody, *hit, *others]
    groups: defaultdict[Key, list[Counted]] = defaultdict(list)
    for count in _with_earlier_parts(with_wholes_of_groups(with_sums_of_groups(_fold_crowds(counts, unrest=unrest)))):
        groups[_key(count)].append(count)
    told = {effect for effect, victims in (("killed", killed), ("injured", hurt)) if victims}
    for effect in {effect for effect, _ in aside} - {effect for effect, _, _ in groups} - told:
        groups[effect, "", ""] = []
    tolls = []
    for key in sorted(groups):
        extra = [why for (effect, why) in aside if effect == key[0] and key == _first(groups, effect)]
        if groups[key] or extra:
            tolls.append(_tally_one(event, key, groups[key], extra, sources))
    counted = {one.toll.effect for one in tolls}
    if killed and "killed" not in counted:
        tolls.append(_of_victims(event, "killed", killed, mentions, sources))
    if hurt and "injured" not in counted:
        tolls.append(_of_victims(event, "injured", hurt, mentions, sources))
    return with_headlines(event, tolls, headlines)


def _of_victims(
    event: str, effect: Effect, victims: Victims, mentions: Sequence[EventMention], sources: Sources
) -> Tallied:
    told = [mention for mention in mentions if mention.id in victims.mentions]
    voices = {voice.key: voice.name for mention in told for voice in (sources.voice(mention),)}
    return without_claims(
        event,
        effect,
        len(victims.names),
        victims.why,
        origins=len(voices),
        as_of=max((day for mention in told if (day := sources.published(mention))), default=None),
        mentions=victims.mentions,
        parties=tuple(sorted(voices.values())),
    )


def _without_nobody_else(
    counts: Sequence[Counted], victims: Mapping[str, Victims | None]
) -> tuple[list[Counted], list[tuple[Effect, SetAside]]]:
    """Leaves out "nobody else was hurt": a nought of a voice that counts some itself, or beside victims told of.

    Whoever denies a count in the same report means nobody at all.
    """
    some = {(count.effect, key) for count in counts if count.size > 0 for key in (count.voice.key, count.report)}
    denied = {_denier(count) for count in counts if _is_denied(count)}
    kept: list[Counted] = []
    aside: list[tuple[Effect, SetAside]] = []
    for count in counts:
        others = {(count.effect, count.voice.key), (count.effect, count.report)} & some or victims.get(count.effect)
        if count.high == 0 and others and _denier(count) not in denied:
            aside.append((count.effect, SetAside(claim=count.id, why="It is of others than those told of.")))
        else:
            kept.append(count)
    return kept, aside


def _first(groups: Mapping[Key, object], effect: Effect) -> Key:
    return min(key for key in groups if key[0] == effect)


def _key(count: Counted) -> Key:
    return (count.effect, count.group or "", "/".join(count.place.key) if count.place else "")


def _sort_out(
    claims: Iterable[Claim], event_place: Place | None, sources: Sources
) -> tuple[list[Counted], list[tuple[Effect, SetAside]]]:
    """Claims that count, and those that do not, with the reason."""
    counts: list[Counted] = []
    aside: list[tuple[Effect, SetAside]] = []
    ordered = sorted(claims, key=lambda claim: claim.id)
    whole = {effect for claim in ordered if claim.scope == "total" for effect in claim.effects}
    for claim in ordered:
        place = place_of(claim.where)
        narrower = place if place and event_place and _is_part(place, event_place) else None
        group = claim.affected.group if claim.affected and claim.affected.group != "other" else None
        why = _unusable(claim, group, narrower, whole)
        for effect in _effects(claim):
            if why:
                aside.append((effect, SetAside(claim=claim.id, why=why)))
            else:
                counts.append(_counted(claim, effect, group, narrower, sources))
    return counts, aside


def _is_part(place: Place, event_place: Place) -> bool:
    return event_place.level != "city" and strictly_inside(place, event_place)


def _effects(claim: Claim) -> tuple[Effect, ...]:
    """What the number counts; one person of whom two things are told is counted by the graver ("was hurt and died")."""
    if claim.figure.value == 1 and "killed" in claim.effects:
        return ("killed",)
    return claim.effects


def _unusable(claim: Claim, group: Group | None, narrower: Place | None, whole: set[Effect]) -> str | None:
    """Why a claim cannot be a count of one effect; None where it can."""
    if claim.stance == "predicts":
        return "It is of what may come."
    if len(_effects(claim)) > 1:
        return f"One number for {' and '.join(claim.effects)} together counts neither of them."
    if claim.scope == "part" and group is None and narrower is None and set(claim.effects) & whole:
        return "It is a part of another count."
    return None


def _counted(claim: Claim, effect: Effect, group: Group | None, place: Place | None, sources: Sources) -> Counted:
    return Counted(
        claims=(claim,),
        effect=effect,
        group=None if claim.figure.value == 1 and with_who_is_joined(claim, 1) == 2 else group,
        place=place,
        voice=sources.voice(claim),
        day=day_of(claim, sources.published(claim)),
        report=sources.original(claim).id,
        early=_is_early(claim, sources.reports[claim.report]),
        low=with_who_is_joined(claim, claim.figure.low),
        high=with_who_is_joined(claim, claim.figure.high),
        value=with_who_is_joined(claim, claim.figure.value),
    )


def _is_early(claim: Claim, report: Report) -> bool:
    return claim.figure.start < max(LEAD, len(report.text) * FIRST_PART)


def _fold_crowds(counts: Sequence[Counted], *, unrest: bool) -> list[Counted]:
    """Counts in which "demonstrators" are people as such are put with those of everyone, and keep their group's name.

    In unrest that is every one of them if anybody counts everyone at all; elsewhere only those of a party that itself
    counts everyone, with a figure no smaller. A part of a whole stays a part.
    """
    everyone: defaultdict[tuple[Effect, Where], dict[PartyKey, int]] = defaultdict(dict)
    for count in counts:
        if count.group is None and count.size >= 0:
            greatest = everyone[count.effect, _where(count)]
            greatest[count.voice.key] = max(count.size, greatest.get(count.voice.key, -1))
    folded = []
    for count in counts:
        wholes = everyone.get((count.effect, _where(count)), {})
        same_voice = wholes.get(count.voice.key, -1) >= count.size
        crowd = count.group in CROWD and count.claims[0].scope != "part" and wholes
        folded.append(msgspec.structs.replace(count, group=None) if crowd and (unrest or same_voice) else count)
    return folded


def _where(count: Counted) -> Where:
    return count.place.key if count.place else ()


def _tally_one(event: str, key: Key, counts: Sequence[Counted], aside: Iterable[SetAside], sources: Sources) -> Tallied:
    effect, group, _ = key
    denials = _denials(counts)
    denied = {count.id for count in denials}
    series = series_of(add_up(count for count in counts if count.id not in denied))
    aside = [*aside, *(SetAside(claim=denial.id, why="It denies what others count.") for denial in denials)]
    picked = pick(sources.policy, series.standing)
    place = counts[0].place if counts else None
    place_key = key[2] or None
    claims = [claim.id for count in series.standing for claim in count.claims]
    toll = Toll(
        id=toll_id(event, effect, group or None, place_key),
        event=event,
        effect=effect,
        group=counts[0].group if counts else None,
        where=event_where(place, counts[0].claims[0].report) if place else None,
        low=picked.low,
        best=picked.best,
        high=picked.high,
        as_of=max((count.day for count in series.standing if count.day), default=None),
        why=picked.why,
        origins=len(series.standing),
        claims=tuple(claims),
        mentions=(),
        parties=tuple(dict.fromkeys(count.voice.name for count in series.standing)),
        set_aside=tuple(sorted([*series.set_aside, *aside], key=lambda one: (one.claim, one.why))),
        series=series.steps,
    )
    return Tallied(toll=toll, standing=series.standing, denials=tuple(denials))


def _denials(counts: Sequence[Counted]) -> list[Counted]:
    """Words that deny the count: by their verb, or by "no one" where another party counts some."""
    counting = {count.voice.key for count in counts if count.size > 0}
    denied = {_denier(count) for count in counts if _is_denied(count)}
    return [
        count
        for count in counts
        if _is_denied(count) or (count.high == 0 and (counting - {count.voice.key} or _denier(count) in denied))
    ]


def _is_denied(count: Counted) -> bool:
    return count.claims[0].stance in ("denies", "disputes")


def _denier(count: Counted) -> tuple[Effect, str, str]:
    """Who denies what, in which report."""
    return count.effect, count.report, count.voice.name


def _with_earlier_parts(counts: Sequence[Counted]) -> list[Counted]:
    """Adds to a party's counts of the whole what it had counted before in one place of it: "three in the capital"
    on Tuesday and "nine" on Thursday are one count that moved. It also stays that place's own toll.
    """
    later: defaultdict[tuple[Effect, PartyKey], tuple[date, int]] = defaultdict(lambda: (date.min, -1))
    for count in counts:
        if count.place is None and count.group is None and count.day:
            key = (count.effect, count.voice.key)
            later[key] = max(later[key], (count.day, count.size))
    found = list(counts)
    for count in counts:
        total = count.claims[0].scope == "total" and count.group in PEOPLE
        if count.place and total and count.day and count.voice.named:
            day, size = later[count.effect, count.voice.key]
            if day > count.day and size >= count.size:
                found.append(msgspec.structs.replace(count, place=None, group=None))
    return found


def event_where(place: Place, report: str) -> EventWhere:
    """A place with the report whose words name it."""
    where = place.where
    return EventWhere(
        text=where.text,
        start=where.start,
        end=where.end,
        name=where.name,
        kind=where.kind,
        country=where.country,
        admin1=where.admin1,
        latitude=where.latitude,
        longitude=where.longitude,
        precision=where.precision,
        geonames_id=where.geonames_id,
        runners_up=where.runners_up,
        report=report,
    )
