"""The whole journey on one screen: nothing important happens elsewhere.

    inputs ── collect ──▶ reports ── extract, interpret ──▶ readings ── reconcile ──▶ record
                             └────────────── all kept in one case ──────────────────────┘

Each arrow is a phase of `build_record` that leaves the case whole, and goes on from what the case holds: after a run
that was cut short the next one does what is left, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Literal, TypeVar, get_args

import msgspec
from msgspec import Struct

from sayso.errors import SaysoError
from sayso.nouns.event import Record
from sayso.nouns.issue import Issue
from sayso.nouns.judgement import Judgement
from sayso.nouns.mention import Mentions
from sayso.nouns.reading import Reading
from sayso.nouns.report import Collected
from sayso.settings import Reader, Settings
from sayso.store.recomputed import RecomputedCase
from sayso.store.sqlite import Case
from sayso.workers import cores, spread

# Collecting, reading and reconciling are imported where they run: a case is shown without loading a parser.

READER_VERSION = 9
"""Goes up when texts are read otherwise than before: every report of a case is then read anew from its stored text."""

RECORD_VERSION = 13
"""Goes up when readings are set side by side otherwise than before, or what a record is made with is kept otherwise:
the record of a case is then made anew."""

_GROUPS_READ_HERE = 4
"""So many groups of reports are read before other processes are asked, whose start would take longer."""
_REPORTS_READ_AT_A_TIME = 64
_REPORTS_KEPT_AT_A_TIME = 64
_REPORTS_SIGNED_AT_A_TIME = 200
_SIZE_AT_A_TIME = 32_000_000
"""How much of what comes in, texts and originals, is held at once: the parser and the word index want it large, memory
and other writers small."""

_TIMES_COMPUTED = 3
"""How often the record is computed where others write to the case meanwhile; what is left the next command does."""

_CHANGES_FOLLOWED = 1_000
"""So many changed reports the kept record follows while others wait; with more it is made anew beside the kept one."""

T = TypeVar("T")


class Progress(Struct, frozen=True, kw_only=True):
    """How far a build is."""

    step: Literal["collecting", "reading", "reconciling"]
    done: int
    """Reports."""
    total: int | None
    """Reports; None while it cannot be known."""


class BuildOutcome(Struct, frozen=True, kw_only=True):
    """What a build did, in reports."""

    seen: int
    """How many came in."""
    new: int
    """How many of those the case did not have."""
    changed: int
    """How many came with other text or details than the case had: another day of publication, say."""
    known: int
    """How many the case had as they came."""
    refused: int
    """How many were too large for the case to hold: an issue names each."""
    read: int
    """How many were read: the new, the changed, and those that an older reader had read."""
    issues: int
    """How many issues the case holds now."""


Tell = Callable[[Progress], None]


def build_record(
    inputs: Iterable[Path], case_path: Path, settings: Settings, progress: Tell | None = None
) -> BuildOutcome:
    """Make or extend the case at `case_path` with what the inputs hold, and bring its record up to date.

    Raises `WrongUse` where an input does not exist, `CaseUnusable` where the case cannot be opened or written, and
    `GazetteerUnusable`: then the reports are kept, and the next build reads them.
    """
    from sayso.collect.reports import collect_reports

    tell = progress or _silent
    arriving = _begun(collect_reports(inputs, settings))  # so that a wrong input leaves no empty case behind
    with Case.open(case_path, create=True) as case:
        counts = _take(case, arriving, tell)
        read = _read_unread(case, settings, tell)
        bring_record_up_to_date(case, settings, tell)
        return BuildOutcome(read=read, issues=case.count_issues(), **counts)


def read_reports(reports: Iterable[Collected], settings: Settings) -> Iterator[Reading]:
    """What each report says, in the order given; one that cannot be read says nothing, and an issue says why.

    Raises `GazetteerUnusable`, without which none can be read.
    """
    work = ((group, settings) for group in _batches(reports, _REPORTS_READ_AT_A_TIME))
    jobs = settings.jobs or cores()
    here = map(_read_whole, islice(work, _GROUPS_READ_HERE))
    rest = spread(work, _read_whole, jobs) if jobs > 1 else map(_read_whole, work)
    for readings in chain(here, rest):
        yield from readings


def _read_whole(work: tuple[Sequence[Collected], Settings]) -> tuple[Reading, ...]:
    """Some reports, read: what one process does at a time."""
    return tuple(_read_group(*work))


def _read_group(group: Sequence[Collected], settings: Settings) -> Iterator[Reading]:
    """Some reports read together, for speed; apart where one of them breaks the others."""
    from sayso.extract.mentions import extract_mentions

    readable = [collected.report for collected in group if collected.readable]
    try:
        found = iter(tuple(extract_mentions(readable, settings)))
    except SaysoError:
        raise
    except Exception as fault:  # noqa: BLE001  whatever a hostile text does to a parser, the run goes on
        if len(group) > 1:
            for collected in group:
                yield from _read_group((collected,), settings)
            return
        yield _unread(group[0], "extract", fault)
        return
    for collected in group:
        yield _interpreted(collected, next(found)) if collected.readable else _silence(collected)


def _interpreted(collected: Collected, mentions: Mentions) -> Reading:
    from sayso.interpret.reading import interpret_mentions

    try:
        reading = interpret_mentions(collected.report, mentions)
    except SaysoError:  # no fault of the text: no other report could be read either
        raise
    except Exception as fault:  # noqa: BLE001  as above
        return _unread(collected, "interpret", fault)
    return msgspec.structs.replace(reading, issues=(*collected.issues, *reading.issues))


def _silence(collected: Collected) -> Reading:
    """A report whose text is kept and not read; its issues say why."""
    return Reading(report=collected.report, issues=collected.issues)


def _unread(collected: Collected, stage: Literal["extract", "interpret"], fault: Exception) -> Reading:
    report = collected.report
    issue = Issue(
        report=report.id,
        path=report.path,
        stage=stage,
        place=None,
        message=f"the text could not be read: {type(fault).__name__}: {fault}",
        hint="this is a fault of sayso: the report is kept; please send it with your report of the fault",
    )
    return Reading(report=report, issues=(*collected.issues, issue))


def withdraw_report(
    case_path: Path, report: str, settings: Settings, *, by: str | None, because: str, at: str
) -> Judgement:
    """Take a report, given by its id or an unambiguous start of it, out of the record, not out of the case.

    `at` is a date and time in UTC, ISO 8601. Raises `UnknownId`, and `WrongUse` where it is withdrawn already.
    """
    with Case.open(case_path) as case:
        judgement = case.withdraw(report, by=by, because=because, at=at)
        bring_record_up_to_date(case, settings)
        return judgement


def restore_report(
    case_path: Path, report: str, settings: Settings, *, by: str | None, because: str, at: str
) -> Judgement:
    """Supersede a withdrawal: the report counts again. Raises as `withdraw_report` does."""
    with Case.open(case_path) as case:
        judgement = case.restore(report, by=by, because=because, at=at)
        bring_record_up_to_date(case, settings)
        return judgement


def open_case(case_path: Path, settings: Settings) -> Case:
    """A case to read from, as it is now, with the record that follows from its readings by these settings.

    Nothing is written: where the case keeps another record (another `as_of` or `min_confidence` is asked for, a build
    was cut short or is still running) this one is computed in memory. Raises `CaseUnusable` and its children.
    """
    case = Case.open(case_path, readonly=True)
    try:
        if case.record_is_current(_rules(settings)):
            return case
        return RecomputedCase.of(case, record_of(case, settings))
    except BaseException:
        case.close()
        raise


def count_unsure(case: Case, settings: Settings) -> tuple[int, int]:
    """How many claims of a case are less likely to be right than is asked, and how many there are."""
    sure = [claim.is_sure(settings.min_confidence) for claim in case.claims()]
    return sure.count(False), len(sure)


def count_unread(case: Case, settings: Settings) -> int:
    """How many reports of a case are still to be read, or read anew, whichever reader it was built with."""
    readers = (msgspec.structs.replace(settings, reader=reader) for reader in get_args(Reader))
    return min(case.count_unread(_reader(one)) for one in readers)


def _take(case: Case, arriving: Iterable[Collected | Issue], tell: Tell) -> dict[str, int]:
    """Keep what comes in, so many reports a transaction."""
    counts = {"seen": 0, "new": 0, "changed": 0, "known": 0, "refused": 0}
    for batch in _batches(arriving, _REPORTS_KEPT_AT_A_TIME):
        with case.transaction():
            for one in batch:
                if isinstance(one, Issue):
                    case.keep_issue(one)
                    continue
                taken = case.take(one)
                counts["seen"] += 1
                counts[taken] += 1
        tell(Progress(step="collecting", done=counts["seen"], total=None))
    return counts


def _read_unread(case: Case, settings: Settings, tell: Tell) -> int:
    """Read what has no reading by this reader, each kept as soon as it is made."""
    reader = _reader(settings)
    read = 0
    while total := case.count_unread(reader):
        kept = 0
        for reading in read_reports(case.unread(reader), settings):
            kept += case.keep_reading(reading, reader)
            tell(Progress(step="reading", done=kept, total=total))
        read += kept
        if not kept:  # another process changes every report before its reading is kept: it reads them too
            break
    return read


def bring_record_up_to_date(case: Case, settings: Settings, tell: Tell | None = None) -> None:
    """Let the kept record follow what changed in the case, or make it anew by these settings."""
    for _ in range(_TIMES_COMPUTED):
        if case.record_is_current(_rules(settings)):
            return
        (tell or _silent)(Progress(step="reconciling", done=0, total=None))
        if not _follow(case, settings):
            _remake(case, settings)


def _follow(case: Case, settings: Settings) -> bool:
    """Let the record follow a few changes; False where it cannot, or there are so many that others would wait long."""
    from sayso.reconcile.record import can_follow, follow
    from sayso.reconcile.shelf import ShelfUnusable

    rules = _rules(settings)
    with suppress(ShelfUnusable), case.transaction(), case.ruled_once():
        links = case.links()
        changed = case.changed_since(rules, _CHANGES_FOLLOWED)
        if changed is not None and can_follow((*changed.links, *links)):
            source = _Kept(case, keep=True)
            follow(case.shelf(), case.book(), source, settings, links, changed.reports, fresh=False)
            case.record_followed(rules)
            return True
    return False


def _remake(case: Case, settings: Settings) -> None:
    """Make the record from the start; others may write to the case meanwhile."""
    from sayso.reconcile.record import follow

    _sign(case)
    with case.snapshot(), case.ruled_once():
        new = case.remade(_rules(settings))
        follow(new.shelf, new.book, _Kept(case), settings, case.links(), case.read_ids(), fresh=True)
    new.keep()


class _Kept:
    """The readings of a case with the signatures that it keeps of them; with `keep` those drawn now are kept, too."""

    def __init__(self, case: Case, *, keep: bool = False) -> None:
        self.reading = case.reading
        self._case, self._keep = case, keep

    def signature(self, reading: Reading) -> bytes:
        """The one that is kept, else one that is drawn now."""
        from sayso.reconcile import copies

        kept = self._case.signature(reading.report.id, copies.DRAWN)
        if kept is not None:
            return kept
        drawn = copies.signature_of(reading.report.text)
        if self._keep:
            self._case.keep_signature(reading.report.id, copies.DRAWN, drawn)
        return drawn


def _sign(case: Case) -> None:
    """Draw the signature of each report that has none, so that a report's text is never gone through twice for it."""
    from sayso.reconcile.copies import DRAWN, signature_of

    for batch in _batches(case.unsigned(DRAWN), _REPORTS_SIGNED_AT_A_TIME):
        with case.transaction():
            for report in batch:
                case.keep_signature(report.id, DRAWN, signature_of(report.text))


def record_of(case: Case, settings: Settings) -> Record:
    """The record of a case under these settings, computed and not kept: what stood on a day, say."""
    from sayso.reconcile.record import follow
    from sayso.reconcile.shelf import MemoryBook, MemoryShelf

    book = MemoryBook()
    follow(MemoryShelf(), book, _Kept(case), settings, case.links(), case.read_ids(), fresh=True)
    return book.record()


def _reader(settings: Settings) -> str:
    """Names all that decides how a text is read."""
    return f"{READER_VERSION}/{settings.max_chars_read}/{settings.reader}"


def _rules(settings: Settings) -> str:
    """Names all that decides how readings are set side by side."""
    return msgspec.json.encode((RECORD_VERSION, settings.policy, settings.as_of, settings.min_confidence)).decode()


def _silent(_: Progress) -> None:
    pass


def _batches(arriving: Iterable[T], most: int) -> Iterator[list[T]]:
    """The same things in their order, a few at a time: at most so many, fewer where reports are large."""
    batch: list[T] = []
    size = 0
    for one in arriving:
        batch.append(one)
        size += len(one.report.text) + len(one.original.content) if isinstance(one, Collected) else 0
        if len(batch) == most or size > _SIZE_AT_A_TIME:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _begun(things: Iterable[T]) -> Iterator[T]:
    """The same things, the first already fetched."""
    rest = iter(things)
    return chain([one for one in (next(rest, None),) if one is not None], rest)
