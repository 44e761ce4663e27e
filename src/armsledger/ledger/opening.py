"""Which store a place names: a file, or a database on a PostgreSQL server."""

from datetime import datetime
from pathlib import Path

from armsledger.ledger import postgresql, sqlite
from armsledger.ledger.database import Database


def open_place(place: Path | str, *, create: bool, wait_s: float, at: datetime | None) -> Database:
    """The ledger in a file, or at an address that begins with `postgresql://`, with every migration applied.

    Where there is none yet, one is made where `create`. Raises LedgerError and its kin.
    """
    if isinstance(place, str) and postgresql.is_address(place):
        return postgresql.open_address(place, create=create, wait_s=wait_s, at=at)
    return sqlite.open_file(Path(place), create=create, wait_s=wait_s, at=at)


def open_memory(at: datetime | None) -> Database:
    """A ledger that is gone when it is closed."""
    return sqlite.open_memory(at)
