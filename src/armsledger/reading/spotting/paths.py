"""How words hang together, as numbers: the way through the dependency tree from a deed's word to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

WAYS = 2048
"""How many numbers there are; ways that share one are told apart by nothing else."""
_UP, _DOWN = 3, 3
"""How far up and then down a way is told; beyond, only the side that a word lies on."""


class Node(Protocol):
    """A word in its tree."""

    @property
    def head(self) -> int:
        """The word above, or -1."""

    @property
    def rel(self) -> str:
        """How it hangs there."""

    @property
    def lower(self) -> str:
        """Its letters, lower case."""

    @property
    def upos(self) -> str:
        """Its part of speech."""


def ways(tokens: Sequence[Node], below: Sequence[Sequence[int]], word: int) -> NDArray[np.int64]:
    """The numbers of the ways from a word to each word of its sentence, [W]."""
    start = tokens[word].upos + _voice(tokens, below[word])
    codes = np.array([_code(f"{start} far {at < word}") for at in range(len(tokens))], np.int64)
    at, way, came_from = word, start, -1
    for _ in range(_UP + 1):
        codes[at] = _code(way)
        _descend(tokens, below, codes, at, way, came_from, _DOWN)
        above = tokens[at].head
        if above < 0:
            break
        at, way, came_from = above, f"{way} ^{tokens[at].rel}", at
    return codes


def _descend(
    tokens: Sequence[Node], below: Sequence[Sequence[int]], codes: NDArray[np.int64],
    at: int, way: str, passing: int, steps: int,
) -> None:  # fmt: skip
    for child in below[at]:
        if child == passing:
            continue
        further = f"{way} {tokens[child].rel}{_case(tokens, below[child])}"
        codes[child] = _code(further)
        if steps > 1:
            _descend(tokens, below, codes, child, further, -1, steps - 1)


def _case(tokens: Sequence[Node], children: Sequence[int]) -> str:
    cases = [tokens[child].lower for child in children if tokens[child].rel == "case"]
    return ":" + cases[0] if cases else ""


def _voice(tokens: Sequence[Node], children: Sequence[int]) -> str:
    passive = any(tokens[child].rel in ("aux:pass", "nsubj:pass", "obl:agent") for child in children)
    return " passive" if passive else ""


def _code(way: str) -> int:
    return crc32(way.encode()) % WAYS
