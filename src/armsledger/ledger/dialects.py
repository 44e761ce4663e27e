"""How the statements that make the tables are written for each database system.

They are written once, for SQLite. PostgreSQL has other names for some types, compares text by the rules of a
place unless told otherwise, bounds how much text an index of the usual kind takes, and has other triggers.
"""

import re
from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import Connection, text

APPLICATION_ID = 0x41524D4C
"""What marks an SQLite file as a ledger ("ARML" in the header's application id), and a ledger's lock."""
MARK = "an armsledger ledger"
"""What marks a PostgreSQL schema as one (the comment on its table `migration`)."""


class Dialect(Protocol):
    """What a database system has of its own."""

    def rendered(self, statement: str) -> str:
        """A statement written for SQLite, for this system."""

    def sealing(self, tables: tuple[str, ...]) -> Iterator[str]:
        """What refuses every change of these tables' rows."""

    def easing(self, tables: tuple[str, ...]) -> Iterator[str]:
        """What lets rows of these sealed tables be changed while `erasing` has a row."""

    def marking(self, steps: int) -> Iterator[str]:
        """What marks the place as a ledger that has taken so many steps."""


def dialect_of(connection: Connection) -> Dialect:
    """That of a connection."""
    if connection.dialect.name == "sqlite":
        return _SQLite()
    found = connection.scalars(text("SELECT collname FROM pg_collation WHERE collname = 'und-x-icu'")).first()
    return _PostgreSQL(found or "default")


class _SQLite:
    def rendered(self, statement: str) -> str:
        return statement

    def sealing(self, tables: tuple[str, ...]) -> Iterator[str]:
        for table in tables:
            for act in ("UPDATE", "DELETE"):
                yield self._refusing(table, act)

    def easing(self, tables: tuple[str, ...]) -> Iterator[str]:
        for table in tables:
            for act in ("UPDATE", "DELETE"):
                yield f"DROP TRIGGER {table}_refuses_{act.lower()}"
                yield self._refusing(table, act, "WHEN NOT EXISTS (SELECT 1 FROM erasing) ")

    def _refusing(self, table: str, act: str, when: str = "") -> str:
        return (
            f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {act} on {table} refused'); END"
        )

    def marking(self, steps: int) -> Iterator[str]:
        yield f"PRAGMA user_version = {steps}"
        yield f"PRAGMA application_id = {APPLICATION_ID}"


_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bonly\b", '"only"'),
        (r"\bINTEGER\b", "BIGINT"),
        (r"\bBLOB\b", "BYTEA"),
        (r"\bREAL\b", "DOUBLE PRECISION"),
        (r"\bWITHOUT ROWID\b", ""),
        (r"\b(published|since|until) TEXT\b", r"\1 DATE"),
        # A figure as it is written keeps a whole number whole and a fraction a fraction.
        (r"\b(quantity|quantity_low|quantity_high|value_amount),", r"\1 TEXT,"),
        (r"(?s)(CREATE UNIQUE INDEX .*COALESCE.*)", r"\1 NULLS NOT DISTINCT"),
        (r"COALESCE\(published, ''\)", "published"),
        (r"COALESCE\((\w+), ''\)", r"md5(\1)"),
        # Of any length, which only an index by hash takes.
        (r"\btext TEXT NOT NULL UNIQUE", "text TEXT NOT NULL, EXCLUDE USING hash (text WITH =)"),
        (r"(CREATE INDEX phrase_folded ON phrase) ", r"\1 USING hash "),
    )
)
_REFUSAL = (
    "RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', "
    "MESSAGE = concat('the ledger is append-only: ', TG_OP, ' on ', TG_TABLE_NAME, ' refused');"
)
_TEXT = re.compile(r"\b(\w+) TEXT\b")


class _PostgreSQL:
    def __init__(self, collation: str) -> None:
        self._collation = collation
        """By which upper and lower case of all letters are known; all other text is compared by code."""

    def rendered(self, statement: str) -> str:
        for pattern, replacement in _RULES:
            statement = pattern.sub(replacement, statement)
        return _TEXT.sub(self._collated, statement)

    def _collated(self, column: re.Match[str]) -> str:
        return f'{column[0]} COLLATE "{self._collation if column[1] == "quote" else "C"}"'

    def sealing(self, tables: tuple[str, ...]) -> Iterator[str]:
        yield self._function("ledger_refuses", _REFUSAL)
        for table in tables:
            yield self._refusing(table, "ledger_refuses")

    def easing(self, tables: tuple[str, ...]) -> Iterator[str]:
        yield self._function(
            "ledger_refuses_unless_erasing",
            f"IF EXISTS (SELECT 1 FROM erasing) THEN RETURN NULL; END IF; {_REFUSAL}",
        )
        for table in tables:
            yield f"DROP TRIGGER {table}_refuses ON {table}"
            yield self._refusing(table, "ledger_refuses_unless_erasing")

    def _function(self, name: str, body: str) -> str:
        return (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        )

    def _refusing(self, table: str, function: str) -> str:
        return (
            f"CREATE TRIGGER {table}_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )

    def marking(self, steps: int) -> Iterator[str]:
        yield f"COMMENT ON TABLE migration IS '{MARK}'"
