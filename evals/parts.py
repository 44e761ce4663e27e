"""Measure parts of the reader on a treebank with entities and discourse marked, in the form of GUM's CoNLL-U.

    python -m evals.parts FILE.conllu[.gz] …

Prints precision, recall and F1: expressions of time against entities of the type `time`; who is said to say
something against the units that attribute another (`attribution-positive`; the writer's own "I think" left
out); states, and other names (precision alone), against named entities. GUM (https://gucorpling.org/gum/)
is no part of this project; some of its texts may not be used commercially: it only measures.
"""

import gzip
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from armsledger.catalog import Catalog
from armsledger.catalog import load as load_catalog
from armsledger.reading import grammar, lexicon
from armsledger.reading.attribution import Attributor
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.segmentation import split
from armsledger.reading.syntax import Tree
from armsledger.reading.times import find_times
from armsledger.sources import read_bytes

Span = tuple[int, int]
WRITTEN = date(2018, 1, 1)
_ENTITY = re.compile(
    r"\((?P<open>[\w:.-]+?)-(?P<type>[a-z]+)-(?P<rest>[^()]*)(?P<shut>\))?|(?P<close>[\w:.-]+?)\)"
)
_UNIT = re.compile(r"Discourse=(?P<relation>[a-z-]+)(?:_m)?:(?P<own>\d+)(?:->(?P<other>\d+))?")
_NAMED = frozenset({"person", "place", "organization", "event", "object", "abstract"})
_FIRST_PERSON = frozenset({"i", "we", "you"})


@dataclass
class Marked:
    """A document of the treebank: its text, entities, those of them that are names, and units."""

    text: str = ""
    entities: list[tuple[Span, str, str]] = field(default_factory=list)
    named: list[Span] = field(default_factory=list)
    units: dict[int, Span] = field(default_factory=dict)
    attributing: dict[int, int] = field(default_factory=dict)
    """By the number of the unit that says who speaks, that of what is said."""


def documents(path: Path) -> Iterator[Marked]:
    """The documents of a CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open() as lines:
        blocks: list[list[str]] = []
        for line in lines:
            if line.startswith("# newdoc"):
                if blocks:
                    yield _document(blocks)
                blocks = []
            if line.startswith("# text = ") or (not line.startswith("#") and line.strip()):
                if line.startswith("# text = "):
                    blocks.append([])
                blocks[-1].append(line.rstrip("\n"))
        if blocks:
            yield _document(blocks)


def _document(blocks: Sequence[Sequence[str]]) -> Marked:
    marked = Marked()
    opened: dict[str, list[tuple[int, str, str]]] = {}
    unit, proper = -1, set[int]()
    for head, *rows in blocks:
        text = head.removeprefix("# text = ")
        base, at = len(marked.text), 0
        for row in (r.split("\t") for r in rows):
            if not row[0].isdigit() or row[1] not in text[at:]:
                continue
            start = base + text.index(row[1], at)
            at = start - base + len(row[1])
            end = start + len(row[1])
            if row[3] == "PROPN":
                proper.add(start)
            found = _UNIT.search(row[9])
            if found:
                unit = int(found["own"])
                marked.units[unit] = (start, end)
                if found["relation"] == "attribution-positive" and found["other"]:
                    marked.attributing[unit] = int(found["other"])
            if unit in marked.units:
                marked.units[unit] = (marked.units[unit][0], end)
            _follow(row[9], start, end, opened, marked)
        marked.text += text + "\n"
    marked.named = [
        span for span, sort, _ in marked.entities
        if sort in _NAMED and any(span[0] <= p < span[1] for p in proper)
    ]  # fmt: skip
    return marked


def _follow(
    misc: str, start: int, end: int, opened: dict[str, list[tuple[int, str, str]]], to: Marked
) -> None:
    told = next((part for part in misc.split("|") if part.startswith("Entity=")), "")
    for hit in _ENTITY.finditer(told.removeprefix("Entity=")):
        if hit["open"]:
            identity = hit["rest"].rsplit("-", 1)[-1]
            if hit["shut"]:
                to.entities.append(((start, end), hit["type"], identity))
            else:
                opened.setdefault(hit["open"], []).append((start, hit["type"], identity))
        elif opened.get(hit["close"]):
            begin, sort, identity = opened[hit["close"]].pop()
            to.entities.append(((begin, end), sort, identity))


class Tally:
    """Hits, read and gold of one part."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, mine: Sequence[Span], gold: Sequence[Span], known: Sequence[Span] | None = None) -> None:
        """Count spans that touch; `known`, where given, are those that a span read may rightly touch."""
        self.counts["read"] += len(mine)
        self.counts["gold"] += len(gold)
        self.counts["right"] += sum(any(_touch(m, g) for g in (known or gold)) for m in mine)
        self.counts["found"] += sum(any(_touch(m, g) for m in mine) for g in gold)

    def __str__(self) -> str:
        precision = self.counts["right"] / max(1, self.counts["read"])
        recall = self.counts["found"] / max(1, self.counts["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        sizes = f"{self.counts['gold']:6}{self.counts['read']:6}"
        return f"{sizes}{precision:8.3f}{recall:8.3f}{f1:8.3f}"


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def measure(paths: Sequence[Path]) -> dict[str, Tally]:
    """The tally of each part, over all the documents."""
    catalog = load_catalog()
    tallies = {part: Tally() for part in ("times", "speakers", "states", "names")}
    for document in (d for path in paths for d in documents(path)):
        times = [(t.start, t.end) for t in find_times(document.text, WRITTEN)]
        tallies["times"].add(times, [span for span, sort, _ in document.entities if sort == "time"])
        _measure_names(document, catalog, tallies)
        _measure_speakers(document, catalog, tallies["speakers"])
    return tallies


def _measure_names(document: Marked, catalog: Catalog, tallies: dict[str, Tally]) -> None:
    names = [n for n in catalog.names_in(document.text) if n.entry.type not in ("class", "system")]
    tallies["names"].add([(n.start, n.end) for n in names if not n.ambiguous], [], document.named)
    states = [(n.start, n.end) for n in names if n.entry.is_state]
    gold = [
        span for span, sort, identity in document.entities
        if sort == "place" and _is_state(identity.replace("_", " "), catalog)
    ]  # fmt: skip
    tallies["states"].add([], gold)
    tallies["states"].counts["found"] += sum(any(_touch(s, g) for s in states) for g in gold)
    tallies["states"].add(states, [], document.named)


def _is_state(identity: str, catalog: Catalog) -> bool:
    found = catalog.names_in(identity)
    return len(found) == 1 and found[0].entry.is_state and found[0].text == identity


def _measure_speakers(document: Marked, catalog: Catalog, tally: Tally) -> None:
    text = document.text
    read = read_bytes(text.encode(), media_type="text/plain")
    if read.text != text:
        return
    reader = grammar._Grammar(read, catalog.names_in(text), [], catalog)
    sentences = split(text)
    trees = reader.trees(sentences, [True] * len(sentences), None)
    attributing = {
        number: other for number, other in document.attributing.items()
        if not _FIRST_PERSON & {*re.findall(r"\w+", text[slice(*document.units[number])].lower())}
    }  # fmt: skip
    starts = [sentence.start for sentence in sentences]
    said: dict[int, list[Span]] = {}
    noted = 0
    for number, span in document.units.items():
        at = bisect_right(starts, span[0]) - 1
        for tree in (trees[i] for i in range(noted, at + 1) if i in trees):
            reader._note(tree, PhraseReader(tree, text, lexicon.load(), set()))
        noted = max(noted, at + 1)
        if at in trees and number not in attributing:
            said[number] = _speakers(trees[at], span, reader, text)
    saying = [document.units[n] for n in attributing]
    found = [spans for spans in said.values() if spans]
    tally.counts["read"] += len(found)
    tally.counts["right"] += sum(any(_touch(s, u) for s in spans for u in saying) for spans in found)
    for number, other in attributing.items():
        tally.counts["gold"] += 1
        tally.counts["found"] += any(_touch(s, document.units[number]) for s in said.get(other, ()))


def _speakers(tree: Tree, unit: Span, reader: "grammar._Grammar", text: str) -> list[Span]:
    """Where those stand who say what a unit tells."""
    inside = [t for t in tree.tokens if unit[0] <= t.start < unit[1] and t.upos != "PUNCT"]
    tops = [t for t in inside if t.head < 0 or tree.tokens[t.head] not in inside]
    if not tops:
        return []
    phrases = PhraseReader(tree, text, lexicon.load(), set())
    attributor = Attributor(tree, phrases, lexicon.load(), reader.discourse, reader.speakers)
    sources = attributor.attribute(tops[0].index).sources
    return [(s.start, s.end) for s in sources if s.start is not None and s.end is not None]


def main(arguments: Sequence[str]) -> int:
    """Print a line a part."""
    paths = [Path(argument) for argument in arguments]
    missing = [path for path in paths if not path.is_file()]
    if missing or not paths:
        print(f"no such file: {missing[0]}" if missing else __doc__, file=sys.stderr)
        return 2
    print(f"{'':10}{'gold':>6}{'read':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for part, tally in measure(paths).items():
        print(f"{part:10}{tally}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
