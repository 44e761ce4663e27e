"""An HTML page as a document: its article's paragraphs, its imprint, and the way back to the file."""

from dataclasses import replace

from armsledger.errors import SourceTooLarge, SourceUnreadable
from armsledger.model import Document, Problem, SourceRange
from armsledger.sources.blocks import Block, parse
from armsledger.sources.imprint import read_imprint
from armsledger.sources.maintext import choose_blocks

MAX_LETTERS = 8 * 1024 * 1024
"""The longest page in code points; an article's is some hundred thousand."""


def read_page(document: Document, decoded: str, where: str, problems: tuple[Problem, ...] = ()) -> Document:
    """`document` filled from the decoded page. Raises SourceUnreadable where no text is left."""
    if len(decoded) > MAX_LETTERS:
        raise SourceTooLarge(
            f"{where} is a web page of over {MAX_LETTERS:,} characters; save the article alone."
        )
    page = parse(decoded, where)
    text, origin = _set(choose_blocks(page))
    if not text:
        raise SourceUnreadable(
            f"{where} is a web page without an article's text; "
            "if a script makes it, save it from a browser first."
        )
    imprint = read_imprint(decoded, page)
    return replace(
        document,
        text=text,
        origin=origin,
        problems=problems,
        title=imprint.title,
        author=imprint.author,
        publisher=imprint.publisher,
        published=imprint.published,
    )


def _set(blocks: list[Block]) -> tuple[str, tuple[SourceRange, ...]]:
    """The blocks as one text, a line each, and the map of their pieces; line ends come from no one place."""
    lines: list[str] = []
    ranges: list[SourceRange] = []
    at = 0
    for block in blocks:
        for piece in block.pieces:
            ranges.append(SourceRange(at, at + len(piece.text), piece.start, piece.end, piece.verbatim))
            at += len(piece.text)
        lines.append(block.text)
        at += 1
    return "\n".join(lines), tuple(ranges)
