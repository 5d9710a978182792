"""Who asks the case what a page shows: a few threads, each with the case open, and one that lets the record follow."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from litestar.di import NamedDependency

from sayso.errors import CaseUnusable, WrongUse
from sayso.judging.live import LiveCase
from sayso.pipeline import open_case
from sayso.settings import Settings
from sayso.store.ledger import can_be_written, open_ledger
from sayso.store.recomputed import RecomputedCase
from sayso.store.sqlite import Case
from sayso.tell.pages.kept import Kept
from sayso.tell.pages.sight import Sight

_READERS = 3
_EDITIONS = 2

P = ParamSpec("P")
T = TypeVar("T")
AnyCase = TypeVar("AnyCase", bound=Case)


class Desk:
    """One case, asked by many at once. Close it when the server ends."""

    def __init__(self, path: Path, first: Callable[[Sight, str], None] | None = None) -> None:
        """One that cannot be written is shown as it is, and takes no judgements.

        `first` is told the case and its name whenever that has changed, and works out what will be asked of it.

        Raises `CaseUnusable` and its children where the case cannot be opened.
        """
        self.path = path
        self.ending = False
        """Whether the server is about to end: streams end by themselves then."""
        self._is_writable = can_be_written(path)
        self._opened: list[Case] = [LiveCase.of(path) if self._is_writable else _as_it_is(path)]
        self._first = first
        self._kept: dict[str, Kept] = {}
        """By edition; of the last few, since who began to ask before a change may end after it."""
        self._ready = ""
        """The edition that is ready."""
        self._lock = threading.Lock()
        self._threads = threading.local()
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="sayso-reads")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="sayso-judges")
        self._preparer = ThreadPoolExecutor(1, thread_name_prefix="sayso-prepares")

    @property
    def name(self) -> str:
        """What the case is called: its file's name without the ending."""
        return self.path.stem

    async def ask(self, question: Callable[Concatenate[Sight, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a page's function to the case as it is at this moment."""
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, lambda: self._answer(question, *args, **kwargs)
        )

    async def ask_once(self, question: Callable[Concatenate[Sight, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same, kept until the case changes: for what takes long, and what all ask in the same words."""
        return await self.ask(lambda sight: sight.once(question, *args, **kwargs))

    async def ready(self) -> str:
        """The edition of the case at this moment, once what is asked first of it can be answered at once."""
        return await asyncio.get_running_loop().run_in_executor(self._preparer, self._prepared)

    def prepare(self) -> None:
        """Wait until the case as it is now is ready."""
        self._preparer.submit(self._prepared).result()

    def _prepared(self) -> str:
        return self._answer(self._begun)

    def _begun(self, sight: Sight) -> str:
        if self._first and sight.edition != self._ready:
            with suppress(Exception):  # whoever asks for what cannot be worked out is told why
                self._first(sight, self.name)
            self._ready = sight.edition
        return sight.edition

    async def write(self, change: Callable[Concatenate[LiveCase, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a change of the case gives; changes are made one after another.

        Raises `WrongUse` where the case cannot be written.
        """
        if not self._is_writable:
            raise WrongUse("this case is read-only here: copy it to a folder that can be written, and judge it there")
        return await asyncio.get_running_loop().run_in_executor(
            self._writer, lambda: change(self._mine(LiveCase), *args, **kwargs)
        )

    def _answer(self, question: Callable[Concatenate[Sight, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        case = self._mine(Case)
        with case.snapshot():
            return question(self._sight(case), *args, **kwargs)

    def _sight(self, case: Case) -> Sight:
        """The case as it is now, with what was worked out of it since it last changed."""
        edition = case.edition()
        with self._lock:
            kept = self._kept.setdefault(edition, Kept(edition))
            for old in list(self._kept)[:-_EDITIONS]:
                del self._kept[old]
        return Sight(case, kept)

    def _mine(self, kind: type[AnyCase]) -> AnyCase:
        """The case as this thread has it open."""
        mine: AnyCase | None = getattr(self._threads, "case", None)
        if mine is None:
            mine = self._threads.case = kind(open_ledger(self.path, create=False, readonly=not self._is_writable))
            self._opened.append(mine)
        return mine

    def close(self) -> None:
        """Let go of the case, when what is asked has been answered."""
        for threads in (self._preparer, self._readers, self._writer):
            threads.shutdown()
        for case in self._opened:
            case.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _as_it_is(path: Path) -> Case:
    """A case that cannot be written; its record must be up to date, since pages ask the kept one."""
    case = open_case(path, Settings())
    if isinstance(case, RecomputedCase):
        case.close()
        raise CaseUnusable(
            f"{path} cannot be written, and its record is not up to date: copy it to a folder that can be written"
        )
    return case


AtDesk = NamedDependency[Desk]
"""What a handler that asks the case takes as `desk`."""
