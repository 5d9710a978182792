"""What one report says, for people."""

from __future__ import annotations

from rich.console import Console

from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading
from sayso.tell import wording
from sayso.tell.console import hang, phrase, without_tails
from sayso.tell.harmless import on_one_line, shortened

_SENTENCE = 300


def reading_text(reading: Reading, console: Console, min_confidence: float = 0.0) -> str:
    """The report's heading, its claims, the numbers of what else it says, and its issues.

    Claims less likely to be right than `min_confidence` are counted and not shown.
    """
    with console.capture() as captured:
        _show(reading, console, min_confidence)
    return without_tails(captured.get())


def _show(reading: Reading, console: Console, min_confidence: float) -> None:
    report = reading.report
    claims = reading.surest(min_confidence).claims
    told = wording.join((report.publisher, report.published or "undated", report.path or report.url), ", ")
    hang(
        console, phrase((on_one_line(report.title or report.id), "bold"), (f"  {on_one_line(told)}", "dim")), rest="  "
    )
    for claim in claims:
        _claim(claim, console)
    if unsure := len(reading.claims) - len(claims):
        hang(console, phrase((wording.left_out(unsure, min_confidence), "dim")), first="  ", rest="  ")
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
    sure = "" if claim.confidence is None else f" ({wording.confidence(claim.confidence)} sure)"
    hang(console, phrase((what, "bold"), f" — {who}{stance}", (sure, "dim")), first="  ", rest="    ")
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
