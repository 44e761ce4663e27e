"""A page as elements and blocks: which paragraph stands where, and which characters of the file made it.

A block is what a browser would set as one paragraph: its text, white space folded and character
references resolved, with the map of every piece back to the page. Nothing is recursive.
"""

import html
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from armsledger.errors import SourceTooLarge
from armsledger.sources.tags import VOID, Characters, Tag, scan, words

MAX_TAGS = 500_000
"""The most tags and texts between tags of one page; an article has some thousands."""
MAX_PIECES = 500_000
"""The most pieces of text with a place of their own in the file."""

_BLOCK = words(
    """
    address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol
    optgroup option p pre section select summary table tbody td tfoot th thead title tr ul
    """
)
_SILENT = words(
    """
    audio canvas datalist head iframe map math noembed noframes noscript object script select style svg
    template textarea title video xmp
    """
)
"""Elements whose content is no text of the page."""

_ENDED_BY_SIBLING = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", "td", "th"), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "option": (("option",), ("select",)),
}
"""Start tags that end an open element of the first names, unless one of the second stands between."""

_LOOK_BACK = 64
"""How far up the open elements a tag without its partner is sought; keeps deep nesting linear."""

_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNPRINTED = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_REFERENCE = r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?"
_SPECIAL = re.compile(
    rf"(?P<space>\s{{2,}}|[^\S ])|(?P<reference>{_REFERENCE})|(?P<unprinted>[{_UNPRINTED}]+)"
)
_UNPRINTED_ONE = re.compile(f"[{_UNPRINTED}]")


class Piece(NamedTuple):
    """Some of a block's text and the code points of the page it came from."""

    text: str
    start: int
    end: int
    verbatim: bool


@dataclass(slots=True)
class Element:
    """One element: its name, attributes, parent (an index, -1 for none) and whether readers never see it."""

    name: str
    attributes: dict[str, str]
    parent: int
    silent: bool


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item, caption or cell; `element` is the innermost block around it."""

    element: int
    pieces: list[Piece] = field(default_factory=list)
    linked: int = 0
    text: str = ""

    @property
    def link_share(self) -> float:
        """The share of the block's characters that stand in links."""
        return self.linked / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class Page:
    """The elements in order of their start tags (a parent before its children) and the blocks in order."""

    elements: list[Element]
    blocks: list[Block]
    raw: list[tuple[int, int, int]]
    """Element, start and end of the text inside silent elements: scripts with data, the title."""


def parse(page: str, where: str) -> Page:
    """The elements and blocks of a page. Raises SourceTooLarge beyond MAX_TAGS or MAX_PIECES."""
    builder = _Builder(page, where)
    for count, token in enumerate(scan(page)):
        if count > MAX_TAGS:
            raise SourceTooLarge(f"{where} holds more than {MAX_TAGS:,} tags; save the article alone.")
        if isinstance(token, Characters):
            builder.add_text(token.start, token.end)
        elif token.closing:
            builder.close(token.name)
        else:
            builder.open(token)
    builder.end_block()
    return builder.page


class _Builder:
    """Follows the tags as a browser would, well enough to tell paragraphs and their surroundings."""

    def __init__(self, source: str, where: str) -> None:
        self._source = source
        self._where = where
        self._pieces_done = 0
        self._open: list[int] = []
        self._open_names: dict[str, int] = {}
        self._open_links = 0
        self._block: Block | None = None
        self.page = Page([], [], [])

    def open(self, tag: Tag) -> None:
        if tag.name in _BLOCK:
            self._close_implied(tag.name)
            self.end_block()
        elif tag.name == "a" and self._open_links:
            self.close("a")
        parent = self._open[-1] if self._open else -1
        silent = (parent >= 0 and self.page.elements[parent].silent) or _is_silent(tag)
        self.page.elements.append(Element(tag.name, tag.attributes, parent, silent))
        if tag.name not in VOID:
            self._open.append(len(self.page.elements) - 1)
            self._open_names[tag.name] = self._open_names.get(tag.name, 0) + 1
            self._open_links += tag.name == "a"

    def close(self, name: str) -> None:
        if name in _BLOCK:
            self.end_block()
        if not self._open_names.get(name):
            return
        if name not in _BLOCK and not self._closable(name):
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        name = self.page.elements[self._open.pop()].name
        self._open_names[name] -= 1
        self._open_links -= name == "a"
        return name

    def _closable(self, name: str) -> bool:
        """True where an inline element can be closed without closing a block."""
        for index in reversed(self._open[-_LOOK_BACK:]):
            found = self.page.elements[index].name
            if found == name:
                return True
            if found in _BLOCK:
                return False
        return False

    def _close_implied(self, name: str) -> None:
        ended, kept_by = _ENDED_BY_SIBLING.get(name, (("p",), ()))
        for index in reversed(self._open[-_LOOK_BACK:]):
            found = self.page.elements[index].name
            if found in ended:
                while self._pop() != found:
                    pass
                return
            if found in kept_by or (found in _BLOCK and ended == ("p",)):
                return

    def add_text(self, start: int, end: int) -> None:
        inside = self._open[-1] if self._open else -1
        if inside >= 0 and self.page.elements[inside].silent:
            self.page.raw.append((inside, start, end))
            return
        if self._block is None:
            self._block = Block(self._around())
        size = len(self._block.pieces)
        at = start
        for found in _SPECIAL.finditer(self._source, start, end):
            self._add(self._source[at : found.start()], at, found.start(), True)
            at = found.end()
            self._add_special(found)
            if self._pieces_done + len(self._block.pieces) > MAX_PIECES:
                raise SourceTooLarge(f"{self._where} is a page in too many pieces; save the article alone.")
        self._add(self._source[at:end], at, end, True)
        if self._open_links:
            self._block.linked += sum(len(piece.text) for piece in self._block.pieces[size:])

    def _add_special(self, found: re.Match[str]) -> None:
        if found["space"]:
            self._add(" ", found.start(), found.end(), False)
        elif found["reference"]:
            meant = _UNPRINTED_ONE.sub("", html.unescape(found[0]))
            self._add(" " if meant.isspace() else meant, found.start(), found.end(), meant == found[0])

    def _add(self, text: str, start: int, end: int, verbatim: bool) -> None:
        assert self._block is not None
        pieces = self._block.pieces
        if text.startswith(" ") and (not pieces or pieces[-1].text.endswith(" ")):
            text, start = text[1:], start + 1
        if text:
            pieces.append(Piece(text, start, end, verbatim))

    def _around(self) -> int:
        """The innermost open block element."""
        for index in reversed(self._open[-_LOOK_BACK:]):
            if self.page.elements[index].name in _BLOCK:
                return index
        return self._open[0] if self._open else -1

    def end_block(self) -> None:
        block, self._block = self._block, None
        if block is None:
            return
        self._pieces_done += len(block.pieces)
        while block.pieces and block.pieces[-1].text.endswith(" "):
            last = block.pieces.pop()
            if last.text != " ":
                block.pieces.append(Piece(last.text[:-1], last.start, last.end - 1, last.verbatim))
        if block.pieces:
            block.text = "".join(piece.text for piece in block.pieces)
            self.page.blocks.append(block)


def _is_silent(tag: Tag) -> bool:
    attributes = tag.attributes
    return (
        tag.name in _SILENT
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or ("style" in attributes and bool(_HIDING_STYLE.search(attributes["style"])))
    )
