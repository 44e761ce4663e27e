"""The spotter in PyTorch: upper encoder layers of its own, and heads for deeds, statuses and fillers.

It goes on from a lower layer of the parser (`MIDDLE` of `model.py`), which stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from armsledger.reading.spotting.paths import WAYS
from export import MS, Exporter
from model import HIDDEN, LAYERS, MIDDLE, Layer
from quantise import Range

SORT_WIDTH, DEED_WIDTH, ROLE_WIDTH = 32, 192, 96


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded sentences: middle [B, L, HIDDEN] over pieces; first and sorts [B, W], known [B, W, kinds] over
    words: of which kinds the lexicon has a frame with the word."""

    middle: Tensor
    mask: Tensor
    first: Tensor
    sorts: Tensor
    known: Tensor


class SpotsModel(nn.Module):
    """Scores of deeds for every word, and of fillers for every pair of words."""

    def __init__(self, kinds: int, roles: int, stages: int, sorts: int) -> None:
        super().__init__()
        self.roles = roles
        self.layers = nn.ModuleList(Layer(0.1) for _ in range(LAYERS - MIDDLE))
        self.sort = nn.Embedding(sorts, SORT_WIDTH)
        width = HIDDEN + SORT_WIDTH
        self.deed, self.kinds = nn.Linear(width, DEED_WIDTH), nn.Linear(DEED_WIDTH, kinds)
        self.known = nn.Linear(kinds, kinds, bias=False)
        nn.init.zeros_(self.known.weight)
        self.stages = nn.Linear(DEED_WIDTH, stages)
        self.asks, self.offers = nn.Linear(width, ROLE_WIDTH), nn.Linear(width, ROLE_WIDTH)
        self.pair = nn.Linear(ROLE_WIDTH, roles * ROLE_WIDTH)
        self.open = nn.Linear(ROLE_WIDTH, roles)
        self.of_kind = nn.Embedding(kinds, roles)
        self.ways = nn.Embedding(WAYS, roles)
        nn.init.normal_(self.pair.weight, std=0.02)
        nn.init.zeros_(self.of_kind.weight)
        nn.init.zeros_(self.ways.weight)

    def start_from(self, parser: Path) -> None:
        """Begin with the upper layers of the parser's model file, which has them in eight bits.

        The file's products and norms stand in the order of the layers, after the norm of the embeddings.
        """
        graph = onnx.load(str(parser)).graph
        held = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
        products = [n for n in graph.node if n.op_type == "MatMulIntegerToFloat"]
        norms = [n for n in graph.node if n.op_type == "LayerNormalization"][1:]
        with torch.no_grad():
            for number, layer in enumerate(self.layers, start=MIDDLE):
                parts = (layer.qkv, layer.out, layer.up, layer.down)
                for part, node in zip(parts, products[4 * number :], strict=False):
                    whole, steps, bias = (held[node.input[at]] for at in (1, 3, 6))
                    part.weight.copy_(torch.from_numpy((whole * steps).T))
                    part.bias.copy_(torch.from_numpy(bias.copy()))
                for part, node in zip((layer.norm1, layer.norm2), norms[2 * number :], strict=False):
                    for value, name in zip((part.weight, part.bias), node.input[1:], strict=True):
                        value.copy_(torch.from_numpy(held[name].copy()))

    def words(self, batch: Batch) -> Tensor:
        """Word vectors [B, W, HIDDEN + SORT_WIDTH]."""
        x = batch.middle
        bias = torch.zeros(batch.mask.shape, dtype=x.dtype).masked_fill(~batch.mask, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, bias)
        x = x.gather(1, batch.first[..., None].expand(-1, -1, HIDDEN))
        return torch.cat([x, self.sort(batch.sorts).to(x.dtype)], -1)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Log-odds of kinds, scores of stages, what each word asks and what it offers."""
        drop = self.training
        words = F.dropout(self.words(batch), 0.25, drop)
        deed = F.dropout(F.gelu(self.deed(words)), 0.35, drop)
        asks, offers = (
            F.dropout(F.gelu(part(words)).float(), 0.3, drop) for part in (self.asks, self.offers)
        )
        kinds = self.kinds(deed).float() + self.known(batch.known).float()
        return kinds, self.stages(deed).float(), asks, offers

    def role_scores(self, asks: Tensor, offers: Tensor, kinds: Tensor, ways: Tensor) -> Tensor:
        """Log-odds [N, W, roles] that each word of a sentence fills each role of N deeds; `ways` [N, W] are
        those through the tree from the deed's word."""
        asking = self.pair(asks).view(-1, self.roles, ROLE_WIDTH)
        both = torch.einsum("nrd,nwd->nwr", asking, offers) / ROLE_WIDTH**0.5
        return both + self.open(offers) + self.of_kind(kinds)[:, None] + self.ways(ways)


class SpotsExporter(Exporter):
    """The graph that the product runs; the layers in eight bits where ranges are given."""

    def build(self) -> onnx.GraphProto:
        g = self.graph
        x = "middle"
        for number in range(LAYERS - MIDDLE):
            x = self.layer(x, number)
        flat = g.node("Reshape", x, g.constant(np.array([-1, HIDDEN], np.int64)))
        sort = g.node("Gather", g.constant(self.state["sort.weight"]), "sorts")
        words = g.node("Concat", g.node("Gather", flat, "first"), sort, axis=-1)
        deed = g.node("Gelu", self.linear(words, "deed"), domain=MS)
        asks = g.node("Gelu", self.linear(words, "asks"), domain=MS)
        asked = g.node("Gelu", self.linear(words, "offers"), domain=MS)
        outputs = {
            "kinds": self.linear(deed, "kinds"),
            "stages": self.linear(deed, "stages"),
            "asks": asks,
            "asked": asked,
            "open": self.linear(asked, "open"),
        }
        for name, source in outputs.items():
            g.nodes.append(helper.make_node("Identity", [source], [name]))
        info = helper.make_tensor_value_info
        inputs = [
            info("middle", TensorProto.FLOAT, ["B", "L", HIDDEN]),
            info("pieces", TensorProto.INT32, ["B"]),
            *(info(name, TensorProto.INT64, ["B", "L"]) for name in ("first", "sorts")),
        ]
        found = [info(name, TensorProto.FLOAT, ["B", "L", name]) for name in outputs]
        return helper.make_graph(g.nodes, "spots", inputs, found, g.weights)


def export_spots(state: dict[str, Tensor], ranges: dict[str, Range] | None, path: Path) -> None:
    """Write the model file."""
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MS, 1)]
    model = helper.make_model(SpotsExporter(state, ranges).build(), opset_imports=opsets, ir_version=10)
    model.producer_name = "armsledger"
    onnx.save(model, str(path))
