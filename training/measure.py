"""Scores of an exported model through the product's own code: tokenising, batching, tree decoding, lemmas."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import product  # noqa: F401  (must come before anything of armsledger)
from armsledger.reading.english import English
from conllu import Tree

FILES = ("english.onnx", "tokenizer.json", "labels.json", "lemmas.json")
Scores = dict[str, float]


def open_model(folder: Path) -> English:
    """The model whose four files lie in the folder."""
    return English(*((folder / name).read_bytes() for name in FILES))


def scores(english: English, trees: Sequence[Tree]) -> Scores:
    """Shares of words right, gold words given and punctuation counted.

    uas: head; las: head and universal relation (subtype cut off on both sides); las_full: head and relation
    with subtype; upos, xpos; lemma: case aside, tags being the model's own.
    """
    right = dict.fromkeys(("uas", "las", "las_full", "upos", "xpos", "lemma"), 0)
    total = 0
    for gold, found in zip(trees, english.parse([tree.words for tree in trees]), strict=True):
        total += len(gold.words)
        for i, head in enumerate(gold.head):
            if found.head[i] == head:
                right["uas"] += 1
                right["las_full"] += found.deprel[i] == gold.deprel[i]
                right["las"] += found.deprel[i].partition(":")[0] == gold.deprel[i].partition(":")[0]
            right["upos"] += found.upos[i] == gold.upos[i]
            right["xpos"] += found.xpos[i] == gold.xpos[i]
            right["lemma"] += found.lemma[i].lower() == gold.lemma[i].lower()
    return {name: round(count / total, 4) for name, count in right.items()}


def speed(english: English, trees: Sequence[Tree], rounds: int = 3) -> float:
    """Words a second of processor time, the best of some rounds of `parse` over all the trees at once.

    Processor time, because `parse` runs on one thread and the clock would count what else the machine does.
    """
    sentences = [tree.words for tree in trees]
    words = sum(map(len, sentences))
    best = float("inf")
    english.parse(sentences[:50])
    for _ in range(rounds):
        start = time.process_time()
        english.parse(sentences)
        best = min(best, time.process_time() - start)
    return round(words / best)


def cold_seconds() -> float:
    """Seconds a new process takes to import and load the packaged model, the best of three."""
    code = (
        "import time; t = time.perf_counter(); import product; "
        "from armsledger.reading.english import load; load(); print(time.perf_counter() - t)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent)}
    command = [sys.executable, "-c", code]
    outputs = [
        subprocess.run(command, env=environment, check=True, capture_output=True).stdout for _ in range(3)
    ]
    return round(min(map(float, outputs)), 2)
