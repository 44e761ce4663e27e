"""Which time and amounts of a sentence belong to a deed, where the grammar finds none or is mistaken."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol, TypeVar

from armsledger.reading.events import Event
from armsledger.reading.syntax import Tree


class Placed(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True, slots=True)
class Trust:
    """From which likelihood a link is taken where the grammar has none, and below which its own is let go."""

    take: float
    keep: float


TRUST = {"time": Trust(0.6, 0.0), "amount": Trust(0.75, 0.03), "value": Trust(0.6, 0.03)}


@dataclass(frozen=True, slots=True)
class Links:
    """The spotter's links of one sentence."""

    tree: Tree

    def settle(self, name: str, event: Event, own: T | None, others: Sequence[T]) -> T | None:
        """The grammar's own choice, unless the spotter holds it for wrong; else what the spotter links."""
        spots = self.tree.spots
        if spots is None or event.frame.kind not in spots.names.kinds or not (own or others):
            return own
        chances = spots.link(event.predicate, event.frame.kind, name)

        def likely(item: T) -> float:
            inside = [t.index for t in self.tree.tokens if t.start < item.end and item.start < t.end]
            return max((float(chances[i]) for i in inside), default=0.0)

        trust = TRUST[name]
        if own is not None and likely(own) >= trust.keep:
            return own
        chance, best = max(((likely(item), item) for item in others), key=itemgetter(0), default=(0.0, None))
        if best is None or chance < trust.take:
            return None
        event.why.append(f"{name}: the spotter, {chance:.2f}")
        return best
