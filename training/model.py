"""The parser in PyTorch: a MiniLM-L6 encoder, tag heads and biaffine arc and label heads.

The encoder is written out here (rather than taken from a library) so that the export can lay out the
same arithmetic operator by operator, and so that word shapes can be added to the input embeddings.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
MIDDLE = 2  # how many of the layers the spotter shares with the parser
SHAPE_WIDTH = 32  # of the shape embedding the heads see
ARC_WIDTH, LABEL_WIDTH, TAG_WIDTH = 256, 96, 256
EPSILON = 1e-12
# Weights keep to seven bits: two products of 255 and 63 fit sixteen bits, so the integer kernels of
# processors without dot-product instructions cannot saturate and every machine adds up the same sums.
WEIGHT_STEPS = 63


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded sentences: pieces are [B, L]; words are [B, W + 1], place 0 being the root (CLS)."""

    ids: Tensor  # word-piece ids
    mask: Tensor  # True where a piece is real
    piece_shape: Tensor  # shape of the word a piece belongs to
    first: Tensor  # where each word's first piece lies
    shape: Tensor  # word shapes
    word: Tensor  # True where a word is real; False at place 0 and padding
    head: Tensor  # gold: index into the W + 1 places
    label: Tensor
    upos: Tensor
    xpos: Tensor


class Quantisable(nn.Linear):
    """A linear layer the export may compute in eight bits; it can keep its inputs to find their range."""

    observed: list[Tensor] | None = None

    def forward(self, x: Tensor) -> Tensor:
        if self.observed is not None:
            self.observed.append(x.detach().float().flatten())
        return super().forward(x)


class Layer(nn.Module):
    """One transformer layer, post-norm, as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = Quantisable(HIDDEN, 3 * HIDDEN)
        self.out = Quantisable(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.up = Quantisable(HIDDEN, INNER)
        self.down = Quantisable(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        a = self.out(a.transpose(1, 2).reshape(b, n, HIDDEN))
        x = self.norm1(x + self.dropout(a))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + self.dropout(y))


class Parser(nn.Module):
    """Encoder and heads. `words` gives the word vectors, the score methods what the heads make of them."""

    def __init__(self, labels: int, upos: int, xpos: int, shapes: int) -> None:
        super().__init__()
        self.token = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)  # the token type's one vector is added into it
        self.piece_shape = nn.Embedding(shapes, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(0.1) for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.shape = nn.Embedding(shapes, SHAPE_WIDTH)
        width = HIDDEN + SHAPE_WIDTH
        self.arc_dep, self.arc_head = Quantisable(width, ARC_WIDTH), Quantisable(width, ARC_WIDTH)
        self.label_dep, self.label_head = Quantisable(width, LABEL_WIDTH), Quantisable(width, LABEL_WIDTH)
        self.tag = Quantisable(width, TAG_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_prior = nn.Linear(ARC_WIDTH, 1, bias=False)
        self.label_pair = Quantisable(LABEL_WIDTH, labels * LABEL_WIDTH, bias=False)
        self.label_one = nn.Linear(2 * LABEL_WIDTH, labels)
        self.upos, self.xpos = nn.Linear(TAG_WIDTH, upos), nn.Linear(TAG_WIDTH, xpos)
        self.labels = labels
        nn.init.zeros_(self.piece_shape.weight)
        nn.init.normal_(self.label_pair.weight, std=0.02)
        nn.init.xavier_uniform_(self.arc.weight, gain=0.5)

    def heads(self) -> list[nn.Parameter]:
        """The parameters that did not come with the encoder (they learn at a higher rate)."""
        own = {id(p) for p in self.encoder()}
        return [p for p in self.parameters() if id(p) not in own]

    def encoder(self) -> list[nn.Parameter]:
        parts = [self.token, self.position, self.piece_shape, self.norm, self.layers]
        return [p for part in parts for p in part.parameters()]

    def words(self, batch: Batch) -> Tensor:
        """Word vectors [B, W + 1, HIDDEN + SHAPE_WIDTH]; place 0 is the root's."""
        n = batch.ids.shape[1]
        x = self.token(batch.ids) + self.position.weight[:n] + self.piece_shape(batch.piece_shape)
        x = self.dropout(self.norm(x))
        bias = torch.zeros(batch.mask.shape, dtype=x.dtype).masked_fill(~batch.mask, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, bias)
        index = batch.first[..., None].expand(-1, -1, HIDDEN)
        return torch.cat([x.gather(1, index).float(), self.shape(batch.shape)], -1)

    def project(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """The heads' inputs: arc dependents, arc heads, label dependents, label heads, tags."""
        drop = 0.33 if self.training else 0.0
        words = F.dropout(words, 0.2 if self.training else 0.0)
        parts = (self.arc_dep, self.arc_head, self.label_dep, self.label_head, self.tag)
        d, h, ld, lh, t = (F.dropout(F.gelu(part(words)).float(), drop) for part in parts)
        return d, h, ld, lh, t

    def arc_scores(self, dep: Tensor, head: Tensor, batch: Batch) -> Tensor:
        """Scores [B, W + 1 dependents, W + 1 heads]; -1e4 where the head is padding."""
        scores = self.arc(dep) @ head.transpose(1, 2) / ARC_WIDTH**0.5
        scores = scores + self.arc_prior(head).transpose(1, 2)
        allowed = batch.word.clone()
        allowed[:, 0] = True
        return scores.masked_fill(~allowed[:, None, :], -1e4)

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores [N, labels] of N pairs, each given as its two label vectors."""
        pair = self.label_pair(dep).view(-1, self.labels, LABEL_WIDTH)
        both = torch.bmm(pair, head[..., None].to(pair.dtype)).squeeze(-1) / LABEL_WIDTH**0.5
        return both + self.label_one(torch.cat([dep, head], -1))

    def predict(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Head, label, UPOS and XPOS numbers of the batch's words, each word for itself, no tree made."""
        d, h, ld, lh, t = self.project(self.words(batch))
        head = self.arc_scores(d, h, batch).argmax(-1)
        chosen = lh.gather(1, head[..., None].expand(-1, -1, LABEL_WIDTH))
        w = batch.word
        label = self.label_scores(ld[w], chosen[w]).argmax(-1)
        return head[w], label, self.upos(t[w]).argmax(-1), self.xpos(t[w]).argmax(-1)

    def loss(self, batch: Batch) -> Tensor:
        """The sum of the four heads' mean cross-entropies over the batch's words."""
        d, h, ld, lh, t = self.project(self.words(batch))
        with torch.autocast("cpu", enabled=False):
            arcs = self.arc_scores(d, h, batch)[batch.word]
        heads = batch.head[batch.word]
        chosen = lh.gather(1, batch.head[..., None].expand(-1, -1, LABEL_WIDTH))[batch.word]
        labels = self.label_scores(ld[batch.word], chosen)
        tags = t[batch.word]
        loss = F.cross_entropy(arcs, heads)
        loss = loss + F.cross_entropy(labels.float(), batch.label[batch.word])
        loss = loss + F.cross_entropy(self.upos(tags).float(), batch.upos[batch.word])
        return loss + F.cross_entropy(self.xpos(tags).float(), batch.xpos[batch.word])


def load_encoder(model: Parser, weights: Path) -> None:
    """Fill the encoder from the MiniLM file (safetensors, BERT's tensor names)."""
    source = load_file(weights)
    with torch.no_grad():
        model.token.weight.copy_(source["embeddings.word_embeddings.weight"])
        kind = source["embeddings.token_type_embeddings.weight"][0]
        model.position.weight.copy_(source["embeddings.position_embeddings.weight"] + kind)
        _copy(model.norm, source, "embeddings.LayerNorm")
        for number, layer in enumerate(model.layers):
            base = f"encoder.layer.{number}."
            names = [f"{base}attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([source[f"{name}.weight"] for name in names]))
            layer.qkv.bias.copy_(torch.cat([source[f"{name}.bias"] for name in names]))
            _copy(layer.out, source, f"{base}attention.output.dense")
            _copy(layer.norm1, source, f"{base}attention.output.LayerNorm")
            _copy(layer.up, source, f"{base}intermediate.dense")
            _copy(layer.down, source, f"{base}output.dense")
            _copy(layer.norm2, source, f"{base}output.LayerNorm")


def _copy(module: nn.Module, source: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(source[f"{name}.weight"])  # type: ignore[union-attr, operator]
    module.bias.copy_(source[f"{name}.bias"])  # type: ignore[union-attr, operator]
