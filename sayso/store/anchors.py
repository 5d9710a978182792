"""Where what was judged stands now: found again by its report's hash and its words, whichever reader read it since."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.judgement import Judged, Member, Quoted, SaidKind
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.span import Span
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.store.bodies import value_of
from sayso.store.ledger import Ledger
from sayso.store.readings import Said, Table

TABLES: dict[SaidKind, tuple[Table, type[Said]]] = {
    "claim": ("claims", Claim),
    "mention": ("mentions", EventMention),
    "violation": ("violations", Violation),
    "attribution": ("attributions", Attribution),
}


class Found(Struct, frozen=True, kw_only=True):
    """What a quotation leads to now."""

    member: Member | None
    read_as: str | None
    """What it is read as now; None where nothing is found."""
    missing: str | None
    """Why nothing is found, in a sentence; None also where its report is yet to be read."""


class _Shelved(Struct, frozen=True, kw_only=True):
    """A report's row, and what was asked of it."""

    key: int
    id: str
    text: str
    read: bool
    said: dict[str, tuple[Said, ...]]


class Finder:
    """Looks up quotations in a case; keeps the reports that it was led to, for as long as it lives."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reports: dict[tuple[str, str], _Shelved | None] = {}

    def report(self, given: str | None, sha256: str | None) -> str | None:
        """The id that a report has now."""
        found = self._shelved(given or "", sha256 or "")
        return found.id if found else None

    def find(self, quoted: Quoted) -> Found:
        """What stands at the quoted words now: of several the one that is read as it was, else the nearest."""
        report = self._shelved(quoted.report, quoted.sha256)
        if report is None:
            return _missing(f"the report {quoted.report!r} is not in the case")
        if not report.read:
            return Found(member=None, read_as=None, missing=None)
        span = _place(quoted, report.text)
        if span is None:
            return _missing(f"the words “{quoted.words.text}” are no longer in the report {report.id!r}")
        if quoted.kind == "party":
            return self._party(report, quoted, span)
        table, kind = TABLES[quoted.kind]
        fitting = [one for one in self._said(report, table, kind) if words_of(one).overlaps(span)]
        if not fitting:
            return _missing(f"no {quoted.kind} is read at “{quoted.words.text}” in the report {report.id!r} any more")
        best = min(fitting, key=lambda one: (reading_of(one) != quoted.read_as, _off(words_of(one), span), one.id))
        return Found(member=Member(report=report.id, id=best.id), read_as=reading_of(best), missing=None)

    def _party(self, report: _Shelved, quoted: Quoted, span: Span) -> Found:
        parties = [
            party
            for table, kind in TABLES.values()
            for one in self._said(report, table, kind)
            for party in one.says_who
        ]
        near = [party for party in parties if party.overlaps(span) or party.name == quoted.read_as]
        if not near:
            return _missing(f"no party is read at “{quoted.words.text}” in the report {report.id!r} any more")
        best = min(
            near, key=lambda one: (not one.overlaps(span), one.name != quoted.read_as, _off(one, span), one.name)
        )
        return Found(member=Member(report=report.id, id=best.name), read_as=best.name, missing=None)

    def _said(self, report: _Shelved, table: Table, kind: type[Said]) -> tuple[Said, ...]:
        if table not in report.said:
            rows = self._ledger.rows(f"SELECT body FROM {table} WHERE report = ? ORDER BY position", report.key)
            report.said[table] = tuple(value_of(body, kind) for (body,) in rows)
        return report.said[table]

    def _shelved(self, given: str, sha256: str) -> _Shelved | None:
        if (given, sha256) not in self._reports:
            self._reports[given, sha256] = self._look_up(given, sha256)
        return self._reports[given, sha256]

    def _look_up(self, given: str, sha256: str) -> _Shelved | None:
        """The report of this id and hash; else the only one of this hash."""
        rows = list(
            self._ledger.rows(
                "SELECT reports.key, id, given = ?, text, readings.reader IS NOT NULL FROM reports"
                " LEFT JOIN readings ON readings.report = reports.key WHERE sha256 = ? ORDER BY 3 DESC LIMIT 2",
                given,
                sha256,
            )
        )
        if not rows or (not rows[0][2] and len(rows) > 1):
            return None
        key, name, _, text, read = rows[0]
        return _Shelved(key=key, id=name, text=text, read=bool(read), said={})


def _missing(why: str) -> Found:
    return Found(member=None, read_as=None, missing=why)


def _place(quoted: Quoted, text: str) -> Span | None:
    """Where the words stand now: at their old place, else in their old sentence, else anywhere if only once."""
    words = quoted.words
    if text[words.start : words.end] == words.text:
        return words
    starts = [at + quoted.at for at in _all(quoted.around, text)]
    if not starts:
        starts = list(_all(words.text, text))
        starts = starts if len(starts) == 1 else []
    if not starts:
        return None
    start = min(starts, key=lambda at: (abs(at - words.start), at))
    return Span.of(text, start, start + len(words.text))


def _all(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _off(words: Span, span: Span) -> int:
    return abs(words.start - span.start) + abs(words.end - span.end)


def words_of(said: Said) -> Span:
    """The words that a thing is known by: a claim's figure, a mention's trigger, a violation's sentence, a content."""
    match said:
        case Claim():
            return said.figure
        case EventMention():
            return said.trigger
        case Violation():
            return said.sentence
        case Attribution():
            return said.content


def reading_of(said: Said) -> str:
    """What the words were read as, as far as a judgement of right or wrong is about it: "killed 26.."."""
    match said:
        case Claim():
            low, high = ("" if end is None else str(end) for end in (said.figure.low, said.figure.high))
            return f"{' '.join(said.effects)} {low}..{high}"
        case EventMention() | Violation():
            return said.kind
        case Attribution():
            return said.stance


def quote(said: Said | Party, report: Report, given: str) -> Quoted:
    """The anchor of something that a report says; `given` is the id that the report came with."""
    words = said if isinstance(said, Party) else words_of(said)
    around = said.sentence if isinstance(said, Claim) else _line(report.text, words)
    kind: SaidKind = (
        "party" if isinstance(said, Party) else next(kind for kind, (_, of) in TABLES.items() if isinstance(said, of))
    )
    return Quoted(
        kind=kind,
        report=given,
        sha256=report.sha256,
        words=words.bare(),
        around=around.text,
        at=words.start - around.start,
        read_as=said.name if isinstance(said, Party) else reading_of(said),
    )


_REACH = 120


def _line(text: str, words: Span) -> Span:
    """The words and what stands around them on their lines, as far as a sentence may reach."""
    before = text.rfind("\n", max(words.start - _REACH, 0), words.start) + 1 or max(words.start - _REACH, 0)
    after = text.find("\n", words.end, words.end + _REACH)
    return Span.of(text, before, after if after >= 0 else min(words.end + _REACH, len(text)))


def found_again(finder: Finder, thing: Judged) -> tuple[tuple[Found, ...], str | None]:
    """All that a thing is made of and is found, and where nothing is, why."""
    found = tuple(finder.find(quoted) for quoted in thing.quoted)
    there = tuple(one for one in found if one.member)
    if there or not found:
        return there, None
    return (), next((one.missing for one in found if one.missing), None)
