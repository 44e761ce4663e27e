"""HTML as a flat run of tags and text, each with its place in the file.

Never recursive and linear in the length of the page, whatever the page holds. Python's own html.parser
gives lines and columns, not offsets, and takes quadratic time on some broken pages.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


def words(listing: str) -> frozenset[str]:
    """The words of a listing set in lines."""
    return frozenset(listing.split())


VOID = words("area base br col embed hr img input link meta source track wbr")
"""Elements that never have content."""

_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_GAP = re.compile(r"[\s/]*+")
_ATTRIBUTE = re.compile(r"([^\s/>=][^\s/>=]*+)(\s*+=\s*+)?")
_BARE_VALUE = re.compile(r"[^\s>]*+")


class Tag(NamedTuple):
    """A start tag (with its attributes, names in lower case, the first of a name winning) or an end tag."""

    name: str
    start: int
    end: int
    closing: bool
    attributes: dict[str, str]


class Characters(NamedTuple):
    """Text between tags: code points `start` to `end` of the page, character references not yet resolved."""

    start: int
    end: int


def scan(page: str) -> Iterator[Tag | Characters]:
    """The tags and texts of `page` in order. Comments, declarations and processing instructions are left out.

    A raw-text element (script, style, title…) yields its start tag, its content as Characters, its end tag.
    """
    quotes = _Quotes(page)
    at = text_from = 0
    while (mark := page.find("<", at)) >= 0:
        following = page[mark + 1 : mark + 2]
        if following in "!?" and following:
            end = _after_declaration(page, mark)
            tag = None
        elif following == "/" or following.isalpha():
            tag = _read_tag(page, mark, quotes)
            end = tag.end if tag else mark + 1
        else:
            at = mark + 1
            continue
        if tag is None and end == mark + 1:  # "</" that opens nothing
            at = mark + 1
            continue
        if mark > text_from:
            yield Characters(text_from, mark)
        at = text_from = end
        if tag:
            yield tag
            if tag.name in _RAW and not tag.closing:
                at = text_from = _raw_end(page, tag)
                if at > tag.end:
                    yield Characters(tag.end, at)
    if text_from < len(page):
        yield Characters(text_from, len(page))


class _Quotes:
    """Finds closing quotes, and remembers where none is left, so that no page is searched twice."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._none_from = {'"': len(page), "'": len(page)}

    def closing(self, quote: str, at: int) -> int:
        """Where the next `quote` from `at` stands, or -1."""
        if at >= self._none_from[quote]:
            return -1
        found = self._page.find(quote, at)
        if found < 0:
            self._none_from[quote] = at
        return found


def _after_declaration(page: str, mark: int) -> int:
    """The end of the comment, declaration or instruction at `mark`; an open one runs to the page's end."""
    if page.startswith("<!--", mark):
        if page.startswith((">", "->"), mark + 4):  # the standard's abrupt empty comment
            return page.find(">", mark) + 1
        end = page.find("-->", mark + 4)
        return end + 3 if end >= 0 else len(page)
    end = page.find(">", mark)
    return end + 1 if end >= 0 else len(page)


def _read_tag(page: str, mark: int, quotes: _Quotes) -> Tag | None:
    """The tag at `mark`, or None where the sign opens none."""
    closing = page.startswith("/", mark + 1)
    name = _NAME.match(page, mark + 1 + closing)
    if not name:
        return None
    attributes: dict[str, str] = {}
    at = name.end()
    while True:
        at = _GAP.match(page, at).end()  # type: ignore[union-attr]  # matches the empty string too
        if at >= len(page) or page[at] == ">":
            break
        attribute = _ATTRIBUTE.match(page, at)
        if not attribute:  # a stray "="
            at += 1
            continue
        at = attribute.end()
        value = ""
        if attribute[2]:
            value, at = _read_value(page, at, quotes)
        attributes.setdefault(attribute[1].lower(), value)
    return Tag(name[0].lower(), mark, min(at + 1, len(page)), closing, {} if closing else attributes)


def _read_value(page: str, at: int, quotes: _Quotes) -> tuple[str, int]:
    quote = page[at : at + 1]
    if quote in ('"', "'"):
        end = quotes.closing(quote, at + 1)
        if end >= 0:
            return html.unescape(page[at + 1 : end]), end + 1
    bare = _BARE_VALUE.match(page, at)
    assert bare is not None  # matches the empty string too
    return html.unescape(bare[0]), bare.end()


def _raw_end(page: str, tag: Tag) -> int:
    """Where the content of the raw-text element opened by `tag` ends."""
    end = re.compile(f"</{tag.name}(?=[\\s/>])", re.I).search(page, tag.end)
    return end.start() if end else len(page)
