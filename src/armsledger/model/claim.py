"""A claim: one proposition about the world that a document carries, anchored in its text.

The JSON form of these classes is the public schema (docs/reference/claim-format.md): one line a claim.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from armsledger.model.problem import Problem
from armsledger.model.span import Span

Kind = Literal[
    "transfer",
    "technology_transfer",
    "production",
    "agreement",
    "meeting",
    "display",
    "use",
    "loss",
    "restriction",
    "derivation",
    "holding",
    "assessment",
    "relation",
]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["certain", "probable", "possible"]
Realis = Literal["actual", "planned", "conditional", "predicted"]
Topic = Literal[
    "capability", "price", "influence", "threat", "motive", "market", "legality", "relations", "policy"
]
Stance = Literal["positive", "negative", "mixed", "neutral"]
SourceKind = Literal["document", "named", "anonymous", "unspecified"]

KINDS: tuple[str, ...] = get_args(Kind)
POLARITIES: tuple[str, ...] = get_args(Polarity)
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
REALIS: tuple[str, ...] = get_args(Realis)
TOPICS: tuple[str, ...] = get_args(Topic)
STANCES: tuple[str, ...] = get_args(Stance)
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)

_TRANSFER_STATUSES = (
    "sought", "offered", "negotiating", "approved", "ordered", "delivered", "cancelled", "unspecified",
)  # fmt: skip

CORE_ROLES: dict[str, tuple[str, ...]] = {
    "transfer": ("supplier", "recipient", "system"),
    "technology_transfer": ("supplier", "recipient"),
    "production": ("producer", "host", "system"),
    "agreement": ("party",),
    "meeting": ("visitor", "host"),
    "display": ("exhibitor", "system"),
    "use": ("user", "system", "target"),
    "loss": ("operator", "system", "by"),
    "derivation": ("developer", "original"),
    "restriction": ("imposer", "target"),
    "holding": ("holder", "system"),
    "assessment": (),
    "relation": ("subject", "object"),
}
"""The roles of each kind that decide what a claim is about."""

OTHER_ROLES: dict[str, tuple[str, ...]] = {
    "transfer": ("via",),
    "technology_transfer": ("subject",),
    "production": ("partner", "facility"),
    "agreement": ("subject",),
    "meeting": (),
    "display": ("venue",),
    "use": (),
    "loss": (),
    "derivation": ("system",),
    "restriction": ("items", "instrument", "measure"),
    "holding": (),
    "assessment": ("about", "comparand"),
    "relation": (),
}
"""The further roles a claim of each kind may fill."""

STATUSES: dict[str, tuple[str, ...]] = {
    "transfer": _TRANSFER_STATUSES,
    "technology_transfer": _TRANSFER_STATUSES,
    "production": ("planned", "agreed", "started", "ongoing", "ended", "unspecified"),
    "agreement": ("negotiating", "signed", "in_force", "ended", "unspecified"),
    "meeting": ("planned", "held"),
    "display": ("planned", "held"),
    "use": ("planned", "held"),
    "loss": (),
    "derivation": (),
    "restriction": ("proposed", "advanced", "enacted", "eased", "lifted", "expired"),
    "holding": (),
    "assessment": (),
    "relation": ("sponsor", "ally", "partner", "rival", "adversary", "customer"),
}
"""The statuses a claim of each kind may have; a claim may also have none."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role or is a place: words of the text and, where the catalogue knows it, an entity id."""

    role: str
    text: str
    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: `value` the figure given; `low`/`high` the bounds, None where open or not given."""

    value: float | None
    text: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """How much money: `amount` in units (not thousands) of the ISO 4217 `currency`."""

    amount: float
    currency: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When the event happened or is to happen. Both days included; None is an open or unknown end.

    Both None: an expression of time that cannot be resolved without a publication date.
    """

    text: str
    start: int
    end: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """Who puts a claim; `text`, `start` and `end` are None for the document itself."""

    kind: SourceKind
    text: str | None = None
    start: int | None = None
    end: int | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The clause that carries the claim."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `sources` runs from the outermost to the innermost, the one the claim goes back to.

    `confidence` (0..1) is the reader's own, of having read the text rightly, never of the text being
    true. `why` names the frame and the rules that made the claim, in words a user can read. `topic` and
    `stance` are those of an assessment, None on other kinds; they are no part of what makes the `id`.
    """

    document_id: str
    kind: Kind
    status: str | None
    roles: tuple[Filler, ...]
    quote: Quote
    polarity: Polarity = "affirmed"
    certainty: Certainty = "certain"
    realis: Realis = "actual"
    sources: tuple[ClaimSource, ...] = (ClaimSource("document"),)
    quantity: Quantity | None = None
    value: Value | None = None
    time: ClaimTime | None = None
    place: tuple[Filler, ...] = ()
    confidence: float = 0.5
    reader: str = ""
    why: tuple[str, ...] = ()
    topic: Topic | None = None
    stance: Stance | None = None

    @property
    def id(self) -> str:
        """12 hexadecimal digits derived from the document and what the claim says, not its confidence."""
        parts = (
            self.document_id, self.kind, self.status, self.quote, self.roles, self.place, self.time,
            self.polarity, self.certainty, self.realis, self.sources, self.quantity, self.value,
        )  # fmt: skip
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]

    @property
    def span(self) -> Span:
        """Where the claim's quote stands in the document's text."""
        return Span(self.quote.start, self.quote.end)

    def fillers(self, role: str) -> tuple[Filler, ...]:
        """All fillers of one role, in the order of the text."""
        return tuple(filler for filler in self.roles if filler.role == role)

    def first(self, role: str) -> Filler | None:
        """The first filler of one role, or None."""
        return next((filler for filler in self.roles if filler.role == role), None)

    @property
    def supplier(self) -> Filler | None:
        """The first supplier, or None."""
        return self.first("supplier")

    @property
    def recipient(self) -> Filler | None:
        """The first recipient, or None."""
        return self.first("recipient")

    @property
    def system(self) -> Filler | None:
        """The first weapon system, or None."""
        return self.first("system")

    @property
    def source(self) -> ClaimSource:
        """The innermost source: who the claim goes back to."""
        return self.sources[-1]


@dataclass(frozen=True, slots=True)
class KnownClaim(Claim):
    """A claim whose id is known: as it was read, though a person may have corrected what it says."""

    known_id: str = ""

    @property
    def id(self) -> str:
        """The id of the claim as it was read."""
        return self.known_id


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one document on the assumption of one publication date.

    `claims` come in the order of the text. `published` is the date that relative times were resolved
    against, None where none was known.
    """

    document_id: str
    reader: str
    published: date | None
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
