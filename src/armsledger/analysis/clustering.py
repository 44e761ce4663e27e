"""Clusters from scored pairs: the likeliest joins first, and only while two clusters agree on the whole."""

import heapq
from collections.abc import Callable, Iterable, Sequence

REPRESENTATIVES = 6
"""How many members of a large cluster, the first in order, speak for it."""

_MOST_AGAINST = 0.25
"""The share of pairs that may speak against a join that the others, on the mean, speak for."""


def cluster(
    size: int,
    edges: Iterable[tuple[int, int]],
    score: Callable[[int, int], float],
    least: float,
    apart: frozenset[tuple[int, int]] = frozenset(),
    together: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Clusters of the numbers below `size`, each sorted, in the order of their first members.

    Two clusters are joined while the mean score of their members, `least` at the least, is the best there is;
    of equal means the pair that stands first. What is `together` is joined at the outset, what is `apart`
    never. Only what `edges` connect is ever compared. The outcome depends on numbers and scores alone.
    """
    known: dict[tuple[int, int], float] = {}

    def scored(one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in known:
            known[pair] = score(*pair)
        return known[pair]

    members: dict[int, list[int]] = {number: [number] for number in range(size)}
    home = list(range(size))
    near: dict[int, set[int]] = {number: set() for number in range(size)}
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)

    def link(one: int, other: int) -> float:
        mine, theirs = members[one][:REPRESENTATIVES], members[other][:REPRESENTATIVES]
        scores = [scored(a, b) for a in mine for b in theirs]
        if sum(points < 0 for points in scores) > _MOST_AGAINST * len(scores):
            return float("-inf")
        return sum(scores) / len(scores)

    def barred(one: int, other: int) -> bool:
        return bool(apart) and any(
            (min(a, b), max(a, b)) in apart for a in members[one] for b in members[other]
        )

    def join(one: int, other: int) -> int:
        kept, gone = min(one, other), max(one, other)
        members[kept] = sorted(members[kept] + members.pop(gone))
        for number in members[kept]:
            home[number] = kept
        near[kept] = (near[kept] | near.pop(gone)) - {kept, gone}
        for other_one in near[kept]:
            near[other_one].discard(gone)
            near[other_one].add(kept)
        return kept

    for one, other in together:
        if home[one] != home[other]:
            join(home[one], home[other])
    heap = [
        (-strength, one, other, 1, 1)
        for one in near
        for other in near[one]
        if one < other and (strength := link(one, other)) >= least
    ]
    heap = [(weight, one, other, len(members[one]), len(members[other])) for weight, one, other, _, _ in heap]
    heapq.heapify(heap)
    while heap:
        _, one, other, mine, theirs = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        if (len(members[one]), len(members[other])) != (mine, theirs) or barred(one, other):
            continue
        kept = join(one, other)
        for neighbour in near[kept]:
            strength = link(kept, neighbour)
            if strength >= least:
                first, last = min(kept, neighbour), max(kept, neighbour)
                heapq.heappush(heap, (-strength, first, last, len(members[first]), len(members[last])))
    return sorted(members.values())
