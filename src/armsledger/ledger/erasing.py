"""Lawful erasure: the one change that a ledger allows. Each function works within the caller's transaction.

A document is first marked as forgotten, by a judgement and an empty reading that counts from then on, so that
its cases can be made anew without it; then its words are taken out. What stays is that there was a document,
by its hash, when it was met and read, and why it is gone.
"""

from sqlalchemy import Connection, delete, insert, null, or_, select, update

from armsledger.errors import UsageError
from armsledger.ledger.appending import append_reading
from armsledger.ledger.judging import append_judgement, load_judgements
from armsledger.ledger.schema import (
    APPEARANCE,
    CLAIM,
    CLAIM_SPAN,
    DOCUMENT,
    ERASING,
    JUDGEMENT,
    PHRASE,
    READING,
)
from armsledger.ledger.stored import StoredJudgement
from armsledger.model import Reading
from armsledger.model.judgement import Judgement

_READER = "forgotten"


def forgotten(connection: Connection, document_id: str) -> StoredJudgement | None:
    """The judgement by which a document was forgotten, or None."""
    if connection.scalar(select(JUDGEMENT.c.number).where(JUDGEMENT.c.act == "forget").limit(1)) is None:
        return None
    return next((one for one in load_judgements(connection) if one.judgement.document == document_id), None)


def documents_named(connection: Connection, name: str) -> list[str]:
    """The ids of the documents that `name` may mean: an id or its beginning, a path or an address."""
    met = select(APPEARANCE.c.document).where(or_(APPEARANCE.c.path == name, APPEARANCE.c.address == name))
    meant = or_(
        DOCUMENT.c.id.startswith(name.lower(), autoescape=True),
        DOCUMENT.c.address == name,
        DOCUMENT.c.number.in_(met),
    )
    return list(connection.scalars(select(DOCUMENT.c.id).where(meant).order_by(DOCUMENT.c.number)))


def mark(connection: Connection, judgement: Judgement) -> int:
    """Appends the judgement and a reading that claims nothing. The judgement's number."""
    document = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == judgement.document)).one_or_none()
    if document is None:
        raise UsageError(f"there is no document {judgement.document} in this ledger.")
    reading = Reading(document.id, _READER, None, ())
    append_reading(connection, document.number, reading, judgement.made_at)
    return append_judgement(connection, judgement)


def erase(connection: Connection, forgetting: StoredJudgement) -> None:
    """Takes out the words of a document that is marked: its text, its details, and all that was claimed."""
    judgement = forgetting.judgement
    document = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == judgement.document)).one()
    readings = select(READING.c.number).where(READING.c.document == document.number)
    claims = select(CLAIM.c.number).where(CLAIM.c.reading.in_(readings))
    connection.execute(insert(ERASING).values(document=document.number))
    named = [CLAIM_SPAN.c.phrase, CLAIM_SPAN.c.entity]
    phrases = {
        number
        for column in named
        for number in connection.scalars(select(column).where(CLAIM_SPAN.c.claim.in_(claims)))
    }
    connection.execute(delete(CLAIM_SPAN).where(CLAIM_SPAN.c.claim.in_(claims)))
    connection.execute(delete(CLAIM).where(CLAIM.c.reading.in_(readings)))
    for number in sorted(phrases - {None}):
        used = select(CLAIM_SPAN.c.claim).where(or_(*(column == number for column in named))).limit(1)
        if connection.scalar(used) is None:
            connection.execute(delete(PHRASE).where(PHRASE.c.number == number))
    connection.execute(update(READING).where(READING.c.document == document.number).values(problems=null()))
    _blank_appearances(connection, document.number)
    stub = (
        f"Forgotten on {judgement.made_at.date()}: {(judgement.why or '').rstrip('.')}."
        f" SHA-256 of what was here: {document.sha256}"
    )
    connection.execute(
        update(DOCUMENT)
        .where(DOCUMENT.c.number == document.number)
        .values(text=stub, title=None, author=None, address=None, problems=None, origin=None)
    )
    connection.execute(delete(ERASING))


def _blank_appearances(connection: Connection, document: int) -> None:
    """When and by whom it was published stays, each once; its titles, addresses and paths do not."""
    known: set[tuple[object, ...]] = set()
    of_document = select(APPEARANCE).where(APPEARANCE.c.document == document).order_by(APPEARANCE.c.number)
    for row in connection.execute(of_document).all():
        if (row.publisher, row.published) in known:  # no two may be alike once they are blank
            connection.execute(delete(APPEARANCE).where(APPEARANCE.c.number == row.number))
        known.add((row.publisher, row.published))
    connection.execute(
        update(APPEARANCE)
        .where(APPEARANCE.c.document == document)
        .values(title=None, address=None, path=None)
    )
