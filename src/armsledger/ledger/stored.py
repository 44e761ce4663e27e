"""What the ledger answers with: values together with what only the ledger knows of them."""

from dataclasses import dataclass
from datetime import date, datetime

from armsledger.model import Appearance, Claim, Problem
from armsledger.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition put into the ledger that was not there before."""

    document: bool
    appearance: bool
    reading: bool


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A reading without its claims; `number` counts up in the order of appending."""

    number: int
    document_id: str
    reader: str
    published: date | None
    read_at: datetime
    claim_count: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class StoredAppearance:
    """An appearance and the moment it was met."""

    appearance: Appearance
    met_at: datetime


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim and where it is kept.

    `reading` is the number of the reading that holds it and `position` its place there, from 0 in the order
    of the text. `published` is the date that the reading resolved relative times against. `number` is its
    own.
    """

    claim: Claim
    reading: int
    position: int
    published: date | None
    number: int


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A judgement, its number in the order of making, and the number of the one that undid it, if any."""

    number: int
    judgement: Judgement
    undone_by: int | None
