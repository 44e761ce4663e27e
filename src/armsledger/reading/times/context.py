"""What the words around a core say: whether it is a time at all, looks ahead, or dates the writing only."""

from __future__ import annotations

import re

from armsledger.reading.times.expression import TimeExpression
from armsledger.reading.times.numerals import SPACE as S
from armsledger.reading.times.vocabulary import (
    AMASSING,
    COUNTED,
    DESIGNATING,
    FAIR,
    FUTURE,
    MODAL,
    REPORTING,
    SUBORDINATING,
)

_WINDOW = 60  # characters read on either side
_DETERMINER = (
    r"(?:the|an?|this|that|these|those|its|their|his|her|our|two|three|four|both|several|many|some"
    r"|[\w.]{1,40}['’]s?)"
)
_DETERMINED = re.compile(rf"(?:^|(?<!\w)){_DETERMINER}{S}(?:[\w-]{{2,30}}{S}){{0,2}}$", re.IGNORECASE)
_NOUN = re.compile(
    rf"{S}(?!(?:{COUNTED}|and|or|of|in|to|on|for|per|were|was|had|have)\b)[A-Za-z“\"‘]", re.IGNORECASE
)
_LAST_WORD = re.compile(r"(?<![\w.])([\w.&’'-]{1,30})\s$")
_OF_AMOUNT = re.compile(rf"\b(?:{AMASSING}){S}of{S}$", re.IGNORECASE)
_COORDINATION = re.compile(rf",?{S}(?:and{S}|or{S}|in{S})?(?:again{S}in{S})?")
_STARTS_CLAUSE = re.compile(r"(?:^|[.!?;:…]['\"”’)]?\s{1,3}|\n\s{0,3}|[—–]\s?)['\"“‘(]?$")
_YEAR_VERB = re.compile(
    r"\s(?:saw|was|is|has|had|marked|brought|began|ended|witnessed|will|would|also|proved)\b"
)
_HEADS_LINE = re.compile(r"(?:\s[–—]|:)\s")
_OPENS_LINE = re.compile(r"(?:^|\n)[^\S\n]{0,3}(?:[-*•–]\s)?$")
_POSSESSIVE = re.compile(r"['’]s?\s[A-Za-z]")
_STOOD = re.compile(r"\b(?:was|were)\s$")
_SENTENCE_END = re.compile(r"[.!?;:,—\n]")
_ROUND = 100  # 1900 and 2000 are as often amounts as years and need a better cue
_SURE = ("in", "since", "until", "till", "before", "by", "during", "after", "between", "from")

_FUTURE = re.compile(rf"\b(?:{FUTURE})\b", re.IGNORECASE)
_MODAL = re.compile(rf"\b(?:{MODAL})\b", re.IGNORECASE)
_CLAUSE_END = re.compile(rf"[.!?;\n]|\b(?:{SUBORDINATING})\b", re.IGNORECASE)
_REPORTING = re.compile(rf"\b(?:{REPORTING})\b", re.IGNORECASE)
_CITY = re.compile(r"(?:[A-Z][\w.’'()-]{0,30}[ ,/]{1,3}){1,6}$")
_AGENCY = re.compile(r"\.?\s?(?:\([^)\n]{1,40}\)\s?)?[-–—―:]{1,2}\s?")
_STAMP = re.compile(
    r"(?:(?:first\s|last\s)?(?:published|updated|modified|posted|created|retrieved|accessed|issued)|date)"
    r"(?:\s?:|\son|\sat)?\s{0,3}(?:on\s)?$", re.I
)  # fmt: skip
_REST_OF_STAMP = re.compile(
    r"[\s,|·•-]{0,3}(?:at\s)?(?:\d{1,2}[:.]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?)?(?:\s?[A-Z]{2,4})?\s{0,3}(?:\n|$)"
)


def accepts(rule: str, match: re.Match[str], text: str, prefix: str, previous: TimeExpression | None) -> bool:
    """True where the words around the core bear out that it is a time; `prefix` is its preposition or ""."""
    if rule in ("year", "slashed"):
        return match[0][0].isalpha() or _accepts_year(match, text, prefix, previous)
    if rule == "bare_month":
        if match["which"] == "that" and _YEAR_VERB.match(text, match.end()):
            return False  # "said that March was…"
        listed = previous is not None and previous.grain == "month"
        if listed and previous and _COORDINATION.fullmatch(text, previous.end, match.start()):
            return True
        return _accepts_month(match, text, prefix)
    if rule == "season":
        if (match["which"] or "").lower() == "that" and _YEAR_VERB.match(text, match.end()):
            return False
        return bool(prefix or match["which"] or match["of"])
    if rule == "weekday":
        return _accepts_weekday(match, text)
    if rule == "now":
        return prefix in ("until", "till", "up to", "up until")
    if rule == "then" and not prefix:
        return bool(_STOOD.search(text, max(0, match.start() - 5), match.start()))
    if rule == "then":
        return prefix in ("since", "by", "until", "before", "after", "from")
    return True


def looks_ahead(text: str, start: int, end: int) -> bool:
    """True where the clause around `start`..`end` speaks of what is to come ("will visit on Monday")."""
    before = text[max(0, start - _WINDOW) : start]
    cut = max((hit.end() for hit in _SENTENCE_END.finditer(before.rstrip(", "))), default=0)
    clause = before[cut:]
    said = max((hit.end() for hit in _REPORTING.finditer(clause)), default=0)
    if _FUTURE.search(clause, said):
        return True
    if len(clause.split()) > 2:  # more than a preposition: the expression does not open the clause
        return False
    after = _CLAUSE_END.split(text[end : end + _WINDOW], maxsplit=1)[0]
    cue, saying = _FUTURE.search(after), _REPORTING.search(after)
    return bool(cue and (saying is None or cue.start() < saying.start()))


def goes_on(text: str, start: int, end: int) -> bool:
    """True where the expression opens a sentence that tells what came next ("Within a week it had gone")."""
    after = _CLAUSE_END.split(text[end : end + _WINDOW], maxsplit=1)[0]
    return bool(_STARTS_CLAUSE.search(text[max(0, start - 4) : start])) and not _MODAL.search(after)


def is_reporting(text: str, start: int) -> bool:
    """True where the expression at `start` says when something was said, not when it happened."""
    before = text[max(0, start - 30) : start].rstrip(", ")
    said = max((hit.end() for hit in _REPORTING.finditer(before)), default=None)
    return said is not None and not _SENTENCE_END.search(before, said)


def is_dateline(text: str, start: int, end: int) -> bool:
    """True for the date in "ANKARA, March 5 (Example) —", in "Published: 5 March", or alone on its line."""
    line = text.rfind("\n", max(0, start - _WINDOW), start) + 1
    if line == 0 and start > _WINDOW:
        return False
    before = text[line:start]
    if not before.strip() or _STAMP.fullmatch(before.strip() + " "):
        return bool(_REST_OF_STAMP.match(text, end)) or bool(before.strip())
    return bool(_CITY.fullmatch(before)) and bool(_AGENCY.match(text, end))


def _accepts_year(match: re.Match[str], text: str, prefix: str, previous: TimeExpression | None) -> bool:
    start, end = match.span()
    is_round = int(match["year"]) % _ROUND == 0
    if prefix and (not is_round or prefix.split()[-1] in _SURE):
        return True
    before = text[max(0, start - _WINDOW) : start]
    last = _LAST_WORD.search(before)
    word = last[1].lower() if last else ""
    if re.fullmatch(DESIGNATING, word):
        return False
    if re.fullmatch(FAIR, word) and last and last[1][0].isupper():
        return True
    if word == "of" and not is_round:
        return not _OF_AMOUNT.search(before)
    if before.endswith(("(", "[")):
        return bool(re.match(r"\s?[)\],;–-]", text[end : end + 2])) and not re.search(r"\d\s?[(\[]$", before)
    if previous and previous.kind == "absolute" and _COORDINATION.fullmatch(text, previous.end, start):
        return previous.grain in ("year", "month", "day")
    if _DETERMINED.search(before) and _NOUN.match(text, end):
        return True
    if _STARTS_CLAUSE.search(before):
        if _HEADS_LINE.match(text, end) and not is_round:
            return True
        return bool(_YEAR_VERB.match(text, end) or _POSSESSIVE.match(text, end)) and not is_round
    return False


def _accepts_month(match: re.Match[str], text: str, prefix: str) -> bool:
    if prefix or match["which"] or match["part"] or match["edge"]:
        return True
    before, after = text[max(0, match.start() - 5) : match.start()], text[match.end() : match.end() + 20]
    if _OPENS_LINE.search(text, max(0, match.start() - 6), match.start()) and _HEADS_LINE.match(
        text, match.end()
    ):
        return True
    if before.lower().endswith("the "):
        return bool(
            re.match(r"\s(?!on\b|of\b|to\b|for\b|and\b|is\b|was\b|by\b|in\b|at\b|from\b)[a-z]{3}", after)
        )
    return bool(_POSSESSIVE.match(after)) and match["month"].lower() not in ("may", "march", "april", "june")


def _accepts_weekday(match: re.Match[str], text: str) -> bool:
    last = _LAST_WORD.search(text[max(0, match.start() - _WINDOW) : match.start()])
    if last and last[1][0].isupper() and match["which"] is None:
        return last[1].lower() in (
            "on",
            "by",
            "since",
            "until",
            "before",
            "after",
            "from",
            "late",
            "early",
            "said",
        )
    if last and last[1].lower() == "the":
        return not re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])
    return True
