"""Clusters from scored pairs: the likeliest joins first, and only while two clusters agree on the whole."""

import heapq
from collections.abc import Callable, Iterable, Sequence

REPRESENTATIVES = 6
"""How many members of a large cluster, the first in order, speak for it."""
_MOST_AGAINST = 0.25
"""The share of pairs that may speak against a join that the others, on the mean, speak for."""

Score = Callable[[int, int], float]


def cluster(
    size: int,
    edges: Iterable[tuple[int, int]],
    score: Score,
    least: float,
    apart: frozenset[tuple[int, int]] = frozenset(),
    together: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Clusters of the numbers below `size`, each sorted, in the order of their first members.

    Two clusters are joined while the mean score of their members, `least` at the least, is the best there is;
    of equal means the pair that stands first. What is `together` is joined at the outset, what is `apart`
    never. Only what `edges` connect is ever compared. The outcome depends on numbers and scores alone.
    """
    clusters = _Clusters(size, edges, score)
    for one, other in together:
        if clusters.home[one] != clusters.home[other]:
            clusters.join(clusters.home[one], clusters.home[other])
    heap = [
        (-strength, one, other, clusters.sizes(one, other))
        for one in clusters.near
        for other in clusters.near[one]
        if one < other and (strength := clusters.link(one, other)) >= least
    ]
    heapq.heapify(heap)
    while heap:
        _, one, other, sizes = heapq.heappop(heap)
        if clusters.sizes(one, other) != sizes or clusters.are_barred(one, other, apart):
            continue  # one of them has grown or gone since, or a person has parted them
        kept = clusters.join(one, other)
        for neighbour in clusters.near[kept]:
            strength = clusters.link(kept, neighbour)
            if strength >= least:
                first, last = min(kept, neighbour), max(kept, neighbour)
                heapq.heappush(heap, (-strength, first, last, clusters.sizes(first, last)))
    return sorted(clusters.members.values())


class _Clusters:
    """Clusters by their first members, and which of them edges connect."""

    def __init__(self, size: int, edges: Iterable[tuple[int, int]], score: Score) -> None:
        self.score = score
        self.members: dict[int, list[int]] = {number: [number] for number in range(size)}
        self.home = list(range(size))
        self.near: dict[int, set[int]] = {number: set() for number in range(size)}
        for one, other in edges:
            self.near[one].add(other)
            self.near[other].add(one)

    def sizes(self, one: int, other: int) -> tuple[int, int]:
        """How many members two clusters have; 0 for one that is gone."""
        return len(self.members.get(one, ())), len(self.members.get(other, ()))

    def link(self, one: int, other: int) -> float:
        """How well two clusters agree: the mean of their members' scores, unless too many are against it."""
        mine, theirs = self.members[one][:REPRESENTATIVES], self.members[other][:REPRESENTATIVES]
        scores = [self.score(min(a, b), max(a, b)) for a in mine for b in theirs]
        if sum(points < 0 for points in scores) > _MOST_AGAINST * len(scores):
            return float("-inf")
        return sum(scores) / len(scores)

    def are_barred(self, one: int, other: int, apart: frozenset[tuple[int, int]]) -> bool:
        """Whether members of the two must stay apart."""
        return bool(apart) and any(
            (min(a, b), max(a, b)) in apart for a in self.members[one] for b in self.members[other]
        )

    def join(self, one: int, other: int) -> int:
        """Makes one cluster of two; returns its first member."""
        kept, gone = min(one, other), max(one, other)
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))
        for number in self.members[kept]:
            self.home[number] = kept
        self.near[kept] = (self.near[kept] | self.near.pop(gone)) - {kept, gone}
        for neighbour in self.near[kept]:
            self.near[neighbour].discard(gone)
            self.near[neighbour].add(kept)
        return kept
