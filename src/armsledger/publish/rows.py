"""Claims as flat rows, one a claim: what a spreadsheet or a data frame holds of them."""

from collections.abc import Iterable
from datetime import date

from armsledger.model import Claim, Filler
from armsledger.publish.wording import called

Cell = str | int | float | date | None

COLUMNS: dict[str, type] = {
    "id": str, "document": str, "kind": str, "status": str, "polarity": str, "certainty": str,
    "realis": str, "source_kind": str, "source": str, "source_id": str, "supplier": str, "supplier_id": str,
    "recipient": str, "recipient_id": str, "system": str, "system_id": str, "roles": str, "quantity": float,
    "quantity_low": float, "quantity_high": float, "amount": float, "currency": str, "since": date,
    "until": date, "time": str, "place": str, "quote": str, "start": int, "end": int, "confidence": float,
    "reader": str,
}  # fmt: skip
"""The columns in their order and what each holds; any cell but `id`, `document` and `kind` may be empty."""


def claim_row(claim: Claim) -> dict[str, Cell]:
    """One claim as a row of `COLUMNS`; several fillers of a role stand in one cell, parted by semicolons."""
    quantity, value, time, source = claim.quantity, claim.value, claim.time, claim.source
    row: dict[str, Cell] = {
        "id": claim.id,
        "document": claim.document_id,
        "kind": claim.kind,
        "status": claim.status,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "realis": claim.realis,
        "source_kind": source.kind,
        "source": source.text,
        "source_id": source.entity,
    }
    for role in ("supplier", "recipient", "system"):
        fillers = claim.fillers(role)
        row[role] = _names(fillers)
        row[f"{role}_id"] = "; ".join(filler.entity or "" for filler in fillers) or None
    return row | {
        "roles": "; ".join(f"{filler.role}: {filler.text}" for filler in claim.roles) or None,
        "quantity": quantity.value if quantity else None,
        "quantity_low": quantity.low if quantity else None,
        "quantity_high": quantity.high if quantity else None,
        "amount": value.amount if value else None,
        "currency": value.currency if value else None,
        "since": time.since if time else None,
        "until": time.until if time else None,
        "time": time.text if time else None,
        "place": _names(claim.place),
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "confidence": claim.confidence,
        "reader": claim.reader,
    }


def claim_rows(claims: Iterable[Claim]) -> list[dict[str, Cell]]:
    """All claims as rows, in the order given."""
    return [claim_row(claim) for claim in claims]


def _names(fillers: tuple[Filler, ...]) -> str | None:
    return "; ".join(called(filler) for filler in fillers) or None
