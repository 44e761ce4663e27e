"""Reading CoNLL-U treebanks: syntactic words with tags and heads, and the raw text they came from."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """One annotated sentence; parallel tuples, one entry a syntactic word; head -1 is the root."""

    words: tuple[str, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surface:
    """One sentence as printed: its text, its surface words, and what stands before it."""

    text: str
    words: tuple[str, ...]  # clitics split, each a piece of the text, in order
    starts_document: bool
    starts_paragraph: bool


def blocks(path: Path) -> list[list[str]]:
    """The file's sentences, each as its lines (comments included)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        text = handle.read()
    return [block.split("\n") for block in text.strip().split("\n\n") if block.strip()]


def trees(path: Path) -> list[Tree]:
    """The file's trees; multiword ranges and empty nodes are passed over."""
    found = []
    for block in blocks(path):
        rows = [line.split("\t") for line in block if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        found.append(
            Tree(
                words=tuple(row[1] for row in rows),
                lemma=tuple(row[2] for row in rows),
                upos=tuple(row[3] for row in rows),
                xpos=tuple(row[4] for row in rows),
                head=tuple(int(row[6]) - 1 for row in rows),
                deprel=tuple(row[7] for row in rows),
            )
        )
    return found


def surfaces(path: Path) -> list[Surface]:
    """The file's sentences as printed text with the words found in it."""
    found = []
    for block in blocks(path):
        text, words = "", []
        document = paragraph = False
        covered = 0
        for line in block:
            if line.startswith("#"):
                if line.startswith("# text = "):
                    text = line[len("# text = ") :]
                document |= line.startswith("# newdoc")
                paragraph |= line.startswith("# newpar")
                continue
            row = line.split("\t")
            if "-" in row[0]:
                first, last = row[0].split("-")
                parts = _parts(block, int(first), int(last), row[1])
                words.extend(parts)
                covered = int(last)
            elif row[0].isdigit() and int(row[0]) > covered:
                words.append(row[1])
        found.append(Surface(text, tuple(words), document, paragraph or document))
    return found


def _parts(block: list[str], first: int, last: int, form: str) -> list[str]:
    """A multiword token's words where they spell it out; the whole form where they do not ("wanna")."""
    parts = []
    for line in block:
        row = line.split("\t")
        if row[0].isdigit() and first <= int(row[0]) <= last:
            parts.append(row[1])
    return parts if "".join(parts) == form else [form]
