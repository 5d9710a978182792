"""What the API answers where it cannot give what it is asked for."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response
from litestar.openapi.datastructures import ResponseSpec
from msgspec import Struct

from sayso.errors import SaysoError, UnknownId, WrongUse


class Fault(Struct, frozen=True, kw_only=True):
    """What was wrong, in a sentence that says what to do."""

    status_code: int
    detail: str


FAULTS = {
    404: ResponseSpec(Fault, description="Nothing in the case has that id.", generate_examples=False),
    409: ResponseSpec(Fault, description="The case cannot follow that.", generate_examples=False),
    503: ResponseSpec(Fault, description="The case cannot be read or written at the moment.", generate_examples=False),
}
"""For the description of every address."""


def told(_: Request[Any, Any, Any], error: SaysoError) -> Response[Fault]:
    """An error as the API answers it."""
    status = 404 if isinstance(error, UnknownId) else 409 if isinstance(error, WrongUse) else 503
    return Response(Fault(status_code=status, detail=str(error)), status_code=status)
