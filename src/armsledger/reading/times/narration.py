"""Where a tale stands: the date that a day or month without a year follows on from."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from armsledger.reading.times.expression import TimeExpression

_PARAGRAPH = re.compile(r"\n[^\S\n]{0,9}\n|[.!?:;”\"’)]\n")
_TALE_GRAINS = ("day", "week", "month", "season", "quarter", "part", "range")
_LINE_OPENS = re.compile(r"(?:^|\n)[^\S\n]{0,9}(?:[-*•–·]\s{1,3}|\(?\d{1,2}[.)]\s)?(?:On\s)?$")
_LINE_GOES_ON = re.compile(r"\s?(?::|—|–|-\s)")
_YEAR_LINE = re.compile(
    r"^[^\S\n]{0,9}(?:[-*•–·#=]{1,4}\s?)?(?P<year>(?:19|20)\d\d)"
    r"(?:\s?[:.–—-]?\*{0,2}[^\S\n]{0,9}$|\s?(?:[:–—]|[.-](?=\s))\s{1,3}(?=\S))",
    re.MULTILINE,
)
_YEAR_HOLDS = 900
"""How many characters a year's line holds for, unless the next comes first."""
_REACH = 20  # characters before a date in which its line must begin


class YearLine(NamedTuple):
    """A year that opens a line or fills it: `start` to `end` is the year's own place."""

    start: int
    end: int
    year: int


def year_lines(text: str) -> list[YearLine]:
    """The years that open a text's lines, in order."""
    return [
        YearLine(match.start("year"), match.end("year"), int(match["year"]))
        for match in _YEAR_LINE.finditer(text)
    ]


class Narration:
    """Follows the dates of a text, told in order; each piece of the text is looked at once.

    A retrospective tale gives the year once and then tells on by day and month. That holds for its
    paragraph, and only while it is set in a year before that of publication; a date counted from
    publication ends it.
    """

    def __init__(self, text: str, published: date | None) -> None:
        self._text, self._published = text, published
        self._day: date | None = None
        self._line: date | None = None
        self._seen = 0
        self._opens_line = False
        self._years = year_lines(text)

    def headed(self, start: int) -> int | None:
        """The year that stands above the date at `start`: on a line of its own, or in a chronology."""
        number = bisect_right(self._years, start, key=attrgetter("start")) - 1
        if number < 0:
            return None
        told = self._opens_line or (len(self._years) > 1 and start - self._years[number].end <= _YEAR_HOLDS)
        return self._years[number].year if told else None

    def reference(self, start: int, end: int, ahead: bool) -> date | None:
        """The date that a yearless one at `start`..`end` follows, or None where it counts from publication.

        The lines of a calendar follow each other even where they look ahead.
        """
        if _PARAGRAPH.search(self._text, self._seen, start):
            self._day = None
        self._seen = max(self._seen, start)
        self._opens_line = self._is_line(start, end)
        if self._opens_line:
            return self._line
        return None if ahead else self._day

    def follow(self, expression: TimeExpression) -> None:
        """Take note of an expression just resolved that may carry the tale on."""
        if expression.grain == "day" and self._opens_line:
            self._line = expression.since
        if expression.kind == "relative":
            self._day = None
        elif expression.grain in _TALE_GRAINS and expression.since and self._published:
            past = expression.since.year < self._published.year
            self._day = expression.since if past else None

    def _is_line(self, start: int, end: int) -> bool:
        before = self._text[max(0, start - _REACH) : start]
        opens = _LINE_OPENS.search(before) if start > _REACH else _LINE_OPENS.search("\n" + before)
        return bool(opens) and bool(_LINE_GOES_ON.match(self._text, end))
