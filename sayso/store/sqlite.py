"""A case: one SQLite file with everything that came in, what it says, what people judged, and the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Copy, Dispute, Event, KnownParty, Overruled, Toll
from sayso.nouns.found import Facet, Found, FoundReport, Wanted
from sayso.nouns.issue import Issue
from sayso.nouns.judgement import Judged, Judgement, Link, Ruling, Values, Verdict
from sayso.nouns.listed import Entries, Sought, Spot, SpotFigure
from sayso.nouns.reading import Reading
from sayso.nouns.report import Collected, Original, Report
from sayso.nouns.says_who import Attribution
from sayso.nouns.view import Reliances, ReliedOn, Stake, Totals, Window
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.store import (
    entries,
    issues,
    judgements,
    near,
    originals,
    places,
    readings,
    record,
    reports,
    rulings,
    say_sos,
    search,
    windows,
    withdrawals,
)
from sayso.store.at_hand import at_hand
from sayso.store.edited import Fate
from sayso.store.judged_readings import JudgedReadings
from sayso.store.judgement_issues import judgement_issues
from sayso.store.ledger import Ledger, open_ledger
from sayso.store.reports import Taken
from sayso.store.search import Hit
from sayso.store.shelf import CaseBook, CaseShelf


class Case:
    """One case file, open. It is a `View`, and the only thing that writes to the file.

    Other processes may read the file meanwhile; one that writes too waits its turn, a transaction at a time.
    Anything may raise `CaseUnusable` where the file or its disk fails.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._judged: tuple[tuple[int, int], rulings.Rulings] | None = None
        self._held: rulings.Rulings | None = None
        self._not_counted: tuple[tuple[int, int], Collection[str], say_sos.Out] | None = None
        self._finds = search.Finds(ledger, lambda: self.ruled().fates)

    @classmethod
    def open(cls, path: Path, *, create: bool = False, readonly: bool = False) -> Self:
        """Open the case at `path`, and with `create` make it where there is none.

        One that is opened `readonly` stays as it was when it was opened, whatever other processes write meanwhile.
        Raises `NotACase` where the file is something else, `CaseTooNew` where a later sayso made it, `CaseUnusable`
        where there is none or it cannot be opened or written.
        """
        return cls(open_ledger(Path(path), create=create, readonly=readonly))

    @property
    def path(self) -> Path:
        """The file."""
        return self._ledger.path

    def close(self) -> None:
        """Close the file."""
        self._ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All that the block keeps, or none of it; blocks nest, and the outermost commits."""
        return self._ledger.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """The case as it is now for the whole block, whatever other processes write meanwhile."""
        return self._ledger.snapshot()

    # What comes in.

    def knows(self, report_id: str, sha256: str) -> bool:
        """Whether a report that came with this id and these bytes is in the case."""
        return self._ledger.one("SELECT 1 FROM reports WHERE given = ? AND sha256 = ?", report_id, sha256) is not None

    def take(self, collected: Collected) -> Taken:
        """Keep a report as it came, with its original and its issues; it is then unread, unless it was known."""
        with self.transaction():
            return reports.take_report(self._ledger, collected)

    def keep_issue(self, issue: Issue) -> bool:
        """Keep an issue that belongs to no report of the case; whether it is new."""
        return issues.keep_issue(self._ledger, issue, owner=None, came="collecting")

    # What it says.

    def unread(self, reader: str) -> Iterator[Collected]:
        """Reports that have no reading by this reader; readings may be kept while this streams."""
        return readings.unread(self._ledger, reader)

    def count_unread(self, reader: str) -> int:
        """How many reports have no reading by this reader."""
        return readings.count_unread(self._ledger, reader)

    def keep_reading(self, reading: Reading, reader: str) -> bool:
        """Keep what a report says, whole; False where the report has changed since it was read, and stays unread."""
        with self.transaction():
            return readings.keep_reading(self._ledger, reading, reader)

    def unsigned(self, drawn: str) -> Iterator[Report]:
        """Reports that are read and have no signature drawn this way; signatures may be kept while this streams."""
        return readings.unsigned(self._ledger, drawn)

    def keep_signature(self, report_id: str, drawn: str, signature: bytes) -> None:
        """Keep by what a report's text is compared with others; it goes when the report is read anew."""
        readings.keep_signature(self._ledger, report_id, drawn, signature)

    def signature(self, report_id: str, drawn: str) -> bytes | None:
        """The signature of a report that was drawn this way."""
        return readings.signature_of(self._ledger, drawn, report_id)

    # What people judged.

    def keep_judgement(
        self,
        kind: Verdict,
        about: Sequence[Judged],
        *,
        by: str | None,
        because: str,
        at: str,
        values: Values | None = None,
    ) -> Judgement:
        """Write down what a person decided; nothing is changed, and what it contradicts is superseded.

        `at` is a date and time in UTC, ISO 8601; one that is no later than the newest is dated right after it.
        """
        return judgements.append(self._ledger, kind, about, values=values, by=by, because=because, at=at)

    def take_judgement(self, judgement: Judgement) -> bool:
        """Keep a judgement of another case as it is; False where this one has it."""
        return judgements.keep(self._ledger, judgement)

    def withdraw(self, report: str, *, by: str | None, because: str, at: str) -> Judgement:
        """Take a report out of the record, not out of the case; `report` is its id or an unambiguous start of it.

        `at` is a date and time in UTC, ISO 8601. Raises `UnknownId`, and `WrongUse` where it is withdrawn already.
        """
        return withdrawals.withdraw(self._ledger, report, by=by, because=because, at=at)

    def restore(self, report: str, *, by: str | None, because: str, at: str) -> Judgement:
        """Supersede a withdrawal. Raises `UnknownId`, and `WrongUse` where the report is not withdrawn."""
        return withdrawals.restore(self._ledger, report, by=by, because=because, at=at)

    def ruled(self, others: Sequence[Judgement] | None = None) -> rulings.Rulings:
        """What stands of all judgements, found again in the case as it is now; of others, where those are given."""
        if others is not None:
            return rulings.rulings_of(self._ledger, others)
        if self._held is not None:
            return self._held
        edition = self._ledger.edition()
        if self._judged is None or self._judged[0] != edition:
            self._judged = edition, at_hand(self._ledger, rulings.rulings_of, judged=True)
        return self._judged[1]

    @contextmanager
    def ruled_once(self) -> Iterator[None]:
        """What stands now for the whole block, in which nothing is written that was judged, or could be."""
        self._held = self.ruled()
        try:
            yield
        finally:
            self._held = None

    def _said(self) -> JudgedReadings:
        return JudgedReadings(self._ledger, self.ruled().fates)

    # The record.

    def fingerprint(self, rules: str) -> str:
        """A digest of all that the record follows from: reports, readings, judgements, and these rules."""
        return record.fingerprint(self._ledger, rules, self.ruled())

    def record_is_current(self, rules: str) -> bool:
        """Whether the kept record follows, by these rules, from the readings in the case and from nothing else."""
        with self.snapshot():
            return record.record_is_from(self._ledger) == self.fingerprint(rules)

    def changed_since(self, rules: str, most: int) -> record.Changed | None:
        """What changed since the kept record was made by these rules, at most so many reports.

        None where the record cannot follow it and is to be made anew. Hold a transaction from here until
        `record_followed`, and write the record and its workings through `shelf` and `book`.
        """
        return record.changed_since(self._ledger, rules, self.ruled(), most)

    def shelf(self) -> CaseShelf:
        """What the record was made with."""
        return CaseShelf(self._ledger)

    def book(self) -> CaseBook:
        """The record as it is written."""
        return CaseBook(self._ledger)

    def record_followed(self, rules: str) -> None:
        """Write down that the record follows, by these rules, from the case as it is."""
        record.record_followed(self._ledger, rules, self.ruled())

    def remade(self, rules: str) -> record.Remade:
        """A record to be made anew by these rules from the snapshot that is held, apart from the case at first."""
        return record.Remade(self._ledger, rules, self.ruled())

    def reports(self) -> Iterator[Report]:
        """Every report, withdrawn ones too, by id."""
        return reports.all_reports(self._ledger)

    def report(self, id: str) -> Report:  # noqa: A002
        """One report; raises `UnknownId`."""
        return reports.read_report(self._ledger, id)

    def collected(self, report_id: str) -> Collected:
        """One report as it came in, with its original and the way back to it; raises `UnknownId`."""
        return reports.collected_again(self._ledger, reports.key_of(self._ledger, report_id))

    def original(self, sha256: str) -> Original:
        """The bytes that a report was read from; raises `UnknownId`."""
        return originals.read_original(self._ledger, sha256)

    def readings(self) -> Iterator[Reading]:
        """Every report that counts (not withdrawn) and is read, with all that it says, by id.

        What was judged wrong is left out, and claims have the values that people gave them; here and below.
        """
        return self._said().readings()

    def reading(self, report_id: str) -> Reading | None:
        """What one report says; None where it is not read, does not count, or is not there."""
        return self._said().reading(report_id)

    def read_ids(self) -> list[str]:
        """The ids of all reports that count and are read."""
        return readings.read_ids(self._ledger)

    def claims(self, *, wrong: bool = False) -> Iterator[Claim]:
        """Every claim of every report that counts, by report id and place in the text; with `wrong` wrong ones too."""
        return self._said().claims(wrong=wrong)

    def claim(self, id: str) -> Claim:  # noqa: A002
        """One claim, also one that was judged wrong; raises `UnknownId`, also where its report is withdrawn."""
        return self._said().judged(self.claim_as_read(id))

    def claim_as_read(self, id: str) -> Claim:  # noqa: A002
        """One claim as the machine read it, whatever people said of it; raises `UnknownId`."""
        return readings.one_said(self._ledger, "claims", id, Claim)

    def claims_of(self, ids: Collection[str]) -> tuple[Claim, ...]:
        """The claims of these ids, as judged, less those that no report that counts says."""
        said = self._said()
        return tuple(said.judged(claim) for claim in readings.many_said(self._ledger, "claims", ids, Claim))

    def mentions(self) -> Iterator[EventMention]:
        """Every event mention of every report that counts, by report id and place in the text."""
        return self._said().all("mentions", EventMention)

    def mention(self, id: str) -> EventMention:  # noqa: A002
        """One event mention, also one that was judged wrong; raises `UnknownId`, also where its report is withdrawn."""
        return readings.one_said(self._ledger, "mentions", id, EventMention)

    def mentions_of(self, ids: Collection[str]) -> tuple[EventMention, ...]:
        """The event mentions of these ids, less those that no report that counts says."""
        return tuple(readings.many_said(self._ledger, "mentions", ids, EventMention))

    def attributions(self) -> Iterator[Attribution]:
        """Every attribution of every report that counts, by report id and place in the text."""
        return self._said().all("attributions", Attribution)

    def attribution(self, id: str) -> Attribution:  # noqa: A002
        """One attribution, also one that was judged wrong; raises `UnknownId`, also where its report is withdrawn."""
        return readings.one_said(self._ledger, "attributions", id, Attribution)

    def violation(self, id: str) -> Violation:  # noqa: A002
        """One alleged violation; as `attribution`."""
        return readings.one_said(self._ledger, "violations", id, Violation)

    def violations(self) -> Iterator[Violation]:
        """Every alleged violation of every report that counts, by report id and place in the text."""
        return self._said().all("violations", Violation)

    def events(self) -> Iterator[Event]:
        """The events of the record, with their tolls and disputes, by id."""
        return record.all_events(self._ledger)

    def event(self, event_id: str) -> Event:
        """One event; raises `UnknownId`."""
        return record.one_event(self._ledger, event_id)

    def toll(self, toll_id: str) -> Toll:
        """One toll; raises `UnknownId`."""
        return record.one_toll(self._ledger, toll_id)

    def dispute(self, dispute_id: str) -> Dispute:
        """One dispute; raises `UnknownId`."""
        return record.one_dispute(self._ledger, dispute_id)

    def copies(self) -> Iterator[Copy]:
        """Reports that repeat others, by id."""
        return record.all_copies(self._ledger)

    def parties(self) -> Iterator[KnownParty]:
        """The parties of the case under their one name, in the record's order."""
        return record.all_parties(self._ledger)

    def issues(self) -> Iterator[Issue]:
        """Everything that went wrong: first what belongs to no report, then by report id.

        Among the first are judgements whose words are no longer found, and those that newer ones overrule.
        """
        yield from judgement_issues(self.rulings())
        yield from issues.all_issues(self._ledger)

    def count_issues(self) -> int:
        """How many issues the case holds."""
        return issues.count_issues(self._ledger) + sum(1 for _ in judgement_issues(self.rulings()))

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, superseded ones too, oldest first."""
        yield from judgements.all_judgements(self._ledger)

    def rulings(self) -> Iterator[Ruling]:
        """Every judgement with what became of it, oldest first."""
        yield from self.ruled().with_overruled(self._overruled())

    def _overruled(self) -> Sequence[Overruled]:
        return record.overruled(self._ledger)

    def links(self) -> tuple[Link, ...]:
        """What people said is one, or is not, as it stands, newest first, in the ids of the case as it is."""
        return self.ruled().links

    def given_id(self, report_id: str) -> str:
        """The id that a report came with, by the one that it has in the case; raises `UnknownId`."""
        return reports.given_id(self._ledger, report_id)

    def search(self, words: str) -> Iterator[Hit]:
        """Reports that count and have every word (words in double quotes: next to each other), best first."""
        return search.search(self._ledger, words)

    # Long lists, a window at a time.

    def edition(self) -> str:
        """Changes with whatever changes in the case, whoever changes it."""
        return windows.edition(self._ledger)

    def totals(self) -> Totals:
        """How much of everything there is."""
        return windows.totals(self._ledger)

    def prominent_events(self, window: Window) -> tuple[Event, ...]:
        """Those that most reports are about first."""
        return windows.prominent_events(self._ledger, window)

    def disputes(
        self, about: str | None, effect: str | None, window: Window
    ) -> tuple[tuple[tuple[Event, str], ...], int]:
        """Disputes by their ids, each with its event, in the order of the events; and how many there are in all."""
        return windows.disputes(self._ledger, about, effect, window)

    def dispute_counts(self) -> tuple[tuple[str, str | None, int], ...]:
        """How many disputes there are about what, and of which effect."""
        return windows.dispute_counts(self._ledger)

    def parts_of(self, event_id: str, window: Window) -> tuple[Event, ...]:
        """The events that are part of one, in the same order."""
        return windows.parts_of(self._ledger, event_id, window)

    def events_near(self, event: Event, limit: int) -> tuple[Event, ...]:
        """Those that may be one happening with it by day and place, the nearest first."""
        return near.events_near(self._ledger, event, limit)

    def events_with_words(self, event: Event, words: str, limit: int) -> tuple[Event, ...]:
        """Those of which reports with all these words tell, those of most such reports first; the event not."""
        return near.events_with_words(self._ledger, event, words, limit)

    def find_reports(self, wanted: Wanted, window: Window, claims: int) -> Found:
        """Those that are wanted, the best by their words first, else the newest; at most so many claims of each."""
        keys = self._finds.keys(wanted)
        shown = keys[window.offset : window.offset + window.limit]
        return Found(total=len(keys), reports=tuple(self._found(key, wanted, claims) for key in shown))

    def _found(self, key: int, wanted: Wanted, most: int) -> FoundReport:
        (name,) = search.report_ids(self._ledger, [key])
        ids = self._finds.claims(key, wanted)
        return FoundReport(
            report=name,
            words=search.place_of_words(self._ledger, key, wanted.words) if wanted.words else None,
            claims=tuple(map(self.claim, ids[:most])),
            more=max(len(ids) - most, 0),
        )

    def values_of(self, facet: Facet, wanted: Wanted) -> Sequence[tuple[str, int]]:
        """What reports as wanted, whatever was asked for of the facet itself, can be chosen by, with how many."""
        return self._finds.tally(facet, wanted)

    def events_of_report(self, report_id: str, window: Window) -> tuple[Event, ...]:
        """Those that a report tells of, in the same order."""
        return windows.events_of_report(self._ledger, report_id, window)

    def said(self, thing_id: str) -> Violation | Attribution | None:
        """The alleged violation or attribution of this id; None where there is none in a report that counts."""
        with suppress(UnknownId):
            return readings.one_said(self._ledger, "violations", thing_id, Violation)
        with suppress(UnknownId):
            return readings.one_said(self._ledger, "attributions", thing_id, Attribution)
        return None

    def teller_of(self, thing_id: str) -> str:
        """The id of the report that says what has this id: a claim, mention and so on; raises `UnknownId`."""
        for report in readings.reports_that_say(self._ledger, thing_id):
            return report
        raise UnknownId(f"no report of the case says anything with the id {thing_id!r}")

    def weightiest(self) -> Iterator[Stake]:
        """What tolls rest on, the most people first that a misreading would be expected to move."""
        return windows.weightiest(self._ledger)

    def tolls(self, window: Window, effect: str | None = None) -> tuple[tuple[Event, Toll], ...]:
        """Tolls with their events, those of the events that most reports are about first."""
        return windows.tolls(self._ledger, window, effect)

    def withdrawn_claims(self, effect: str, most: int) -> tuple[Claim, ...]:
        """Claims of an effect in reports that are withdrawn, at most so many."""
        return windows.withdrawn_claims(self._ledger, effect, most)

    def count_tolls(self) -> dict[str, int]:
        """How many tolls there are by effect."""
        return windows.count_tolls(self._ledger)

    def reliances(self, kinds: Sequence[str], copies: Collection[str]) -> Reliances:
        """Who relies on whom for claims or attributions; `copies`: ids of reports that are left out."""
        anew = self._given_anew(self.ruled().fates, copies) if "claim" in kinds else ()
        return say_sos.reliances(self._ledger, self._out(copies), kinds, anew, self.report)

    def on_the_word_of(
        self,
        kinds: Sequence[str],
        copies: Collection[str],
        window: Window,
        *,
        sources: Collection[str] | None = None,
        targets: Collection[str] | None = None,
        through: Collection[str] | None = None,
    ) -> tuple[tuple[ReliedOn, ...], int]:
        """What is said by way of these names, claims first, and how much of it there is."""
        asked = say_sos.Asked(kinds=kinds, copies=copies, sources=sources, targets=targets, through=through)
        anew = self._given_anew(self.ruled().fates, copies) if "claim" in kinds else ()
        return say_sos.on_the_word_of(self._ledger, self._out(copies), asked, window, anew, self.report)

    def one_on_the_word_of(
        self, kinds: Sequence[str], copies: Collection[str], source: str, target: str
    ) -> ReliedOn | None:
        """One of the things that are said by way of a pair of names, as reports have them."""
        return say_sos.one_of(self._ledger, self._out(copies), kinds, source, target)

    def _out(self, copies: Collection[str]) -> say_sos.Out:
        """What does not count, as the case is now."""
        edition, kept = self._ledger.edition(), self._not_counted
        if kept is None or kept[0] != edition or kept[1] is not copies:
            kept = self._not_counted = edition, copies, say_sos.Out(self._ledger, self.ruled().fates, copies)
        return kept[2]

    def _given_anew(self, fates: Mapping[str, Fate], copies: Collection[str]) -> Iterator[Claim]:
        """The claims to which people gave another chain."""
        for id_ in say_sos.ids_given_anew(fates):
            with suppress(UnknownId):
                claim = self.claim(id_)
                if claim.report not in copies:
                    yield claim

    def printers(self, reports: Collection[str]) -> dict[str, str]:
        """Who prints the reports of these ids, as far as it is known."""
        return say_sos.printers(self._ledger, reports)

    def timeline(self, sought: Sought) -> Entries:
        """The events, alleged violations and denials that are sought."""
        wrong = {said for said, fate in self.ruled().fates.items() if fate.verdict == "wrong"}
        return entries.timeline(self._ledger, sought, wrong)

    def spots(self) -> tuple[Spot, ...]:
        """The places where events were."""
        return places.spots(self._ledger)

    def spot_figures(self) -> tuple[SpotFigure, ...]:
        """The largest toll of each effect at each place."""
        return places.spot_figures(self._ledger)

    def named_places(self, most: int) -> tuple[tuple[str, int], ...]:
        """Names of places, and how many events were there; those of most events first."""
        return places.named_places(self._ledger, most)

    def effects_told(self) -> dict[str, int]:
        """Effects that tolls are of, and how many events have one of it."""
        return places.effects_told(self._ledger)
