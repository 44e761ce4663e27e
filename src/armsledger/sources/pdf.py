"""A PDF's text layer as a document, with the page and box of every printed line."""

import re
from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from armsledger.errors import SourceUnreadable
from armsledger.model import Document, Problem
from armsledger.sources.imprint import clean
from armsledger.sources.pdf_lines import Line, page_lines, usual_height, without_running_lines
from armsledger.sources.pdf_paragraphs import join_lines

MAX_PAGES = 2_000
"""The most pages that are read of one file; what follows is left out and reported."""
MAX_LETTERS = 8 * 1024 * 1024

_PASSWORD_ERROR = 4
"""pdfium's FPDF_ERR_PASSWORD."""
_MOST_UNMAPPED = 0.3
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
_NO_TITLE = re.compile(
    r"untitled|\(?anonymous\)?|document\d*|microsoft word - .*"
    r"|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|tex|dvi|pptx?|xlsx?|html?)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"admin(?:istrator)?|owner|author|unknown|anonymous|\(?unspecified\)?|.*\buser\d*|microsoft.*|adobe.*|[\w.-]+@.*",
    re.IGNORECASE,
)
_HEADLINE_HEIGHTS = 1.25


def read_pdf(document: Document, payload: bytes, where: str) -> Document:
    """`document` filled from the PDF's text layer.

    The dates in a PDF's metadata are of the file, not of the publication, so `published` stays None.
    Raises SourceUnreadable for a damaged or encrypted file and for one without a text layer.
    """
    pdf = _open(payload, where)
    try:
        metadata = _metadata(pdf)
        page_count = len(pdf)
        lines, problems = _read_lines(pdf, where)
    finally:
        pdf.close()
    if not lines:
        raise SourceUnreadable(f"{where} is a PDF without a text layer, such as a scan; run OCR on it first.")
    text, boxes = join_lines(without_running_lines(lines, page_count) or lines)
    if len(_UNMAPPED.findall(text)) > _MOST_UNMAPPED * len(text):
        raise SourceUnreadable(f"{where} has a text layer without readable letters; run OCR on it instead.")
    title, author = clean(metadata.get("Title")), clean(metadata.get("Author"))
    return replace(
        document,
        text=text,
        origin=boxes,
        problems=tuple(problems),
        title=title if title and len(title) > 3 and not _NO_TITLE.fullmatch(title) else _headline(lines),
        author=author if author and len(author) > 2 and not _NO_AUTHOR.fullmatch(author) else None,
    )


def _open(payload: bytes, where: str) -> Any:
    try:
        pdf = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise SourceUnreadable(f"{where} is encrypted; save it without a password first.") from error
        raise SourceUnreadable(f"{where} is a damaged or truncated PDF; get it again.") from error
    if len(pdf) == 0:
        pdf.close()
        raise SourceUnreadable(f"{where} is a PDF without pages; get it again.")
    return pdf


def _metadata(pdf: Any) -> dict[str, str]:
    try:
        metadata: dict[str, str] = pdf.get_metadata_dict()
    except UnicodeDecodeError:  # broken strings: the text can stand without them
        return {}
    return metadata


def _read_lines(pdf: Any, where: str) -> tuple[list[Line], list[Problem]]:
    """The lines of all pages up to the bounds, and what could not be read."""
    lines: list[Line] = []
    empty: list[int] = []
    damaged: list[int] = []
    letters = read = 0
    for number in range(1, min(len(pdf), MAX_PAGES) + 1):
        try:
            page = pdf[number - 1]
            found = page_lines(page, number)
            page.close()
        except pypdfium2.PdfiumError:
            damaged.append(number)
            continue
        read = number
        lines.extend(found)
        letters += sum(len(line.text) for line in found)
        if not found:
            empty.append(number)
        if letters > MAX_LETTERS:
            break
    problems = []
    if damaged:
        problems.append(Problem(where, f"{_pages(damaged)} could not be read and {_are(damaged)} left out"))
    if empty and lines:
        problems.append(
            Problem(where, f"{_pages(empty)} {_have(empty)} no text layer and {_are(empty)} left out")
        )
    if lines and max(read, *damaged, 0) < len(pdf):
        problems.append(
            Problem(where, f"only the first {read:,} of {len(pdf):,} pages were read; split the file")
        )
    return lines, problems


def _headline(lines: list[Line]) -> str | None:
    """The first run of clearly larger type on the first page, if any."""
    body = usual_height(lines)
    found: list[str] = []
    height = 0.0
    for line in lines:
        large = line.page == 1 and line.height >= _HEADLINE_HEIGHTS * body
        if found and not (large and abs(line.height - height) < 0.1 * height):
            break
        if large:
            found.append(line.text + ("-" if line.broken else ""))
            height = line.height
    title = clean(" ".join(found))
    return title if title and len(title) > 3 else None


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (
        f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    )
    return ("page " if len(numbers) == 1 else "pages ") + shown


def _are(numbers: list[int]) -> str:
    return "was" if len(numbers) == 1 else "were"


def _have(numbers: list[int]) -> str:
    return "has" if len(numbers) == 1 else "have"
