"""English numerals, in digits and in words: "two dozen", "1,500", "twenty-five", "3.2 million"."""

from __future__ import annotations

import re

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
MULTIPLIERS = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "mln": 1e6,
    "mn": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "trn": 1e12, "tn": 1e12,
}  # fmt: skip
SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"
"""Between two words: spaces, or a line break of hard-wrapped text; bounded, so matching stays linear."""
DASH = r"[-\u2010-\u2015\u2212]"

_SIMPLE = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_MULTIPLIER = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3}){1,4}(?!\d)(?:\.\d{1,3}(?!\d))?|\d{1,9}(?:\.\d{1,3}(?!\d))?"
"""A figure with or without thousands separators and decimals."""
WORDS = (
    rf"(?:(?:{_SIMPLE}|an?(?={SPACE}(?:{_MULTIPLIER})\b)|half{SPACE}an?(?={SPACE}(?:{_MULTIPLIER})\b))\b"
    rf"(?:(?:{SPACE}|-|{SPACE}and{SPACE})(?:{_SIMPLE}|{_MULTIPLIER})\b){{0,8}})"
)
"""A numeral in words; case is the caller's to ignore."""
NUMERAL = rf"(?:(?:{DIGITS})(?:(?:{SPACE}|-)?(?:{_MULTIPLIER})\b){{0,2}}|{WORDS})"

_LOOKALIKES = {0x17F: "s", 0x130: "I", 0x131: "i", 0x212A: "K"}  # ſ İ ı and the kelvin sign
_TOKEN = re.compile(r"[\d.,\u00a0\u202f\u2009]*\d|[a-z]+")


def plain(text: str) -> str:
    """`text`, place for place, without the letters that matching in any case takes for English ones."""
    return text.translate(_LOOKALIKES)


def read_numeral(text: str) -> float | None:
    """The value of a stretch that `NUMERAL` matched; None where its words make no one number ("six five")."""
    total = group = 0.0
    seen = False
    last = float(
        "inf"
    )  # within a group each word must be smaller than the one before: "twenty five", not "five twenty"
    for token in _TOKEN.findall(text.lower()):
        value = _simple_value(token)
        if value is not None:
            if value >= last or (seen and last < 20):
                return None
            group, last, seen = group + value, value, True
        elif token in MULTIPLIERS:
            factor = MULTIPLIERS[token]
            last, seen = factor, True
            if factor < 1000:
                group = (group or 1) * factor
            elif total and not group:  # "lakh crore", "thousand million"
                total *= factor
            else:
                total, group = total + (group or 1) * factor, 0.0
        elif token == "half":
            group, seen = 0.5, True
        elif token not in ("a", "an", "and"):
            return None
    return round(total + group, 3) if seen else None


def _simple_value(token: str) -> float | None:
    if token[0].isdigit():
        return float(re.sub(r"[^\d.]", "", token)) if token.count(".") < 2 else None
    if token in ONES:
        return float(ONES[token])
    return float(TENS[token]) if token in TENS else None
