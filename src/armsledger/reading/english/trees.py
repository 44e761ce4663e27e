"""From arc scores to a tree: the best heads where they make one, else the best spanning tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def is_tree(heads: Sequence[int]) -> bool:
    """Whether the heads (place 0 is the root, heads[0] is ignored) form a tree with one child of the root."""
    size = len(heads)
    roots = 0
    for place in range(1, size):
        roots += heads[place] == 0
    if roots != 1:
        return False
    seen = [0] * size  # the walk on which a place was first met; 0 is never
    for start in range(1, size):
        place = start
        while place and not seen[place]:
            seen[place] = start
            place = heads[place]
        if place and seen[place] == start:
            return False
    return True


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The heads of the highest-scored tree with one child of the root; heads[0] is 0.

    `scores` is [places, places], dependents by heads. Chu-Liu-Edmonds, on a stack of contractions rather
    than by recursion; cubic at worst, and met only where the best heads are no tree.
    """
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    weights[0] = -np.inf
    # So dear a root arc that the best tree has as few as it can: one.
    weights[1:, 0] -= 2 * float(np.ptp(scores[1:])) * len(scores) + 1
    return _edmonds(weights)


def _edmonds(weights: Scores) -> list[int]:
    levels: list[tuple[Scores, list[int], list[int], list[int]]] = []
    while True:
        heads = [0, *(int(h) for h in weights[1:].argmax(1))]
        cycle = _cycle(heads)
        if not cycle:
            break
        inside = set(cycle)
        rest = [place for place in range(len(weights)) if place not in inside]
        levels.append((weights, heads, cycle, rest))
        weights = _contract(weights, heads, cycle, rest)
    while levels:
        weights, cycle_heads, cycle, rest = levels.pop()
        heads = _expand(heads, weights, cycle_heads, cycle, rest)
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """The places of one cycle, or none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        place = start
        while place and not seen[place]:
            seen[place] = start
            place = heads[place]
        if place and seen[place] == start:
            cycle = [place]
            while heads[cycle[-1]] != place:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []


def _gains(weights: Scores, heads: list[int], cycle: list[int]) -> Scores:
    """[cycle, all]: what each arc into the cycle is worth beyond the cycle arc it would replace."""
    own = np.array([weights[place, heads[place]] for place in cycle])
    gains: Scores = weights[cycle] - own[:, None]
    return gains


def _contract(weights: Scores, heads: list[int], cycle: list[int], rest: list[int]) -> Scores:
    """The scores with the cycle as one last place."""
    size = len(rest) + 1
    smaller = np.full((size, size), -np.inf)
    smaller[:-1, :-1] = weights[np.ix_(rest, rest)]
    smaller[:-1, -1] = weights[np.ix_(rest, cycle)].max(1)
    smaller[-1, :-1] = _gains(weights, heads, cycle)[:, rest].max(0)
    return smaller


def _expand(
    small: list[int], weights: Scores, cycle_heads: list[int], cycle: list[int], rest: list[int]
) -> list[int]:
    """Heads over the uncontracted places, from heads over the contracted ones."""
    heads = list(cycle_heads)
    last = len(rest)
    for number, place in enumerate(rest):
        if number:
            above = small[number]
            inside = cycle[int(weights[place, cycle].argmax())] if above == last else rest[above]
            heads[place] = inside
    outside = rest[small[last]]
    broken = cycle[int(_gains(weights, cycle_heads, cycle)[:, outside].argmax())]
    heads[broken] = outside
    return heads
