"""Trains, quantises, measures and ships the spotter: `python training/spots.py`.

Reads the annotated passages of `evals/passages/dev`. Those whose number ends in 0 or 5 are kept apart: they
measure the spotter, and `training/confidence.py` fits the confidence on them. An annotation says where a deed
stands, not which word tells it: training starts from the topmost word of the anchor, and now and then takes
the one that the model itself finds likeliest. It goes on from the parser that the package ships. Writes
`spots.onnx`, `spots.npz` and `spots.json` into the package.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "training")]

from evals.gate import PASSAGES, Passage, load  # noqa: E402
from evals.scoring import DEEDS, amounts_agree, times_agree  # noqa: E402

from armsledger.catalog import load as load_catalog  # noqa: E402
from armsledger.model import CORE_ROLES, OTHER_ROLES, STATUSES  # noqa: E402
from armsledger.reading import english, grammar  # noqa: E402
from armsledger.reading.amounts import find_counts, find_money  # noqa: E402
from armsledger.reading.english.batching import Arrays, Window  # noqa: E402
from armsledger.reading.proposals import known_kinds  # noqa: E402
from armsledger.reading.segmentation import split  # noqa: E402
from armsledger.reading.spotting.model import LINKS, SORTS, sort_of  # noqa: E402
from armsledger.reading.syntax import Tree  # noqa: E402
from armsledger.reading.times import TimeExpression, find_times  # noqa: E402
from armsledger.reading.tokens import Token  # noqa: E402
from armsledger.sources import read_bytes  # noqa: E402
from model import HIDDEN  # noqa: E402
from quantise import Range, best_range, products  # noqa: E402
from spots_model import ROLE_WIDTH, Batch, SpotsModel, export_spots  # noqa: E402

SENTENCES_FOLDER = ROOT / "training/sentences"
ENGLISH = ROOT / "src/armsledger/reading/english/english.onnx"
OUT = ROOT / "src/armsledger/reading/spotting"
KINDS = (*DEEDS, "assessment")
"""What a word may tell: a deed, or that its clause judges."""
FILLED = tuple(sorted({role for kind in DEEDS for role in (*CORE_ROLES[kind], *OTHER_ROLES[kind])}))
ROLES = (*FILLED, *LINKS)
STAGES = tuple(sorted({status for kind in DEEDS for status in STATUSES[kind]}))
EPOCHS, SENTENCES, OWN_RATE, HEAD_RATE, DECAY, SEED, WARM_UP = 8, 24, 1.5e-4, 1e-3, 0.02, 7, 60
OTHER_VIEWS, SWAPPED, HIDDEN_WORDS, MASK = 5, 0.5, 0.15, "[MASK]"
"""How many views with other names a sentence has, how often a name is another, and a word hidden."""
ALIGNED = (2, 4)
"""The epochs before which the telling words are chosen anew."""
AVERAGED, LEAST_RATE = 4, 0.15
"""Of how many last epochs the weights are averaged, and the share of the rate that is left to them."""
SINGLE_SHARE = 0.6
"""The share of the single sentences that an epoch sees; of the passages it sees all."""
INSIDE = 0.3
"""What the other words of an anchor weigh: the one chosen may be the wrong one."""
LEAST = {"": 0.45}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"})
FUNCTION = frozenset({"PUNCT", "DET", "ADP", "SCONJ", "CCONJ", "PART", "PRON"})
_ARTICLE = re.compile(r"^(the|a|an|its|their|his|her)-")


HALF = torch.cpu._is_avx512_bf16_supported()
"""Whether this processor gains by computing in bfloat16."""
TOGETHER = 100
"""How many single sentences are parsed at once."""
POOL = 16
"""Of how many batches the sentences are put side by side by length, so that little is padded."""


View = tuple[torch.Tensor, torch.Tensor]
"""A sentence's pieces in the parser's middle layer, and each word's first piece."""
Link = tuple[str, int, int]
"""One of `LINKS`, and from where to where in the text its words stand."""


@dataclass
class Deed:
    """One annotated claim in its sentence: the words that may tell it, topmost first, and who fills what."""

    kind: int
    words: list[int]
    fillers: dict[int, set[int]]
    stage: int
    chosen: int = 0
    linked: bool = True
    """Whether its time and amounts are annotated too."""


@dataclass
class Sample:
    """One sentence: as it stands and with other names in it, each word's sort, the ways between them, its
    deeds."""

    views: list[View]
    sorts: torch.Tensor
    known: torch.Tensor
    ways: torch.Tensor
    passage: int
    deeds: list[Deed] = field(default_factory=list)
    judged: bool = True
    """Whether its judgements are annotated."""

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.sorts)


def main() -> None:
    options = _options()
    torch.set_num_threads(options.threads)
    random.seed(SEED)
    torch.manual_seed(SEED)
    passages = load(PASSAGES / "dev")
    samples = [s for number, passage in enumerate(passages) for s in gather(number, passage)]
    single = [s for path in sorted(SENTENCES_FOLDER.glob("*.jsonl")) for s in gather_single(path)]
    apart = {n for n, passage in enumerate(passages) if passage.apart}
    learn = [s for s in samples if s.passage not in apart]
    check = [s for s in samples if s.passage in apart]
    print(f"{len(passages)} passages, {len(apart)} kept apart; {len(samples)} sentences, "
          f"{sum(len(s.deeds) for s in samples)} deeds; {len(single)} single sentences, "
          f"{sum(len(s.deeds) for s in single)} deeds", flush=True)  # fmt: skip
    model = SpotsModel(len(KINDS), len(ROLES), len(STAGES), len(SORTS))
    model.start_from(ENGLISH)
    fit(model, learn, single, options.epochs)
    torch.save(model.state_dict(), options.weights)
    measure(model, check)
    ranges = calibrate(model, [*learn, *single][::10])
    ship(model, ranges, options.out)


def gather(number: int, passage: Passage) -> list[Sample]:
    """A passage's sentences as the product sees them, with what is annotated in each."""
    times = find_times(passage.text, passage.published)

    def links(claim: Mapping, tree: Tree) -> Iterator[Link]:
        return _links(claim, tree, passage.text, times)

    return _samples([Told(number, passage.text, passage.gold, not passage.apart, links)])


def gather_single(path: Path) -> list[Sample]:
    """The sentences of one of the files of training/sentences, with their marks."""
    told = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, whole = row["text"], row.get("whole", False)
        claims = []
        for mark in (mark for mark in row["claims"] if mark["kind"] in DEEDS):
            word, which = mark["word"] if isinstance(mark["word"], list) else (mark["word"], 1)
            start = -1
            for _ in range(which):
                start = text.index(word, start + 1)
            claims.append({
                "kind": mark["kind"], "status": mark["status"],
                "roles": {role: [[name] for name in names] for role, names in mark["roles"].items()},
                "anchor": {"start": start, "end": start + len(word)},
                "links": list(_marked_links(mark, text, start)),
            })  # fmt: skip
        told.append(Told(-1, text, claims, True, (lambda claim, _: claim["links"]) if whole else None))
    found = [sample for at in range(0, len(told), TOGETHER) for sample in _samples(told[at : at + TOGETHER])]
    for sample in found:
        sample.judged = False
    return found


def _marked_links(mark: Mapping, text: str, at: int) -> Iterator[Link]:
    """The time and amounts of a marked deed at `at`, each where it stands nearest."""
    for words in [mark["time"]] if mark.get("time") else []:
        yield "time", *_nearest(words, text, at)
    for words in mark.get("amounts", ()):
        yield "value" if find_money(words) else "amount", *_nearest(words, text, at)


def _nearest(words: str, text: str, at: int) -> tuple[int, int]:
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    start = min(starts, key=lambda start: abs(start - at))
    return start, start + len(words)


@dataclass
class Told:
    """A text with what is annotated in it; `links` gives a claim's time and amounts, None where unmarked."""

    number: int
    text: str
    gold: Sequence[Mapping]
    varied: bool
    links: Callable[[Mapping, Tree], Iterable[Link]] | None


def _samples(texts: Sequence[Told]) -> list[Sample]:
    """The samples of some texts, whose sentences are parsed together."""
    catalog = load_catalog()
    words, forms, of_text = [], [], []
    for told in texts:
        document = read_bytes(told.text.encode(), media_type="text/plain")
        reader = grammar._Grammar(document, catalog.names_in(document.text), [], catalog)
        sentences = split(document.text)
        folded = list(reader.folded(sentences, [True] * len(sentences)).values())
        begin = len(forms)
        words += [found for found, _ in folded]
        forms += [shown for _, shown in folded]
        of_text.append(range(begin, len(forms)))
    keeper = _Keeper()
    parses = english.load().parse(forms, keeper)
    trees = [Tree.build(w, p, i, 0) for i, (w, p) in enumerate(zip(words, parses, strict=True))]
    views = [keeper.kept]
    for _ in range(OTHER_VIEWS if any(told.varied for told in texts) else 0):
        keeper = _Keeper()
        english.load().parse([_otherwise(f, tree) for f, tree in zip(forms, trees, strict=True)], keeper)
        views.append(keeper.kept)
    found: list[Sample] = []
    for told, numbers in zip(texts, of_text, strict=True):
        samples: dict[int, Sample] = {}
        for at, i in enumerate(numbers):
            if i in views[0]:
                tree = trees[i]
                sorts = torch.tensor([sort_of(t.name and t.name.entry.type) for t in tree.tokens])
                known = torch.from_numpy(known_kinds(tree, KINDS))
                ways = np.stack([tree.ways(t.index) for t in tree.tokens]).astype(np.int16)
                between = torch.from_numpy(ways)
                kept = views if told.varied else views[:1]
                own = [view[i] for view in kept if i in view]
                samples[at] = Sample(own, sorts, known, between, told.number)
        for claim in told.gold:
            if claim["kind"] in KINDS:
                _place(claim, [trees[i] for i in numbers], samples, told.text, told.links)
        found += samples.values()
    return found


def _otherwise(forms: Sequence[str], tree: Tree) -> list[str]:
    """A sentence's words with other names of the same sort, and a few words hidden."""
    changed = list(forms)
    for i, (form, token) in enumerate(zip(forms, tree.tokens, strict=True)):
        sort = token.name.entry.type if token.name is not None else token.upos == "PROPN" and "PROPN"
        if sort and sort not in ("system", "class"):
            seen = _NAMES.setdefault(str(sort), [])
            seen.append(form)
            if random.random() < SWAPPED:
                changed[i] = random.choice(seen)
        elif token.upos in ("NOUN", "VERB", "ADJ", "ADV") and random.random() < HIDDEN_WORDS:
            changed[i] = MASK
    return changed


_NAMES: dict[str, list[str]] = {}
"""The names seen so far, by sort."""


class _Keeper:
    """Keeps what the spotter would be told, of sentences that the encoder holds whole."""

    def __init__(self) -> None:
        self.kept: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}
        self._several: set[int] = set()

    def __call__(self, before: int, group: list[Window], feed: Arrays, middle: np.ndarray) -> None:
        for row, window in enumerate(group):
            at = before + window.sentence
            if at in self._several:
                self.kept.pop(at, None)
                continue
            self._several.add(at)
            vectors = torch.from_numpy(middle[row, : len(window.ids) + 2].copy())
            self.kept[at] = vectors, torch.tensor(window.first)


def _place(
    claim: Mapping, trees: Sequence[Tree], samples: Mapping[int, Sample], text: str,
    links: Callable[[Mapping, Tree], Iterable[Link]] | None,
) -> None:  # fmt: skip
    """Hang an annotated claim on the sentence that holds most of its anchor."""
    anchor = claim["anchor"]
    best: tuple[int, list[Token]] | None = None
    for i, tree in enumerate(trees):
        inside = [t for t in tree.tokens if _within(t, anchor) and t.upos not in FUNCTION]
        if i in samples and inside and (best is None or len(inside) > len(best[1])):
            best = i, inside
    if best is None:
        return
    i, inside = best
    tree = trees[i]
    words = [
        t.index for t in sorted(inside, key=lambda t: (sum(1 for _ in tree.ancestors(t.index)), t.index))
    ]
    fillers: dict[int, set[int]] = {}
    for role, wanted in claim["roles"].items():
        for names in wanted if role in FILLED else ():
            found = _standing(tree, {_folded(name) for name in names} - {""}, text)
            near = [w for w in found if _within(tree.tokens[w], anchor)] or found
            for word in near:
                fillers.setdefault(word, set()).add(ROLES.index(role))
    stage = STAGES.index(claim["status"]) if claim["status"] else -1
    for link, begin, stop in links(claim, tree) if links is not None else ():
        for token in tree.tokens:
            if begin <= token.start < stop and token.upos in NOMINAL:
                fillers.setdefault(token.index, set()).add(ROLES.index(link))
    kind = KINDS.index(claim["kind"])
    samples[i].deeds.append(Deed(kind, words, fillers, stage, words[0], links is not None))


def _links(claim: Mapping, tree: Tree, text: str, times: Sequence[TimeExpression]) -> Iterator[Link]:
    """What tells a claim's time, quantity and value in a sentence."""
    start, end = tree.tokens[0].start, tree.tokens[-1].end
    for t in times:
        known = {"from": t.since and t.since.isoformat(), "until": t.until and t.until.isoformat()}
        if start <= t.start < end and times_agree(known, claim["time"]):
            yield "time", t.start, t.end
    wanted = {"quantity": claim["quantity"], "value": None}
    for c in find_counts(text[start:end], offset=start) if claim["quantity"] is not None else ():
        count = {"value": c.value, "low": c.low, "high": c.high}
        if amounts_agree({"quantity": count}, wanted):
            yield "amount", c.start, c.end
    for m in find_money(text[start:end], offset=start) if claim["value"] else ():
        if m.amount == claim["value"]["amount"]:
            yield "value", m.start, m.end


def _within(token: Token, span: Mapping) -> bool:
    return bool(token.start < span["end"] and span["start"] < token.end)


def _standing(tree: Tree, names: set[str], text: str) -> list[int]:
    """The words that end a phrase of one of those names, or that the catalogue knows as one."""
    found = []
    for token in tree.tokens:
        if token.name is not None and _folded(token.name.entry.id) in names:
            found.append(token.index)
        elif token.upos in NOMINAL:
            starts = [tree.tokens[j].start for j in range(max(0, token.index - 7), token.index + 1)]
            if any(_folded(text[start : token.end]) in names for start in starts):
                found.append(token.index)
    return found


def _folded(name: str | None) -> str:
    return _ARTICLE.sub("", re.sub(r"[^a-z0-9]+", "-", (name or "").lower()).strip("-"))


def collate(samples: Sequence[Sample], varied: bool = False) -> Batch:
    """Sentences side by side, padded; as they stand, or each in one of its views."""
    views = [random.choice(s.views) if varied else s.views[0] for s in samples]
    pieces, words = max(len(middle) for middle, _ in views), max(len(first) for _, first in views)
    middle = torch.zeros(len(samples), pieces, HIDDEN)
    mask = torch.zeros(len(samples), pieces, dtype=torch.bool)
    first, sorts = (torch.zeros(len(samples), words, dtype=torch.long) for _ in range(2))
    known = torch.zeros(len(samples), words, len(KINDS))
    for row, (s, (vectors, begins)) in enumerate(zip(samples, views, strict=True)):
        known[row, : s.length] = s.known
        middle[row, : len(vectors)], mask[row, : len(vectors)] = vectors, True
        first[row, : s.length], sorts[row, : s.length] = begins, s.sorts
    return Batch(middle, mask, first, sorts, known)


def fit(model: SpotsModel, passages: list[Sample], single: list[Sample], epochs: int) -> None:
    """Train in place, on the sentences of passages and on single ones."""
    samples = [*passages, *single]
    seen = len(passages) + int(SINGLE_SHARE * len(single))
    own = list(model.layers.parameters())
    known = {id(p) for p in own}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": own, "lr": OWN_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = epochs * -(-seen // SENTENCES)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / WARM_UP) * max(LEAST_RATE, 1 - step / steps)
    )
    average = torch.optim.swa_utils.AveragedModel(model)
    for epoch in range(epochs):
        if epoch in ALIGNED:
            align(model, samples)
        chosen = [*passages, *random.sample(single, seen - len(passages))]
        model.train()
        total = 0.0
        for batch in _batches(random.sample(chosen, seen)):
            loss = _loss(model, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        if epoch >= epochs - AVERAGED:
            average.update_parameters(model)
        print(f"epoch {epoch + 1}/{epochs} loss {total / seen * SENTENCES:.3f}", flush=True)
    model.load_state_dict(average.module.state_dict())


def _batches(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Batches of sentences of like length, in random order."""
    found = []
    for at in range(0, len(samples), POOL * SENTENCES):
        pool = sorted(samples[at : at + POOL * SENTENCES], key=lambda sample: sample.length)
        found += [pool[i : i + SENTENCES] for i in range(0, len(pool), SENTENCES)]
    return random.sample(found, len(found))


def _loss(model: SpotsModel, samples: Sequence[Sample]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        kinds, stages, asks, offers = model(collate(samples, varied=True))
    loss = torch.zeros(())
    deeds = [(row, deed) for row, s in enumerate(samples) for deed in s.deeds]
    for row, s in enumerate(samples):
        marks, weights = _marks(s)
        each = F.binary_cross_entropy_with_logits(kinds[row, : len(marks)], marks, reduction="none")
        loss = loss + (each * weights).sum()
    if deeds:
        between = torch.zeros(len(deeds), offers.shape[1], dtype=torch.long)
        for number, (row, deed) in enumerate(deeds):
            between[number, : samples[row].length] = samples[row].ways[deed.chosen]
        scores = model.role_scores(
            torch.stack([asks[row, deed.chosen] for row, deed in deeds]),
            torch.stack([offers[row] for row, _ in deeds]),
            torch.tensor([deed.kind for _, deed in deeds]),
            between,
        )
        wanted, real = torch.zeros_like(scores), torch.zeros_like(scores)
        for number, (row, deed) in enumerate(deeds):
            real[number, : samples[row].length] = deed.kind < len(DEEDS)
            if not deed.linked:
                real[number, :, len(FILLED) :] = 0
            for word, roles in deed.fillers.items():
                wanted[number, word, list(roles)] = 1
        each = F.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
        loss = loss + 0.7 * (each * real).sum()
        staged = [(row, deed) for row, deed in deeds if deed.stage >= 0]
        if staged:
            scored = torch.stack([stages[row, deed.chosen] for row, deed in staged])
            right = torch.tensor([deed.stage for _, deed in staged])
            loss = loss + 0.5 * F.cross_entropy(scored, right, reduction="sum")
    return loss / len(samples)


def _marks(sample: Sample) -> tuple[torch.Tensor, torch.Tensor]:
    """Which word tells which kind, and what each such mark weighs."""
    marks, weights = torch.zeros(sample.length, len(KINDS)), torch.ones(sample.length, len(KINDS))
    if not sample.judged:
        weights[:, len(DEEDS) :] = 0
    for deed in sample.deeds:
        weights[deed.words, deed.kind] = INSIDE
    for deed in sample.deeds:
        marks[deed.chosen, deed.kind] = weights[deed.chosen, deed.kind] = 1
    return marks, weights


@torch.no_grad()
def _scores(model: SpotsModel, samples: Sequence[Sample]) -> list[tuple[torch.Tensor, ...]]:
    model.eval()
    found = []
    for at in range(0, len(samples), 32):
        group = samples[at : at + 32]
        results = model(collate(group))
        found += [tuple(r[row, : s.length] for r in results) for row, s in enumerate(group)]
    return found


def align(model: SpotsModel, samples: Sequence[Sample]) -> None:
    """Choose for each deed the likeliest word of its anchor, the topmost given the benefit of the doubt."""
    for sample, (kinds, *_) in zip(samples, _scores(model, samples), strict=True):
        for deed in sample.deeds:
            chances = kinds[deed.words, deed.kind].clone()
            chances[0] += 1
            deed.chosen = deed.words[int(chances.argmax())]


@torch.no_grad()
def measure(model: SpotsModel, samples: Sequence[Sample]) -> None:
    """Print how well it does on sentences that it has not seen."""
    scores = _scores(model, samples)
    every = range(len(KINDS))
    for what, kinds in (("deeds", every[: len(DEEDS)]), ("judgements", every[len(DEEDS) :])):
        for least in (0.2, 0.3, 0.4, 0.5, 0.6):
            hits, false, wanted = _spotted(samples, scores, kinds, float(np.log(least / (1 - least))))
            precision, recall = hits / max(1, hits + false), hits / max(1, wanted)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(f"{what} from {least}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    _measure_roles(model, samples, scores)


def _spotted(
    samples: Sequence[Sample], scores: Sequence[tuple[torch.Tensor, ...]], kinds: range, edge: float
) -> tuple[int, int, int]:
    """The annotated deeds of some kinds that are found, words that falsely tell one, and all annotated."""
    hits = false = wanted = 0
    for sample, (scored, *_) in zip(samples, scores, strict=True):
        deeds = [deed for deed in sample.deeds if deed.kind in kinds]
        wanted += len(deeds)
        hits += sum(bool(scored[deed.words, deed.kind].max() >= edge) for deed in deeds)
        right = {(word, deed.kind) for deed in deeds for word in deed.words}
        said = {(word, kind) for word, kind in (scored >= edge).nonzero().tolist() if kind in kinds}
        false += len(said - right)
    return hits, false, wanted


def _measure_roles(
    model: SpotsModel, samples: Sequence[Sample], scores: Sequence[tuple[torch.Tensor, ...]]
) -> None:
    right, said, wanted = Counter[str](), Counter[str](), Counter[str]()
    told = [(s, deed, score) for s, score in zip(samples, scores, strict=True) for deed in s.deeds]
    for sample, deed, (kinds, _, asks, offers) in (one for one in told if one[1].kind < len(DEEDS)):
        word = deed.words[int(kinds[deed.words, deed.kind].argmax())]
        between = sample.ways[word][None].long()
        found = model.role_scores(asks[word][None], offers[None], torch.tensor([deed.kind]), between)[0] > 0
        got = {tuple(pair) for pair in found.nonzero().tolist()}
        want = {(at, role) for at, roles in deed.fillers.items() for role in roles}
        for count, pairs in ((right, got & want), (said, got), (wanted, want)):
            count.update("filler" if role < len(FILLED) else ROLES[role] for _, role in pairs)
    for name in ("filler", *LINKS):
        share = f"P {right[name] / max(1, said[name]):.3f} R {right[name] / max(1, wanted[name]):.3f}"
        print(f"{name}s of annotated deeds: {share}")


@torch.no_grad()
def calibrate(model: SpotsModel, samples: Sequence[Sample]) -> dict[str, Range]:
    """The input range of each product of the layers, for eight bits."""
    model.eval()
    parts = products(model)
    for part in parts.values():
        part.observed = []
    _scores(model, samples)
    ranges = {}
    for name, part in parts.items():
        assert part.observed is not None
        ranges[name] = best_range(torch.cat(part.observed))
        part.observed = None
    return ranges


def ship(model: SpotsModel, ranges: dict[str, Range], folder: Path) -> None:
    """Write the model and what its numbers stand for."""
    state = model.state_dict()
    digest = hashlib.sha256()
    for name in sorted(state):
        digest.update(state[name].numpy().tobytes())
    export_spots(state, ranges, folder / "spots.onnx")
    pair, bias = state["pair.weight"].numpy(), state["pair.bias"].numpy()
    np.savez_compressed(
        folder / "spots.npz",
        pair=pair.reshape(len(ROLES), ROLE_WIDTH, ROLE_WIDTH).astype(np.float16),
        bias=bias.reshape(len(ROLES), ROLE_WIDTH).astype(np.float16),
        ways=state["ways.weight"].numpy().astype(np.float16),
    )
    table = {
        "version": f"spots-1.{digest.hexdigest()[:8]}", "kinds": KINDS, "roles": ROLES, "stages": STAGES,
        "least": LEAST,
        "known": [[round(v, 4) for v in row] for row in state["known.weight"].T.tolist()],
        "of_kind": [[round(v, 4) for v in row] for row in state["of_kind.weight"].tolist()],
    }  # fmt: skip
    (folder / "spots.json").write_text(json.dumps(table) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--weights", type=Path, default=Path("spots.pt"), help="where its float weights go")
    parser.add_argument("--out", type=Path, default=OUT, help="where the model's files go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
