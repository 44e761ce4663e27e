"""Sentences as the model's input arrays.

A sentence's parse must not depend on its neighbours. So sentences are padded to a bucket length that
follows from their own length alone, only sentences of one bucket share a batch, and the model's
activation scales are fixed: each row is then computed by the same operations on the same numbers
whatever the other rows hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from armsledger.reading.english.pieces import CLS, NO_SHAPE, PAD, SEP, Pieces, shapes

MAX_PIECES = 510  # of a window: the encoder's 512 places less its start and end
BATCH_PIECES = 1536  # padded pieces a batch: what keeps the activations within a core's cache
_STOPS = frozenset({".", "!", "?", ";", ":", ",", "–", "—", ")", "…"})
_CLOSED = np.float32(-1e4)

Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence, or the part of a longer one that the encoder can hold; lists over pieces and words."""

    sentence: int
    start: int  # the first word's place in the sentence
    ids: list[int]  # without CLS and SEP
    first: list[int]  # each word's first piece, counted from CLS at 0
    kinds: list[int]  # each word's shape

    @property
    def bucket(self) -> int:
        return bucket(len(self.ids) + 2)


def bucket(length: int) -> int:
    """The padded length of a row of `length` pieces: steps of 8 to 64, 16 to 128, then 64."""
    step = 8 if length <= 64 else 16 if length <= 128 else 64
    return -(-length // step) * step


def windows(sentence: int, words: Sequence[str], pieces: Pieces) -> Iterator[Window]:
    """The sentence as one window, or as several cut after a stop in the window's last third."""
    kinds = shapes(words)
    cuts = [pieces.of(word) for word in words]
    start = 0
    while start < len(words):
        ids: list[int] = []
        first: list[int] = []
        end = start
        while end < len(words) and len(ids) + len(cuts[end]) <= MAX_PIECES:
            first.append(len(ids) + 1)
            ids.extend(cuts[end])
            end += 1
        if end < len(words):
            end = _boundary(words, start, end)
            ids = ids[: first[end - start] - 1] if end - start < len(first) else ids
            first = first[: end - start]
        yield Window(sentence, start, ids, first, kinds[start:end])
        start = end


def _boundary(words: Sequence[str], start: int, end: int) -> int:
    """Where to cut words[start:end]: after the last stop of its last third, or at its end."""
    for place in range(end - 1, start + (end - start) * 2 // 3, -1):
        if words[place] in _STOPS:
            return place + 1
    return end


def batches(found: Sequence[Window]) -> Iterator[list[Window]]:
    """The windows grouped by bucket, at most BATCH_PIECES padded pieces (but always one row) a group."""
    groups: dict[int, list[Window]] = {}
    for window in found:
        groups.setdefault(window.bucket, []).append(window)
    for length in sorted(groups):
        rows = max(1, BATCH_PIECES // length)
        group = groups[length]
        for begin in range(0, len(group), rows):
            yield group[begin : begin + rows]


def arrays(group: Sequence[Window]) -> Arrays:
    """The model's inputs for windows of one bucket; every head is left to the model."""
    rows, length = len(group), group[0].bucket
    ids = np.full((rows, length), PAD, np.int64)
    piece_shape = np.full((rows, length), NO_SHAPE, np.int64)
    first = np.repeat(np.arange(rows, dtype=np.int64)[:, None] * length, length, 1)
    shape = np.full((rows, length), NO_SHAPE, np.int64)
    closed = np.full((rows, 1, length), _CLOSED, np.float32)
    for row, window in enumerate(group):
        pieces, words = len(window.ids), len(window.first)
        ids[row, : pieces + 2] = [CLS, *window.ids, SEP]
        begins = np.array(window.first, np.int64)
        first[row, 1 : words + 1] += begins
        shape[row, 1 : words + 1] = window.kinds
        counts = np.diff(begins, append=pieces + 1)
        piece_shape[row, 1 : pieces + 1] = np.repeat(shape[row, 1 : words + 1], counts)
        closed[row, 0, : words + 1] = 0
    return {
        "ids": ids,
        "piece_shape": piece_shape,
        "pieces": np.array([len(window.ids) + 2 for window in group], np.int32),
        "first": first,
        "shape": shape,
        "closed": closed,
        "forced": np.full((rows, length), -1, np.int64),
    }
