"""Running the spotter: which words tell a deed of which kind, and which words fill its roles.

The model goes on from a lower layer of the parser's encoder. It was trained by `training/spots.py` on the
annotated passages of `evals/passages/dev`; what it proposes is put as a claim like any frame's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

os.putenv("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime as ort
from numpy.typing import NDArray

from armsledger.reading.english.batching import Arrays, Window
from armsledger.reading.english.parser import session_options

Floats = NDArray[np.float32]

SORTS = (
    "", "state", "territory", "body", "force", "ministry", "agency", "group", "company", "legislature",
    "court", "medium", "research", "person", "place", "regime", "system", "class", "other",
)  # fmt: skip
"""What a word is to the model besides its letters: the type of the catalogue's entry, or nothing."""

LINKS = ("time", "amount", "value")
"""What a word may be to a deed besides a filler of a role: part of its time, its quantity or its price."""

_STEEPEST = 30.0
"""Log-odds beyond which there is no more to tell."""
_COLUMNS = ("kinds", "stages", "asks", "asked", "open")


def sort_of(kind: str | None) -> int:
    """The number of an entry's type; 0 for a word that is no name."""
    if kind is None:
        return 0
    return SORTS.index(kind) if kind in SORTS else SORTS.index("other")


@dataclass(frozen=True, slots=True)
class Names:
    """What the model's numbers stand for, and what was settled with it."""

    version: str
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    stages: tuple[str, ...]
    least: dict[str, float]
    """By kind, the probability from which a word is believed to tell such a deed."""
    known: Floats
    """What it weighs for a kind that the lexicon has a frame of another with the word, [frame's, kinds]."""
    pair: Floats
    bias: Floats
    """What makes of a word what each of its roles asks for, [roles, width, width] and [roles, width]."""
    of_kind: Floats
    """What a role weighs in a deed of a kind, [kinds, roles]."""
    ways: Floats
    """What a way through the tree from the deed's word weighs for each role, [ways, roles]."""


@dataclass(slots=True)
class Spots:
    """What the spotter makes of one sentence of W words."""

    names: Names
    kinds: Floats
    """Log-odds of each kind of deed, [W, kinds]."""
    stages: Floats
    """Scores of each status, [W, stages]."""
    asks: Floats
    """What each word asks for, were it to tell a deed, [W, width]."""
    asked: Floats
    """What each word has to offer, [W, width]."""
    open: Floats
    """What each word weighs in each role, whoever asks, [W, roles]."""
    ways: Callable[[int], NDArray[np.int64]] | None = field(default=None, init=False)
    """The ways through the tree from a word to each, [W], once the sentence's tree is known."""
    _asked_for: dict[tuple[int, str], Floats] = field(default_factory=dict, init=False)

    def probability(self, words: int | Sequence[int], kind: str) -> float:
        """How likely a word, or the likeliest of some words, tells a deed of a kind."""
        score = np.max(self.kinds[words, self.names.kinds.index(kind)])
        return float(1 / (1 + np.exp(-np.clip(score, -_STEEPEST, _STEEPEST))))

    def fillers(self, word: int, kind: str, least: float) -> dict[str, list[tuple[int, float]]]:
        """By role, the words that fill it in the deed that `word` tells, with how likely, in text order."""
        chances = self._chances(word, kind)
        found: dict[str, list[tuple[int, float]]] = {}
        for place, role in zip(*np.nonzero(chances >= least), strict=True):
            name = self.names.roles[role]
            if name not in LINKS:
                found.setdefault(name, []).append((int(place), float(chances[place, role])))
        return found

    def link(self, word: int, kind: str, name: str) -> Floats:
        """For each word, how likely it is part of the time, amount or value of the deed that `word` tells."""
        return self._chances(word, kind)[:, self.names.roles.index(name)]

    def _chances(self, word: int, kind: str) -> Floats:
        """How likely each word fills each role of the deed that `word` tells, [W, roles]."""
        known = self._asked_for.get((word, kind))
        if known is None:
            number = self.names.kinds.index(kind)
            width = self.asked.shape[1]
            asking = self.names.pair @ self.asks[word] + self.names.bias
            scores = self.asked @ asking.T / width**0.5 + self.open + self.names.of_kind[number]
            if self.ways is not None:
                scores += self.names.ways[self.ways(word)]
            known = 1 / (1 + np.exp(-np.clip(scores, -_STEEPEST, _STEEPEST)))
            self._asked_for[word, kind] = known
        return known

    def stage(self, word: int, allowed: Sequence[str]) -> str | None:
        """The likeliest of the statuses allowed."""
        numbers = [self.names.stages.index(name) for name in allowed if name in self.names.stages]
        if not numbers:
            return None
        return self.names.stages[max(numbers, key=lambda n: float(self.stages[word, n]))]


class Spotter:
    """The model, loaded."""

    def __init__(self, model: bytes, names: bytes, roles: bytes) -> None:
        self._session = ort.InferenceSession(model, session_options(), providers=["CPUExecutionProvider"])
        table = json.loads(names)
        weights = np.load(BytesIO(roles), allow_pickle=False)
        self.names = Names(
            table["version"], tuple(table["kinds"]), tuple(table["roles"]), tuple(table["stages"]),
            table["least"], np.array(table["known"], np.float32),
            weights["pair"].astype(np.float32), weights["bias"].astype(np.float32),
            np.array(table["of_kind"], np.float32), weights["ways"].astype(np.float32),
        )  # fmt: skip

    def run(self, feed: Arrays, middle: Floats, sorts: NDArray[np.int64]) -> list[Floats]:
        """Kinds, stages, asks, asked and open of a batch, one entry a place; place 0 is no word."""
        return self._session.run(  # type: ignore[no-any-return]
            ["kinds", "stages", "asks", "asked", "open"],
            {"middle": middle, "pieces": feed["pieces"], "first": feed["first"], "sorts": sorts},
        )


class Spotting:
    """Follows the parsing of some sentences; `sorts` are their words' sorts."""

    def __init__(self, spotter: Spotter, sorts: Sequence[Sequence[int]]) -> None:
        self._spotter, self._sorts = spotter, sorts
        self._parts: dict[int, list[tuple[int, Spots]]] = {}

    def __call__(self, before: int, group: list[Window], feed: Arrays, middle: Floats) -> None:
        """Look at one batch, as `English.parse` tells of it."""
        sorts = np.zeros(feed["ids"].shape, np.int64)
        for row, window in enumerate(group):
            words = self._sorts[before + window.sentence][window.start : window.start + len(window.first)]
            sorts[row, 1 : len(words) + 1] = words
        results = self._spotter.run(feed, middle, sorts)
        for row, window in enumerate(group):
            part = self._spots([result[row, 1 : len(window.first) + 1] for result in results])
            self._parts.setdefault(before + window.sentence, []).append((window.start, part))

    def _spots(self, arrays: list[Floats]) -> Spots:
        return Spots(self._spotter.names, *(array.copy() for array in arrays))

    def of(self, sentence: int) -> Spots | None:
        """The spots of a sentence; None where it has no words."""
        parts = [part for _, part in sorted(self._parts.get(sentence, []), key=lambda part: part[0])]
        if len(parts) < 2:
            return parts[0] if parts else None
        columns = ([getattr(part, name) for part in parts] for name in _COLUMNS)
        return Spots(self._spotter.names, *map(np.concatenate, columns))


@cache
def load() -> Spotter:
    """The packaged model, loaded once a process; FileNotFoundError where the package lacks its data."""
    data = files(__package__)
    model, names, roles = (data.joinpath(f"spots.{end}").read_bytes() for end in ("onnx", "json", "npz"))
    return Spotter(model, names, roles)
