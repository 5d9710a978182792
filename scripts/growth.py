"""How time and memory grow with a case: made readings of many happenings, set side by side again and again.

python scripts/growth.py make CASE --reports 10000      a case of made readings, not yet reconciled
python scripts/growth.py one CASE                       one more report for it
python scripts/growth.py measure --sizes 1000 10000 100000 --keep DIR --plot docs/growth.svg

The readings are made by a seeded generator: every text is of made-up words, and none is a copy of another. A hundred
reports come a day, so that a larger case is a longer one; one happening in fifty is told by hundreds of reports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, islice
from math import log10
from pathlib import Path
from typing import Any, NamedTuple

from sayso.nouns.claim import Claim
from sayso.nouns.how_many import Figure
from sayso.nouns.reading import Reading
from sayso.nouns.report import Collected, Original, Report
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.span import Span
from sayso.nouns.what import Actor, Affected, EventMention, Recipient
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.pipeline import _reader
from sayso.settings import Settings
from sayso.store.sqlite import Case

FIRST_DAY = date(2031, 1, 1)
REPORTS_A_DAY = 100
COUNTRIES, CITIES = 24, 12
VOCABULARY = 20_000
SIZES = (1, 1, 1, 2, 2, 3, 4, 5, 8, 12, 25)
LARGE, ONE_IN = 300, 50
"""One happening in so many is told by about so many reports."""
CODES = (
    "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
    "IS", "IT", "LT", "LV", "NO",
)  # fmt: skip
SETTINGS = Settings()


class Happening(NamedTuple):
    """What some reports tell of."""

    number: int
    day: date
    city: Where
    country: Where
    words: tuple[str, ...]
    victims: tuple[str, ...]
    unrest: bool
    toll: int


class World:
    """Made-up places, words and parties, the same for one seed."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        made = {"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(VOCABULARY * 2)}
        self.words = sorted(made, key=lambda word: hashlib.sha256(word.encode()).digest())[:VOCABULARY]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
        self.names = [word.capitalize() for word in self.words[-4000:]]
        self.countries = [self._place(name, "country", code) for name, code in zip(self.names, CODES, strict=False)]
        self.cities = [
            [self._city(self.names[100 + at * CITIES + n], code, n, chance) for n in range(CITIES)]
            for at, code in enumerate(CODES)
        ]
        self.media = [f"{self.names[600 + n]} Post" for n in range(200)]

    def _place(self, name: str, kind: str, code: str) -> Where:
        return Where(
            text=name, start=0, end=len(name), name=name, kind=kind, country=code, admin1=None, latitude=50.0,
            longitude=10.0, precision="country", geonames_id=None,
        )  # fmt: skip

    def _city(self, name: str, code: str, number: int, chance: random.Random) -> Where:
        return Where(
            text=name, start=0, end=len(name), name=name, kind="city", country=code, admin1=f"{name} Region",
            latitude=40 + 2.0 * number, longitude=chance.uniform(-20, 40), precision="exact", geonames_id=None,
        )  # fmt: skip

    def person(self, chance: random.Random) -> str:
        """A full name."""
        return f"{chance.choice(self.names[1000:2500])} {chance.choice(self.names[2500:])}"

    def happening(self, number: int, day: date, chance: random.Random) -> Happening:
        """Something that happened on a day."""
        land = chance.randrange(COUNTRIES)
        return Happening(
            number=number,
            day=day,
            city=self.cities[land][chance.randrange(CITIES)],
            country=self.countries[land],
            words=tuple(chance.sample(self.words[200:], 30)),
            victims=(self.person(chance), self.person(chance)),
            unrest=number % 40 == 7,
            toll=chance.choice((1, 1, 2, 2, 3, 4, 6, 9, 14, 30)),
        )


class Writer:
    """One report in the making: its text grows, and what is told is quoted from it."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> dict[str, Any]:
        """The words, now in the text, as the fields of a span."""
        start = len(self.text)
        self.text += words + " "
        return {"text": words, "start": start, "end": start + len(words)}

    def spot(self, place: Where) -> Where:
        """A place named in the text."""
        at = self.put(place.name or "")
        return Where(**{**{name: getattr(place, name) for name in place.__struct_fields__}, **at})


def readings(reports: int, seed: int) -> Iterator[Reading]:
    """So many reports, read: one after the other in time, of as many happenings as they tell of."""
    world, chance = World(seed), random.Random(f"{seed} reports")
    number = told = 0
    while told < reports:
        day = FIRST_DAY + timedelta(days=told // REPORTS_A_DAY)
        happening = world.happening(number, day, chance)
        size = chance.choice(SIZES) if number % ONE_IN != ONE_IN - 1 else chance.randint(LARGE // 3, LARGE)
        for nth in range(min(size, reports - told)):
            yield reading_of(world, happening, nth, chance)
            told += 1
        number += 1


def reading_of(world: World, of: Happening, nth: int, chance: random.Random) -> Reading:
    """What one report tells of a happening."""
    name = f"{of.number:06}-{nth:04}"
    late = min(nth // 3, 6) if chance.random() < 0.8 else chance.randint(0, 6)
    published = of.day + timedelta(days=late)
    write = Writer()
    background = chance.choices(world.words, cum_weights=world.weights, k=70)
    write.put(" ".join(chance.sample(of.words, 18) + background[:20]))
    city, country = write.spot(of.city), write.spot(of.country)
    when = When(**write.put("on that day"), type="DATE", value=str(of.day), earliest=of.day, latest=of.day)
    trigger = "Protests" if of.unrest else "explosion"
    mention = Span(**write.put(trigger))
    actor = Actor(**write.put("gunmen"), kind="militants") if chance.random() < 0.3 else None
    recipient = Recipient(**write.put(chance.choice(of.victims)), group=None, named=True)
    says, speaker = _parties(world, of, write, chance)
    figures = [_figure(write, of, late, chance) for _ in range(chance.choice((1, 2, 2, 3)))]
    write.put(" ".join(background[20:]) + " said " + chance.choice(of.victims) + ".")
    words = Span.of(write.text, 0, len(write.text))
    sha256 = hashlib.sha256(write.text.encode()).hexdigest()
    report = Report(
        id=name, path=None, url=None, title=None, publisher=chance.choice(world.media), published=str(published),
        language="en", sha256=sha256, text=write.text,
    )  # fmt: skip
    claims = [
        Claim(
            id=_id(name, "c", at), report=name, sentence=words, effects=(effect,), figure=figure,
            affected=Affected(**span, group=None), scope="total", part_of=None, when=when, as_of=None, said=None,
            where=city, actor=actor, stance="states", says_who=says if at < 2 else (), confidence=0.9,
        )
        for at, (effect, figure, span) in enumerate(figures)
    ]  # fmt: skip
    mentions = [
        EventMention(
            id=_id(name, "m", 0), report=name, kind="PROTEST" if of.unrest else "ASSAULT", mode=None, trigger=mention,
            actor=actor, recipient=recipient, when=when, where=city, says_who=says,
        )
    ]  # fmt: skip
    content = Span.of(write.text, 0, 40)
    stance = "denies" if chance.random() < 0.02 else "states"
    attributions = [
        Attribution(
            id=_id(name, "a", 0), report=name, source=speaker, cue=None, content=content, kind="indirect",
            stance=stance, says_who=says,
        )
    ]  # fmt: skip
    return Reading(
        report=report, claims=tuple(claims), attributions=tuple(attributions), whens=(when,), wheres=(city, country),
        events=tuple(mentions),
    )  # fmt: skip


def _parties(world: World, of: Happening, write: Writer, chance: random.Random) -> tuple[tuple[Party, ...], Span]:
    kind: Any
    name, kind = chance.choice(
        (
            ("Interior Ministry", "government"),
            (f"{of.country.name}'s interior ministry", "government"),
            ("police", "police"),
            (f"{of.city.name} Hospital", "hospital"),
            (world.person(chance), "witness"),
            ("witnesses", "witness"),
            (chance.choice(world.media), "media"),
        )
    )
    party = Party(**write.put(name), name=name, kind=kind)
    return (party,), party.bare()


def _figure(write: Writer, of: Happening, late: int, chance: random.Random) -> tuple[Any, Figure, dict[str, Any]]:
    effect = chance.choice(("killed", "killed", "injured"))
    value = max(1, of.toll * (2 if effect == "injured" else 1) + late - chance.randint(0, 1))
    least = chance.random() < 0.2
    words = f"at least {value}" if least else str(value)
    figure = Figure(
        **write.put(words), value=value, low=value, high=None if least else value,
        qualifier="at_least" if least else "exact",
    )  # fmt: skip
    return effect, figure, write.put(f"people {effect}")


def _id(report: str, letter: str, at: int) -> str:
    return hashlib.sha256(f"{report} {letter} {at}".encode()).hexdigest()[:20]


def keep(case: Path, told: Iterator[Reading]) -> None:
    """Put readings into a case as if its reports had come in and been read."""
    reader = _reader(SETTINGS)
    with Case.open(case, create=True) as opened:
        while batch := list(islice(told, 256)):
            with opened.transaction():
                for reading in batch:
                    opened.take(Collected(report=reading.report, original=_original(reading.report)))
                    opened.keep_reading(reading, reader)


def _original(report: Report) -> Original:
    return Original(sha256=report.sha256, media_type="text/plain", content=report.text.encode())


def one_more(case: Path, seed: int) -> None:
    """One report more, of a happening in the middle of the case."""
    with Case.open(case) as opened:
        ids = [report.id for report in opened.reports()]
    wanted = int(ids[len(ids) // 2].split("-")[0])
    world, chance = World(seed), random.Random(f"{seed} reports")
    number = told = 0
    while True:
        happening = world.happening(number, FIRST_DAY + timedelta(days=told // REPORTS_A_DAY), chance)
        size = chance.choice(SIZES) if number % ONE_IN != ONE_IN - 1 else chance.randint(LARGE // 3, LARGE)
        if number == wanted:
            break
        for nth in range(size):
            reading_of(world, happening, nth, chance)
        told += size
        number += 1
    keep(case, iter([reading_of(world, happening, 9000 + len(ids) % 1000, random.Random("one more"))]))


PROGRAM = """
import json, resource, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import growth
from sayso import pipeline
from sayso.memory import collect_rarely
from sayso.reconcile.record import reconcile_readings
from sayso.settings import Settings
collect_rarely()
reconcile_readings(growth.readings(1, 0), Settings())
start = time.process_time()
pipeline.build_record([], Path(sys.argv[1]), Settings())
taken = time.process_time() - start
print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def built(case: Path) -> tuple[float, float]:
    """Seconds of processor time, and MB at most, that a process took to bring a case's record up to date.

    Modules and word lists are loaded before, as they are where a report has been read.
    """
    command = [sys.executable, "-c", PROGRAM, str(case), str(Path(__file__).parent)]
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    seconds, peak = json.loads(out)
    return seconds, peak


def measure(sizes: Sequence[int], folder: Path, seed: int) -> list[dict[str, float]]:
    """For each size what the record took, and what one report more did."""
    found = []
    for size in sizes:
        case = folder / f"made-{size}.sayso"
        case.unlink(missing_ok=True)
        keep(case, readings(size, seed))
        seconds, peak = built(case)
        one_more(case, seed)
        more, _ = built(case)
        found.append({"reports": size, "seconds": seconds, "peak_mb": peak, "one_more": more})
        print(
            f"{size:>8,} reports  {seconds:8.2f} s  {1000 * seconds / size:6.2f} ms a report  {peak:8.0f} MB"
            f"  {1000 * peak / size:7.1f} KB a report  one more {more:6.2f} s ({more / seconds:.2%})",
            flush=True,
        )
    return found


WIDE, HIGH, EDGE = 420, 260, 46


def plotted(found: Sequence[dict[str, float]]) -> str:
    """Time and memory a report against the size of the case, side by side."""
    panels = (
        ("milliseconds a report", [1000 * one["seconds"] / one["reports"] for one in found]),
        ("KB of memory a report", [1000 * one["peak_mb"] / one["reports"] for one in found]),
    )
    sizes = [one["reports"] for one in found]
    drawn = "".join(_panel(title, sizes, values, at * WIDE) for at, (title, values) in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDE} {HIGH}" font-family="sans-serif"'
        f' font-size="12">\n<rect width="100%" height="100%" fill="white"/>\n{drawn}</svg>\n'
    )


def _panel(title: str, sizes: Sequence[float], values: Sequence[float], left: float) -> str:
    most, first, last = max(values) * 1.15, log10(min(sizes)), log10(max(sizes))
    across = [left + EDGE + (WIDE - 2 * EDGE) * (log10(size) - first) / max(last - first, 1e-9) for size in sizes]
    down = [HIGH - EDGE - (HIGH - 2 * EDGE) * value / most for value in values]
    base = HIGH - EDGE
    parts = [
        f'<text x="{left + WIDE / 2:.0f}" y="24" text-anchor="middle" font-weight="bold">{title}</text>',
        f'<line x1="{left + EDGE}" y1="{base}" x2="{left + WIDE - EDGE}" y2="{base}" stroke="#888"/>',
        '<polyline fill="none" stroke="#1f5fa8" stroke-width="2" points="'
        + " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, down, strict=True))
        + '"/>',
    ]
    for x, y, size, value in zip(across, down, sizes, values, strict=True):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f5fa8"/>')
        parts.append(f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{value:.1f}</text>')
        parts.append(f'<text x="{x:.1f}" y="{base + 18}" text-anchor="middle">{size:,.0f}</text>')
    return "\n".join(parts) + "\n"


def main() -> None:
    """Make, extend or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    ways = parser.add_subparsers(dest="way", required=True)
    make = ways.add_parser("make")
    make.add_argument("case", type=Path)
    make.add_argument("--reports", type=int, default=1000)
    one = ways.add_parser("one")
    one.add_argument("case", type=Path)
    size = ways.add_parser("measure")
    size.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10000])
    size.add_argument("--keep", type=Path, default=None)
    size.add_argument("--plot", type=Path, default=None)
    options = parser.parse_args()
    if options.way == "make":
        keep(options.case, readings(options.reports, options.seed))
    elif options.way == "one":
        one_more(options.case, options.seed)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            folder = options.keep or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            found = measure(options.sizes, folder, options.seed)
        if options.plot:
            options.plot.write_text(plotted(found), "utf-8")


if __name__ == "__main__":
    main()
