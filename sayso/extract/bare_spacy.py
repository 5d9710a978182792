"""spaCy without its command line, which it imports with clients for the web: a third of its start, and no use here."""

from __future__ import annotations

import sys
from types import ModuleType

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def load_spacy() -> None:
    """Import spaCy, unless it is there already; its command line is imported where somebody asks for it."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in _COMMAND_LINE}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules |= stand_ins
    try:
        import spacy  # noqa: F401
    finally:
        for name in _COMMAND_LINE:
            sys.modules.pop(name, None)


def _info(*arguments: object, **options: object) -> object:
    """What `spacy.info` is: loaded when it is called."""
    from spacy.cli.info import info

    return info(*arguments, **options)  # type: ignore[arg-type]
