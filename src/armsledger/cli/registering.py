"""`armsledger register`: who is said to have supplied what to whom."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from armsledger.cli.casing import case_filter_options
from armsledger.cli.talking import put_rows, say
from armsledger.cli.terms import catalog_option, format_option, ledger_option, output_option

if TYPE_CHECKING:
    from armsledger.catalog import Catalog
    from armsledger.workflow.registering import By

_EPILOG = """\b
Examples:
  armsledger register
  armsledger register --supplier Iran --since 2020
  armsledger register --totals supplier
  armsledger register --format csv -o register.csv
"""

_HEADINGS = {
    "parties": "Supplier → recipient",
    "designation": "Weapon",
    "ordered": "Ordered",
    "delivered": "Delivered",
    "told": "Comments",
}
_TOTAL_COLUMNS = (
    "name", "id", "cases", "ordered_low", "ordered_high", "delivered_low", "delivered_high",
)  # fmt: skip
_TOTAL_HEADINGS = {"name": "", "cases": "Cases", "ordered": "Ordered", "delivered": "Delivered"}


@click.command(epilog=_EPILOG)
@case_filter_options
@click.option(
    "--totals",
    "by",
    type=click.Choice(("supplier", "recipient", "system", "year")),
    help="Sum it up: cases and numbers by supplier, recipient, system or year.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N rows only.")
@click.option("--skip", type=click.IntRange(0), default=0, metavar="N", help="Without the first N rows.")
@format_option("table", "jsonl", "csv")
@output_option
@catalog_option
@ledger_option
def register(
    form: str,
    output: Path | None,
    catalog: "Catalog",
    ledger: str,
    by: "By | None",
    limit: int | None,
    skip: int,
    known_on: date | None,
    added_by: date | None,
    voices: tuple[str, ...],
    **given: Any,
) -> int:
    """Show who is said to have supplied what to whom, in the columns of SIPRI's registers.

    There is one row a case: transfers, transfers of technology and production abroad, the last two marked.
    What is uncertain stands in brackets: a number that sources differ about, a year that only its report
    gives. It is a register of what is claimed; the comments say by whom, and `case` shows the rest.
    """
    from armsledger.ledger import Ledger
    from armsledger.publish.register import COLUMNS
    from armsledger.workflow import registering
    from armsledger.workflow.casing import AsKnown, CaseFilter

    wanted, known = CaseFilter(origins=voices, **given), AsKnown(known_on, added_by)
    with Ledger.open(ledger, create=False) as opened:
        if by is not None:
            found = [_total(asdict(one)) for one in registering.totals(opened, catalog, by, wanted, known)]
            put_rows(found, form, output, _TOTAL_COLUMNS, {**_TOTAL_HEADINGS, "name": by.capitalize()})
        else:
            rows = registering.register(opened, catalog, wanted, known, limit, skip)
            found = [_cells(row) for row in rows]
            put_rows(found, form, output, COLUMNS, _HEADINGS, "Comments")
    if not found:
        say("no case in the ledger says who supplied what to whom as asked for.")
    return 0


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the cells of the table: numbers beside their years, what stands in no column as comments."""
    said = f"{row['status']}, {row['kind']}" if row["kind"] else row["status"]
    parties = (", ".join(row[side]) or "?" for side in ("supplier", "recipient"))
    return {
        **row,
        "parties": " → ".join(parties),
        "ordered": _dated(row["year_of_order"], row["number_ordered"]),
        "delivered": _dated(row["years_of_delivery"], row["number_delivered"]),
        "told": f"{said}. {row['comments']}. {row['grade']} [{row['case']}]",
    }


def _dated(years: str, number: str) -> str:
    return f"{years}: {number}" if years and number else years or number


def _total(row: dict[str, Any]) -> dict[str, Any]:
    for name in ("ordered", "delivered"):
        low, high = row[f"{name}_low"], row[f"{name}_high"]
        row[name] = (
            f"{low:,.15g}"
            if low == high
            else f"{low:,.15g} to {high:,.15g}"
            if high > low
            else f"{low:,.15g}+"
        )
    return row
