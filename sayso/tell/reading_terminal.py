"""What one report says, for people."""

from __future__ import annotations

from rich.console import Console

from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading
from sayso.tell import wording
from sayso.tell.console import hang, phrase, without_tails
from sayso.tell.harmless import on_one_line, shortened

_SENTENCE = 300


def reading_text(reading: Reading, console: Console) -> str:
    """The report's heading, its claims, the numbers of what else it says, and its issues."""
    with console.capture() as captured:
        _show(reading, console)
    return without_tails(captured.get())


def _show(reading: Reading, console: Console) -> None:
    report = reading.report
    told = wording.join((report.publisher, report.published or "undated", report.path or report.url), ", ")
    hang(
        console, phrase((on_one_line(report.title or report.id), "bold"), (f"  {on_one_line(told)}", "dim")), rest="  "
    )
    for claim in reading.claims:
        _claim(claim, console)
    if not reading.claims:
        hang(console, phrase(("no count of people", "dim")), first="  ")
    hang(console, phrase((_counts(reading), "dim")), first="  ", rest="  ")
    for issue in reading.issues:
        told = wording.join((issue.place, issue.message, issue.hint and f"({issue.hint})"), " ")
        hang(console, phrase(("issue  ", "yellow"), on_one_line(told)), first="  ", rest="    ")
    console.print()


def _claim(claim: Claim, console: Console) -> None:
    effects = " or ".join(map(wording.plain, claim.effects))
    group = wording.plain(claim.affected.group) if claim.affected and claim.affected.group else None
    place = wording.where(claim.where)
    what = wording.join((f"{wording.bounds(claim.figure.low, claim.figure.high)} {effects}", group, place), ", ")
    who = " → ".join(on_one_line(party.name) for party in claim.says_who) or "the report itself"
    stance = "" if claim.stance == "states" else f" ({claim.stance})"
    hang(console, phrase((what, "bold"), f" — {who}{stance}"), first="  ", rest="    ")
    hang(console, phrase(shortened(claim.sentence.text, _SENTENCE)), first="    ", rest="    ")


def _counts(reading: Reading) -> str:
    counts = (
        wording.plural(len(reading.attributions), "attribution"),
        wording.plural(len(reading.events), "event mention"),
        wording.plural(len(reading.violations), "alleged violation"),
        wording.plural(len(reading.whens), "time"),
        wording.plural(len(reading.wheres), "place"),
    )
    return f"also {', '.join(counts)} (--json lists them)"
