"""`armsledger show`: one claim in its surroundings."""

from typing import TYPE_CHECKING

import click

from armsledger.cli.talking import put, screen
from armsledger.cli.terms import ledger_option

if TYPE_CHECKING:
    from armsledger.workflow.querying import Shown

_EPILOG = """\b
Examples:
  armsledger show 810764f81fd2
  armsledger show 8107
"""


@click.command(epilog=_EPILOG)
@click.argument("claim_id", metavar="ID")
@ledger_option
def show(claim_id: str, ledger: str) -> int:
    """Show one claim, its sentence and its reasons.

    It comes with the claims beside it and with every meeting with its document. ID is the claim's id as
    `claims` lists it; its first digits are enough where they are of one claim only.
    """
    from armsledger.ledger import Ledger
    from armsledger.publish.table import as_text, claim_view
    from armsledger.workflow import querying

    with Ledger.open(ledger, create=False) as opened:
        shown = querying.show(opened, claim_id)
    width, colour = screen(None)
    view = claim_view(
        shown.stored.claim,
        shown.document.text,
        (shown.before, shown.sentence, shown.after),
        _origins(shown),
        tuple(neighbour.claim for neighbour in shown.neighbours),
    )
    put(as_text(view, width=width, colour=colour), None)
    return 0


def _origins(shown: "Shown") -> tuple[str, ...]:
    """Where the words stand: the document as it was met, each time, and the place in its source."""
    lines = []
    for stored in shown.appearances:
        met = stored.appearance
        told = (met.title, met.publisher, str(met.published) if met.published else None, met.address)
        lines.append(" · ".join(part for part in told if part))
    if shown.superseded:
        lines.append("a later reading of this document counts in its place")
    return tuple(lines)
