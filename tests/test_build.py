"""Building a case from files, with the real steps: run again, extended, shuffled, cut short, withdrawn from."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

import sayso
from sayso import pipeline
from sayso.errors import CaseUnusable, GazetteerUnusable, SaysoError, WrongUse
from sayso.interpret import where, where_names
from sayso.nouns.report import Collected, Original, Report
from sayso.pipeline import BuildOutcome, Progress, build_record, open_case, restore_report, withdraw_report
from sayso.reconcile import copies
from sayso.settings import Settings
from sayso.store import rulings
from sayso.store.ledger import Ledger
from sayso.tell.account import account_of
from sayso.tell.recorded import record_of

SETTINGS = Settings()
ROOT = Path(__file__).parents[1]
AT = "2031-05-09T08:00:00Z"

FERRY = {
    "monday": "At least 12 people died when a ferry sank off Tallinn on Monday, the coast guard said.",
    "tuesday": "The death toll of the ferry disaster off Tallinn rose to 19 on Tuesday, the coast guard said. "
    "Another 30 people were injured.",
    "wednesday": "Nineteen people were killed and 31 injured, hospital officials in Tallinn said on Wednesday.",
    "copy": "The death toll of the ferry disaster off Tallinn rose to 19 on Tuesday, the coast guard said. "
    "Another 30 people were injured.",
}
DAYS = {"monday": "2031-05-05", "tuesday": "2031-05-06", "wednesday": "2031-05-07", "copy": "2031-05-07"}


def line(name: str, text: str, published: str | None = None) -> str:
    return json.dumps({"id": name, "text": text, "publisher": f"The {name} paper", "published": published})


def feed(path: Path, *names: str) -> Path:
    path.write_text("".join(line(name, FERRY[name], DAYS[name]) + "\n" for name in names))
    return path


def record_in(case: Path, settings: Settings = SETTINGS) -> bytes:
    """The record and all that it stands on, byte for byte."""
    with open_case(case, settings) as opened:
        streams = (opened.claims(), opened.mentions(), opened.events(), opened.copies(), opened.parties())
        return b"\n".join(msgspec.json.encode(thing) for stream in streams for thing in stream)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    build_record([feed(folder / "all.jsonl", *FERRY)], folder / "x.sayso", SETTINGS)
    return record_in(folder / "x.sayso")


def test_the_sample_says_something(whole: bytes) -> None:
    assert b'"killed"' in whole
    assert b'"tolls":[{' in whole


def test_a_second_run_adds_nothing(tmp_path: Path, whole: bytes) -> None:
    case = tmp_path / "x.sayso"
    all_of_it = feed(tmp_path / "all.jsonl", *FERRY)
    first = build_record([all_of_it], case, SETTINGS)
    assert first == BuildOutcome(seen=4, new=4, changed=0, known=0, refused=0, read=4, issues=first.issues)
    bytes_before = case.read_bytes()
    second = build_record([all_of_it], case, SETTINGS)
    assert second == BuildOutcome(seen=4, new=0, changed=0, known=4, refused=0, read=0, issues=first.issues)
    assert record_in(case) == whole
    assert case.read_bytes() == bytes_before


def test_one_report_more_is_the_only_one_that_is_read(tmp_path: Path, whole: bytes) -> None:
    case = tmp_path / "x.sayso"
    build_record([feed(tmp_path / "some.jsonl", "copy", "wednesday", "monday")], case, SETTINGS)
    more = build_record([feed(tmp_path / "all.jsonl", *FERRY)], case, SETTINGS)
    assert (more.seen, more.new, more.known, more.read) == (4, 1, 3, 1)
    assert record_in(case) == whole


@pytest.mark.parametrize("seed", range(3))
def test_neither_the_order_nor_the_number_of_builds_matters(tmp_path: Path, whole: bytes, seed: int) -> None:
    chance = random.Random(seed)
    names = chance.sample(list(FERRY), len(FERRY))
    cut = chance.randrange(len(names))
    for number, part in enumerate((names[:cut], names[cut:])):
        build_record([feed(tmp_path / f"{number}.jsonl", *part)], tmp_path / "x.sayso", SETTINGS)
    assert record_in(tmp_path / "x.sayso") == whole


def test_a_withdrawn_report_no_longer_counts_and_a_restored_one_does(tmp_path: Path, whole: bytes) -> None:
    case = tmp_path / "x.sayso"
    build_record([feed(tmp_path / "all.jsonl", *FERRY)], case, SETTINGS)
    build_record([feed(tmp_path / "three.jsonl", "monday", "tuesday", "copy")], tmp_path / "y.sayso", SETTINGS)
    judgement = withdraw_report(case, "wed", SETTINGS, by="Ines", because="retracted", at=AT)
    assert judgement.about[0].id == "wednesday"
    assert record_in(case) == record_in(tmp_path / "y.sayso")
    with open_case(case, SETTINGS) as opened:
        assert len(list(opened.reports())) == 4
        assert opened.record_is_current(pipeline._rules(SETTINGS)), "the record was kept, not only computed"
    restore_report(case, "wednesday", SETTINGS, by="Ines", because="it held", at=AT)
    assert record_in(case) == whole


def test_a_newer_reader_reads_the_stored_texts_again(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "x.sayso"
    gone = feed(tmp_path / "all.jsonl", *FERRY)
    build_record([gone], case, SETTINGS)
    gone.unlink()
    monkeypatch.setattr(pipeline, "READER_VERSION", pipeline.READER_VERSION + 1)
    with open_case(case, SETTINGS) as opened:
        assert pipeline.count_unread(opened, SETTINGS) == 4
    outcome = build_record([], case, SETTINGS)
    assert (outcome.seen, outcome.read) == (0, 4)
    assert record_in(case) == whole


def test_what_the_user_says_of_a_file_later_is_read_anew(tmp_path: Path) -> None:
    case, folder = tmp_path / "x.sayso", tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY["monday"])
    build_record([folder], case, SETTINGS)
    (folder / "reports.toml").write_text('["a.txt"]\npublished = 2031-05-05\n')
    outcome = build_record([folder], case, SETTINGS)
    assert (outcome.seen, outcome.changed, outcome.read) == (1, 1, 1)
    build_record([folder], tmp_path / "y.sayso", SETTINGS)
    assert record_in(case) == record_in(tmp_path / "y.sayso")
    assert b"2031-05-05" in record_in(case)


def test_a_day_can_be_asked_for_and_nothing_is_written(tmp_path: Path, whole: bytes) -> None:
    case = tmp_path / "x.sayso"
    build_record([feed(tmp_path / "all.jsonl", *FERRY)], case, SETTINGS)
    before = case.read_bytes()
    that_day = record_in(case, Settings(as_of=date(2031, 5, 5)))
    assert that_day != whole
    assert b'"best":19' not in that_day
    assert case.read_bytes() == before


def test_bad_lines_become_issues_once_and_stop_nothing(tmp_path: Path) -> None:
    case, path = tmp_path / "x.sayso", tmp_path / "feed.jsonl"
    lines = [
        line("a", FERRY["monday"]),
        '{"id": "b", "text": ',
        line("a", "Nobody died."),
        '{"id": 7, "text": "\\ud800"}',
    ]
    path.write_text("\n".join(lines))
    first = build_record([path], case, SETTINGS)
    assert first.seen == first.new
    assert first.issues >= 2
    with open_case(case, SETTINGS) as opened:
        told = [issue.message for issue in opened.issues()]
        assert any("'a'" in message and "'a~" in message for message in told), told
        assert any(issue.path and issue.path.endswith(":2") for issue in opened.issues())
        assert sum(report.id.startswith("a") for report in opened.reports()) == 2
    assert build_record([path], case, SETTINGS).issues == first.issues


def test_progress_is_told_in_order(tmp_path: Path) -> None:
    told: list[Progress] = []
    build_record([feed(tmp_path / "all.jsonl", *FERRY)], tmp_path / "x.sayso", SETTINGS, told.append)
    assert [(one.step, one.done, one.total) for one in told] == [
        ("collecting", 4, None),
        *(("reading", done, 4) for done in range(1, 5)),
        ("reconciling", 0, None),
    ]


def test_what_cannot_be_built_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no case")
    with pytest.raises(CaseUnusable, match="not a sayso case"):
        build_record([feed(tmp_path / "all.jsonl", *FERRY)], tmp_path / "notes.txt", SETTINGS)
    with pytest.raises(CaseUnusable, match="there is no case"):
        open_case(tmp_path / "none.sayso", SETTINGS)
    build_record([feed(tmp_path / "all.jsonl", "monday")], tmp_path / "x.sayso", SETTINGS)
    with pytest.raises(WrongUse):
        withdraw_report(tmp_path / "x.sayso", "nobody", SETTINGS, by=None, because="x", at=AT)
    assert (tmp_path / "notes.txt").read_text() == "no case"
    assert not (tmp_path / "none.sayso").exists()


def test_a_large_input_is_never_in_memory_whole(tmp_path: Path) -> None:
    path, size = tmp_path / "feed.jsonl", 1_000_000
    with path.open("w") as file:
        for number in range(80):
            file.write(line(str(number), f"{number} " + "calm " * (size // 5)) + "\n")
    program = f"""
import resource
from pathlib import Path
from sayso.collect.reports import collect_reports
from sayso.pipeline import _silent, _take
from sayso.settings import Settings
from sayso.store import rulings
from sayso.store.ledger import Ledger
from sayso.store.sqlite import Case
inputs = [Path({str(path)!r})]
next(iter(collect_reports(inputs, Settings())))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with Case.open(Path({str(tmp_path / "x.sayso")!r}), create=True) as case:
    _take(case, collect_reports(inputs, Settings()), _silent)
    assert sum(1 for _ in case.reports()) == 80
    assert sum(1 for _ in case.unread("nobody")) == 80
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1000)
"""
    out = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert int(out) < 80, "megabytes: half of what came in, as text and original"


def test_large_reports_are_read_a_few_at_a_time() -> None:
    text = "calm " * 2_000_000
    given = 0

    def large() -> Iterator[Collected]:
        nonlocal given
        for given in range(1, 21):
            report = Report(
                id=str(given), path="x.txt", url=None, title=None, publisher=None, published=None,
                language="ru", sha256=str(given), text=text,
            )  # fmt: skip
            original = Original(sha256=str(given), media_type="text/plain", content=text.encode())
            yield Collected(report=report, original=original, readable=False)

    next(iter(pipeline.read_reports(large(), SETTINGS)))
    assert given <= 4


def test_without_a_gazetteer_nothing_is_read_and_nothing_lost(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, inputs = tmp_path / "x.sayso", feed(tmp_path / "all.jsonl", *FERRY)

    def unusable() -> None:
        raise GazetteerUnusable("the gazetteer can be written nowhere")

    with monkeypatch.context() as patch:
        for module in (where, where_names):
            patch.setattr(module, "load_gazetteer", unusable)
        with pytest.raises(GazetteerUnusable):
            build_record([inputs], case, SETTINGS)
        with open_case(case, SETTINGS) as opened:
            assert (len(list(opened.reports())), len(list(opened.readings())), opened.count_issues()) == (4, 0, 0)
    assert build_record([inputs], case, SETTINGS).read == 4
    assert record_in(case) == whole


def many(path: Path, count: int) -> Path:
    """Reports that differ, some under one id."""
    names = list(FERRY)
    path.write_text(
        "".join(
            line(f"r{number - number % 9 // 8}", f"{FERRY[names[number % 4]]} Berth {number} was closed.", "2031-05-07")
            + "\n"
            for number in range(count)
        )
    )
    return path


def test_a_build_that_is_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path) -> None:
    inputs, case = many(tmp_path / "feed.jsonl", 150), tmp_path / "x.sayso"
    build_record([inputs], tmp_path / "whole.sayso", SETTINGS)
    program = f"""
from pathlib import Path
from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store import rulings
from sayso.store.ledger import Ledger
build_record([Path({str(inputs)!r})], Path({str(case)!r}), Settings(), lambda progress: print(progress, flush=True))
"""
    chance = random.Random(7)
    read_before = 0
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout
            for _ in range(chance.randrange(1, 50)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.05)
            process.kill()
        with open_case(case, SETTINGS) as left:
            record_of_the_part = list(left.events())
            claiming = {claim.report for claim in left.claims()}
            assert {name for event in record_of_the_part for name in event.reports} <= claiming | {
                reading.report.id for reading in left.readings()
            }
            read_now = len(list(left.readings()))
            assert read_now >= read_before, "nothing read is lost"
            read_before = read_now
    build_record([inputs], case, SETTINGS)
    assert record_in(case) == record_in(tmp_path / "whole.sayso")


def test_every_error_is_one_that_a_user_can_mend(tmp_path: Path) -> None:
    with pytest.raises(SaysoError):
        build_record([feed(tmp_path / "all.jsonl", "monday")], tmp_path / "missing" / "x.sayso", SETTINGS)


def test_on_an_earlier_day_a_report_without_a_date_alleges_and_denies_nothing(tmp_path: Path) -> None:
    said = "Police beat reporters in Lima, the Press Union said. The mayor denied that anybody had been hurt."
    for name, day in (("dated", "2031-05-05"), ("undated", None)):
        (tmp_path / f"{name}.jsonl").write_text(line(name, f"{said} So wrote the {name} paper.", day))
        build_record([tmp_path / f"{name}.jsonl"], tmp_path / f"{name}.sayso", SETTINGS)

    def told(name: str, day: date | None) -> tuple[int, int]:
        with open_case(tmp_path / f"{name}.sayso", Settings(as_of=day)) as opened:
            account = account_of(opened, record_of(opened), as_of=day)
        return len(account.allegations), sum(entry.is_statement for entry in account.entries)

    assert told("undated", None) == told("dated", date(2031, 5, 5)) == told("dated", None) == (1, 1)
    assert told("undated", date(2031, 5, 5)) == told("dated", date(2031, 5, 4)) == (0, 0)


def test_signatures_are_drawn_once_a_report(tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def counted(text: str) -> bytes:
        drawn.append(text)
        return signature_of(text)

    signature_of = copies.signature_of
    monkeypatch.setattr(copies, "signature_of", counted)
    case = tmp_path / "x.sayso"
    build_record([feed(tmp_path / "some.jsonl", "copy", "wednesday", "monday")], case, SETTINGS)
    assert len(drawn) == 3
    build_record([feed(tmp_path / "all.jsonl", *FERRY)], case, SETTINGS)
    assert len(drawn) == 4
    assert record_in(case) == whole
    monkeypatch.setattr(copies, "DRAWN", "otherwise")
    monkeypatch.setattr(pipeline, "RECORD_VERSION", 1000)
    withdraw_report(case, "wed", SETTINGS, by=None, because="retracted", at=AT)
    assert len(drawn) == 8, "another way of drawing draws all anew"


def test_a_report_more_and_a_judgement_are_followed(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "ferry.sayso"
    build_record([feed(tmp_path / "first.jsonl", "wednesday", "copy")], case, SETTINGS)
    monkeypatch.setattr(pipeline, "_remake", None)
    build_record([feed(tmp_path / "more.jsonl", "monday", "tuesday")], case, SETTINGS)
    assert record_in(case) == whole
    with sayso.open_case(case, write=True) as live:
        claim = next(claim for claim in live.claims() if claim.figure.value == 31)
        live.judge("wrong", claim.id, by="Ines", because="it counts the crew", at=AT)
        assert claim.id not in {one for event in live.events() for toll in event.tolls for one in toll.claims}
        live.judge(
            "undo", next(iter(live.judgements())).id, by="Ines", because="it does not", at="2031-05-10T08:00:00Z"
        )
    assert record_in(case) == whole


@pytest.mark.parametrize("body", [b"", b"\xc1", b"\x90", b"\x93\x01\x02\x03"])
def test_what_a_record_was_made_with_is_made_anew_where_it_cannot_be_read(
    tmp_path: Path, whole: bytes, body: bytes
) -> None:
    case = tmp_path / "ferry.sayso"
    build_record([feed(tmp_path / "first.jsonl", "wednesday", "copy", "tuesday")], case, SETTINGS)
    with sqlite3.connect(case) as database:
        database.execute("UPDATE notes SET body = ?", (body,))
    build_record([feed(tmp_path / "more.jsonl", "monday")], case, SETTINGS)
    assert record_in(case) == whole
    with sqlite3.connect(case) as database:
        database.execute("DELETE FROM notes WHERE name LIKE 'strand%'")
    withdraw_report(case, "wed", SETTINGS, by=None, because="retracted", at=AT)
    restore_report(case, "wednesday", SETTINGS, by=None, because="it held", at=AT)
    assert record_in(case) == whole


def test_what_people_judged_is_looked_up_once_for_a_whole_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "ferry.sayso"
    build_record([feed(tmp_path / "all.jsonl", *FERRY)], case, SETTINGS)
    withdraw_report(case, "wed", SETTINGS, by=None, because="retracted", at=AT)
    asked = []

    def counted(ledger: Ledger) -> rulings.Rulings:
        asked.append(ledger)
        return rulings_of(ledger)

    rulings_of = rulings.rulings_of
    monkeypatch.setattr(rulings, "rulings_of", counted)
    monkeypatch.setattr(pipeline, "RECORD_VERSION", 1000)
    build_record([feed(tmp_path / "all.jsonl", *FERRY)], case, SETTINGS)
    assert len(asked) <= 3, "and not once a report"
