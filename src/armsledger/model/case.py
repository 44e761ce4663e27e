"""A case: one real-world event and everything that documents claim about it.

The JSON form of `Case` is told in docs/reference/cases.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from armsledger.model.claim import Claim

About = Literal["number", "date", "status", "system", "supplier", "recipient", "place", "denial"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]

ABOUT: tuple[str, ...] = get_args(About)
RELIABILITIES: tuple[str, ...] = get_args(Reliability)
"""Of a source, in the Admiralty code: A completely reliable, B usually, C fairly, D not usually, E
unreliable, F cannot be judged."""
CREDIBILITIES: tuple[str, ...] = get_args(Credibility)
"""Of information, in the Admiralty code: 1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged."""


@dataclass(frozen=True, slots=True)
class Met:
    """How a claim's document was met: who published it and when, where from (`path`), and who wrote it first.

    `wire` is the agency that the text itself names as its own, None where it names none. `added` is an ISO
    moment.
    """

    document_id: str
    publisher: str | None = None
    published: date | None = None
    path: str | None = None
    wire: str | None = None
    added: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A claim as evidence of a case: whom it goes back to (`origin`, a key), and why that one in words."""

    claim: Claim
    met: Met
    origin: str
    lineage: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent voice in a case. `key` is a state's code, an actor's id or a name; `asserts` and
    `denies` list the ids of its claims."""

    key: str
    name: str
    asserts: tuple[str, ...]
    denies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """One of the values that a disagreement is between, and the ids of the claims that give it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What claims of one case contradict each other about; the value that most origins give stands first."""

    about: About
    values: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a case is said to have reached: when (both days included, None open), and who says so
    first."""

    status: str
    since: date | None
    until: date | None
    published: date | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """The Admiralty grade, `B2`, and the rules that gave it, in words."""

    reliability: Reliability
    credibility: Credibility
    why: tuple[str, ...]

    def __str__(self) -> str:
        return self.reliability + self.credibility


@dataclass(frozen=True, slots=True)
class Range:
    """How many, from the least to the most that is claimed; None where open. `preferred` is a figure that the
    rule of docs/reference/cases.md picks, None where it picks none."""

    low: float | None
    high: float | None
    preferred: float | None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything claimed of one event.

    `id` comes from its first claim by publication. `kind` is that of the thing done. `roles` holds the ids of
    each role, words where the catalogue has none; `supplier` is the producer and `recipient` the host of
    production. `since` and `until` are the first and the last day that its claims name. `status` is None
    where it is only denied.
    """

    id: str
    kind: str
    roles: Mapping[str, tuple[str, ...]]
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    system: tuple[str, ...]
    status: str | None
    since: date | None
    until: date | None
    number: Range | None
    ordered: Range | None
    delivered: Range | None
    witnesses: tuple[Witness, ...]
    origins: tuple[Origin, ...]
    disagreements: tuple[Disagreement, ...]
    history: tuple[Step, ...]
    grade: Grade

    @property
    def asserting(self) -> tuple[Origin, ...]:
        """The origins that say it is so."""
        return tuple(origin for origin in self.origins if origin.asserts)

    @property
    def against(self) -> tuple[Origin, ...]:
        """The origins that only deny it."""
        return tuple(origin for origin in self.origins if not origin.asserts)
