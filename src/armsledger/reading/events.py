"""What the frames find: a predicate with its roles, before it is put as a claim."""

from dataclasses import dataclass, field

from armsledger.reading.lexicon import Frame
from armsledger.reading.nounphrases import Phrase


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an event of the kind `assessment` has besides: its span, how sure it is one, topic and stance."""

    start: int
    end: int
    probability: float
    topic: str
    stance: str


@dataclass
class Event:
    """A frame that a predicate of a sentence fills.

    `roles` keeps the phrases of each role of the claim, `guides` of what only leads to it (the measure, the
    plant); `heads` the tokens that stand in the slots they were read from.
    """

    frame: Frame
    predicate: int
    roles: dict[str, list[Phrase]] = field(default_factory=dict)
    guides: dict[str, list[Phrase]] = field(default_factory=dict)
    heads: dict[str, list[int]] = field(default_factory=dict)
    status: str | None = None
    deed: int | None = None
    why: list[str] = field(default_factory=list)
    judgement: Judgement | None = None
    recalled: bool = False
    """Whether it takes up a deal told before ("the contract is worth …")."""

    apart: bool = False
    """Whether it shares its verb with another deed, whose words its quote leaves out."""

    def tokens(self) -> set[int]:
        """The tokens that the predicate and its guides stand on."""
        return {self.predicate, *(p.token for phrases in self.guides.values() for p in phrases)}
