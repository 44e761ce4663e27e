"""`armsledger cases`, `case` and `why`: what many documents say about one event."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from armsledger.cli.talking import put, put_rows, say, screen
from armsledger.cli.terms import (
    FIRST_DAY,
    LAST_DAY,
    catalog_option,
    format_option,
    ledger_option,
    output_option,
)
from armsledger.model import STATUSES
from armsledger.model.case import ABOUT

if TYPE_CHECKING:
    from armsledger.catalog import Catalog

_Command = TypeVar("_Command", bound=Callable[..., Any])
KINDS = tuple(kind for kind in STATUSES if kind not in ("assessment", "relation"))
_ALL_STATUSES = tuple(dict.fromkeys(status for kind in KINDS for status in STATUSES[kind]))
_COLUMNS = (
    "case",
    "kind",
    "supplier",
    "recipient",
    "system",
    "parties",
    "status",
    "from",
    "until",
    "number",
    "ordered",
    "delivered",
    "origins",
    "origins_against",
    "grade",
    "disagreements",
    "claims",
    "documents",
)
_HEADINGS = {
    "case": "Case",
    "what": "What",
    "said": "Said to be",
    "when": "When",
    "origins": "Origins",
    "grade": "Grade",
}

_EPILOG = """\b
Examples:
  armsledger cases
  armsledger cases --supplier Iran --since 2020 --origins 2
  armsledger cases --about number --format jsonl
  armsledger cases --denied
  armsledger case 87c93df999e8
  armsledger why 9b5827a1e7b0 b3bab6968ba5
"""

_FILTERS = (
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        type=click.Choice(KINDS),
        metavar="KIND",
        help=f"Of this kind; may be given again. One of {', '.join(KINDS)}.",
    ),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice(_ALL_STATUSES),
        metavar="STATUS",
        help="That have come to this stage, such as ordered or delivered; may be given again.",
    ),
    click.option(
        "--supplier",
        "suppliers",
        multiple=True,
        metavar="NAME",
        help="From this supplier, or one of this state; may be given again.",
    ),
    click.option("--recipient", "recipients", multiple=True, metavar="NAME", help="To this recipient."),
    click.option("--system", "systems", multiple=True, metavar="NAME", help="Of this weapon system."),
    click.option("--party", "parties", multiple=True, metavar="NAME", help="With this party, in any role."),
    click.option(
        "--origin",
        "voices",
        multiple=True,
        metavar="NAME",
        help="That this origin speaks of: a state, an actor, a medium.",
    ),
    click.option(
        "--since", type=FIRST_DAY, metavar="DATE", help="Of events then or later (2022-07-20, 2022-07, 2022)."
    ),
    click.option("--until", type=LAST_DAY, metavar="DATE", help="Of events then or earlier."),
    click.option(
        "--about",
        multiple=True,
        type=click.Choice(ABOUT),
        metavar="WHAT",
        help=f"That their sources disagree about: {', '.join(ABOUT)}; may be given again.",
    ),
    click.option(
        "--origins",
        "least_origins",
        type=click.IntRange(0),
        default=0,
        metavar="N",
        help="That at least N independent origins assert.",
    ),
    click.option("--denied", is_flag=True, help="That somebody denies."),
    click.option(
        "--abroad", is_flag=True, help="Transfers, and production outside the producer's own state."
    ),
    click.option(
        "--known-on",
        "known_on",
        type=LAST_DAY,
        metavar="DATE",
        help="As it stood on that day: by what had been published.",
    ),
    click.option(
        "--added-by",
        "added_by",
        type=LAST_DAY,
        metavar="DATE",
        help="As it stood on that day: by what had been added to the ledger.",
    ),
)


def case_filter_options(command: _Command) -> _Command:
    """The options that say which cases, each named like the field of `CaseFilter` that it fills."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


@click.command(epilog=_EPILOG)
@case_filter_options
@format_option("table", "jsonl", "csv")
@output_option
@catalog_option
@ledger_option
def cases(
    form: str,
    output: Path | None,
    catalog: "Catalog",
    ledger: str,
    known_on: date | None,
    added_by: date | None,
    voices: tuple[str, ...],
    **given: Any,
) -> int:
    """List the cases: what is claimed of one event, put together across documents.

    Claims of many documents about the same deal, plant, agreement, visit, loss, attack or restriction are one
    case. Origins counts those who assert it independently of one another, not the documents; the grade is in
    the Admiralty code. They come in the order of first publication.
    """
    from armsledger.ledger import Ledger
    from armsledger.publish.cases import listed
    from armsledger.publish.cases_json import csv_row
    from armsledger.workflow import casing

    wanted = casing.CaseFilter(origins=voices, **given)
    with Ledger.open(ledger, create=False) as opened:
        found = casing.case_rows(opened, catalog, wanted, casing.AsKnown(known_on, added_by))
    if form == "jsonl":
        put("".join(f"{row}\n" for row in found), output)
    else:
        rows = [json.loads(row) for row in found]
        named = casing.namer(catalog)
        shown = [csv_row(row) if form == "csv" else listed(row, named) for row in rows]
        put_rows(shown, form, output, _COLUMNS, _HEADINGS, "What")
    if not found:
        say("no case in the ledger is what was asked for.")
    return 0


@click.command(epilog=_EPILOG)
@click.argument("case_id", metavar="ID")
@format_option("table", "jsonl")
@output_option
@catalog_option
@ledger_option
def case(case_id: str, form: str, output: Path | None, catalog: "Catalog", ledger: str) -> int:
    """Show one case: how it went, who says so, where they disagree, its grade and why.

    ID is the case's id as `cases` lists it, or the id of one of its claims; the first digits are enough where
    they are of one alone.
    """
    from armsledger.ledger import Ledger
    from armsledger.publish.cases import case_view
    from armsledger.publish.cases_json import case_as_json
    from armsledger.publish.claims_json import line
    from armsledger.publish.table import as_text
    from armsledger.workflow import casing

    with Ledger.open(ledger, create=False) as opened:
        found = casing.case(opened, catalog, case_id)
    if form == "jsonl":
        put(line(case_as_json(found)), output)
        return 0
    width, colour = screen(output)
    put(as_text(case_view(found, casing.namer(catalog)), width=width, colour=colour), output)
    return 0


@click.command(epilog=_EPILOG)
@click.argument("one", metavar="CLAIM")
@click.argument("other", metavar="CLAIM")
@catalog_option
@ledger_option
def why(one: str, other: str, catalog: "Catalog", ledger: str) -> int:
    """Say why two claims are, or are not, of one case.

    Each reason is weighed in points, for or against; what is not told counts for nothing. Two claims belong
    together from a stated sum on, if the rest of their case agrees.
    """
    from armsledger.ledger import Ledger
    from armsledger.publish.cases import comparison_view
    from armsledger.publish.table import as_text
    from armsledger.workflow import casing

    with Ledger.open(ledger, create=False) as opened:
        found = casing.why(opened, catalog, one, other)
    width, colour = screen(None)
    view = comparison_view(
        (found.one.claim, found.other.claim), found.evidence, found.needed, found.together, found.judged
    )
    put(as_text(view, width=width, colour=colour), None)
    return 0
