"""Scores of a model in PyTorch, quick and without tree decoding; the shipped figures come from measure.py."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from data import Example, batches, collate
from model import LABEL_WIDTH, Parser


@torch.no_grad()
def greedy_scores(model: Parser, found: Sequence[Example]) -> dict[str, float]:
    """UAS, LAS (full labels), UPOS and XPOS, each word taking its best head on its own."""
    model.eval()
    right = torch.zeros(5)
    for group in batches(found, 4000, None):
        batch = collate([found[i] for i in group])
        d, h, ld, lh, t = model.project(model.words(batch))
        head = model.arc_scores(d, h, batch).argmax(-1)
        chosen = lh.gather(1, head[..., None].expand(-1, -1, LABEL_WIDTH))
        w = batch.word
        label = model.label_scores(ld[w], chosen[w]).argmax(-1)
        ok = head[w] == batch.head[w]
        right[0] += ok.sum()
        right[1] += (ok & (label == batch.label[w])).sum()
        right[2] += (model.upos(t[w]).argmax(-1) == batch.upos[w]).sum()
        right[3] += (model.xpos(t[w]).argmax(-1) == batch.xpos[w]).sum()
        right[4] += w.sum()
    names = ("uas", "las", "upos", "xpos")
    return {name: round(float(right[i] / right[4]), 4) for i, name in enumerate(names)}
