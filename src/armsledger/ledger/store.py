"""The ledger: documents, the readings of them and their claims, appended and never changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, func, select

from armsledger.errors import UsageError
from armsledger.ledger import appending, erasing, opening, rows
from armsledger.ledger.database import Database
from armsledger.ledger.filtering import ClaimFilter, condition
from armsledger.ledger.instants import instant
from armsledger.ledger.judging import append_judgement, load_judgements
from armsledger.ledger.loading import load_claims
from armsledger.ledger.schema import APPEARANCE, CLAIM, DOCUMENT, READING
from armsledger.ledger.stored import Added, StoredAppearance, StoredClaim, StoredJudgement, StoredReading
from armsledger.model import Appearance, Document, Reading
from armsledger.model.judgement import Judgement

_EVERY_CURRENT_CLAIM = ClaimFilter()
_HEXADECIMAL = frozenset("0123456789abcdef")


class Ledger:
    """Documents, readings and claims, each addition wholly in or wholly out. Nothing is ever changed,
    unless a document is to be forgotten.

    A context manager; `close` it otherwise. Every method may raise LedgerError and its kin.
    """

    def __init__(self, database: Database) -> None:
        """For `open` and `in_memory`, which make ledgers."""
        self._database = database

    @classmethod
    def open(
        cls, place: Path | str, *, create: bool = True, wait_s: float = 10.0, at: datetime | None = None
    ) -> "Ledger":
        """The ledger in a file; an absent or empty file becomes one where `create`.

        An address `postgresql://USER@HOST:PORT/DATABASE` names a database on a server instead, of which an
        empty one becomes a ledger. A file that may only be read is opened for queries. `wait_s` is how long
        to wait for another process that writes; `at` is the moment recorded with the making or upgrading of
        the tables. Raises NotALedger, LedgerTooNew, LedgerBusy, or LedgerError for what else keeps it from
        being used.
        """
        return cls(opening.open_place(place, create=create, wait_s=wait_s, at=at))

    @classmethod
    def in_memory(cls, *, at: datetime | None = None) -> "Ledger":
        """A ledger that is gone when it is closed; for one thread."""
        return cls(opening.open_memory(at))

    def close(self) -> None:
        """Lets go of the file or the server."""
        self._database.close()

    @property
    def where(self) -> str:
        """The place, as it may be shown to a user: without a password."""
        return self._database.where

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
        with self.writing() as connection:
            number, is_new = appending.append_document(connection, document)
            met = appending.append_appearance(connection, number, appearance, at)
            read = appending.append_reading(connection, number, reading, at)
        return Added(is_new, met, read)

    def add_appearance(self, appearance: Appearance, *, at: datetime) -> bool:
        """Adds one more meeting with a document that is there; False where it is known already.

        Raises ValueError for a document that is not in the ledger.
        """
        with self.writing() as connection:
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
        with self.querying() as connection:
            return connection.scalar(wanted) is not None

    def document(self, document_id: str) -> Document | None:
        """The document with that id, or None."""
        with self.querying() as connection:
            row = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == document_id)).one_or_none()
        return None if row is None else rows.document_of(row)

    def documents(self) -> Iterator[Document]:
        """Every document in the order of its adding, one at a time in memory."""
        with self.querying() as connection:
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
        with self.querying() as connection:
            return [
                StoredAppearance(
                    Appearance(document_id, row.address, row.publisher, row.title, row.published, row.path),
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
        with self.querying() as connection:
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
        with self.querying() as connection:
            return load_claims(connection, condition(wanted))

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
        with self.querying() as connection:
            ids = connection.scalars(select(CLAIM.c.id).where(begins).distinct().order_by(CLAIM.c.id)).all()
            if not ids:
                return None
            if len(ids) > 1:
                raise UsageError(
                    f"{len(ids)} claims begin with {claim_id}, {ids[0]} and {ids[1]} among them; "
                    "give more digits."
                )
            newest = select(func.max(CLAIM.c.reading)).where(CLAIM.c.id == ids[0]).scalar_subquery()
            return load_claims(connection, (CLAIM.c.id == ids[0]) & (CLAIM.c.reading == newest))[0]

    def judge(self, judgement: Judgement) -> int:
        """Appends a judgement and returns its number. Raises UsageError for an undoing of nothing."""
        with self.writing() as connection:
            return append_judgement(connection, judgement)

    def judgements(self) -> list[StoredJudgement]:
        """Every judgement in the order of making."""
        with self.querying() as connection:
            return load_judgements(connection)

    def forgotten(self, document_id: str) -> StoredJudgement | None:
        """The judgement by which a document was forgotten, or None."""
        with self.querying() as connection:
            return erasing.forgotten(connection, document_id)

    def documents_named(self, name: str) -> list[str]:
        """The ids of the documents that a name may mean: an id or its beginning, a path or an address."""
        with self.querying() as connection:
            return erasing.documents_named(connection, name)

    def mark_forgotten(self, judgement: Judgement) -> StoredJudgement:
        """Appends a judgement that forgets a document, which claims nothing from then on.

        `erase` takes out its words, once nothing that is made from them is left. A document that is marked
        already is not marked again. Raises UsageError for a document that there is not.
        """
        assert judgement.document is not None
        with self.writing() as connection:
            known = erasing.forgotten(connection, judgement.document)
            return known or StoredJudgement(erasing.mark(connection, judgement), judgement, None)

    def erase(self, forgetting: StoredJudgement) -> None:
        """Takes the words of a document that is marked as forgotten out of the ledger, for good."""
        with self.writing() as connection:
            erasing.erase(connection, forgetting)
        self._database.scrub()

    @contextmanager
    def querying(self) -> Iterator[Connection]:
        """A connection for queries; within it the ledger does not change."""
        with self._database.querying() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start, wholly in or wholly out."""
        with self._database.writing() as connection:
            yield connection
