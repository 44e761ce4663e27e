"""Placing accounts in cases: all of them at once, or new ones among those that are placed already.

Both come to the same. What tells most is clustered first, level 0; what tells less is joined to a case that
tells more, or clustered with its like. So placing new accounts goes down the levels: whatever a change on one
level can have changed on the next is decided again there, and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection

from armsledger.analysis.account import Account
from armsledger.analysis.blocking import LEVELS, VAGUE_WINDOW_DAYS, WINDOW_DAYS, block, keys, span
from armsledger.analysis.comparing import JOINED_FROM, compare
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.linking import choose, gather, gather_rest, link, rank
from armsledger.ledger import caseload
from armsledger.ledger.caseload import AccountRow, Placed
from armsledger.workflow.settling import Settled

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Numbered:
    """An account with its number, before it is placed. `traces` is packed; `claims` are claims' numbers."""

    number: int
    reading: int
    level: int
    account: Account
    traces: bytes
    claims: tuple[int, ...]


def place_all(
    connection: Connection, new: Sequence[Numbered], kinship: Kinship, decided: Settled
) -> set[int]:
    """Places accounts where there are none yet; returns the first account of each case."""
    links = link([one.account for one in new], kinship, decided.bonds)
    anchor = {number: case[0] for case in links.cases for number in case}

    def component(place: int) -> int:
        home = links.home[place]
        return new[home].number if isinstance(home, int) else hashed(home)

    homes = {place: component(place) for place in links.home}
    by_home = {links.home[place]: home for place, home in homes.items()}
    for start in range(0, len(new), _BATCH):
        caseload.add_accounts(
            connection,
            [
                _row(
                    new[place],
                    kinship,
                    homes[place],
                    new[anchor[place]].number,
                    place in links.host,
                    tuple(sorted({by_home[home] for home in links.near.get(place, ())})),
                )
                for place in range(start, min(start + _BATCH, len(new)))
            ],
        )
    return {new[case[0]].number for case in links.cases}


def place_some(
    connection: Connection,
    new: Sequence[Numbered],
    removed: Iterable[int],
    kinship: Kinship,
    decided: Settled,
) -> set[int]:
    """Places new accounts among those there are. `removed` are the components that accounts were taken out
    of.

    Returns the first accounts of all cases, old and new, that are not as they were.
    """
    caseload.add_accounts(
        connection, [_row(one, kinship, hashed_block(one, kinship), one.number, False, ()) for one in new]
    )
    placing = _Placing(connection, kinship, decided)
    touched = placing.cluster(new, set(removed))
    fresh: list[tuple[int, Account]] = [(one.number, one.account) for one in new if one.level == 0]
    for level in range(1, LEVELS):
        again = {one.number: one.account for one in new if one.level == level}
        old = caseload.held_against(connection, sorted(touched), level)
        for _, account in fresh:
            old += [one for one in placing.near(account, [level]) if placing.agree(account, one)]
        placing.dirty |= {one.anchor for one in old}
        again |= {one.number: unpacked(one.body) for one in old}
        touched |= placing.join(again, level, set(removed))
        fresh += placing.unjoined
    return placing.dirty


class _Placing:
    def __init__(self, connection: Connection, kinship: Kinship, decided: Settled) -> None:
        self.connection, self.kinship, self.decided = connection, kinship, decided
        self.dirty: set[int] = set()
        self.unjoined: list[tuple[int, Account]] = []
        self._members: dict[int, list[Account]] = {}

    def near(
        self, account: Account, levels: Sequence[int], windows: Mapping[str, int] = WINDOW_DAYS
    ) -> list[Placed]:
        """The accounts of these levels that are worth comparing with it."""
        since, until = span(account)
        window = windows[account.family]
        kept = [(hashed(key.text), key.told_more) for key in keys(account, self.kinship)]
        return caseload.near(self.connection, kept, (since - window, until + window), levels)

    def agree(self, account: Account, other: Placed) -> bool:
        """Whether the evidence between them is enough to be of one case."""
        return compare(account, unpacked(other.body), self.kinship) >= JOINED_FROM

    def cluster(self, new: Sequence[Numbered], removed: set[int]) -> set[int]:
        """Clusters the accounts of level 0 that are new or connected with one; returns the components
        touched."""
        first = [one for one in new if one.level == 0]
        touched = set(removed)
        for one in first:
            touched |= {
                other.component for other in self.near(one.account, [0]) if self.agree(one.account, other)
            }
        bound = sorted({number for one in first for number in self.decided.bound_to(one.account)})
        touched |= {one.component for one in caseload.of_claims(self.connection, bound) if one.level == 0}
        mine = {one.number for one in first}
        old = [
            one
            for one in caseload.placed(self.connection, "component", sorted(touched))
            if one.level == 0 and one.number not in mine
        ]
        self.dirty |= {one.anchor for one in old}
        numbers = [*(one.number for one in old), *(one.number for one in first)]
        told = [*(unpacked(one.body) for one in old), *(one.account for one in first)]
        for component in gather(told, self.kinship, self.decided.bonds):
            home = min(numbers[place] for case in component for place in case)
            touched.add(home)
            for case in component:
                self._put([numbers[place] for place in case], home)
        return touched

    def join(self, again: Mapping[int, Account], level: int, removed: set[int]) -> set[int]:
        """Decides again where accounts of a level belong; returns the components touched."""
        blocks = {number: hashed(block(account, self.kinship)) for number, account in again.items()}
        rest: list[int] = []
        for number, account in again.items():
            found = [
                one
                for one in self.near(account, list(range(level)), VAGUE_WINDOW_DAYS)
                if not one.joined and self.agree(account, one)
            ]
            caseload.set_near(self.connection, number, sorted({one.component for one in found}))
            cases = {one.anchor: self._first(one.anchor) for one in found}
            chosen = choose(account, cases, self.kinship)
            if chosen is None:
                rest.append(number)
            anchor = number if chosen is None else chosen
            caseload.place(self.connection, number, blocks[number], anchor, chosen is not None)
            self.dirty.add(anchor)
        self.unjoined = [(number, again[number]) for number in rest]
        touched = {*blocks.values(), *removed}
        by_block: dict[int, list[Placed]] = {}
        for one in caseload.placed(self.connection, "component", sorted(touched)):
            if one.level == level and not one.joined:
                by_block.setdefault(one.component, []).append(one)
        for home, some in by_block.items():
            self.dirty |= {one.anchor for one in some}
            for case in gather_rest([unpacked(one.body) for one in some], self.kinship):
                self._put([some[place].number for place in case], home)
        return touched

    def _put(self, case: Sequence[int], home: int) -> None:
        self.dirty.add(case[0])
        for number in case:
            caseload.place(self.connection, number, home, case[0], False)

    def _first(self, anchor: int) -> list[Account]:
        """The accounts that made a case, in order."""
        if anchor not in self._members:
            some = [
                unpacked(one.body)
                for one in caseload.placed(self.connection, "anchor", [anchor])
                if not one.joined
            ]
            self._members[anchor] = sorted(some, key=rank)
        return self._members[anchor]


def _row(
    one: Numbered, kinship: Kinship, component: int, anchor: int, joined: bool, near: tuple[int, ...]
) -> AccountRow:
    since, until = span(one.account)
    return AccountRow(
        one.number,
        one.reading,
        one.level,
        component,
        anchor,
        joined,
        since,
        until,
        msgspec.msgpack.encode(one.account),
        one.traces,
        one.claims,
        tuple({hashed(key.text): key.told_more for key in keys(one.account, kinship)}.items()),
        near,
    )


def hashed_block(one: Numbered, kinship: Kinship) -> int:
    """The component that an account is of before it is placed: its own, or its block."""
    return one.number if one.level == 0 else hashed(block(one.account, kinship))


def hashed(text: str) -> int:
    """A key or block as a number."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def unpacked(packed: bytes) -> Account:
    """The account that was packed."""
    return msgspec.msgpack.decode(packed, type=Account)
