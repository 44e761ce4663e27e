"""Values as rows and rows as the same values: what goes in comes out equal."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row

from armsledger.model import (
    Claim,
    ClaimSource,
    ClaimTime,
    Document,
    Filler,
    PageBox,
    Problem,
    Quantity,
    Quote,
    SourceRange,
    Span,
    Value,
)

AnyRow = Row[*tuple[Any, ...]]
Values = dict[str, Any]
Anchored = Filler | ClaimSource | Quote | Quantity | Value | ClaimTime

_INTEGER_BOUND = 2**63


class SpanRow(NamedTuple):
    """A row of `claim_span` with its text and entity as words."""

    part: str
    name: str
    text: str
    start: int
    end: int
    entity: str | None


class _Origin(msgspec.Struct):
    ranges: list[tuple[int, int, int, int, bool]] = []
    boxes: list[tuple[int, int, int, float, float, float, float]] = []


def document_row(document: Document) -> Values:
    """A row of `document`, without its number."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "published": document.published,
        "address": document.address,
        "size_bytes": document.size_bytes,
        "problems": pack_problems(document.problems),
        "origin": _pack_origin(document.origin),
        "text": document.text,
    }


def document_of(row: AnyRow) -> Document:
    """The document of a row of `document`."""
    return Document(
        id=row.id,
        sha256=row.sha256,
        media_type=row.media_type,
        text=row.text,
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        published=row.published,
        address=row.address,
        size_bytes=row.size_bytes,
        origin=_unpack_origin(row.origin),
        problems=unpack_problems(row.problems),
    )


def claim_row(claim: Claim, *, number: int, reading: int, position: int, reader: str) -> Values:
    """A row of `claim`. Its `reader` is kept only where it is not that of the reading."""
    quantity, value, time = claim.quantity, claim.value, claim.time
    return {
        "number": number,
        "reading": reading,
        "position": position,
        "id": claim.id,
        "reader": None if claim.reader == reader else claim.reader,
        "kind": claim.kind,
        "status": claim.status,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "realis": claim.realis,
        "confidence": claim.confidence,
        "quote": claim.quote.text,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "quantity_text": quantity and quantity.text,
        "quantity_start": quantity and quantity.start,
        "quantity_end": quantity and quantity.end,
        "quantity": quantity and _storable(quantity.value),
        "quantity_low": quantity and _storable(quantity.low),
        "quantity_high": quantity and _storable(quantity.high),
        "value_text": value and value.text,
        "value_start": value and value.start,
        "value_end": value and value.end,
        "value_amount": value and _storable(value.amount),
        "value_currency": value and value.currency,
        "time_text": time and time.text,
        "time_start": time and time.start,
        "time_end": time and time.end,
        "since": time and time.since,
        "until": time and time.until,
        "why": msgspec.json.encode(claim.why).decode() if claim.why else None,
        "topic": claim.topic,
        "stance": claim.stance,
    }


def span_rows(claim: Claim, number: int, phrases: Mapping[str, int]) -> Iterator[Values]:
    """The rows of `claim_span` for one claim; `phrases` gives the number of every text and entity in it."""
    parts: tuple[tuple[str, tuple[Filler | ClaimSource, ...]], ...] = (
        ("role", claim.roles),
        ("place", claim.place),
        ("source", claim.sources),
    )
    for part, pieces in parts:
        for position, piece in enumerate(pieces):
            yield {
                "claim": number,
                "part": part,
                "position": position,
                "name": piece.role if isinstance(piece, Filler) else piece.kind,
                "phrase": None if piece.text is None else phrases[piece.text],
                "span_start": piece.start,
                "span_end": piece.end,
                "entity": None if piece.entity is None else phrases[piece.entity],
            }


def phrases_in(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Every text and entity that the claims' spans name, once each, in order of first use."""
    found: dict[str, None] = {}
    for claim in claims:
        pieces: tuple[Filler | ClaimSource, ...] = (*claim.roles, *claim.place, *claim.sources)
        for piece in pieces:
            found.update((phrase, None) for phrase in (piece.text, piece.entity) if phrase is not None)
    return tuple(found)


def anchored_in(claim: Claim) -> Iterator[Anchored]:
    """Every part of a claim that stands in the document's text."""
    yield claim.quote
    yield from claim.roles
    yield from claim.place
    yield from (source for source in claim.sources if source.text is not None)
    yield from (part for part in (claim.quantity, claim.value, claim.time) if part is not None)


def claim_of(row: AnyRow, spans: Sequence[SpanRow], make: Callable[..., Claim] = Claim) -> Claim:
    """The claim of a row of `claim` (with `document_id` and `reading_reader`) and its rows of `claim_span`.

    The spans come in the order of `position` within each part.
    """
    roles: list[Filler] = []
    places: list[Filler] = []
    sources: list[ClaimSource] = []
    for part, name, text, start, end, entity in spans:
        if part == "source":
            sources.append(ClaimSource(name, text, start, end, entity))  # type: ignore[arg-type]
        else:
            (roles if part == "role" else places).append(Filler(name, text, start, end, entity))
    return make(
        document_id=row.document_id,
        kind=row.kind,
        status=row.status,
        roles=tuple(roles),
        quote=Quote(row.quote, row.quote_start, row.quote_end),
        polarity=row.polarity,
        certainty=row.certainty,
        realis=row.realis,
        sources=tuple(sources),
        quantity=_quantity(row),
        value=_value(row),
        time=_time(row),
        place=tuple(places),
        confidence=row.confidence,
        reader=row.reading_reader if row.reader is None else row.reader,
        why=msgspec.json.decode(row.why, type=tuple[str, ...]) if row.why else (),
        topic=row.topic,
        stance=row.stance,
    )


def pack_problems(problems: Sequence[Problem]) -> str | None:
    """Problems as one JSON text, None where there are none."""
    if not problems:
        return None
    packed = [(one.where, one.what, one.span and (one.span.start, one.span.end)) for one in problems]
    return msgspec.json.encode(packed).decode()


def unpack_problems(packed: str | None) -> tuple[Problem, ...]:
    """The problems that `pack_problems` packed."""
    if packed is None:
        return ()
    pieces = msgspec.json.decode(packed, type=list[tuple[str, str, tuple[int, int] | None]])
    return tuple(Problem(where, what, span and Span(*span)) for where, what, span in pieces)


def _pack_origin(origin: Sequence[SourceRange | PageBox]) -> bytes | None:
    packed = _Origin()
    for piece in origin:
        if isinstance(piece, PageBox):
            packed.boxes.append(
                (
                    piece.text_start,
                    piece.text_end,
                    piece.page,
                    piece.left,
                    piece.bottom,
                    piece.right,
                    piece.top,
                )
            )
        else:
            packed.ranges.append(
                (piece.text_start, piece.text_end, piece.source_start, piece.source_end, piece.verbatim)
            )
    return zlib.compress(msgspec.json.encode(packed)) if origin else None


def _unpack_origin(packed: bytes | None) -> tuple[SourceRange, ...] | tuple[PageBox, ...]:
    if packed is None:
        return ()
    origin = msgspec.json.decode(zlib.decompress(packed), type=_Origin)
    if origin.boxes:
        return tuple(PageBox(*box) for box in origin.boxes)
    return tuple(SourceRange(*stretch) for stretch in origin.ranges)


def _storable(figure: float | None) -> float | None:
    """SQLite's whole numbers end at 63 bits; a larger one is kept as a fraction."""
    return float(figure) if figure is not None and abs(figure) >= _INTEGER_BOUND else figure


def _quantity(row: AnyRow) -> Quantity | None:
    if row.quantity_text is None:
        return None
    return Quantity(
        row.quantity,
        row.quantity_text,
        row.quantity_start,
        row.quantity_end,
        row.quantity_low,
        row.quantity_high,
    )


def _value(row: AnyRow) -> Value | None:
    if row.value_text is None:
        return None
    return Value(row.value_amount, row.value_currency, row.value_text, row.value_start, row.value_end)


def _time(row: AnyRow) -> ClaimTime | None:
    if row.time_text is None:
        return None
    return ClaimTime(row.time_text, row.time_start, row.time_end, row.since, row.until)
