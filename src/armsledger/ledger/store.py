"""The ledger: documents, the readings of them and their claims, appended and never changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select

from armsledger.errors import UsageError
from armsledger.ledger import appending, opening, rows
from armsledger.ledger.filtering import ClaimFilter, condition
from armsledger.ledger.instants import instant
from armsledger.ledger.schema import APPEARANCE, CLAIM, CLAIM_SPAN, DOCUMENT, PHRASE, READING
from armsledger.ledger.stored import Added, StoredAppearance, StoredClaim, StoredReading
from armsledger.model import Appearance, Document, Reading

_EVERY_CURRENT_CLAIM = ClaimFilter()
_HEXADECIMAL = frozenset("0123456789abcdef")


class Ledger:
    """Documents, readings and claims, each addition wholly in or wholly out. Nothing is ever changed.

    A context manager; `close` it otherwise. Every method may raise LedgerError and its kin.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        """For `open` and `in_memory`, which make ledgers."""
        self._engine = engine
        self._where = where

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, wait_s: float = 10.0, at: datetime | None = None
    ) -> "Ledger":
        """The ledger in a file; an absent or empty file becomes one where `create`.

        A file that may only be read is opened for queries. `wait_s` is how long to wait for another process
        that writes; `at` is the moment recorded with the making or upgrading of the tables. Raises
        NotALedger, LedgerTooNew, LedgerBusy, or LedgerError for what else keeps it from being used.
        """
        return cls(opening.open_file(path, create=create, wait_s=wait_s, at=at), str(path))

    @classmethod
    def in_memory(cls, *, at: datetime | None = None) -> "Ledger":
        """A ledger that is gone when it is closed; for one thread."""
        return cls(opening.open_memory(at), opening.IN_MEMORY)

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, document: Document, appearance: Appearance, reading: Reading, *, at: datetime) -> Added:
        """Adds what is not there yet, in one transaction; adding the same again adds nothing.

        Raises ValueError, and adds nothing, where the three are not of one document, where the ledger keeps
        the document with another text, and where a claim says of the text what is not so: no span, no claim.
        """
        if not document.id == appearance.document_id == reading.document_id:
            raise ValueError("the document, its appearance and its reading must be of one document")
        appending.check_anchors(document, reading)
        with self._writing() as connection:
            number, is_new = appending.append_document(connection, document)
            met = appending.append_appearance(connection, number, appearance, at)
            read = appending.append_reading(connection, number, reading, at)
        return Added(is_new, met, read)

    def add_appearance(self, appearance: Appearance, *, at: datetime) -> bool:
        """Adds one more meeting with a document that is there; False where it is known already.

        Raises ValueError for a document that is not in the ledger.
        """
        with self._writing() as connection:
            number = connection.scalar(
                select(DOCUMENT.c.number).where(DOCUMENT.c.id == appearance.document_id)
            )
            if number is None:
                raise ValueError(f"document {appearance.document_id} is not in the ledger")
            return appending.append_appearance(connection, number, appearance, at)

    def has_reading(self, document_id: str, reader: str, published: date | None) -> bool:
        """True where that reader has read that document on that assumption of its date."""
        wanted = (
            select(READING.c.number)
            .join(DOCUMENT, DOCUMENT.c.number == READING.c.document)
            .where(
                DOCUMENT.c.id == document_id,
                READING.c.reader == reader,
                READING.c.published.is_not_distinct_from(published),
            )
        )
        with self._querying() as connection:
            return connection.scalar(wanted) is not None

    def document(self, document_id: str) -> Document | None:
        """The document with that id, or None."""
        with self._querying() as connection:
            row = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == document_id)).one_or_none()
        return None if row is None else rows.document_of(row)

    def documents(self) -> Iterator[Document]:
        """Every document in the order of its adding, one at a time in memory."""
        with self._querying() as connection:
            ids = connection.scalars(select(DOCUMENT.c.id).order_by(DOCUMENT.c.number)).all()
        for document_id in ids:
            document = self.document(document_id)
            assert document is not None  # nothing is ever deleted
            yield document

    def appearances(self, document_id: str) -> list[StoredAppearance]:
        """Every meeting with the document, oldest first."""
        wanted = (
            select(APPEARANCE)
            .join(DOCUMENT, DOCUMENT.c.number == APPEARANCE.c.document)
            .where(DOCUMENT.c.id == document_id)
            .order_by(APPEARANCE.c.number)
        )
        with self._querying() as connection:
            return [
                StoredAppearance(
                    Appearance(document_id, row.address, row.publisher, row.title, row.published),
                    instant(row.met_at),
                )
                for row in connection.execute(wanted)
            ]

    def readings(self, document_id: str) -> list[StoredReading]:
        """Every reading of the document, oldest first; the last is the one that queries take."""
        counted = (
            select(func.count())
            .select_from(CLAIM)
            .where(CLAIM.c.reading == READING.c.number)
            .scalar_subquery()
        )
        wanted = (
            select(READING, counted.label("claim_count"))
            .join(DOCUMENT, DOCUMENT.c.number == READING.c.document)
            .where(DOCUMENT.c.id == document_id)
            .order_by(READING.c.number)
        )
        with self._querying() as connection:
            return [
                StoredReading(
                    row.number,
                    document_id,
                    row.reader,
                    row.published,
                    instant(row.read_at),
                    row.claim_count,
                    rows.unpack_problems(row.problems),
                )
                for row in connection.execute(wanted)
            ]

    def claims(self, wanted: ClaimFilter = _EVERY_CURRENT_CLAIM) -> list[StoredClaim]:
        """The claims that pass, by document in the order of adding, then in the order of the text.

        Of each document only the reading that was appended last counts, unless the filter names a reading.
        """
        with self._querying() as connection:
            return _load_claims(connection, condition(wanted))

    def claim(self, claim_id: str) -> StoredClaim | None:
        """The claim whose id is, or alone begins with, `claim_id`; None where there is none.

        Of readings that hold it, the one appended last is taken; an id from an older reading is still found.
        Raises UsageError where several ids begin so.
        """
        prefix = claim_id.lower()
        if not prefix or not _HEXADECIMAL.issuperset(prefix):
            return None
        begins = CLAIM.c.id.between(
            prefix, prefix + "g"
        )  # g follows f: every id that begins so, by the index
        with self._querying() as connection:
            ids = connection.scalars(select(CLAIM.c.id).where(begins).distinct().order_by(CLAIM.c.id)).all()
            if not ids:
                return None
            if len(ids) > 1:
                raise UsageError(
                    f"{len(ids)} claims begin with {claim_id}, {ids[0]} and {ids[1]} among them; "
                    "give more digits."
                )
            newest = select(func.max(CLAIM.c.reading)).where(CLAIM.c.id == ids[0]).scalar_subquery()
            return _load_claims(connection, (CLAIM.c.id == ids[0]) & (CLAIM.c.reading == newest))[0]

    @contextmanager
    def _querying(self) -> Iterator[Connection]:
        with opening.translated_errors(self._where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with opening.translated_errors(self._where), opening.writing(self._engine) as connection:
            yield connection


def _load_claims(connection: Connection, where: ColumnElement[bool]) -> list[StoredClaim]:
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
    by_claim = {
        number: list(group)
        for number, group in groupby(connection.execute(spans), key=lambda span: span.claim)
    }
    return [
        StoredClaim(
            rows.claim_of(row, by_claim.get(row.number, [])), row.reading, row.position, row.reading_published
        )
        for row in found
    ]


def _joined(wanted: Select[Any]) -> Select[Any]:
    return (
        wanted.select_from(CLAIM)
        .join(READING, READING.c.number == CLAIM.c.reading)
        .join(DOCUMENT, DOCUMENT.c.number == READING.c.document)
    )
