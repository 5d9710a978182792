"""The application: the API, the built pages, and who may come in."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Litestar, MediaType, get, route
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import NotAuthorizedException, NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router

from sayso.errors import SaysoError
from sayso.web.access import Access
from sayso.web.api import API, the_desk
from sayso.web.desk import Desk
from sayso.web.door import Door
from sayso.web.faults import told

BUILT = Path(str(resources.files("sayso.web") / "built"))
"""What the front end was built into: the page, its script and its style."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
    " font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""Nothing is run or loaded but what the server itself sends; no script stands in a page."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


_DESCRIBED = OpenAPIConfig(
    title="sayso",
    version="1",
    path="/api",
    use_handler_docstrings=True,
    render_plugins=[JsonRenderPlugin(path="/openapi.json")],
)


def application(desk: Desk, access: Access, hosts: Sequence[str]) -> Door:
    """The application that serves one case; `hosts` are the names under which it may be asked."""
    whole = Litestar(
        route_handlers=[
            page,
            nothing,
            nothing_there,
            API,
            access.routes,
            create_static_files_router(path="/built", directories=[BUILT]),
        ],
        state=State({"desk": desk}),
        dependencies={"desk": Provide(the_desk, sync_to_thread=False)},
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(hosts), www_redirect=False),
        on_app_init=[access.session.on_app_init],
        csrf_config=access.csrf,
        response_headers=_HEADERS,
        exception_handlers={SaysoError: told, NotAuthorizedException: access.refuse},
        openapi_config=_DESCRIBED,
        logging_config=None,
        debug=False,
    )
    return Door(whole, access.sessions)


def bare_application(desk: Desk | None = None) -> Litestar:
    """The API alone, for this process to ask."""
    return Litestar(
        route_handlers=[API],
        state=State({"desk": desk}),
        dependencies={"desk": Provide(the_desk, sync_to_thread=False)},
        exception_handlers={SaysoError: told},
        openapi_config=_DESCRIBED,
        logging_config=None,
    )


def description() -> dict[str, Any]:
    """The API as OpenAPI 3.1 describes it."""
    return bare_application().openapi_schema.to_schema()


_METHODS = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE]


@route("/{_:path}", http_method=_METHODS, include_in_schema=False)
async def nothing() -> None:
    """An address that nothing has: whoever is not in is refused before it is told."""
    raise NotFoundException


@route("/", http_method=_METHODS[1:], include_in_schema=False)
async def nothing_there() -> None:
    """The same for what cannot be done with the page."""
    raise NotFoundException


@get("/", media_type=MediaType.HTML, include_in_schema=False)
async def page() -> bytes:
    """The one page; its script asks the API for what it shows."""
    return (BUILT / "index.html").read_bytes()
