"""Numbers of things in English news text (drones, troops, countries), not years, measures, money or names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from armsledger.reading.amounts.money import find_money
from armsledger.reading.amounts.vocabulary import DATA
from armsledger.reading.times import TimeExpression, find_times
from armsledger.reading.times.numerals import DASH, NUMERAL, plain, read_numeral
from armsledger.reading.times.numerals import SPACE as S
from armsledger.reading.times.vocabulary import COUNTED, any_of


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `start`/`end` half-open, the bound's words inside ("more than 40").

    `value` is the figure given, None for a range or an indefinite number; `low`/`high` are the bounds,
    None where open or not given: "more than 40" is 40 with low 40, "10 to 20" has low 10 and high 20,
    "dozens" has low 24 only.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None


_BOUNDS: dict[str, str] = {word: side for side, words in DATA["bounds"].items() for word in words}
_INDEFINITE: dict[str, float] = DATA["indefinite"]
_EXACT: dict[str, float] = DATA["exact"]
_NOT = DATA["not_counts"]

_NUMBER = re.compile(
    rf"(?<![\w$€£¥₹#/&=+@%\-\u2010-\u2015])(?<!\d[.,:])(?i:"
    rf"(?:(?P<bound>{any_of(list(_BOUNDS))}){S}|(?P<tilde>~{S}?))?"
    rf"(?:between{S}(?P<from>{NUMERAL}){S}and{S}(?P<until>{NUMERAL})"
    rf"|(?P<exact>{any_of(list(_EXACT))})(?={S}of\b)"
    rf"|(?P<indefinite>{any_of(list(_INDEFINITE))})"
    rf"|(?:from{S})?(?P<low>{NUMERAL})(?:{S}(?:to|or){S}|(?<=\d){S}?{DASH}{S}?|[–—])(?P<high>{NUMERAL})"
    rf"|(?P<value>{NUMERAL})(?P<more>\+|{S}or{S}more\b|(?:-|{S})plus\b)?)"
    rf")(?!\w|[.,:/]\d|{DASH}(?!strong\b)\w|°|['’][a-z])"
)
_MEASURED = re.compile(
    rf"{S}?(?:{any_of(_NOT['measures'])}(?![a-zA-Z]|-[a-zA-Z0-9])|°|%)|{S}(?:of{S})?(?:US{S}|U\.S\.{S})?{any_of(list(DATA['names']))}s?\b",
    re.I,
)
_DESIGNATED = re.compile(rf"(?<![\w-])(?:{any_of(_NOT['designating'])}){S}?$", re.I)
_CAPITALISED = re.compile(
    r"(?:^|[\s(“\"‘'])(?P<before>[\w,;.’'-]{0,20}\s)?(?P<name>(?:[A-Z][\w.’'-]*\s){1,4})$"
)
_GIVING = re.compile(rf"\b(?:{any_of(_NOT['giving'])}){S}(?:the{S})?$", re.I)
_LOCATING = re.compile(rf"\b(?:{any_of(_NOT['locating'])}){S}(?:the{S})?$", re.I)
_COUNTED = re.compile(rf"{S}(?:[A-Za-z-]{{2,30}}{S}){{0,2}}{COUNTED}\b", re.I)
_AFTER_ONE = re.compile(rf"{S}(?!(?:{any_of(_NOT['after_one'])})\b)[a-zA-Z]")
_BEFORE_ONE = re.compile(rf"\b(?:{any_of(_NOT['before_one'])}){S}$", re.I)
_ALL_BUT = re.compile(rf"\ball{S}(?:but|except(?:{S}for)?){S}$", re.I)
_ITEM = re.compile(r"(?:^|\n)\s{0,4}\(?$")
_OPENERS = frozenset(_NOT["opening"])
_REACH = 40


def find_counts(text: str, offset: int = 0, *, times: Sequence[TimeExpression] | None = None) -> list[Count]:
    """The counts in `text`, in order and without overlaps; `offset` is added to their places. Never raises.

    `times` are the time expressions of the same text (with offset 0) where the caller has them already.
    """
    dates = find_times(text, None) if times is None else times
    taken = sorted(
        [(one.start, one.end) for one in dates] + [(one.start, one.end) for one in find_money(text)]
    )
    ends = frozenset(end for _, end in taken)
    original, text = text, plain(text)
    counts = (count for count in map(_count, _acceptable(text, ends)) if count)
    return [
        replace(one, start=one.start + offset, end=one.end + offset, text=original[one.start : one.end])
        for one in _outside(counts, taken)
    ]


def _acceptable(text: str, ends: frozenset[int]) -> Iterator[re.Match[str]]:
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end()
        if _is_count(match, text, ends):
            yield match


def _outside(counts: Iterable[Count], taken: Sequence[tuple[int, int]]) -> Iterator[Count]:
    """Those counts that share no character with a stretch of `taken`; both in order."""
    index = 0
    for count in counts:
        while index < len(taken) and taken[index][1] <= count.start:
            index += 1
        if index == len(taken) or taken[index][0] >= count.end:
            yield count


def _is_count(match: re.Match[str], text: str, ends: frozenset[int]) -> bool:
    start, end = match.span()
    if _MEASURED.match(text, end):
        return False
    before = text[max(0, start - _REACH) : start]
    if _ALL_BUT.search(before):
        return False
    if match["exact"] or match["indefinite"]:
        return True
    if _DESIGNATED.search(before):
        return False
    number = match["value"]
    if number and number.isdigit() and not match["bound"]:
        if _is_reference(number, before, text, end):
            return False
        if start - 1 in ends or not _is_named(before):  # "on 5 March 12 drones fell"
            return True
        return _is_given(before) or bool(_COUNTED.match(text, end) and _is_placed(before))
    if number and number.lower() == "one":
        return bool(_AFTER_ONE.match(text, end)) and not _BEFORE_ONE.search(before)
    return True


def _is_reference(number: str, before: str, text: str, end: int) -> bool:
    """A footnote, the number of a list's item, an age in apposition, or what may be a year."""
    after = text[end : end + 2]
    if before.endswith(("(", "[")) and after[:1] in (")", "]"):
        return True
    if _ITEM.search(before) and after[:1] in (".", ")"):
        return True
    if before.endswith(", ") and after[:1] == "," and len(number) == 2:
        return True
    return len(number) == 4 and 1900 <= int(number) <= 2099 and not _COUNTED.match(text, end)


def _is_named(before: str) -> bool:
    """True where a capitalised word goes right before, as in "Shahed 136": most likely a designation."""
    name = _CAPITALISED.search(before)
    if not name:
        return False
    words, ahead = name["name"].split(), before[: name.start("name")].rstrip()
    return len(words) > 1 or words[0].lower() not in _OPENERS or bool(ahead and ahead[-1] not in '.!?:;“"')


def _is_given(before: str) -> bool:
    """True in "handed Examplia 12": the name is of whom the twelve were given to."""
    name = _CAPITALISED.search(before)
    return bool(name and len(name["name"].split()) == 1 and _GIVING.search(before[: name.start("name")]))


def _is_placed(before: str) -> bool:
    """True in "sold Examplia 12 drones" and "in Examplia 12 drones fell": the name is not the drones'."""
    name = _CAPITALISED.search(before)
    ahead = before[: name.start("name")] if name else before
    return bool(_GIVING.search(ahead) or _LOCATING.search(ahead))


def _count(match: re.Match[str]) -> Count | None:
    start, end, words = match.start(), match.end(), match[0]
    if match["indefinite"]:
        low = _INDEFINITE[" ".join(match["indefinite"].lower().split())]
        return Count(start, end, words, None, low, None)
    if match["exact"]:
        value = _EXACT[" ".join(match["exact"].lower().split())]
        return _bounded(match, value)
    if match["value"]:
        number = read_numeral(match["value"])
        return _bounded(match, number) if number and number == int(number) else None
    low_number, high_number = (
        read_numeral(match["from"] or match["low"]),
        read_numeral(match["until"] or match["high"]),
    )
    if low_number is None or high_number is None or low_number >= high_number:
        return None
    return Count(start, end, words, None, low_number, high_number)


def _bounded(match: re.Match[str], value: float) -> Count:
    side = _BOUNDS[" ".join(match["bound"].lower().split())] if match["bound"] else "about"
    low = value if side == "low" or match["more"] else None
    high = value if side == "high" else None
    return Count(match.start(), match.end(), match[0], float(value), low, high)
