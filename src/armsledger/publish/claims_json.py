"""Claims as JSON: the exchange format of docs/reference/claim-format.md, one line a claim."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity, Value


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """One claim as the JSON object of the format, its keys in the format's order."""
    return {
        "kind": claim.kind,
        "status": claim.status,
        "roles": [_filler(filler) for filler in claim.roles],
        "quantity": _quantity(claim.quantity) if claim.quantity else None,
        "value": _value(claim.value) if claim.value else None,
        "time": _time(claim.time) if claim.time else None,
        "place": [_filler(filler) for filler in claim.place] or None,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "realis": claim.realis,
        "sources": [_source(source) for source in claim.sources],
        "quote": {"text": claim.quote.text, "start": claim.quote.start, "end": claim.quote.end},
        "confidence": round(claim.confidence, 4),
        "reader": claim.reader,
        "why": list(claim.why),
        "id": claim.id,
        "document": claim.document_id,
        "topic": claim.topic,
        "stance": claim.stance,
    }


def claim_lines(claims: Iterable[Claim]) -> Iterator[str]:
    """One JSON line a claim, each with its closing newline."""
    return (line(claim_as_json(claim)) for claim in claims)


def line(row: Mapping[str, Any]) -> str:
    """One JSON object on a line, with its closing newline; dates are ISO texts."""
    return msgspec.json.encode(row).decode() + "\n"


def _filler(filler: Filler) -> dict[str, Any]:
    return {
        "role": filler.role,
        "text": filler.text,
        "start": filler.start,
        "end": filler.end,
        "entity": filler.entity,
    }


def _source(source: ClaimSource) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "text": source.text,
        "start": source.start,
        "end": source.end,
        "entity": source.entity,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    figures: dict[str, Any] = {"value": _number(quantity.value)}
    if quantity.low is not None or quantity.high is not None:
        figures |= {"low": _number(quantity.low), "high": _number(quantity.high)}
    return {**figures, "text": quantity.text, "start": quantity.start, "end": quantity.end}


def _value(value: Value) -> dict[str, Any]:
    return {
        "amount": _number(value.amount),
        "currency": value.currency,
        "text": value.text,
        "start": value.start,
        "end": value.end,
    }


def _time(time: ClaimTime) -> dict[str, Any]:
    return {
        "text": time.text,
        "start": time.start,
        "end": time.end,
        "from": time.since.isoformat() if time.since else None,
        "until": time.until.isoformat() if time.until else None,
    }


def _number(figure: float | None) -> float | int | None:
    """Whole figures without a decimal point: six drones are 6, not 6.0."""
    return int(figure) if figure is not None and float(figure).is_integer() else figure
