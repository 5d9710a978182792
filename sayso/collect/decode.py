"""Bytes become characters."""

from __future__ import annotations

import codecs
import logging
import re
from typing import NamedTuple

from sayso.collect.flaw import Flaw
from sayso.collect.kinds import looks_like_utf16

_BROKEN = "replace"
_SAMPLE = 200_000
"""Bytes from which a legacy encoding is guessed."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_TYPOGRAPHY = bytes(range(0x82, 0x98)) + b"\x9b\x99\xa0\xa3\xa9\xab\xad\xb0\xbb"
"""Quotation marks, dashes and signs that windows-1250 to 1258 share: which of them it is does not matter."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_COMMONEST = "cp1252"
_FEW = 0.1
"""Share of bytes beyond ASCII: of texts in other scripts it is far higher."""
_HINT = "if letters look wrong, save the file as UTF-8"


class Decoded(NamedTuple):
    """The characters and the codec that gave them."""

    text: str
    codec: str
    flaws: tuple[Flaw, ...] = ()


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes without a byte order mark; nothing else is changed, line ends neither.

    Tried in turn: a byte order mark, UTF-8, what the page declares, UTF-8 with a few foreign bytes, a guess. Whatever
    had to be guessed or replaced is told as a flaw.

    >>> decode(b"\\xef\\xbb\\xbfSix\\r\\n").text
    'Six\\r\\n'
    """
    marked = next((codec for mark, codec in _MARKS.items() if content.startswith(mark)), None)
    wide = looks_like_utf16(content[:8_192])
    if wide:
        return _decode_with(wide, content)
    if marked == "utf-8":
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    codec = known_codec(declared)
    if marked != "utf-8" and codec and codec != "utf-8":
        return _decode_with(codec, content)
    if marked == "utf-8" or codec == "utf-8" or _mostly_utf8(content):
        return _decode_mixed(content, first)
    return _decode_guessed(content)


def known_codec(declared: str | None) -> str | None:
    """The codec for a declared encoding, read as browsers read it; None where there is none for text."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
        "".encode(name)  # "hex" and the like are codecs too, but not of text
    except (LookupError, ValueError, TypeError):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _decode_with(codec: str, content: bytes) -> Decoded:
    text = content.decode(codec, _BROKEN).removeprefix("\ufeff")
    replaced = text.count("�")
    return Decoded(text, codec, (_replaced(codec, replaced),) if replaced else ())


def _mostly_utf8(content: bytes) -> bool:
    """Whether as many runs of bytes beyond ASCII are good UTF-8 as are not: by chance hardly any is."""
    good = bad = 0
    for run in _NOT_ASCII.finditer(content[:_SAMPLE]):
        try:
            run[0].decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good >= bad


def _decode_mixed(content: bytes, first: int) -> Decoded:
    """UTF-8 with bytes of windows-1252 in between, as pasting and joining files leaves it."""
    text = content.decode("utf-8", _FOREIGN)
    message = f"is UTF-8 with foreign bytes in between, the first at byte {first}; they were read as windows-1252"
    return Decoded(text, "utf-8", (Flaw(message, f"bytes {first}-{first + 1}", _HINT),))


def _foreign(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", _BROKEN), error.end


_FOREIGN = "sayso-windows-1252"
codecs.register_error(_FOREIGN, _foreign)


def _decode_guessed(content: bytes) -> Decoded:
    codec = _guess(content)
    text = content.decode(codec, _BROKEN)
    flaws = [Flaw(f"does not say its encoding; it was read as {codec}", None, _HINT)]
    if "�" in text:
        flaws.append(_replaced(codec, text.count("�")))
    return Decoded(text, codec, tuple(flaws))


def _guess(content: bytes) -> str:
    """The likeliest encoding; of several that are as likely, the commonest in which English is written."""
    sample = content[:_SAMPLE]
    strange = sample.translate(None, bytes(range(128)))
    if not strange.translate(None, _TYPOGRAPHY):
        return _COMMONEST
    from charset_normalizer import from_bytes  # slow to load, seldom needed
    from charset_normalizer.utils import is_multi_byte_encoding

    logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())
    found = from_bytes(sample)
    best = found.best()
    if best is None or any(one.encoding == _COMMONEST and one.chaos <= best.chaos for one in found):
        return _COMMONEST
    if is_multi_byte_encoding(best.encoding) and len(strange) < _FEW * len(sample):
        return _COMMONEST  # a few accents in Latin letters look like rare characters of East Asia
    return known_codec(best.encoding) or _COMMONEST


def _replaced(codec: str, count: int) -> Flaw:
    return Flaw(f"{count} places are no {codec}; each is shown as \ufffd", None, _HINT)
