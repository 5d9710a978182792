"""`sayso show`: the account of a case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import AsOf, CaseFile, MinConfidence, PolicyChoice, Width

if TYPE_CHECKING:
    from sayso.store.sqlite import Case


def show(
    case: CaseFile,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    policy: PolicyChoice = "latest",
    markdown: Annotated[bool, typer.Option("--markdown", help="Markdown, for pasting into a document.")] = False,
    html: Annotated[bool, typer.Option("--html", help="A page of HTML without script.")] = False,
    width: Width = None,
    everything: Annotated[bool, typer.Option("--all", help="Every line of every list, however long.")] = False,
) -> None:
    """Print the account of a case.

    In this order: what it is about; the tolls, each with its low, best and high, its day, and on whose say-so; how the
    official figures moved; the disputes with both sides and their words; alleged violations with who alleges them; the
    timeline; the reports with copies marked. The short ids are for `sayso why`.

    "≤ 8,000" is at most, "≥ 164" at least, "?" what nobody says. `best` is a figure that somebody gave, or a sum that
    `sayso why` spells out; never an average.

    \b
    Examples:
      sayso show flood.sayso
      sayso show flood.sayso --as-of 2022-01-09
      sayso show flood.sayso --min-confidence 0.95
      sayso show flood.sayso --policy acled
      sayso show flood.sayso --markdown > account.md
      sayso show flood.sayso --html > account.html
      sayso show flood.sayso --width 60 | less
    """
    from sayso.cli.opened import open_case
    from sayso.tell.account import EVERYTHING, account_of
    from sayso.tell.recorded import record_of

    with open_case(case, as_of, min_confidence, policy) as view:
        _tell_unread(view)
        account = account_of(
            view,
            record_of(view),
            as_of=as_of,
            min_confidence=min_confidence,
            policy=policy,
            limits=EVERYTHING if everything else None,
        )
    if markdown:
        from sayso.tell.markdown import markdown_of

        sys.stdout.buffer.write(markdown_of(account).encode("utf-8"))
        return
    if html:
        from sayso.tell.static_html import static_html_of

        sys.stdout.buffer.write(static_html_of(account).encode("utf-8"))
        return
    from sayso.tell.console import console_for
    from sayso.tell.terminal import terminal_text

    sys.stdout.write(terminal_text(account, console_for(sys.stdout, width)))


def _tell_unread(case: Case) -> None:
    """A case whose build was stopped shows what it has, and says what is left."""
    from sayso.cli.guard import complain
    from sayso.pipeline import count_unread
    from sayso.settings import Settings
    from sayso.tell.wording import plural

    unread = count_unread(case, Settings())
    if unread:
        complain(f"{plural(unread, 'report')} of this case still to be read; the next `sayso build` does so")
