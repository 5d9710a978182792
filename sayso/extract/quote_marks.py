"""Marks around what is said."""

from __future__ import annotations

QUOTES = '"“”„«»'
"""Marks of quotation, opening and closing."""
EDGE = " ,;:-–—\n\t"
"""What may stand around a content and is no part of it."""
