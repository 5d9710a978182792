"""How fast the case in the browser is: every address of the API over a large made-up case, and the pages in Chromium.

python scripts/web_speed.py [CASE] [--claims 100000] [--times 100] [--only ACCOUNT…]

CASE is made where it is not there (scripts/made_case.py), and `sayso serve` serves a copy of it. Of every address of
the API, over varied parameters: how long an answer takes over HTTP, in milliseconds. Then the same of a few while
somebody judges; and of each the first answer right after the server has started, and right after it has told of a
change, as it tells every browser. Then in Chromium: when the account is painted first and when it is all there, and how
smoothly long lists scroll.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote, urlencode

import httpx
import made_case
from playwright.sync_api import sync_playwright

from sayso.nouns.found import Facet
from sayso.web.app import description

GOAL = 100
"""Milliseconds in which 95 of 100 answers are to be there."""
QUIET_S = 2
SCROLLED_S = 5
LONG_FRAME = 50
WIDE = {"width": 1280, "height": 900}

Chance = random.Random
Address = Callable[["Known", Chance], str]


class Known:
    """Ids of the case to ask for, at random; those of the largest things come up as often as all others together."""

    def __init__(self, case: Path) -> None:
        with sqlite3.connect(f"{case.absolute().as_uri()}?mode=ro", uri=True) as file:
            self._file = file
            longest = "SELECT id FROM reports ORDER BY length(text) DESC LIMIT 10"
            self.claims = self._one("SELECT count(*) FROM claims")
            self.reports = self._one("SELECT count(*) FROM reports")
            self.events = self._one("SELECT count(*) FROM event_facts")
            self.tolls = self._one("SELECT count(*) FROM tolls")
            self.disputes = self._one("SELECT count(*) FROM disputes")
            self.parties = self._one("SELECT count(*) FROM parties")
            by_size = "SELECT event FROM event_facts ORDER BY reports DESC LIMIT 20"
            self.ids = {
                "event": self._ids("SELECT event FROM event_facts", by_size),
                "toll": self._ids("SELECT id FROM tolls", f"SELECT id FROM tolls WHERE event IN ({by_size})"),
                "dispute": self._ids("SELECT id FROM disputes", f"SELECT id FROM disputes WHERE event IN ({by_size})"),
                "report": self._ids("SELECT id FROM reports", longest),
                "claim": self._ids("SELECT id FROM claims", "SELECT claim FROM stakes ORDER BY expected DESC LIMIT 50"),
                "party": self._ids(
                    "SELECT name FROM parties",
                    "SELECT source FROM say_sos GROUP BY source ORDER BY count(*) DESC LIMIT 20",
                ),
            }  # fmt: skip
            self.countries = self._ids("SELECT DISTINCT country FROM event_facts", "SELECT 'DE'")
            self.places = self._ids("SELECT DISTINCT name FROM place_facts", "SELECT 'Germany'")
            self.days = self._ids(
                "SELECT DISTINCT earliest FROM event_facts WHERE earliest IS NOT NULL", "SELECT '2031-02-01'"
            )
            texts = [text for (text,) in file.execute("SELECT text FROM reports ORDER BY random() LIMIT 200")]
            self.words = [word.strip(".") for text in texts for word in text.split()[:40]]

    def _one(self, query: str) -> int:
        (found,) = self._file.execute(query).fetchone()
        return int(found)

    def _ids(self, *queries: str) -> list[list[str]]:
        return [[str(row[0]) for row in self._file.execute(query)] for query in queries]

    def an(self, what: str, chance: Chance) -> str:
        """The id of one of these, for an address."""
        return quote(any_of(self.ids[what], chance), safe="")


def any_of(pools: Sequence[Sequence[str]], chance: Chance) -> str:
    """One of either pool."""
    filled = [pool for pool in pools if pool]
    return chance.choice(chance.choice(filled)) if filled else "none"


def asked(path: str, **given: Any) -> str:
    """A path with what is given of its parameters."""
    query = urlencode({name.rstrip("_"): value for name, value in given.items() if value is not None})
    return f"{path}?{query}" if query else path


def deep(chance: Chance, total: int) -> int:
    """An offset anywhere in a list, often at its beginning."""
    return 0 if chance.random() < 0.3 else chance.randrange(max(total, 1))


def maybe(chance: Chance, value: Any, share: float = 0.4) -> Any:
    """Given or not."""
    return value if chance.random() < share else None


EFFECTS = ("killed", "injured", "detained", "missing")
FACETS = get_args(Facet)
ABOUT = ("figures", "all")


def _box(chance: Chance) -> dict[str, Any]:
    west, south = chance.uniform(-20, 30), chance.uniform(35, 60)
    across = chance.choice((1, 5, 20, 60))
    return {"west": west, "south": south, "east": west + across, "north": min(south + across / 2, 85)}


def _search(known: Known, chance: Chance) -> str:
    word, other = chance.choice(known.words), chance.choice(known.words)
    return chance.choice((word, f"{word} {other}", f'"{word}"', "killed", "police", f"injured {word}"))


def _filters(known: Known, chance: Chance) -> dict[str, Any]:
    return {
        "party": maybe(chance, any_of(known.ids["party"], chance)),
        "place": maybe(chance, any_of(known.places, chance), 0.25),
        "from_": maybe(chance, any_of(known.days, chance), 0.25),
        "to": maybe(chance, any_of(known.days, chance), 0.15),
        "effect": maybe(chance, chance.choice(EFFECTS)),
        "least": maybe(chance, chance.choice((0.5, 0.8, 0.95)), 0.25),
    }


def _timeline(known: Known, chance: Chance) -> dict[str, Any]:
    return {
        "what": maybe(chance, chance.choice(("event", "statement", "violation")), 0.3),
        "kind": maybe(chance, chance.choice(("ASSAULT", "PROTEST", "ACCUSE", "denies")), 0.2),
        "effect": maybe(chance, chance.choice(EFFECTS), 0.2),
        "place": maybe(chance, any_of(known.places, chance), 0.2),
    }


ADDRESSES: Mapping[str, Address] = {
    "account": lambda *_: "/account",
    "event": lambda known, chance: f"/events/{known.an('event', chance)}",
    "event, near": lambda known, chance: asked(
        f"/events/{known.an('event', chance)}/near", words=maybe(chance, _search(known, chance))
    ),
    "figures": lambda known, chance: asked(
        "/figures", effect=maybe(chance, chance.choice(EFFECTS)), offset=deep(chance, known.tolls // 2), limit=50
    ),
    "figures of one": lambda known, chance: f"/figures/{known.an('toll', chance)}",
    "figures set aside": lambda known, chance: asked(
        f"/figures/{known.an('toll', chance)}/aside", offset=chance.choice((0, 0, 50)), limit=50
    ),
    "figures, one step": lambda known, chance: asked(f"/figures/{known.an('toll', chance)}/step", at=0, limit=50),
    "timeline": lambda known, chance: asked(
        "/timeline",
        **_timeline(known, chance),
        from_=maybe(chance, any_of(known.days, chance), 0.2),
        to=maybe(chance, any_of(known.days, chance), 0.1),
        dated=maybe(chance, chance.choice(("true", "false")), 0.5),
        offset=deep(chance, known.events),
        limit=50,
    ),
    "timeline, overview": lambda known, chance: asked("/timeline/overview", **_timeline(known, chance)),
    "timeline, choices": lambda *_: "/timeline/choices",
    "map": lambda _, chance: asked(
        "/map",
        effect=maybe(chance, chance.choice(EFFECTS)),
        events=maybe(chance, "true", 0.3),
    ),
    "map, what lies under": lambda _, chance: asked("/map/base", **maybe(chance, _box(chance), 0.8) or {}),
    "disputes": lambda known, chance: asked(
        "/disputes",
        about=maybe(chance, chance.choice(("figure", "day", "place")), 0.3),
        effect=maybe(chance, chance.choice(EFFECTS), 0.3),
        offset=deep(chance, known.disputes),
        limit=20,
    ),
    "disputes, one": lambda known, chance: f"/disputes/{known.an('dispute', chance)}",
    "disputes, its sides": lambda known, chance: asked(
        f"/disputes/{known.an('dispute', chance)}/sides", offset=chance.choice((0, 10, 60)), limit=50
    ),
    "say-so graph": lambda _, chance: asked("/sayso", about=chance.choice(ABOUT)),
    "say-so graph, event": lambda known, chance: asked(
        "/sayso", about=chance.choice(ABOUT), event=any_of(known.ids["event"], chance)
    ),
    "say-so, pairs": lambda known, chance: asked(
        "/sayso/pairs", about=chance.choice(ABOUT), offset=deep(chance, known.parties), limit=50
    ),
    "say-so, what is said": lambda known, chance: asked(
        "/sayso/said",
        about=chance.choice(ABOUT),
        **{chance.choice(("source", "target")): any_of(known.ids["party"], chance)},
        offset=chance.choice((0, 0, 200)),
    ),
    "reports": lambda known, chance: asked("/reports", offset=deep(chance, known.reports), limit=50),
    "reports, filtered": lambda known, chance: asked(
        "/reports", **_filters(known, chance), offset=chance.choice((0, 0, 50, 500)), limit=50
    ),
    "reports, searched": lambda known, chance: asked("/reports", q=_search(known, chance), limit=50),
    "reports, both": lambda known, chance: asked(
        "/reports", q=_search(known, chance), **_filters(known, chance), limit=50
    ),
    "reports, facets": lambda known, chance: asked(
        f"/facets/{chance.choice(FACETS)}", q=maybe(chance, _search(known, chance), 0.3), **_filters(known, chance)
    ),
    "report": lambda known, chance: f"/reports/{known.an('report', chance)}",
    "report, far in": lambda known, chance: asked(f"/reports/{known.an('report', chance)}", at=150_000),
    "original": lambda known, chance: f"/originals/{known.an('report', chance)}",
    "why": lambda known, chance: f"/why/{known.an(chance.choice(('event', 'toll', 'dispute', 'claim')), chance)}",
    "queue": lambda _, chance: asked("/queue", limit=chance.choice((5, 20, 50))),
    "judgements": lambda _, chance: asked("/judgements", offset=deep(chance, 100), limit=50),
}
"""What is asked, by what it is called in the table."""


@contextmanager
def serving(case: Path) -> Iterator[tuple[str, int]]:
    """`sayso serve` over a case; the address that it prints, and its process."""
    command = [sys.executable, "-m", "sayso", "serve", str(case), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip(), server.pid
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def visiting(address: str) -> Iterator[httpx.Client]:
    """Somebody who has come in."""
    base = address.partition("/enter")[0]
    with httpx.Client(base_url=base, timeout=120) as client:
        client.get(address, follow_redirects=True)
        yield client


def took(client: httpx.Client, address: str) -> tuple[float, int]:
    """Milliseconds that an answer takes, and its status."""
    start = time.perf_counter()
    answer = client.get(f"/api{address}")
    return 1000 * (time.perf_counter() - start), answer.status_code


def worked(process: int) -> float:
    """Milliseconds of processor time that a process has taken, as Linux counts them for each of its threads."""
    spent = 0
    for thread in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):  # it has ended
            spent += int((thread / "schedstat").read_text().split()[0])
    return spent / 1e6


def share(times: Sequence[float], of_100: int) -> float:
    """The time in which so many of a hundred are there."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * of_100 // 100)]


def told(name: str, times: Sequence[float], note: str = "", spent: Sequence[float] = ()) -> str:
    """A line of the table."""
    figures = " | ".join(f"{share(times, part):6.1f}" for part in (50, 95, 99))
    work = f"{share(spent, 95):6.1f}" if spent else ""
    return f"| {name:<20} | {figures} | {max(times):6.1f} | {work:>6} | {note} |"


HEAD = f"| {'milliseconds':<20} | median |  p95   |  p99   |  most  | processor p95 | |\n|---|---|---|---|---|---|---|"


def measure_answers(client: httpx.Client, known: Known, server: int, options: argparse.Namespace) -> bool:
    """Print how long answers take; whether all are within the goal."""
    print(HEAD, flush=True)
    within = True
    for name, address_of in ADDRESSES.items():
        if options.only and not any(name.startswith(one) for one in options.only):
            continue
        chance, times, spent, others, slowest = Chance(name), [], [], set(), (0.0, "")
        for _ in range(options.times):
            address = address_of(known, chance)
            before = worked(server)
            milliseconds, status = took(client, address)
            if status != 200:
                others.add(status)
                continue
            spent.append(worked(server) - before)
            times.append(milliseconds)
            slowest = max(slowest, (spent[-1], address))
        if not times:
            print(f"| {name:<20} | not there ({', '.join(map(str, others))}) |", flush=True)
            continue
        slow = share(times, 95) > GOAL
        within = within and not slow
        notes = [f"slowest ({slowest[0]:.0f}): {slowest[1]}"] if share(spent, 95) > GOAL / 2 or slow else []
        notes += [f"{options.times - len(times)} answered {sorted(others)}"] if others else []
        print(told(name, times, "; ".join(notes), spent), flush=True)
    return within


def unmeasured(known: Known) -> list[str]:
    """Addresses that the API has and nobody measures here."""
    asked_for = [address_of(known, Chance(1)).partition("?")[0] for address_of in ADDRESSES.values()]
    paths = [path.removeprefix("/api") for path, ways in description()["paths"].items() if "get" in ways]
    forms = {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for path in paths}
    return [path for path, form in forms.items() if not any(map(form.fullmatch, asked_for))]


def measure_first(case: Path, known: Known, options: argparse.Namespace) -> bool:
    """Print how long the first answers take after a start, and after changes; whether all are within the goal.

    Each time all views are asked, one after the other, in an order drawn by chance.
    """
    chance = Chance("first")
    names = [name for name in ADDRESSES if not options.only or any(name.startswith(one) for one in options.only)]
    started: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    changed: dict[str, list[tuple[float, float]]] = {name: [] for name in names}

    def ask_all(client: httpx.Client, server: int, into: dict[str, list[tuple[float, float]]]) -> None:
        for name in chance.sample(names, len(names)):
            before = worked(server)
            milliseconds, status = took(client, ADDRESSES[name](known, chance))
            if status == 200:
                into[name].append((milliseconds, worked(server) - before))

    for _ in range(options.first):
        start = time.perf_counter()
        with serving(case) as (address, server), visiting(address) as client:
            opened = time.perf_counter() - start
            ask_all(client, server, started)
            with told_of_changes(client) as quiet:
                quiet()
                _judge(client, "right")
                quiet()
                ask_all(client, server, changed)
    print(f"\nThe first answers, each {options.first} times (the last start took {opened:.1f} s):")
    print(
        f"| {'milliseconds':<20} | after a start: median, most, processor | after a change: the same |\n|---|---|---|"
    )
    for name in names:
        figures = (" / ".join(f"{one:6.1f}" for one in _summed(times)) for times in (started[name], changed[name]))
        print(f"| {name:<20} | {' | '.join(figures)} |", flush=True)
    return all(_summed(times)[1] <= GOAL for into in (started, changed) for times in into.values())


def _summed(times: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Of times with the processor's: the median, the most, and the most that the processor worked."""
    if not times:
        return 0, 0, 0
    clock, work = zip(*times, strict=True)
    return share(clock, 50), max(clock), max(work)


@contextmanager
def told_of_changes(client: httpx.Client) -> Iterator[Callable[[], None]]:
    """A browser that listens; what is given waits until it was told of the case as it is, and that changes no more."""
    heard = [(time.perf_counter(), "")]
    with httpx.Client(base_url=client.base_url, cookies=client.cookies, timeout=None) as listening:

        def listen() -> None:
            with suppress(httpx.HTTPError), listening.stream("GET", "/api/changes") as stream:
                for line in stream.iter_lines():
                    if line.startswith("data:"):
                        heard[0] = time.perf_counter(), line.removeprefix("data:").strip()

        def quiet() -> None:
            start = time.perf_counter()
            while time.perf_counter() - max(heard[0][0], start) < QUIET_S or heard[0][1] != _edition(client):
                time.sleep(QUIET_S / 10)

        threading.Thread(target=listen, daemon=True).start()
        yield quiet


def _edition(client: httpx.Client) -> str:
    return str(client.get("/api/judgements?limit=1").json()["edition"])


def measure_judging(client: httpx.Client, address: str, known: Known, judgements: int) -> None:
    """Print how long answers take while somebody judges, how long a judgement, and when the record has followed."""
    stop, busy = threading.Event(), list[float]()

    def read() -> None:
        chance = random.Random(5)
        views = [ADDRESSES[name] for name in ("account", "event", "figures of one", "queue", "timeline")]
        with visiting(address) as reader:
            while not stop.is_set():
                busy.append(took(reader, chance.choice(views)(known, chance))[0])

    reading = threading.Thread(target=read)
    reading.start()
    written, followed = [], []
    for nth in range(judgements):
        start, answer = _judge(client, ("right", "wrong")[nth % 2])
        written.append(1000 * (time.perf_counter() - start))
        if answer.is_error:
            print(f"a judgement was refused: {answer.text[:200]}")
            continue
        followed.append(_settled(client, start))
    stop.set()
    reading.join()
    print(HEAD)
    print(told("answers meanwhile", busy, f"{len(busy)} answers"))
    print(told("a judgement", written, f"{len(written)} judgements"))
    if followed:
        print(told("the record follows", followed), flush=True)


def _judge(client: httpx.Client, verdict: str) -> tuple[float, httpx.Response]:
    """Judge the first claim of the review; when that was asked for, and the answer."""
    token = next(value for name, value in client.cookies.items() if name.startswith("sayso-csrf-"))
    item = client.get("/api/queue?limit=1").json()["items"][0]
    body = {"verdict": verdict, "ids": [item["claim"]], "because": "measured", "by": "web_speed"}
    start = time.perf_counter()
    return start, client.post("/api/judgements", json=body, headers={"X-CSRFToken": token})


def _settled(client: httpx.Client, start: float) -> float:
    """When the edition has last changed, in milliseconds from `start`."""
    edition, changed = "", time.perf_counter()
    while time.perf_counter() - changed < 3:
        now = _edition(client)
        if now != edition:
            edition, changed = now, time.perf_counter()
        time.sleep(0.05)
    return 1000 * (changed - start)


def measure_pages(address: str) -> None:
    """Print when the account is painted in Chromium, and how smoothly long lists scroll."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no Chromium: apt-get install chromium")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(viewport=WIDE).new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        painted, there = [], []
        for _ in range(10):
            page.goto("about:blank")
            page.goto(address.partition("enter?")[0])
            page.wait_for_selector("main h2")
            there.append(page.evaluate("performance.now()"))
            painted.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        print("\n" + HEAD)
        print(told("first paint", painted))
        print(told("the account is there", there), flush=True)
        for name in ("timeline", "reports", "disputes", "figures"):
            page.goto(f"{address.partition('enter?')[0]}#/{name}")
            try:
                page.wait_for_selector("[role=feed], [role=list], main table", timeout=10_000)
            except Exception:  # noqa: BLE001  a page that is not there yet, or has another kind of list
                print(f"| scrolling {name:<10} | no list |")
                continue
            frames = _scrolled(page)
            long = sum(frame > LONG_FRAME for frame in frames)
            print(told(f"scrolling {name}", frames, f"{long} of {len(frames)} frames over {LONG_FRAME} ms"), flush=True)
        browser.close()


def _scrolled(page: Any) -> list[float]:
    """Milliseconds between frames while somebody turns the wheel over a list."""
    page.evaluate(
        """() => { if (window.frames_) return; window.frames_ = []; let last = performance.now();
        const step = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(step) };
        requestAnimationFrame(step) }"""
    )
    page.wait_for_timeout(500)
    box = page.locator("main").bounding_box() or {"x": 0, "y": 0, "width": 600, "height": 600}
    page.mouse.move(box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, WIDE["height"] - 100))
    page.evaluate("window.frames_ = []")
    until = time.perf_counter() + SCROLLED_S
    while time.perf_counter() < until:
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(40)
    frames: list[float] = page.evaluate("window.frames_")
    return frames


def main() -> int:
    """Measure; the exit status is 1 where an answer takes longer than asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path, nargs="?", default=None)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--first", type=int, default=5, help="starts, and changes, after which all is asked; 0: none")
    parser.add_argument("--judgements", type=int, default=6, help="made while others read; 0: none")
    parser.add_argument("--only", nargs="+", default=[], help="views of the table, by how they begin")
    parser.add_argument("--no-pages", action="store_true", help="leave Chromium out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        made = options.case or Path(temporary, "made.sayso")
        if not made.exists():
            made_case.make(made, options.claims, seed=1)
        case = Path(temporary, "served.sayso")
        shutil.copy(made, case)
        known = Known(case)
        print(
            f"{known.claims:,} claims of {known.reports:,} reports: {known.events:,} events, {known.tolls:,} tolls,"
            f" {known.disputes:,} disputes, {known.parties:,} parties; load {os.getloadavg()[0]:.1f}\n"
        )
        with serving(case) as (address, server), visiting(address) as client:
            within = measure_answers(client, known, server, options)
            print("\nnot measured:", ", ".join(unmeasured(known)) or "nothing")
            if not options.only and options.judgements:
                print("\nWhile somebody judges:")
                measure_judging(client, address, known, options.judgements)
            if not options.no_pages:
                measure_pages(address)
        if options.first:
            within = measure_first(case, known, options) and within
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
