"""Moments as the ledger writes them: ISO 8601 in UTC, to the second, so that text sorts as time."""

from datetime import UTC, datetime


def written(at: datetime) -> str:
    """`at` as text. Raises ValueError for a time without its zone, which would name no moment."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; the ledger keeps moments, not clock faces")
    return at.astimezone(UTC).isoformat(timespec="seconds")


def instant(text: str) -> datetime:
    """The moment that `written` wrote."""
    return datetime.fromisoformat(text)
