"""Eight-bit activation ranges for the model's larger matrix products.

Scheme: unsigned eight-bit activations with one fixed scale and zero point a product, signed seven-bit
weights with one scale a column. The scales are fixed, not taken from each batch, because a scale taken
from a batch makes a sentence's parse depend on the sentences parsed beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from data import Example, batches, collate
from model import Parser, Quantisable

Range = tuple[float, int]
KEPT = 400_000  # activations looked at for one product


def products(model: Parser) -> dict[str, Quantisable]:
    """The model's quantisable products by name ("layers.0.qkv" …)."""
    return {name: part for name, part in model.named_modules() if isinstance(part, Quantisable)}


@torch.no_grad()
def calibrate(model: Parser, found: Sequence[Example]) -> dict[str, Range]:
    """Each product's input scale and zero point: the clipped range with the least squared error."""
    model.eval()
    parts = products(model)
    for part in parts.values():
        part.observed = []
    for group in batches(found, 2000, None):
        model.predict(collate([found[i] for i in group]))
    ranges = {}
    for name, part in parts.items():
        assert part.observed is not None
        ranges[name] = best_range(torch.cat(part.observed))
        part.observed = None
    return ranges


def best_range(values: Tensor) -> Range:
    """The clipped range of a product's inputs with the least squared error in eight bits."""
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    if len(values) > KEPT:  # at random: a stride would see the same few columns of every row
        chosen = torch.randint(len(values), (KEPT,), generator=torch.Generator().manual_seed(0))
        values = values[chosen]
    best, least = (1.0, 0), float("inf")
    shares = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1]
    for below in shares:
        for above in shares:
            scale = max((high * above - low * below) / 255, 1e-8)
            zero = max(0, min(255, round(-low * below / scale)))
            rounded = torch.fake_quantize_per_tensor_affine(values, scale, zero, 0, 255)
            error = float((rounded - values).square().sum())
            if error < least:
                best, least = (scale, zero), error
    return best
