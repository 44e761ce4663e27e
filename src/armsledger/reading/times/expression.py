"""What the finder of times gives back."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in a text and the days it stands for.

    `start` and `end` are half-open, and the preposition is inside ("since 2019"). `since` and `until` are
    both included; None is an open or unknown end. `resolved` is False where a publication date or an anchor
    was needed and not there, or the words name no day of the calendar.
    `grain`: day, week, month, quarter, season, part, year, decade, range, open.
    `kind`: absolute, relative (to the publication date), anaphoric (to another time in the text),
    duration (a length, never a date) or dateline (when the text was written or published, not when
    anything happened).
    """

    start: int
    end: int
    text: str
    since: date | None
    until: date | None
    resolved: bool
    grain: str
    kind: str
