"""Ledgers of any size for the benchmarks: invented deals between real states, told with the noise of reports.

Suppliers, recipients and systems are drawn as unevenly as the world's; each deal is told by one to thirty
documents, with partial dates, generic systems, missing suppliers, misspelt names and figures that differ. The
same seed gives the same ledger.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import accumulate, islice
from random import Random

from armsledger.catalog import Catalog
from armsledger.ledger import Ledger, appending
from armsledger.model import (
    Appearance,
    Claim,
    ClaimSource,
    ClaimTime,
    Document,
    Filler,
    Quantity,
    Quote,
    Reading,
)

AT = datetime(2026, 1, 1, tzinfo=UTC)
_READER = "bench.1"
_FIRST, _LAST = date(1985, 1, 1), date(2025, 12, 31)
_SUPPLIERS, _RECIPIENTS, _PUBLISHERS = 40, 150, 400
_KINDS = ("transfer",) * 12 + ("production",) * 2 + ("loss",) * 2 + ("use",) * 2 + ("restriction", "meeting")
_SUPPLY = list(accumulate(1 / rank for rank in range(1, _SUPPLIERS + 1)))
_DEMAND = list(accumulate(rank**-0.7 for rank in range(1, _RECIPIENTS + 1)))
"""The first supplier has a fourth of all deals, the first recipient a twenty-fifth, as in SIPRI's figures."""
_BATCH = 1000
_VERBS = {
    "transfer": "sold",
    "production": "makes",
    "loss": "lost",
    "use": "used",
    "restriction": "restricted",
    "meeting": "met",
}
_ROLES = {
    "transfer": ("supplier", "recipient", "system"),
    "production": ("producer", "host", "system"),
    "loss": ("operator", "by", "system"),
    "use": ("user", "target", "system"),
    "restriction": ("imposer", "target", "items"),
    "meeting": ("visitor", "host", None),
}
_STATUSES = {
    "transfer": ("ordered", "ordered", "delivered", "delivered", "negotiating"),
    "production": ("agreed", "started"),
    "use": ("held",),
    "restriction": ("proposed", "enacted"),
    "meeting": ("held",),
}


@dataclass(frozen=True, slots=True)
class _Deal:
    kind: str
    giver: str
    taker: str
    system: str
    day: date
    count: int


def fill(ledger: Ledger, catalog: Catalog, claim_count: int, seed: int = 7) -> int:
    """Puts documents with about `claim_count` claims into an empty ledger; returns how many documents."""
    documents = generated(catalog, claim_count, seed)
    total = 0
    while batch := list(islice(documents, _BATCH)):
        with ledger.writing() as connection:
            for document, reading in batch:
                number, _ = appending.append_document(connection, document)
                appending.append_appearance(
                    connection, number, Appearance(document.id, path=f"/bench/{document.id}.txt"), AT
                )
                appending.append_reading(connection, number, reading, AT)
        total += len(batch)
    return total


def generated(catalog: Catalog, claim_count: int, seed: int) -> Iterator[tuple[Document, Reading]]:
    """The documents and their readings, in the order of their days."""
    chance = Random(seed)
    makers: dict[str, list[str]] = {}
    for system in catalog.entries("system"):
        if system.state:
            makers.setdefault(system.state, []).append(system.id)
    suppliers = sorted(makers, key=lambda state: (-len(makers[state]), state))[:_SUPPLIERS]
    recipients = sorted(entry.id for entry in catalog.entries("state"))[:_RECIPIENTS]
    chance.shuffle(recipients)
    names = {id: entry.name for id in {*suppliers, *recipients} if (entry := catalog.get(id))}
    deals = [_deal(chance, suppliers, recipients, makers) for _ in range(max(1, claim_count // 8))]
    tellings = [
        (deal.day + timedelta(days=int(chance.expovariate(1 / 200))), place)
        for place, deal in enumerate(deals)
        for _ in range(_popularity(chance))
    ]
    tellings.sort()
    made, start = 0, 0
    while made < claim_count and start < len(tellings):
        some = tellings[start : start + chance.choice((1, 1, 2, 3))]
        start += len(some)
        told = [deals[place] for _, place in some for _ in range(chance.choice((1, 2, 2, 3)))]
        document, reading = _document(chance, told, some[-1][0], f"{seed} {start}", names, catalog)
        made += len(reading.claims)
        yield document, reading


def _deal(chance: Random, suppliers: list[str], recipients: list[str], makers: dict[str, list[str]]) -> _Deal:
    (giver,) = chance.choices(suppliers, cum_weights=_SUPPLY)
    (taker,) = chance.choices(recipients, cum_weights=_DEMAND)
    day = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
    system = chance.choice(makers[giver])
    return _Deal(
        chance.choice(_KINDS), giver, taker, system, day, chance.choice((1, 2, 4, 6, 8, 12, 20, 24, 48))
    )


def _popularity(chance: Random) -> int:
    return min(30, int(chance.paretovariate(0.9)))


def _document(
    chance: Random, told: list[_Deal], day: date, name: str, names: dict[str, str], catalog: Catalog
) -> tuple[Document, Reading]:
    text = ""
    claims: list[Claim] = []
    id = sha256(name.encode()).hexdigest()
    for deal in told:
        sentence, claim = _claim(chance, deal, day, len(text), names, catalog, id[:16])
        text += sentence + "\n"
        claims.append(claim)
    publisher = f"Bench Paper {min(int(chance.paretovariate(0.7)), _PUBLISHERS)}"
    document = Document(id[:16], id, "text/plain", text, publisher=publisher, published=day)
    return document, Reading(id[:16], _READER, day, tuple(claims))


def _claim(
    chance: Random, deal: _Deal, day: date, start: int, names: dict[str, str], catalog: Catalog, id: str
) -> tuple[str, Claim]:
    giver_role, taker_role, system_role = _ROLES[deal.kind]
    system = catalog.get(deal.system)
    assert system is not None
    generic = chance.random() < 0.25
    words = [
        (giver_role, _spelt(chance, names[deal.giver]), deal.giver, chance.random() < 0.88),
        (taker_role, _spelt(chance, names[deal.taker]), deal.taker, chance.random() < 0.94),
        (
            system_role or "",
            "drones" if generic else system.name,
            (system.parent or "uav") if generic else deal.system,
            system_role is not None and chance.random() < 0.95,
        ),
    ]
    giver, taker, thing = words
    count = deal.count if chance.random() < 0.85 else deal.count + chance.choice((1, 2, 4))
    when = _when(chance, deal.day)
    sentence = (
        f"{giver[1]} {_VERBS[deal.kind]} {count} {thing[1]} to {taker[1]} in {when[0].isoformat()[:7]}, "
        f"report {chance.randrange(10**6)} says."
    )
    roles = tuple(
        Filler(role, text, start + sentence.index(text), start + sentence.index(text) + len(text),
               entity if chance.random() < 0.97 else None)
        for role, text, entity, is_told in words
        if is_told
    )  # fmt: skip
    quantity = (
        Quantity(count, str(count), start, start + 1) if chance.random() < 0.4 and system_role else None
    )
    statuses = _STATUSES.get(deal.kind)
    claim = Claim(
        id,
        deal.kind,  # type: ignore[arg-type]  # one of _KINDS
        chance.choice(statuses) if statuses else None,
        roles,
        Quote(sentence[:-1], start, start + len(sentence) - 1),
        sources=_sources(chance, deal),
        quantity=quantity,
        time=ClaimTime("x", start, start + 1, *when) if chance.random() < 0.7 else None,
        confidence=chance.uniform(0.3, 0.99),
        reader=_READER,
        why=("made for a benchmark",),
    )
    return sentence, claim


def _spelt(chance: Random, name: str) -> str:
    if chance.random() > 0.04 or len(name) < 5:
        return name
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _when(chance: Random, day: date) -> tuple[date, date]:
    """The day, its month or its year, now and then a little off."""
    shifted = day + timedelta(days=chance.choice((0, 0, 0, 0, 0, 1, -1, 20)))
    grain = chance.random()
    if grain < 0.35:
        return shifted, shifted
    if grain < 0.7:
        first = shifted.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date(shifted.year, 1, 1), date(shifted.year, 12, 31)


def _sources(chance: Random, deal: _Deal) -> tuple[ClaimSource, ...]:
    drawn = chance.random()
    if drawn < 0.5:
        return (ClaimSource("document"),)
    if drawn < 0.8:
        return (ClaimSource("named", deal.giver, 0, 1, deal.giver),)
    return (ClaimSource("anonymous", "officials", 0, 1),)
