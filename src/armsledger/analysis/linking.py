"""Which claims are of one case: first within each document, then across all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from armsledger.analysis.account import Account, account_of
from armsledger.analysis.blocking import Key, keys, pairs
from armsledger.analysis.clustering import cluster
from armsledger.analysis.comparing import JOINED_FROM, JOINED_WITHIN, compare
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.telling import Telling, tellings
from armsledger.model import Claim

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Bonds:
    """What people have settled: pairs of claims, by their ids, that are of one case or of different ones."""

    together: frozenset[Pair] = field(default_factory=frozenset)
    apart: frozenset[Pair] = field(default_factory=frozenset)


NO_BONDS = Bonds()


def accounts(
    claims: Iterable[Claim], published: int | None, kinship: Kinship, bonds: Bonds = NO_BONDS
) -> list[Account]:
    """The accounts that one document's claims make, in the order of its text. `published` is an ordinal."""
    told = sorted(
        (one for claim in claims for one in tellings(claim, published, kinship)),
        key=lambda one: (one.start, one.claim_id, sorted(one.takers)),
    )
    made: list[Account] = []
    by_family: dict[str, list[Telling]] = {}
    for one in told:
        by_family.setdefault(one.family, []).append(one)
    for some in by_family.values():
        single = [account_of((one,)) for one in some]
        numbers = range(len(single))
        groups = cluster(
            len(single),
            [(a, b) for a in numbers for b in numbers if a < b],
            lambda a, b, single=single: compare(single[a], single[b], kinship),  # type: ignore[misc]
            JOINED_WITHIN,
            *_bound(single, bonds),
        )
        made += [account_of([some[number] for number in group]) for group in groups]
    return sorted(made, key=lambda account: account.order)


def link(told: Sequence[Account], kinship: Kinship, bonds: Bonds = NO_BONDS) -> list[list[list[int]]]:
    """Components of accounts, each the cases that it falls into, each the numbers of its accounts in `told`.

    A component holds all that evidence connects, however remotely: what is in another one can be linked
    without it. Components, cases and accounts come in the order of publication, whatever order `told` is in.
    """
    order = sorted(range(len(told)), key=lambda number: _rank(told[number]))
    kept = {number: keys(told[number], kinship) for number in order}
    alike = _alike(order, told, kept, kinship, bonds)
    first = [numbers[0] for numbers in alike]
    ordered = [told[number] for number in first]
    apart, together = _bound(ordered, bonds)
    known: dict[tuple[int, int], float] = {}

    def score(one: int, other: int) -> float:
        pair = (one, other)
        if pair not in known:
            known[pair] = compare(ordered[one], ordered[other], kinship)
        return known[pair]

    edges = [
        pair for pair in pairs(ordered, [kept[number] for number in first]) if score(*pair) >= JOINED_FROM
    ]
    groups = cluster(len(ordered), edges, score, JOINED_FROM, apart, together)
    made: dict[int, list[list[int]]] = {}
    home = _components(len(ordered), [*edges, *together])
    for group in groups:
        made.setdefault(home[group[0]], []).append([number for one in group for number in alike[one]])
    return list(made.values())


def _rank(account: Account) -> tuple[tuple[int, str, int], list[str], str]:
    return account.order, sorted(account.takers), account.tellings[0].claim_id


def _alike(
    order: Sequence[int],
    told: Sequence[Account],
    kept: Mapping[int, Sequence[Key]],
    kinship: Kinship,
    bonds: Bonds,
) -> list[list[int]]:
    """The numbers in order, those together that tell the very same and enough of it to be one event."""
    bound = {claim for pair in (*bonds.together, *bonds.apart) for claim in pair}
    groups: dict[object, list[int]] = {}
    for number in order:
        account = told[number]
        is_free = bool(kept[number]) and bound.isdisjoint(one.claim_id for one in account.tellings)
        same = groups.get(_signature(account)) if is_free else None
        if same is not None and compare(told[same[0]], account, kinship) >= JOINED_FROM:
            same.append(number)
        else:
            groups[_signature(account) if is_free and same is None else number] = [number]
    return list(groups.values())


def _signature(account: Account) -> tuple[object, ...]:
    return (
        account.family, account.groups, account.givers, account.takers, account.systems, account.places,
        account.rules, account.whens, account.counts, account.moneys,
        None if account.whens else account.published,
    )  # fmt: skip


def _components(size: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """For each number the first of those that edges connect it with."""
    home = list(range(size))

    def top(number: int) -> int:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for one, other in edges:
        mine, theirs = top(one), top(other)
        home[max(mine, theirs)] = min(mine, theirs)
    return [top(number) for number in range(size)]


def _bound(some: Sequence[Account], bonds: Bonds) -> tuple[frozenset[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs of numbers that must stay apart, and those that must come together."""
    if not bonds.apart and not bonds.together:
        return frozenset(), []
    where: Mapping[str, list[int]] = _numbers(some)
    return (
        frozenset(pair for one in bonds.apart for pair in _pairs_of(one, where)),
        sorted(pair for one in bonds.together for pair in _pairs_of(one, where)),
    )


def _numbers(some: Sequence[Account]) -> dict[str, list[int]]:
    where: dict[str, list[int]] = {}
    for number, account in enumerate(some):
        for telling in account.tellings:
            where.setdefault(telling.claim_id, []).append(number)
    return where


def _pairs_of(claims: Pair, where: Mapping[str, list[int]]) -> list[tuple[int, int]]:
    if len(claims) != 2:
        return []
    one, other = sorted(claims)
    return [(min(a, b), max(a, b)) for a in where.get(one, ()) for b in where.get(other, ()) if a != b]
