"""Who may come in: whoever has the token that is printed here, or, for other machines, people with a password."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from litestar import MediaType, Request, Response, Router, get, post
from litestar.config.csrf import CSRFConfig
from litestar.connection import ASGIConnection
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.middleware.session.server_side import ServerSideSessionBackend
from litestar.params import Body
from litestar.response import Redirect
from litestar.security.session_auth import SessionAuth
from msgspec import Struct

from sayso.web.door import NOT_IN
from sayso.web.login_page import LOGIN_STYLE, login_page, refusal_page, to_login_page
from sayso.web.sessions import Sessions, SessionsConfig

_HOURS = 12
_TRIES_A_MINUTE = 10
_OUTSIDE = {"exclude_from_auth": True, "skip_session": True}
"""For pages that anybody may ask for, and that are told to nobody in particular: no session is begun for them."""


class Visitor(Struct, frozen=True):
    """Somebody who has come in."""

    name: str | None
    """The name that they judge under; None where the token let them in, and they give one with each judgement."""


class Login(Struct, frozen=True):
    """What the form of the login page sends."""

    name: str
    password: str


class Access:
    """By token where `logins` is None, else by a name and password of them (argon2 hashes by name)."""

    def __init__(self, *, logins: Mapping[str, str] | None, secure: bool, mark: str) -> None:
        """`secure`: cookies go over HTTPS alone; `mark` tells the cookies of one server from another's on the host."""
        self.token = secrets.token_urlsafe(32)
        self._logins = logins
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe())
        kept = SessionsConfig(key=f"sayso-{mark}", max_age=_HOURS * 3600, samesite="strict", secure=secure)
        self.sessions = Sessions(kept)
        self.session = SessionAuth[Visitor, ServerSideSessionBackend](
            retrieve_user_handler=_visitor, session_backend_config=kept, exclude_http_methods=[]
        )
        self.csrf = CSRFConfig(
            secret=secrets.token_urlsafe(32),
            cookie_name=f"sayso-csrf-{mark}",
            cookie_samesite="strict",
            cookie_secure=secure,
        )

    @property
    def routes(self) -> Router:
        """The addresses by which one comes in."""
        if self._logins is None:
            return Router(path="/", route_handlers=[self._enter()])
        return Router(path="/", route_handlers=[*self._login()])

    def _enter(self) -> Any:
        @get("/enter", include_in_schema=False, opt={"exclude_from_auth": True})
        async def enter(request: Request[Any, Any, Any], token: str = "") -> Redirect:
            if not secrets.compare_digest(token.encode(), self.token.encode()):
                raise PermissionDeniedException("open the address that sayso serve prints: it has the token")
            await self.sessions.begin(request, None)
            return Redirect("/")

        return enter

    def _login(self) -> tuple[Any, ...]:
        slowly = RateLimitConfig(rate_limit=("minute", _TRIES_A_MINUTE), store="login_tries")

        @get("/login", media_type=MediaType.HTML, include_in_schema=False, opt=_OUTSIDE)
        async def ask(request: Request[Any, Any, Any]) -> Response[str]:
            return _page(request, None)

        @get("/login.css", media_type="text/css", include_in_schema=False, opt=_OUTSIDE)
        async def style() -> str:
            return LOGIN_STYLE

        @post("/login", include_in_schema=False, opt={"exclude_from_auth": True}, middleware=[slowly.middleware])
        async def come_in(
            request: Request[Any, Any, Any],
            data: Annotated[Login, Body(media_type=RequestEncodingType.URL_ENCODED)],
        ) -> Response[Any]:
            if not await asyncio.to_thread(self.knows, data.name, data.password):
                return _page(request, "No such name and password.", status=403)
            await self.sessions.begin(request, data.name)
            return Redirect("/", status_code=303)

        @post("/logout", include_in_schema=False)
        async def go(request: Request[Any, Any, Any]) -> Redirect:
            request.clear_session()
            return Redirect("/login", status_code=303)

        return ask, style, come_in, go

    def refuse(self, request: Request[Any, Any, Any], error: NotAuthorizedException) -> Response[Any]:
        """What somebody gets who is not in: JSON from the API, else a page that says how to come in."""
        if request.url.path.startswith("/api"):
            return Response(NOT_IN, status_code=401)
        page = refusal_page() if self._logins is None else to_login_page()
        return Response(page, media_type=MediaType.HTML, status_code=error.status_code)

    def knows(self, name: str, password: str) -> bool:
        """Whether somebody of that name has that password; takes as long for a name that nobody has."""
        logins = self._logins or {}
        try:
            self._hasher.verify(logins.get(name, self._nobody), password)
        except (VerificationError, InvalidHashError):
            return False
        return name in logins


async def _visitor(session: dict[str, Any], _: ASGIConnection[Any, Any, Any, Any]) -> Visitor | None:
    return Visitor(name=session["name"]) if "name" in session else None


def _page(request: Request[Any, Any, Any], wrong: str | None, status: int = 200) -> Response[str]:
    from litestar.utils.scope.state import ScopeState

    token = str(ScopeState.from_scope(request.scope).csrf_token or "")
    return Response(login_page(token, wrong), media_type=MediaType.HTML, status_code=status)
