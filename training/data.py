"""Treebank sentences as padded batches."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch

import product  # noqa: F401  (must come before anything of armsledger)
from armsledger.reading.english.pieces import CLS, NO_SHAPE, PAD, SEP, Pieces, shapes
from conllu import Tree
from model import POSITIONS, Batch


@dataclass(frozen=True, slots=True)
class Inventory:
    """The names behind the label numbers, each list sorted."""

    deprel: list[str]
    upos: list[str]
    xpos: list[str]

    @staticmethod
    def of(trees: Sequence[Tree]) -> Inventory:
        return Inventory(
            sorted({name for tree in trees for name in tree.deprel}),
            sorted({name for tree in trees for name in tree.upos}),
            sorted({name for tree in trees for name in tree.xpos}),
        )


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence in numbers: lists over pieces (CLS and SEP included), then over places (root first)."""

    ids: list[int]
    piece_shape: list[int]
    first: list[int]
    shape: list[int]
    head: list[int]
    label: list[int]
    upos: list[int]
    xpos: list[int]


def examples(trees: Sequence[Tree], pieces: Pieces, names: Inventory) -> list[Example]:
    """All trees that fit the encoder, in numbers; labels unknown to the inventory become 0."""
    pieces.learn(word for tree in trees for word in tree.words)
    deprel = {name: number for number, name in enumerate(names.deprel)}
    upos = {name: number for number, name in enumerate(names.upos)}
    xpos = {name: number for number, name in enumerate(names.xpos)}
    found = []
    for tree in trees:
        ids, piece_shape, first = [CLS], [NO_SHAPE], [0]
        kinds = shapes(tree.words)
        for word, kind in zip(tree.words, kinds, strict=True):
            cut = pieces.of(word)
            first.append(len(ids))
            ids.extend(cut)
            piece_shape.extend([kind] * len(cut))
        ids.append(SEP)
        piece_shape.append(NO_SHAPE)
        found.append(
            Example(
                ids,
                piece_shape,
                first,
                [NO_SHAPE, *kinds],
                [0, *(head + 1 for head in tree.head)],
                [0, *(deprel.get(name, 0) for name in tree.deprel)],
                [0, *(upos.get(name, 0) for name in tree.upos)],
                [0, *(xpos.get(name, 0) for name in tree.xpos)],
            )
        )
    return [example for example in found if len(example.ids) <= POSITIONS]


def _padded(rows: Sequence[Sequence[int]], filler: int = 0) -> torch.Tensor:
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *([filler] * (width - len(row)))] for row in rows])


def collate(group: Sequence[Example]) -> Batch:
    """One padded batch of the examples, in their order."""
    ids = _padded([e.ids for e in group], PAD)
    mask = _padded([[1] * len(e.ids) for e in group]).bool()
    word = _padded([[0] + [1] * (len(e.first) - 1) for e in group]).bool()
    fields = ("piece_shape", "first", "shape")
    piece_shape, first, shape = (_padded([getattr(e, f) for e in group]) for f in fields)
    gold = [_padded([getattr(e, f) for e in group]) for f in ("head", "label", "upos", "xpos")]
    return Batch(ids, mask, piece_shape, first, shape, word, *gold)


def batches(found: Sequence[Example], pieces: int, chance: random.Random | None) -> list[list[int]]:
    """Numbers of examples grouped by length, at most about `pieces` padded pieces a group.

    With `chance`, lengths are blurred before sorting and the groups shuffled, so epochs differ.
    """
    blur = chance.uniform if chance else (lambda low, high: 0.0)
    order = sorted(range(len(found)), key=lambda i: len(found[i].ids) * (1 + blur(-0.1, 0.1)))
    groups: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, len(found[i].ids))
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
            longest = len(found[i].ids)
        groups[-1].append(i)
    if chance:
        chance.shuffle(groups)
    return groups
