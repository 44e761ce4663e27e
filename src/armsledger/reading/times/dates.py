"""Cores that name a stretch of the calendar: a day, a month, a year, a season, a part of one."""

from __future__ import annotations

import re
from collections.abc import Callable

from armsledger.reading.times import calendar
from armsledger.reading.times.calendar import Interval
from armsledger.reading.times.meaning import Meaning, Setting
from armsledger.reading.times.numerals import read_numeral
from armsledger.reading.times.vocabulary import DECADES, PARTS, SEASON_MONTHS, month_number

Match = re.Match[str]
Resolver = Callable[[Match, Setting], Meaning | None]
_SHIFTS = {"this": 0, "the": 0, "last": -1, "next": 1}
_WINTER = SEASON_MONTHS["winter"]
_YEAR_SHIFTS = {"following": 1, "next": 1, "previous": -1, "preceding": -1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}


def has_year(rule: str, match: Match) -> bool:
    """False for a day or month that says no year, so that a neighbour may lend it one."""
    if rule in ("bare_month", "weekday"):
        return False
    return rule not in ("day_month", "month_day") or bool(match["year"] or match["which"] or match["whose"])


def _year(match: Match, setting: Setting, which: str = "which") -> int | None:
    """The year said, in figures, from publication ("last year") or from the anchor ("of that year")."""
    if match["year"]:
        return int(match["year"])
    if whose := match.groupdict().get("whose"):
        moment = setting.anchor_day(first=True)
        return moment.year + _YEAR_SHIFTS.get(whose.lower().split()[-1], 0) if moment else None
    word = match.groupdict().get(which)
    return setting.published.year + _SHIFTS[word.lower()] if word and setting.published else None


def _kind(match: Match) -> str:
    words = match.groupdict()
    return "absolute" if words.get("year") else "anaphoric" if words.get("whose") else "relative"


def _part(match: Match) -> str | None:
    word = match.groupdict().get("part") or match.groupdict().get("edge")
    return PARTS[word.lower()] if word else None


def _iso(match: Match, setting: Setting) -> Meaning | None:
    found = calendar.day(int(match["year"]), int(match["month"]), int(match["day"]))
    return Meaning(found, "day") if found else None


def _numeric(match: Match, setting: Setting) -> Meaning | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    day_first, month_first = calendar.day(year, second, first), calendar.day(year, first, second)
    if day_first and month_first and first != second and match[0][len(match["first"])] == "/":
        return Meaning(None, "day")  # 5/3/2021: the text does not say in which order
    found = day_first or month_first
    return Meaning(found, "day") if found else None


def _dashed(match: Match, setting: Setting) -> Meaning | None:
    found = calendar.day(int(match["year"]), month_number(match["month"]), int(match["day"]))
    return Meaning(found, "day") if found else None


def _day_and_month(match: Match, setting: Setting) -> Meaning | None:
    month = month_number(match["month"])
    first, last = (int(re.sub(r"\D", "", match[group] or match["day"])) for group in ("day", "last"))
    grain = "range" if match["last"] else "day"
    if not calendar.day(2000, month, first) or not calendar.day(2000, month, last) or last < first:
        return None
    year = _year(match, setting) or setting.headed
    has_no_year = year is None and not match["whose"]
    if has_no_year and setting.published:
        start = calendar.latest_day(month, first, setting.published, setting.future)
        year = setting.told_year(month) or (start.since.year if start and start.since else None)
    if year is None:
        return Meaning(None, grain, _kind(match), is_range=last != first)
    start, end = calendar.day(year, month, first), calendar.day(year, month, last)
    if not start or not end:
        return None
    kind = "anaphoric" if has_no_year and setting.told_year(month) else _kind(match)
    return Meaning(Interval(start.since, end.until), grain, kind, is_range=last != first)


def _month(match: Match, setting: Setting) -> Meaning | None:
    year = _year(match, setting)
    return _month_in(year, match, _kind(match)) if year else Meaning(None, "month", _kind(match))


def _month_in(year: int, match: Match, kind: str) -> Meaning:
    month, part = month_number(match["month"]), _part(match)
    interval = calendar.part_of_month(year, month, part) if part else calendar.months(year, month)
    return Meaning(interval, "part" if part else "month", kind)


def _bare_month(match: Match, setting: Setting) -> Meaning | None:
    month, which = month_number(match["month"]), (match["which"] or "").lower()
    told = setting.anchor_day(first=True) if which == "that" else None
    if told:
        return _month_in(told.year, match, "anaphoric")
    if setting.headed and not which:
        return _month_in(setting.headed, match, "absolute")
    if not setting.published:
        return Meaning(None, "part" if _part(match) else "month", "relative")
    year_told = None if which else setting.told_year(month)
    if year_told:
        return _month_in(year_told, match, "anaphoric")
    reference = setting.published
    year = calendar.latest_month(month, reference, setting.future or which == "next")
    if which == "this":
        year = reference.year
    elif month == reference.month and which in ("last", "next"):
        year += _SHIFTS[which]
    return _month_in(year, match, "relative")


def _month_week(match: Match, setting: Setting) -> Meaning | None:
    """ "the first week of May": the 1st to the 7th, and so on; the last week is the last seven days."""
    month, year = month_number(match["month"]), _year(match, setting)
    if year is None and setting.published:
        year = calendar.latest_month(month, setting.published, setting.future)
    whole = calendar.months(year, month) if year else None
    if not whole or not whole.since or not whole.until:
        return Meaning(None, "week", _kind(match))
    number = _ORDINALS[match["ordinal"].lower()]
    first = 7 * number - 6 if number > 0 else whole.until.day - 6
    interval = Interval(whole.since.replace(day=first), whole.since.replace(day=first + 6))
    return Meaning(interval, "week", _kind(match))


def _part_year(match: Match, setting: Setting) -> Meaning | None:
    return Meaning(calendar.part_of_year(int(match["year"]), _part(match) or "mid"), "part")


def _half(match: Match, setting: Setting) -> Meaning | None:
    year = _year(match, setting)
    is_half = (match.groupdict().get("size") or "").lower() == "half" or match.groupdict().get(
        "letter"
    ) == "H"
    count, size = (2, 6) if is_half else (4, 3)
    word = match["ordinal"].lower()
    number = int(word[0]) if word[0].isdigit() else _ORDINALS[word] % (count + 1)
    if not 1 <= number <= count:
        return None
    kind = _kind(match)
    grain = "part" if is_half else "quarter"
    return Meaning(calendar.months(year, 1 + size * (number - 1), size) if year else None, grain, kind)


def _months_of(match: Match, setting: Setting) -> Meaning | None:
    year, count = _year(match, setting), int(read_numeral(match["number"]) or 0)
    if not 1 <= count <= 12:
        return None
    first = 1 if match["ordinal"].lower() == "first" else 13 - count
    return Meaning(calendar.months(year, first, count) if year else None, "part", _kind(match))


def _decade(match: Match, setting: Setting) -> Meaning | None:
    year, part = int(match["year"]), _part(match)
    if match[0][-2] in "'’" and not match[0][0].isalpha():
        return Meaning(calendar.months(year, 1, 12), "year")  # "2020's war", other than "the 1980's"
    interval = calendar.part_of_decade(year, part) if part else calendar.months(year, 1, 120)
    return Meaning(interval, "part" if part else "decade")


def _spelt_decade(match: Match, setting: Setting) -> Meaning | None:
    """ "The nineties", "the mid-eighties", "the seventies and eighties": of the last century."""
    first, last = (DECADES[(match[name] or match["tens"]).lower()] for name in ("tens", "last"))
    part = _part(match)
    if last > first and not part:
        return Meaning(calendar.months(first, 1, 12 * (last + 10 - first)), "range", is_range=True)
    interval = calendar.part_of_decade(first, part) if part else calendar.months(first, 1, 120)
    return Meaning(interval, "part" if part else "decade")


def _season(match: Match, setting: Setting) -> Meaning | None:
    first, which = SEASON_MONTHS[match["season"].lower()], (match["which"] or "").lower()
    year = _year(match, setting, "which_year")
    told = setting.anchor_day(first=True) if which.startswith("that") else None
    if told:
        year = told.year - (first == _WINTER and told.month < 3)
    elif year is None and setting.published and not match["whose"]:
        year = calendar.latest_month(first, setting.published, setting.future or which == "next")
        whole = calendar.months(year, first, 3)
        if which == "last" and whole and whole.until and whole.until >= setting.published:
            year -= 1
        elif which == "this":
            year = setting.published.year
    part, kind = _part(match), "anaphoric" if told else _kind(match)
    if year is None:
        return Meaning(None, "season", kind)
    if not part:
        return Meaning(calendar.months(year, first, 3), "season", kind)
    month = first + {"early": 0, "mid": 1}.get(part, 2)
    return Meaning(calendar.months(year, month), "part", kind)


def _year_end(match: Match, setting: Setting) -> Meaning | None:
    year = int(match["year"]) if match["year"] else setting.published and setting.published.year
    return Meaning(calendar.part_of_year(year, "end") if year else None, "part", _kind(match))


def _fiscal(match: Match, setting: Setting) -> Meaning | None:
    label = int(match["label"])
    return Meaning(calendar.fiscal_year(label if label > 99 else 2000 + label, bool(match["second"])), "year")


def _iranian(match: Match, setting: Setting) -> Meaning | None:
    return Meaning(calendar.iranian_year(int(match["label"])), "year")


def _around(match: Match, setting: Setting) -> Meaning | None:
    year = calendar.months(int(match["year"]), 1, 12)
    if not year:
        return None
    return Meaning(calendar.bounded(year, "before" if match["side"].lower() == "pre" else "after"), "open")


def _years(match: Match, setting: Setting) -> Meaning | None:
    """Years as in "2019-2021" or "2015-16"; the month in "2021-05", where 05 cannot be a later year."""
    first, second = int(match["year"]), int(match["second"])
    last = second if second > 99 else first - first % 100 + second
    if last <= first:
        is_month = second <= 12 and match["second"][0] in "01" and second > 0 and len(match["second"]) == 2
        return Meaning(calendar.months(first, second), "month") if is_month else None
    return Meaning(calendar.months(first, 1, 12 * (last - first + 1)), "range", is_range=True)


def _one_year(match: Match, setting: Setting) -> Meaning | None:
    return Meaning(calendar.months(int(match["year"]), 1, 12), "year")


RESOLVERS: dict[str, Resolver] = {
    "iso": _iso,
    "numeric": _numeric,
    "day_month": _day_and_month,
    "dashed": _dashed,
    "month_day": _day_and_month,
    "month": _month,
    "bare_month": _bare_month,
    "month_week": _month_week,
    "part_year": _part_year,
    "half": _half,
    "labelled": _half,
    "months_of": _months_of,
    "decade": _decade,
    "spelt_decade": _spelt_decade,
    "season": _season,
    "year_end": _year_end,
    "fiscal": _fiscal,
    "iranian": _iranian,
    "around": _around,
    "years": _years,
    "slashed": _years,
    "year": _one_year,
}
"""What each rule of the calendar means."""
