"""`sayso parties`: whose say-so a case has."""

from __future__ import annotations

from sayso.cli.options import AsOf, CaseFile, Csv, Json


def parties(case: CaseFile, as_of: AsOf = None, json: Json = False, csv: Csv = False) -> None:
    """List the parties of a case: whoever is quoted or relied on.

    One line a party: its name, what it is, the other names that reports give it, and parties that are perhaps the same.
    Those are alike, but not so much that they were made one. Where one party is two, or two are one, say so by their
    names with `sayso judge`.

    \b
    Examples:
      sayso parties flood.sayso
      sayso parties flood.sayso --json | jq 'select(.perhaps != [])'
      sayso judge flood.sayso different "J. Doe" "Jane Doe" --by Ines --because "father and daughter"
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import form, write_rows
    from sayso.nouns.event import KnownParty

    how = form(json=json, csv=csv)
    with open_case(case, as_of) as view:
        write_rows(KnownParty, view.parties(), how)
