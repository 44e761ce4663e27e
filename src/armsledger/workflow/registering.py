"""The register of a ledger: who is said to have supplied what to whom, from its cases, and totals of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, func, select

from armsledger.catalog import Catalog
from armsledger.ledger import Ledger
from armsledger.ledger.schema import CASEFILE, CASEFILE_NAME
from armsledger.publish.register import register_row
from armsledger.workflow.casing import NOW, AsKnown, CaseFilter, as_known, condition, namer
from armsledger.workflow.linking import bring_up_to_date

By = Literal["supplier", "recipient", "system", "year"]
_PARTS = {"supplier": "supplier state", "recipient": "recipient state", "system": "system"}
EVERY_ROW = CaseFilter()


@dataclass(frozen=True, slots=True)
class Total:
    """What comes together under one supplier, recipient, system or year.

    `cases` counts those that somebody asserts; the numbers are sums of bounds, an open bound counting for
    nothing, so that `_low` is the least and `_high` the most that can be read from stated figures.
    """

    name: str
    id: str
    cases: int
    ordered_low: float
    ordered_high: float
    delivered_low: float
    delivered_high: float


def register(
    ledger: Ledger,
    catalog: Catalog,
    wanted: CaseFilter = EVERY_ROW,
    known: AsKnown = NOW,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[dict[str, Any]]:
    """The rows of the register, by supplier, recipient and system.

    Transfers count, transfers of technology, and production outside the producer's own state.
    """
    if known != NOW:
        with as_known(ledger, catalog, known) as then:
            yield from register(then, catalog, wanted, NOW, limit, offset)
        return
    bring_up_to_date(ledger, catalog)
    named, described = namer(catalog), _describer(catalog)
    query = select(CASEFILE.c.body).where(condition(replace(wanted, abroad=True), catalog))
    query = query.order_by(CASEFILE.c.rank, CASEFILE.c.id).limit(limit).offset(offset)
    with ledger.querying() as connection:
        for body in connection.scalars(query.execution_options(yield_per=1000)):
            yield register_row(msgspec.json.decode(body), named, described)


def totals(
    ledger: Ledger, catalog: Catalog, by: By, wanted: CaseFilter = EVERY_ROW, known: AsKnown = NOW
) -> list[Total]:
    """The register summed up by supplier, recipient (states and groups), system or year, the most cases
    first.

    A case with two suppliers counts under each.
    """
    if known != NOW:
        with as_known(ledger, catalog, known) as then:
            return totals(then, catalog, by, wanted)
    bring_up_to_date(ledger, catalog)
    named = namer(catalog)
    key: ColumnElement[Any] = CASEFILE.c.year if by == "year" else CASEFILE_NAME.c.name
    columns = (
        CASEFILE.c.ordered_low,
        CASEFILE.c.ordered_high,
        CASEFILE.c.delivered_low,
        CASEFILE.c.delivered_high,
    )
    query = select(key.label("key"), func.count(), *(func.coalesce(func.sum(one), 0) for one in columns))
    query = query.where(condition(replace(wanted, abroad=True), catalog), CASEFILE.c.origins > 0)
    if by != "year":
        query = query.join(CASEFILE_NAME, CASEFILE_NAME.c.casefile == CASEFILE.c.number)
        query = query.where(CASEFILE_NAME.c.part == _PARTS[by])
    with ledger.querying() as connection:
        rows = connection.execute(query.group_by(key)).all()
    found = [Total(named(str(row[0])), str(row[0]), *row[1:]) for row in rows if row[0] is not None]
    if by == "year":
        return sorted(found, key=lambda total: total.id)
    return sorted(found, key=lambda total: (-total.cases, total.name))


def _describer(catalog: Catalog) -> Any:
    """What sort of weapon a system is, as SIPRI's registers describe it."""

    def described(id: str) -> str:
        entry = catalog.get(id)
        if entry is None or entry.type == "class":
            return ""
        above = catalog.get(entry.parent) if entry.parent else None
        sort = above.name if above else ""
        return f"{entry.kind} {sort}" if entry.kind and entry.kind.isupper() else entry.kind or sort

    return described
