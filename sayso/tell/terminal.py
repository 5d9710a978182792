"""The account on a terminal or in a pipe, from 40 columns up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.tell import wording
from sayso.tell.about import place_line, time_line
from sayso.tell.account import Account
from sayso.tell.allegations import Allegation, again, by_whom
from sayso.tell.console import hang, phrase, without_tails
from sayso.tell.disputed import Disputed, Words
from sayso.tell.judged import JudgementRow, state_told
from sayso.tell.lookup import Quote
from sayso.tell.printed import Printed
from sayso.tell.timeline import Entry
from sayso.tell.tolls import Moved, Movement, TollRow

_TABLE_FROM = 76
"""Columns from which the tolls fit into a table; in fewer each toll is a paragraph."""

_WIDEST_DAY = 24
"""Columns that the days of a movement are lined up in, at most."""

ID = "dim"
HEAD = "bold"
WORDS = "italic"


def terminal_text(account: Account, console: Console) -> str:
    """The account laid out for the console's width, with its colours where it has any."""
    with console.capture() as captured:
        _Page(account, console).show()
    return without_tails(captured.get())


class _Page:
    def __init__(self, account: Account, console: Console) -> None:
        self._account = account
        self._console = console

    def show(self) -> None:
        account, totals = self._account, self._account.totals
        self._about()
        self._tolls()
        self._section("How the official figures moved", account.movements, totals.movements, self._movement)
        self._section("Disputes", account.disputes, totals.disputes, self._dispute)
        self._allegations()
        self._timeline()
        self._section("What people judged", account.judgements, totals.judgements, self._judgement)
        self._section("Reports", account.reports, totals.reports, self._report)
        self._end()

    def _print(self, *parts: str | tuple[str, str] | None, first: str = "", rest: str = "") -> None:
        hang(self._console, phrase(*parts), first=first, rest=rest)

    def _id(self, id_: str) -> tuple[str, str]:
        return self._account.short.get(id_, id_), ID

    def _about(self) -> None:
        about = self._account.about
        self._print((about.title or "A case without events", HEAD))
        self._print(("Where  ", ID), place_line(about), rest="       ")
        self._print(("When   ", ID), time_line(about), rest="       ")
        if self._account.as_of:
            self._print(("As known on ", ID), str(self._account.as_of))
        if self._account.min_confidence:
            self._print((wording.left_out(self._account.unsure, self._account.min_confidence), ID))
        if self._account.policy != "latest":
            self._print((wording.by_policy(self._account.policy), ID))

    def _section(self, title: str, things: Sequence[Any], total: int, show: Callable[[Any], None]) -> None:
        if not things:
            return
        self._heading(title)
        for thing in things:
            show(thing)
        self._rest(len(things), total)

    def _allegations(self) -> None:
        alleged = self._account.allegations
        if not alleged:
            return
        self._heading("Alleged violations")
        for _, group in groupby(alleged, key=lambda one: one.right):
            self._alleged(tuple(group))
        self._rest(len(alleged), self._account.totals.allegations)
        if any(one.more for one in alleged) and len(alleged) == self._account.totals.allegations:
            self._print(("--all shows every sentence.", ID))

    def _timeline(self) -> None:
        entries = self._account.entries
        self._section("Timeline", [one for one in entries if one.is_dated], 0, self._entry)
        undated = [one for one in entries if not one.is_dated]
        if undated:
            self._heading("No day known")
            for entry in undated:
                self._entry(entry)
        self._rest(len(entries), self._account.totals.entries)

    def _heading(self, title: str) -> None:
        self._console.print()
        self._print((title, "bold cyan"))

    def _rest(self, shown: int, total: int) -> None:
        if total > shown:
            self._print((f"… and {total - shown:,} more (--all shows them)", ID))

    def _tolls(self) -> None:
        rows = self._account.tolls
        if not rows:
            self._console.print()
            self._print("No report gives a count of people.")
            return
        self._heading("Tolls")
        events = [tuple(group) for _, group in groupby(rows, key=lambda row: row.event)]
        for at, tolls in enumerate(events):
            if len(events) > 1:
                self._console.print()
                self._print((tolls[0].event_title, "underline"), " ", self._id(tolls[0].event))
            self._tolls_of_event(tolls, header=at == 0)
        self._rest(len(rows), self._account.totals.tolls)
        if any(None in (row.low, row.best, row.high) for row in rows):
            self._print((f"{wording.UNKNOWN} = nobody says", ID))

    def _tolls_of_event(self, rows: Sequence[TollRow], *, header: bool) -> None:
        if self._console.width >= _TABLE_FROM:
            self._console.print(self._table(rows, header=header))
            return
        for row in rows:
            self._toll(row)

    def _table(self, rows: Sequence[TollRow], *, header: bool) -> Table:
        table = Table(box=None, show_header=header, expand=True, pad_edge=False, padding=(0, 2, 0, 0), header_style=ID)
        table.add_column("what", ratio=5, overflow="fold")
        for name in ("low", "best", "high"):
            table.add_column(name, justify="right", min_width=self._number_width(), overflow="fold")
        table.add_column("as of", min_width=len("2022-01-09"), overflow="fold")
        table.add_column("on whose say-so", ratio=8, overflow="fold")
        table.add_column("id", min_width=8, overflow="fold")
        for row in rows:
            table.add_row(
                _what(row), wording.count(row.low), Text(wording.count(row.best), HEAD), wording.count(row.high),
                wording.day(row.as_of), _sayso(row), phrase(self._id(row.id)),
            )  # fmt: skip
        return table

    def _number_width(self) -> int:
        """Of the widest number in any table, so that the columns of all stand under one another."""
        numbers = (number for row in self._account.tolls for number in (row.low, row.best, row.high))
        return max((len(wording.count(number)) for number in numbers), default=4)

    def _toll(self, row: TollRow) -> None:
        limits = f" (low {wording.count(row.low)}, high {wording.count(row.high)})"
        what = wording.join((row.effect, row.group, row.where))
        self._print((what, HEAD), ": ", (wording.count(row.best), HEAD), limits, " ", self._id(row.id), rest="  ")
        if row.as_of:
            self._print("as of ", str(row.as_of), first="  ", rest="  ")
        self._print(_sayso(row, between=" ").plain, first="  ", rest="  ")

    def _movement(self, movement: Movement) -> None:
        self._print(
            (wording.join((movement.effect, movement.group, movement.where)), HEAD), " ", self._id(movement.toll)
        )
        width = max(len(step.when) for step in movement.steps)
        for step in movement.steps:
            self._moved(step, min(width, _WIDEST_DAY))

    def _moved(self, step: Moved, width: int) -> None:
        mark = f" ({wording.revision(step.revised)})" if step.revised else ""
        words = f" {wording.quoted(step.words)}" if step.words else ""
        self._print(
            f"{step.when:<{width}}  ", (step.bounds, HEAD), f" {step.group}" if step.group else None, (words, WORDS),
            f" {step.party}", (mark, "yellow"), " ", self._id(step.claim) if step.claim else None,
            first="  ", rest="    ",
        )  # fmt: skip

    def _dispute(self, dispute: Disputed) -> None:
        about = wording.join((dispute.about, dispute.effect))
        self._print((about, "bold yellow"), ": ", dispute.why, " ", self._id(dispute.id), rest="  ")
        for side in dispute.sides:
            self._print(("; ".join(side.says_who) or "the reports themselves", HEAD), first="  ▸ ", rest="    ")
            for words in side.words:
                self._words(words)
            if side.more:
                self._print((f"and {side.more:,} more", ID), first="      ", rest="      ")

    def _words(self, words: Words) -> None:
        bounds = (f"{words.bounds}  ", HEAD) if words.bounds and words.bounds != wording.UNKNOWN else None
        chain = (f" — {' → '.join(words.chain)} ", ID)
        self._print(
            bounds, *in_context(words.quote, self._console), chain, self._id(words.id), first="      ", rest="      "
        )

    def _alleged(self, group: Sequence[Allegation]) -> None:
        """Everything that is alleged against one article, by party."""
        right = wording.join((group[0].right, group[0].right_name), ", ")
        self._print((right, "bold magenta"), rest="  ")
        for allegation in group:
            self._allegation(allegation)

    def _allegation(self, allegation: Allegation) -> None:
        for at, alleged in enumerate(allegation.sentences):
            kinds = allegation.kinds if at == 0 else alleged.kinds
            last = at == len(allegation.sentences) - 1
            more = f" and {wording.plural(allegation.more, 'more sentence')}" if last and allegation.more else None
            self._print(
                (" → ".join(alleged.chain), HEAD), ": alleged ", (", ".join(kinds), "magenta"), by_whom(alleged), ": ",
                (wording.quoted(alleged.words), WORDS), again(alleged), " ", self._id(alleged.id),
                (more, ID) if more else None, first="  ▸ " if at == 0 else "    · ", rest="    ",
            )  # fmt: skip

    def _entry(self, entry: Entry) -> None:
        told = f" ({wording.plural(entry.reports, 'report')})" if entry.reports > 1 else ""
        who = f"{' → '.join(entry.says_who)}: " if entry.says_who else None
        self._print(
            (f"{entry.when}  ", HEAD) if entry.is_dated else None, (f"{entry.kind}  ", "cyan") if who else None,
            who, entry.title, f", {entry.where}" if entry.where else None, told, " ", self._id(entry.id), rest="  ",
        )  # fmt: skip
        for about, dispute in entry.disputed:
            self._print((f"{about} disputed ", "yellow"), self._id(dispute), first="    ", rest="    ")
        if entry.told:
            self._print(*in_context(entry.told, self._console), first="    ", rest="    ")

    def _report(self, report: Printed) -> None:
        title = wording.quoted(report.title) if report.title else None
        self._print(
            self._id(report.id), "  ", (report.called, HEAD), ", ",
            wording.join((report.published or "undated", title, report.url or report.path), ", "),
            (f"  sha256 {report.sha256[:12]}", ID), rest="  ",
        )  # fmt: skip
        if report.copy_of:
            self._print(("copy of ", "yellow"), self._id(report.copy_of), ": no new witness", first="  ", rest="  ")
        if report.withdrawn is not None:
            self._print(("withdrawn: ", "red"), report.withdrawn, first="  ", rest="  ")

    def _judgement(self, row: JudgementRow) -> None:
        values = f" ({row.values})" if row.values else ""
        by = f"{row.by}, " if row.by else ""
        state = state_told(row)
        self._print(
            f"{row.at[:10]}  ", (row.kind, HEAD), f" {row.about}{values} ", (f"{by}", HEAD), f"because {row.because} ",
            self._id(row.id), (f" {state}", "yellow") if state else None, rest="            ",
        )  # fmt: skip

    def _end(self) -> None:
        shelf = self._account.about.shelf
        self._console.print()
        counts = [wording.plural(shelf.total, "report")]
        if shelf.copies:
            counts.append(wording.plural(shelf.copies, "copy", "copies"))
        if shelf.withdrawn:
            counts.append(f"{shelf.withdrawn:,} withdrawn")
        if shelf.later:
            counts.append(f"{shelf.later:,} published later and left out")
        if shelf.undated:
            counts.append(f"{shelf.undated:,} undated, of which only counts with a day of their own stand here")
        if self._account.wrong:
            counts.append(f"{wording.plural(self._account.wrong, 'claim')} judged wrong and left out")
        counts.append(wording.plural(self._account.issues, "issue"))
        self._print(", ".join(counts) + ".")
        if self._account.issues:
            self._print(("sayso issues CASE lists what could not be read or trusted.", ID))
        self._print(("sayso why CASE ID shows the words, the rule and the say-so behind any id.", ID))


def in_context(quote: Quote, console: Console) -> tuple[tuple[str, str], ...]:
    """Words with what stands around them dimmed; where nothing can be dim or bold, between »«."""
    words = quote.words if console.is_terminal else f"»{quote.words}«"
    return (quote.before, "dim"), (words, "bold"), (quote.after, "dim")


def _what(row: TollRow) -> Text:
    return phrase((row.effect, HEAD), f"\n{row.group}" if row.group else None, f"\n{row.where}" if row.where else None)


def _sayso(row: TollRow, between: str = "\n") -> Text:
    says = wording.plural(row.origins, "say-so")
    if row.parties:
        says += ": " + "; ".join(row.parties)
    if row.judged_by:
        says += f" (as judged by {', '.join(row.judged_by)})"
    return phrase(says, (between + wording.quoted(row.words.words), WORDS) if row.words else None)
