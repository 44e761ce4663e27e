"""`armsledger register`: who is said to have supplied what to whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from armsledger.cli.asking import filter_options
from armsledger.cli.talking import put_rows, say
from armsledger.cli.terms import catalog_option, format_option, ledger_option, output_option

if TYPE_CHECKING:
    from armsledger.catalog import Catalog
    from armsledger.workflow.querying import RegisterRow

_EPILOG = """\b
Examples:
  armsledger register
  armsledger register --supplier Iran --since 2020
  armsledger register --format csv -o register.csv
"""

_COLUMNS = (
    "supplier", "supplier_id", "recipient", "recipient_id", "system", "system_id", "kinds", "claims",
    "documents", "denials", "statuses", "realis", "certainties", "since", "until", "claim_ids",
)  # fmt: skip
_HEADINGS = {
    "supplier": "Supplier",
    "recipient": "Recipient",
    "system": "System",
    "said": "Said to be",
    "when": "When",
    "counted": "Claims",
}


@click.command(epilog=_EPILOG)
@filter_options
@format_option("table", "jsonl", "csv")
@output_option
@catalog_option
@ledger_option
def register(form: str, output: Path | None, catalog: "Catalog", ledger: Path, **given: Any) -> int:
    """Show who is said to have supplied what to whom.

    There is one row a supplier, recipient and system. Rows rest on transfers, transfers of technology and
    production abroad, and say on which. Claims and documents are counted, and denials apart: a row is what is
    claimed, not what is so.
    """
    from armsledger.ledger import ClaimFilter, Ledger
    from armsledger.workflow import querying

    with Ledger.open(ledger, create=False) as opened:
        found = [_flat(row) for row in querying.register(opened, ClaimFilter(**given), catalog)]
    put_rows(found, form, output, _COLUMNS, _HEADINGS)
    if not found:
        say("no claim in the ledger says who supplied what to whom as asked for.")
    return 0


def _flat(row: "RegisterRow") -> dict[str, Any]:
    from armsledger.publish.wording import interval

    parties = {"supplier": row.supplier, "recipient": row.recipient, "system": row.system}
    names = {role: party.name if party else None for role, party in parties.items()}
    ids = {f"{role}_id": party.entity if party else None for role, party in parties.items()}
    return {
        **names,
        **ids,
        "kinds": row.kinds,
        "claims": row.claim_count,
        "documents": row.document_count,
        "denials": row.denied_count,
        "statuses": row.statuses,
        "realis": row.realis,
        "certainties": row.certainties,
        "since": row.since,
        "until": row.until,
        "claim_ids": row.claim_ids,
        "said": (*(kind.replace("_", " ") for kind in row.kinds if kind != "transfer"), *row.statuses),
        "when": interval(row.since, row.until),
        "counted": _counted(row),
    }


def _counted(row: "RegisterRow") -> str:
    """The claims of a register row and the documents they stand in: `3 (2 documents), 1 denied`."""
    parts = []
    if row.claim_count:
        parts.append(f"{row.claim_count} ({row.document_count} document{'s' * (row.document_count != 1)})")
    if row.denied_count:
        parts.append(f"{row.denied_count} denied")
    return ", ".join(parts)
