"""A small case made by hand, in a real case file: an invented flood, four reports, hostile words among them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from sayso.nouns.claim import Claim
from sayso.nouns.event import (
    Copy,
    Days,
    Dispute,
    Event,
    EventWhere,
    KnownParty,
    Passage,
    Record,
    SetAside,
    Side,
    Step,
    Toll,
)  # fmt: skip
from sayso.nouns.how_many import Figure, Qualifier
from sayso.nouns.issue import Issue
from sayso.nouns.reading import Reading
from sayso.nouns.report import Collected, Original, Report
from sayso.nouns.says_who import Attribution, Party, PartyKind
from sayso.nouns.span import Span
from sayso.nouns.violation import Violation
from sayso.nouns.what import Actor, Affected, Effect, EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.store.sqlite import Case
from tests.store.made import put_record

HOSTILE = "\x1b[2J\x9b31m\u202e[bold red]| `cmd` <script>alert(1)</script> [x](http://evil.example) \u2066&amp;"
"""What a stranger may put into a headline."""

HARBOUR = (
    "The Interior Ministry said on Friday that at least 26 people were killed when the dam above Velm gave way.\n"
    "Police beat a reporter in Velm, the Press Union said.\n"
    "The mayor denied that anybody had been warned."
)
COURIER = (
    "As of Sunday, 41 people are dead in Velm, the Interior Ministry told the Courier. "
    "Residents say that nearly 90 were killed.\n=2+2 is what the lottery showed."
)
PRINT = "Reprint. " + HARBOUR
PLAIN = "Nothing of note."


def words(text: str, wanted: str) -> Span:
    """The first place of these words."""
    start = text.index(wanted)
    return Span.of(text, start, start + len(wanted))


def collected(id_: str, text: str, *, publisher: str | None, published: str | None, title: str | None) -> Collected:
    """A report as it came in."""
    content = text.encode()
    digest = sha256(content).hexdigest()
    report = Report(
        id=id_, path=f"in/{id_}.txt", url=None, title=title, publisher=publisher, published=published, language="en",
        sha256=digest, text=text,
    )  # fmt: skip
    return Collected(report=report, original=Original(sha256=digest, media_type="text/plain", content=content))


REPORTS = (
    collected("aharbour", HARBOUR, publisher="Harbour Post", published="2031-05-02", title=HOSTILE),
    collected("bcourier", COURIER, publisher="Courier", published="2031-05-04", title="Velm counts its dead"),
    collected("creprint", PRINT, publisher="Reprint Daily", published="2031-05-03", title=None),
    collected("dundated", PLAIN, publisher=None, published=None, title=None),
)


def party(text: str, wanted: str, name: str, kind: PartyKind) -> Party:
    """A party in the text's words."""
    span = words(text, wanted)
    return Party(text=span.text, start=span.start, end=span.end, name=name, kind=kind)


def place(text: str) -> Where:
    """The invented town."""
    span = words(text, "Velm")
    return Where(
        text=span.text, start=span.start, end=span.end, name="Velm", kind="city", country=None, admin1="Norland",
        latitude=-10.5, longitude=20.25, precision="exact", geonames_id=None,
    )  # fmt: skip


def claim(
    id_: str, report: str, text: str, figure: str, says_who: tuple[Party, ...],
    *, value: int, low: int | None, high: int | None, qualifier: Qualifier, as_of: date | None,
) -> Claim:  # fmt: skip
    """A count of people killed in the town."""
    span = words(text, figure)
    start = max(text.rfind(". ", 0, span.start) + 2, text.rfind("\n", 0, span.start) + 1, 0)
    ends = [at + 1 for at in (text.find(". ", span.end), text.find(".\n", span.end)) if at >= 0]
    people = next((word for word in ("people",) if text[span.end :].startswith(f" {word}")), None)
    affected = words(text, people) if people else None
    return Claim(
        id=id_, report=report, sentence=Span.of(text, start if start > 1 else 0, min(ends, default=len(text))),
        effects=("killed",),
        figure=Figure(
            text=span.text, start=span.start, end=span.end, value=value, low=low, high=high, qualifier=qualifier
        ),
        affected=Affected(text=affected.text, start=affected.start, end=affected.end, group=None) if affected else None,
        scope="total", part_of=None, when=None, as_of=as_of, said=None, where=place(text), actor=None, stance="states",
        says_who=says_who, confidence=None,
    )  # fmt: skip


MINISTRY = party(HARBOUR, "The Interior Ministry", "Interior Ministry", "government")
C_26 = claim(
    "c26aaaaaaaaaaaaaa", "aharbour", HARBOUR, "at least 26", (MINISTRY,), value=26, low=26, high=None,
    qualifier="at_least", as_of=date(2031, 5, 2),
)  # fmt: skip
C_41 = claim(
    "c41aaaaaaaaaaaaaa", "bcourier", COURIER, "41",
    (party(COURIER, "the Interior Ministry", "ministry", "government"),),
    value=41, low=41, high=41, qualifier="exact", as_of=date(2031, 5, 4),
)  # fmt: skip
C_90 = claim(
    "c90aaaaaaaaaaaaaa", "bcourier", COURIER, "nearly 90", (party(COURIER, "Residents", "residents", "witness"),),
    value=90, low=None, high=90, qualifier="nearly", as_of=None,
)  # fmt: skip
C_COPY = claim(
    "c26bbbbbbbbbbbbbb", "creprint", PRINT, "at least 26",
    (party(PRINT, "The Interior Ministry", "Interior Ministry", "government"),),
    value=26, low=26, high=None, qualifier="at_least", as_of=date(2031, 5, 2),
)  # fmt: skip

_FRIDAY = words(HARBOUR, "Friday")
FRIDAY = When(
    text=_FRIDAY.text, start=_FRIDAY.start, end=_FRIDAY.end, type="DATE", value="2031-05-02",
    earliest=date(2031, 5, 2), latest=date(2031, 5, 2),
)  # fmt: skip
_POLICE = words(HARBOUR, "Police")
BREACH = EventMention(
    id="m1aaaaaaaaaaaaaaa", report="aharbour", kind="ASSAULT", mode=None, trigger=words(HARBOUR, "gave way"),
    actor=None, recipient=None, when=FRIDAY, where=place(HARBOUR), says_who=(MINISTRY,),
)  # fmt: skip
BEATEN = Violation(
    id="v1aaaaaaaaaaaaaaa", report="aharbour", kind="excessive_force", right="ICCPR 7",
    sentence=words(HARBOUR, "Police beat a reporter in Velm, the Press Union said."),
    actor=Actor(text="Police", start=_POLICE.start, end=_POLICE.end, kind="security_forces"),
    victims=(words(HARBOUR, "a reporter"),), when=None, where=place(HARBOUR),
    says_who=(party(HARBOUR, "the Press Union", "Press Union", "ngo"),),
)  # fmt: skip
DENIED = Attribution(
    id="a1aaaaaaaaaaaaaaa", report="aharbour", source=words(HARBOUR, "The mayor"), cue=words(HARBOUR, "denied"),
    content=words(HARBOUR, "that anybody had been warned"), kind="indirect", stance="denies",
    says_who=(party(HARBOUR, "The mayor", "mayor", "government"),),
)  # fmt: skip

READINGS = (
    Reading(
        report=REPORTS[0].report, claims=(C_26,), attributions=(DENIED,), whens=(FRIDAY,), wheres=(place(HARBOUR),),
        events=(BREACH,), violations=(BEATEN,),
    ),
    Reading(report=REPORTS[1].report, claims=(C_41, C_90)),
    Reading(report=REPORTS[2].report, claims=(C_COPY,)),
    Reading(
        report=REPORTS[3].report,
        issues=(
            Issue(
                report="dundated", path="in/dundated.txt", stage="interpret", place="characters 0-7",
                message="no day of publication", hint="say it in reports.toml",
            ),
        ),
    ),
)  # fmt: skip


def _step(day: int, given: Claim, *, supersedes: bool) -> Step:
    figure = given.figure
    return Step(
        day=date(2031, 5, day), party="Interior Ministry of Norland", claims=(given.id,), low=figure.low,
        high=figure.high, value=figure.value, group=None, supersedes=supersedes,
    )  # fmt: skip


VELM = EventWhere(
    text="Velm", start=words(HARBOUR, "Velm").start, end=words(HARBOUR, "Velm").end, name="Velm", kind="city",
    country=None, admin1="Norland", latitude=-10.5, longitude=20.25, precision="exact", geonames_id=None,
    report="aharbour",
)  # fmt: skip
KILLED: Effect = "killed"
TOLL = Toll(
    id="t1aaaaaaaaaaaaaaa", event="e1aaaaaaaaaaaaaaa", effect=KILLED, group=None, where=None, low=41, best=41, high=90,
    as_of=date(2031, 5, 4), why="the newest count of the Interior Ministry (c41aaaaaaaaaaaaaa)", origins=2,
    claims=("c41aaaaaaaaaaaaaa", "c26aaaaaaaaaaaaaa", "c90aaaaaaaaaaaaaa"), mentions=(),
    parties=("Interior Ministry of Norland", "residents"),
    set_aside=(SetAside(claim="c26bbbbbbbbbbbbbb", why="its report is a copy of aharbour"),),
    series=(_step(2, C_26, supersedes=False), _step(4, C_41, supersedes=True)),
)  # fmt: skip
DISPUTE = Dispute(
    id="d1aaaaaaaaaaaaaaa", event="e1aaaaaaaaaaaaaaa", about="figure", effect=KILLED,
    why="41 and nearly 90 on the same day cannot both hold",
    sides=(
        Side(says_who=("Interior Ministry of Norland",), claims=("c41aaaaaaaaaaaaaa",), mentions=()),
        Side(says_who=("residents",), claims=("c90aaaaaaaaaaaaaa",), mentions=()),
    ),
)  # fmt: skip
EVENT = Event(
    id="e1aaaaaaaaaaaaaaa", kind=None, mode=None, title="Dam breach in Velm", part_of=None,
    when=Days(earliest=date(2031, 5, 2), latest=date(2031, 5, 4)), where=VELM, actors=(),
    reports=("aharbour", "bcourier", "creprint"), main_for=("aharbour", "bcourier"), tolls=(TOLL,),
    disputes=(DISPUTE,), mentions=("m1aaaaaaaaaaaaaaa",),
)  # fmt: skip
CALL = Event(
    id="e2aaaaaaaaaaaaaaa", kind="REQUEST", mode="assist", title="Call for help after the breach",
    part_of="e1aaaaaaaaaaaaaaa", when=None, where=None, actors=("mayor",), reports=("bcourier",), main_for=(), tolls=(),
    disputes=(), mentions=(),
)  # fmt: skip
COPY = Copy(
    report="creprint", of="aharbour", share=0.97, kind="near", words=33,
    passages=(Passage(start=0, end=len(PRINT), of_start=0),),
)  # fmt: skip
RECORD = Record(
    events=(EVENT, CALL),
    copies=(COPY,),
    parties=(
        KnownParty(
            name="Interior Ministry of Norland", kind="government", also=("Interior Ministry", "ministry")
        ),
        KnownParty(name="residents", kind="witness", also=()),
        KnownParty(name="Press Union", kind="ngo", also=()),
    ),
)  # fmt: skip


def make_case(path: Path) -> Path:
    """Write the case into a file, as a build leaves it."""
    from sayso import pipeline
    from sayso.settings import Settings

    with Case.open(path, create=True) as case:
        for one in REPORTS:
            case.take(one)
        for reading in READINGS:
            case.keep_reading(reading, pipeline._reader(Settings()))
        case.keep_issue(
            Issue(
                report=None, path=f"in/{HOSTILE[:12]}feed.jsonl:3", stage="collect", place="line 3",
                message="no JSON object", hint=None,
            )
        )  # fmt: skip
        put_record(case.remade(pipeline._rules(Settings())), RECORD)
    return path
