"""How many of the actors and systems that annotations name are in the catalogue.

    python -m evals.coverage [ANNOTATION.jsonl ...]

Without arguments: the annotated passages about events of the public record (what others tell, and all that
speak in passages, is invented). A name counts once for each annotation that has it; what stands only in small
letters ("convoys", "the rebels") is a description and no name. Names of held passages are counted, not shown.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import armsledger as al
from evals.gate import FOLDERS, PASSAGES
from evals.scoring import read_rows

ACTOR_ROLES = frozenset(
    {"supplier", "recipient", "producer", "partner", "host", "party", "visitor", "exhibitor", "user",
     "target", "operator", "by", "developer", "imposer", "holder", "via"}
)  # fmt: skip
HELD = "held"
SYSTEM_ROLES = frozenset({"system", "original"})
_ID = re.compile(r"[A-Z]{2,3}|[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many names there were, and which of them are not in the catalogue, with their annotation."""

    named: int
    missing: tuple[tuple[Path, str], ...]

    @property
    def share(self) -> float:
        """The share that is known, from 0 to 1."""
        return 1 - len(self.missing) / self.named if self.named else 1.0


def coverage(files: Iterable[Path], catalog: al.Catalog, texts: Path | None = None) -> Coverage:
    """Over the annotations in `files`, whose texts lie beside them or in the folder `texts`.

    A filler counts where one of its right answers is an id that the text names in capitals, and is known
    where one of them is in the catalogue.
    """
    named = 0
    missing = []
    for file in files:
        header = json.loads(file.read_text(encoding="utf-8").partition("\n")[0])
        if header.get("events") not in (None, "public-record"):
            continue
        text = ((texts or file.parent) / header["document"]).read_text(encoding="utf-8")
        for answers in sorted({tuple(ids) for row in read_rows(file) for ids in _fillers(row)}):
            known = any(catalog.get(id) for id in answers)
            if known or any(_is_named(id, text) for id in answers):
                named += 1
                missing += [] if known else [(file, " | ".join(answers))]
    return Coverage(named, tuple(missing))


def _fillers(row: dict[str, Any]) -> Iterable[list[str]]:
    for role, fillers in row["roles"].items():
        if role in ACTOR_ROLES | SYSTEM_ROLES:
            for filler in fillers:
                ids = [answer for answer in filler if _ID.fullmatch(answer)]
                if ids:
                    yield ids


def _is_named(id: str, text: str) -> bool:
    """Whether its words stand in the text, a capital first and not only where a sentence begins."""
    name = r"[\s-]?".join(map(re.escape, id.split("-")))
    return any(
        found.group()[0].isupper() and not re.search(r"(?:^|[.!?:]\s|\n)$", text[: found.start()][-3:])
        for found in re.finditer(rf"\b{name}", text, re.IGNORECASE)
    )


def main(arguments: Sequence[str]) -> int:
    """Prints the share and what is missing; returns an exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("annotations", nargs="*", type=Path, metavar="ANNOTATION.jsonl")
    parser.add_argument("--texts", type=Path, help="where the annotated texts are, if not beside them")
    given = parser.parse_args(arguments)
    files = given.annotations or passages()
    found = coverage(files, al.load_catalog(), given.texts)
    for file, ids in found.missing:
        if file.parent.name != HELD:
            print(f"{file.name}: {ids}")
    print(f"{found.named} actors and systems named, {found.share:.1%} of them in the catalogue")
    return 0


def passages() -> list[Path]:
    """The annotations of all passages."""
    return sorted(path for folder in FOLDERS for path in (PASSAGES / folder).glob("*.jsonl"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
