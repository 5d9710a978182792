"""Which reports repeat another, as people judged it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from sayso.nouns.event import Copy
from sayso.nouns.report import Report
from sayso.reconcile.copies import copies_of, first_published
from sayso.reconcile.judged import Word
from sayso.ties import Ties

Pair = tuple[str, str]


def copies_as_judged(
    copies: Iterable[Copy], reports: Iterable[str], text_of: Callable[[str], Report], word: Word
) -> tuple[Copy, ...]:
    """The copies, less those that people said are none, and with those that they said are; by report id.

    What is found here is taken as far as that allows, the greatest share first. `reports`: the ids of all.
    """
    links = word.on("copy")
    if not links:
        return tuple(copies)
    ids = sorted(reports)
    number = {id: at for at, id in enumerate(ids)}  # noqa: A001
    ties = Ties(len(number))
    word.follow(ties, links, lambda member: number.get(member.id))
    kept: dict[Pair, Copy] = {}
    for copy in sorted(copies, key=_closest):
        at, of = number[copy.report], number[copy.of]
        apart = ties.are_apart(at, of) if copy.kind == "quotation" else ties.join(at, of)
        if not apart:
            kept[copy.report, copy.of] = copy
    whole = Ties(len(number))
    said = [
        (link.one[0].id, link.other[0].id)
        for link in links
        if link.same and link.one[0].id in number and link.other[0].id in number
    ]
    said = [(one, other) for one, other in said if not ties.join(number[one], number[other])]
    for one, other in (*said, *((copy.report, copy.of) for copy in kept.values() if copy.is_whole)):
        whole.join(number[one], number[other])
    judged = {id for pair in said for id in pair}  # noqa: A001
    wanted = {whole.root(number[id]) for id in judged}  # noqa: A001
    first = {
        group[0]: min((text_of(ids[at]) for at in group), key=first_published)
        for group in whole.groups()
        if group[0] in wanted
    }
    for report in map(text_of, sorted(judged)):
        original = first[whole.root(number[report.id])]
        if original.id != report.id:
            pair = (report.id, original.id)
            kept[pair] = _judged(report, original, kept.get(pair))
    return tuple(sorted(kept.values(), key=lambda copy: (copy.report, copy.of)))


def _closest(copy: Copy) -> tuple[bool, bool, float, str, str]:
    return copy.kind == "quotation", copy.kind != "exact", -copy.share, copy.report, copy.of


def _judged(report: Report, original: Report, found: Copy | None) -> Copy:
    """A copy on a person's word, with what the texts have in common."""
    if found is None:
        found = next(iter(copies_of(report, [original])), None)
    if found is None:
        return Copy(report=report.id, of=original.id, share=0.0, kind="judged", words=0, passages=())
    return found if found.is_whole else msgspec.structs.replace(found, kind="judged")
