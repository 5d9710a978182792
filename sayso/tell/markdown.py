"""The account as Markdown, for pasting into a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from sayso.tell import wording
from sayso.tell.about import place_line, time_line
from sayso.tell.account import Account
from sayso.tell.allegations import Allegation, again, by_whom
from sayso.tell.disputed import Disputed, Part
from sayso.tell.harmless import on_one_line
from sayso.tell.judged import JudgementRow, state_told
from sayso.tell.lookup import Quote
from sayso.tell.printed import Printed
from sayso.tell.timeline import Entry
from sayso.tell.tolls import Moved, Movement, TollRow

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~#$^])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])(?=\s|$)")
_LINKS = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,20})://|\bwww\.|(?<=\w)@(?=\w)")


def escape_markdown(words: str) -> str:
    """Words that show as they are: no markup, table cell, HTML, or link comes of them.

    >>> escape_markdown("<b>*26* | dead</b>")
    '&lt;b&gt;\\\\*26\\\\* \\\\| dead&lt;/b&gt;'
    """
    words = on_one_line(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = _SPECIAL.sub(r"\\\1", words)
    words = _LINKS.sub(_unlinked, words)
    return _AT_START.sub(r"\1\\\2", words)


def _unlinked(match: re.Match[str]) -> str:
    """Breaks what Markdown would make a link of by itself; a reader sees the same characters."""
    found = match.group()
    return found.replace(":", "&#58;").replace("@", "&#64;").replace(".", "&#46;")


def markdown_of(account: Account) -> str:
    """The account in CommonMark with tables."""
    return "\n\n".join(filter(None, _sections(account))) + "\n"


def _sections(account: Account) -> Iterator[str]:
    short = _Short(account.short)
    yield f"# {escape_markdown(account.about.title or 'A case without events')}"
    where, when = escape_markdown(place_line(account.about)), escape_markdown(time_line(account.about))
    yield f"**Where:** {where}  \n**When:** {when}"
    if account.as_of:
        yield f"As known on {account.as_of}."
    if account.min_confidence:
        yield f"{wording.left_out(account.unsure, account.min_confidence)}."
    if account.policy != "latest":
        yield f"{wording.by_policy(account.policy)}."
    yield "\n\n".join(_tolls(account, short))
    yield from _list("How the official figures moved", account.movements, account.totals.movements, short.movement)
    yield from _list("Disputes", account.disputes, account.totals.disputes, short.dispute)
    alleged = tuple(tuple(group) for _, group in groupby(account.allegations, key=lambda one: one.right))
    more = account.totals.allegations - len(account.allegations)
    yield from _list("Alleged violations", alleged, len(alleged) + more, short.alleged)
    dated = tuple(entry for entry in account.entries if entry.is_dated)
    undated = tuple(entry for entry in account.entries if not entry.is_dated)
    yield from _list("Timeline", dated, len(dated), short.entry)
    yield from _list("No day known", undated, account.totals.entries - len(dated), short.entry)
    yield from _list("What people judged", account.judgements, account.totals.judgements, short.judgement)
    yield from _list("Reports", account.reports, account.totals.reports, short.report)
    if account.wrong:
        yield f"{wording.plural(account.wrong, 'claim')} judged wrong and left out."
    if account.issues:
        yield f"{wording.plural(account.issues, 'issue')}: `sayso issues CASE` lists them."


def _list(title: str, things: Iterable[object], total: int, told: object) -> Iterator[str]:
    lines = [told(thing) for thing in things]  # type: ignore[operator]
    if not lines:
        return
    yield f"## {title}"
    yield "\n".join(lines)
    if total > len(lines):
        yield f"… and {total - len(lines):,} more."


def _tolls(account: Account, short: _Short) -> Iterator[str]:
    if not account.tolls:
        return
    yield "## Tolls"
    events = [tuple(group) for _, group in groupby(account.tolls, key=lambda row: row.event)]
    for tolls in events:
        if len(events) > 1:
            yield f"### {escape_markdown(tolls[0].event_title)} {short.id(tolls[0].event)}"
        yield "\n".join((*_HEADER, *map(short.toll, tolls)))
    if account.totals.tolls > len(account.tolls):
        yield f"… and {account.totals.tolls - len(account.tolls):,} more."
    yield f"{wording.UNKNOWN} = nobody says."


_HEADER = (
    "| what | low | best | high | as of | on whose say-so | in the words | id |",
    "|---|--:|--:|--:|---|---|---|---|",
)


class _Short:
    """The lines of each list, with the short ids that were agreed for this account."""

    def __init__(self, short: dict[str, str]) -> None:
        self._short = short

    def id(self, id_: str) -> str:
        return f"`{on_one_line(self._short.get(id_, id_)).replace('`', '')}`"

    def toll(self, row: TollRow) -> str:
        what = " · ".join(filter(None, (f"**{row.effect}**", row.group, row.where and escape_markdown(row.where))))
        says = wording.plural(row.origins, "say-so")
        if row.parties:
            says += ": " + escape_markdown("; ".join(row.parties))
        if row.judged_by:
            says += escape_markdown(f" (as judged by {', '.join(row.judged_by)})")
        cells = (
            what, wording.count(row.low), wording.count(row.best), wording.count(row.high), wording.day(row.as_of),
            says, _words(row.words) if row.words else "", self.id(row.id),
        )  # fmt: skip
        return "| " + " | ".join(cells) + " |"

    def movement(self, movement: Movement) -> str:
        what = " · ".join(filter(None, (movement.effect, movement.group, movement.where)))
        head = f"- **{escape_markdown(what)}** {self.id(movement.toll)}"
        return "\n".join([head, *(f"  - {self._moved(step)}" for step in movement.steps)])

    def _moved(self, step: Moved) -> str:
        parts = [f"{escape_markdown(step.when)}: {escape_markdown(step.bounds)}"]
        if step.group:
            parts.append(step.group)
        if step.words:
            parts.append(escape_markdown(wording.quoted(step.words)))
        parts.append(f"— {escape_markdown(step.party)}")
        if step.revised:
            parts.append(f"({wording.revision(step.revised)})")
        if step.claim:
            parts.append(self.id(step.claim))
        return " ".join(parts)

    def dispute(self, dispute: Disputed) -> str:
        about = " · ".join(filter(None, (dispute.about, dispute.effect)))
        head = f"- **{escape_markdown(about)}** {self.id(dispute.id)}: {escape_markdown(dispute.why)}"
        return "\n".join([head, *(self._part(side) for side in dispute.sides)])

    def _part(self, side: Part) -> str:
        who = escape_markdown("; ".join(side.says_who) or "the reports themselves")
        lines = [f"  - {who}:"]
        for words in side.words:
            bounds = f"{escape_markdown(words.bounds)} — " if words.bounds else ""
            lines.append(f"    - {bounds}{_context(words.quote)} ({_chain(words.chain)}) {self.id(words.id)}")
        if side.more:
            lines.append(f"    - and {side.more:,} more")
        return "\n".join(lines)

    def alleged(self, group: tuple[Allegation, ...]) -> str:
        right = wording.join((group[0].right, group[0].right_name), ", ")
        lines = [line for allegation in group for line in self._allegation(allegation)]
        return "\n".join([f"- **{escape_markdown(right)}**", *lines])

    def _allegation(self, allegation: Allegation) -> Iterator[str]:
        for at, alleged in enumerate(allegation.sentences):
            kinds = ", ".join(allegation.kinds if at == 0 else alleged.kinds)
            last = at == len(allegation.sentences) - 1
            more = f" and {wording.plural(allegation.more, 'more sentence')}" if last and allegation.more else ""
            told = f"alleged *{escape_markdown(kinds)}*{escape_markdown(by_whom(alleged))}"
            words = escape_markdown(wording.quoted(alleged.words))
            indent = "  " if at == 0 else "    "
            yield f"{indent}- {_chain(alleged.chain)}: {told}: {words}{again(alleged)} {self.id(alleged.id)}{more}"

    def entry(self, entry: Entry) -> str:
        when = f"**{escape_markdown(entry.when)}** " if entry.is_dated else ""
        who = f"*{escape_markdown(entry.kind or '')}* {_chain(entry.says_who)}: " if entry.says_who else ""
        where = f", {escape_markdown(entry.where)}" if entry.where else ""
        disputed = "".join(f", {about} disputed {self.id(dispute)}" for about, dispute in entry.disputed)
        told = f": {_context(entry.told)}" if entry.told else ""
        return f"- {when}{who}{escape_markdown(entry.title)}{where} {self.id(entry.id)}{disputed}{told}"

    def judgement(self, row: JudgementRow) -> str:
        values = f" ({escape_markdown(row.values)})" if row.values else ""
        by = f" — {escape_markdown(row.by)}" if row.by else ""
        state = state_told(row)
        ended = f", **{escape_markdown(state)}**" if state else ""
        told = (
            f"- {row.at[:10]} **{row.kind}** {escape_markdown(row.about)}{values}{by}: {escape_markdown(row.because)}"
        )
        return f"{told} {self.id(row.id)}{ended}"

    def report(self, report: Printed) -> str:
        title = escape_markdown(wording.quoted(report.title)) if report.title else ""
        facts = [
            escape_markdown(report.called),
            escape_markdown(report.published or "undated"),
            title,
            escape_markdown(report.url or report.path or ""),
            f"SHA-256 `{report.sha256[:12]}`",
        ]
        line = f"- {self.id(report.id)} " + ", ".join(filter(None, facts))
        if report.copy_of:
            line += f", **copy of** {self.id(report.copy_of)}"
        if report.withdrawn is not None:
            line += f", **withdrawn**: {escape_markdown(report.withdrawn)}"
        return line


def _chain(names: tuple[str, ...]) -> str:
    return escape_markdown(" → ".join(names))


def _words(quote: Quote) -> str:
    return escape_markdown(wording.quoted(quote.words))


def _context(quote: Quote) -> str:
    """Words in bold in their context."""
    return f"{_edge(quote.before)}**{escape_markdown(quote.words)}**{_edge(quote.after)}"


def _edge(words: str) -> str:
    lead = " " if words[:1] == " " else ""
    tail = " " if words[-1:] == " " and words.strip() else ""
    return f"{lead}{escape_markdown(words)}{tail}"
