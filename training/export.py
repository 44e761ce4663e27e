"""The trained parser as an ONNX graph, laid out operator by operator, in float or in eight bits.

Nothing is traced: every node is written here, already fused, so the runtime has nothing left to optimise
when the product loads the file.

Inputs (L, the places, is one bucket length for pieces and words alike):
  ids, piece_shape [B, L]   word pieces and the shapes of their words
  pieces [B]                how many of the L pieces are real
  first [B, L]              each place's first piece, counted over the flattened batch; place 0 is CLS
  shape [B, L]              word shapes
  closed [B, 1, L]          0 where a place may be a head, -1e4 where it is padding
  forced [B, L]             a head to label, or -1 for the best-scored one
Outputs: middle [B, L, HIDDEN], the encoder after its first layers, which the spotter goes on from;
arcs [B, L, L] scores, head, label, upos, xpos [B, L].
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from model import EPSILON, HEADS, HIDDEN, LAYERS, MIDDLE, WEIGHT_STEPS
from quantise import Range

MS = "com.microsoft"
PROJECTIONS = ("arc_dep", "arc_head", "label_dep", "label_head", "tag")


class Graph:
    """Nodes and weights gathered in order; every adding method returns its output's name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[TensorProto] = []

    def node(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        names = [f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0]

    def constant(self, value: NDArray[np.generic]) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name


class Exporter:
    """Builds one graph from a state; `ranges` None means float throughout."""

    def __init__(self, state: dict[str, Tensor], ranges: dict[str, Range] | None) -> None:
        self.state = {name: value.float().numpy() for name, value in state.items()}
        self.ranges = ranges
        self.graph = Graph()

    def linear(self, x: str, name: str) -> str:
        """A float product with its bias."""
        g = self.graph
        x = g.node("MatMul", x, g.constant(self.state[f"{name}.weight"].T))
        bias = self.state.get(f"{name}.bias")
        return x if bias is None else g.node("Add", x, g.constant(bias))

    def product(self, x: str, *names: str) -> str:
        """Larger products of one input, side by side in one matrix: in eight bits where ranges are given."""
        g = self.graph
        weight = np.concatenate([self.state[f"{name}.weight"] for name in names])
        biases = [self.state[f"{name}.bias"] for name in names if f"{name}.bias" in self.state]
        bias = g.constant(np.concatenate(biases)) if biases else ""
        if self.ranges is None:
            x = g.node("MatMul", x, g.constant(weight.T))
            return g.node("Add", x, bias) if bias else x
        scale, zero = self.ranges[names[0]]
        steps = np.maximum(np.abs(weight).max(1) / WEIGHT_STEPS, 1e-8).astype(np.float32)
        whole = np.clip(np.round(weight / steps[:, None]), -WEIGHT_STEPS, WEIGHT_STEPS).astype(np.int8)
        s, z = g.constant(np.array(scale, np.float32)), g.constant(np.array(zero, np.uint8))
        x = g.node("QuantizeLinear", x, s, z)
        inputs = (x, g.constant(whole.T), s, g.constant(steps), z, "", bias)
        return g.node("MatMulIntegerToFloat", *(inputs if bias else inputs[:5]), domain=MS)

    def norm(self, x: str, skip: str, name: str) -> str:
        # Two operators: the runtime's fused SkipLayerNormalization takes eight times as long on a CPU.
        g = self.graph
        gain, shift = (g.constant(self.state[f"{name}.{part}"]) for part in ("weight", "bias"))
        return g.node("LayerNormalization", g.node("Add", x, skip), gain, shift, axis=-1, epsilon=EPSILON)

    def embed(self) -> str:
        """The sum of token, position and shape embeddings, normed; tokens in eight bits, a scale a row."""
        g = self.graph
        table = self.state["token.weight"]
        if self.ranges is None:
            x = g.node("Gather", g.constant(table), "ids")
        else:
            steps = (np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127).astype(np.float32)
            rows = g.node("Gather", g.constant(np.round(table / steps).astype(np.int8)), "ids")
            rows = g.node("Cast", rows, to=TensorProto.FLOAT)
            x = g.node("Mul", rows, g.node("Gather", g.constant(steps), "ids"))
        length = g.node("Shape", "ids", start=1, end=2)
        position = g.constant(self.state["position.weight"])
        axis = g.constant(np.array([0], np.int64))
        x = g.node("Add", x, g.node("Slice", position, axis, length, axis))
        kind = g.node("Gather", g.constant(self.state["piece_shape.weight"]), "piece_shape")
        return self.norm(x, kind, "norm")

    def layer(self, x: str, number: int) -> str:
        g, base = self.graph, f"layers.{number}."
        qkv = self.product(x, f"{base}qkv")
        q = g.node("Split", qkv, outputs=3, axis=-1, num_outputs=3)
        parts = list(g.nodes[-1].output)
        assert parts[0] == q
        a = g.node(
            "MultiHeadAttention", *parts, "", "pieces", domain=MS, num_heads=HEADS, mask_filter_value=-1e4
        )
        x = self.norm(self.product(a, f"{base}out"), x, f"{base}norm1")
        y = g.node("Gelu", self.product(x, f"{base}up"), domain=MS)
        return self.norm(self.product(y, f"{base}down"), x, f"{base}norm2")

    def arcs(self, dep: str, head: str) -> str:
        g = self.graph
        # The scale of training and the product's weight are folded into one matrix.
        weight = self.state["arc.weight"]
        dep = g.node("MatMul", dep, g.constant((weight.T / len(weight) ** 0.5).astype(np.float32)))
        scores = g.node("MatMul", dep, g.node("Transpose", head, perm=[0, 2, 1]))
        prior = g.node("Transpose", self.linear(head, "arc_prior"), perm=[0, 2, 1])
        prior = g.node("Add", prior, "closed")
        return g.node("Add", scores, prior)

    def labels(self, dep: str, head: str, chosen: str) -> str:
        """Label numbers [B, L] of the chosen arcs."""
        g = self.graph
        index = g.node("Unsqueeze", chosen, g.constant(np.array([-1], np.int64)))
        head = g.node("GatherND", head, index, batch_dims=1)
        alone = self.linear(g.node("Concat", dep, head, axis=-1), "label_one")
        count, width = self.state["label_pair.weight"].shape
        shape = g.constant(np.array([0, 0, count // width, width], np.int64))
        pair = g.node("Reshape", self.product(dep, "label_pair"), shape)
        head = g.node("Mul", head, g.constant(np.array(width**-0.5, np.float32)))
        column = g.node("Unsqueeze", head, g.constant(np.array([-1], np.int64)))
        scores = g.node("Squeeze", g.node("MatMul", pair, column), g.constant(np.array([-1], np.int64)))
        return g.node("ArgMax", g.node("Add", scores, alone), axis=-1, keepdims=0)

    def build(self) -> onnx.GraphProto:
        g = self.graph
        x = self.embed()
        middle = ""
        for number in range(LAYERS):
            x = self.layer(x, number)
            if number + 1 == MIDDLE:
                middle = x
        flat = g.node("Reshape", x, g.constant(np.array([-1, HIDDEN], np.int64)))
        own = g.node("Gather", g.constant(self.state["shape.weight"]), "shape")
        words = g.node("Concat", g.node("Gather", flat, "first"), own, axis=-1)
        both = g.node("Gelu", self.product(words, *PROJECTIONS), domain=MS)
        sizes = g.constant(np.array([len(self.state[f"{name}.bias"]) for name in PROJECTIONS], np.int64))
        g.node("Split", both, sizes, outputs=len(PROJECTIONS), axis=-1)
        arc_dep, arc_head, label_dep, label_head, tag = g.nodes[-1].output
        arcs = self.arcs(arc_dep, arc_head)
        best = g.node("ArgMax", arcs, axis=-1, keepdims=0)
        none = g.constant(np.array(0, np.int64))
        chosen = g.node("Where", g.node("Less", "forced", none), best, "forced")
        outputs = {
            "middle": middle,
            "arcs": arcs,
            "head": best,
            "label": self.labels(label_dep, label_head, chosen),
        }
        for name in ("upos", "xpos"):
            outputs[name] = g.node("ArgMax", self.linear(tag, name), axis=-1, keepdims=0)
        for name, source in outputs.items():
            g.nodes.append(helper.make_node("Identity", [source], [name]))
        return helper.make_graph(g.nodes, "english", self._inputs(), self._outputs(), g.weights)

    @staticmethod
    def _inputs() -> list[onnx.ValueInfoProto]:
        info = helper.make_tensor_value_info
        whole = dict.fromkeys(("ids", "piece_shape", "first", "shape", "forced"), TensorProto.INT64)
        inputs = [info(name, kind, ["B", "L"]) for name, kind in whole.items()]
        inputs.append(info("pieces", TensorProto.INT32, ["B"]))
        return [*inputs, info("closed", TensorProto.FLOAT, ["B", 1, "L"])]

    @staticmethod
    def _outputs() -> list[onnx.ValueInfoProto]:
        info = helper.make_tensor_value_info
        names = ("head", "label", "upos", "xpos")
        found = [info(name, TensorProto.INT64, ["B", "L"]) for name in names]
        middle = info("middle", TensorProto.FLOAT, ["B", "L", HIDDEN])
        return [middle, info("arcs", TensorProto.FLOAT, ["B", "L", "L"]), *found]


def export(state: dict[str, Tensor], ranges: dict[str, Range] | None, version: str, path: Path) -> None:
    """Write the model file; `version` goes into its metadata."""
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MS, 1)]
    model = helper.make_model(Exporter(state, ranges).build(), opset_imports=opsets, ir_version=10)
    model.producer_name = "armsledger"
    helper.set_model_props(model, {"version": version})
    onnx.save(model, str(path))
