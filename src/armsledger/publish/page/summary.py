"""What stands on top of the page: how many claims of which sort, who says them, who supplied what to whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armsledger.model import CERTAINTIES, KINDS, SOURCE_KINDS, Claim, Filler
from armsledger.publish.page.cards import Card, Voice, in_words, voice_of
from armsledger.publish.wording import called

_SOURCE_WORDS = {
    "document": "The document",
    "named": "Named",
    "anonymous": "Anonymous",
    "unspecified": "No source given",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a filter: the value it stands for, its words, and how many claims have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A group of boxes over one field of the claims; `name` is the data attribute of the cards."""

    name: str
    legend: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """One whom claims go back to, and how many."""

    voice: Voice
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Supply:
    """Who supplied what to whom, by the claims that say the same of it; None where none of them tells."""

    supplier: str | None
    system: str | None
    recipient: str | None
    is_technology: bool
    denials: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one reading."""

    claims: int
    denied: int
    filters: tuple[Filter, ...]
    tellers: tuple[Teller, ...]
    supplies: tuple[Supply, ...]


def summary_of(cards: Sequence[Card]) -> Summary:
    """Count the claims of a reading."""
    claims = [card.claim for card in cards]
    return Summary(
        claims=len(claims),
        denied=sum(claim.polarity == "denied" for claim in claims),
        filters=(
            _filter("kind", "Kind", KINDS, (claim.kind for claim in claims)),
            _filter("certainty", "Certainty", CERTAINTIES, (claim.certainty for claim in claims)),
            _filter("source", "Goes back to", SOURCE_KINDS, (claim.source.kind for claim in claims)),
        ),
        tellers=_tellers(cards),
        supplies=_supplies(cards),
    )


def _filter(name: str, legend: str, order: Sequence[str], values: Iterable[str]) -> Filter:
    counts = Counter(values)
    words = {value: _SOURCE_WORDS.get(value, in_words(value)) for value in counts}
    choices = (Choice(value, words[value], counts[value]) for value in order if counts[value])
    return Filter(name, legend, tuple(choices))


def _tellers(cards: Sequence[Card]) -> tuple[Teller, ...]:
    """Whom the claims go back to, most claims first, in the order of the text where equal."""
    told: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        source = card.claim.source
        told[source.kind, source.entity or (source.text or "").casefold()].append(card)
    tellers = [Teller(voice_of(group[0].claim.source), tuple(group)) for group in told.values()]
    return tuple(sorted(tellers, key=lambda teller: -len(teller.cards)))


def _supplies(cards: Sequence[Card]) -> tuple[Supply, ...]:
    grouped: dict[tuple[object, ...], list[Card]] = defaultdict(list)
    for card in cards:
        claim = card.claim
        if claim.kind in ("transfer", "technology_transfer") and (claim.supplier or claim.recipient):
            sides = (claim.fillers("supplier"), _what(claim), claim.fillers("recipient"))
            grouped[claim.kind, *(tuple(map(_identity, side)) for side in sides)].append(card)
    return tuple(_supply(group) for group in grouped.values())


def _supply(group: list[Card]) -> Supply:
    claim = group[0].claim
    return Supply(
        supplier=_words(claim.fillers("supplier")),
        system=_words(_what(claim)),
        recipient=_words(claim.fillers("recipient")),
        is_technology=claim.kind == "technology_transfer",
        denials=sum(card.claim.polarity == "denied" for card in group),
        cards=tuple(group),
    )


def _what(claim: Claim) -> tuple[Filler, ...]:
    return claim.fillers("system") or claim.fillers("subject")


def _identity(filler: Filler) -> str:
    return filler.entity or filler.text.casefold()


def _words(fillers: tuple[Filler, ...]) -> str | None:
    return ", ".join(called(filler) for filler in fillers) or None
