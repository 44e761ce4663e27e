"""Checks the marked sentences: `python training/check_sentences.py [FILE...]`, by default all there are.

Says each fault with its file and line: a word, filler, time or amount that is not in the sentence, an unknown
kind, role or status, a sentence told twice. Exit status: 0 none, 1 some.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from armsledger.model import CORE_ROLES, OTHER_ROLES, STATUSES  # noqa: E402

FOLDER = Path(__file__).parent / "sentences"
_FIELDS = frozenset({"kind", "status", "word", "roles", "time", "amounts"})


def main(arguments: list[str]) -> int:
    """Checks, prints, counts."""
    paths = [Path(name) for name in arguments] or sorted(FOLDER.glob("*.jsonl"))
    seen: set[str] = set()
    faults = 0
    kinds = Counter[str]()
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                row = json.loads(line)
                found = list(_faults(row, seen))
                kinds.update(claim.get("kind", "") for claim in row["claims"])
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                found = [f"no sentence with its marks ({error!r})"]
            for fault in found:
                print(f"{path.name}:{number}: {fault}")
            faults += len(found)
    print(f"{len(seen)} sentences, {faults} faults; " + ", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    return 1 if faults else 0


def _faults(row: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    text = row["text"]
    if text in seen:
        yield "the sentence is told already"
    seen.add(text)
    for claim in row["claims"]:
        yield from _claim_faults(text, claim)


def _claim_faults(text: str, claim: Mapping[str, Any]) -> Iterator[str]:
    kind = claim["kind"]
    if kind not in CORE_ROLES:
        yield f"{kind!r} is no kind"
        return
    if claim["status"] is not None and claim["status"] not in STATUSES.get(kind, ()):
        yield f"{claim['status']!r} is no status of {kind}"
    word, which = claim["word"] if isinstance(claim["word"], list) else (claim["word"], 1)
    if text.count(word) < which:
        yield f"{word!r} is not {which} times in the sentence"
    for role, fillers in claim["roles"].items():
        if role not in (*CORE_ROLES[kind], *OTHER_ROLES[kind], "place"):
            yield f"{role!r} is no role of {kind}"
        yield from _absent(text, fillers)
    yield from _absent(text, [*([claim["time"]] if claim.get("time") else []), *claim.get("amounts", ())])
    yield from (f"{name!r} is no field" for name in claim.keys() - _FIELDS)


def _absent(text: str, words: Iterable[str]) -> Iterator[str]:
    yield from (f"{each!r} is not in the sentence" for each in words if each not in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
