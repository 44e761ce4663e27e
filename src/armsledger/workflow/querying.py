"""Asking a ledger for its claims, and for one of them in its surroundings."""

from dataclasses import dataclass, replace

from armsledger.catalog import Catalog, load
from armsledger.errors import UsageError
from armsledger.ledger import ClaimFilter, Ledger, StoredAppearance, StoredClaim
from armsledger.model import (
    Document,
    Span,
)
from armsledger.reading.segmentation import split

_EVERY_CURRENT_CLAIM = ClaimFilter()
EXACT_SCORE = 100.0  # of `Catalog.find`: what is only similar scores less


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim in its surroundings.

    `sentence` covers the sentence or sentences of its quote, `before` and `after` the ones next to it.
    `neighbours` are the other claims of the same reading in these sentences, in the order of the text.
    `superseded` says that a later reading of the document counts instead.
    """

    stored: StoredClaim
    document: Document
    appearances: tuple[StoredAppearance, ...]
    before: Span | None
    sentence: Span
    after: Span | None
    neighbours: tuple[StoredClaim, ...]
    superseded: bool


def claims(
    ledger: Ledger, wanted: ClaimFilter = _EVERY_CURRENT_CLAIM, catalog: Catalog | None = None
) -> list[StoredClaim]:
    """The claims that pass, as `Ledger.claims` gives them, names meaning what the catalogue knows by them.

    So "Iran" finds what Tehran and the Islamic Republic are said to have supplied.
    """
    catalog = catalog or load()
    return ledger.claims(
        replace(
            wanted,
            suppliers=ids_and_names(wanted.suppliers, catalog),
            recipients=ids_and_names(wanted.recipients, catalog),
            systems=ids_and_names(wanted.systems, catalog),
            sources=ids_and_names(wanted.sources, catalog),
        )
    )


def show(ledger: Ledger, claim_id: str) -> Shown:
    """The claim whose id begins with `claim_id`. Raises UsageError where there is none, or several."""
    stored = ledger.claim(claim_id)
    document = None if stored is None else ledger.document(stored.claim.document_id)
    if stored is None or document is None:
        raise UsageError(
            f"There is no claim {claim_id} in this ledger; `armsledger claims` lists those there are."
        )
    before, sentence, after = _surroundings(document.text, stored.claim.span)
    passage = Span((before or sentence).start, (after or sentence).end)
    return Shown(
        stored,
        document,
        tuple(ledger.appearances(document.id)),
        before,
        sentence,
        after,
        tuple(
            other
            for other in ledger.claims(ClaimFilter(reading=stored.reading))
            if other.position != stored.position and passage.overlaps(other.claim.span)
        ),
        stored.reading != ledger.readings(document.id)[-1].number,
    )


def _surroundings(text: str, quote: Span) -> tuple[Span | None, Span, Span | None]:
    sentences = [Span(sentence.start, sentence.end) for sentence in split(text)]
    sentence = quote
    for one in sentences:
        if one.overlaps(quote):
            sentence = sentence.join(one)
    before = next((one for one in reversed(sentences) if one.end <= sentence.start), None)
    after = next((one for one in sentences if one.start >= sentence.end), None)
    return before, sentence, after


def ids_and_names(names: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """The names, each followed by the id of what the catalogue knows by it."""
    found: list[str] = []
    for name in names:
        best = catalog.find(name, limit=1)
        found += [name, *(match.entry.id for match in best if match.score == EXACT_SCORE)]
    return tuple(found)
