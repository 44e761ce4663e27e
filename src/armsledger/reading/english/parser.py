"""Running the model: sentences of words in, one tree of tagged words a sentence out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

import numpy as np

# Set before the runtime loads: it would otherwise keep a device id in the user's home and queue events
# about what runs here. Nothing that is read may be told to anybody.
os.putenv("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from armsledger.reading.english.batching import Arrays, Window, arrays, batches, windows
from armsledger.reading.english.lemmas import Lemmas
from armsledger.reading.english.pieces import Pieces
from armsledger.reading.english.trees import best_tree, is_tree

Follower = Callable[[int, list[Window], Arrays, NDArray[np.float32]], None]
"""Told of every batch while it is parsed: how many sentences went before the windows' numbering, the windows,
the model's inputs, and the encoder's middle layer [rows, places, width]."""

SENTENCES_AT_A_TIME = 2048  # bounds memory: windows, arrays and arc scores of this many are held at once


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence: parallel tuples, one entry a word. `head` holds word indices, -1 at the only root."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A window's analysis in the model's numbers, one entry a word; heads count places, 0 the root."""

    start: int
    head: list[int]
    label: list[int]
    upos: list[int]
    xpos: list[int]


class English:
    """The model, loaded. Parsing keeps a memory of words, so one object serves one thread at a time."""

    def __init__(self, model: bytes, tokenizer: bytes, labels: bytes, lemmas: bytes) -> None:
        self._session = ort.InferenceSession(model, session_options(), providers=["CPUExecutionProvider"])
        self.version: str = self._session.get_modelmeta().custom_metadata_map["version"]
        self._pieces = Pieces(Tokenizer.from_buffer(tokenizer))
        names = json.loads(labels)
        self._deprel: list[str] = names["deprel"]
        self._upos: list[str] = names["upos"]
        self._xpos: list[str] = names["xpos"]
        self._root = self._deprel.index("root")
        self._parataxis = self._deprel.index("parataxis")
        self._lemmas = Lemmas(json.loads(lemmas))

    def parse(self, sentences: Sequence[Sequence[str]], follow: Follower | None = None) -> list[Parse]:
        """One Parse a sentence, in order; a sentence of no words gives a Parse of none.

        A sentence's parse depends on its words alone, never on the other sentences. Sentences longer than
        the encoder are parsed in windows, each later window's root hung on the first's as parataxis.
        """
        found: list[Parse] = []
        rest = iter(sentences)
        while some := [tuple(words) for words in islice(rest, SENTENCES_AT_A_TIME)]:
            found.extend(self._parse(some, len(found), follow))
        return found

    def _parse(self, sentences: list[tuple[str, ...]], before: int, follow: Follower | None) -> list[Parse]:
        self._pieces.learn(word for words in sentences for word in words)
        cut = [w for number, words in enumerate(sentences) for w in windows(number, words, self._pieces)]
        parts: dict[int, list[_Part]] = {}
        for group in batches(cut):
            for window, part in zip(group, self._run(group, before, follow), strict=True):
                parts.setdefault(window.sentence, []).append(part)
        return [self._join(words, parts.get(number, [])) for number, words in enumerate(sentences)]

    def _run(self, group: list[Window], before: int, follow: Follower | None) -> list[_Part]:
        """Analyse windows of one bucket; a second run labels the few whose best heads were no tree."""
        feed = arrays(group)
        output = ["middle", "arcs", "head", "label", "upos", "xpos"]
        middle, arcs, *numbers = self._session.run(output, feed)
        if follow is not None:
            follow(before, group, feed, middle)
        parts = [_part(window, row, numbers) for row, window in enumerate(group)]
        again = []
        for row, part in enumerate(parts):
            if not is_tree([0, *part.head]):
                places = len(part.head) + 1
                heads = best_tree(arcs[row, :places, :places])
                parts[row].head[:] = heads[1:]
                again.append((group[row], row, heads))
        if again:
            feed = arrays([window for window, _, _ in again])
            for number, (_, _, heads) in enumerate(again):
                feed["forced"][number, : len(heads)] = heads
            (labels,) = self._session.run(["label"], feed)
            for number, (_, row, heads) in enumerate(again):
                parts[row].label[:] = labels[number, 1 : len(heads)].tolist()
        return parts

    def _join(self, words: tuple[str, ...], parts: list[_Part]) -> Parse:
        """One sentence from its windows' analyses."""
        parts = sorted(parts, key=lambda part: part.start)
        head: list[int] = []
        label: list[int] = []
        root = -1
        for part in parts:
            for above, kind in zip(part.head, part.label, strict=True):
                if above:
                    head.append(part.start + above - 1)
                    label.append(kind if kind != self._root else self._parataxis)
                elif root < 0:
                    root = len(head)
                    head.append(-1)
                    label.append(self._root)
                else:
                    head.append(root)
                    label.append(self._parataxis)
        xpos = tuple(self._xpos[n] for part in parts for n in part.xpos)
        upos = tuple(self._upos[n] for part in parts for n in part.upos)
        lemma = tuple(map(self._lemmas.of, words, upos, xpos))
        return Parse(words, upos, xpos, lemma, tuple(head), tuple(self._deprel[n] for n in label))


def _part(window: Window, row: int, numbers: Iterable[NDArray[np.int64]]) -> _Part:
    end = len(window.first) + 1
    return _Part(window.start, *(column[row, 1:end].tolist() for column in numbers))


def session_options() -> ort.SessionOptions:
    """One thread, no optimisation at start-up, silent."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The file is already laid out in fused operators: optimising it again would only cost start-up time.
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    return options


@cache
def load() -> English:
    """The packaged model, loaded once a process; FileNotFoundError where the package lacks its data."""
    data = files(__package__)
    names = ("english.onnx", "tokenizer.json", "labels.json", "lemmas.json")
    model, tokenizer, labels, lemmas = (data.joinpath(name).read_bytes() for name in names)
    return English(model, tokenizer, labels, lemmas)
