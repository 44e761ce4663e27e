"""The words of a sentence as numbers, by which copies are known."""

import re
from zlib import crc32

Wording = tuple[int, ...]
"""The smallest numbers of a sentence's runs of three words, sorted: a sketch of at most `_KEPT`."""

_WORD = re.compile(r"[^\W_]+")
_RUN = 3
_KEPT = 48
_LEAST_SHARED = 0.5
_LEAST_RUNS = 5


def wording(text: str) -> Wording:
    """The sketch of a sentence; empty for one of fewer than three words."""
    words = [word.lower() for word in _WORD.findall(text)]
    runs = {crc32(" ".join(words[place : place + _RUN]).encode()) for place in range(len(words) - _RUN + 1)}
    return tuple(sorted(runs)[:_KEPT])


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether half of the shorter sentence's runs of words, five at the least, stand in the longer one too.

    Two who tell the same in their own words rarely share five runs of three words.
    """
    shared = len(set(one) & set(other))
    return shared >= _LEAST_RUNS and shared >= _LEAST_SHARED * min(len(one), len(other))
