"""The two texts that reading is measured on, both made of documents in this repository."""

from pathlib import Path

import armsledger as al
from evals.gate import FOLDERS, PASSAGES, load

ROOT = Path(__file__).parents[2]
ARTICLE_CHARACTERS = 13_000
"""The size of an ordinary long article: about 2,000 words."""


def relevant_article() -> str:
    """An article's length of text about arms transfers, from examples/."""
    return _article(relevant_text())


def offtopic_article() -> str:
    """An article's length of text about anything but arms, from the passages of the evaluation."""
    return _article(general_text())


def relevant_text() -> str:
    """All text of examples/: arms transfers in nearly every sentence, and a name in every second line."""
    files = sorted(
        path for path in (ROOT / "examples").rglob("*") if path.suffix in (".txt", ".html", ".pdf")
    )
    return "\n\n".join(al.open(str(path)).text for path in files)


def general_text() -> str:
    """All passages of the evaluation that are about anything but arms."""
    passages = (passage for folder in FOLDERS for passage in load(PASSAGES / folder))
    return "\n\n".join(passage.text for passage in passages if passage.offtopic)


def words(text: str) -> int:
    """Words as white space parts them: the same count for every reader."""
    return len(text.split())


def _article(text: str) -> str:
    """Whole paragraphs in order, over and over where there are too few, to about an article's length."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    if not paragraphs:
        raise FileNotFoundError("there is no text to measure on: examples/ or evals/passages/ is empty")
    chosen: list[str] = []
    size = 0
    while size < ARTICLE_CHARACTERS:
        for paragraph in paragraphs:
            chosen.append(paragraph)
            size += len(paragraph) + 2
            if size >= ARTICLE_CHARACTERS:
                break
    return "\n\n".join(chosen) + "\n"
