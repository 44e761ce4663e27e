"""Cores that point from the publication date or from another time in the text; and lengths of time."""

from __future__ import annotations

from datetime import date

from armsledger.reading.times import calendar
from armsledger.reading.times.calendar import Interval
from armsledger.reading.times.context import goes_on
from armsledger.reading.times.dates import Match, Resolver
from armsledger.reading.times.meaning import Meaning, Setting
from armsledger.reading.times.numerals import read_numeral
from armsledger.reading.times.vocabulary import PARTS, SEASON_MONTHS, month_number, weekday_number

_SHIFTS = {"this": 0, "the": 0, "the current": 0, "last": -1, "next": 1}
_DAY_SHIFTS = {"yesterday": -1, "tomorrow": 1, "last": -1, "before": -2, "after": 2}
_BACKWARDS = ("past", "last", "previous", "preceding")
_FORWARDS = ("next", "coming")
# What an indefinite number of units may be, from and to.
_INDEFINITE = {
    "couple": (2.0, 2.0),
    "few": (2.0, 5.0),
    "several": (3.0, 7.0),
    "half": (0.5, 0.5),
    "one": (1.0, 1.0),
}
_GRAINS = {"hour": "day", "fortnight": "range", "weekend": "range", "century": "range"}
_LONGEST = 1000  # units: a longer shift leaves the calendar of news


def _grain(unit: str) -> str:
    return _GRAINS.get(unit, unit)


def _unit(word: str) -> str:
    return "century" if word.lower().startswith("centur") else word.lower()


def _count(match: Match) -> tuple[float, float] | None:
    """The number of units, from and to; None where there is none or it is out of all proportion."""
    words = match["number"].lower()
    named = next((pair for word, pair in _INDEFINITE.items() if word in words.split()), None)
    low = read_numeral(words)
    if low is None:
        if named is None:
            named = (1.0, 1.0) if words in ("a", "an") else None
        return named
    high = read_numeral(match["number_to"]) if match["number_to"] else low
    return (low, high) if high is not None and 0 < low <= high <= _LONGEST else None


def _deictic(match: Match, setting: Setting) -> Meaning | None:
    if not setting.published:
        return Meaning(None, "day", "relative")
    words = match[0].lower().split()
    shift = next((_DAY_SHIFTS[word] for word in reversed(words) if word in ("before", "after")), None)
    if shift is None:
        shift = _DAY_SHIFTS.get(words[0], 0)
    return Meaning(calendar.calendar_unit(setting.published, "day", shift), "day", "relative")


def _weekday(match: Match, setting: Setting) -> Meaning | None:
    if not setting.published:
        return Meaning(None, "day", "relative")
    which, weekday = (match["which"] or "").lower(), weekday_number(match["weekday"])
    if which == "this":
        week = calendar.calendar_unit(setting.published, "week")
        found = week and week.since and calendar.calendar_unit(week.since, "day", weekday)
        return Meaning(found or None, "day", "relative")
    reference: date | None = setting.published
    if which == "last":
        reference = calendar.shift_date(setting.published, "day", -1)
    future = which == "next" or (setting.future and which != "last")
    found = calendar.latest_weekday(weekday, reference, future) if reference else None
    return Meaning(found, "day", "relative")


def _unit_of_now(match: Match, setting: Setting) -> Meaning | None:
    """ "this year", "late last month", "earlier this week", "the end of the year"."""
    unit, published = _unit(match["unit"]), setting.published
    words = match.groupdict()
    part = (
        PARTS[(words.get("part") or words["edge"]).lower()]
        if words.get("part") or words.get("edge")
        else None
    )
    grain = "part" if part or words.get("shift") else _grain(unit)
    if unit in ("hour", "century") or (unit == "day" and not part):
        return None
    if not published:
        return Meaning(None, grain, "relative")
    shift = _SHIFTS[" ".join((words.get("which") or "this").lower().split())]
    whole = calendar.calendar_unit(published, unit, shift)
    if whole is None or whole.since is None or whole.until is None:
        return Meaning(None, grain, "relative")
    if words.get("shift") and shift == 0:
        earlier = words["shift"].lower() == "earlier"
        whole = Interval(whole.since, published) if earlier else Interval(published, whole.until)
    return Meaning(_part_of(whole, unit, part) if part else whole, grain, "relative")


def _part_of(whole: Interval, unit: str, part: str) -> Interval | None:
    if whole.since is None:
        return whole
    if unit == "year":
        return calendar.part_of_year(whole.since.year, part)
    if unit == "month":
        return calendar.part_of_month(whole.since.year, whole.since.month, part)
    if unit == "decade":
        return calendar.part_of_decade(whole.since.year, part)
    return whole


def _window(match: Match, setting: Setting) -> Meaning | None:
    """ "over the past decade", "in the next two years", "in the coming months", "the following month"."""
    which, unit = match["which"].lower(), _unit(match["unit"])
    words = match.groupdict()
    count = _count(match) if match["number"] else None
    if match["number"] and count is None:
        return None
    plural = match["unit"].lower() != unit or match[0].lower().endswith("s")
    if which in ("previous", "preceding", "following"):
        return _beside_anchor(which, unit, count, setting)
    if which == "next" and count is None and not words.get("lead"):
        return _beside_anchor("following", unit, None, setting)
    if count is None and plural:
        interval = Interval(setting.published, None) if setting.published else None
        return Meaning(interval, "open", "relative", is_range=True) if which == "coming" else None
    if count is None and unit in ("hour", "day") and which != "coming":
        return None
    if not setting.published:
        return Meaning(None, "range", "relative", is_range=True)
    return Meaning(_stretch(setting.published, unit, (count or (1.0, 1.0))[1], which in _BACKWARDS), "range",
                   "relative", is_range=True)  # fmt: skip


def _stretch(moment: date, unit: str, count: float, backwards: bool) -> Interval | None:
    other = calendar.shift_date(moment, unit, -count if backwards else count)
    if other is None:
        return None
    return Interval(other, moment) if backwards else Interval(moment, other)


def _beside_anchor(
    which: str, unit: str, count: tuple[float, float] | None, setting: Setting
) -> Meaning | None:
    backwards = which in _BACKWARDS
    grain = "range" if count else _grain(unit)
    moment = setting.anchor_day(backwards)
    if moment is None:
        return Meaning(None, grain, "anaphoric")
    if count:
        return Meaning(_stretch(moment, unit, count[1], backwards), grain, "anaphoric", is_range=True)
    return Meaning(calendar.calendar_unit(moment, unit, -1 if backwards else 1), grain, "anaphoric")


def _ago(match: Match, setting: Setting) -> Meaning | None:
    unit, count = _unit(match["unit"]), _count(match)
    if count is None:
        return None
    if not setting.published:
        return Meaning(None, _grain(unit), "relative")
    since, until = (calendar.shift_date(setting.published, unit, -number) for number in reversed(count))
    if since is None or until is None:
        return None
    exact = Interval(since, until)
    if count[0] != count[1]:
        return Meaning(exact, "range", "relative")
    whole = "year" if unit in ("decade", "century") else "month" if unit == "quarter" else unit
    whole = "week" if unit == "fortnight" else whole
    if count[0] % 1:
        whole = "month"
    return Meaning(calendar.calendar_unit(since, whole), _grain(whole), "relative", exact)


def _later(match: Match, setting: Setting) -> Meaning | None:
    """ "two days later", "a year earlier", "the year before": the calendar unit so far from the anchor."""
    unit = _unit(match["unit"] or match["the_unit"])
    count = (1.0, 1.0) if match["the_unit"] else _count(match)
    if count is None:
        return None
    way = (match["way"] or match["way_end"] or match["way_the"]).lower()
    sign = -1 if way in ("earlier", "before") else 1
    moment = setting.anchor_day(True)
    if moment is None:
        return Meaning(None, _grain(unit), "anaphoric")
    ends = sorted(number * sign for number in count)
    since, until = (calendar.shift_date(moment, unit, number) for number in ends)
    if since is None or until is None:
        return None
    if count[0] != count[1]:
        return Meaning(Interval(since, until), "range", "anaphoric")
    whole = {"decade": "year", "century": "year", "fortnight": "week", "quarter": "month"}.get(unit, unit)
    return Meaning(calendar.calendar_unit(since, whole), _grain(whole), "anaphoric", Interval(since, until))


def _same(match: Match, setting: Setting) -> Meaning | None:
    unit, moment = _unit(match["unit"]), setting.anchor_day(True)
    interval = calendar.calendar_unit(moment, unit) if moment else None
    if unit == "day" and setting.anchor and setting.anchor.since != setting.anchor.until:
        interval = setting.anchor  # "that day" of a time known only to the month is somewhere in it
    return Meaning(interval, _grain(unit), "anaphoric")


def _following(match: Match, setting: Setting) -> Meaning | None:
    """ "the following January", "the next spring", "the previous Monday"."""
    backwards, unit = match["which"].lower() in _BACKWARDS, "day" if match["weekday"] else "month"
    anchor = setting.anchor_day(backwards)
    beside = calendar.calendar_unit(anchor, unit, -1 if backwards else 1) if anchor else None
    start = (beside.until if backwards else beside.since) if beside else None
    if anchor is None or start is None:
        return Meaning(None, unit, "anaphoric")
    if not match["weekday"]:
        season = match["season"]
        month = SEASON_MONTHS[season.lower()] if season else month_number(match["month"])
        found = calendar.months(calendar.latest_month(month, start, not backwards), month, 3 if season else 1)
        return Meaning(found, "season" if season else unit, "anaphoric")
    reference = start if backwards else anchor
    found = calendar.latest_weekday(weekday_number(match["weekday"]), reference, not backwards)
    return Meaning(found, unit, "anaphoric")


def _now(match: Match, setting: Setting) -> Meaning | None:
    return Meaning(
        Interval(setting.published, setting.published) if setting.published else None, "day", "relative"
    )


def _day_of_occasion(match: Match, setting: Setting) -> Meaning | None:
    """ "the opening day" of a fair whose days were told."""
    days = setting.occasion
    found = (days.since if match["which"].lower() == "opening" else days.until) if days else None
    return Meaning(Interval(found, found), "day", "anaphoric") if found else None


def _then(match: Match, setting: Setting) -> Meaning | None:
    return Meaning(setting.anchor, "range", "anaphoric")


def _within(match: Match, setting: Setting) -> Meaning | None:
    """ "within two years", "within 60 days": from publication on, or from the anchor where a tale goes on."""
    count, unit = _count(match), _unit(match["unit"])
    if count is None:
        return None
    moment = None if setting.future else setting.anchor_day(first=False)
    if moment and goes_on(match.string, match.start(), match.end()):
        return Meaning(_stretch(moment, unit, count[1], False), "range", "anaphoric", is_range=True)
    interval = _stretch(setting.published, unit, count[1], False) if setting.published else None
    return Meaning(interval, "range", "relative", is_range=True)


def _in_time(match: Match, setting: Setting) -> Meaning | None:
    count, unit = _count(match), _unit(match["unit"])
    if count is None:
        return None
    moment = calendar.shift_date(setting.published, unit, count[1]) if setting.published else None
    whole = unit if unit in ("day", "week", "month", "year") else "month"
    return Meaning(
        calendar.calendar_unit(moment, whole) if moment else None, _grain(whole), "relative", is_range=True
    )


def _duration(match: Match, setting: Setting) -> Meaning | None:
    words = match.groupdict()
    unit = _unit(words["unit"]) if words.get("unit") else "day"
    ahead = (words.get("lead") or "").lower() == "in" and setting.future and unit not in ("second", "minute")
    if ahead and not match[0].lower().endswith(("old", "long")):
        return _in_time(match, setting)
    return Meaning(None, _grain(unit), "duration", is_range=True)


RESOLVERS: dict[str, Resolver] = {
    "deictic": _deictic,
    "weekday": _weekday,
    "unit": _unit_of_now,
    "part_unit": _unit_of_now,
    "window": _window,
    "short_window": _window,
    "ago": _ago,
    "later": _later,
    "same": _same,
    "following": _following,
    "occasion": _day_of_occasion,
    "then": _then,
    "now": _now,
    "within": _within,
    "in_time": _in_time,
    "duration": _duration,
    "long": _duration,
}
"""What each rule that points, or measures, means."""
