"""The headings of logs, whose date is that of all that is told below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from armsledger.reading.times.expression import TimeExpression
from armsledger.reading.times.narration import year_lines
from armsledger.reading.times.vocabulary import LOG

_LOG = re.compile(rf"\b(?:{LOG})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”’)]?\s*$")
_LONGEST = 160  # characters of a heading


def log_headings(text: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The days that stand in the heading of a log ("Daily report, 3 September 2023"), in order.

    A heading is one short line that names the kind of record and is no sentence. An article's dateline is
    none: it says when the article was written.
    """
    return [time for time in times if time.grain == "day" and time.kind == "absolute" and _heads(text, time)]


def chronology(text: str) -> list[TimeExpression]:
    """The years that the entries of a chronology open with or stand under, in order; one alone is none."""
    years = [
        TimeExpression(
            line.start, line.end, text[line.start : line.end], date(line.year, 1, 1), date(line.year, 12, 31),
            resolved=True, grain="year", kind="absolute",
        )
        for line in year_lines(text)
    ]  # fmt: skip
    return years if len(years) > 1 else []


def _heads(text: str, time: TimeExpression) -> bool:
    start = text.rfind("\n", max(0, time.start - _LONGEST), time.start) + 1
    end = text.find("\n", time.end, time.end + _LONGEST)
    line = text[start:end] if end >= 0 else ""
    if not line or len(line) > _LONGEST or (start == 0 and time.start > _LONGEST):
        return False
    return bool(_LOG.search(line)) and not _SENTENCE.search(line)
