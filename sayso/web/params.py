"""What addresses take: names, windows and places, each with its bounds."""

from __future__ import annotations

from typing import Annotated

from litestar.params import FromPath, PathParameter, QueryParameter

Id = FromPath[str]
"""A whole id."""
Offset = Annotated[int, QueryParameter(ge=0, le=10_000_000)]
"""How many rows are passed over."""
Limit = Annotated[int, QueryParameter(ge=1, le=200)]
"""How many rows are given at most."""
Place = Annotated[int, QueryParameter(ge=0, le=1_000_000_000)]
"""A place in a text, in code points."""
Name = Annotated[str | None, QueryParameter(max_length=500)]
"""A word by which a list is narrowed; without it the list is whole."""
Number = Annotated[int, PathParameter(ge=0, le=1_000_000_000)]
"""Which of several, from 0 on."""
