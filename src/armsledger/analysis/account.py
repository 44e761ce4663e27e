"""One document's account of one event: the claims in it that tell the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armsledger.analysis.kinship import Names
from armsledger.analysis.telling import NOBODY, Count, Telling, When

_GROUPS = {
    "transfer": "transfer",
    "technology_transfer": "technology",
    "production": "production",
    "agreement": "agreement",
    "holding": "holding",
}


@dataclass(frozen=True, slots=True)
class Account:
    """What claims of one document tell of one event, taken together; or a single claim's telling.

    `groups` says of which sorts its claims are. The sets of keys are those of `Telling`, joined.
    """

    tellings: tuple[Telling, ...]
    document_id: str
    family: str
    groups: Names
    givers: Names
    takers: Names
    systems: Names
    places: Names
    rules: Names
    whens: tuple[When, ...]
    counts: tuple[Count, ...]
    moneys: tuple[tuple[float, str], ...]
    published: int | None
    is_further: bool
    marks: Names

    @property
    def parties(self) -> Names:
        """Everybody who takes part."""
        return self.givers | self.takers

    @property
    def order(self) -> tuple[int, str, int]:
        """By publication, then by document and place in it: an order that no adding changes."""
        return (self.published or 0, self.document_id, min(telling.start for telling in self.tellings))


def account_of(tellings: Sequence[Telling]) -> Account:
    """The account that the tellings make together; they are of one document and family."""
    first = tellings[0]
    if len(tellings) == 1:
        return Account(
            (first,), first.document_id, first.family, _groups(tellings), first.givers, first.takers,
            first.systems, first.places, first.rules, (first.when,) if first.when else (),
            (first.count,) if first.count else (), (first.money,) if first.money else (), first.published,
            first.is_further, first.marks,
        )  # fmt: skip
    return Account(
        tuple(tellings),
        first.document_id,
        first.family,
        _groups(tellings),
        _joined(one.givers for one in tellings),
        _joined(one.takers for one in tellings),
        _joined(one.systems for one in tellings),
        _joined(one.places for one in tellings),
        _joined(one.rules for one in tellings),
        tuple(dict.fromkeys(one.when for one in tellings if one.when)),
        tuple(dict.fromkeys(one.count for one in tellings if one.count)),
        tuple(dict.fromkeys(one.money for one in tellings if one.money)),
        first.published,
        any(one.is_further for one in tellings),
        _joined(one.marks for one in tellings),
    )


def _groups(tellings: Iterable[Telling]) -> Names:
    return frozenset(_GROUPS.get(one.kind, one.family) for one in tellings)


def _joined(sets: Iterable[Names]) -> Names:
    return NOBODY.union(*sets)
