"""A case of before judgements were about anything keeps what was decided in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.store import migrations
from sayso.store.judgements import id_of
from sayso.store.sqlite import Case
from tests.store.made import build, collected


def test_withdrawals_of_an_older_case_stand(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        before = migrations.MIGRATIONS.index(migrations.judgements_of_anything)
        patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:before])
        patch.setattr("sayso.store.ledger.MIGRATIONS", migrations.MIGRATIONS[:before])
        with Case.open(path, create=True) as case:
            case._ledger.write("CREATE TABLE more AS SELECT 1")
    old = sqlite3.connect(path)
    old.executescript(
        "INSERT INTO originals VALUES ('s', 'text/plain', 0, x'789c030000000001');"
        "INSERT INTO reports (key, id, given, sha256, readable, withdrawn, details, offsets, text)"
        " VALUES (7, 'x~1', 'x', 's', 1, 1, '', '[]', 'A “text”.');"
        "INSERT INTO judgements (kind, report, by, because, at) VALUES"
        " ('withdrawn', 7, 'Ines', 'a \"why\"', '2031-05-05T08:00:00+00:00'),"
        " ('restored', 7, NULL, 'b', '2031-05-05T08:00:00+00:00'),"
        " ('withdrawn', 7, NULL, 'c', '2031-05-01T08:00:00+00:00');"
    )
    old.commit()
    old.close()
    with Case.open(path) as case:
        rulings = list(case.rulings())
        assert [(one.kind, one.because, one.state) for one in rulings] == [
            ("withdrawn", 'a "why"', "superseded"), ("restored", "b", "superseded"), ("withdrawn", "c", "stands"),
        ]  # fmt: skip
        assert all(one.now == (("x~1",),) for one in rulings)
        assert all(one.id == id_of(one) for one in case.judgements()), "they can be taken into another case"
        build(case, [collected("y", "4 dead")])
        assert [one.report.id for one in case.readings()] == ["y"]
