"""The server: binds, tells its address, opens a browser, and ends with Ctrl-C."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn

from sayso.errors import CannotServe
from sayso.web.access import Access
from sayso.web.app import application
from sayso.web.base_map import warm_up
from sayso.web.desk import Desk
from sayso.web.first import first_answers

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    case: Path,
    *,
    host: str,
    port: int,
    logins: Mapping[str, str] | None,
    certificate: tuple[Path, Path] | None,
    ready: Callable[[str], None],
) -> None:
    """Serve a case until somebody stops it; `ready` is told the address once it can be opened.

    `logins`: argon2 hashes of passwords by name; None lets whoever has the token in. `certificate`: the files of a
    certificate and its key, for HTTPS. Raises `CannotServe` where the address is taken or is not this machine's.
    """
    with Desk(case, first_answers) as desk, _bound(host, port) as listening:
        taken = listening.getsockname()[1]
        access = Access(logins=logins, secure=certificate is not None, mark=str(taken))
        names = [*LOOPBACK, host, socket.gethostname()] if logins is not None else list(LOOPBACK)
        config = uvicorn.Config(
            application(desk, access, _hosts(names, taken)),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
            ssl_certfile=certificate and str(certificate[0]),
            ssl_keyfile=certificate and str(certificate[1]),
        )
        way = f"enter?token={access.token}" if logins is None else ""
        shown = f"[{host}]" if ":" in host else host
        threading.Thread(target=warm_up, daemon=True).start()
        desk.prepare()
        ready(f"http{'s' if certificate else ''}://{shown}:{taken}/{way}")
        _Server(config, desk).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends the streams of changes first: they have no end of their own."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ctrl-C and a polite request end the server and not the process, which closes the case first."""
        before = {sort: signal.signal(sort, self.handle_exit) for sort in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sort, handler in before.items():
                signal.signal(sort, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._desk.ending = True
        super().handle_exit(sig, frame)


def _hosts(names: list[str], port: int) -> list[str]:
    """What a browser may say that it asks: a page of another site cannot pass for this one under a name of its own."""
    if "0.0.0.0" in names or "::" in names:  # noqa: S104  then it is asked under any name of the machine
        return ["*"]
    shown = (f"[{name}]" if ":" in name else name for name in names)
    return [host for name in shown for host in (name, f"{name}:{port}")]


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Of TCP by name: asyncio lets answers go at once only then, and else the rest of one waits 40 ms for a receipt.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # so that whoever opens the address at once waits, and is not refused
    except OSError as error:
        listening.close()
        raise CannotServe(f"cannot listen on {host}, port {port}: {error.strerror}; give another --port") from error
    return listening
