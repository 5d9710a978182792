"""What whoever is not in is told of addresses and methods: nothing."""

from __future__ import annotations

import msgspec
from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.types import Message, Receive, Scope, Send

from sayso.web.faults import Fault
from sayso.web.sessions import Sessions

NOT_IN = Fault(status_code=401, detail="not logged in")


class Door:
    """The application, which refuses a method that an address does not take only to those who are in.

    Such a request ends before the application looks at who asks, since it leads to no handler.
    """

    def __init__(self, application: Litestar, sessions: Sessions) -> None:
        self._application, self._sessions = application, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        refused = False

        async def tell(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == 405:
                refused = not await self._sessions.is_in(ASGIConnection(scope))
                if refused:
                    await _refuse(send)
            if not refused:
                await send(message)

        await self._application(scope, receive, tell)


async def _refuse(send: Send) -> None:
    body = msgspec.json.encode(NOT_IN)
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": NOT_IN.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
