"""Appending rows, each function within the caller's transaction and under its write lock."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, func, insert, select

from armsledger.ledger import rows
from armsledger.ledger.instants import written
from armsledger.ledger.schema import APPEARANCE, CLAIM, CLAIM_SPAN, DOCUMENT, PHRASE, READING
from armsledger.model import Appearance, Document, Reading

_BATCH = 500  # values a query: SQLite bounds how many one statement may carry


def append_document(connection: Connection, document: Document) -> tuple[int, bool]:
    """The document's number, and whether it is new. Raises ValueError where it is kept with another text.

    The same bytes give another text when the way of reading files has changed. The text that is kept is
    the one that every claim in the ledger counts in, so it stands.
    """
    known = select(DOCUMENT.c.number, DOCUMENT.c.text).where(DOCUMENT.c.id == document.id)
    kept = connection.execute(known).one_or_none()
    if kept is None:
        number = _next_number(connection, DOCUMENT.c.number)
        connection.execute(insert(DOCUMENT).values(number=number, **rows.document_row(document)))
        return number, True
    if kept.text != document.text:
        raise ValueError(f"document {document.id} is kept with another text; read the one that is kept")
    return kept.number, False


def append_appearance(connection: Connection, document: int, appearance: Appearance, at: datetime) -> bool:
    """True where the appearance is new. What is empty counts as unknown."""
    values = {
        "address": appearance.address or None,
        "publisher": appearance.publisher or None,
        "title": appearance.title or None,
        "published": appearance.published,
    }
    known = select(APPEARANCE.c.number).where(
        APPEARANCE.c.document == document,
        *(APPEARANCE.c[name].is_not_distinct_from(value) for name, value in values.items()),
    )
    if connection.scalar(known) is not None:
        return False
    number = _next_number(connection, APPEARANCE.c.number)
    connection.execute(
        insert(APPEARANCE).values(
            number=number, document=document, met_at=written(at), path=appearance.path, **values
        )
    )
    return True


def append_reading(connection: Connection, document: int, reading: Reading, at: datetime) -> bool:
    """True where no reading by that reader on that assumption of the date was there."""
    known = select(READING.c.number).where(
        READING.c.document == document,
        READING.c.reader == reading.reader,
        READING.c.published.is_not_distinct_from(reading.published),
    )
    if connection.scalar(known) is not None:
        return False
    number = _next_number(connection, READING.c.number)
    connection.execute(
        insert(READING).values(
            number=number,
            document=document,
            reader=reading.reader,
            published=reading.published,
            read_at=written(at),
            problems=rows.pack_problems(reading.problems),
        )
    )
    if reading.claims:
        _append_claims(connection, number, reading)
    return True


def check_anchors(document: Document, reading: Reading) -> None:
    """Raises ValueError where a claim says of the document's text what is not so: no span, no claim."""
    for claim in reading.claims:
        if claim.document_id != document.id:
            raise ValueError(f"claim {claim.id} is of document {claim.document_id}, not of {document.id}")
        for part in rows.anchored_in(claim):
            if part.start is None or part.end is None or document.text[part.start : part.end] != part.text:
                raise ValueError(
                    f"claim {claim.id} has {part.text!r} at {part.start}..{part.end}, where the text differs"
                )


def _append_claims(connection: Connection, reading_number: int, reading: Reading) -> None:
    phrases = _phrase_numbers(connection, rows.phrases_in(reading.claims))
    first = _next_number(connection, CLAIM.c.number)
    numbered = list(enumerate(reading.claims, first))
    connection.execute(
        insert(CLAIM),
        [
            rows.claim_row(
                claim,
                number=number,
                reading=reading_number,
                position=number - first,
                reader=reading.reader,
            )
            for number, claim in numbered
        ],
    )
    connection.execute(
        insert(CLAIM_SPAN),
        [row for number, claim in numbered for row in rows.span_rows(claim, number, phrases)],
    )


def _phrase_numbers(connection: Connection, phrases: Sequence[str]) -> dict[str, int]:
    """The number of each phrase, appending those that are new."""
    numbers: dict[str, int] = {}
    for start in range(0, len(phrases), _BATCH):
        known = select(PHRASE.c.text, PHRASE.c.number).where(
            PHRASE.c.text.in_(phrases[start : start + _BATCH])
        )
        numbers.update((row.text, row.number) for row in connection.execute(known))
    missing = [phrase for phrase in phrases if phrase not in numbers]
    if missing:
        first = _next_number(connection, PHRASE.c.number)
        connection.execute(
            insert(PHRASE),
            [
                {"number": number, "text": phrase, "folded": phrase.casefold()}
                for number, phrase in enumerate(missing, first)
            ],
        )
        numbers.update((phrase, number) for number, phrase in enumerate(missing, first))
    return numbers


def _next_number(connection: Connection, column: Column[int]) -> int:
    return (connection.scalar(select(func.max(column))) or 0) + 1
