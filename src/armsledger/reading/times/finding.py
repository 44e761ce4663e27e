"""Finding the expressions of time in a text, and what the words around them make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from armsledger.reading.times import dates, deictics
from armsledger.reading.times.calendar import Interval, bounded
from armsledger.reading.times.context import accepts, is_dateline, is_reporting, looks_ahead
from armsledger.reading.times.expression import TimeExpression
from armsledger.reading.times.meaning import Meaning, Setting
from armsledger.reading.times.narration import Narration
from armsledger.reading.times.numerals import DASH, plain
from armsledger.reading.times.numerals import SPACE as S
from armsledger.reading.times.patterns import ANY_CORE, RULES
from armsledger.reading.times.vocabulary import PAPER, PREFIX, PREFIXES

_RESOLVERS = {**dates.RESOLVERS, **deictics.RESOLVERS}
_REACH = 28  # characters that the longest preposition and its spaces may take
_BEFORE_CORE = re.compile(rf"(?<![\w’'-])(?P<prefix>{PREFIX}|between){S}(?P<the>the{S})?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_TO_NOW = re.compile(
    rf"{S}(?:onwards?\b|on(?=\s?[,.;)])|to{S}date\b|(?:to|until){S}(?:the{S}present|present|now)\b)|{DASH}present\b",
    re.I,
)
_JOINTS = {
    "between": re.compile(rf"{S}(?:and|&){S}"),
    "shared": re.compile(rf"{S}?{DASH}{S}?|{S}(?:to|until|till|through|and|or){S}(?:the{S})?"),
    "from": re.compile(rf"{S}?{DASH}{S}?|{S}(?:to|until|till|through){S}(?:the{S})?"),
}
_JOINABLE = (
    "iso", "numeric", "day_month", "dashed", "month_day", "month", "bare_month", "part_year", "decade",
    "spelt_decade", "season", "half", "labelled", "year", "deictic", "weekday", "unit", "part_unit", "ago",
    "year_end", "now",
)  # fmt: skip
# "since the 2015 deal", "before the May 2022 vote": the event itself lies within the days named.
_BEFORE_A_NAMED_EVENT = {"before": "to", "after": "from", "to": "to", "from": "from"}
_DATED_PAPER = re.compile(rf"\b(?:{PAPER})\s$", re.IGNORECASE)  # "the contract from 3 February"
_LONGEST_OCCASION = 14  # days that a fair, a summit or an exercise may take
_OF_PLACE_TOO = ("from", "by", "through")  # "from the 2015 fair" says where from, not since when


@dataclass(frozen=True, slots=True)
class _Core:
    rule: str
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


def find_times(
    text: str,
    published: date | None,
    anchor: date | tuple[date | None, date | None] | None = None,
    *,
    offset: int = 0,
    future: bool | None = None,
) -> list[TimeExpression]:
    """The expressions of time in `text`, in order and without overlaps; `offset` is added to their places.

    Relative ones are resolved against `published`, anaphoric ones ("the following month") against the last
    time mentioned before them, `anchor` at first. `future` says that the text looks ahead, so that "on
    Monday" is the next one; None leaves it to the words of each clause. Never raises; linear in the text.
    """
    original, text = text, plain(text)
    setting = Setting(published, _as_interval(anchor), bool(future))
    narration = Narration(text, published)
    found: list[TimeExpression] = []
    cores = list(_cores(text))
    index, floor = 0, 0
    while index < len(cores):
        core = cores[index]
        index += 1
        if core.start < floor:
            continue
        ahead = looks_ahead(text, core.start, core.end) if future is None else future
        told = narration.reference(core.start, core.end, ahead)
        setting = replace(setting, future=ahead, told=told, headed=narration.headed(core.start))
        following = cores[index] if index < len(cores) else None
        expression = _joined(text, floor, core, following, setting) if following else None
        expression = expression or _single(text, floor, core, setting, found)
        if expression is None:
            continue
        floor = expression.end
        found.append(expression)
        if not is_reporting(text, expression.start):
            narration.follow(expression)
        setting = _moved(text, setting, expression)
    return [
        replace(one, start=one.start + offset, end=one.end + offset, text=original[one.start : one.end])
        for one in found
    ]


def _cores(text: str) -> Iterator[_Core]:
    position = 0
    while hit := ANY_CORE.search(text, position):
        matches = ((name, rule.match(text, hit.start())) for name, rule in RULES.items())
        rule, match = max(((n, m) for n, m in matches if m), key=lambda pair: pair[1].end())
        yield _Core(rule, match)
        position = max(match.end(), position + 1)


def _single(
    text: str, floor: int, core: _Core, setting: Setting, found: list[TimeExpression]
) -> TimeExpression | None:
    meaning = _RESOLVERS[core.rule](core.match, setting)
    if meaning is None:
        return None
    start, relation, preposition = _preposition(text, floor, core, meaning)
    to_now = _TO_NOW.match(text, core.end) if relation in ("", "within", "from") else None
    if not (core.rule == "year" and to_now) and not accepts(
        core.rule, core.match, text, preposition, found[-1] if found else None
    ):
        return None
    if to_now and meaning.kind != "duration":
        return _expression(text, start, to_now.end(), meaning, "from")
    return _expression(text, start, core.end, meaning, relation)


def _preposition(text: str, floor: int, core: _Core, meaning: Meaning) -> tuple[int, str, str]:
    """Where the expression starts, what its preposition makes of it, and the preposition; "" for none."""
    before = _BEFORE_CORE.search(text, max(floor, core.start - _REACH), core.start)
    preposition = " ".join(before["prefix"].lower().split()) if before else ""
    relation = PREFIXES.get(preposition, "")
    if meaning.is_range and preposition in ("from", "between"):
        relation = "within"
    if before is None or not relation or meaning.grain == "open":
        return core.start, "", ""
    if meaning.kind == "duration":
        return core.start, "", preposition
    if (
        preposition == "from"
        and meaning.grain == "day"
        and _DATED_PAPER.search(text, max(floor, before.start() - _REACH), before.start())
    ):
        return core.start, "", ""
    if before["the"] or _POSSESSIVE.match(text, core.end):  # the preposition belongs to what is dated
        relation = "" if preposition in _OF_PLACE_TOO else _BEFORE_A_NAMED_EVENT.get(relation, "")
        return (before.start() if relation else core.start), relation, preposition
    return before.start(), relation, preposition


def _expression(text: str, start: int, end: int, meaning: Meaning, relation: str) -> TimeExpression:
    interval, is_open = meaning.interval, relation not in ("", "within")
    if interval and is_open:
        interval = bounded(meaning.exact or interval, relation)
    kind = meaning.kind
    if meaning.grain == "day" and kind != "duration" and is_dateline(text, start, end):
        kind = "dateline"
    return TimeExpression(
        start,
        end,
        text[start:end],
        interval.since if interval else None,
        interval.until if interval else None,
        resolved=interval is not None or kind == "duration",
        grain="open" if is_open else meaning.grain,
        kind=kind,
    )


def _joined(text: str, floor: int, first: _Core, second: _Core, setting: Setting) -> TimeExpression | None:
    """ "between March and June 2020", "from 2019 to 2021", "May 2019 – June 2020" as one range."""
    if first.rule not in _JOINABLE or second.rule not in _JOINABLE or second.start - first.end > 12:
        return None
    before = _BEFORE_CORE.search(text, max(floor, first.start - _REACH), first.start)
    prefix = before["prefix"].lower() if before else ""
    shares = dates.has_year(second.rule, second.match) and not dates.has_year(first.rule, first.match)
    joint = _JOINTS["between" if prefix == "between" else "shared" if shares else "from"]
    if not joint.fullmatch(text, first.end, second.start) or (
        not prefix and second.rule in ("bare_month", "now")
    ):
        return None
    one, other = _both(first, second, setting)
    if one is None or other is None:
        return None
    start = before.start() if before and PREFIXES.get(prefix, "from") in ("from", "within") else first.start
    lent = shares or not dates.has_year(
        second.rule, second.match
    )  # a year said at one end is the other's too
    order = ("absolute", "relative") if lent else ("relative", "absolute")
    kind = next((kind for kind in order if kind in (one.kind, other.kind)), one.kind)
    since = one.interval.since if one.interval else None
    until = other.interval.until if other.interval else None
    if since and until and since > until:
        return None
    resolved = one.interval is not None and other.interval is not None
    return TimeExpression(
        start,
        second.end,
        text[start : second.end],
        since if resolved else None,
        until if resolved else None,
        resolved=resolved,
        grain="range",
        kind=kind,
    )


def _both(first: _Core, second: _Core, setting: Setting) -> tuple[Meaning | None, Meaning | None]:
    """The meanings of the two ends; one that says no year takes it from the other."""
    resolve_first, resolve_second = _RESOLVERS[first.rule], _RESOLVERS[second.rule]
    if dates.has_year(first.rule, first.match) and not dates.has_year(second.rule, second.match):
        one = resolve_first(first.match, setting)
        start = one.interval.since if one and one.interval else None
        return one, resolve_second(second.match, Setting(start, None, True))
    other = resolve_second(second.match, setting)
    if dates.has_year(first.rule, first.match):
        return resolve_first(first.match, setting), other
    end = other.interval.until if other and other.interval else None
    return resolve_first(first.match, Setting(end, None, False)), other


def _moved(text: str, setting: Setting, expression: TimeExpression) -> Setting:
    """The setting with the anchor moved to a new expression that can serve as one."""
    if (
        expression.kind in ("duration", "dateline")
        or not expression.resolved
        or expression.grain in ("open", "decade")
    ):
        return setting
    if expression.since is None or is_reporting(text, expression.start):
        return setting
    days = Interval(expression.since, expression.until)
    occasion = days if expression.grain == "range" and _is_occasion(days) else setting.occasion
    return replace(setting, anchor=days, occasion=occasion)


def _is_occasion(days: Interval) -> bool:
    if days.since is None or days.until is None:
        return False
    return 0 < (days.until - days.since).days < _LONGEST_OCCASION


def _as_interval(anchor: date | tuple[date | None, date | None] | None) -> Interval | None:
    if isinstance(anchor, date):
        return Interval(anchor, anchor)
    return Interval(*anchor) if anchor and any(anchor) else None
