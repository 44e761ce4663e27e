"""A ledger in an SQLite file: is it one, may it be written, and who writes now?

Nothing is written to a file before it is known to be a ledger, or to be empty.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from armsledger.errors import LedgerBusy, LedgerError, NotALedger
from armsledger.ledger.database import Database
from armsledger.ledger.dialects import APPLICATION_ID

IN_MEMORY = "the ledger in memory"


class SQLiteDatabase(Database):
    """A ledger in one file, or in memory."""

    @contextmanager
    def _locked(self) -> Iterator[Connection]:
        at_once = self.engine.connect().execution_options(ledger_begin="BEGIN IMMEDIATE")
        with at_once as connection, connection.begin():
            yield connection

    def scrub(self) -> None:
        """Writes the file anew and empties the log beside it."""
        with self.translated_errors(), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            (busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.close()
        if busy:
            raise LedgerBusy(
                f"{self.where} is being read by another process; try again when that has finished."
            )

    def _explained(self, error: BaseException) -> LedgerError:
        return _explained(error, self.where)


def open_file(path: Path, *, create: bool, wait_s: float, at: datetime | None) -> SQLiteDatabase:
    """The ledger at `path`, with every migration applied.

    An absent or empty file becomes a ledger where `create`. `wait_s` is how long to wait for another
    process that writes; `at` is the time recorded with the migrations. Raises LedgerError and its kin.
    """
    found = _examine(path, create)
    uri = path.absolute().as_uri()
    writable = not found or _is_writable(path)
    access = "rwc" if not found else "rw" if writable else "ro" + _unlogged(path)
    database = SQLiteDatabase(_engine(f"{uri}?mode={access}", wait_s, QueuePool), str(path))
    try:
        database.update(at)
        if writable:
            with _translated(str(path)):
                _log_ahead(database.engine)
    except BaseException:
        database.close()
        raise
    return database


def open_memory(at: datetime | None) -> SQLiteDatabase:
    """A ledger that is gone when it is closed."""
    database = SQLiteDatabase(_engine("file::memory:", 0, StaticPool), IN_MEMORY)
    database.update(at)
    return database


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """`Database.translated_errors` for what is asked of the file without an engine."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explained(error, where) from error


def _explained(error: BaseException, where: str) -> LedgerError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(f"{where} is being written by another process; try again when that has finished.")
    if name.startswith("SQLITE_NOTADB"):
        return NotALedger(
            f"{where} is not a ledger; give the path of one, or of a file that does not exist yet."
        )
    if name.startswith("SQLITE_CORRUPT"):
        return LedgerError(f"{where} is damaged ({error}); restore it from a copy.")
    if name.startswith("SQLITE_READONLY"):
        return LedgerError(f"{where} is read-only; make it writable, or copy it and use the copy.")
    if name.startswith("SQLITE_FULL"):
        return LedgerError(
            f"{where} cannot grow because the disk is full; make room and run the command again."
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return LedgerError(
            f"{where} cannot be opened; check that you may read it and write in its directory."
        )
    return LedgerError(f"{where} cannot be used ({error}); check the file and the disk that it is on.")


def _examine(path: Path, create: bool) -> bool:
    """True where a ledger is at `path`, False where one is to be made; anything else raises."""
    try:
        size_bytes = path.stat().st_size
    except FileNotFoundError:
        size_bytes = 0
        if not path.parent.is_dir():
            raise LedgerError(
                f"{path.parent} is not a directory; make it first, or give another path."
            ) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null character in it
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise LedgerError(f"{path} cannot be opened: {reason}.") from error
    if path.is_dir():
        raise LedgerError(
            f"{path} is a directory; give the path of a ledger file, such as {path / 'ledger.db'}."
        )
    if path.exists() and not path.is_file():
        raise NotALedger(f"{path} is not a regular file; give the path of a ledger.")
    if size_bytes == 0:
        if not create:
            raise LedgerError(
                f"There is no ledger at {path} yet; add a document to make one, or give another path."
            )
        return False
    _identify(path)
    return True


def _identify(path: Path) -> None:
    """Raises NotALedger unless the file's header says it is a ledger. Leaves no trace beside the file.

    Opened as immutable, which takes no lock and makes no log: the mark never changes once it is written.
    Read through SQLite rather than as bytes, because closing a file drops all locks of this process on it.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with _translated(str(path)), closing(sqlite3.connect(uri, uri=True)) as connection:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID:
        raise NotALedger(f"{path} is a database of another program, not a ledger; give the path of a ledger.")


def _unlogged(path: Path) -> str:
    """Where nothing can be written beside a ledger and nothing is, it can only be read as immutable."""
    log = path.with_name(path.name + "-wal")
    return "" if _is_writable(path.parent) or log.exists() else "&immutable=1"


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _engine(uri: str, wait_s: float, pool: type[Pool]) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False
        )
        connection.create_function("lower", 1, _lower, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=pool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("ledger_begin", "BEGIN"))

    return engine


def _lower(text: str | None) -> str | None:
    """SQLite's own `lower` knows ASCII only."""
    return None if text is None else text.lower()


def _log_ahead(engine: Engine) -> None:
    """Lets readers read while a writer writes. The setting stays with the file."""
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        (mode,) = cursor.execute("PRAGMA journal_mode").fetchone()
        if mode != "wal":
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
