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
Outputs: arcs [B, L, L] scores, head, label, upos, xpos [B, L].
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from model import EPSILON, HEADS, HIDDEN, LAYERS, WEIGHT_STEPS
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from quantise import Range
from torch import Tensor

MS = "com.microsoft"


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

    def product(self, x: str, name: str) -> str:
        """One of the encoder's products: in eight bits where ranges are given."""
        if self.ranges is None:
            return self.linear(x, name)
        g = self.graph
        scale, zero = self.ranges[name]
        weight = self.state[f"{name}.weight"]
        steps = np.maximum(np.abs(weight).max(1) / WEIGHT_STEPS, 1e-8).astype(np.float32)
        whole = np.clip(np.round(weight / steps[:, None]), -WEIGHT_STEPS, WEIGHT_STEPS).astype(np.int8)
        s, z = g.constant(np.float32(scale)[()].reshape(())), g.constant(np.array(zero, np.uint8))
        x = g.node("QuantizeLinear", x, s, z)
        bias = g.constant(self.state[f"{name}.bias"])
        inputs = (x, g.constant(whole.T), s, g.constant(steps), z, "", bias)
        return g.node("MatMulIntegerToFloat", *inputs, domain=MS)

    def norm(self, x: str, skip: str, name: str) -> str:
        g = self.graph
        gain, shift = (g.constant(self.state[f"{name}.{part}"]) for part in ("weight", "bias"))
        return g.node("SkipLayerNormalization", x, skip, gain, shift, domain=MS, epsilon=EPSILON)

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

    def head(self, words: str, name: str) -> str:
        return self.graph.node("Gelu", self.linear(words, name), domain=MS)

    def arcs(self, words: str) -> str:
        g = self.graph
        dep, head = self.head(words, "arc_dep"), self.head(words, "arc_head")
        # The scale of training and the product's weight are folded into one matrix.
        width = self.state["arc.weight"].shape[0]
        dep = g.node("MatMul", dep, g.constant((self.state["arc.weight"].T / width**0.5).astype(np.float32)))
        scores = g.node("MatMul", dep, g.node("Transpose", head, perm=[0, 2, 1]))
        prior = g.node("Transpose", self.linear(head, "arc_prior"), perm=[0, 2, 1])
        prior = g.node("Add", prior, "closed")
        return g.node("Add", scores, prior)

    def labels(self, words: str, chosen: str) -> str:
        """Label numbers [B, L] of the chosen arcs."""
        g = self.graph
        dep, head = self.head(words, "label_dep"), self.head(words, "label_head")
        pair = self.state["label_pair"]
        width = pair.shape[0]
        index = g.node("Unsqueeze", chosen, g.constant(np.array([-1], np.int64)))
        head = g.node("GatherND", head, index, batch_dims=1)
        both = g.node("Concat", dep, head, axis=-1)
        alone = self.linear(both, "label_one")
        scores = g.node("MatMul", dep, g.constant((pair / width**0.5).astype(np.float32)))
        places = g.constant(np.array([0, 0, pair.shape[1] // width, width], np.int64))
        scores = g.node("Reshape", scores, places)
        column = g.node("Unsqueeze", head, g.constant(np.array([-1], np.int64)))
        scores = g.node("Squeeze", g.node("MatMul", scores, column), g.constant(np.array([-1], np.int64)))
        return g.node("ArgMax", g.node("Add", scores, alone), axis=-1, keepdims=0)

    def build(self) -> onnx.GraphProto:
        g = self.graph
        x = self.embed()
        for number in range(LAYERS):
            x = self.layer(x, number)
        flat = g.node("Reshape", x, g.constant(np.array([-1, HIDDEN], np.int64)))
        own = g.node("Gather", g.constant(self.state["shape.weight"]), "shape")
        words = g.node("Concat", g.node("Gather", flat, "first"), own, axis=-1)
        arcs = self.arcs(words)
        best = g.node("ArgMax", arcs, axis=-1, keepdims=0)
        none = g.constant(np.array(0, np.int64))
        chosen = g.node("Where", g.node("Less", "forced", none), best, "forced")
        tag = self.head(words, "tag")
        outputs = {"arcs": arcs, "head": best, "label": self.labels(words, chosen)}
        for name in ("upos", "xpos"):
            outputs[name] = g.node("ArgMax", self.linear(tag, name), axis=-1, keepdims=0)
        for name, source in outputs.items():
            g.nodes.append(helper.make_node("Identity", [source], [name]))
        return helper.make_graph(g.nodes, "english", self._inputs(), self._outputs(), g.weights)

    @staticmethod
    def _inputs() -> list[onnx.ValueInfoProto]:
        info = helper.make_tensor_value_info
        whole = {name: TensorProto.INT64 for name in ("ids", "piece_shape", "first", "shape", "forced")}
        inputs = [info(name, kind, ["B", "L"]) for name, kind in whole.items()]
        inputs.append(info("pieces", TensorProto.INT32, ["B"]))
        return [*inputs, info("closed", TensorProto.FLOAT, ["B", 1, "L"])]

    @staticmethod
    def _outputs() -> list[onnx.ValueInfoProto]:
        info = helper.make_tensor_value_info
        names = ("head", "label", "upos", "xpos")
        found = [info(name, TensorProto.INT64, ["B", "L"]) for name in names]
        return [info("arcs", TensorProto.FLOAT, ["B", "L", "L"]), *found]


def export(state: dict[str, Tensor], ranges: dict[str, Range] | None, version: str, path: Path) -> None:
    """Write the model file; `version` goes into its metadata."""
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MS, 1)]
    model = helper.make_model(Exporter(state, ranges).build(), opset_imports=opsets, ir_version=10)
    model.producer_name = "armsledger"
    helper.set_model_props(model, {"version": version})
    onnx.save(model, str(path))
