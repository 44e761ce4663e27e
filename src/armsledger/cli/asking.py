"""`armsledger claims`: the claims of a ledger, and the options that choose among them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from armsledger.cli.talking import put, say, screen
from armsledger.cli.terms import (
    FIRST_DAY,
    LAST_DAY,
    catalog_option,
    format_option,
    ledger_option,
    output_option,
)
from armsledger.model import CERTAINTIES, KINDS, POLARITIES, REALIS, SOURCE_KINDS, STATUSES

if TYPE_CHECKING:
    from armsledger.catalog import Catalog

_Command = TypeVar("_Command", bound=Callable[..., Any])
_ALL_STATUSES = tuple(dict.fromkeys(status for kind in STATUSES.values() for status in kind))

_FILTERS = (
    click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), metavar="KIND",
                 help=f"Of this kind; may be given again. One of {', '.join(KINDS)}."),
    click.option("--status", "statuses", multiple=True, type=click.Choice(_ALL_STATUSES), metavar="STATUS",
                 help="With this status, such as ordered or delivered; may be given again."),
    click.option("--supplier", "suppliers", multiple=True, metavar="NAME",
                 help="From this supplier: a name, or an id such as TUR; may be given again."),
    click.option("--recipient", "recipients", multiple=True, metavar="NAME", help="To this recipient."),
    click.option("--system", "systems", multiple=True, metavar="NAME", help="Of this weapon system."),
    click.option("--source", "sources", multiple=True, metavar="NAME",
                 help="Going back to, or passed on by, this source."),
    click.option("--source-kind", "source_kinds", multiple=True, type=click.Choice(SOURCE_KINDS),
                 help="Going back to such a source: one without a name is anonymous or unspecified."),
    click.option("--polarity", "polarities", multiple=True, type=click.Choice(POLARITIES),
                 help="Affirmed or denied."),
    click.option("--certainty", "certainties", multiple=True, type=click.Choice(CERTAINTIES),
                 help="As sure as this, by the words of its source."),
    click.option("--realis", multiple=True, type=click.Choice(REALIS),
                 help="Of what has happened (actual), or is planned, predicted, or said on a condition."),
    click.option("--since", type=FIRST_DAY, metavar="DATE",
                 help="Of events then or later (2022-07-20, 2022-07, 2022)."),
    click.option("--until", type=LAST_DAY, metavar="DATE", help="Of events then or earlier."),
    click.option("--text", metavar="WORDS", help="With these words in the quote."),
)  # fmt: skip

_EPILOG = """\b
Examples:
  armsledger claims --kind transfer --recipient Russia --since 2022
  armsledger claims --source Haaretz --format jsonl
  armsledger claims --source-kind anonymous --source-kind unspecified
  armsledger claims --realis predicted --realis conditional
  armsledger claims --system shahed-136 --format csv -o shahed.csv
"""


def filter_options(command: _Command) -> _Command:
    """The options that say which claims, each named like the field of `ClaimFilter` that it fills."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


@click.command(epilog=_EPILOG)
@filter_options
@format_option("table", "jsonl", "csv")
@output_option
@catalog_option
@ledger_option
def claims(form: str, output: Path | None, catalog: "Catalog", ledger: str, **given: Any) -> int:
    """List the claims in the ledger.

    They come by document, in the order of the text. Every filter narrows the list; without any, all claims
    are shown. A name that the catalogue knows finds every way of naming the same: --supplier Turkey finds
    “Ankara” and “Turkish”, too.
    """
    from armsledger.ledger import ClaimFilter, Ledger
    from armsledger.workflow.listing import list_claims

    with Ledger.open(ledger, create=False) as opened:
        listed = list_claims(opened, ClaimFilter(**given), catalog)
    found = [claim for one in listed for claim in one.claims]
    if form == "jsonl":
        from armsledger.publish.claims_json import claim_lines

        put("".join(claim_lines(found)), output)
    elif form == "csv":
        from armsledger.publish.csv_text import as_csv
        from armsledger.publish.rows import COLUMNS, claim_rows

        put(as_csv(tuple(COLUMNS), claim_rows(found)), output)
    elif found:
        from armsledger.publish.table import as_text, document_view, together

        width, colour = screen(output)
        views = [
            document_view(
                one.met.title or one.met.address, (one.met.publisher, one.met.published), one.claims
            )
            for one in listed
        ]
        put(as_text(together(views), width=width, colour=colour), output)
    if not found:
        say("no claim in the ledger is what was asked for.")
    return 0
