"""Which accounts are worth comparing: those that share a key and are near in time; and how much each tells.

Whether two are compared depends on the two alone, never on what else there is, so that adding a document
changes nothing between others.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from armsledger.analysis.account import Account
from armsledger.analysis.kinship import UNNAMED, Kinship

WINDOW_DAYS = {
    "deal": 1461,
    "meeting": 60,
    "display": 120,
    "use": 60,
    "loss": 120,
    "restriction": 1461,
    "derivation": 3653,
}
"""How far apart in time accounts of a family may be and still be compared."""
VAGUE_WINDOW_DAYS = {**WINDOW_DAYS, "deal": 548, "restriction": 548, "derivation": 1461}
"""The same for accounts of the lower levels, for which a case years away is as likely as any other."""
LEVELS = 3
"""How much an account tells: 0 enough to be an event of its own, 1 who takes part, 2 less."""
_PRECISE_DAYS = {"meeting": 31, "display": 31, "use": 31, "loss": 31, "restriction": 366, "derivation": 10**6}
_MONTH_DAYS = 30
_ANY = "*"
_ALL = "arms"
_ALWAYS = (0, 10**7)


class Key(NamedTuple):
    """Something that accounts of one event share. Two that both `told_more` meet by a fuller key only."""

    text: str
    told_more: bool


def level(account: Account, kinship: Kinship) -> int:
    """How much it tells, from 0 (the most) to `LEVELS` - 1.

    A deal of level 0 names both sides and a type of system, another event a time of a month or, of a rule, a
    year. What tells less is joined to the likeliest event that tells more, and never joins two of those.
    """
    if account.family == "deal":
        sideless = account.groups == {"agreement"} and len(kinship.states(account.givers)) > 1
        if not (account.givers and account.takers) and not sideless:
            return 2
        return 0 if any(not kinship.is_class(key) for key in account.systems) else 1
    if account.family == "restriction" and account.rules and account.takers:
        return 0
    precise = any(
        when.since is not None
        and when.until is not None
        and when.until - when.since < _PRECISE_DAYS[account.family]
        for when in account.whens
    )
    return 0 if precise else 1 if account.givers and (account.takers or account.places) else 2


def block(account: Account, kinship: Kinship) -> str:
    """Among which others of its level an account that tells less than level 0 is looked at, where it is
    joined to none that tells more: those that leave the same untold."""
    givers, takers = (sorted(kinship.states(side)) for side in (account.givers, account.takers))
    if account.family == "deal" and account.groups == {"agreement"}:
        givers, takers = [], sorted(givers)
    root = kinship.root(account.systems) if level(account, kinship) == 2 else ""
    return f"{account.family} {' '.join(givers)} > {' '.join(takers)} {root}"


def keys(account: Account, kinship: Kinship) -> list[Key]:
    """The keys of an account, each once, in order; none where it says too little to be compared."""
    return list(dict.fromkeys(_MAKERS[account.family](account, kinship)))


def span(account: Account) -> tuple[int, int]:
    """The first and the last day that it is about, or of its publication where it gives none."""
    if not account.whens:
        return (account.published, account.published) if account.published is not None else _ALWAYS
    days = [day for when in account.whens for day in (when.since, when.until) if day is not None]
    return min(days), max(days)


def pairs(accounts: Sequence[Account], kept: Sequence[Iterable[Key]]) -> Iterator[tuple[int, int]]:
    """The pairs of numbers of accounts that are worth comparing, each once; `kept` are their keys."""
    blocks: dict[str, list[tuple[int, bool]]] = {}
    for number, some in enumerate(kept):
        for key in some:
            blocks.setdefault(key.text, []).append((number, key.told_more))
    spans = [span(account) for account in accounts]
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) < 2:
            continue
        window = WINDOW_DAYS[accounts[members[0][0]].family]
        members.sort(key=lambda one: (spans[one[0]][0], one[0]))
        everybody = [number for number, _ in members]
        untold = [number for number, told_more in members if not told_more]
        for place, (number, told_more) in enumerate(members):
            others, first = (untold, _after(untold, number, spans)) if told_more else (everybody, place + 1)
            last = spans[number][1] + window
            for following in range(first, len(others)):
                other = others[following]
                if spans[other][0] > last:
                    break
                pair = (number, other) if number < other else (other, number)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _after(numbers: Sequence[int], number: int, spans: Sequence[tuple[int, int]]) -> int:
    """The place of the first of the numbers, in their order, that comes after another."""
    return bisect_right(numbers, (spans[number][0], number), key=lambda one: (spans[one][0], one))


def _deal(account: Account, kinship: Kinship) -> Iterator[Key]:
    givers, takers = kinship.states(account.givers), kinship.states(account.takers)
    both = {(min(pair), max(pair)) for pair in product(givers, takers)}
    if "agreement" in account.groups:
        both.update(combinations(sorted(givers), 2))
    root = kinship.root(account.systems)
    lines = kinship.lines(account.systems)
    is_loose = not lines or any(line.startswith(UNNAMED) for line in lines)
    for one, other in sorted(both):
        sides = f"deal {one} {other}"
        yield Key(sides, root != _ALL)
        if root != _ALL:
            yield from (Key(f"{sides} {sort}", not is_loose) for sort in kinship.sorts(root))
            yield from (Key(f"{sides} {line}", False) for line in sorted(lines))
        yield from (Key(f"{sides} in {month}", False) for month in _months(account))
    if root != _ALL:
        yield from (Key(f"deal {state} {root}", bool(both)) for state in sorted(givers | takers))


def _months(account: Account) -> list[int]:
    """The months of what is dated to the month: accounts of one deal may name its system in two ways."""
    days = [(when.since, when.until) for when in account.whens]
    return sorted(
        {
            month
            for since, until in days
            if since is not None and until is not None and until - since <= _MONTH_DAYS
            for month in range(since // _MONTH_DAYS, until // _MONTH_DAYS + 1)
        }
    )


def _meeting(account: Account, kinship: Kinship) -> Iterator[Key]:
    states = sorted(kinship.states(account.parties))
    yield from (Key(f"meeting {one} {other}", False) for one, other in combinations(states, 2))
    yield from (Key(f"meeting {state}", len(states) > 1) for state in states)


def _of_side(account: Account, kinship: Kinship, states: Iterable[str]) -> Iterator[Key]:
    """A side and a class of systems; what does not say the class is compared with all of the side."""
    root = kinship.root(account.systems)
    for state in sorted(states):
        if root != _ALL:
            yield Key(f"{account.family} {state} {root}", False)
        yield Key(f"{account.family} {state} {_ANY}", root != _ALL)


def _deed(account: Account, kinship: Kinship) -> Iterator[Key]:
    yield from (Key(f"{account.family} at {place}", False) for place in sorted(account.places))
    yield from _of_side(account, kinship, kinship.states(account.parties))
    is_bare = not account.parties and not account.places
    first, last = span(account)
    if last - first <= _PRECISE_DAYS[account.family]:  # who and where untold: the same sort of thing then
        root = kinship.root(account.systems)
        for month in range(first // _MONTH_DAYS, last // _MONTH_DAYS + 1):
            yield Key(f"{account.family} {root} in {month}", not is_bare)


def _restriction(account: Account, kinship: Kinship) -> Iterator[Key]:
    yield from (Key(f"restriction by {rule}", False) for rule in sorted(account.rules))
    givers, takers = kinship.states(account.givers), kinship.states(account.takers)
    yield from (Key(f"restriction {a} {b}", False) for a, b in sorted(product(givers, takers)))
    told = bool(givers and takers)
    yield from (Key(f"restriction on {one}", told) for one in sorted(account.takers | takers))
    yield from (Key(f"restriction from {one}", told) for one in sorted(givers))


def _derivation(account: Account, kinship: Kinship) -> Iterator[Key]:
    yield from _of_side(account, kinship, kinship.states(account.parties))


_MAKERS = {
    "deal": _deal,
    "meeting": _meeting,
    "display": _deed,
    "use": _deed,
    "loss": _deed,
    "restriction": _restriction,
    "derivation": _derivation,
}
