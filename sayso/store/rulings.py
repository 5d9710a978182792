"""What stands of all that people judged, and what it means for the things of the case as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict

from sayso.nouns.event import Overruled
from sayso.nouns.judgement import Judged, Judgement, Link, Member, Ruling, Values
from sayso.store.anchors import Finder, found_again
from sayso.store.edited import Fate
from sayso.store.judgements import all_judgements, undone
from sayso.store.ledger import Ledger


class Rulings(Struct, frozen=True, kw_only=True):
    """Every judgement of a case with what became of it, and what those that stand decide."""

    rows: tuple[Ruling, ...] = ()
    """Oldest first."""
    fates: Mapping[str, Fate] = {}
    """By the id of something that a report says."""
    links: tuple[Link, ...] = ()
    """Newest first."""

    def with_overruled(self, overruled: Iterable[Overruled]) -> tuple[Ruling, ...]:
        """The rows, with those marked that the record could not follow."""
        by = {one.judgement: one.by for one in overruled}
        return tuple(
            _with_state(row, "overruled", by[row.id]) if row.id in by and row.state == "stands" else row
            for row in self.rows
        )


def _with_state(row: Ruling, state: Literal["overruled"], by: str) -> Ruling:
    return Ruling(**{**asdict(row), "state": state, "outranked_by": by})


def rulings_of(ledger: Ledger, judgements: Sequence[Judgement] | None = None) -> Rulings:
    """What stands of a case's judgements, or of some: later words about the same thing supersede earlier ones."""
    known = all_judgements(ledger) if judgements is None else sorted(judgements, key=lambda one: one.age)
    return _Bench(Finder(ledger)).decide(known) if known else Rulings()


class _Thing(Struct, frozen=True, kw_only=True):
    """A thing that was judged, found again or not."""

    judged: Judged
    members: tuple[Member, ...]
    key: tuple[Any, ...]
    """Equal for two judgements about the same thing."""


class _Bench:
    """Work in progress: what newer judgements have decided already."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._verdicts: dict[tuple[Any, ...], Judgement] = {}
        self._edits: dict[tuple[Any, ...], dict[str, tuple[object, str]]] = {}
        self._pairs: dict[frozenset[tuple[Any, ...]], str] = {}
        self._withdrawals: dict[tuple[Any, ...], str] = {}
        self._ids: dict[tuple[Any, ...], str] = {}
        self._links: list[Link] = []

    def decide(self, judgements: Sequence[Judgement]) -> Rulings:
        without = undone(judgements)
        known = {judgement.id for judgement in judgements}
        rows = []
        for judgement in reversed(judgements):
            things, missing = self._found(judgement, known)
            row: dict[str, Any] = {name: getattr(judgement, name) for name in Judgement.__struct_fields__}
            row["now"] = tuple(_ids(thing) for thing in things)
            row["missing"] = missing
            if judgement.id in without:
                row |= {"state": "undone", "outranked_by": without[judgement.id]}
            else:
                outranked = self._outranked(judgement, things)
                state = "missing" if missing and not any(_is_there(one) for one in things) else "stands"
                row |= {"state": "superseded" if outranked else state, "outranked_by": outranked}
            rows.append(Ruling(**row))
        return Rulings(rows=tuple(reversed(rows)), fates=dict(self._fates()), links=tuple(self._links))

    def _found(self, judgement: Judgement, known: set[str]) -> tuple[list[_Thing], tuple[str, ...]]:
        things, missing = [], []
        for judged in judgement.about:
            members: tuple[Member, ...] = ()
            why: str | None = None
            if judged.kind == "judgement":
                why = None if judged.id in known else f"the judgement {judged.id!r} is not in the case"
            elif judged.kind == "report":
                report = self._finder.report(judged.report, judged.sha256)
                members = (Member(report=report, id=report),) if report else ()
                why = None if report else f"the report {judged.report!r} is not in the case"
            else:
                found, why = found_again(self._finder, judged)
                as_now = found[0].read_as if found and judgement.kind in ("right", "wrong") else None
                if as_now is not None and as_now != judged.quoted[0].read_as:
                    why = f"{judged.id!r} was read as {judged.quoted[0].read_as!r}, and is read as {as_now!r} now"
                else:
                    members = tuple(one.member for one in found if one.member)
            things.append(_Thing(judged=judged, members=members, key=_key(judged, members)))
            if why:
                missing.append(why)
        return things, tuple(missing)

    def _outranked(self, judgement: Judgement, things: Sequence[_Thing]) -> str | None:
        """Writes down what the judgement decides; the newer one that decided all of it before, if there is one."""
        match judgement.kind:
            case "same" | "different":
                by = [self._pair(judgement, a, b) for a, b in combinations(things, 2)]
            case "right" | "wrong":
                by = [self._verdict(judgement, thing) for thing in things]
            case "edit":
                by = [self._edit(judgement, thing) for thing in things]
            case "withdrawn" | "restored":
                by = [_outranking(self._withdrawals.setdefault(thing.key, judgement.id), judgement) for thing in things]
            case _:
                by = [None]
        return by[0] if all(by) else None

    def _pair(self, judgement: Judgement, a: _Thing, b: _Thing) -> str | None:
        first = self._pairs.setdefault(frozenset((a.key, b.key)), judgement.id)
        if first != judgement.id:
            return first
        if a.members and b.members and a.key != b.key:
            sort: Any = {"report": "copy", "party": "party"}.get(a.judged.kind, "happening")
            self._links.append(
                Link(
                    judgement=judgement.id,
                    sort=sort,
                    same=judgement.kind == "same",
                    narrow=a.judged.narrow or b.judged.narrow,
                    one=a.members,
                    other=b.members,
                )
            )
        return None

    def _verdict(self, judgement: Judgement, thing: _Thing) -> str | None:
        first = self._verdicts.setdefault(thing.key, judgement)
        self._note(thing)
        return _outranking(first.id, judgement)

    def _edit(self, judgement: Judgement, thing: _Thing) -> str | None:
        """An edit counts for the values that no newer one gives, unless the thing was judged wrong since."""
        verdict = self._verdicts.setdefault(thing.key, judgement)
        self._note(thing)
        given = judgement.values.given if judgement.values else {}
        edits = self._edits.setdefault(thing.key, {})
        new = [name for name in given if name not in edits]
        edits.update({name: (given[name], judgement.id) for name in new})
        if verdict.kind == "wrong":
            return verdict.id
        return None if new else next((by for name, (_, by) in edits.items() if name in given), verdict.id)

    def _note(self, thing: _Thing) -> None:
        for member in thing.members[:1]:
            self._ids[thing.key] = member.id

    def _fates(self) -> Iterator[tuple[str, Fate]]:
        for key, id in self._ids.items():  # noqa: A001
            verdict = self._verdicts[key]
            given: dict[str, Any] = {name: value for name, (value, _) in self._edits.get(key, {}).items()}
            if verdict.kind == "wrong":
                yield id, Fate(verdict="wrong", values=None)
            elif given:
                yield id, Fate(verdict="edited", values=Values(**given))
            else:
                yield id, Fate(verdict="right", values=None)


def _outranking(first: str, judgement: Judgement) -> str | None:
    return None if first == judgement.id else first


def _is_there(thing: _Thing) -> bool:
    return bool(thing.members) or thing.judged.kind == "judgement"


def _ids(thing: _Thing) -> tuple[str, ...]:
    return tuple(member.id for member in thing.members)


def _key(judged: Judged, members: tuple[Member, ...]) -> tuple[Any, ...]:
    if members:
        return (*sorted((member.report, member.id) for member in members),)
    if judged.quoted:
        return (*sorted((one.sha256, one.kind, one.words.start, one.words.end, one.read_as) for one in judged.quoted),)
    return (judged.kind, judged.report or judged.id, judged.sha256)
