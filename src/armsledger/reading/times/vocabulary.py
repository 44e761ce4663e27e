"""The words of time, read once from `data/times.toml`, and the pattern pieces made of them."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any

from armsledger.reading.times.numerals import SPACE

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("armsledger.reading").joinpath("data/times.toml").read_text(encoding="utf-8")
)

_MONTH_NAMES: list[str] = _DATA["months"]
MONTH_NUMBERS: dict[str, int] = {
    **{name.lower(): number for number, name in enumerate(_MONTH_NAMES, start=1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES, start=1)},
    **{name.lower(): number for name, number in _DATA["month_short_forms"].items()},
}
WEEKDAY_NUMBERS: dict[str, int] = {name[:3].lower(): number for number, name in enumerate(_DATA["weekdays"])}
SEASON_MONTHS: dict[str, int] = _DATA["seasons"]
PARTS: dict[str, str] = _DATA["parts"]


def any_of(words: list[str]) -> str:
    """A group that matches any of the words, the longest first, with any space between their parts."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", SPACE) for word in ordered) + ")"


_SHORT_MONTHS = [name[:3] for name in _MONTH_NAMES if len(name) > 3] + list(_DATA["month_short_forms"])
MONTH = (
    rf"(?:{any_of(_MONTH_NAMES + [name.upper() for name in _MONTH_NAMES])}(?![a-zA-Z])"
    rf"|{any_of(_SHORT_MONTHS + [name.upper() for name in _SHORT_MONTHS])}(?![a-zA-Z])\.?)"
)
WEEKDAY = f"(?:{any_of(_DATA['weekdays'] + [name.upper() for name in _DATA['weekdays']])})"
SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?"
DECADES: dict[str, int] = _DATA["decades"]
DECADE = f"(?i:{any_of(list(DECADES))})"
SEASON = "(?i:spring|summer|autumn|fall|winter)"
PART = "(?i:early|mid|middle|late)"

PREFIXES: dict[str, str] = {word: relation for relation, words in _DATA["prefixes"].items() for word in words}
PREFIX = any_of(list(PREFIXES))
COUNTED = any_of(_DATA["not_years"]["counted"])
DESIGNATING = any_of(_DATA["not_years"]["designating"])
AMASSING = any_of(_DATA["not_years"]["amassing"])
FAIR = any_of(_DATA["not_years"]["fairs"])
FUTURE = any_of(_DATA["clause"]["future"] + [f"due to {verb}" for verb in _DATA["clause"]["due_to"]])
MODAL = any_of(_DATA["clause"]["modal"])
SUBORDINATING = any_of(_DATA["clause"]["subordinating"])
REPORTING = any_of(_DATA["clause"]["reporting"])

LOG = any_of(_DATA["belonging"]["logs"])
PAPER = any_of(_DATA["papers"]["dated"])
REPORTED: frozenset[str] = frozenset(_DATA["clause"]["reporting"])
SHIFTING: frozenset[str] = frozenset(_DATA["belonging"]["shifting"])
FOUNDING: frozenset[str] = frozenset(_DATA["belonging"]["founding"])
SIMULTANEOUS: frozenset[str] = frozenset(_DATA["belonging"]["simultaneous"])
APART: frozenset[str] = frozenset(_DATA["belonging"]["apart"])


def month_number(word: str) -> int:
    """1 to 12 for a month's name or short form, in any case, with or without its full stop."""
    return MONTH_NUMBERS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name."""
    return WEEKDAY_NUMBERS[word[:3].lower()]
