"""The sessions of those who have come in, and of nobody else."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.middleware.session.server_side import ServerSideSessionBackend, ServerSideSessionConfig
from litestar.types import Empty, Message, ScopeSession
from litestar.utils.scope.state import ScopeState


class Sessions(ServerSideSessionBackend):
    """Sessions in memory; the id of each is one that the server drew when somebody came in."""

    async def begin(self, request: Request[Any, Any, Any], name: str | None) -> None:
        """Somebody comes in: under a new id, whatever id the browser brought, and that one is over.

        Else whoever had put an id into the browser before would be in with them.
        """
        brought = request.cookies.get(self.config.key)
        if brought:
            await self.delete(brought, self.config.get_store_from_app(request.app))
        ScopeState.from_scope(request.scope).session_id = self.generate_session_id()
        request.set_session({"name": name})

    async def is_in(self, connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
        """Whether somebody who has come in asks."""
        return "name" in await self.load_from_connection(connection)

    def get_session_id(self, connection: ASGIConnection[Any, Any, Any, Any]) -> str:
        """The id that was given while this was answered, before the one that the browser brought."""
        return connection.get_session_id() or super().get_session_id(connection)

    async def store_in_message(
        self, scope_session: ScopeSession, message: Message, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> None:
        """Keep the session of somebody who is in, and end that of somebody who leaves.

        Of those who are not in nothing is kept, and nothing is told to their browser: it may be in under a new id,
        and this be the answer to what it asked before.
        """
        leaves = scope_session is Empty and await self.is_in(connection)
        if leaves or (scope_session is not Empty and scope_session):
            await super().store_in_message(scope_session, message, connection)


class SessionsConfig(ServerSideSessionConfig):
    """The same, as Litestar asks for it."""

    _backend_class = Sessions
