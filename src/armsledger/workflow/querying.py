"""Asking a ledger: the register of who supplied what to whom, and one claim in its surroundings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from armsledger.catalog import Catalog, load
from armsledger.errors import UsageError
from armsledger.ledger import ClaimFilter, Ledger, StoredAppearance, StoredClaim
from armsledger.model import (
    CERTAINTIES,
    REALIS,
    STATUSES,
    Claim,
    Document,
    Filler,
    Span,
)
from armsledger.reading.segmentation import split

_REGISTER_ROLES = {
    "transfer": ("supplier", "recipient", "system"),
    "technology_transfer": ("supplier", "recipient", "subject"),
    "production": ("producer", "host", "system"),
}
REGISTER_KINDS = tuple(_REGISTER_ROLES)
"""The kinds of claim that the register is made of; of production only what is made abroad."""

_EVERY_CURRENT_CLAIM = ClaimFilter()
_EXACT_SCORE = 100.0  # of `Catalog.find`: what is only similar scores less
_STATUS_ORDER = tuple(dict.fromkeys(status for kind in REGISTER_KINDS for status in STATUSES[kind]))


@dataclass(frozen=True, slots=True)
class Party:
    """A supplier, recipient or system of the register.

    `entity` is its id, None where the catalogue does not know it; `name` is the catalogue's name for it, else
    the words that most of its claims use.
    """

    entity: str | None
    name: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What is claimed of one supplier, recipient and system together; None where claims do not say which.

    `kinds` marks what the row rests on: REGISTER_KINDS, in that order. `claim_count` and `document_count`
    count affirmed claims; `denied_count` counts denials, which are in neither. `statuses`, `realis` and
    `certainties` (surest first) are those of the affirmed claims, as are `since` and `until`, the earliest
    and the latest day that any of them names. `claim_ids` lists affirmed claims, then denials.
    """

    supplier: Party | None
    recipient: Party | None
    system: Party | None
    kinds: tuple[str, ...]
    claim_count: int
    document_count: int
    denied_count: int
    statuses: tuple[str, ...]
    realis: tuple[str, ...]
    certainties: tuple[str, ...]
    since: date | None
    until: date | None
    claim_ids: tuple[str, ...]


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


_Key = tuple[str | None, str | None, str | None]
_Fillers = tuple[Filler | None, Filler | None, Filler | None]


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


def register(
    ledger: Ledger, wanted: ClaimFilter = _EVERY_CURRENT_CLAIM, catalog: Catalog | None = None
) -> list[RegisterRow]:
    """One row for each supplier, recipient and system that a claim puts together, sorted by their names.

    Transfers count, transfers of technology (their subject standing as the system), and production outside
    the producer's own state (the host standing as the recipient) where the catalogue knows both states. A
    claim with several fillers counts in a row for each combination. `wanted` narrows the claims; its
    supplier, recipient and system narrow the rows. A row of denials alone has a `claim_count` of 0.
    """
    catalog = catalog or load()
    kinds = tuple(kind for kind in REGISTER_KINDS if not wanted.kinds or kind in wanted.kinds)
    asked = tuple(
        frozenset(name.casefold() for name in ids_and_names(names, catalog))
        for names in (wanted.suppliers, wanted.recipients, wanted.systems)
    )
    rows: dict[_Key, list[tuple[StoredClaim, _Fillers]]] = {}
    if kinds:
        for stored in claims(ledger, replace(wanted, kinds=kinds, suppliers=(), recipients=(), systems=())):
            for fillers in _combinations(stored.claim, catalog):
                if all(not names or _is_named(one, names) for names, one in zip(asked, fillers, strict=True)):
                    rows.setdefault(_key(fillers), []).append((stored, fillers))
    made = [_row(entries, catalog) for entries in rows.values()]
    return sorted(
        made, key=lambda row: tuple(_rank(party) for party in (row.supplier, row.recipient, row.system))
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


def _combinations(claim: Claim, catalog: Catalog) -> Iterator[_Fillers]:
    suppliers, recipients, systems = (claim.fillers(role) or (None,) for role in _REGISTER_ROLES[claim.kind])
    combinations: dict[_Key, _Fillers] = {}
    for fillers in product(suppliers, recipients, systems):
        combinations.setdefault(_key(fillers), fillers)  # a party named twice in one claim is one party
    for supplier, recipient, system in combinations.values():
        says_something = supplier or recipient or system
        if says_something and (claim.kind != "production" or _is_abroad(supplier, recipient, catalog)):
            yield supplier, recipient, system


def _is_abroad(producer: Filler | None, host: Filler | None, catalog: Catalog) -> bool:
    home, abroad = _state(producer, catalog), _state(host, catalog)
    return home is not None and abroad is not None and home != abroad


def _state(filler: Filler | None, catalog: Catalog) -> str | None:
    entry = catalog.get(filler.entity) if filler and filler.entity else None
    if entry is None:
        return None
    return entry.id if entry.is_state else entry.state


def _key(fillers: Sequence[Filler | None]) -> _Key:
    supplier, recipient, system = ((one.entity or one.text.casefold()) if one else None for one in fillers)
    return supplier, recipient, system


def _is_named(filler: Filler | None, names: frozenset[str]) -> bool:
    return filler is not None and not names.isdisjoint(
        (filler.text.casefold(), (filler.entity or filler.text).casefold())
    )


def ids_and_names(names: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """The names, each followed by the id of what the catalogue knows by it."""
    found: list[str] = []
    for name in names:
        best = catalog.find(name, limit=1)
        found += [name, *(match.entry.id for match in best if match.score == _EXACT_SCORE)]
    return tuple(found)


def _row(entries: Sequence[tuple[StoredClaim, _Fillers]], catalog: Catalog) -> RegisterRow:
    said = [stored.claim for stored, _ in entries]
    affirmed = [claim for claim in said if claim.polarity == "affirmed"]
    denied = [claim for claim in said if claim.polarity == "denied"]
    times = [claim.time for claim in affirmed if claim.time]
    days = [day for time in times for day in (time.since, time.until) if day is not None]
    supplier, recipient, system = (
        _party([fillers[place] for _, fillers in entries], catalog) for place in range(3)
    )
    return RegisterRow(
        supplier,
        recipient,
        system,
        kinds=_in_order((claim.kind for claim in said), REGISTER_KINDS),
        claim_count=len(affirmed),
        document_count=len({claim.document_id for claim in affirmed}),
        denied_count=len(denied),
        statuses=_in_order((claim.status for claim in affirmed), _STATUS_ORDER),
        realis=_in_order((claim.realis for claim in affirmed), REALIS),
        certainties=_in_order((claim.certainty for claim in affirmed), CERTAINTIES),
        since=min(days, default=None),
        until=max(days, default=None),
        claim_ids=tuple(claim.id for claim in (*affirmed, *denied)),
    )


def _party(fillers: Iterable[Filler | None], catalog: Catalog) -> Party | None:
    """The party that all `fillers` of one row mean."""
    named = [filler for filler in fillers if filler is not None]
    if not named:
        return None
    entity = named[0].entity
    entry = catalog.get(entity) if entity else None
    return Party(entity, entry.name if entry else Counter(one.text for one in named).most_common(1)[0][0])


def _in_order(found: Iterable[str | None], order: Sequence[str]) -> tuple[str, ...]:
    present = set(found)
    return tuple(one for one in order if one in present)


def _rank(party: Party | None) -> tuple[bool, str, str]:
    return (True, "", "") if party is None else (False, party.name.casefold(), party.entity or "")
