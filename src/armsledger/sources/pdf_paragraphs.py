"""Printed lines joined to paragraphs: wrapped lines run on, words broken at a line's end are healed."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from armsledger.model import PageBox
from armsledger.sources.pdf_lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[\w.]+(?:-[\w.]+)*$")
_FIRST_WORD = re.compile(r"[\w.]+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,3}$")
_LIST_MARK = re.compile(r"(?:[•▪■●○◦‣·–—*]|\(?(?:\d{1,3}|[a-z])[.)])\s")

_KEEPING_TAILS = (
    "armed", "backed", "based", "built", "class", "controlled", "designed", "developed", "funded", "led",
    "level", "made", "old", "operated", "owned", "produced", "range", "run", "scale", "sponsored", "style",
    "supplied", "supported", "term", "time", "to", "trained", "wing", "year",
)  # fmt: skip
"""Second halves before which a hyphen at the line's end is one of the word ("Iran-backed")."""
_KEEPING_HEADS = (
    "all", "anti", "co", "counter", "cross", "ex", "multi", "non", "pro", "self", "semi", "so", "well",
)  # fmt: skip

_GAP_LEADINGS = 1.35
_HEIGHT_CHANGE = 0.12
_ROOM = 1.2
"""How much more room than its letters take a word must have had, to say that it was moved on purpose."""
_INDENT_HEIGHTS = 0.8
_COLUMN_POINTS = 20.0


@dataclass(slots=True)
class _Setting:
    """The text as it is set, and the box of each line in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[PageBox] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def add_line(self, line: Line, hyphen: str) -> None:
        start = self.length
        self.add(line.text + hyphen)
        self.boxes.append(
            PageBox(start, self.length, line.page, line.left, line.bottom, line.right, line.top)
        )


def join_lines(lines: list[Line]) -> tuple[str, tuple[PageBox, ...]]:
    """The paragraphs of `lines`, a line each, with the box of every printed line."""
    words = _words(lines)
    measure = _Measure(lines)
    setting = _Setting()
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        runs_on = following is not None and measure.runs_on(line, following)
        hyphen = ""
        if line.broken:
            hyphen = (
                "-" if not (following and runs_on) or _keeps_hyphen(line.text, following.text, words) else ""
            )
        setting.add_line(line, hyphen)
        if following:
            setting.add(("" if line.broken else " ") if runs_on else "\n")
    return "".join(setting.pieces), tuple(setting.boxes)


class _Measure:
    """The measures of the pages, to tell a wrapped line from a paragraph's last."""

    def __init__(self, lines: list[Line]) -> None:
        self._right_edges: dict[tuple[int, int], float] = {}
        steps: dict[int, list[float]] = {}
        for line in lines:
            column = (line.page, round(line.left / _COLUMN_POINTS))
            self._right_edges[column] = max(line.right, self._right_edges.get(column, 0.0))
        for line, following in pairwise(lines):
            step = line.bottom - following.bottom
            if line.page == following.page and 0.5 * line.height < step < 2.5 * line.height:
                steps.setdefault(line.page, []).append(step)
        self._leadings = {page: sorted(found)[len(found) // 2] for page, found in steps.items()}

    def runs_on(self, line: Line, following: Line) -> bool:
        """True where `following` goes on with the paragraph of `line`."""
        if abs(line.height - following.height) > _HEIGHT_CHANGE * line.height:
            return False
        if _LIST_MARK.match(following.text):
            return False
        if line.broken:
            return True
        ended = bool(_SENTENCE_END.search(line.text))
        step = line.bottom - following.bottom
        if line.page != following.page or step < -0.5 * line.height:  # a new page or column
            return not ended and (following.text[:1].islower() or not self._is_short(line, following))
        if step < 0.5 * line.height:  # the same printed line, in two stretches
            return True
        leading = self._leadings.get(line.page, 1.2 * line.height)
        if step > _GAP_LEADINGS * leading:
            return False
        if self._is_short(line, following) and (ended or following.text[:1].isupper()):
            return False
        return not (ended and following.left > line.left + _INDENT_HEIGHTS * line.height)

    def _is_short(self, line: Line, following: Line) -> bool:
        """True where the first word of `following` would have stood on `line`: the break is meant."""
        column = round(line.left / _COLUMN_POINTS)
        edge = max(self._right_edges.get((line.page, near), 0.0) for near in (column - 1, column, column + 1))
        letter = (line.right - line.left) / len(line.text)
        word = following.text.partition(" ")[0]
        return edge - line.right > _ROOM * letter * (len(word) + 1)


def _words(lines: list[Line]) -> set[str]:
    """All words that stand whole within a line, in lower case."""
    words: set[str] = set()
    for line in lines:
        found = _WORD.findall(line.text.lower())
        words.update(found[:-1] if line.broken else found)
    return words


def _keeps_hyphen(before: str, after: str, words: set[str]) -> bool:
    """True where the hyphen at the line's end is part of the word; the document's spelling decides first."""
    head_found, tail_found = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not head_found or not tail_found:
        return True
    head, tail = head_found[0], tail_found[0]
    if f"{head}-{tail}".lower() in words:
        return True
    if f"{head}{tail}".lower() in words:
        return False
    if not tail[0].islower() or head[-1].isdigit() or (len(head) > 1 and head.isupper()):
        return True
    return tail.lower() in _KEEPING_TAILS or head.lower() in _KEEPING_HEADS
