"""What people judged, in words: who, when, what, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.nouns.event import Days
from sayso.nouns.judgement import JudgedParty, JudgedPlace, Judgement, Ruling, Values
from sayso.nouns.view import View
from sayso.tell import wording
from sayso.tell.harmless import on_one_line, shortened

_NAMES = {"where": "place", "when": "day", "says_who": "party"}
"""Values that a person writes under another name than the JSON has."""
_STATES = {
    "stands": None, "superseded": "superseded by", "undone": "undone by", "overruled": "overruled by",
    "missing": "not found any more",
}  # fmt: skip
_LONGEST = 200
_ID = 12
"""Characters of an id that is a hash: enough to find it by."""
_HASH = re.compile(r"[a-z]?[0-9a-f]{16,}")


class JudgementRow(Struct, frozen=True, kw_only=True):
    """A judgement as a line of a table."""

    id: str
    at: str
    by: str | None
    kind: str
    about: str
    """What it is about: each thing by its id and in words."""
    values: str | None
    because: str
    state: str
    outranked_by: str | None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return (self.id,)


def judgement_row(ruling: Ruling) -> JudgementRow:
    """The line of one judgement; its words are as they were written, not made safe."""
    return JudgementRow(
        id=ruling.id,
        at=ruling.at,
        by=ruling.by,
        kind=ruling.kind,
        about=_about(ruling),
        values=values_told(ruling.values) if ruling.values else None,
        because=ruling.because,
        state=ruling.state,
        outranked_by=ruling.outranked_by,
    )


def _about(judgement: Judgement) -> str:
    """What it is about, each thing by the id that it has now and in words."""
    told = []
    ids = judgement.now if isinstance(judgement, Ruling) else ((),) * len(judgement.about)
    for thing, now in zip(judgement.about, ids, strict=True):
        id_ = now[0] if now and thing.kind not in ("event", "party") else thing.id
        told.append(thing.told if thing.told == id_ else f"{_beginning(id_)} “{thing.told}”")
    return " and ".join(told)


def _beginning(id_: str) -> str:
    return id_[:_ID] if _HASH.fullmatch(id_) else id_


def values_told(values: Values) -> str:
    """Values as somebody writes them: "low=20, place=Almaty"."""
    return ", ".join(f"{_NAMES.get(name, name)}={_value(value)}" for name, value in values.given.items())


def _value(value: object) -> str:
    match value:
        case None:
            return "none"
        case JudgedPlace():
            around = value.admin1 if value.admin1 not in (None, value.name) else value.country
            return f"{value.name} ({around})" if around else value.name
        case Days():
            return wording.when(value)
        case JudgedParty():
            return value.name
        case tuple():
            return (" → " if value and isinstance(value[0], JudgedParty) else " or ").join(map(_value, value)) or "none"
        case _:
            return wording.plain(str(value))


def state_told(row: JudgementRow) -> str | None:
    """What became of it; None where it stands."""
    told = _STATES[row.state]
    return told and f"{told} {row.outranked_by}" if row.outranked_by else told


def verdict_told(ruling: Ruling) -> str:
    """A judgement in a sentence: "wrong, by Ines on 2031-05-05: it counts cars (j12…)"; safe to show."""
    given = f" ({on_one_line(values_told(ruling.values))})" if ruling.values else ""
    others = f": {on_one_line(_about(ruling))}" if len(ruling.about) > 1 else ""
    state = state_told(judgement_row(ruling))
    ended = f" [{on_one_line(state)}]" if state else ""
    return f"{ruling.kind}{given}{others}, {_signed(ruling)}{ended}"


def _signed(judgement: Judgement) -> str:
    by = f"by {on_one_line(judgement.by)} " if judgement.by else ""
    why = shortened(judgement.because, _LONGEST)
    return f"{by}on {on_one_line(judgement.at[:10])}: {why} ({on_one_line(judgement.id)})"


def judged_told(judgement: Judgement) -> str:
    """A judgement in a line that says all of it; safe to show."""
    given = f" ({on_one_line(values_told(judgement.values))})" if judgement.values else ""
    return f"{judgement.kind} {on_one_line(_about(judgement))}{given}, {_signed(judgement)}"


def conflict_told(theirs: Judgement, ours: Judgement) -> str:
    """Two judgements that cannot both hold, on two lines; safe to show."""
    return f"theirs  {judged_told(theirs)}\n  ours  {judged_told(ours)}\n"


class Judgements:
    """The judgements of a case that still say something, by what they are about."""

    def __init__(self, view: View) -> None:
        self._rulings = tuple(one for one in view.rulings() if one.state not in ("superseded", "undone"))
        self._about: defaultdict[str, list[int]] = defaultdict(list)
        for at, ruling in enumerate(self._rulings):
            for id_ in {id_ for now in ruling.now for id_ in now}:
                self._about[id_].append(at)

    def about(self, ids: Collection[str]) -> tuple[Ruling, ...]:
        """Those about any of the things with these ids, oldest first."""
        found = {at for id_ in ids if id_ in self._about for at in self._about[id_]}
        return tuple(self._rulings[at] for at in sorted(found))

    def all(self) -> tuple[Ruling, ...]:
        """Them all, oldest first."""
        return self._rulings

    def comparing(self, ids: Collection[str]) -> tuple[Ruling, ...]:
        """Those that say of something with one of these ids that it is the same as something, or is not."""
        return tuple(one for one in self.about(ids) if one.kind in ("same", "different"))

    def wrong(self) -> Iterator[tuple[str, Ruling]]:
        """Ids of what is judged wrong, each with the judgement, newest first."""
        for ruling in reversed(self._rulings):
            if ruling.kind == "wrong" and ruling.state == "stands":
                yield from ((id_, ruling) for now in ruling.now for id_ in now)

    def judges(self, ids: Collection[str]) -> tuple[str, ...]:
        """Who said of things with these ids that they are right, or are to be read otherwise."""
        found = (one.by for one in self.about(ids) if one.kind in ("right", "edit") and one.state == "stands")
        return tuple(dict.fromkeys(on_one_line(by or "somebody") for by in found))

    def rows(self) -> Iterator[JudgementRow]:
        """Them all as lines, newest first, undoings left out; safe to show."""
        yield from _safe_rows(self._rulings)


def every_judgement(view: View) -> tuple[JudgementRow, ...]:
    """Whatever people judged as lines, superseded or undone or not, newest first; safe to show."""
    return tuple(_safe_rows(tuple(view.rulings())))


def _safe_rows(rulings: Sequence[Ruling]) -> Iterator[JudgementRow]:
    for ruling in reversed(rulings):
        if ruling.kind != "undo":
            yield _safe(judgement_row(ruling))


def _safe(row: JudgementRow) -> JudgementRow:
    told = {name: getattr(row, name) for name in row.__struct_fields__}
    return replace(row, **{name: on_one_line(words) for name, words in told.items() if words})


def count_wrong(view: View) -> int:
    """How many claims are judged wrong, and so left out."""
    ids = {
        id_ for one in view.rulings() if one.kind == "wrong" and one.state == "stands" for now in one.now for id_ in now
    }
    return sum(claim.id in ids and claim.judged == "wrong" for claim in view.claims(wrong=True)) if ids else 0


def sentences(rulings: Iterable[Ruling]) -> tuple[str, ...]:
    """Each judgement in a sentence."""
    return tuple(map(verdict_told, rulings))
