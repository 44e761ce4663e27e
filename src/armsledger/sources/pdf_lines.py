"""The printed lines of a PDF with page and box, without running heads, running feet and page numbers."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

LINE_HYPHEN = "\ufffe"
"""What pdfium puts for a hyphen at a line's end, in place of the line break."""
_RAW_LINE_HYPHEN = 2
"""What its function for one character gives in that place."""
_NOTHING = "\u200b"

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": "-"}
)
_LINE = re.compile(rf"[^\r\n{LINE_HYPHEN}]*{LINE_HYPHEN}?")
_UNPRINTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.I
)
_DIGITS = re.compile(r"\d+")

_MARGIN_SHARE = 0.12
"""The share of the page's height, above and below, in which running heads and feet stand."""
_FEW_PAGES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `page` counts from 1, the box is in points from the page's lower left corner.

    `depth` is how far down the page the line stands, 0 the top edge and 1 the bottom. `broken` says that
    the line ends in a hyphen, which `text` no longer holds.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    depth: float
    broken: bool

    @property
    def height(self) -> float:
        """The height of the line's type in points, never 0."""
        return max(self.top - self.bottom, 0.1)


def page_lines(page: Any, number: int) -> list[Line]:
    """The lines of a pypdfium2 page in pdfium's order, which follows columns where the file does."""
    textpage = page.get_textpage()
    try:
        low, high = _vertical_extent(page)
        letters = _letters(textpage)
        lines = []
        for found in _LINE.finditer(letters):
            line = _line(textpage, found, number, low, high)
            if line:
                lines.append(line)
        return lines
    finally:
        textpage.close()


def without_running_lines(lines: list[Line], page_count: int) -> list[Line]:
    """Without page numbers, and without lines that recur at the edge of several pages (digits aside)."""
    edge = [line for line in lines if _at_edge(line)]
    pages_by_key: dict[str, set[int]] = {}
    for line in edge:
        pages_by_key.setdefault(_key(line), set()).add(line.page)
    least = 2 if page_count <= _FEW_PAGES else 3
    running = {key for key, pages in pages_by_key.items() if len(pages) >= least}
    return [
        line
        for line in lines
        if not (_at_edge(line) and (_key(line) in running or _PAGE_NUMBER.fullmatch(line.text)))
    ]


def usual_height(lines: list[Line]) -> float:
    """The height of most of the type, in points."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.height, 1)] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _letters(textpage: Any) -> str:
    """The page's text, one code point for each of pdfium's character indexes."""
    count = textpage.count_chars()
    text: str = textpage.get_text_range() if count > 0 else ""
    if len(text) == count:
        return text
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    return spell([pdfium.FPDFText_GetUnicode(textpage, index) for index in range(count)])


def spell(units: list[int]) -> str:
    """UTF-16 units as text of the same length: the second of a pair becomes a sign that is not printed."""
    letters = [LINE_HYPHEN if unit == _RAW_LINE_HYPHEN else chr(min(unit, 0x10FFFF)) for unit in units]
    for index, unit in enumerate(units):
        if 0xD800 <= unit < 0xE000:
            before = units[index - 1] if index else 0
            if unit >= 0xDC00 and 0xD800 <= before < 0xDC00:
                letters[index - 1] = chr(0x10000 + ((before - 0xD800) << 10) + unit - 0xDC00)
                letters[index] = _NOTHING
            else:
                letters[index] = "\ufffd"
    return "".join(letters)


def _line(textpage: Any, found: re.Match[str], number: int, low: float, high: float) -> Line | None:
    raw = found[0]
    stripped = raw.strip()
    if not stripped:
        return None
    first = found.start() + len(raw) - len(raw.lstrip())
    last = first + len(stripped) - 1
    begin, end = (textpage.get_charbox(index, loose=True) for index in (first, last))
    text = " ".join(_UNPRINTED.sub("", stripped.translate(_LIGATURES)).split())
    broken = text.endswith(LINE_HYPHEN) or (len(text) > 1 and text[-1] in "-\u2010" and text[-2].isalnum())
    text = text.replace(LINE_HYPHEN, "")
    text = text.removesuffix("-").removesuffix("\u2010") if broken else text
    bottom, top = min(begin[1], end[1]), max(begin[3], end[3])
    depth = (high - top) / (high - low) if high > low else 0.5
    line = Line(text, number, min(begin[0], end[0]), bottom, max(begin[2], end[2]), top, depth, broken)
    return line if text else None


def _vertical_extent(page: Any) -> tuple[float, float]:
    """The page's lower and upper edge; of a box inherited from the page tree only the height is given."""
    box = page.get_cropbox(fallback_ok=False) or page.get_mediabox(fallback_ok=False)
    if box is None:
        return 0.0, float(page.get_height())
    return float(box[1]), float(box[3])


def _at_edge(line: Line) -> bool:
    return line.depth < _MARGIN_SHARE or line.depth > 1 - _MARGIN_SHARE


def _key(line: Line) -> str:
    edge = "top" if line.depth < 0.5 else "foot"
    return f"{edge} {line.height:.0f} {_DIGITS.sub('#', line.text.lower())}"
