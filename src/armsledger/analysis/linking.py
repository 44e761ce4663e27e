"""Which claims are of one case: first within each document, then across all.

Across documents the accounts that tell most come first: they are clustered by their evidence. What tells less
(drones, said of a country) is joined to the likeliest case that tells more, and where there is none it is
clustered with what leaves the same untold. So nothing vague ever joins two particular cases, and a new
document touches its neighbours only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from armsledger.analysis.account import Account, account_of
from armsledger.analysis.blocking import LEVELS, VAGUE_WINDOW_DAYS, Key, block, keys, level, pairs, span
from armsledger.analysis.clustering import REPRESENTATIVES, cluster
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

    def touches(self, account: Account) -> bool:
        """Whether anything has been settled about a claim of the account."""
        if not self.together and not self.apart:
            return False
        ids = {telling.claim_id for telling in account.tellings}
        return any(not ids.isdisjoint(pair) for pair in (*self.together, *self.apart))


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
            _Scores(single, kinship),
            JOINED_WITHIN,
            *_bound(single, bonds),
        )
        made += [account_of([some[number] for number in group]) for group in groups]
    return sorted(made, key=lambda account: account.order)


def rank(account: Account) -> tuple[tuple[int, str, int], list[str], str]:
    """Its place among all accounts, which no adding changes: by publication, then by document and text."""
    return account.order, sorted(account.takers), account.tellings[0].claim_id


def depth(account: Account, kinship: Kinship, bonds: Bonds) -> int:
    """The level that an account is linked on: its own, or 0 where people have settled something about it."""
    return 0 if bonds.touches(account) else level(account, kinship)


def gather(told: Sequence[Account], kinship: Kinship, bonds: Bonds = NO_BONDS) -> list[list[list[int]]]:
    """Components of accounts of level 0, each the cases that it falls into, each the numbers of its accounts.

    A component holds all that evidence connects, however remotely: what is in another one can be linked
    without it. The outcome is the same whatever order `told` is in.
    """
    return _gather(told, kinship, bonds, [keys(account, kinship) for account in told])


def gather_rest(told: Sequence[Account], kinship: Kinship) -> list[list[int]]:
    """The cases that accounts of one block and of a lower level make among themselves."""
    shared = [[Key("the block", False)] if keys(account, kinship) else [] for account in told]
    return [case for component in _gather(told, kinship, NO_BONDS, shared) for case in component]


def choose(account: Account, cases: Mapping[int, Sequence[Account]], kinship: Kinship) -> int | None:
    """The case that an account is joined to: of those whose mean evidence is enough the one with the most.

    Each case gives the accounts that made it, in order; of a large one the first speak for it.
    """
    best: tuple[float, tuple[object, ...], int] | None = None
    for name, members in cases.items():
        some = members[:REPRESENTATIVES]
        mean = sum(compare(one, account, kinship) for one in some) / len(some)
        found = (-mean, rank(some[0]), name)
        if mean >= JOINED_FROM and (best is None or found < best):
            best = found
    return best[2] if best is not None else None


@dataclass(slots=True)
class Links:
    """What linking makes of accounts, by their numbers.

    `cases` are the accounts of each case, those first that made it. `home` is the component of each account:
    a number for level 0, else its block. `host` is the first account of the case that it was joined to, and
    `near` the components that it was held against, for those of lower levels.
    """

    cases: list[list[int]]
    home: dict[int, int | str]
    host: dict[int, int]
    near: dict[int, set[int | str]]


def link(told: Sequence[Account], kinship: Kinship, bonds: Bonds = NO_BONDS) -> Links:
    """Links accounts from nothing, whatever order they are in."""
    links = Links([], {}, {}, {})
    by_level: list[list[int]] = [[] for _ in range(LEVELS)]
    for number in sorted(range(len(told)), key=lambda one: rank(told[one])):
        by_level[depth(told[number], kinship, bonds)].append(number)
    case_of: dict[int, int] = {}

    def settle(case: list[int], home: int | str) -> None:
        for number in case:
            links.home[number] = home
            case_of[number] = len(links.cases)
        links.cases.append(case)

    first = by_level[0]
    for component in gather([told[number] for number in first], kinship, bonds):
        home = min(first[place] for case in component for place in case)
        for case in component:
            settle([first[place] for place in case], home)
    index = Index()
    joined: dict[int, list[int]] = {}
    for lower in range(1, LEVELS):
        for number in by_level[lower - 1]:
            if number in case_of:
                index.add(number, told[number], keys(told[number], kinship))
        rest: dict[str, list[int]] = {}
        for number in by_level[lower]:
            account = told[number]
            found = [
                one
                for one in index.near(account, keys(account, kinship))
                if _is_near(told[one], account, kinship)
            ]
            links.near[number] = {links.home[one] for one in found}
            candidates = {case_of[one]: links.cases[case_of[one]] for one in found}
            chosen = choose(account, _told(candidates, told), kinship)
            if chosen is None:
                rest.setdefault(block(account, kinship), []).append(number)
            else:
                links.host[number] = links.cases[chosen][0]
                links.home[number] = block(account, kinship)
                joined.setdefault(chosen, []).append(number)
        for name, numbers in rest.items():
            for case in gather_rest([told[number] for number in numbers], kinship):
                settle([numbers[place] for place in case], name)
    for chosen, numbers in joined.items():
        links.cases[chosen] += numbers
    return links


def _told(cases: Mapping[int, Sequence[int]], told: Sequence[Account]) -> dict[int, list[Account]]:
    return {name: [told[number] for number in case[:REPRESENTATIVES]] for name, case in cases.items()}


def _is_near(one: Account, other: Account, kinship: Kinship) -> bool:
    return compare(one, other, kinship) >= JOINED_FROM


class Index:
    """Accounts by key and time."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, bool], list[tuple[int, int, int]]] = {}

    def add(self, number: int, account: Account, kept: Iterable[Key]) -> None:
        """Puts an account in."""
        since, until = span(account)
        for key in kept:
            self._blocks.setdefault((key.text, key.told_more), []).append((since, until, number))

    def near(self, account: Account, kept: Iterable[Key]) -> list[int]:
        """The numbers of the accounts that share a key and are near in time, each once, in order."""
        since, until = span(account)
        window = VAGUE_WINDOW_DAYS[account.family]
        return sorted(
            {
                number
                for key in kept
                for told_more in ((False,) if key.told_more else (False, True))
                for first, last, number in self._blocks.get((key.text, told_more), ())
                if first <= until + window and last >= since - window
            }
        )


def _gather(
    told: Sequence[Account], kinship: Kinship, bonds: Bonds, kept: Sequence[Sequence[Key]]
) -> list[list[list[int]]]:
    order = sorted(range(len(told)), key=lambda number: rank(told[number]))
    alike = _alike(order, told, kept, kinship, bonds)
    first = [numbers[0] for numbers in alike]
    ordered = [told[number] for number in first]
    apart, together = _bound(ordered, bonds)
    score = _Scores(ordered, kinship)
    near = pairs(ordered, [kept[number] for number in first])
    edges = [pair for pair in near if score(*pair) >= JOINED_FROM]
    groups = cluster(len(ordered), edges, score, JOINED_FROM, apart, together)
    home = _components(len(ordered), [*edges, *together])
    made: dict[int, list[list[int]]] = {}
    for group in groups:
        case = [number for one in group for number in alike[one]]
        made.setdefault(home[group[0]], []).append(sorted(case, key=lambda number: rank(told[number])))
    return list(made.values())


class _Scores:
    """The evidence between accounts, by their numbers, each pair weighed once."""

    def __init__(self, told: Sequence[Account], kinship: Kinship) -> None:
        self.told, self.kinship = told, kinship
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, one: int, other: int) -> float:
        pair = (one, other)
        known = self._known.get(pair)
        if known is None:
            known = self._known[pair] = compare(self.told[one], self.told[other], self.kinship)
        return known


def _alike(
    order: Sequence[int],
    told: Sequence[Account],
    kept: Sequence[Sequence[Key]],
    kinship: Kinship,
    bonds: Bonds,
) -> list[list[int]]:
    """The numbers in order, those together that tell the very same and enough of it to be one event."""
    groups: dict[object, list[int]] = {}
    for number in order:
        account = told[number]
        is_free = bool(kept[number]) and not bonds.touches(account)
        signature = _signature(account) if is_free else number
        same = groups.get(signature)
        if same is None:
            groups[signature] = [number]
        elif compare(told[same[0]], account, kinship) >= JOINED_FROM:
            same.append(number)
        else:
            groups[number] = [number]
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
    where: dict[str, list[int]] = {}
    for number, account in enumerate(some):
        for telling in account.tellings:
            where.setdefault(telling.claim_id, []).append(number)
    return (
        frozenset(pair for one in bonds.apart for pair in _pairs_of(one, where)),
        sorted(pair for one in bonds.together for pair in _pairs_of(one, where)),
    )


def _pairs_of(claims: Pair, where: Mapping[str, list[int]]) -> list[tuple[int, int]]:
    if len(claims) != 2:
        return []
    one, other = sorted(claims)
    return [(min(a, b), max(a, b)) for a in where.get(one, ()) for b in where.get(other, ()) if a != b]
