"""What one claim tells of one event, in the terms that claims are compared in."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from armsledger.analysis.kinship import Kin, Kinship, Names
from armsledger.model import Claim, Filler

FAMILIES = {
    "transfer": "deal",
    "technology_transfer": "deal",
    "production": "deal",
    "agreement": "deal",
    "holding": "deal",
    "meeting": "meeting",
    "display": "display",
    "use": "use",
    "loss": "loss",
    "restriction": "restriction",
    "derivation": "derivation",
}
"""Which kinds of claim can be about one event: kinds of one family. Kinds without one are of no case."""

_GIVER = {
    "transfer": ("supplier",),
    "technology_transfer": ("supplier",),
    "production": ("producer", "partner"),
    "agreement": ("party",),
    "holding": (),
    "meeting": ("visitor",),
    "display": ("exhibitor",),
    "use": ("user",),
    "loss": ("operator",),
    "restriction": ("imposer",),
    "derivation": ("developer",),
}
_TAKER = {
    "transfer": ("recipient",),
    "technology_transfer": ("recipient",),
    "production": ("host",),
    "holding": ("holder",),
    "meeting": ("host",),
    "loss": ("by",),
    "restriction": ("target",),
}
_SYSTEM = {
    "technology_transfer": ("subject",),
    "agreement": ("subject",),
    "restriction": ("items",),
    "derivation": ("original", "system"),
}
_PLACE = {"production": ("facility",), "display": ("venue",), "use": ("target",)}
_RULE = ("instrument", "measure")
_APART = {
    "transfer": "recipient",
    "technology_transfer": "recipient",
    "production": "host",
    "meeting": "host",
}
"""The role of which each filler is an event of its own: drones sold to two states are two deals."""
_TALKS = frozenset({"sought", "offered", "negotiating", "approved", "proposed", "planned"})
_GOING_ON = frozenset({"offered", "negotiating"})
_ORDERS = frozenset({"ordered", "agreed", "signed"})
_BEFORE_THE_FACT = _TALKS | _ORDERS
_SOON, _LATELY = 31, 92  # days
_ENDINGS = frozenset({"cancelled", "ended", "lifted", "expired", "eased"})
_FURTHER = re.compile(
    r"\b(?:(?:more|further|additional|extra)\b"
    r"(?! than\b| (?:parts|deliveries|shipments|equipment|components)\b)"
    r"|another\b|follow-on\b|follow-up\b"
    r"|(?:second|third|fourth|new|repeat) (?:order|contract|deal|purchase|sale|lot of|batch))",
    re.IGNORECASE,
)
_LOTS = frozenset({"transfer", "production", "holding"})
_PART = re.compile(
    r"\bof (?:them|these|those|which)\b|\b(?:the|a|its|their) (?:first|next|last|other|remaining)\b"
    r"|\bfirst (?:batch|lot|set|group)\b|\b(?:is|are) firm\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?!The\b)[A-Z][\w'’-]+(?: (?:al-|el-|ad-|as-|de |la |du )?[A-Z][\w'’-]+)+")
NOBODY: Names = frozenset()
KeyOf = Callable[[str, str | None], str | None]


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days as proleptic ordinals, both included, None where open. `stage` is `talks`, `order`,
    `event` (a delivery, an opening, the deed itself) or `end`."""

    stage: str
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many are spoken of, between two bounds; None where open. `stage` is `order` or `event`."""

    low: float | None
    high: float | None
    stage: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What a claim tells of one event. A claim about two events, of two recipients, is told twice.

    `givers` and `takers` are keys of parties, those of kinds without sides all givers; `systems`, `places`
    and `rules` likewise. `voice` is who is cited last, `is_further` says that its words set it against an
    earlier deal ("six more"). `marks` are other names in its words: of a ship, of an exercise. `published` is
    an ordinal, None where unknown; `start` the offset of its quote.
    `part` are the systems of this telling where those of its claim are told apart.
    It holds no more of the claim than comparing needs, for there may be millions.
    """

    claim_id: str
    document_id: str
    start: int
    kind: str
    status: str | None
    polarity: str
    realis: str
    family: str
    givers: Names
    takers: Names
    systems: Names
    places: Names
    rules: Names
    when: When | None
    count: Count | None
    money: tuple[float, str] | None
    published: int | None
    voice: str
    is_further: bool
    marks: Names
    part: str


def tellings(claim: Claim, published: int | None, kinship: Kinship) -> Iterator[Telling]:
    """What a claim tells, once for each event that it is about; nothing for kinds that are of no case."""
    family = FAMILIES.get(claim.kind)
    if family is None:
        return
    takers = _parties(claim, _TAKER.get(claim.kind, ()), kinship)
    givers = _parties(claim, _GIVER[claim.kind], kinship)
    systems = _keys(claim, _SYSTEM.get(claim.kind, ("system",)), kinship.system_key)
    places = frozenset(
        key for filler in claim.place if (key := kinship.place_key(filler.text, filler.entity)) is not None
    ) | _keys(claim, _PLACE.get(claim.kind, ()), kinship.place_key)
    rules = _keys(claim, _RULE, kinship.rule_key) if family == "restriction" else NOBODY
    marks = _marks(claim, kinship)
    sorts = _sorts(claim.kind, systems, kinship)
    for some, sort in product(_apart(claim.kind, takers, kinship), sorts):
        yield Telling(
            claim.id,
            claim.document_id,
            claim.quote.start,
            claim.kind,
            claim.status,
            claim.polarity,
            claim.realis,
            family,
            givers,
            some,
            sort,
            places,
            rules,
            _when(claim, published),
            _count(claim),
            _money(claim),
            published,
            claim.source.entity or claim.source.text or "",
            _is_further(claim),
            marks,
            " ".join(sorted(sort)) if len(sorts) > 1 else "",
        )


def _apart(kind: str, takers: Names, kinship: Kinship) -> Sequence[Names]:
    """The takers, by the state that they are of where each is an event of its own."""
    if kind not in _APART or len(takers) < 2:
        return (takers,)
    by_state: dict[str, set[str]] = {}
    for key in sorted(takers):
        by_state.setdefault(kinship.state(key), set()).add(key)
    return [frozenset(keys) for keys in by_state.values()]


def _sorts(kind: str, systems: Names, kinship: Kinship) -> Sequence[Names]:
    """The systems, by sort where a deal is of several: missiles and drones are two deals."""
    if kind != "transfer" or len(systems) < 2:
        return (systems,)
    by_root: dict[str, set[str]] = {}
    for key in sorted(systems):
        by_root.setdefault(kinship.root(frozenset((key,))), set()).add(key)
    sorts = [frozenset(keys) for keys in by_root.values()]
    are_apart = all(kinship.systems(a, b) is Kin.DIFFERENT for a, b in combinations(sorts, 2))
    return sorts if are_apart else (systems,)


def _parties(claim: Claim, roles: Sequence[str], kinship: Kinship) -> Names:
    return _keys(claim, roles, kinship.party_key)


def _keys(claim: Claim, roles: Sequence[str], key_of: KeyOf) -> Names:
    found = (key_of(filler.text, filler.entity) for filler in _fillers(claim, roles))
    return frozenset(key for key in found if key is not None)


def _fillers(claim: Claim, roles: Sequence[str]) -> Iterator[Filler]:
    return (filler for filler in claim.roles if filler.role in roles)


def _when(claim: Claim, published: int | None) -> When | None:
    time = claim.time
    if time is None or (time.since is None and time.until is None):
        if claim.status in _GOING_ON and claim.realis == "planned" and published is not None:
            return When("talks", published - _LATELY, published)  # what is being negotiated is so now
        return None
    since, until = (day.toordinal() if day else None for day in (time.since, time.until))
    if claim.status in _ENDINGS:
        return When("end", since, until)
    # What is ordered is dated by its signing where that day is past, by its delivery where it is to come.
    is_to_come = published is not None and (
        since is None or since > published or (until or 0) > published + _SOON
    )
    if is_to_come and claim.kind not in ("agreement", "restriction"):
        return When("event", since, until)
    if claim.status in _TALKS:
        return When("talks", since, until)
    return When("order" if claim.kind == "agreement" or claim.status in _ORDERS else "event", since, until)


def _count(claim: Claim) -> Count | None:
    quantity = claim.quantity
    if quantity is None or claim.polarity == "denied":  # "it is not true that only four came" counts nothing
        return None
    stage = "order" if claim.status in _BEFORE_THE_FACT else "event"
    if quantity.value is not None and claim.kind in _LOTS and _PART.search(claim.quote.text):
        return Count(quantity.value, None, stage)  # "six of them": there are no fewer in all
    if quantity.low is None and quantity.high is None:
        return Count(quantity.value, quantity.value, stage) if quantity.value is not None else None
    return Count(quantity.low, quantity.high, stage)


def _is_further(claim: Claim) -> bool:
    return claim.kind == "transfer" and _FURTHER.search(claim.quote.text) is not None


def _marks(claim: Claim, kinship: Kinship) -> Names:
    """Names of several words that are neither parties nor anything that the catalogue knows."""
    text = claim.quote.text
    found = [match[0] for match in _NAME.finditer(text)]
    if not found:
        return NOBODY
    known = [filler.text for filler in (*claim.roles, *claim.place)]
    known += [source.text for source in claim.sources if source.text]
    new = [name for name in found if not any(name in one or one in name for one in known)]
    return frozenset(name.casefold() for name in new if not kinship.names_in(name))


def _money(claim: Claim) -> tuple[float, str] | None:
    return (claim.value.amount, claim.value.currency) if claim.value else None
