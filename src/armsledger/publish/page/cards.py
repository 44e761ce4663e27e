"""The margin card of a claim: its fields in the words and order a reader sees them."""

from dataclasses import dataclass

from armsledger.model import CORE_ROLES, Claim, ClaimSource, Filler
from armsledger.publish.wording import figure, interval, statement

_PLAIN = {"certain", "affirmed", "actual"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One filler on a card: the document's words, and what they were read as where that says more."""

    text: str
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled line of a card."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One of those who put a claim: its words, and what sort of source it is where they do not tell."""

    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as shown: `number` counts from 1 in the order of the text and names it on the page."""

    number: int
    claim: Claim
    kind: str
    statement: str
    status: str | None
    fields: tuple[Field, ...]
    chain: tuple[Voice, ...]
    departures: tuple[str, ...]
    confidence_percent: int
    why: tuple[str, ...]


def card_of(number: int, claim: Claim) -> Card:
    """The card of one claim."""
    puts = (claim.polarity, claim.realis, claim.certainty)
    return Card(
        number=number,
        claim=claim,
        kind=in_words(claim.kind),
        statement=statement(claim),
        status=claim.stance if claim.stance else claim.status if claim.status != "unspecified" else None,
        fields=(*_role_fields(claim), *_other_fields(claim)),
        chain=tuple(voice_of(source) for source in claim.sources),
        departures=tuple(word for word in puts if word not in _PLAIN),
        confidence_percent=round(100 * claim.confidence),
        why=claim.why,
    )


def in_words(value: str) -> str:
    """A value of the model in words: `technology_transfer` is "Technology transfer"."""
    return value.replace("_", " ").capitalize()


def voice_of(source: ClaimSource) -> Voice:
    """A source in words; one that is not named says so, for the words alone may not show it."""
    if source.kind == "document" or source.text is None:
        return Voice("the document" if source.kind == "document" else "a source it does not name")
    notes = {"anonymous": "anonymous", "unspecified": "no source given"}
    return Voice(source.text, notes.get(source.kind))


def entry_of(filler: Filler) -> Entry:
    """A filler with its entity's id, left out where it only repeats the words ("Baykar", `baykar`)."""
    slug = filler.text.casefold().replace(" ", "-")
    says_more = filler.entity is not None and filler.entity.casefold() != slug
    return Entry(filler.text, filler.entity if says_more else None)


def _role_fields(claim: Claim) -> tuple[Field, ...]:
    core = CORE_ROLES[claim.kind]
    names = dict.fromkeys((*core, *(filler.role for filler in claim.roles)))
    found = ((name, claim.fillers(name)) for name in names)
    return tuple(Field(name, tuple(map(entry_of, fillers))) for name, fillers in found if fillers)


def _other_fields(claim: Claim) -> tuple[Field, ...]:
    fields = []
    if claim.topic:
        fields.append(Field("topic", (Entry(claim.topic),)))
    if claim.quantity:
        fields.append(_read_field("quantity", claim.quantity.text, figure(claim.quantity)))
    if claim.value:
        amount = f"{claim.value.amount:,.2f}".removesuffix(".00")
        fields.append(_read_field("value", claim.value.text, f"{amount} {claim.value.currency}"))
    if claim.time:
        when = interval(claim.time.since, claim.time.until)
        fields.append(_read_field("time", claim.time.text, when or "not resolved"))
    if claim.place:
        fields.append(Field("place", tuple(map(entry_of, claim.place))))
    return tuple(fields)


def _read_field(label: str, text: str, reading: str) -> Field:
    return Field(label, (Entry(text, reading if reading != text else None),))
