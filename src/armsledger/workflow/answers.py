"""What a ledger answers in Python: its cases, one of them, its register and the totals of it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from armsledger.catalog import Catalog, load
from armsledger.ledger import Ledger
from armsledger.model.case import Case
from armsledger.workflow import casing, registering
from armsledger.workflow.casing import EVERY_CASE, NOW, AsKnown, CaseFilter
from armsledger.workflow.registering import By, Total


def cases(
    ledger: Ledger,
    wanted: CaseFilter = EVERY_CASE,
    *,
    known: AsKnown = NOW,
    catalog: Catalog | None = None,
) -> list[dict[str, Any]]:
    """The cases that pass, by first publication, each as the object of docs/reference/cases.md.

    The ledger is first brought up to date with what was added or judged, which takes the right to write.
    Raises LedgerError and its kin.
    """
    return [msgspec.json.decode(row) for row in casing.case_rows(ledger, catalog or load(), wanted, known)]


def case(ledger: Ledger, id: str, *, catalog: Catalog | None = None) -> Case:
    """The case whose id begins with `id`, or that the claim whose id begins so is of.

    Raises UsageError where there is none, or several.
    """
    return casing.case(ledger, catalog or load(), id)


def register(
    ledger: Ledger,
    wanted: CaseFilter = EVERY_CASE,
    *,
    known: AsKnown = NOW,
    limit: int | None = None,
    offset: int = 0,
    catalog: Catalog | None = None,
) -> list[dict[str, Any]]:
    """The rows of the register, by supplier, recipient and system, with the columns of `register --format
    csv`."""
    return list(registering.register(ledger, catalog or load(), wanted, known, limit, offset))


def totals(
    ledger: Ledger,
    by: By,
    wanted: CaseFilter = EVERY_CASE,
    *,
    known: AsKnown = NOW,
    catalog: Catalog | None = None,
) -> Sequence[Total]:
    """The register summed up by "supplier", "recipient", "system" or "year", the most cases first."""
    return registering.totals(ledger, catalog or load(), by, wanted, known)
