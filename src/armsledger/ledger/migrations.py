"""The steps that bring a ledger's tables to what this version expects.

Steps are named and only ever appended: one that has been released is never edited, because ledgers that
have taken it exist. `schema.py` describes the result; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, inspect, select

from armsledger.errors import LedgerTooNew
from armsledger.ledger import schema
from armsledger.ledger.dialects import dialect_of
from armsledger.ledger.instants import written


@dataclass(frozen=True, slots=True)
class Migration:
    """One named step: SQL statements that are run in order, within one transaction for all pending steps.

    The statements are written for SQLite; `dialects` says what they are elsewhere. `append_only` names
    tables whose rows may not be changed from then on, `erasable` those of them that may be while a row of
    `erasing` says that something is being forgotten.
    """

    name: str
    statements: tuple[str, ...]
    append_only: tuple[str, ...] = ()
    erasable: tuple[str, ...] = ()


_DOCUMENTS_AND_CLAIMS = Migration(
    "0001 documents and claims",
    (
        """CREATE TABLE migration (
            position INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            applied_at TEXT)""",
        # The long columns stand last, so that a query of the short ones never reads their pages.
        """CREATE TABLE document (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL,
            media_type TEXT NOT NULL,
            title TEXT,
            author TEXT,
            publisher TEXT,
            published TEXT,
            address TEXT,
            size_bytes INTEGER NOT NULL,
            problems TEXT,
            origin BLOB,
            text TEXT NOT NULL)""",
        """CREATE TABLE appearance (
            number INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document (number),
            address TEXT,
            publisher TEXT,
            title TEXT,
            published TEXT,
            met_at TEXT NOT NULL)""",
        # NULLs differ from one another in a unique index, hence COALESCE.
        """CREATE UNIQUE INDEX appearance_once ON appearance (
            document, COALESCE(address, ''), COALESCE(publisher, ''), COALESCE(title, ''),
            COALESCE(published, ''))""",
        """CREATE TABLE reading (
            number INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document (number),
            reader TEXT NOT NULL,
            published TEXT,
            read_at TEXT NOT NULL,
            problems TEXT)""",
        "CREATE UNIQUE INDEX reading_once ON reading (document, reader, COALESCE(published, ''))",
        # Names recur in thousands of claims: kept once, with the form that ignores case, which SQLite alone
        # cannot give outside ASCII.
        """CREATE TABLE phrase (
            number INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE,
            folded TEXT NOT NULL)""",
        "CREATE INDEX phrase_folded ON phrase (folded)",
        # The columns without a type keep a whole number whole and a fraction a fraction.
        """CREATE TABLE claim (
            number INTEGER PRIMARY KEY,
            reading INTEGER NOT NULL REFERENCES reading (number),
            position INTEGER NOT NULL,
            id TEXT NOT NULL,
            reader TEXT,
            kind TEXT NOT NULL,
            status TEXT,
            polarity TEXT NOT NULL,
            certainty TEXT NOT NULL,
            realis TEXT NOT NULL,
            confidence REAL NOT NULL,
            quote_start INTEGER NOT NULL,
            quote_end INTEGER NOT NULL,
            quantity_text TEXT, quantity_start INTEGER, quantity_end INTEGER,
            quantity, quantity_low, quantity_high,
            value_text TEXT, value_start INTEGER, value_end INTEGER,
            value_amount, value_currency TEXT,
            time_text TEXT, time_start INTEGER, time_end INTEGER,
            since TEXT, until TEXT,
            quote TEXT NOT NULL,
            why TEXT,
            UNIQUE (reading, position))""",
        "CREATE INDEX claim_id ON claim (id)",
        """CREATE TABLE claim_span (
            claim INTEGER NOT NULL REFERENCES claim (number),
            part TEXT NOT NULL CHECK (part IN ('role', 'place', 'source')),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            phrase INTEGER REFERENCES phrase (number),
            span_start INTEGER,
            span_end INTEGER,
            entity INTEGER REFERENCES phrase (number),
            PRIMARY KEY (claim, part, position)) WITHOUT ROWID""",
        "CREATE INDEX claim_span_phrase ON claim_span (phrase)",
        "CREATE INDEX claim_span_entity ON claim_span (entity)",
    ),
    append_only=("migration", "document", "appearance", "reading", "phrase", "claim", "claim_span"),
)

_TOPIC_AND_STANCE = Migration(
    "0002 topic and stance",
    ("ALTER TABLE claim ADD COLUMN topic TEXT", "ALTER TABLE claim ADD COLUMN stance TEXT"),
)

_JUDGEMENTS_AND_CASES = Migration(
    "0003 judgements and cases",
    (
        """CREATE TABLE judgement (
            number INTEGER PRIMARY KEY,
            act TEXT NOT NULL,
            who TEXT NOT NULL,
            made_at TEXT NOT NULL,
            why TEXT,
            undoes INTEGER REFERENCES judgement (number),
            body TEXT NOT NULL)""",
        "ALTER TABLE appearance ADD COLUMN path TEXT",
        # What follows is derived: it can be made again from the tables above at any time.
        """CREATE TABLE linked (
            reading INTEGER PRIMARY KEY,
            wire TEXT)""",
        """CREATE TABLE linking (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            version TEXT NOT NULL,
            judgement INTEGER NOT NULL)""",
        """CREATE TABLE account (
            number INTEGER PRIMARY KEY,
            reading INTEGER NOT NULL,
            level INTEGER NOT NULL,
            component INTEGER NOT NULL,
            anchor INTEGER NOT NULL,
            joined INTEGER NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            body BLOB NOT NULL,
            traces BLOB NOT NULL)""",
        "CREATE INDEX account_component ON account (component)",
        "CREATE INDEX account_anchor ON account (anchor)",
        "CREATE INDEX account_reading ON account (reading)",
        """CREATE TABLE account_claim (
            account INTEGER NOT NULL,
            claim INTEGER NOT NULL,
            PRIMARY KEY (account, claim)) WITHOUT ROWID""",
        "CREATE INDEX account_claim_claim ON account_claim (claim)",
        """CREATE TABLE account_key (
            key INTEGER NOT NULL,
            since INTEGER NOT NULL,
            account INTEGER NOT NULL,
            told_more INTEGER NOT NULL,
            PRIMARY KEY (key, since, account)) WITHOUT ROWID""",
        "CREATE INDEX account_key_account ON account_key (account)",
        """CREATE TABLE account_near (
            account INTEGER NOT NULL,
            component INTEGER NOT NULL,
            PRIMARY KEY (account, component)) WITHOUT ROWID""",
        "CREATE INDEX account_near_component ON account_near (component)",
        """CREATE TABLE casefile (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT,
            since TEXT,
            until TEXT,
            published TEXT,
            origins INTEGER NOT NULL,
            origins_against INTEGER NOT NULL,
            claims INTEGER NOT NULL,
            documents INTEGER NOT NULL,
            abroad INTEGER NOT NULL,
            year INTEGER,
            ordered_low REAL, ordered_high REAL, delivered_low REAL, delivered_high REAL,
            rank TEXT NOT NULL,
            body TEXT NOT NULL)""",
        "CREATE INDEX casefile_rank ON casefile (abroad, rank, id)",
        "CREATE INDEX casefile_id ON casefile (id)",
        "CREATE INDEX casefile_published ON casefile (published, id)",
        """CREATE TABLE casefile_name (
            casefile INTEGER NOT NULL,
            part TEXT NOT NULL,
            name TEXT NOT NULL,
            asserts INTEGER NOT NULL,
            PRIMARY KEY (casefile, part, name)) WITHOUT ROWID""",
        "CREATE INDEX casefile_name_name ON casefile_name (part, name)",
    ),
    append_only=("judgement",),
)

_FORGETTING = Migration(
    "0004 forgetting",
    # Holds a row only within the transaction that forgets.
    ("CREATE TABLE erasing (document INTEGER PRIMARY KEY)",),
    erasable=("document", "appearance", "reading", "phrase", "claim", "claim_span"),
)

_RECORDS = Migration(
    "0005 records of sources",
    ("CREATE TABLE record (origin TEXT PRIMARY KEY, letter TEXT NOT NULL)",),
)

_HOW_FAR = Migration(
    "0006 how far linking has come",
    ("ALTER TABLE linking ADD COLUMN reading INTEGER NOT NULL DEFAULT 0",),
)

MIGRATIONS: tuple[Migration, ...] = (
    _DOCUMENTS_AND_CLAIMS,
    _TOPIC_AND_STANCE,
    _JUDGEMENTS_AND_CASES,
    _FORGETTING,
    _RECORDS,
    _HOW_FAR,
)
"""Every step there has been, oldest first."""


def pending_migrations(connection: Connection, where: str) -> tuple[Migration, ...]:
    """The steps that the ledger has yet to take. Raises LedgerTooNew where it has taken one unknown here."""
    if not inspect(connection).has_table("migration"):
        return MIGRATIONS
    taken = connection.scalars(select(schema.MIGRATION.c.name).order_by(schema.MIGRATION.c.position)).all()
    if tuple(taken) != tuple(step.name for step in MIGRATIONS[: len(taken)]):
        raise LedgerTooNew(f"{where} was written by a newer armsledger; upgrade armsledger to use it.")
    return MIGRATIONS[len(taken) :]


def migrate(connection: Connection, pending: Sequence[Migration], at: datetime | None) -> None:
    """Takes the pending steps and marks the ledger, within the caller's transaction."""
    dialect = dialect_of(connection)
    for step in pending:
        for statement in step.statements:
            connection.exec_driver_sql(dialect.rendered(statement))
        for statement in (*dialect.sealing(step.append_only), *dialect.easing(step.erasable)):
            connection.exec_driver_sql(statement)
        count = connection.scalar(select(func.count()).select_from(schema.MIGRATION)) or 0
        applied_at = written(at) if at else None
        connection.execute(
            insert(schema.MIGRATION).values(position=count + 1, name=step.name, applied_at=applied_at)
        )
        for statement in dialect.marking(count + 1):
            connection.exec_driver_sql(statement)
