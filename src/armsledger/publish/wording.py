"""Claims in a few words: what a table cell, a list or a log line says of them."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from armsledger.catalog import load
from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity

_REASONS = (
    (
        re.compile(r"^frame '(.+)' by the (verb|noun) '(.+)'$"),
        r"the \2 '\3' tells it (one of those for '\1')",
    ),
    (re.compile(r"^frame '(.+)'"), r"the pattern '\1'"),
    (re.compile(r"^spotted: (.+), though no frame has it so$"), r"\1, as the trained model finds"),
    (re.compile(r"^the spotter: "), "the trained model finds it likely, from 0 to 1: "),
    (re.compile(r"the spotter, "), "the trained model, "),
)
_YEAR, _MONTH, _DAY = 4, 7, 10  # characters of an ISO date

_PATTERNS: dict[str, tuple[tuple[str, str, str | None], ...]] = {
    "transfer": (
        ("", "supplier", "?"), (" → ", "recipient", "?"), (": ", "system", None), (" via ", "via", None),
    ),
    "technology_transfer": (("", "supplier", "?"), (" → ", "recipient", "?"), (": ", "subject", None)),
    "production": (
        ("", "producer", "?"), (" with ", "partner", None), (" makes ", "system", "?"),
        (" in ", "host", None), (" at ", "facility", None),
    ),
    "agreement": (("", "party", "?"), (" agree on ", "subject", None)),
    "meeting": (("", "visitor", "?"), (" meets ", "host", "?")),
    "display": (("", "exhibitor", "?"), (" shows ", "system", "?"), (" at ", "venue", None)),
    "use": (("", "user", "?"), (" uses ", "system", "?"), (" against ", "target", None)),
    "loss": (("", "operator", "?"), (" loses ", "system", "?"), (" to ", "by", None)),
    "derivation": (("", "developer", "?"), (" derives ", "system", "a system"), (" from ", "original", "?")),
    "restriction": (
        ("", "imposer", "?"), (" restricts ", "target", "?"), (": ", "items", None),
        (", ", "instrument", None),
    ),
    "holding": (("", "holder", "?"), (" has ", "system", "?")),
    "assessment": (("on ", "about", "?"), (" beside ", "comparand", None)),
    "relation": (("", "subject", "?"), (" and ", "object", "?")),
}  # fmt: skip
"""For each kind: the words before a role, the role, and what stands where the text leaves it
empty (None: nothing, and the words before it go too)."""


def statement(claim: Claim) -> str:
    """What the claim says, from its roles: `Turkey → Azerbaijan: 6 × Bayraktar TB2`; `?` is left unsaid."""
    parts = []
    for before, role, unsaid in _PATTERNS[claim.kind]:
        words = _names(claim.fillers(role)) or unsaid
        if words is None:
            continue
        if role == "system" and claim.quantity:
            words = f"{figure(claim.quantity)} × {words}"
        parts.append(before + words)
    if claim.value:
        parts.append(f", {claim.value.text}")
    said = "".join(parts)
    return f"denied: {said}" if claim.polarity == "denied" else said


def reason(why: str) -> str:
    """One of a claim's reasons in words for readers who know nothing of frames and models."""
    for pattern, words in _REASONS:
        why = pattern.sub(words, why)
    return why


def status(claim: Claim) -> str:
    """The status, and whether the thing is still to come: `ordered (planned)`."""
    said = claim.status or (f"{claim.stance} on {claim.topic}" if claim.topic else "")
    if claim.realis == "actual" or claim.realis == said:
        return said
    return f"{said} ({claim.realis})" if said else claim.realis


def attribution(claim: Claim) -> str:
    """Who says it, the one it goes back to last: `Haaretz: sources in Rabat`."""
    return ": ".join(_source(source) for source in claim.sources)


def figure(quantity: Quantity) -> str:
    """The number as briefly as can be: `6`, `40+`, `up to 12`, `10 to 15`."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None and low != high:
        return f"{low:,.15g} to {high:,.15g}"
    if low is not None and high is None:
        return f"{low:,.15g}+"
    if high is not None and low is None:
        return f"up to {high:,.15g}"
    return quantity.text if quantity.value is None else f"{quantity.value:,.15g}"


def period(time: ClaimTime | None) -> str:
    """When, as briefly as the two days allow: `2020`, `2022-05`, `2019 …`; the text's words if unresolved."""
    if time is None:
        return ""
    if time.since is None and time.until is None:
        return f"“{time.text}”"
    return interval(time.since, time.until)


def interval(since: date | None, until: date | None) -> str:
    """Two days, both included, None being open, as briefly as can be; empty where both are open."""
    if since is None and until is None:
        return ""
    length = max(_length(since, first=True), _length(until, first=False))
    start = since.isoformat()[:length] if since else ""
    end = until.isoformat()[:length] if until else ""
    return start if start == end else f"{start} … {end}".strip()


def _length(day: date | None, *, first: bool) -> int:
    """How many characters of the ISO date say it: a year's or a month's first or last day needs fewer."""
    if day is None:
        return _YEAR
    if day.day != (1 if first else monthrange(day.year, day.month)[1]):
        return _DAY
    return _YEAR if day.month == (1 if first else 12) else _MONTH


def _names(fillers: tuple[Filler, ...]) -> str:
    return ", ".join(called(filler) for filler in fillers)


@lru_cache(maxsize=4096)
def called(filler: Filler) -> str:
    """The filler's words, or its entity's name where they would not say it by themselves.

    That is where they are a state's adjective (“Iran makes”, not “Iranian makes”) or only stand for what was
    named before (“them”, “the company”, “six”).
    """
    catalog = load()
    entry = catalog.get(filler.entity) if filler.entity else None
    if entry is None:
        return filler.text
    described = filler.text[1:].islower() and all(
        name.entry.id != entry.id for name in catalog.names_in(filler.text)
    )
    return entry.name if described or filler.text in entry.demonyms else filler.text


def _source(source: ClaimSource) -> str:
    if source.text:
        return source.text
    return "the document" if source.kind == "document" else f"{source.kind} source"
