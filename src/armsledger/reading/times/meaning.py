"""What a core means, and what its meaning depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armsledger.reading.times.calendar import Interval

_RECENT_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is resolved against; `future` says that its clause looks ahead.

    `anchor` is the last time told, `occasion` the last stretch of a few days, `told` the date that a day or
    month without a year follows on from.
    """

    published: date | None
    anchor: Interval | None
    future: bool
    told: date | None = None
    occasion: Interval | None = None
    headed: int | None = None
    """The year of the heading that a timeline's line stands under."""

    def anchor_day(self, first: bool) -> date | None:
        """The anchor's first or last day; its other end where that one is open."""
        if self.anchor is None:
            return None
        ends = (self.anchor.since, self.anchor.until)
        return (ends[0] or ends[1]) if first else (ends[1] or ends[0])

    def told_year(self, month: int) -> int | None:
        """The year that the tale goes on in at `month`: that of `told` or the next; None where it does not.

        A month just past needs no year in any tale, so it counts from publication.
        """
        if self.told is None or self.published is None:
            return None
        year = self.told.year + (month < self.told.month)
        if self.future:
            return year
        months_ago = (self.published.month - month) % 12
        past = (year, month) <= (self.published.year, self.published.month)
        return year if past and months_ago > _RECENT_MONTHS else None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a core stands for. `interval` is None where the setting lacks what it needs.

    `exact` is the stretch meant when a preposition follows on ("since two years ago") if that is another
    than the one meant without. `is_range` says that the core itself has two ends.
    """

    interval: Interval | None
    grain: str
    kind: str = "absolute"
    exact: Interval | None = None
    is_range: bool = False
