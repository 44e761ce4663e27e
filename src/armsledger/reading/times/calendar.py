"""Intervals of days and the arithmetic that news English needs on them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
UNIT_DAYS = {"hour": 0, "day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_THIRDS = {"early": 0, "mid": 1, "late": 2}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `since` to `until`, both included; None is an open end."""

    since: date | None
    until: date | None


def day(year: int, month: int, day_of_month: int) -> Interval | None:
    """One day, or None where the calendar has no such day (30 February)."""
    try:
        found = date(year, month, day_of_month)
    except ValueError:
        return None
    return Interval(found, found)


def months(year: int, month: int, count: int = 1) -> Interval | None:
    """`count` whole months from the given one on (13: the next January); None outside the years 1 to 9998."""
    first, last = year * 12 + month - 1, year * 12 + month + count - 2
    if first < 12 or last // 12 > 9998:
        return None
    length = monthrange(last // 12, last % 12 + 1)[1]
    return Interval(date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, length))


def part_of_year(year: int, part: str) -> Interval | None:
    """A third of a year ("early", "mid", "late"), or its first or last two months ("start", "end")."""
    if part in _THIRDS:
        return months(year, 1 + 4 * _THIRDS[part], 4)
    return months(year, 1 if part == "start" else 11, 2)


def part_of_month(year: int, month: int, part: str) -> Interval | None:
    """The 1st to the 10th ("early", "start"), the 11th to the 20th ("mid"), or the rest ("late", "end")."""
    whole = months(year, month)
    if whole is None or whole.since is None:
        return None
    first = whole.since
    if part in ("early", "start"):
        return Interval(first, first.replace(day=10))
    if part == "mid":
        return Interval(first.replace(day=11), first.replace(day=20))
    return Interval(first.replace(day=21), whole.until)


def part_of_decade(first_year: int, part: str) -> Interval | None:
    """The years 0 to 3 ("early", "start"), 4 to 6 ("mid") or 7 to 9 ("late", "end") of a decade."""
    start, count = {"early": (0, 4), "start": (0, 4), "mid": (4, 3)}.get(part, (7, 3))
    return months(first_year + start, 1, 12 * count)


def calendar_unit(moment: date, unit: str, shift: int = 0) -> Interval | None:
    """The calendar day, week (from Monday), weekend, month, quarter, year… `shift` units after `moment`'s."""
    if unit in UNIT_MONTHS:
        size = UNIT_MONTHS[unit]
        number = (moment.year * 12 + moment.month - 1) // size + shift
        year, month = divmod(number * size, 12)
        return months(year, month + 1, size) if 1 <= year <= 9000 else None
    try:
        if unit in ("day", "hour"):
            return _days(moment + timedelta(shift), 1)
        monday = moment - timedelta(moment.weekday())
        if unit == "weekend":
            return _days(monday + timedelta(7 * shift + 5), 2)
        return _days(monday + timedelta(UNIT_DAYS[unit] * shift), UNIT_DAYS[unit])
    except OverflowError:
        return None


def shift_date(moment: date, unit: str, count: float) -> date | None:
    """`moment` moved by `count` units, to the month's last day at most; None out of the calendar."""
    try:
        if unit == "hour":
            return moment + timedelta(round(count / 24))
        if unit in UNIT_DAYS:
            return moment + timedelta(round(count * UNIT_DAYS[unit]))
        year, month = divmod(moment.year * 12 + moment.month - 1 + round(count * UNIT_MONTHS[unit]), 12)
        return date(year, month + 1, min(moment.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def fiscal_year(year: int, two_years: bool) -> Interval | None:
    """A budget year. "fiscal 2024" is that of the United States, from 1 October of the year before;

    "fiscal 2023-24", a label of two years, runs from 1 April of the first, as in India, Japan or Britain.
    """
    return months(year, 4, 12) if two_years else months(year - 1, 10, 12)


def iranian_year(year: int) -> Interval | None:
    """A year of the Solar Hijri calendar, taken to begin on 21 March (in some years it is the 20th)."""
    return Interval(date(year + 621, 3, 21), date(year + 622, 3, 20)) if 1 <= year <= 3000 else None


def latest_month(month: int, reference: date, future: bool) -> int:
    """The year in which `month` last began by `reference`, or, for the future, next begins or is running."""
    if future:
        return reference.year + (month < reference.month)
    return reference.year - (month > reference.month)


def latest_day(month: int, day_of_month: int, reference: date, future: bool) -> Interval | None:
    """The latest such day on or before `reference`, or the first on or after it for the future."""
    for year in _nearby_years(reference, future):
        found = day(year, month, day_of_month)
        if found and found.since and ((found.since >= reference) if future else (found.since <= reference)):
            return found
    return None


def latest_weekday(weekday: int, reference: date, future: bool) -> Interval | None:
    """The latest such weekday (Monday 0) on or before `reference`, or the first after it for the future."""
    distance = (
        (weekday - reference.weekday() - 1) % 7 + 1 if future else -((reference.weekday() - weekday) % 7)
    )
    try:
        return _days(reference + timedelta(distance), 1)
    except OverflowError:
        return None


def bounded(interval: Interval, relation: str) -> Interval:
    """The interval that a preposition makes of one: "from", "to", "before", "after", else itself."""
    one = timedelta(1)
    if relation == "from":
        return Interval(interval.since, None)
    if relation == "to":
        return Interval(None, interval.until)
    if relation == "before":
        return Interval(None, interval.since - one if interval.since and interval.since > date.min else None)
    if relation == "after":
        return Interval(interval.until + one if interval.until and interval.until < date.max else None, None)
    return interval


def _nearby_years(reference: date, future: bool) -> range:
    return (
        range(reference.year, reference.year + 9) if future else range(reference.year, reference.year - 9, -1)
    )


def _days(first: date, count: int) -> Interval:
    return Interval(first, first + timedelta(count - 1))
