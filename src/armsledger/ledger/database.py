"""Where a ledger's tables are: what the stores of two database systems have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError

from armsledger.errors import LedgerError
from armsledger.ledger.migrations import migrate, pending_migrations


class Database(ABC):
    """An engine on a ledger's tables; `where` names the place to a user and holds no password."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    @contextmanager
    def querying(self) -> Iterator[Connection]:
        """A connection for queries; within it the ledger does not change."""
        with self.translated_errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start and is wholly in or wholly out."""
        with self.translated_errors(), self._locked() as connection:
            yield connection

    def update(self, at: datetime | None) -> None:
        """Takes the steps that the tables lack; `at` is the moment recorded with them."""
        with self.querying() as connection:
            pending = pending_migrations(connection, self.where)
        if pending:
            with self.writing() as connection:  # asked again: another process may have been quicker
                migrate(connection, pending_migrations(connection, self.where), at)

    def close(self) -> None:
        """Lets go of the place."""
        self.engine.dispose()

    @contextmanager
    def translated_errors(self) -> Iterator[None]:
        """Turns what the database says is wrong with the place into LedgerError and its kin, a sentence
        each."""
        try:
            yield
        except DatabaseError as error:
            defect = isinstance(error, IntegrityError | ProgrammingError)
            if defect and not self._is_refused(error.orig):
                raise  # of ours, not of the place
            raise self._explained(error.orig or error) from error

    def _is_refused(self, error: BaseException | None) -> bool:
        """True where the driver calls a mistake what is only not allowed."""
        return False

    @abstractmethod
    def scrub(self) -> None:
        """Leaves nothing of deleted rows where the tables are kept."""

    @abstractmethod
    def _locked(self) -> AbstractContextManager[Connection]:
        """A transaction that holds the write lock from its start."""

    @abstractmethod
    def _explained(self, error: BaseException) -> LedgerError:
        """What the driver says, as a sentence for a user."""
