"""Claims out of their rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from armsledger.ledger import rows
from armsledger.ledger.schema import APPEARANCE, CLAIM, CLAIM_SPAN, DOCUMENT, LINKED, PHRASE, READING
from armsledger.ledger.stored import StoredClaim
from armsledger.model import Claim, Document, KnownClaim
from armsledger.model.case import Met

_BATCH = 500  # values a query: SQLite bounds how many one statement may carry


def load_claims(connection: Connection, where: ColumnElement[bool], known: bool = False) -> list[StoredClaim]:
    """The claims that a condition over `claim`, `reading` and `document` lets pass, in the ledger's order.

    `known` gives claims that know their ids, which spares working them out.
    """
    claims = _joined(
        select(
            CLAIM,
            DOCUMENT.c.id.label("document_id"),
            READING.c.published.label("reading_published"),
            READING.c.reader.label("reading_reader"),
        )
    ).where(where)
    found = connection.execute(claims.order_by(DOCUMENT.c.number, CLAIM.c.reading, CLAIM.c.position)).all()
    numbers = _joined(select(CLAIM.c.number)).where(where)
    entity = PHRASE.alias("entity_phrase")
    spans = (
        select(
            CLAIM_SPAN.c.claim,
            CLAIM_SPAN.c.part,
            CLAIM_SPAN.c.name,
            PHRASE.c.text,
            CLAIM_SPAN.c.span_start,
            CLAIM_SPAN.c.span_end,
            entity.c.text.label("entity"),
        )
        .outerjoin(PHRASE, PHRASE.c.number == CLAIM_SPAN.c.phrase)
        .outerjoin(entity, entity.c.number == CLAIM_SPAN.c.entity)
        .where(CLAIM_SPAN.c.claim.in_(numbers))
        .order_by(CLAIM_SPAN.c.claim, CLAIM_SPAN.c.part, CLAIM_SPAN.c.position)
    )
    by_claim: dict[int, list[rows.SpanRow]] = {}
    for number, *span in connection.execute(spans).all():
        by_claim.setdefault(number, []).append(rows.SpanRow(*span))
    return [
        StoredClaim(
            rows.claim_of(
                row,
                by_claim.get(row.number, []),
                partial(KnownClaim, known_id=row.id) if known else Claim,
            ),
            row.reading,
            row.position,
            row.reading_published,
            row.number,
        )
        for row in found
    ]


def load_numbered(connection: Connection, numbers: Sequence[int]) -> list[StoredClaim]:
    """The claims with these numbers."""
    return [
        stored
        for start in range(0, len(numbers), _BATCH)
        for stored in load_claims(connection, CLAIM.c.number.in_(numbers[start : start + _BATCH]), known=True)
    ]


def _joined(wanted: Select[Any]) -> Select[Any]:
    return (
        wanted.select_from(CLAIM)
        .join(READING, READING.c.number == CLAIM.c.reading)
        .join(DOCUMENT, DOCUMENT.c.number == READING.c.document)
    )


def load_readings(
    connection: Connection, numbers: Sequence[int]
) -> Iterator[tuple[int, Document, date | None, list[StoredClaim]]]:
    """Readings by number: each with its document, the publication date it assumed, and its claims."""
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        by_reading: dict[int, list[StoredClaim]] = {}
        for stored in load_claims(connection, CLAIM.c.reading.in_(some), known=True):
            by_reading.setdefault(stored.reading, []).append(stored)
        wanted = (
            select(DOCUMENT, READING.c.number.label("reading"), READING.c.published.label("assumed"))
            .join(READING, READING.c.document == DOCUMENT.c.number)
            .where(READING.c.number.in_(some))
            .order_by(READING.c.number)
        )
        for row in connection.execute(wanted):
            yield row.reading, rows.document_of(row), row.assumed, by_reading.get(row.reading, [])


def load_publishers(connection: Connection, readings: Sequence[int]) -> dict[str, str]:
    """Who published the documents of readings, by the documents' ids, where it is known."""
    found: dict[str, str] = {}
    for start in range(0, len(readings), _BATCH):
        wanted = (
            select(DOCUMENT.c.id, DOCUMENT.c.publisher.label("own"), APPEARANCE.c.publisher)
            .join(READING, READING.c.document == DOCUMENT.c.number)
            .join(APPEARANCE, APPEARANCE.c.document == DOCUMENT.c.number)
            .where(READING.c.number.in_(readings[start : start + _BATCH]))
            .order_by(APPEARANCE.c.number.desc())
        )
        for row in connection.execute(wanted):
            if row.own or row.publisher:
                found[row.id] = row.own or row.publisher
    return found


def load_met(connection: Connection, ids: Sequence[str]) -> dict[str, Met]:
    """How documents were met, by id: what the first meeting that says it says of publisher, title and
    date."""
    found: dict[str, Met] = {}
    for start in range(0, len(ids), _BATCH):
        wanted = (
            select(
                DOCUMENT.c.id,
                DOCUMENT.c.publisher.label("own_publisher"),
                DOCUMENT.c.title.label("own_title"),
                DOCUMENT.c.published.label("own_published"),
                APPEARANCE,
                READING.c.published.label("assumed"),
                LINKED.c.wire,
            )
            .join(APPEARANCE, APPEARANCE.c.document == DOCUMENT.c.number)
            .join(READING, READING.c.document == DOCUMENT.c.number)
            .join(LINKED, LINKED.c.reading == READING.c.number)
            .where(DOCUMENT.c.id.in_(ids[start : start + _BATCH]))
            .order_by(APPEARANCE.c.number.desc())
        )
        for row in connection.execute(wanted):
            later = found.get(row.id)
            found[row.id] = Met(
                row.id,
                row.own_publisher or row.publisher or (later.publisher if later else None),
                row.own_published or row.assumed or row.published or (later.published if later else None),
                row.path or row.address or (later.path if later else None),
                row.wire,
                row.met_at,
                row.own_title or row.title or (later.title if later else None),
            )
    return found
