"""Fits how sure the reader is of its claims: `python training/confidence.py`.

Reads those annotated passages of `evals/passages/dev` that the spotter did not learn from, takes every claim
that the product reads there but assessments, marks those whose place in the text and every core role agree
with the annotation, and fits a logistic regression to what the claims show. Prints the expected calibration
error on passages that the fit was not made on (ten folds), and writes the weights to
`src/armsledger/reading/data/confidence.toml`. Takes a minute.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "training")]

import numpy as np  # noqa: E402
from evals.gate import PASSAGES, Passage, load  # noqa: E402
from evals.scoring import DEEDS, Score, match, right_ones  # noqa: E402

import regression  # noqa: E402
from armsledger.model import Claim  # noqa: E402
from armsledger.publish.claims_json import claim_as_json  # noqa: E402
from armsledger.reading import confidence, read  # noqa: E402
from armsledger.sources import read_bytes  # noqa: E402

OUT = ROOT / "src/armsledger/reading/data/confidence.toml"
HEAD = "# What a claim's features weigh in favour of its being read rightly. Made by training/confidence.py."
RIDGE = 8.0
OPTIMISM = 0.06
"""How much oftener claims of these passages are right than others: the grammar was mended on some of them."""


def main() -> int:
    """Fits, prints, writes."""
    passages = [passage for passage in load(PASSAGES / "dev") if passage.apart]
    marked = [(number, *one) for number, passage in enumerate(passages) for one in _marked(passage)]
    rows = [confidence.features(claim) for _, claim, _ in marked]
    names = regression.names_of(rows)
    table = regression.table_of(rows, names)
    marks = np.array([float(right) for _, _, right in marked])
    foreign = regression.foreign_scores(table, marks, [number for number, _, _ in marked], RIDGE)
    score = Score(judged=[(float(sure), bool(right)) for sure, right in zip(foreign, marks, strict=True)])
    print(f"{len(marks)} claims, {int(marks.sum())} of them right")
    print(f"expected calibration error on other passages: {score.calibration_error:.3f}")
    for count, sure, right in score.tenths():
        print(f"  {count:4} claims at {sure:.2f}: {right:.2f} right")
    weights = regression.fit(table, marks, RIDGE)
    weights[names.index("bias")] -= _too_sure(regression.scores(table, weights))
    regression.write(OUT, HEAD, names, weights)
    return 0


def _too_sure(chances: regression.Floats) -> float:
    """The log-odds to take off each claim so that so many fewer of them are right as `OPTIMISM` says."""
    odds, wanted = np.log(chances / (1 - chances)), float(chances.mean()) - OPTIMISM
    low, high = 0.0, 5.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(middle - odds))).mean() > wanted else (low, middle)
    return low


def _marked(passage: Passage) -> list[tuple[Claim, bool]]:
    """The claims read in a passage, and whether each is right."""
    document = read_bytes(passage.text.encode(), media_type="text/plain")
    claims = read(document, published=passage.published).claims
    rows = [claim_as_json(claim) for claim in claims]
    right = right_ones(rows, passage.gold, match(rows, passage.gold))
    return [(claim, i in right) for i, claim in enumerate(claims) if claim.kind in DEEDS]


if __name__ == "__main__":
    sys.exit(main())
