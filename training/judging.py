"""Fits what weighs how much in a judgement: `python training/judging.py`.

Reads the annotated passages of `evals/passages/dev`, takes every clause of theirs that may judge, marks
for each annotated assessment the clause that fits it best, and fits a logistic regression (L2, Newton's
method) to their features. Prints precision, recall and F1 on passages that the fit was not made on (ten
folds), and writes the weights of all of them to `src/armsledger/reading/data/judging.toml`. Needs the product
alone; takes a minute.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "training")]

from evals.gate import PASSAGES, Passage, load, read_claims  # noqa: E402
from evals.scoring import LEAST_OVERLAP  # noqa: E402

import regression  # noqa: E402
from armsledger.model import Claim  # noqa: E402
from armsledger.reading import assessments  # noqa: E402
from armsledger.reading.events import Event  # noqa: E402
from armsledger.reading.judging import Stretch, beside, overlap, surely  # noqa: E402
from regression import Floats  # noqa: E402

OUT = ROOT / "src/armsledger/reading/data/judging.toml"
MADE = "Made by training/judging.py."
RIDGE = 5.0
LEASTS = (0.14, 0.18, 0.22, 0.27, 0.32, 0.37, 0.42)
"""From which probability a clause may be held to judge; the best is taken."""
BESIDE, SURE = ["bias", "features", "spotter"], ["bias", "likelihood"]


@dataclass(frozen=True)
class Candidate:
    """A clause that may judge, in the passage of that number."""

    passage: int
    span: Stretch
    features: Mapping[str, float]
    spotted: float


def main() -> int:
    """Fits, prints, writes."""
    passages = load(PASSAGES / "dev")
    gold = [_assessments(passage) for passage in passages]
    candidates = [c for number, passage in enumerate(passages) for c in _candidates(number, passage)]
    rows = [candidate.features for candidate in candidates]
    names = regression.names_of(rows)
    table, marks = regression.table_of(rows, names), _marks(candidates, gold)
    foreign = regression.foreign_scores(table, marks, [c.passage for c in candidates], RIDGE)
    apart = np.array([passages[c.passage].apart for c in candidates])
    both = regression.table_of(
        [beside(own, c.spotted) for own, c in zip(foreign, candidates, strict=True)], BESIDE
    )
    weights = regression.fit(both[apart], marks[apart], 1.0)
    joined = np.where(apart, regression.scores(both, weights), 0.0)
    known = [spans if passage.apart else [] for spans, passage in zip(gold, passages, strict=True)]
    least = max(LEASTS, key=lambda least: _f1(candidates, joined, known, least)[2])
    print(f"{len(candidates)} clauses, {int(marks.sum())} of {sum(map(len, gold))} assessments among them")
    for what, scores, spans in (
        ("by features alone, on other passages", foreign, gold),
        ("so on the passages apart", np.where(apart, foreign, 0.0), known),
        ("with the spotter, there", joined, known),
    ):
        precision, recall, f1 = _f1(candidates, scores, spans, least)
        print(f"{what}, from {least}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    read, hits = _read_rightly(candidates, joined, known, least)
    surer = regression.fit(regression.table_of([surely(chance) for chance in read], SURE), hits, 1.0)
    head = f"# What each feature of a clause weighs in favour of a judgement. {MADE}\nleast = {least}"
    shares = ", ".join(f"{n} = {w:.3f}" for n, w in zip(BESIDE, weights, strict=True))
    head += f"\n# What both weigh, fitted where neither has learnt.\nbeside = {{ {shares} }}"
    shares = ", ".join(f"{n} = {w:.3f}" for n, w in zip(SURE, surer, strict=True))
    head += f"\n# What makes of that how often a judgement read is right.\nsure = {{ {shares} }}"
    regression.write(OUT, head, names, regression.fit(table, marks, RIDGE))
    return 0


def _assessments(passage: Passage) -> list[Stretch]:
    anchors = (row["anchor"] for row in passage.gold if row["kind"] == "assessment")
    return [(anchor["start"], anchor["end"]) for anchor in anchors]


def _candidates(number: int, passage: Passage) -> list[Candidate]:
    """The clauses of a passage, taken where the product would judge them."""
    found: list[Candidate] = []

    def collect(reader: assessments.AssessmentReader, claims: Sequence[Claim]) -> list[Event]:
        for clause, features in reader.candidates(claims):
            found.append(Candidate(number, clause.span, dict(features), reader.spotted(clause) or 0.0))
        return []

    whole = assessments.AssessmentReader.events
    assessments.AssessmentReader.events = collect  # type: ignore[method-assign, assignment]
    try:
        read_claims(passage.text, passage.published)
    finally:
        assessments.AssessmentReader.events = whole  # type: ignore[method-assign]
    return found


def _marks(candidates: Sequence[Candidate], gold: Sequence[Sequence[Stretch]]) -> Floats:
    """1 for the clause that fits an annotated assessment best, else 0."""
    marks = np.zeros(len(candidates))
    for passage, spans in enumerate(gold):
        own = [at for at, candidate in enumerate(candidates) if candidate.passage == passage]
        for span in spans:
            best = max(own, key=lambda at: overlap(candidates[at].span, span), default=None)
            if best is not None and overlap(candidates[best].span, span) >= LEAST_OVERLAP:
                marks[best] = 1.0
    return marks


def _f1(
    candidates: Sequence[Candidate], scores: Floats, gold: Sequence[Sequence[Stretch]], least: float
) -> tuple[float, float, float]:
    """Precision, recall and F1 of what is read."""
    _, hits = _read_rightly(candidates, scores, gold, least)
    precision, recall = hits.sum() / max(len(hits), 1), hits.sum() / max(sum(map(len, gold)), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _read_rightly(
    candidates: Sequence[Candidate], scores: Floats, gold: Sequence[Sequence[Stretch]], least: float
) -> tuple[list[float], Floats]:
    """The scores of the clauses read, the likelier of two that say the same, and which are right."""
    read: list[float] = []
    hits: list[float] = []
    for passage, spans in enumerate(gold):
        kept: list[tuple[float, Stretch]] = []
        for at in np.argsort(-scores):
            candidate = candidates[at]
            fits = candidate.passage == passage and scores[at] >= least
            if fits and all(overlap(candidate.span, other) < assessments.SAME for _, other in kept):
                kept.append((float(scores[at]), candidate.span))
        open_spans = list(spans)
        for score, span in kept:
            best = max(open_spans, key=lambda known: overlap(span, known), default=None)
            right = best is not None and overlap(span, best) >= LEAST_OVERLAP
            if best is not None and right:
                open_spans.remove(best)
            read.append(score)
            hits.append(float(right))
    return read, np.array(hits)


if __name__ == "__main__":
    sys.exit(main())
