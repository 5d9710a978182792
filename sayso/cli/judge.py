"""`sayso judge`: a person's word, which outranks the machine's."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sayso.cli.options import Because, CaseFile, Judge

Verdict = Literal["same", "different", "wrong", "right", "edit", "undo"]


def judge(
    case: CaseFile,
    verdict: Annotated[
        Verdict,
        typer.Argument(metavar="VERDICT", help="same, different, wrong, right, edit or undo.", show_default=False),
    ],
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Ids, or enough of their beginnings; names of parties.", show_default=False),
    ],
    by: Judge,
    because: Because,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A value of an edit; again for more.", show_default=False),
    ] = None,
) -> None:
    """Say what a person knows better; it outranks what was read from then on.

    \b
    same, different  two or more events (or claims and mentions of them) are
                     one happening, or are not; two parties are one; of two
                     reports one is a copy
    wrong            a claim or mention is misread: it no longer counts
    right            a claim is read rightly: it is certain
    edit             a claim's values are others: --set NAME=VALUE
    undo             a judgement no longer holds

    It is kept by the report's hash and the words, so that it holds after rebuilding, and after a newer sayso has
    read the reports anew; where its words are no longer found, `sayso issues` says so. Nothing is ever changed or
    deleted: of two judgements about one thing the newer counts, and both are listed (`sayso judgements CASE --all`).

    \b
    Values: effects=killed,injured  value=20  low=18  high=none  group=children
    scope=part  stance=denies  place="Almaty, city"  day=2022-01-05/2022-01-07
    as_of=2022-01-09  said=2022-01-08  party="Interior Ministry > Khabar 24"
    `none` makes a value unknown. value=20 alone is just 20.

    \b
    Examples:
      sayso judge flood.sayso wrong c81d --by Ines --because "it counts cars"
      sayso judge flood.sayso same e3f2 e9a1 --by Ines --because "one dam, two names"
      sayso judge flood.sayso different c81d e3f2 --by Ines --because "another flood"
      sayso judge flood.sayso different wire-3@e3f2b0c4d5a69788 e3f2b0c4d5a69788 \\
          --by Ines --because "it tells of another flood"
      sayso judge flood.sayso edit c81d --set value=20 --set group=children \\
          --by Ines --because "the page's table says so"
      sayso judge flood.sayso same "Interior Ministry" MVD --by Ines --because "its short form"
      sayso judge flood.sayso different c81d:party c92a:party --by Ines --because "two ministries"
      sayso judge flood.sayso undo j51c --by Ines --because "I misread it"
    """
    from sayso.cli.guard import complain
    from sayso.errors import WrongUse
    from sayso.judging.live import LiveCase
    from sayso.tell.judged import judged_told

    written = dict(one.partition("=")[::2] for one in values or ())
    if len(written) < len(values or ()) or any("=" not in one for one in values or ()):
        raise WrongUse("--set takes NAME=VALUE, each name once: --set low=3000 --set group=protesters")
    with LiveCase.of(case) as live:
        judgement = live.judge(verdict, *ids, by=by, because=because, values=written or None)
    complain(judged_told(judgement))
