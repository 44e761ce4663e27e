"""How far two annotations of the same passages agree: one is scored as if it were a reading of the other.

    python -m evals.agreement FIRST SECOND [--differences]

FIRST and SECOND are folders of annotations in the gold form, matched by name; what only one has is passed
over. Prints the figures of `evals.gate` (found, core, and of the found the rest), which are the most that a
reading scored against one of the two can be expected to reach.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.scoring import Row, Score, fold, read_rows

SHOWN = ("found_f1", "core_f1", "assessment_f1", "status", "put", "source", "chain", "time", "amount")


def as_reading(claim: Row, other: Sequence[Row]) -> Row:
    """An annotated claim in the form of a read one; of a filler's names, one that `other` has too, if any."""
    known = {fold(name) for one in other for fillers in one["roles"].values() for f in fillers for name in f}
    known |= {fold(name) for one in other for source in one["sources"] for name in source.get("entity") or []}

    def filler(names: list[str]) -> dict[str, Any]:
        best = next((name for name in names if fold(name) in known), names[0])
        return {"entity": best, "text": names[-1]}

    return {
        **claim,
        "quote": claim["anchor"],
        "roles": [
            {"role": role, **filler(names)} for role, fillers in claim["roles"].items() for names in fillers
        ],
        "sources": [
            {**source, **(filler(source["entity"]) if source.get("entity") else {})}
            for source in claim["sources"]
        ],
        "time": dict(zip(("from", "until"), claim["time"], strict=True)) if claim["time"] else None,
    }


def compare(first: Path, second: Path) -> tuple[int, Score]:
    """How many annotations both folders have, and the second's score against the first."""
    score, count = Score(), 0
    for path in sorted(first.glob("*.jsonl")):
        twin = second / path.name
        if not twin.exists():
            continue
        count += 1
        gold = read_rows(path)
        told = len(score.misses)
        score.add([as_reading(claim, gold) for claim in read_rows(twin)], gold)
        if len(score.misses) > told:
            score.misses.insert(told, path.stem)
    return count, score


def main(arguments: list[str] | None = None) -> int:
    """Print the agreement of two folders."""
    parser = argparse.ArgumentParser(prog="evals.agreement", description="Compare two annotations.")
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--differences", action="store_true", help="tell every claim that they differ on")
    asked = parser.parse_args(arguments)
    count, score = compare(asked.first, asked.second)
    if not count:
        print(f"{asked.first} and {asked.second} have no annotation of one name", file=sys.stderr)
        return 2
    figures = score.figures()
    print(f"{count} passages, {score.found.gold} and {score.found.predicted} claims of deeds")
    print("  ".join(f"{name.replace('_f1', ' F1')} {figures[name]:.3f}" for name in SHOWN))
    if asked.differences:
        print(*score.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
