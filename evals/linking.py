"""Score the linking of claims into cases against annotated documents: `evals/cases`.

    python -m evals.linking [--read] [--misses] [--json] [FOLDER ...]

Each folder is a world of its own: documents that tell the same events from several sides, each claim
annotated with its cases and with whom it goes back to. The annotated claims are linked, or with --read what
the reader makes of the texts.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from armsledger.analysis.casework import Reported, cases
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.traces import traces
from armsledger.catalog import load
from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity, Quote, Value
from armsledger.model.case import Case, Met
from armsledger.publish.claims_json import claim_as_json
from armsledger.reading import read
from armsledger.sources import read_bytes
from evals.scoring import Hits, match

FOLDER = Path(__file__).parent / "cases"
Row = dict[str, Any]
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|[a-z]{4,}")
_BESIDE = 300  # characters
_SPEAKERS = (
    r"officials?|officers?|diplomats?|sources?|ministers?|spokes\w+|aides?|soldiers?|people|persons?"
    r"|engineers|experts|analysts|witnesses|residents|workers"
)
_SOURCES = re.compile(
    rf"(?:(?:[Tt]he|[Aa]n?) )?(?:[A-Z][\w-]+ )?(?:[a-z-]+ )?(?:{_SPEAKERS})\b"
    r"(?: (?:in|at|of|from) (?:the |its |his )?(?:[A-Z][\w-]* ?)*"
    r"(?:(?:defen[cs]e|foreign|interior|air|armed) )?"
    r"(?:ministry|army|forces?|navy|government|embassy)\b)?"
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document: its text, the first line of its annotation, and its claims."""

    name: str
    text: str
    header: Row
    gold: list[Row]

    @property
    def published(self) -> date:
        """When it is said to have been published."""
        return date.fromisoformat(self.header["published"])

    @property
    def met(self) -> Met:
        """How it is met."""
        return Met(
            self.name, self.header["publisher"], self.published, self.name, self.header.get("wire"),
            title=self.header["title"],
        )  # fmt: skip


@dataclass(slots=True)
class Linked:
    """Figures over any number of worlds."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    origins_right: int = 0
    cases: int = 0
    contradictions: Hits = field(default_factory=lambda: Hits(0, 0, 0))
    answered: int = 0
    gold_claims: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def b3(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of B-cubed, extended to claims of several cases (Amigó et al., 2009)."""
        p, r = _mean(self.precisions), _mean(self.recalls)
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def figures(self) -> dict[str, float]:
        """Every figure by name."""
        p, r, f = self.b3
        return {
            "b3": f,
            "b3_precision": p,
            "b3_recall": r,
            "origins_right": self.origins_right / max(1, self.cases),
            "contradictions_f1": self.contradictions.f1,
            "contradictions_precision": self.contradictions.precision,
            "contradictions_recall": self.contradictions.recall,
            "answered": self.answered / max(1, self.gold_claims),
            "cases": self.cases,
        }


def load_world(folder: Path) -> tuple[list[Annotated], list[Row]]:
    """The documents of a folder and its cases."""
    documents = []
    for path in sorted(folder.glob("[0-9]*.jsonl")):
        header, *gold = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        documents.append(
            Annotated(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"), header, gold)
        )
    told = (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return documents, [json.loads(line) for line in told if line.strip()]


def claim_of(row: Row, name: str, text: str, kinship: Kinship) -> Claim:
    """An annotated claim as the product's own value: of each filler's alternatives what the catalogue
    knows."""
    anchor = row["anchor"]

    def filler(role: str, names: Sequence[str]) -> Filler:
        known = _entity(names, kinship)
        words = next((one for one in names if one in text), names[0])
        at = max(0, text.find(words))
        return Filler(role, words, at, at + len(words), known)

    def source(one: Row) -> ClaimSource:
        if one["kind"] == "document":
            return ClaimSource("document")
        names = one.get("entity") or []
        if not names:
            return ClaimSource(one["kind"], _nameless(text, anchor), 0, 1)
        words = next((name for name in names if name in text), names[0])
        return ClaimSource(one["kind"], words, 0, 1, _entity(names, kinship))

    quantity, value, time = row["quantity"], row["value"], row["time"]
    number = {"value": quantity} if isinstance(quantity, int | float) else quantity
    return Claim(
        document_id=name,
        kind=row["kind"],
        status=row["status"],
        roles=tuple(filler(role, names) for role, some in row["roles"].items() for names in some or ()),
        quote=Quote(anchor["text"], anchor["start"], anchor["end"]),
        polarity=row["polarity"],
        certainty=row["certainty"],
        realis=row["realis"],
        sources=tuple(source(one) for one in row["sources"]),
        quantity=Quantity(number.get("value"), "", 0, 1, number.get("low"), number.get("high"))
        if number
        else None,
        value=Value(value["amount"], value["currency"], "", 0, 1) if value else None,
        time=ClaimTime("", 0, 1, *(end and date.fromisoformat(end) for end in time)) if time else None,
        place=tuple(filler("place", names) for names in row["place"] or ()),
    )


def _entity(names: Sequence[str], kinship: Kinship) -> str | None:
    """What the catalogue knows among the alternatives, else the id that the annotator gave."""
    known = next((one for one in names if kinship.catalog.get(one)), None)
    return known or next((one for one in names if _SLUG.fullmatch(one)), None)


def _nameless(text: str, anchor: Row) -> str:
    """The words for a source without a name, which the gold form leaves out: of those who speak in the
    sentence the nearest to the anchor, else whoever spoke last before it ("he said")."""
    first, last = anchor["start"], anchor["end"]
    begins = max(text.rfind(stop, 0, first) for stop in (". ", "\n")) + 1
    ends = min((at for stop in (". ", ".\n") if (at := text.find(stop, last)) >= 0), default=len(text))
    found = [(max(first - one.end(), one.start() - last), one) for one in _SOURCES.finditer(text)]
    beside = [(far, one[0]) for far, one in found if begins <= one.start() < ends]
    before = [(far, one[0]) for far, one in found if one.start() < begins and far < _BESIDE]
    return min(beside or before, default=(0, "sources"))[1]


def measure(folders: Iterable[Path], kinship: Kinship, *, reads: bool) -> Linked:
    """Link each folder's claims, annotated or read, and score them."""
    linked = Linked()
    for folder in folders:
        documents, told = load_world(folder)
        reported: list[Reported] = []
        labels: dict[str, list[str]] = {}
        texts: dict[str, str] = {}
        for document in documents:
            claims, answers = _read(document, kinship) if reads else _gold(document, kinship)
            linked.gold_claims += sum(bool(row.get("cases")) for row in document.gold)
            labels |= answers
            texts |= {claim.id: f"{document.name}: {claim.kind} {claim.quote.text!r}" for claim in claims}
            told_of = traces(document.text, document.header["publisher"], claims, kinship)
            reported.append(Reported(document.met, tuple(claims), told_of))
        linked.answered += len(labels)
        made = cases(reported, kinship)
        _score(linked, made, labels, told, texts)
    return linked


def _gold(document: Annotated, kinship: Kinship) -> tuple[list[Claim], dict[str, list[str]]]:
    pairs = [(claim_of(row, document.name, document.text, kinship), row) for row in document.gold]
    return [claim for claim, _ in pairs], {claim.id: row["cases"] for claim, row in pairs if row.get("cases")}


def _read(document: Annotated, kinship: Kinship) -> tuple[list[Claim], dict[str, list[str]]]:
    opened = read_bytes(document.text.encode(), media_type="text/plain")
    reading = read(opened, published=document.published)
    found = [replace(claim, document_id=document.name) for claim in reading.claims]
    rows: list[Mapping[str, Any]] = [claim_as_json(claim) for claim in found]
    gold: list[Mapping[str, Any]] = [*document.gold]
    answers = {
        found[i].id: document.gold[j]["cases"] for i, j in match(rows, gold) if document.gold[j].get("cases")
    }
    return found, answers


def _score(
    linked: Linked,
    made: Sequence[Case],
    labels: Mapping[str, list[str]],
    told: Sequence[Row],
    texts: Mapping[str, str],
) -> None:
    mine: dict[str, set[int]] = {}
    for number, case in enumerate(made):
        for witness in case.witnesses:
            if witness.claim.id in labels:
                mine.setdefault(witness.claim.id, set()).add(number)
    ids = [id for id in labels if id in mine]
    for one in ids:
        precision, recall = [], []
        for other in ids:
            shared_mine = len(mine[one] & mine[other])
            shared_gold = len(set(labels[one]) & set(labels[other]))
            both = min(shared_mine, shared_gold)
            if shared_mine:
                precision.append(both / shared_mine)
            if shared_gold:
                recall.append(both / shared_gold)
        linked.precisions.append(_mean(precision))
        linked.recalls.append(_mean(recall))
        if _mean(precision) < 1 or _mean(recall) < 1:
            linked.misses.append(
                f"p {_mean(precision):.2f} r {_mean(recall):.2f} "
                f"{labels[one]} {sorted(mine[one])} {texts[one]}"
            )
    right = predicted = gold = 0
    for row in told:
        linked.cases += 1
        best = _best(row["case"], made, labels)
        wanted = {one["about"] for one in row["disagreements"]}
        had = {one.about for one in best.disagreements} if best else set()
        right, predicted, gold = right + len(wanted & had), predicted + len(had), gold + len(wanted)
        if wanted != had:
            linked.misses.append(f"CONTRADICTIONS {row['case']}: wanted {sorted(wanted)} had {sorted(had)}")
        counted = (len(best.asserting), len(best.against)) if best else None
        if counted == (len(row["origins"]), len(row["origins_against"])):
            linked.origins_right += 1
        else:
            told_mine = [(o.key, len(o.asserts), len(o.denies)) for o in best.origins] if best else None
            linked.misses.append(
                f"ORIGINS {row['case']}: wanted {row['origins']} {row['origins_against']} had {told_mine}"
            )
    before = linked.contradictions
    linked.contradictions = Hits(before.right + right, before.predicted + predicted, before.gold + gold)


def _best(label: str, made: Sequence[Case], labels: Mapping[str, list[str]]) -> Case | None:
    """The case that holds most of the claims of a label."""
    counts = [sum(label in labels.get(one.claim.id, ()) for one in case.witnesses) for case in made]
    most = max(counts, default=0)
    return made[counts.index(most)] if most else None


def _mean(some: Sequence[float]) -> float:
    return sum(some) / len(some) if some else 0.0


def worlds() -> list[Path]:
    """The folders that count: those that the weights were not set on, or all where there are none."""
    held = sorted(path for path in (FOLDER / "held").glob("*") if path.is_dir())
    return held or sorted(path for path in FOLDER.glob("*/*") if path.is_dir())


def headline() -> dict[str, float]:
    """The figures of the gate: of annotated claims, and of what is read of the same texts."""
    kinship = Kinship(load())
    gold = measure(worlds(), kinship, reads=False).figures()
    as_read = measure(worlds(), kinship, reads=True).figures()
    return {
        "linking_b3_gold": gold["b3"],
        "linking_b3_read": as_read["b3"],
        "linking_answered": as_read["answered"],
        "origins_right": gold["origins_right"],
        "contradictions_f1": gold["contradictions_f1"],
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of the folders named, or of each folder of `evals/cases`."""
    parser = argparse.ArgumentParser(
        prog="evals.linking", description="Score the linking of claims into cases."
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--read", action="store_true", help="link what is read, not what is annotated")
    parser.add_argument("--misses", action="store_true", help="tell what is wrong")
    options = parser.parse_args(arguments)
    folders = options.folders or sorted(path for path in FOLDER.glob("*/*") if path.is_dir())
    linked = measure(folders, Kinship(load()), reads=options.read)
    if options.misses:
        print("\n".join(linked.misses))
    print(json.dumps({name: round(value, 3) for name, value in linked.figures().items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
