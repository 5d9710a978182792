from __future__ import annotations

import zlib

import pytest

from sayso.errors import CaseUnusable
from sayso.store.sqlite import Case
from tests.store.made import collected

ONE = collected("a", "dead " * 1000)


@pytest.mark.parametrize("content", [b"", b"no zlib", zlib.compress(b"x" * 10_000_000), zlib.compress(b"short")])
def test_an_original_that_is_not_what_was_kept_is_not_given_out(case: Case, content: bytes) -> None:
    case.take(ONE)
    case._ledger.write("UPDATE originals SET content = ?", content)
    with pytest.raises(CaseUnusable, match="damaged"):
        case.original(ONE.original.sha256)


def test_an_original_takes_little_room(case: Case) -> None:
    case.take(ONE)
    row = case._ledger.one("SELECT size, length(content) FROM originals")
    assert row is not None
    assert row[0] == len(ONE.original.content) > 20 * row[1]
