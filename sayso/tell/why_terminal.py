"""An explanation on a terminal or in a pipe."""

from __future__ import annotations

from rich.console import Console

from sayso.tell import wording
from sayso.tell.cited import Cited
from sayso.tell.console import hang, phrase, without_tails
from sayso.tell.terminal import in_context
from sayso.tell.why import Evidence, Explanation, Rejected


def explanation_text(explanation: Explanation, console: Console) -> str:
    """The explanation laid out for the console's width."""
    with console.capture() as captured:
        _show(explanation, console)
    return without_tails(captured.get())


def _show(told: Explanation, console: Console) -> None:
    hang(console, phrase((f"{told.kind} ", "dim"), (told.heading, "bold"), (f" {told.id}", "dim")), rest="  ")
    if told.rule:
        hang(console, phrase(("rule  ", "dim"), told.rule), rest="      ")
    for sentence in told.judged:
        hang(console, phrase(("judged  ", "yellow"), sentence), rest="        ")
    for name, value in told.facts:
        hang(console, phrase((f"{name}  ", "dim"), value), rest="    ")
    _list(console, "What it rests on" if told.kind not in ("claim", "report") else "In its words", told.used)
    for side in told.sides:
        _list(console, "; ".join(side.says_who) or "the reports themselves", side.used)
    if told.set_aside:
        _heading(console, "Set aside")
        for rejected in told.set_aside:
            _rejected(console, rejected)
    if told.omitted:
        hang(console, phrase((f"… and {told.omitted:,} more (--all shows them)", "dim")))


def _heading(console: Console, title: str) -> None:
    console.print()
    hang(console, phrase((title, "bold cyan")))


def _list(console: Console, title: str, evidence: tuple[Evidence, ...]) -> None:
    if not evidence:
        return
    _heading(console, title)
    for one in evidence:
        _evidence(console, one)


def _rejected(console: Console, rejected: Rejected) -> None:
    hang(console, phrase(("set aside because ", "yellow"), rejected.why), first="  ", rest="    ")
    if rejected.evidence:
        _evidence(console, rejected.evidence)
    else:
        hang(
            console, phrase((f"claim {rejected.id}, which the case no longer counts", "dim")), first="    ", rest="    "
        )


def _evidence(console: Console, one: Evidence) -> None:
    hang(console, phrase(*in_context(one.quote, console)), first="  ▸ ", rest="    ")
    hang(console, phrase(("read as   ", "dim"), one.reading, (f"  {one.kind} {one.id}", "dim")), **_under)
    says = wording.STANCES.get(one.stance or "states", one.stance or "says")
    hang(console, phrase((f"{says:<8}  ", "dim"), " → ".join(one.chain) + _printer(one.cited)), **_under)
    hang(console, phrase(("report    ", "dim"), _cited(one.cited)), **_under)
    place = f"characters {one.quote.start}–{one.quote.end} of the text"
    hang(console, phrase(("at        ", "dim"), place), **_under)
    for sentence in one.judged:
        hang(console, phrase(("judged    ", "yellow"), sentence), **_under)
    hang(console, phrase(("original  ", "dim"), f"sha256 {one.cited.sha256}, kept in the case"), **_under)


_HASH = 16
"""Characters shown of an id that is the original's hash, which the next line has in full."""

_under = {"first": "    ", "rest": "      "}


def _printer(cited: Cited) -> str:
    return " (publisher)" if cited.publisher else " (publisher unknown)"


def _cited(cited: Cited) -> str:
    title = wording.quoted(cited.title) if cited.title else None
    told = (
        cited.id[:_HASH] if cited.id == cited.sha256 else cited.id,
        cited.publisher,
        cited.published,
        title,
        cited.url or cited.path,
    )
    copy = f" (copy of {cited.copy_of})" if cited.copy_of else ""
    return wording.join(dict.fromkeys(told), ", ") + copy
