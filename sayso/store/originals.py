"""The bytes that reports were read from, kept once each under their SHA-256."""

from __future__ import annotations

import zlib

from sayso.errors import CaseUnusable, UnknownId
from sayso.nouns.report import Original
from sayso.store.ledger import Ledger
from sayso.store.storable import storable, storable_name


def keep_original(ledger: Ledger, original: Original) -> None:
    """Keep the bytes, unless they are there."""
    sha256 = storable_name(original.sha256)
    if ledger.one("SELECT 1 FROM originals WHERE sha256 = ?", sha256):
        return
    ledger.write(
        "INSERT INTO originals (sha256, media_type, size, content) VALUES (?, ?, ?, ?)",
        sha256,
        storable(original.media_type),
        len(original.content),
        zlib.compress(original.content),
    )


def read_original(ledger: Ledger, sha256: str) -> Original:
    """The bytes; raises `UnknownId` where no report was read from them."""
    row = ledger.one("SELECT media_type, size, content FROM originals WHERE sha256 = ?", sha256)
    if row is None:
        raise UnknownId(f"the case has no original {sha256}")
    media_type, size, content = row
    return Original(sha256=sha256, media_type=media_type, content=_unpacked(content, size, sha256))


def _unpacked(content: bytes, size: int, sha256: str) -> bytes:
    """The content, never larger than it was said to be: a case may come from a stranger."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(content, size + 1)
    except (zlib.error, TypeError, ValueError, OverflowError) as error:
        raise CaseUnusable(f"the original {sha256} is damaged in the case ({error})") from error
    if len(unpacked) != size:
        raise CaseUnusable(f"the original {sha256} is damaged in the case: {size} bytes were kept")
    return unpacked
