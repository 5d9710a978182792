"""`sayso copies`: which reports repeat another's text, and how much of it."""

from __future__ import annotations

from sayso.cli.options import AsOf, CaseFile, Csv, Json


def copies(case: CaseFile, as_of: AsOf = None, json: Json = False, csv: Csv = False) -> None:
    """List the reports of a case that repeat another's text, and how much of it.

    One line a pair: the later report, the one that it repeats, how many words and what share of its text they have in
    common. `exact`, `near` and `partial` ones (at least half of the words) are copies: one publisher more, no new
    witness. A `quotation` is a shorter passage of 40 words or more; what is said in it is the older report's word, all
    else the report's own. Of a passage that many reports have, the earliest known one is the source. --json has the
    passages; CSV leaves them out.

    \b
    Examples:
      sayso copies flood.sayso
      sayso copies flood.sayso --json | jq 'select(.share < 0.9)'
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import form, write_rows
    from sayso.tell.copy_lines import CopyLine, copy_lines

    how = form(json=json, csv=csv)
    with open_case(case, as_of) as view:
        write_rows(CopyLine, copy_lines(view), how, without=frozenset({"passages"}))
