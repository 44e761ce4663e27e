"""A document as read: its text, what it says of itself, and the way back to its source."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from armsledger.model.problem import Problem
from armsledger.model.span import Span


@dataclass(frozen=True, slots=True)
class SourceRange:
    """A stretch of `Document.text` and the code points of the decoded source file that it came from.

    `text_start`/`text_end` and `source_start`/`source_end` are half-open. `verbatim` says that the two
    stretches are equal character for character, so that offsets inside map one to one; otherwise (a
    character reference such as `&amp;`, folded white space) the stretch maps as a whole.
    """

    text_start: int
    text_end: int
    source_start: int
    source_end: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class PageBox:
    """A stretch of `Document.text` (half-open) and where it is printed.

    `page` counts from 1; `left`, `bottom`, `right`, `top` are PDF points (1/72 inch) from the page's
    lower left corner.
    """

    text_start: int
    text_end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Document:
    """One document: the same bytes are always the same document, whatever address they came from.

    `id` is the first 16 hexadecimal digits of `sha256`, the hash of the source's bytes. `text` is what
    every span of every claim counts in. `published` is the date the document itself gives, if any.
    `origin` maps text back to the source, in order of `text_start` and without overlaps: ranges for text
    and HTML, boxes for PDF. `problems` lists what was wrong with the source but did not stop the reading.
    """

    id: str
    sha256: str
    media_type: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    address: str | None = None
    size_bytes: int = 0
    origin: tuple[SourceRange, ...] | tuple[PageBox, ...] = ()
    problems: tuple[Problem, ...] = ()

    def locate(self, span: Span) -> tuple[SourceRange, ...] | tuple[PageBox, ...]:
        """The pieces of the source that `span` came from, cut to the span where they map one to one."""
        first = max(0, bisect_right(self.origin, span.start, key=lambda piece: piece.text_start) - 1)
        found: list[SourceRange | PageBox] = []
        for piece in self.origin[first:]:
            if piece.text_start >= span.end:
                break
            if piece.text_end > span.start:
                found.append(_cut(piece, span))
        return tuple(found)  # type: ignore[return-value]  # origin holds one kind of piece only


@dataclass(frozen=True, slots=True)
class Appearance:
    """One meeting with a document: the address, publisher, title and date it was met under, and the file.

    `path` is where the file lay, `address` where it is published, or the file again where that is not known.
    Every field but `document_id` may be None where it is not known.
    """

    document_id: str
    address: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    path: str | None = None


def _cut(piece: SourceRange | PageBox, span: Span) -> SourceRange | PageBox:
    if isinstance(piece, PageBox) or not piece.verbatim:
        return piece
    start, end = max(piece.text_start, span.start), min(piece.text_end, span.end)
    shift = piece.source_start - piece.text_start
    return SourceRange(start, end, start + shift, end + shift, True)
