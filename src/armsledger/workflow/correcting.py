"""A claim as a person has corrected it: the same id and place in the text, another content.

What a person puts in stands, for want of words in the text, where the quote stands.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from armsledger.errors import UsageError
from armsledger.model import (
    CERTAINTIES,
    CORE_ROLES,
    OTHER_ROLES,
    POLARITIES,
    REALIS,
    STATUSES,
    Claim,
    ClaimSource,
    ClaimTime,
    Filler,
    KnownClaim,
    Quantity,
)
from armsledger.model.dates import earliest, latest
from armsledger.model.judgement import Correction

_ENUMS = {"polarity": POLARITIES, "certainty": CERTAINTIES, "realis": REALIS}
_ID = re.compile(r"[A-Z]{2,3}|[a-z0-9]+([-.+][a-z0-9]+)*")


def check(claim: Claim, correction: Correction) -> None:
    """Raises UsageError where a correction cannot be made of this claim."""
    corrected(claim, (correction,))


def corrected(claim: Claim, corrections: Sequence[Correction]) -> Claim:
    """The claim with its corrections made, in their order. Raises UsageError for one that cannot be made."""
    fields = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    made = KnownClaim(**fields, known_id=claim.id)
    for one in corrections:
        made = _changed(made, one.field, one.value)
    return made


def _changed(claim: KnownClaim, field: str, value: str | None) -> KnownClaim:
    quote = claim.quote
    if field == "status":
        _one_of("status", value, (*STATUSES[claim.kind], None))
        return replace(claim, status=value)
    if field in _ENUMS:
        _one_of(field, value, _ENUMS[field])
        changed: dict[str, Any] = {field: value}
        return replace(claim, **changed)
    if field == "time":
        since, until = _interval(value) if value else (None, None)
        time = ClaimTime(quote.text, quote.start, quote.end, since, until) if value else None
        return replace(claim, time=time)
    if field == "number":
        return replace(claim, quantity=_quantity(value, claim))
    if field == "source":
        return replace(claim, sources=(*claim.sources[:-1], _source(value, claim)))
    roles = (*CORE_ROLES[claim.kind], *OTHER_ROLES[claim.kind], "place")
    _one_of("field", field, ("status", *_ENUMS, "time", "number", "source", *roles))
    names = [part.strip() for part in (value or "").split(";") if part.strip()]
    fillers = tuple(
        Filler(field, quote.text, quote.start, quote.end, name)
        if _ID.fullmatch(name)
        else Filler(field, name, quote.start, quote.end)
        for name in names
    )
    if field == "place":
        return replace(claim, place=fillers)
    return replace(claim, roles=(*(one for one in claim.roles if one.role != field), *fillers))


def _one_of(what: str, value: str | None, known: Sequence[str | None]) -> None:
    if value not in known:
        names = ", ".join(one for one in known if one)
        raise UsageError(f"there is no {what} {value!r} for this claim; use one of {names}.")


def _interval(value: str) -> tuple[date | None, date | None]:
    since, dots, until = value.partition("..")
    try:
        return (
            earliest(since) if since else None,
            latest(until if dots else since) if until or not dots else None,
        )
    except ValueError:
        raise UsageError(f"{value!r} is no time; write 2022, 2022-05, 2022-05-11 or A..B.") from None


def _quantity(value: str | None, claim: Claim) -> Quantity | None:
    if not value:
        return None
    low, dots, high = value.partition("..")
    try:
        bounds = [float(part) if part else None for part in ((low, high) if dots else (low, low))]
    except ValueError:
        raise UsageError(f"{value!r} is no number; write 6, 6..9, 6.. or ..9.") from None
    figures = [int(one) if one is not None and one == int(one) else one for one in bounds]
    quote = claim.quote
    if not dots:
        return Quantity(figures[0], quote.text, quote.start, quote.end)
    return Quantity(None, quote.text, quote.start, quote.end, figures[0], figures[1])


def _source(value: str | None, claim: Claim) -> ClaimSource:
    if not value or value == "document":
        return ClaimSource("document")
    if value in ("anonymous", "unspecified"):
        return ClaimSource(value)  # type: ignore[arg-type]  # one of the two
    quote = claim.quote
    return ClaimSource("named", value, quote.start, quote.end, value if _ID.fullmatch(value) else None)
