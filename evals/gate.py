"""Read every annotated passage and hold the figures against their bounds, which only tighten.

    python -m evals.gate [--misses] [--passage ID] [--json] [--raise]

Exit status: 0 every figure within its bound, 1 one outside, 2 a wrong call. `--raise` lifts each floor to
the measured figure less its slack and lowers each ceiling to the figure plus it; neither ever moves back.
"""

import argparse
import json
import math
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from armsledger.publish.claims_json import claim_as_json
from armsledger.reading import read
from armsledger.sources import read_bytes
from evals import linking
from evals.scoring import Score, read_rows

EVALS = Path(__file__).parent
PASSAGES = EVALS / "passages"
FLOORS = EVALS / "floors.toml"
TEST = "held"
OFFTOPIC = "offtopic"
FOLDERS = ("dev", TEST, OFFTOPIC)
COLUMNS = {
    "found P": "found_precision", "R": "found_recall", "F1": "found_f1", "core F1": "core_f1",
    "status": "status", "put": "put", "source": "source", "chain": "chain", "time": "time",
    "amount": "amount", "invented": "invented",
}  # fmt: skip
FLOORED = ("found_f1", "core_f1", "status", "put", "source", "chain", "time", "amount")
"""The figures that may not fall below a floor: shares, the better the higher."""

LINKING_FLOORED = ("linking_b3_gold", "linking_b3_read", "origins_right", "contradictions_f1")
_LINKING_SLACK = 0.03
CEILED = ("invented", "false_per_1000_words")
"""The figures that may not climb over a ceiling, the better the lower."""

SLACK = dict.fromkeys((*FLOORED, "invented"), 0.02) | {"false_per_1000_words": 0.5}
"""How far from the measured figure `--raise` leaves a bound: room for changes that trade one for another."""

WORDS_PER_RATE = 1000
FLOORS_HEAD = """\
# Bounds of the figures of evals/gate.py, by folder of passages: `least` may only rise, `most` may only fall.
# Written by `python -m evals.gate --raise`.
"""

_PLAIN = {"events": OFFTOPIC, "published": "2024-06-01"}

Claims = list[dict[str, Any]]
Figures = dict[str, float]
Bounds = dict[str, dict[str, float]]
Reader = Callable[[str, date], Claims]


@dataclass(frozen=True, slots=True)
class Passage:
    """One annotated text. `header` is the annotation's first line, `gold` its claims."""

    path: Path
    text: str
    header: dict[str, Any]
    gold: Claims

    @property
    def id(self) -> str:
        """The folder and the number and name of the file: `dev/001-…`."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def published(self) -> date:
        """The date that relative times are resolved against."""
        return date.fromisoformat(self.header["published"])

    @property
    def apart(self) -> bool:
        """True for those, of a number that ends in 0 or 5, that the spotter does not learn from."""
        return self.path.stem.partition("-")[0].endswith(("0", "5"))

    @property
    def offtopic(self) -> bool:
        """True for a passage about anything but arms: every claim read from it is false."""
        return bool(self.header["events"] == OFFTOPIC)


@dataclass(slots=True)
class Measured:
    """A folder's figures. `offtopic_claims` were read from `offtopic_words` words about anything but arms."""

    score: Score
    offtopic_claims: int = 0
    offtopic_words: int = 0

    @property
    def false_per_1000_words(self) -> float:
        """False claims per 1,000 words of off-topic text."""
        return WORDS_PER_RATE * self.offtopic_claims / self.offtopic_words if self.offtopic_words else 0.0

    def figures(self) -> Figures:
        """Every figure by name; of texts that hold no claim, the false ones alone."""
        false = {"false_per_1000_words": self.false_per_1000_words}
        return self.score.figures() | false if self.score.found.gold else false


def load(folder: Path) -> list[Passage]:
    """The passages of a folder, by name; those of `offtopic` hold nothing, and so have no annotation."""
    if folder.name == OFFTOPIC:
        return [
            Passage(path, path.read_text(encoding="utf-8"), _PLAIN, [])
            for path in sorted(folder.glob("*.txt"))
        ]
    return [_load_one(path) for path in sorted(folder.glob("*.jsonl"))]


def _load_one(path: Path) -> Passage:
    first, *_ = path.read_text(encoding="utf-8").splitlines()
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    return Passage(path, text, json.loads(first), read_rows(path))


def read_claims(text: str, published: date) -> Claims:
    """What the product reads in `text`, in the public form. The text must survive the way in unchanged."""
    document = read_bytes(text.encode(), media_type="text/plain")
    if document.text != text:
        raise ValueError("a passage's text changed on the way in: its offsets count in another text")
    return [claim_as_json(claim) for claim in read(document, published=published).claims]


def measure(passages: Iterable[Passage], reader: Reader) -> Measured:
    """Read and score the passages; off-topic ones count in `found` too, as claims that are not there."""
    measured = Measured(Score())
    for passage in passages:
        claims = reader(passage.text, passage.published)
        told = len(measured.score.misses)
        measured.score.add(claims, passage.gold)
        if len(measured.score.misses) > told:
            measured.score.misses.insert(told, passage.id)
        if passage.offtopic:
            measured.offtopic_claims += len(claims)
            measured.offtopic_words += len(passage.text.split())
    return measured


def headline(measured: Mapping[str, Measured]) -> Figures:
    """The figures that count: of the passages that the grammar was not developed against, and off the subject
    of all texts."""
    if TEST not in measured:
        return {}
    figures = measured[TEST].figures()
    words = sum(of_folder.offtopic_words for of_folder in measured.values())
    claims = sum(of_folder.offtopic_claims for of_folder in measured.values())
    return {
        **{name: figures[name] for name in ("found_f1", "core_f1", "assessment_f1", "ece")},
        "false_per_10k_words": 10 * WORDS_PER_RATE * claims / words if words else 0.0,
    }


def breaches(figures: Figures, bounds: Bounds) -> list[str]:
    """Each bound that a figure is outside of, in words."""
    below = [
        f"{name} is {figures[name]:.3f}, below its floor of {least:.3f}"
        for name, least in bounds.get("least", {}).items()
        if figures[name] < least
    ]
    above = [
        f"{name} is {figures[name]:.3f}, above its ceiling of {most:.3f}"
        for name, most in bounds.get("most", {}).items()
        if figures[name] > most
    ]
    return below + above


def tightened(bounds: Bounds, figures: Figures) -> Bounds:
    """The bounds moved to the figures less slack; one that is tighter already stays."""
    least, most = bounds.get("least", {}), bounds.get("most", {})
    floors = {
        n: math.floor(1000 * (figures[n] - SLACK.get(n, _LINKING_SLACK))) / 1000
        for n in (*FLOORED, *LINKING_FLOORED)
        if n in figures
    }
    ceilings = {n: math.ceil(1000 * (figures[n] + SLACK[n])) / 1000 for n in CEILED if n in figures}
    return {
        "least": {name: max(least.get(name, 0.0), floor) for name, floor in floors.items()},
        "most": {name: min(most.get(name, ceiling), ceiling) for name, ceiling in ceilings.items()},
    }


def read_bounds(path: Path) -> dict[str, Bounds]:
    """The bounds by folder; none where the file does not exist yet."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write_bounds(bounds: dict[str, Bounds], path: Path) -> None:
    """Replace the file of bounds."""
    tables = [
        f"\n[{folder}.{side}]\n" + "".join(f"{name} = {bound:.3f}\n" for name, bound in of_side.items())
        for folder, sides in bounds.items()
        for side, of_side in sides.items()
    ]
    path.write_text(FLOORS_HEAD + "".join(tables), encoding="utf-8")


def print_table(measured: dict[str, Measured], passages: dict[str, list[Passage]]) -> None:
    """One line a folder, then one line a kind, all folders together."""
    print(
        f"{'':6}{'passages':>9}{'gold':>6}"
        + "".join(f"{name:>9}" for name in COLUMNS)
        + f"{'false/1000 words':>18}"
    )
    for folder, of_folder in measured.items():
        figures = of_folder.figures()
        shown = "".join(f"{figures[name]:9.3f}" if name in figures else " " * 9 for name in COLUMNS.values())
        sizes = f"{len(passages[folder]):9}{of_folder.score.found.gold:6}"
        print(f"{folder:6}{sizes}{shown}{of_folder.false_per_1000_words:18.2f}")
    print(f"\n{'':22}{'gold':>6}{'read':>6}{'found':>7}{'core':>6}")
    for kind in sorted({kind for of_folder in measured.values() for kind in of_folder.score.by_kind}):
        counts: list[Mapping[str, int]] = [
            of_folder.score.by_kind.get(kind, {}) for of_folder in measured.values()
        ]
        gold, predicted, found, core = (
            sum(count.get(column, 0) for count in counts) for column in ("gold", "predicted", "found", "core")
        )
        print(f"  {kind:20}{gold:6}{predicted:6}{found:7}{core:6}")


def main(arguments: list[str] | None = None, reader: Reader = read_claims) -> int:
    """Run the gate; see the module's words for the exit status."""
    asked = _parse(arguments)
    chosen = {folder: load(PASSAGES / folder) for folder in FOLDERS}
    if asked.passage:
        chosen = {folder: [p for p in ps if asked.passage in p.id] for folder, ps in chosen.items()}
        if not any(chosen.values()):
            print(f"no passage's name holds {asked.passage!r}; look in {PASSAGES}", file=sys.stderr)
            return 2
    measured = {folder: measure(passages, reader) for folder, passages in chosen.items() if passages}
    figures = {folder: of_folder.figures() for folder, of_folder in measured.items()}
    linked = linking.headline() if reader is read_claims and not asked.passage else {}
    if linked:
        figures["linking"] = linked
    if asked.json:
        print(json.dumps(headline(measured) | linked | figures))
    else:
        print_table(measured, chosen)
        print("\n" + "".join(f"{name:20}{value:8.3f}\n" for name, value in linked.items()), end="")
    if asked.misses:
        print("", *(line for of_folder in measured.values() for line in of_folder.score.misses), sep="\n")
    if asked.passage:
        return 0
    bounds = read_bounds(FLOORS)
    outside = [f"{folder}: has bounds, and no passages" for folder in bounds if folder not in figures]
    outside += [
        f"{folder}: {words}"
        for folder, of_folder in figures.items()
        for words in breaches(of_folder, bounds.get(folder, {}))
    ]
    for words in outside:
        print(words, file=sys.stderr)
    if not asked.json:
        print(f"\n{len(outside)} out of bounds." if outside else "\nEvery figure is within its bounds.")
    if asked.tighten:
        measured_bounds = {folder: tightened(bounds.get(folder, {}), of) for folder, of in figures.items()}
        write_bounds(bounds | measured_bounds, FLOORS)
    return int(bool(outside))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="evals.gate", description="Score the reading of the annotated passages."
    )
    parser.add_argument("--misses", action="store_true", help="tell every missed, extra and wrong claim")
    parser.add_argument("--passage", metavar="ID", help="only passages whose name holds ID; no bounds")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object")
    parser.add_argument(
        "--raise", dest="tighten", action="store_true", help="move the bounds up to the figures"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
