"""Partial dates: ISO 8601 to the day, the month or the year, as far as somebody says."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def earliest(text: str) -> date:
    """The first day that "2007", "2007-03" or "2007-03-24" can mean. Raises ValueError for anything else."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def latest(text: str) -> date:
    """The last day that it can mean. Raises ValueError for what is no date."""
    year, month, day = _parts(text)
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no date")
    year, month, day = (int(part) if part else None for part in found.groups())
    return year or 0, month, day


@dataclass(frozen=True, slots=True)
class Interval:
    """When something held: from `since` to `until`, both included, each a partial ISO date.

    None at the start is "for longer than is known", at the end "still, or the end is not known".
    """

    since: str | None = None
    until: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it can have held on `day`: a year alone counts as all of that year."""
        return not (
            (self.since is not None and day < earliest(self.since))
            or (self.until is not None and day > latest(self.until))
        )

    def surely_holds_on(self, day: date) -> bool:
        """Whether it is known to have held on `day`; not so in a year or month in which it began or ended."""
        return (
            self.since is not None
            and day >= latest(self.since)
            and (self.until is None or day <= earliest(self.until))
        )

    def __str__(self) -> str:
        if self.since and self.since == self.until:
            return self.since
        if self.since and self.until:
            return f"{self.since} to {self.until}"
        return f"from {self.since}" if self.since else f"until {self.until}" if self.until else ""
