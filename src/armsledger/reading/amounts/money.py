"""Sums of money in English news text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from armsledger.reading.amounts.vocabulary import DATA
from armsledger.reading.times.numerals import DASH, DIGITS, WORDS, plain, read_numeral
from armsledger.reading.times.numerals import SPACE as S
from armsledger.reading.times.vocabulary import any_of


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in a text: `start`/`end` half-open, `amount` in units of the ISO 4217 `currency`.

    Of a range ("$10–12 million") the amount is the lower end; words such as "about" are not inside.
    """

    start: int
    end: int
    text: str
    amount: float
    currency: str


_MAGNITUDES: dict[str, float] = DATA["magnitudes"]
_SYMBOLS: dict[str, str] = {symbol.lower(): code for symbol, code in DATA["symbols"].items()}
_CODES = frozenset(DATA["codes"]["known"])
_NAMES: dict[str, tuple[str, float]] = {name: (code, 1.0) for name, code in DATA["names"].items()} | {
    name: (multiple["currency"], float(multiple["factor"])) for name, multiple in DATA["multiples"].items()
}
_POUNDS = frozenset(
    ("pound", "pounds")
)  # a weight unless a multiple says otherwise: "500 pounds", "5 million pounds"

# Names that several countries' money shares, and the country whose mention settles it.
_SHARED: dict[str, dict[str, str]] = DATA["shared"]

_FIGURE = rf"(?:{DIGITS}|\d{{1,3}},\d{{1,2}}(?!\d))"
_MAGNITUDE = rf"(?i:{any_of(list(_MAGNITUDES))})(?![a-zA-Z])"
_SIGN = f"(?:{any_of(list(DATA['symbols']))}|(?:{'|'.join(sorted(_CODES))}))"
_NAME = rf"(?i:{any_of(list(_NAMES))}s?)(?![a-zA-Z])"
_TRAILING_SIGN = r"(?:US\$|[€£₽₺₹₴₪])"
_RANGE = rf"(?:{S}?{DASH}{S}?|{S}to{S})"

_SIGN_FIRST = re.compile(
    rf"(?<![\w$€£])(?P<sign>{_SIGN}){S}?(?P<figure>{_FIGURE})(?:(?:{S}|-)?(?P<own>{_MAGNITUDE}))?"
    rf"(?:{_RANGE}(?:{_SIGN}{S}?)?{_FIGURE}(?=(?:{S}|-)?{_MAGNITUDE}))?(?:(?:{S}|-)?(?P<magnitude>{_MAGNITUDE}))?(?![\w%]|[.,]\d)"
)
_NAME_LAST = re.compile(
    rf"(?<![\w$€£.,/-])(?:(?P<low>{_FIGURE}|(?i:{WORDS})){_RANGE})?(?P<figure>{_FIGURE}|(?i:{WORDS}))"
    rf"(?:(?:{S}|-)?(?P<magnitude>{_MAGNITUDE}))?(?:{S}|-)?(?:of{S})?"
    rf"(?:(?P<name>{_NAME})|(?P<code>{'|'.join(sorted(_CODES))})\b|(?P<sign>{_TRAILING_SIGN}))"
)


def find_money(text: str, offset: int = 0) -> list[Money]:
    """The sums in `text`, in order and without overlaps; `offset` is added to their places. Never raises."""
    original, text = text, plain(text)
    sums = [_sign_first(match) for match in _SIGN_FIRST.finditer(text)]
    sums += [_name_last(match) for match in _NAME_LAST.finditer(text)]
    found: list[Money] = []
    for money in sorted((one for one in sums if one), key=lambda one: (one.start, -one.end)):
        if not found or money.start >= found[-1].end:
            found.append(money)
    return [
        replace(one, start=one.start + offset, end=one.end + offset, text=original[one.start : one.end])
        for one in found
    ]


def _sign_first(match: re.Match[str]) -> Money | None:
    sign = match["sign"]
    currency = sign if sign in _CODES else _SYMBOLS[sign.lower()]
    return _money(match, match["figure"], match["own"] or match["magnitude"], currency, 1.0)


def _name_last(match: re.Match[str]) -> Money | None:
    if match["name"]:
        name = " ".join(match["name"].lower().split())
        if (
            name in _POUNDS
            and not match["magnitude"]
            and not re.search(r"illion|thousand|bn|mn", match["figure"])
        ):
            return None
        name = name if name in _NAMES else name.removesuffix("s")
        currency, factor = _NAMES[name]
        currency = _of_country(name, match.string) or currency
    else:
        currency, factor = match["code"] or _SYMBOLS[match["sign"].lower()], 1.0
    if match["low"]:
        return _money(
            match, match["low"], match["magnitude"] or _last_multiplier(match["figure"]), currency, factor
        )
    return _money(match, match["figure"], match["magnitude"], currency, factor)


def _of_country(name: str, text: str) -> str | None:
    """The currency of the country whose money `name` may also be, where the text names that country alone."""
    named = {code for word, code in _SHARED.get(name, {}).items() if word in text.lower()}
    return named.pop() if len(named) == 1 else None


def _last_multiplier(figure: str) -> str | None:
    word = figure.lower().split()[-1]
    return word if word in _MAGNITUDES else None


def _money(
    match: re.Match[str], figure: str, magnitude: str | None, currency: str, factor: float
) -> Money | None:
    if re.fullmatch(r"\d{1,3},\d{1,2}", figure):
        figure = figure.replace(",", ".")  # the decimal comma of continental Europe: "1,5 million euros"
    value = read_numeral(figure)
    if not value:
        return None
    multiple = _MAGNITUDES[" ".join(magnitude.lower().split())] if magnitude else 1.0
    amount = round(value * multiple * factor, 2)
    return Money(match.start(), match.end(), match[0], amount, currency)
