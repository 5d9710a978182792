"""Which reports repeat others: compared anew where texts came or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.nouns.event import Copy
from sayso.nouns.report import Report
from sayso.reconcile.copies import copies_of
from sayso.reconcile.desk import Desk
from sayso.reconcile.judged_copies import copies_as_judged
from sayso.reconcile.shelf import mark
from sayso.reconcile.sketches import Sketches
from sayso.reconcile.taken import Taken

Found = Mapping[str, Sequence[Copy]]


def copy_again(desk: Desk, taken: Taken) -> set[str]:
    """The reports that repeat otherwise than before, now that texts came or went."""
    found = _as_judged(desk, {report: _copies(desk, report, older) for report, older in _older(desk, taken).items()})
    return {report for report, copies in sorted(found.items()) if _rewritten(desk, report, copies)}


def _older(desk: Desk, taken: Taken) -> Mapping[str, Sequence[str]]:
    """For each text that may repeat otherwise than before, the older ones that it is compared with."""
    sketches = Sketches(desk.shelf)
    signatures = sketches.keep(taken.texts)
    taken.texts.clear()
    if desk.fresh:
        return sketches.all_older()
    alike = {report for signature in signatures for report in sketches.sharing(signature)}
    return {report: sketches.older(report) for report in alike | taken.reports}


def _copies(desk: Desk, report: str, older: Sequence[str]) -> Sequence[Copy]:
    return copies_of(_text(desk, report), [_text(desk, one) for one in older]) if older else ()


def _text(desk: Desk, report: str) -> Report:
    return desk.read(report).report


def _as_judged(desk: Desk, found: Found) -> Found:
    if not desk.word.on("copy"):
        return found
    copies = (copy for one in found.values() for copy in one)
    reports = (gist.report for gist in desk.gists())
    judged: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies_as_judged(copies, reports, lambda report: _text(desk, report), desk.word):
        judged[copy.report].append(copy)
    return judged


def _rewritten(desk: Desk, report: str, copies: Sequence[Copy]) -> bool:
    before, now = list(desk.book.copies(report)), sorted(copies, key=lambda copy: copy.of)
    if before == now:
        return False
    for copy in before:
        desk.shelf.remove(mark("copied", copy.of), report)
    for copy in now:
        desk.shelf.add(mark("copied", copy.of), report)
    desk.book.write_copies(report, now)
    return True
