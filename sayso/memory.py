"""How a process of this program holds its memory: settings that cost little memory and save time.

A program that imports sayso keeps its own settings of the collector.
"""

from __future__ import annotations

import gc

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""glibc's numbers for these settings (malloc.h)."""
_LARGEST_KEPT = 32 << 20
"""Bytes; arrays up to this size, the most that glibc allows, are made of memory that is kept."""
_MOST_KEPT = 64 << 20
"""Bytes kept free at the end of what was asked for; more is given back."""
_NEW_OBJECTS_LOOKED_AT = 100_000
"""Python looks through 700 at a time; some trees of a group of reports are still in use then, and are looked through
again."""


def keep_freed_memory() -> None:
    """Keep what arrays let go for the next ones, where the C library can be told so.

    Otherwise each large array gives its memory back to the system and the next one asks for it anew, page by page:
    a fifteenth of all that reading costs.
    """
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library than glibc, or another system
        return
    mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT)
    mallopt(_TRIM_THRESHOLD, _MOST_KEPT)


def collect_rarely() -> None:
    """Look for objects that only hold one another less often than Python does: a fiftieth of what reading costs."""
    gc.set_threshold(_NEW_OBJECTS_LOOKED_AT, *gc.get_threshold()[1:])
