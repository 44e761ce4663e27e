"""Sentence and word scores of the product's segmentation on treebanks' raw text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import product  # noqa: F401  (must come before anything of armsledger)
from armsledger.reading.segmentation import split
from conllu import Surface, surfaces

Spans = set[tuple[int, int]]


def raw(sentences: Sequence[Surface], space: bool = True) -> tuple[str, Spans, Spans]:
    """The text of one document with its sentences' and words' spans; paragraphs parted by blank lines."""
    text = ""
    whole: Spans = set()
    words: Spans = set()
    for sentence in sentences:
        if text:
            text += "\n\n" if sentence.starts_paragraph else " "
        begin = place = len(text)
        text += sentence.text
        for word in sentence.words:
            start = text.find(word, place)
            if start >= 0:
                place = start + len(word)
                words.add((start, place))
        whole.add((begin, len(text)))
    return text, whole, words


def f1(path: Path) -> dict[str, float]:
    """F1 of sentence spans and of word spans over the file, document by document."""
    documents: list[list[Surface]] = []
    for sentence in surfaces(path):
        if sentence.starts_document or not documents:
            documents.append([])
        documents[-1].append(sentence)
    counts = {"sentences": [0, 0, 0], "words": [0, 0, 0]}
    for document in documents:
        text, whole, words = raw(document)
        found = split(text)
        spans = {(s.start, s.end) for s in found}
        cut = {(w.start, w.end) for s in found for w in s.words}
        for name, gold, own in (("sentences", whole, spans), ("words", words, cut)):
            for i, size in enumerate((len(gold & own), len(gold), len(own))):
                counts[name][i] += size
    return {name: round(2 * right / (gold + own), 4) for name, (right, gold, own) in counts.items()}
