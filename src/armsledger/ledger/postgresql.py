"""A ledger in a PostgreSQL database (15 or newer): for several people at once, or beside other data.

The tables stand in the first schema of the connection's search path; a schema that holds anything else is
left alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.util import find_spec

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from armsledger.errors import LedgerBusy, LedgerError, NotALedger
from armsledger.ledger.database import Database
from armsledger.ledger.dialects import APPLICATION_ID, MARK
from armsledger.ledger.schema import DERIVED, METADATA

_OLDEST = 15
"""The first to have NULLS NOT DISTINCT."""
_CONNECT_TIMEOUT_S = 10
_NOT_ALLOWED = "42501"
_LOCK = text("SELECT pg_advisory_xact_lock(:mark, hashtext(current_schema()))").bindparams(
    mark=APPLICATION_ID
)


class PostgreSQLDatabase(Database):
    """A ledger on a server. Who writes holds an advisory lock of the schema; who asks sees one state."""

    @contextmanager
    def querying(self) -> Iterator[Connection]:
        """A connection for queries; within it the ledger does not change."""
        still = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with self.translated_errors(), still.connect() as connection:
            yield connection

    @contextmanager
    def _locked(self) -> Iterator[Connection]:
        # Not REPEATABLE READ: what is seen after the lock must be what stands once it is had.
        with self.engine.begin() as connection:
            connection.execute(_LOCK)
            yield connection

    def scrub(self) -> None:
        """Writes the tables anew. What a server keeps besides, its log and its copies, is its keeper's."""
        alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with self.translated_errors(), alone.connect() as connection:
            for table in (*METADATA.tables, *DERIVED.tables):
                connection.execute(text(f'VACUUM FULL "{table}"'))

    def _is_refused(self, error: BaseException | None) -> bool:
        return getattr(error, "sqlstate", None) == _NOT_ALLOWED

    def _explained(self, error: BaseException) -> LedgerError:
        code = getattr(error, "sqlstate", None) or ""
        if code in ("55P03", "40001", "40P01"):
            return LedgerBusy(
                f"{self.where} is being written by another process; try again when that has finished."
            )
        if code in ("25006", _NOT_ALLOWED):
            return LedgerError(f"{self.where} may not be written by this user; ask for the right to write.")
        if code == "53100":
            return LedgerError(
                f"{self.where} cannot grow because the server's disk is full; make room and run the command"
                " again."
            )
        reason = " ".join(str(error).split())
        if not code or code.startswith(("08", "28", "3D")):
            return LedgerError(
                f"{self.where} cannot be reached ({reason}); check that the server runs and the address is"
                " right."
            )
        return LedgerError(f"{self.where} cannot be used ({reason}); check the database.")


def is_address(place: str) -> bool:
    """True where a place is on a PostgreSQL server, not a file."""
    return place.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def open_address(address: str, *, create: bool, wait_s: float, at: datetime | None) -> PostgreSQLDatabase:
    """The ledger at an address `postgresql://USER@HOST:PORT/DATABASE`, with every migration applied.

    A schema without tables becomes a ledger where `create`. `wait_s` is how long to wait for another process
    that writes; `at` is the time recorded with the migrations. Raises LedgerError and its kin.
    """
    url = _url(address)
    database = PostgreSQLDatabase(_engine(url, wait_s), url.set(drivername="postgresql").render_as_string())
    try:
        with database.querying() as connection:
            _examine(connection, database.where, create)
        database.update(at)
    except BaseException:
        database.close()
        raise
    return database


def _url(address: str) -> URL:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            "The address of the ledger cannot be understood; write postgresql://USER@HOST:PORT/DATABASE."
        ) from error
    if find_spec("psycopg") is None:
        raise LedgerError(
            "A ledger on a PostgreSQL server needs a driver; install armsledger[postgresql] to have it."
        )
    return url


def _engine(url: URL, wait_s: float) -> Engine:
    engine = create_engine(url, connect_args={"connect_timeout": _CONNECT_TIMEOUT_S})

    @event.listens_for(engine, "connect")
    def _wait(connection: "object", _: object) -> None:
        connection.execute(f"SET lock_timeout = {max(1, int(wait_s * 1000))}")  # type: ignore[attr-defined]
        connection.commit()  # type: ignore[attr-defined]

    return engine


def _examine(connection: Connection, where: str, create: bool) -> None:
    """Raises unless the schema is a ledger, or empty and to become one."""
    major = connection.scalar(text("SELECT current_setting('server_version_num')::int / 10000")) or 0
    if major < _OLDEST:
        raise LedgerError(f"{where} is on PostgreSQL {major}; a ledger needs {_OLDEST} or newer.")
    tables = inspect(connection)
    names = tables.get_table_names()
    if not names and create:
        return
    if not names:
        raise LedgerError(
            f"There is no ledger at {where} yet; add a document to make one, or give another address."
        )
    if "migration" not in names or tables.get_table_comment("migration")["text"] != MARK:
        raise NotALedger(
            f"{where} holds tables of another program, not a ledger; give an empty database, or one with a"
            " schema of its own (?options=-csearch_path=NAME)."
        )
