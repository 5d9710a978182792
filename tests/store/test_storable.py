from __future__ import annotations

from sayso.store.storable import storable, storable_name


def test_text_keeps_its_offsets() -> None:
    assert storable("a\ud83d b") == "a\ufffd b"
    assert storable("plain 😀") == "plain 😀"
    assert storable(None) is None


def test_two_names_stay_two() -> None:
    assert storable_name("caf\udce9") != storable_name("caf\udcea")
    assert storable_name(None) is None
