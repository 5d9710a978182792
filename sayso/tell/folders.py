"""Where reports lay on the machine that read them is nobody's business elsewhere: of a path, a file's name is told."""

from __future__ import annotations

from typing import Any


def file_name(path: str) -> str:
    """The last part of a path of any system, with the line that may stand behind it."""
    return path.replace("\\", "/").rpartition("/")[2]


def without_folders(value: Any) -> Any:
    """A value of JSON in which every `path` is a file's name."""
    match value:
        case dict():
            return {
                name: file_name(one) if name == "path" and isinstance(one, str) else without_folders(one)
                for name, one in value.items()
            }
        case list():
            return [without_folders(one) for one in value]
        case _:
            return value
